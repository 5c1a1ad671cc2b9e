#!/bin/sh
# SPDX-License-Identifier: MIT
# Bad input of every kind: a clear message, never a crash, never data lost.
# shellcheck source=tests/cli/lib.sh
. "${top_srcdir:-.}/tests/cli/lib.sh"

make_fleet
config=$DAYDREAM_CONFIG
cp "$config" good.json
now='--now 2026-02-17T12:00:00Z'

# go STATUS [ARGUMENT...]: an offline run of the day
go() {
  wanted=$1
  shift
  # shellcheck disable=SC2086 # words
  expect "$wanted" run --offline $now "$@"
}

# configure TEXT: that is projects.json
configure() {
  printf '%s' "$1" >"$config"
}

# ---- projects.json that is none: 3, with file, line and column
refuse() {
  go 3
  is_silent out
  says_one_line
  says err "projects.json$1"
  [ ! -e "$DAYDREAM_STATE_DIR/daydream.db" ] || fail 'a run was begun'
}

configure '{ "projects": {
  "a": { "working_directory": "." },
} }'
refuse ':3:1'
configure '{ "projects": { "a": { "working_directory": "." } }'
refuse ':1:'
configure ''
refuse ':1:1'
configure '{ "projects": {} } x'
refuse ':1:20'
configure "$(printf '{ "projects": { "\377\376": {} } }')"
refuse ':1:'
python3 -c 'print("{\"projects\": " + "[" * 1048576)' >"$config"
refuse ':1:'
python3 -c 'print("{\"projects\": {\"a\": \"" + "x" * (50 * 1024 * 1024) + "\"}}")' >"$config"
refuse ''
rm "$config"
refuse ''
mkdir "$config"
refuse ''
rmdir "$config"

# ---- JSON of another kind: a warning, and nothing to look after
for text in '[]' '7' '{}' '{ "projects": [] }' '{ "projects": null }'; do
  configure "$text"
  go 0
  says err 'projects.json: '
done
rm -rf state

# ---- projects that cannot be used are named with their reason, and the others go on
: >file
mkdir -p home/tilde
cat >"$config" <<'END'
{ "projects": {
    "missing": {},
    "empty": { "working_directory": "" },
    "number": { "working_directory": 7 },
    "absent": { "working_directory": "../absent" },
    "file": { "working_directory": "../file" },
    "unset": { "working_directory": "$NOT_SET_AT_ALL/x" },
    "text": "not an object",
    "bad/slug": { "working_directory": "../red" },
    "org": { "working_directory": "../red", "github": { "org": "a/b", "repo": "c" } },
    "repo": { "working_directory": "../red", "github": { "org": "a", "repo": "b\nc" } },
    "half": { "working_directory": "../red", "github": { "org": "a" } },
    "list": { "working_directory": "../red", "github": [] },
    "logs": { "working_directory": "../red", "logs": 7, "telegram": { "groups": {} } },
    "tilde": { "working_directory": "~/tilde", "name": ["no", "text"] },
    "red": { "working_directory": "../red", "github": { "org": "org", "repo": "red" } } },
  "daydream": { "unknown": 1, "home": 3, "issue": { "when": "never", "label": 4 }, "timezone": "UTC0" } }
END
go 0 --json
check "[p['slug'] for p in j['projects']] == ['org', 'repo', 'half', 'list', 'logs', 'tilde', 'red']"
check "[p['issue']['action'] for p in j['projects'] if p['slug'] == 'red'] == ['queued']"
check "all(p['issue']['action'] == 'none' for p in j['projects'] if p['slug'] != 'red')"
for slug in missing empty number absent file unset text bad/slug org repo half list logs tilde; do
  grep -q "^daydream: .*$slug" err || fail "$slug is not warned of"
done
for key in daydream.unknown daydream.home daydream.issue; do
  says err "$key"
done
rm -rf state

# ---- two slugs with one repository share its issue: a section each
configure '{ "projects": {
  "red": { "name": "Red", "working_directory": "../red", "github": { "org": "org", "repo": "red" } },
  "blue": { "name": "Blue", "working_directory": "../blue", "github": { "org": "Org", "repo": "Red" } } },
  "daydream": { "timezone": "UTC0" } }'
start_github
export GH_TOKEN=secret-1
# shellcheck disable=SC2086
expect 0 run $now --json
check "len({p['issue']['url'] for p in j['projects']}) == 1"
hub_check "len(red) == 1 and 'Only red breaks' in red[0]['body'] and 'Only blue breaks' in red[0]['body']"
hub_check "red[0]['title'] == 'Daydream Report - 2026-02-17 - Red'"
# shellcheck disable=SC2086
expect 0 run $now
hub_check "len(red) == 1"
unset GH_TOKEN
stop_github
rm -rf state

# ---- logs: any bytes, what is no file, what cannot be read
cp good.json "$config"
mkdir red/logs/folder.log
mkfifo red/logs/pipe.log
ln -s nowhere red/logs/dangling.log
printf '2026-02-17 09:40:00,000 - app - ERROR - bytes \377\376\000 \033[31m red\r\n' >>red/logs/app.log
python3 -c 'print("2026-02-17 09:50:00,000 - app - ERROR - " + "long " * 4000000)' >>red/logs/app.log
: >blue/logs/locked.log
chmod 000 blue/logs/locked.log
go 0 --json
check "sum(f['key'] == 'red:logs' and f['severity'] == 'error' for f in j['projects'][0]['findings']) == 3"
check "[any(name in json.dumps(p['findings']) for p in j['projects']) for name in ('folder.log', 'pipe.log')] == [True, True]"
if [ "$(id -u)" -ne 0 ]; then
  check "'locked.log' in json.dumps(j['projects'][1]['findings'])"
fi
grep -q "$(printf '\033')" out && fail 'an escape sequence came through'
go 0
grep -q "$(printf '\033')" out && fail 'an escape sequence came through'
expect 0 report
grep -q "$(printf '\033')" out && fail 'an escape sequence came through'

# ---- the state: damaged, of a newer version, no directory; nothing in it is touched
database=state/daydream.db
spoilt() {
  cp "$database" spoilt
  go 1
  says_one_line
  says err "$1"
  cmp -s "$database" spoilt || fail 'the database was changed'
  expect 1 outbox list
  says_one_line
  cmp -s "$database" spoilt || fail 'the database was changed'
}
[ -s "$database" ] || fail "no $database"
cp "$database" sound
rm -f state/daydream.db-*
printf 'this is no database, but long enough to be one, or so it seems to whoever only counts' >"$database"
spoilt daydream.db
python3 - "$database" sound <<'END'
import sys
data = bytearray(open(sys.argv[2], 'rb').read())
for i in range(4096, len(data)):
    data[i] = 0x5A
open(sys.argv[1], 'wb').write(data)
END
spoilt daydream.db
cp sound "$database"
python3 -c 'import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("PRAGMA user_version = 4711")
db.commit()
db.close()' "$database"
rm -f state/daydream.db-*
spoilt newer
cp sound "$database"
go 0
expect 1 run --offline --state-dir "$work/file"
says err "$work/file"

# ---- another run is at work: 4
mkfifo lock-in lock-out
python3 -c 'import fcntl, sys
file = open(sys.argv[1], "a")
fcntl.flock(file, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()' state/daydream.lock <lock-in >lock-out &
exec 8>lock-in
read -r held <lock-out
[ "$held" = held ] || fail 'the lock cannot be held'
go 4
is_silent out
says_one_line
expect 4 outbox flush
# who only looks need not wait
expect 0 outbox list
go 0 --dry-run
exec 8>&-
