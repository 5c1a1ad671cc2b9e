#!/bin/sh
# SPDX-License-Identifier: MIT
# One poisoned log, with secrets, mentions, markup, a forged marker, escape sequences and characters
# that hide, and every place where something of it may end up: titles, bodies, comments and labels
# on the server, reports, the store and the outbox in it, JSON, messages, log and terminal, and what a
# language model is shown; and an answer of one, poisoned as well.
# shellcheck source=tests/cli/lib.sh
. "${top_srcdir:-.}/tests/cli/lib.sh"

make_fleet
start_github
export GH_TOKEN=secret-1
date=2026-02-17
sinks=$top_srcdir/tests/support/sinks.py

look() {
  python3 "$sinks" look "$@" >"$work/faults" || {
    cat "$work/faults"
    fail "poison in $*"
  }
}

server() {
  python3 "$sinks" server "$GITHUB_API_URL" >"$work/faults" || {
    cat "$work/faults"
    fail 'poison on the server'
  }
}

# shown KIND ARGUMENT...: run it, and look at what it says.
shown() {
  kind=$1
  shift
  run "$@"
  look "$kind" "$work/out"
  look text "$work/err"
}

state() {
  look markdown "$DAYDREAM_STATE_DIR"/reports/*.md
  look json "$DAYDREAM_STATE_DIR"/reports/*.json
  look database "$DAYDREAM_STATE_DIR"/daydream.db
}

# The poison is one, and is seen: else nothing below would show anything.
python3 "$sinks" pour "$work" "$GITHUB_API_URL" "$date"
if python3 "$sinks" look text "$work/red/logs/app.log" >/dev/null; then
  fail 'the poison is none'
fi

# ---- logs alone, and text
log=$work/red/logs/app.log
shown terminal logs "$log"
shown terminal logs --json "$log"
# the filter takes out secrets, and leaves the rest as it is
"$daydream" redact <"$work/red/logs/app.log" >"$work/clean"
python3 "$sinks" look text "$work/clean" | grep 'a secret' && fail 'the filter leaves a secret'

# ---- a day whose server fails and says things, so that it waits
fault() {
  python3 -c 'import sys, urllib.request
urllib.request.urlopen(sys.argv[1] + "/_fault", sys.argv[2].encode()).read()' "$GITHUB_API_URL" "$1"
}
answer=$(python3 -c 'import json, sys
text = open(sys.argv[1], encoding="utf-8").read()
print(json.dumps({"method": "POST", "path": "/issues$", "status": 422, "count": 9, "body": {"message": text[-3000:]}}))' "$work/red/logs/app.log")
fault "$answer"
shown text run --dry-run --now ${date}T12:00:00Z
shown json run --dry-run --json --now ${date}T12:00:00Z
shown text run -vv --now ${date}T12:00:00Z
[ "$status" -eq 1 ] || fail "the run ended with $status"
state
shown json run --json --now ${date}T13:00:00Z
shown text outbox list
shown json outbox list --json
shown markdown outbox show 1
shown json outbox show --json 1
shown text outbox flush

# ---- filed, with a comment of another machine's
for _ in 1 2 3 4 5; do run outbox flush; done # until no fault is left
[ "$status" -eq 0 ] || fail 'something still waits'
shown text run --now ${date}T14:00:00Z
log red "$date 14:30:00" ERROR 'One more, for the other machine: @evilteam #4711 <img src=x>'
one=$DAYDREAM_STATE_DIR
DAYDREAM_STATE_DIR=$work/other
shown text run --now ${date}T15:00:00Z
server
state
DAYDREAM_STATE_DIR=$one
state
for command in report projects status; do
  run "$command" --help
  [ "$status" -eq 0 ] || continue
  shown text "$command"
  shown json "$command" --json
done

# ---- a language model, which is shown no secret, and whose answer is no better than a log line
mkfifo "$work/llm-in" "$work/llm-out"
python3 "$top_srcdir/tests/support/anthropic.py" --key sk-fake-0123456789 --traffic "$work/llm" \
  <"$work/llm-in" >"$work/llm-out" &
exec 7>"$work/llm-in"
read -r llm_port <"$work/llm-out" || fail 'the loopback Anthropic does not start'
export ANTHROPIC_BASE_URL="http://127.0.0.1:$llm_port" ANTHROPIC_API_KEY=sk-fake-0123456789
python3 "$sinks" reply "$date" >"$work/reply"
python3 -c 'import sys, urllib.request
urllib.request.urlopen(sys.argv[1] + "/_reply", open(sys.argv[2], "rb").read()).read()' "$ANTHROPIC_BASE_URL" "$work/reply"
DAYDREAM_STATE_DIR=$work/thoughtful
shown text run --dry-run --now ${date}T15:30:00Z
[ ! -s "$work/llm" ] || fail 'a dry run asks a model'
shown text run -vv --now ${date}T15:30:00Z
python3 "$sinks" llm "$work/llm" >"$work/faults" || {
  cat "$work/faults"
  fail 'poison in what a model was sent'
}
state
look json "$DAYDREAM_STATE_DIR"/reports/*.json
shown json run --json --now ${date}T15:40:00Z
check "all(any(f['key'] == p['slug'] + ':reflection' for f in p['findings']) for p in j['projects'] if p['slug'] in ('red', 'blue'))"
check "[s['status'] for s in j['steps'] if s['name'] == 'reflect'] == ['done']"
check "[s for s in j['steps'] if s['name'] == 'reflect'][0]['reason'] is not None" # what was refused
server
shown text report
unset ANTHROPIC_API_KEY

# ---- one issue that is edited
sed 's/"timezone": "UTC0"/"timezone": "UTC0", "issue": {"mode": "rolling"}/' config/projects.json >rolling.json
DAYDREAM_CONFIG=$work/config/rolling.json
mv rolling.json "$DAYDREAM_CONFIG"
DAYDREAM_STATE_DIR=$work/rolling
shown text run --now ${date}T16:00:00Z
log red "$date 16:30:00" ERROR 'And one more: @evilteam #4711 <img src=x>'
shown text run --now 2026-02-18T12:00:00Z
server
state

# ---- a terminal
python3 -c 'import pty' 2>/dev/null || exit 0
on_terminal() {
  python3 - "$daydream" "$@" >"$work/terminal" <<'END' || fail "$* failed on a terminal"
import os, pty, subprocess, sys
ours, theirs = pty.openpty()
child = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs)
os.close(theirs)
while True:
    try:
        data = os.read(ours, 65536)
    except OSError:  # Linux: the other side was closed
        break
    if not data:
        break
    sys.stdout.buffer.write(data)
child.wait()
END
}
export TERM=xterm
DAYDREAM_STATE_DIR=$work/terminal-state
on_terminal run -v --now ${date}T12:00:00Z
look terminal "$work/terminal"
on_terminal run --dry-run --now 2026-02-18T12:00:00Z
look terminal "$work/terminal"
on_terminal report
look terminal "$work/terminal"
on_terminal logs "$log"
look terminal "$work/terminal"
