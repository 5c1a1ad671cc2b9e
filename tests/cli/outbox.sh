#!/bin/sh
# SPDX-License-Identifier: MIT
# daydream outbox list, show, flush and drop: what they print and return. That reports wait and go out
# is in run-outbox.sh.
# shellcheck source=tests/cli/lib.sh
. "${top_srcdir:-.}/tests/cli/lib.sh"

make_fleet
start_github

# ---- nothing waits
expect 0 outbox list
says out 'Nothing waits.'
expect 1 outbox show 1
says err 'no issue 1 waits'
expect 1 outbox drop 1
is_silent out
says_one_line
[ ! -e "$DAYDREAM_STATE_DIR/reports" ] || fail 'looking made something'

# ---- numbers that are none
for number in '' x 1x 0 -1 1.5 99999999999999999999; do
  expect 2 outbox show "$number"
  expect 2 outbox drop 1 "$number"
done
expect 2 outbox show
says err 'needs the number'
expect 2 outbox drop
says err 'needs the number'
expect 2 outbox show 1 2
expect 2 outbox flush 1

# ---- two days wait
expect 0 run --now 2026-02-17T12:00:00Z
log red '2026-02-18 03:00:00' ERROR 'Something new is wrong @everyone'
expect 0 run --now 2026-02-18T06:00:00Z
says out '3 issues wait in the outbox, the oldest for '
expect 0 report
says out '**3 issues wait in the outbox**'
says out '## Outbox'
says out 'no token for github.com: '
# shellcheck disable=SC2016 # Markdown
says out '- 2026-02-17, `github.com/org/blue` since 2026-02-17 12:00 UTC'
expect 0 report --json
check "j['waiting'] == 3 and [(w['date'], w['repository']) for w in j['outbox']] == [('2026-02-17', 'github.com/org/red'), ('2026-02-17', 'github.com/org/blue'), ('2026-02-18', 'github.com/org/red')]"
check "all(w['queued_at'] and w['reason'] and w['url'] is None for w in j['outbox'])"

expect 0 outbox list --json
check "[w['id'] for w in j['waiting']] == [1, 2, 3] and not any(w['may_be_there'] for w in j['waiting'])"
check "all(w['age'] > 200 * 86400 for w in j['waiting'])"
expect 0 outbox list
grep -qE '^1  Daydream Report - 2026-02-17 - Red$' "$work/out" || fail 'the first has no number'
grep -qE '^  waits since 2026-02-17 12:00 UTC \([0-9]+ days\): ' "$work/out" || fail 'no age'

# ---- one of them, as it would be filed
expect 0 outbox show 3
says out 'Daydream Report - 2026-02-18 - Red'
says out 'labels  daydream'
says out 'Something new is wrong'
says out 'waits since 2026-02-18 06:00 UTC'
says_not out 'Daydream Report - 2026-02-17'
expect 0 outbox show 3 --json
check "j['schema'] == 1 and j['id'] == 3 and j['date'] == '2026-02-18' and j['attempts'] == 0"
check "j['issue']['action'] == 'queued' and 'Something new is wrong' in j['issue']['body']"
expect 1 outbox show 4

# ---- letting go, one that is not there among them
expect 1 outbox drop 4 1
says out 'dropped: Daydream Report - 2026-02-17 - Red, for github.com/org/red'
says err 'no issue 4 waits'
expect 1 outbox drop 1
expect 0 outbox list --json
check "[w['id'] for w in j['waiting']] == [2, 3]"
export GH_TOKEN=secret-1
expect 0 outbox flush
says out '2 issues are in their repositories now, 0 still wait'
hub_check "[i['title'][:28] for i in red] == ['Daydream Report - 2026-02-18'] and len(blue) == 1"
expect 0 run --now 2026-02-18T07:00:00Z --json
check "j['waiting'] == 0 and j['outbox'] == []"
hub_check "len(red) == 1 and len(blue) == 1"

# ---- somebody is at work
python3 - "$DAYDREAM_STATE_DIR/daydream.lock" <<'END' &
import fcntl, sys, time
file = open(sys.argv[1], 'a')
fcntl.flock(file, fcntl.LOCK_EX)
open('locked', 'w').close()
while True:
    time.sleep(1)
END
holder=$!
while [ ! -e locked ]; do :; done
expect 0 outbox list
expect 4 outbox flush
kill "$holder"
wait "$holder" 2>/dev/null || true

# ---- what is gone from projects.json still waits, and still goes out
DAYDREAM_STATE_DIR=$work/state-gone
unset GH_TOKEN
log red '2026-02-19 03:00:00' ERROR 'Another thing is wrong'
expect 0 run --now 2026-02-19T06:00:00Z --project red
printf '{"projects": {}}' >"$DAYDREAM_CONFIG"
expect 0 outbox list
says out 'Daydream Report - 2026-02-19 - Red'
export GH_TOKEN=secret-1
expect 0 outbox flush
says out '1 issue is in its repository now, 0 still wait'
hub_check "len(red) == 2"

# ---- sent, and the answer is lost
DAYDREAM_STATE_DIR=$work/state-lost
printf '[{"key": "red:own", "text": "Own"}]' >findings
hub POST /_fault '{"method": "POST", "path": "/red/issues$", "drop": "after", "count": 9}' >/dev/null
expect 1 issue create --date 2026-02-20 --repo org/red findings
expect 0 outbox show 1
says out 'may be there already'
expect 0 outbox drop 1
says err 'may be in its repository already'

# ---- how long, as people say it
DAYDREAM_STATE_DIR=$work/state-age
unset GH_TOKEN
at() {
  python3 -c "import time; print(time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime(time.time() - $1)))"
}
cat >"$DAYDREAM_CONFIG" <<'END'
{ "projects": { "red": { "working_directory": "../red", "github": { "org": "org", "repo": "red" } } } }
END
for case in '40:less than a minute' '1890:31 minutes' '5400:1 hour' '91800:1 day' '270000:3 days'; do
  rm -rf "$DAYDREAM_STATE_DIR"
  expect 0 run --now "$(at "${case%%:*}")" --since 2026-01-01T00:00:00Z
  expect 0 outbox list
  says out "(${case#*:})"
done
