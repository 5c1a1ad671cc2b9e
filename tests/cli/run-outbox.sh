#!/bin/sh
# SPDX-License-Identifier: MIT
# What cannot be filed waits in the outbox, and goes out once.
# shellcheck source=tests/cli/lib.sh
. "${top_srcdir:-.}/tests/cli/lib.sh"

without_pauses
make_fleet
start_github
live=$GITHUB_API_URL
now='--now 2026-02-17T12:00:00Z'

# A port on which nobody listens, for long enough: it is bound, and not listened to.
mkfifo dead-in dead-out
python3 -c 'import socket, sys
s = socket.socket()
s.bind(("127.0.0.1", 0))
print(s.getsockname()[1], flush=True)
sys.stdin.read()' <dead-in >dead-out 9>&- &
exec 8>dead-in
read -r dead_port <dead-out
dead=http://127.0.0.1:$dead_port

# waits COUNT: so many issues wait here.
waits() {
  expect 0 outbox list --json
  check "j['schema'] == 1 and len(j['waiting']) == $1"
}

# fresh NAME: a state of its own.
fresh() {
  DAYDREAM_STATE_DIR=$work/state-$1
}

# ---- no token: that is nobody's failure
fresh no-token
# shellcheck disable=SC2086 # words
expect 0 run $now --json
check "[p['issue']['action'] for p in j['projects']] == ['queued', 'queued', 'none'] and j['waiting'] == 2"
check "all(p['issue']['url'] is None and 'GH_TOKEN' in p['issue']['reason'] for p in j['projects'][:2])"
check "{s['name']: s['status'] for s in j['steps']} == {'clean-legacy': 'skipped', 'review-logs': 'done', 'check-sentry': 'skipped', 'clean-tasks': 'skipped', 'check-docs': 'skipped', 'analyze-sessions': 'skipped', 'reflect': 'skipped', 'consolidate-memory': 'skipped', 'produce-report': 'done', 'create-issues': 'done'}"
waits 2
check "[w['issue']['repository'] for w in j['waiting']] == ['github.com/org/red', 'github.com/org/blue']"
check "all(w['date'] == '2026-02-17' and w['queued_at'].startswith('2026-02-17T12:') for w in j['waiting'])"
check "all(w['issue'].keys() >= {'action', 'url', 'reason', 'title', 'labels', 'body'} for w in j['waiting'])"
# shellcheck disable=SC2086
expect 0 run $now
says out '2 issues wait in the outbox'
grep -q '^  red .*waits in the outbox: no token' out || fail 'red has no such line'
expect 0 outbox list
says out 'Daydream Report - 2026-02-17 - Red'
says_not out 'Only red breaks'
expect 0 outbox list --verbose
says out 'Only red breaks'
says out 'labels  daydream'
hub_check "len(red) == 0 and len(blue) == 0 and j['requests'] == 0"

# ... and `outbox flush` says what is missing, then files them once
expect 1 outbox flush
says err GH_TOKEN
export GH_TOKEN=secret-1
expect 0 outbox flush
says out '2 issues are in their repositories now, 0 still wait'
hub_check "len(red) == 1 and len(blue) == 1"
expect 0 outbox flush
says out 'Nothing waits.'
waits 0
# shellcheck disable=SC2086
expect 0 run $now --json
check "[p['issue']['action'] for p in j['projects']] == ['exists', 'exists', 'none']"
hub_check "len(red) == 1 and len(blue) == 1"

# ---- --offline: the same, although there is a token
fresh offline
expect 0 run --offline --now 2026-02-16T12:00:00Z --since 2026-02-10T00:00:00Z
waits 0
log red '2026-02-15 08:00:00' ERROR 'An early error'
fresh offline-2
expect 0 run --offline --now 2026-02-16T12:00:00Z --since 2026-02-10T00:00:00Z
waits 1
expect 0 run --now 2026-02-18T12:00:00Z
waits 0
hub_check "sorted(i['title'][-16:] for i in red) == ['2026-02-16 - Red', '2026-02-17 - Red', '2026-02-18 - Red']"

# ---- a server that is not there, although there is a token: 1, and the next run files them once
fresh no-server
GITHUB_API_URL=$dead
expect 1 run --now 2026-02-17T12:00:00Z
says err "127.0.0.1:$dead_port"
waits 2
expect 1 outbox flush
says out '0 issues are in their repositories now, 2 still wait'
waits 2
GITHUB_API_URL=$live
hub POST /_seed '{"repo": "org/red"}' >/dev/null
stop_github
start_github
expect 0 run --json --now 2026-02-17T18:00:00Z
check "[p['issue']['action'] for p in j['projects']] == ['created', 'created', 'none']"
waits 0
hub_check "len(red) == 1 and len(blue) == 1"
expect 0 run --json --now 2026-02-17T19:00:00Z
hub_check "len(red) == 1 and len(blue) == 1"

# ---- the server refuses: 1, and what waits goes out on the next date, before that date's own
fresh refused
hub POST /_fault '{"method": "POST", "path": "/repos/org/red/issues$", "status": 410, "count": 100}' >/dev/null
log red '2026-02-18 03:00:00' ERROR 'A second thing breaks'
log blue '2026-02-18 03:00:00' ERROR 'A second thing breaks'
expect 1 run --json --now 2026-02-18T06:00:00Z
check "[p['issue']['action'] for p in j['projects']] == ['queued', 'created', 'none']"
check "[s['status'] for s in j['steps'] if s['name'] == 'create-issues'] == ['failed']"
waits 1
expect 1 run --json --now 2026-02-18T07:00:00Z
waits 1
expect 1 outbox flush
says out '0 issues are in their repositories now, 1 still waits'
hub_check "len(red) == 1 and len(blue) == 2"
stop_github
start_github
log red '2026-02-19 03:00:00' ERROR 'A third thing breaks'
expect 0 run --json --now 2026-02-19T06:00:00Z
waits 0
hub_check "[i['title'][:28] for i in red] == ['Daydream Report - 2026-02-18', 'Daydream Report - 2026-02-19']"

# ---- a POST whose answer is lost is looked for, and not repeated
fresh lost
hub POST /_fault '{"method": "POST", "path": "/repos/org/blue/issues$", "drop": "after", "count": 1}' >/dev/null
log blue '2026-02-20 03:00:00' ERROR 'A fourth thing breaks'
run run --now 2026-02-20T06:00:00Z
expect 0 run --now 2026-02-20T06:30:00Z
waits 0
hub_check "[i['title'][:28] for i in blue] == ['Daydream Report - 2026-02-20']"
hub_check "j['faults'] == 0"

# ---- what was there before is not said to be filed
fresh before
unset GH_TOKEN
expect 0 run --now 2026-02-20T06:00:00Z --project blue
export GH_TOKEN=secret-1
expect 0 outbox flush
says out '1 issue is in its repository now, 0 still wait'
says_not out filed
hub_check "[i['title'][:28] for i in blue] == ['Daydream Report - 2026-02-20']"

# ---- a token that is refused
fresh bad-token
export GH_TOKEN=another
log red '2026-02-21 03:00:00' ERROR 'A fifth thing breaks'
expect 1 run --now 2026-02-21T06:00:00Z
says err 401
says_not err another
says_not out another
waits 1
exec 8>&-
