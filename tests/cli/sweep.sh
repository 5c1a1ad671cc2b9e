#!/bin/sh
# SPDX-License-Identifier: MIT
# daydream issue sweep, and what a second machine and a later step of the same one have to add.
# shellcheck source=tests/cli/lib.sh
. "${top_srcdir:-.}/tests/cli/lib.sh"

make_fleet
start_github
export GH_TOKEN=secret-1

# ---- another machine saw something more; what it adds is a comment, once
expect 0 run --now 2026-02-17T12:00:00Z
hub_check "len(red) == 1 and len(blue) == 1 and not red[0]['comments']"
log red '2026-02-17 10:00:00' ERROR 'The second machine has no space left'
for action in commented exists; do
  DAYDREAM_STATE_DIR=$work/second expect 0 run --now 2026-02-17T12:00:00Z --json
  check "[p['issue']['action'] for p in j['projects']] == ['$action', 'exists', 'none']"
  hub_check "len(red) == 1 and len(red[0]['comments']) == 1 and not blue[0]['comments']"
  hub_check "'no space left' in red[0]['comments'][0]['body'] and 'Only red' not in red[0]['comments'][0]['body']"
done
# ... unless it is not asked to
DAYDREAM_STATE_DIR=$work/third expect 0 run --now 2026-02-17T12:00:00Z --on-existing skip --json
hub_check "len(red[0]['comments']) == 1"
expect 2 run --on-existing perhaps
says err comment

# ---- a step that failed the first time has something to add later
hub POST /_seed '{"repo": "org/blue", "issues": [{"title": "Old leak", "labels": ["bug"]}]}' >/dev/null
expect 0 run --now 2026-02-18T06:00:00Z
log blue '2026-02-18 09:00:00' ERROR 'The roof of blue leaks'
hub POST /_seed '{"repo": "org/blue", "issues": [{"title": "New leak", "labels": ["bug"]}]}' >/dev/null
hub POST /_fault '{"method": "GET", "path": "org/blue/issues.*labels=bug", "status": 410}' >/dev/null
expect 1 run --now 2026-02-19T06:00:00Z
hub_check "[i['title'] for i in blue][-1].startswith('Daydream Report - 2026-02-19') and not blue[-1]['comments']"
for _ in 1 2; do
  expect 0 run --now 2026-02-19T06:30:00Z
  hub_check "len(blue[-1]['comments']) == 1 and 'New leak' in blue[-1]['comments'][0]['body']"
  hub_check "'roof' not in blue[-1]['comments'][0]['body']"
done

# ---- a project alone, of two that share a repository: the other's findings follow
cat >shared.json <<'END'
{ "projects": {
    "red": { "working_directory": "red", "github": { "org": "org", "repo": "red" } },
    "blue": { "working_directory": "blue", "github": { "org": "org", "repo": "red" } } },
  "daydream": { "timezone": "UTC0" } }
END
log red '2026-02-20 03:00:00' ERROR 'Red has caught fire'
log blue '2026-02-20 03:00:00' ERROR 'Blue has caught fire'
export DAYDREAM_CONFIG="$work/shared.json" DAYDREAM_STATE_DIR="$work/fourth"
expect 0 run --now 2026-02-20T06:00:00Z --since 2026-02-20T00:00:00Z --project red
hub_check "'Red has caught fire' in red[-1]['body'] and 'Blue has' not in red[-1]['body']"
expect 0 run --now 2026-02-20T06:10:00Z --since 2026-02-20T00:00:00Z
hub_check "len(red[-1]['comments']) == 1 and 'Blue has caught fire' in red[-1]['comments'][0]['body']"
hub_check "'Red has caught fire' not in red[-1]['comments'][0]['body']"

# ---- strays of our own login are closed, others' are not
hub POST /_seed '{"repo": "org/red", "issues": [
  {"title": "Daydream Report - 2026-02-20 - Red", "author": "daydream-user", "association": "MEMBER",
   "created_at": "2026-02-20T06:00:01Z", "body": "A dead machine saw this"},
  {"title": "Daydream Report - 2026-02-20 - Red", "author": "other", "association": "MEMBER",
   "created_at": "2026-02-20T06:00:01Z"}]}' >/dev/null
unset GH_TOKEN
expect 1 issue sweep --date 2026-02-20
says err GH_TOKEN
export GH_TOKEN=secret-1
posts=$(requests POST)
expect 0 issue sweep --date 2026-02-20 --dry-run
says out '1 duplicate would be closed in 1 repository'
[ "$(requests POST)" -eq "$posts" ] || fail 'a dry run has sent something'
expect 0 issue sweep --date 2026-02-20 --json
check "j == {'schema': 1, 'repositories': 1, 'closed': 1}"
expect 0 issue sweep --date 2026-02-20 --repo org/red
says out '0 duplicates closed in 1 repository'
hub_check "[i['state'] for i in red][-3:] == ['open', 'closed', 'open']"
hub_check "red[-2]['state_reason'] == 'duplicate' and not red[-1]['comments']"
hub_check "[c['body'] for c in red[-2]['comments']] == ['Duplicate of #%d' % red[-3]['number']]"
hub_check "sum('A dead machine saw this' in c['body'] for c in red[-3]['comments']) == 1"
expect 2 issue sweep --date yesterday
check_traffic
