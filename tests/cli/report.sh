#!/bin/sh
# SPDX-License-Identifier: MIT
# The local report as it is read: as Markdown where it goes into a file or a pipe, and made for a
# terminal on one.
# shellcheck source=tests/cli/lib.sh
. "${top_srcdir:-.}/tests/cli/lib.sh"

python3 -c 'import pty' 2>/dev/null || skip 'no pseudo-terminals here'
export DAYDREAM_STATE_DIR="$work/state" TERM=xterm
data=$top_srcdir/tests/data
mkdir -p state/reports

# on_terminal WIDTH ARGUMENT...: with standard output on a terminal so wide; what it got is in $work/out.
on_terminal() {
  python3 - "$daydream" "$@" >"$work/out" 2>"$work/err" <<'END' || fail "$* failed on a terminal"
import fcntl, os, pty, struct, subprocess, sys, termios
command, width, arguments = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
ours, theirs = pty.openpty()
fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack('HHHH', 24, width, 0, 0))
child = subprocess.Popen([command] + arguments, stdin=subprocess.DEVNULL, stdout=theirs)
os.close(theirs)
text = b''
while True:
    try:
        data = os.read(ours, 65536)
    except OSError:  # Linux: the other side was closed
        break
    if not data:
        break
    text += data
sys.stdout.buffer.write(text.replace(b'\r\n', b'\n'))
sys.exit(child.wait())
END
}

# no_wider WIDTH: no line of $work/out is, but for words that cannot be parted.
no_wider() {
  python3 - "$1" "$work/out" <<'END' || fail "a line is wider than $1"
import sys
width, text = int(sys.argv[1]), open(sys.argv[2], encoding='utf-8').read()
wide = [l for l in text.splitlines() if len(l) > width and ' ' in l.strip(' -')]
print('\n'.join(wide))
sys.exit(bool(wide))
END
}

escape=$(printf '\033[')

for name in whole-run many-projects foreign-text quiet sample; do
  cp "$data/reports/$name/local.md" state/reports/2026-02-18.md

  # ---- into a file it is what lies in the state
  expect 0 report
  cmp -s out state/reports/2026-02-18.md || fail "$name is another one in a pipe"

  # ---- on a terminal it fits, and nothing of the Markdown is left
  for width in 100 80 60 10; do
    NO_COLOR=1 on_terminal "$width" report
    [ "$width" -eq 10 ] || no_wider "$width"
    says_not out "$escape"
    if [ "$name" != foreign-text ]; then
      # shellcheck disable=SC2016,SC1003 # backticks, a backslash
      for mark in '**' '`' '&lt;' '<details>' '<sub>' '](' '\' '|' '## '; do
        says_not out "$mark"
      done
    fi
  done
done

# ---- what it looks like
NO_COLOR=1
export NO_COLOR
cp "$data/reports/whole-run/local.md" state/reports/2026-02-18.md
on_terminal 80 report
cmp -s out "$data/terminal/whole-run.txt" || {
  diff "$data/terminal/whole-run.txt" out || true
  fail 'the report looks otherwise on a terminal of 80 columns'
}

# ---- what others have written stands there as it was written
cp "$data/reports/foreign-text/local.md" state/reports/2026-02-18.md
on_terminal 80 report
# shellcheck disable=SC2016 # backticks
for text in '*Popoto* <b>@someone</b>' '| see #12)' '<script>alert(1)</script>'; do
  says out "$text"
done

# ---- colour is for terminals that have it
unset NO_COLOR
cp "$data/reports/whole-run/local.md" state/reports/2026-02-18.md
on_terminal 80 report
says out "${escape}31mfailed"
says out "${escape}1mValor"
TERM=dumb
on_terminal 80 report
says_not out "$escape"
TERM=xterm

# ---- JSON stays JSON, and what drives a terminal does not come through
printf '{"schema":1}\n' >state/reports/2026-02-18.json
on_terminal 80 report --json
check "j == {'schema': 1}"
# shellcheck disable=SC2016 # backticks
printf '# A\n\n\033]0;title\007 \033[2J text\n\n```\n\033[31mlog\n```\n| a | \033c |\n|---|---|\n' >state/reports/2026-02-18.md
NO_COLOR=1 on_terminal 80 report
if LC_ALL=C grep -q "$(printf '[\033\007]')" out; then
  fail 'a control character reaches the terminal'
fi

# ---- shapes that no report has end, too
for text in '|' '| a' '|-' '```' '- ' '#' '`' '**' '[a](https://' '<https://x' '&lt' "\\"; do
  printf '%s' "$text" >state/reports/2026-02-18.md
  on_terminal 20 report
done

# ---- durations are those of a real run: a replay is to give the same each time
make_fleet
expect 0 run --offline
expect 0 report
grep -q '^|  *# | step .*| *time |$' out || fail 'the report tells of no durations'
expect 0 report --json
check "all('seconds' in s for s in j['steps'])"
for name in one two; do
  DAYDREAM_STATE_DIR=$work/state-$name
  expect 0 run --offline --now 2026-02-17T12:00:00Z
  expect 0 report
  says_not out 'time |'
done
cmp -s state-one/reports/2026-02-17.md state-two/reports/2026-02-17.md || fail 'two reports of the same input'
