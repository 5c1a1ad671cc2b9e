#!/bin/sh
# SPDX-License-Identifier: MIT
# A run that is killed goes on with the next one: nothing is lost, nothing is done twice.
# shellcheck source=tests/cli/lib.sh
. "${top_srcdir:-.}/tests/cli/lib.sh"

# killed_at METHOD PATTERN ARGUMENT...: the run dies before it hears the answer to that request.
killed_at() {
  rm -f pid proxy-in proxy-out
  mkfifo proxy-in proxy-out
  python3 "$top_srcdir/tests/support/killing-proxy.py" "$port" pid "$1" "$2" \
    <proxy-in >proxy-out 9>&- &
  exec 8>proxy-in
  read -r proxy_port <proxy-out || fail 'the proxy does not start'
  shift 2
  GITHUB_API_URL=http://127.0.0.1:$proxy_port "$daydream" "$@" >out 2>err 8>&- 9>&- &
  echo "$!" >pid-being-written
  mv pid-being-written pid
  status=0
  wait "$!" || status=$?
  exec 8>&-
  [ "$status" -eq 137 ] || fail "the run ended with $status, it was not killed"
}

make_fleet
start_github
export GH_TOKEN=secret-1

# ---- between steps: the logs are reviewed, and it dies over the list of bugs that comes next
killed_at GET '/repos/org/red/issues\?.*labels=bug' run --now 2026-02-17T12:00:00Z
hub_check "not red and not blue"
expect 1 report

# The review is not repeated: it would find this line now, which is within its window.
log red '2026-02-17 11:00:00' ERROR 'This was not there at the review'
expect 0 run --json --now 2026-02-17T12:05:00Z
check "[p['issue']['action'] for p in j['projects']] == ['created', 'created', 'none']"
check "[(f['text'], f['count']) for f in j['projects'][0]['findings'] if f['severity'] != 'note'] == [('Only red breaks at <*>', 2)]"
hub_check "len(red) == 1 and len(blue) == 1"
expect 0 report
says out 'Only plain breaks'

# ---- in the middle of filing: the issue is made, and the one who wanted it never hears of it
log red '2026-02-18 03:00:00' ERROR 'Something new is wrong'
log blue '2026-02-18 03:00:00' ERROR 'Something new is wrong'
killed_at POST '/issues$' run --now 2026-02-18T06:00:00Z
hub_check "len(red) == 2 and len(blue) == 1"

expect 0 run --json --now 2026-02-18T06:05:00Z
check "j['waiting'] == 0 and all(p['issue']['url'] for p in j['projects'][:2])"
hub_check "len(red) == 2 and len(blue) == 2"
hub_check "not any(i['comments'] for i in red + blue)"
check_traffic
