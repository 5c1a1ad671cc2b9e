#!/bin/sh
# SPDX-License-Identifier: MIT
# Lessons: how they are shown, and that a run which is killed while it makes some makes each once.
# shellcheck source=tests/cli/lib.sh
. "${top_srcdir:-.}/tests/cli/lib.sh"

# place FOLDER: a project that is home, and no other
place() {
  mkdir -p "$1/config" "$1/home/data"
  printf '{"projects": {"home": {"working_directory": "../home"}, "away": {"working_directory": "../home/data"}}, "daydream": {"home": "home", "timezone": "UTC0"}}\n' \
    >"$1/config/projects.json"
}

# go FOLDER: what follows is about that
go() {
  export DAYDREAM_CONFIG="$1/config/projects.json" DAYDREAM_STATE_DIR="$1/state"
  lessons=$1/home/data/lessons_learned.jsonl
}

place "$work/shown"
go "$work/shown"

# ---- none yet
expect 0 lessons
says out "No lessons in $lessons."
expect 0 lessons --since 2026-02-01
says out 'No lessons seen since 2026-02-01 in '
expect 0 lessons --json
check "j == {'schema': 1, 'file': '$lessons', 'unread': 0, 'lessons': []}"
is_silent err

# ---- some, the one that was seen last first, of one date the most frequent
secret=ghp_16C7e42F292c6912E7710c838347Ae178B4a
cat >"$lessons" <<END
{"date": "2026-02-01", "category": "code_bug", "summary": "Connections pile up", "pattern": "Retries without a pause", "prevention": "Back off", "source_session": "", "validated": 0}
{"date": "2026-01-01", "category": "misunderstanding", "summary": "A patch was thrown away", "pattern": "Jumped to code", "prevention": "Ask, and wait", "source_session": "2026-02-17-cart", "validated": 2, "last_seen": "2026-02-18", "times": 3}
<<<<<<< HEAD

{"date": "2026-02-10", "pattern": "Has \u001b[31mred\u001b[0m and $secret\nin it", "last_seen": "2026-02-18", "times": 7}
END
expect 0 lessons
cat >wanted <<'END'
Has red and [redacted:github-token] in it
  seen 2026-02-18, 7 times since 2026-02-10

Jumped to code
  → Ask, and wait
  A patch was thrown away
  seen 2026-02-18, 3 times since 2026-01-01 · misunderstanding · session 2026-02-17-cart · has helped 2 times

Retries without a pause
  → Back off
  Connections pile up
  seen 2026-02-01 · code_bug
END
diff wanted out || fail 'lessons look otherwise'
says_one_line
says err "$lessons: 1 line is no lesson"

expect 0 lessons --json
check "j['schema'] == 1 and j['unread'] == 1"
check "[l['pattern'] for l in j['lessons']] == ['Has red and [redacted:github-token] in it', 'Jumped to code', 'Retries without a pause']"
check "j['lessons'][1] == {'date': '2026-01-01', 'category': 'misunderstanding', 'summary': 'A patch was thrown away', 'pattern': 'Jumped to code', 'prevention': 'Ask, and wait', 'source_session': '2026-02-17-cart', 'validated': 2, 'last_seen': '2026-02-18', 'times': 3}"
check "(j['lessons'][2]['last_seen'], j['lessons'][2]['times']) == ('2026-02-01', 1)"
expect 0 lessons --since 2026-02-18 --json
check "len(j['lessons']) == 2"
expect 0 lessons --since 2026-02-19
says out 'No lessons seen since 2026-02-19'
[ ! -e "$DAYDREAM_STATE_DIR" ] || fail 'looking has made a state'

# ---- what is wrong
expect 2 lessons --since yesterday
says err "'yesterday' is no date, as 2026-02-18"
is_silent out
mv "$lessons" elsewhere
ln -s "$work/elsewhere" "$lessons"
expect 1 lessons
says err 'a link that leads out of the project'
is_silent out
printf '{"projects": {"away": {"working_directory": "../home/data"}}}\n' >"$DAYDREAM_CONFIG"
expect 1 lessons
says err 'no project here is home; see daydream.home in daydream-projects(5)'

# ---- killed at any call that writes: the next run of the date brings it to the same end
kill_at=$top_builddir/tests/support/kill-at
[ -x "$kill_at" ] || skip "no $kill_at"
if [ -x "$top_builddir/.libs/daydream" ]; then
  daydream=$top_builddir/.libs/daydream
  export LD_LIBRARY_PATH="$top_builddir/.libs${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
fi
step='run --now 2026-02-18T06:00:00Z --step consolidate-memory'

# What reflecting would have left behind.
reflect() {
  python3 - "$1/state/daydream.db" <<'END'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
run = db.execute('SELECT id FROM runs').fetchone()[0]
db.execute("INSERT OR REPLACE INTO steps (run, step, slug, status, seconds) VALUES (?, 'reflect', '', 1, 0)", (run,))
for i, pattern in enumerate(['Jumped to the code', 'Guesses the schema', 'Skips tests']):
    db.execute("INSERT INTO reflections (run, position, category, source_session, projects, pattern, summary, prevention)"
               " VALUES (?, ?, '', '', 'home', ?, 'It did', 'Do not')", (run, i, pattern))
db.commit()
END
}

place "$work/before"
go "$work/before"
cat >"$lessons" <<'END'
{"date": "2025-01-01", "pattern": "Nobody sees it any more"}
{"date": "2026-02-01", "pattern": "Jumped to code", "mine": [1,  2]}
END
# shellcheck disable=SC2086 # words
expect 0 $step --json
check "[(s['status'], s['reason']) for s in j['steps'] if s['name'] == 'consolidate-memory'] == [('skipped', 'lessons stay as they are: reflect was not done')]"
reflect "$work/before"

# shellcheck disable=SC2086
finish() {
  expect 0 $step --json
  check "[s['status'] for s in j['steps'] if s['name'] == 'consolidate-memory'] == ['done']"
  check "[f['text'] for p in j['projects'] if p['slug'] == 'home' for f in p['findings']][0].startswith('2 added, 1 seen again')"
}

cp -R "$work/before" "$work/healthy"
go "$work/healthy"
finish
grep -q '"mine": \[1,  2\], "last_seen": "2026-02-18", "times": 2}$' "$lessons" || fail 'no lesson was seen again'
[ "$(wc -l <"$lessons")" -eq 3 ] || fail 'not three lessons'
goal=$lessons

position=1
tried=0
while :; do
  cp -R "$work/before" "$work/case"
  go "$work/case"
  status=0
  # shellcheck disable=SC2086
  "$kill_at" "$position" result "$daydream" $step >out 2>err || status=$?
  [ "$status" -ne 77 ] || skip 'nothing can be traced here'
  case $(cat result) in
    ended*) break ;;
  esac
  finish
  cmp "$goal" "$lessons" || fail "after: $(cat result), at $position"
  [ -z "$(find "$work/case/home" -name '.daydream-*')" ] || fail "litter after: $(cat result)"
  rm -rf "$work/case"
  tried=$((tried + 1))
  position=$((position + ${DAYDREAM_KILL_EVERY:-9}))
done
[ "$tried" -gt 3 ] || fail "killed only $tried times"
cmp "$goal" "$lessons" || fail 'not killed, and not the same'
echo "killed at $tried places"
