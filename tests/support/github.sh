#!/bin/sh
# SPDX-License-Identifier: MIT
# The loopback GitHub: who writes, how far away it is, and what it counts.
# shellcheck source=tests/cli/lib.sh
. "${top_srcdir:-.}/tests/cli/lib.sh"

hub_options='--token secret-2:other --repo another/yellow --latency 40'
start_github
cat >talk.py <<'END'
import http.client, json, sys, time

port = int(sys.argv[1])


def connect():
    return http.client.HTTPConnection('127.0.0.1', port)


def ask(client, method, path, body=None, token='secret-1'):
    client.request(method, path, json.dumps(body) if body else None, {
        'Authorization': 'Bearer ' + token, 'User-Agent': 'a test',
        'Accept': 'application/vnd.github+json', 'X-GitHub-Api-Version': '2022-11-28'})
    answer = client.getresponse()
    return answer.status, json.loads(answer.read()), answer.headers


def counts():
    return ask(control, 'GET', '/_counts')[1]


control, one, two = connect(), connect(), connect()
rare = {'labels': 0, 'login': 0, 'visibility': 0, 'pages': 0}
assert counts() == {'requests': 0, 'methods': {}, 'rare': rare, 'connections': 0, 'open': 0}

# several repositories, several logins, each with a token of its own
began = time.monotonic()
for client, token, login in (one, 'secret-1', 'daydream-user'), (two, 'secret-2', 'other'):
    status, issue, _ = ask(client, 'POST', '/repos/another/yellow/issues', {'title': login}, token)
    assert (status, issue['user']['login'], issue['title']) == (201, login, login), issue
    assert ask(client, 'GET', '/user', None, token)[1]['login'] == login
assert ask(two, 'GET', '/user', None, 'secret-3')[0] == 401
assert len(ask(one, 'GET', '/repos/another/yellow/issues')[1]) == 2
assert ask(one, 'GET', '/repos/org/red/issues')[1] == []
took = time.monotonic() - began
assert took >= 7 * 0.04, 'seven answers came within %f s' % took

assert counts() == {'requests': 7, 'methods': {'GET': 5, 'POST': 2},
                    'rare': dict(rare, login=3), 'connections': 2, 'open': 2}
two.close()
while counts()['open'] != 1:
    time.sleep(0.01)

# a page of the list names the repository by its number, and that is an address, too
for i in range(3):
    ask(one, 'POST', '/repos/org/red/issues', {'title': str(i)})
headers = ask(one, 'GET', '/repos/org/red/issues?per_page=2')[2]
link = headers['Link'].split('>')[0].lstrip('<').split(str(port))[1]
assert link.startswith('/repositories/'), link
assert [i['title'] for i in ask(one, 'GET', link)[1]] == ['0']
assert counts()['connections'] == 2
assert counts()['rare']['pages'] == 1, counts()
END
python3 talk.py "$port" || fail 'not so, see above'
check_traffic
