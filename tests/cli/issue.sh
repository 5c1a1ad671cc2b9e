#!/bin/sh
# SPDX-License-Identifier: MIT
# daydream issue exists and daydream issue create: exit statuses, what they print, what they read.
# shellcheck source=tests/cli/lib.sh
. "${top_srcdir:-.}/tests/cli/lib.sh"

start_github
export DAYDREAM_STATE_DIR="$work/state"
at='--date 2026-02-18 --repo org/red'
printf '{"projects": {}}' >projects.json
export DAYDREAM_CONFIG="$work/projects.json"

# exists STATUS / create STATUS, for that date and repository
exists() {
  wanted=$1
  shift
  # shellcheck disable=SC2086 # words
  expect "$wanted" issue exists $at "$@"
}

create() {
  wanted=$1
  shift
  # shellcheck disable=SC2086 # words
  expect "$wanted" issue create $at "$@"
}

# ---- who could not look never says no
exists 5
is_silent out
says err GH_TOKEN
export GH_TOKEN=wrong
exists 5
says err 401
export GH_TOKEN=secret-1
for fault in '"status": 500' '"status": 403' '"html": true' '"drop": "before"' '"status": 200, "body": {}'; do
  hub POST /_fault "{\"method\": \"GET\", \"path\": \"/issues\", $fault, \"count\": 100}" >/dev/null
  exists 5
  is_silent out
  says_one_line
  stop_github
  start_github
done
expect 5 issue exists --date 2026-02-18 --repo org/unknown

# ---- none
exists 1
is_silent out
says_one_line
exists 1 --json
check "j['schema'] == 1 and j['action'] == 'none' and j['url'] is None"

# ---- findings that cannot be read: nothing is filed
refuse() {
  create 1 "$@"
  is_silent out
  says_one_line
}
for text in '' '{' '[' '{}' '{"findings": 1}' '"x"' '[1]' '[{}]' '[{"key": "a:b"}]' '[{"text": "t"}]' \
  '[{"key": "ab", "text": "t"}]' '[{"key": "a b:c", "text": "t"}]' '[{"key": "a:B", "text": "t"}]' \
  '[{"key": "a:b", "text": "t", "severity": "fatal"}]' '[{"key": "a:b", "text": "t", "count": -1}]' \
  '[{"key": "a:b", "text": "t", "details": "d"}]' '[{"key": "a:b", "text": "t", "first": "now"}]'; do
  printf '%s' "$text" >findings
  refuse findings
done
refuse missing
says err missing
mkdir folder
refuse folder
says err folder
python3 -c 'print("[" + " " * (17 * 1024 * 1024) + "]")' >huge
refuse huge
says err '16 MiB'
python3 -c 'print("[" * 1048576)' >deep
refuse deep
hub_check "len(red) == 0"
printf '[]' >findings
refuse findings
says err 'no findings'

# ---- filed once, from standard input, from a file, and known afterwards
cat >findings <<'END'
[{"key": "red:backup", "severity": "error", "text": "The backup is 0 bytes long @everyone",
  "details": ["a detail"], "evidence": ["backup.sh:3"], "count": 3,
  "first": "2026-02-18T01:00:00Z", "last": "2026-02-18T02:00:00Z"}]
END
# shellcheck disable=SC2086
status=0 && "$daydream" issue create $at <findings >out 2>err || status=$?
[ "$status" -eq 0 ] || fail "issue create from standard input ended with $status"
is_silent err
url=$(cat out)
case $url in
  */org/red/issues/1) ;;
  *) fail "$url is no such URL" ;;
esac
hub_check "len(red) == 1 and red[0]['title'].startswith('Daydream Report - 2026-02-18')"
hub_check "'The backup is 0 bytes long' in red[0]['body'] and 'backup.sh:3' in red[0]['body']"
hub_check "'0 bytes long \`@everyone\`' in red[0]['body']"

exists 0
[ "$(cat out)" = "$url" ] || fail 'that is not the URL'
is_silent err
exists 0 --json
check "j['schema'] == 1 and j['action'] == 'exists' and j['url'] == '$url' and j['number'] == 1"
expect 1 issue exists --date 2026-02-17 --repo org/red
expect 1 issue exists --date 2026-02-18 --repo org/blue
expect 0 issue exists --date 2026-02-18 --repo github.com/Org/Red

for file in findings -; do
  # shellcheck disable=SC2086
  status=0 && "$daydream" issue create $at --json $file <findings >out 2>err || status=$?
  [ "$status" -eq 0 ] || fail "issue create $file ended with $status"
  check "j['action'] == 'exists' and j['url'] == '$url'"
  says err 'there before'
done
# also for somebody who knows nothing of the first one
DAYDREAM_STATE_DIR=$work/other-state
create 0 findings
[ "$(cat out)" = "$url" ] || fail 'that is not the URL'
hub_check "len(red) == 1"

# the object of `daydream run --json` is taken too
printf '{"findings": %s}' "$(cat findings)" >object
expect 0 issue create --date 2026-02-18 --repo org/blue object --json
check "j['action'] == 'created'"

# ---- in a clone, the repository needs no name; GH_REPO does not count
if command -v git >/dev/null 2>&1; then
  git init -q clone
  git -C clone remote add origin https://github.com/org/red.git
  cd clone
  export GH_REPO=org/blue
  expect 0 issue exists --date 2026-02-18
  grep -q '/org/red/issues/1$' ../out || fail 'that is another repository'
  unset GH_REPO
  cd ..
  # ... and elsewhere it does
  mkdir outside
  cd outside
  expect 2 issue exists --date 2026-02-18
  says err 'name the repository'
  expect 2 issue create --date 2026-02-18 ../findings
  says err 'name the repository'
  cd ..
fi

# ---- it waits: for want of a token that is done, else it has failed
unset GH_TOKEN
expect 0 issue create --date 2026-02-19 --repo org/red findings
is_silent out
says err 'waits in the outbox'
export GH_TOKEN=wrong
expect 1 issue create --date 2026-02-20 --repo org/red findings
says err 'waits in the outbox'
expect 1 issue create --date 2026-02-21 --repo org/red findings --json
check "j['action'] == 'queued' and j['url'] is None and '401' in j['reason']"
export GH_TOKEN=secret-1
expect 0 outbox flush
says out '3 issues are in their repositories now'
hub_check "len(red) == 4"
check_traffic
