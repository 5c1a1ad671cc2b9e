#!/bin/sh
# SPDX-License-Identifier: MIT
# The whole run over the example fleet: without any service each of the ten steps is done or skipped
# with a reason, with all of them all are done; those of home once, those of projects once for each.
# shellcheck source=tests/cli/lib.sh
. "${top_srcdir:-.}/tests/cli/lib.sh"

command -v git >/dev/null 2>&1 || skip 'no git'
unset ANTHROPIC_API_KEY ANTHROPIC_BASE_URL ANTHROPIC_MODEL
sh "$top_srcdir/docs/examples/fleet.sh" "$work/fleet"
export DAYDREAM_CONFIG="$work/fleet/config/projects.json"
# the fleet's logs end now, and midnight may be near
now=$(date -u +%Y-%m-%dT%H:%M:%SZ)

# number, name, whom it is for
cat >ten <<'END'
1 clean-legacy home
2 review-logs project
3 check-sentry home
4 clean-tasks project
5 check-docs home
6 analyze-sessions home
7 reflect all
8 consolidate-memory all
9 produce-report all
10 create-issues project
END
names=$(cut -d ' ' -f 2 ten)
expect 0 steps --json
check "[(s['number'], s['name'], s['scope']) for s in j['steps']] == [(int(n), name, scope) for n, name, scope in map(str.split, open('ten'))]"

# ran STATE: who did each step, by what the state holds.
ran() {
  python3 - "$1/daydream.db" <<'END' || fail 'the steps were done for others'
import sqlite3, sys
rows = sqlite3.connect(sys.argv[1]).execute('SELECT step, slug FROM steps').fetchall()
for_whom = {'home': ['orchard'], 'project': ['orchard', 'ferry', 'lighthouse', 'garden'], 'all': ['']}
for number, name, scope in map(str.split, open('ten')):
    # before the projects create-issues sends what waits, which is nobody's
    got = sorted(slug for step, slug in rows if step == name and (slug or scope == 'all'))
    if got != sorted(for_whom[scope]):
        print(name, 'was done for', got)
        sys.exit(1)
END
}

# ---- no service, no token, no network
export DAYDREAM_STATE_DIR="$work/state-alone"
expect 0 run --offline --json --now "$now"
check "[s['number'] for s in j['steps']] == list(range(1, 11))"
check "all(s['status'] == 'done' or (s['status'] == 'skipped' and s['reason']) for s in j['steps'])"
check "[s['name'] for s in j['steps'] if s['status'] == 'skipped'] == ['check-sentry', 'clean-tasks', 'reflect', 'consolidate-memory']"
check "[s['slug'] for s in j['skipped']] == ['attic']"
ran "$DAYDREAM_STATE_DIR"
expect 0 report
for name in $names; do
  grep -q "^|  *[0-9]* | $name  *| " out || fail "the report's table has no $name"
done
for name in check-sentry clean-tasks reflect consolidate-memory; do
  grep -q "^- .*$name.*: " out || fail "the report does not say why $name was skipped"
done
[ ! -e "$work/fleet/orchard/data" ] || fail 'lessons were learnt without a reflection'

# ---- all services
key=sk-ant-fake-0123456789
token=sntrys_fake0123456789
mkfifo sentry-in sentry-out llm-in llm-out
python3 "$top_srcdir/tests/support/sentry.py" --token $token --org example--fleet --project orchard=7 \
  --traffic sentry-traffic <sentry-in >sentry-out &
exec 7>sentry-in
read -r sentry_port <sentry-out || fail 'the loopback Sentry does not start'
python3 "$top_srcdir/tests/support/anthropic.py" --key $key --traffic llm-traffic <llm-in >llm-out 7>&- &
exec 8>llm-in
read -r llm_port <llm-out || fail 'the loopback Anthropic does not start'
hub_options='--repo example--fleet/orchard --repo example--fleet/ferry --repo example--fleet/garden'
start_github
export GH_TOKEN=secret-1
for name in orchard ferry garden; do
  hub POST /_seed "{\"repo\": \"example--fleet/$name\", \"issues\": [{\"title\": \"A bug in $name\", \"labels\": [\"bug\"]}]}" >/dev/null
done
github_port=$port
port=$sentry_port
hub POST /_seed '{"issues": [{"title": "TypeError: x", "count": 12, "users": 3, "substatus": "new"}]}' >/dev/null
port=$llm_port
hub POST /_reply '{"reply": {"reflections": [{"category": "misunderstanding", "summary": "Agents count other things than they were asked to", "pattern": "the noun of a request is replaced", "prevention": "repeat the noun before counting", "source_session": "harvest", "projects": ["orchard", "ferry"]}]}}' >/dev/null
port=$github_port
export SENTRY_URL="http://127.0.0.1:$sentry_port" SENTRY_AUTH_TOKEN=$token
export ANTHROPIC_BASE_URL="http://127.0.0.1:$llm_port" ANTHROPIC_API_KEY=$key

export DAYDREAM_STATE_DIR="$work/state-all"
expect 0 run --json --now "$now"
check "[(s['number'], s['status']) for s in j['steps']] == [(n, 'done') for n in range(1, 11)]"
check "[(p['slug'], p['issue']['action']) for p in j['projects']] == [('orchard', 'created'), ('ferry', 'created'), ('lighthouse', 'none'), ('garden', 'none')]"
check "{f['key'].split(':')[1] for f in j['projects'][0]['findings']} >= {'logs', 'sentry', 'bugs', 'todo', 'markers', 'deprecated', 'docs', 'sessions', 'reflection', 'lessons'}"
check "any(f['key'] == 'ferry:reflection' for f in j['projects'][1]['findings'])"
ran "$DAYDREAM_STATE_DIR"
[ "$(wc -l <llm-traffic)" -eq 1 ] || fail 'the model was asked more than once'
asked=$(wc -l <sentry-traffic)
[ "$(wc -l <fleet/orchard/data/lessons_learned.jsonl)" -eq 1 ] || fail 'there is not one lesson'

# ---- the report has a chapter for each of them, by project first
expect 0 report
python3 - out <<'END' || fail 'the chapters are not in their order'
import sys
text = open(sys.argv[1], encoding='utf-8').read()
at = -1
for chapter in ('# Daydream Report', '## Orchard', '### Logs', '## Ferry', '## Lighthouse', '## Home: Orchard', '### Sentry',
                '### To-do lists', '### Unfinished code', '### Documents', '### Agent sessions', '## Reflections',
                '## Lessons', '## Left out', '## Steps'):
    found = text.find(chapter + ('\n' if chapter[1] == '#' else ''), at + 1)
    if found < 0:
        sys.exit('no %s behind the others' % chapter)
    at = found
END
grep -q '^10 done$' out || fail 'the report does not count ten steps'
for secret in $key $token secret-1; do
  says_not out "$secret"
  ! grep -rqF "$secret" "$DAYDREAM_STATE_DIR" || fail 'a token is in the state'
done

# ---- again: nothing is asked, thought or filed twice
expect 0 run --json --now "$now"
check "all(s['status'] == 'done' for s in j['steps'])"
check "[p['issue']['action'] for p in j['projects']] == ['exists', 'exists', 'none', 'none']"
[ "$(wc -l <llm-traffic)" -eq 1 ] || fail 'the model was asked again'
[ "$(wc -l <sentry-traffic)" -eq "$asked" ] || fail 'Sentry was asked again'
[ "$(wc -l <fleet/orchard/data/lessons_learned.jsonl)" -eq 1 ] || fail 'the lesson was learnt twice'
[ "$(grep -c '"method": "POST", "path": "/repos/[^"]*/issues"' traffic)" -eq 2 ] || fail 'it was filed again'

# ---- each alone, as --step NAME, on a state of its own
for name in $names; do
  export DAYDREAM_STATE_DIR="$work/state-$name"
  expect 0 run --step "$name" --json --now "$now"
  check "[s['name'] for s in j['steps'] if s['status'] != 'pending'] == ['$name']"
done

exec 7>&- 8>&-
check_traffic
