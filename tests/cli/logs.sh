#!/bin/sh
# SPDX-License-Identifier: MIT
# The filter for logs: any files or standard input in, groups of messages out.
# shellcheck source=tests/cli/lib.sh
. "${top_srcdir:-.}/tests/cli/lib.sh"

cat >app.log <<'END'
2026-07-20 09:00:00,000 - app.db - INFO - ERROR: none
2026-07-20 10:11:12,345 - app.db - ERROR - pool exhausted after 31 ms
2026-07-20 10:11:13,345 - app.db - ERROR - pool exhausted after 7 ms
Traceback (most recent call last):
  File "db.py", line 3, in get
KeyError: 'x'
{"timestamp":"2026-07-20T10:30:00.345Z","level":"warn","message":"token is ghp_aaaabbbbccccddddeeeeffff000011112222"}
END

# For people.
expect 0 logs app.log
says out 'error '
says out 'pool exhausted after <*>'
says out '2026-07-20 10:11:12'
says out 'app.log'
says out '3 events in 3 groups; read '
says out '7 lines'
says_not out 'ERROR: none'
says_not out 'ghp_'
[ ! -s err ] || fail 'there is nothing to complain of'

# For programs.
expect 0 logs --json app.log
python3 - out <<'END' || fail 'not the JSON that was promised'
import json, sys
review = json.load(open(sys.argv[1]))
assert review['schema'] == 1 and review['events'] == 3 and review['lines'] == 7, review
first = review['groups'][0]
assert first['level'] == 'error' and first['count'] == 1 and first['files'] == ['app.log'], first
assert {g['first'] for g in review['groups']} >= {'2026-07-20T10:30:00Z'}, review
assert any(g['sample'].startswith('2026-07-20 10:11:12,345 - app.db') for g in review['groups']), review
assert 'ghp_' not in json.dumps(review)
END

# Which group each event belongs to.
expect 0 logs --all --assign app.log
[ "$(cut -f 1,2 out | tr '\t\n' ': ')" = '1:info 2:error 3:error 7:warning ' ] || fail 'lines and levels'
[ "$(cut -f 3 out | sort -u | wc -l)" -eq 4 ] || fail 'four groups'
expect 0 logs --assign app.log
[ "$(wc -l <out)" -eq 3 ] || fail 'only warnings and worse'
expect 0 logs --assign --min-level debug app.log
[ "$(wc -l <out)" -eq 4 ] || fail 'debug and worse'
expect 0 logs --assign --all --min-level error app.log
[ "$(wc -l <out)" -eq 2 ] || fail '--min-level narrows --all'

# A part of the time.
expect 0 logs --assign --since 2026-07-20T10:11:13Z app.log
[ "$(cut -f 1 out | tr '\n' ' ')" = '3 7 ' ] || fail 'since'
expect 0 logs --assign --until 2026-07-20T10:11:13Z app.log
[ "$(cut -f 1 out | tr '\n' ' ')" = '2 ' ] || fail 'until'

# Standard input, compressed files, several files.
for how in 'logs' 'logs -'; do
  # shellcheck disable=SC2086 # two words
  "$daydream" $how --json <app.log >out 2>err || fail 'standard input'
  says out '"files":["standard input"]'
done
python3 -c 'import gzip; gzip.open("app.log.gz", "wb").write(open("app.log", "rb").read())'
expect 0 logs --json app.log app.log.gz
says out '"events":6'
says out '"files":["app.log","app.log.gz"]'

# One that cannot be read does not keep the others from it.
expect 1 logs --json missing.log app.log
says err 'missing.log'
says out '"events":3'
mkdir folder.log
expect 1 logs folder.log
says err 'folder.log'

# Who names a pipe wants what comes out of it.
mkfifo pipe
cat app.log >pipe &
expect 0 logs --json pipe
says out '"events":3'

# Nothing found is nothing wrong.
: >empty.log
expect 0 logs empty.log
says out '0 events in 0 groups; read 0 bytes, 0 lines'

# More messages than anybody reads: the rest is counted.
awk 'BEGIN { for (i = 0; i < 5000; i++) { n = i; w = ""; for (j = 0; j < 4; j++) { w = w sprintf("%c", 97 + n % 7) "xyz "; n = int(n / 7) } print "2026-07-20 10:11:12 ERROR fault " w "in " w } }' >many.log
expect 0 logs many.log
says out 'of the events are different messages beyond the first'

# What is wrong is said.
expect 2 logs --min-level loud app.log
says err 'loud'
expect 2 logs --since yesterday app.log
says err 'RFC 3339'
expect 2 logs --assign app.log empty.log
says err 'one file'

# No log line drives the terminal.
printf '2026-07-20 10:00:00 ERROR \033[31mred\033]0;title\007\n' >color.log
expect 0 logs color.log
if grep -q "$(printf '\033')" out; then fail 'an escape sequence'; fi
