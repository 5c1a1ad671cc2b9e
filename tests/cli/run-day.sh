#!/bin/sh
# SPDX-License-Identifier: MIT
# The main job over three dates: one issue in each repository when something is new, and only then.
# shellcheck source=tests/cli/lib.sh
. "${top_srcdir:-.}/tests/cli/lib.sh"

make_fleet
start_github
export GH_TOKEN=secret-1

# The first date: one issue in each of the two repositories, with that project's findings only.
expect 0 run --json --now 2026-02-17T12:00:00Z
check "j['schema'] == 1 and j['date'] == '2026-02-17' and j['waiting'] == 0"
check "[(s['number'], s['name']) for s in j['steps']] == [(1, 'clean-legacy'), (2, 'review-logs'), (3, 'check-sentry'), (4, 'clean-tasks'), (5, 'check-docs'), (6, 'analyze-sessions'), (7, 'reflect'), (8, 'consolidate-memory'), (9, 'produce-report'), (10, 'create-issues')]"
check "all(s['status'] == ('skipped' if s['name'] in ('clean-legacy', 'check-sentry', 'check-docs', 'analyze-sessions', 'reflect', 'consolidate-memory') else 'done') and 'reason' in s and s['seconds'] >= 0 for s in j['steps'])"
check "[(p['slug'], p['issue']['action']) for p in j['projects']] == [('red', 'created'), ('blue', 'created'), ('plain', 'none')]"
check "j['projects'][0]['issue']['url'].endswith('/org/red/issues/1')"
check "all(f.keys() >= {'key', 'severity', 'text', 'details', 'evidence', 'count', 'first', 'last', 'state', 'days', 'fingerprint'} for p in j['projects'] for f in p['findings'])"
for slug in red blue plain; do
  check "[(f['key'], f['severity'], f['count'], f['state'], f['first'], f['last']) for p in j['projects'] if p['slug'] == '$slug' for f in p['findings'] if f['severity'] != 'note'] == [('$slug:logs', 'error', 2, 'new', '2026-02-17T09:00:00Z', '2026-02-17T09:30:00Z')]"
done
hub_check "len(red) == 1 and len(blue) == 1"
hub_check "red[0]['title'] == 'Daydream Report - 2026-02-17 - Red'"
hub_check "blue[0]['title'] == 'Daydream Report - 2026-02-17 - Blue'"
hub_check "[l if isinstance(l, str) else l['name'] for l in red[0]['labels']] == ['daydream']"
hub_check "'Only red breaks' in red[0]['body'] and 'Only blue breaks' in blue[0]['body']"
hub_check "not any(word in red[0]['body'] for word in ('blue', 'plain'))"
hub_check "not any(word in blue[0]['body'] for word in ('red breaks', 'plain'))"
hub_check "'<!-- daydream:1 date=2026-02-17 repo=github.com/org/red ' in red[0]['body']"
hub_check "'secret-1' not in json.dumps(j)"

# The project without a repository stands in the local report.
expect 0 report
says out 'Only plain breaks'
says out 'Only red breaks'
expect 0 report 2026-02-17 --json
check "[len(p['findings']) > 0 for p in j['projects']] == [True] * 3 and 'seconds' not in j['steps'][0]"

# Again on the same date, also when the logs went on: no further issue, not even a request for one.
posts=$(requests POST)
log red '2026-02-17 13:00:00' ERROR 'What happens in the evening belongs to tomorrow'
for time in 2026-02-17T12:00:00Z 2026-02-17T23:00:00Z; do
  expect 0 run --json --now "$time"
  check "[p['issue']['action'] for p in j['projects']] == ['exists', 'exists', 'none']"
  check "all(f['count'] == 2 for p in j['projects'] for f in p['findings'] if f['severity'] != 'note')"
done
[ "$(requests POST)" = "$posts" ] || fail 'a finished date was filed again'
expect 0 run --now 2026-02-17T23:30:00Z
says out 2026-02-17
grep -q '^  red .*new: 1 error .*filed before .*/org/red/issues/1$' out || fail 'red has no such line'
grep -q '^  plain .*new: 1 error .*no GitHub repository$' out || fail 'plain has no such line'
grep -q '^  create-issues .*plain: no GitHub repository' out || fail 'plain is not named as left out'
says out 'daydream report 2026-02-17'

# The next date, with a new error in each: one more each, with what is new in front.
for slug in red blue; do
  log "$slug" '2026-02-18 03:00:00' ERROR "Only $slug breaks at 23 ms"
  log "$slug" '2026-02-18 03:00:01' ERROR "Something else is wrong with $slug"
done
expect 0 run --now 2026-02-18T06:00:00Z
grep -q '^  blue .*new: 1 error; again: 1 error .*filed .*/org/blue/issues/2$' out ||
  fail 'blue has no such line'
hub_check "len(red) == 2 and len(blue) == 2"
hub_check "'**2 new**, 1 recurring' in red[1]['body'] and 'the evening' in red[1]['body']"
hub_check "'**1 new**, 1 recurring' in blue[1]['body']"
hub_check "blue[1]['body'].index('Something else') < blue[1]['body'].index('Only blue breaks')"

# A date with nothing but the same errors: none, and the run says so.
for slug in red blue; do
  log "$slug" '2026-02-19 03:00:00' ERROR "Only $slug breaks at 29 ms"
done
expect 0 run --now 2026-02-19T06:00:00Z
grep -q '^  red .*again: 1 error.*nothing to file$' out || fail 'red has no such line'
hub_check "len(red) == 2 and len(blue) == 2"

# A date on which all is quiet: none.
expect 0 run --json --now 2026-02-20T06:00:00Z
check "[p['issue']['action'] for p in j['projects']] == ['none'] * 3"
hub_check "len(red) == 2 and len(blue) == 2"

# What got worse is told apart: that is why there is an issue today.
for minute in 0 1 2 3; do
  log red "2026-02-21 03:0$minute:00" ERROR "Only red breaks at 3$minute ms"
done
log red '2026-02-21 03:05:00' ERROR 'Something else is wrong with red'
cp -R state worse
expect 0 run --offline --state-dir worse --now 2026-02-21T06:00:00Z
grep -q '^  red .*worse: 1 error; again: 1 error  *waits' out || fail 'red has no such line'
expect 0 run --offline --state-dir worse --now 2026-02-22T06:00:00Z
grep -q '^  red .* gone: 2 errors  *nothing to file' out || fail 'red has no such line'

# What recurs is worth an issue again a week after the last one.
for slug in red blue; do
  log "$slug" '2026-02-25 03:00:00' ERROR "Only $slug breaks at 31 ms"
done
expect 0 run --now 2026-02-25T06:00:00Z
hub_check "len(red) == 3 and len(blue) == 3"

check_traffic
