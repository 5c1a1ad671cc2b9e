#!/bin/sh
# SPDX-License-Identifier: MIT
# A run that is killed goes on with the next one: nothing is lost, nothing is done twice.
# shellcheck source=tests/cli/lib.sh
. "${top_srcdir:-.}/tests/cli/lib.sh"

make_fleet
start_github

# ---- between steps: the logs are reviewed, and the first to need a token asks this program for it
# shellcheck disable=SC2016 # for that script to expand
printf '#!/bin/sh\nkill -9 "$PPID"\n' >"$work/bin/gh"
expect 137 run --now 2026-02-17T12:00:00Z
hub_check "j['requests'] == 0"
expect 1 report

# The review is not repeated: it would find this line now, which is within its window.
log red '2026-02-17 11:00:00' ERROR 'This was not there at the review'
export GH_TOKEN=secret-1
expect 0 run --json --now 2026-02-17T12:05:00Z
check "[p['issue']['action'] for p in j['projects']] == ['created', 'created', 'none']"
check "[(f['text'], f['count']) for f in j['projects'][0]['findings'] if f['severity'] != 'note'] == [('Only red breaks at <*> ms', 2)]"
hub_check "len(red) == 1 and len(blue) == 1"
expect 0 report
says out 'Only plain breaks'

# ---- in the middle of filing: the issue is made, and the one who wanted it never hears of it
cat >proxy.py <<'END'
"""Hand requests on to the port argv[1]; after the first POST of an issue kill the process whose id
is in the file argv[2], and answer nothing."""
import http.client, http.server, os, re, signal, sys, threading, time

class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    killed = False

    def log_message(self, *_):
        pass

    def serve(self):
        body = self.rfile.read(int(self.headers.get('Content-Length') or 0))
        hub = http.client.HTTPConnection('127.0.0.1', int(sys.argv[1]))
        hub.request(self.command, self.path, body, dict(self.headers))
        answer = hub.getresponse()
        data = answer.read()
        if self.command == 'POST' and re.search('/issues$', self.path) and not Handler.killed:
            Handler.killed = True
            while not os.path.exists(sys.argv[2]):
                time.sleep(0.01)
            os.kill(int(open(sys.argv[2]).read()), signal.SIGKILL)
            self.close_connection = True
            return
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ('server', 'date'):
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PATCH = serve

server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
os._exit(0)
END
mkfifo proxy-in proxy-out
python3 proxy.py "$port" pid <proxy-in >proxy-out 9>&- &
exec 8>proxy-in
read -r proxy_port <proxy-out

log red '2026-02-18 03:00:00' ERROR 'Something new is wrong'
log blue '2026-02-18 03:00:00' ERROR 'Something new is wrong'
status=0
GITHUB_API_URL=http://127.0.0.1:$proxy_port "$daydream" run --now 2026-02-18T06:00:00Z \
  >out 2>err 8>&- 9>&- &
echo "$!" >pid-being-written
mv pid-being-written pid
wait "$!" || status=$?
[ "$status" -eq 137 ] || fail "the run ended with $status, it was not killed"
hub_check "len(red) == 2 and len(blue) == 1"

expect 0 run --json --now 2026-02-18T06:05:00Z
check "j['waiting'] == 0 and all(p['issue']['url'] for p in j['projects'][:2])"
hub_check "len(red) == 2 and len(blue) == 2"
hub_check "not any(i['comments'] for i in red + blue)"
exec 8>&-
check_traffic
