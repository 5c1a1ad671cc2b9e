#!/bin/sh
# SPDX-License-Identifier: MIT
# Colour and progress are for terminals, and for those that want them.
# shellcheck source=tests/cli/lib.sh
. "${top_srcdir:-.}/tests/cli/lib.sh"

python3 -c 'import pty' 2>/dev/null || skip 'no pseudo-terminals here'
make_fleet

# on_terminal STREAM ARGUMENT...: run with that stream (1 or 2) on a terminal; what it got is in
# $work/out.
on_terminal() {
  python3 - "$daydream" "$@" >"$work/out" 2>"$work/err" <<'END' || fail "$* failed on a terminal"
import os, pty, subprocess, sys
command, stream, arguments = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
ours, theirs = pty.openpty()
streams = {'stdout': subprocess.DEVNULL, 'stderr': subprocess.DEVNULL}
streams['stdout' if stream == 1 else 'stderr'] = theirs
child = subprocess.Popen([command] + arguments, stdin=subprocess.DEVNULL, **streams)
os.close(theirs)
while True:
    try:
        data = os.read(ours, 65536)
    except OSError:  # Linux: the other side was closed
        break
    if not data:
        break
    sys.stdout.buffer.write(data)
sys.exit(child.wait())
END
}

escape=$(printf '\033[')
export TERM=xterm

on_terminal 1 projects
says out "${escape}1mred"
NO_COLOR='' && export NO_COLOR
on_terminal 1 projects
says out "${escape}1mred"
NO_COLOR=1
on_terminal 1 projects
says_not out "$escape"
unset NO_COLOR
TERM=dumb
on_terminal 1 projects
says_not out "$escape"
TERM=xterm
expect 0 projects
says_not out "$escape"

# Progress names step and project and leaves nothing behind.
on_terminal 2 run --offline --now 2026-02-17T12:00:00Z
says out 'review-logs: red'
says out "${escape}K"
[ "$(tail -c 3 "$work/out")" = "${escape}K" ] || fail 'progress was left on the terminal'
expect 0 run --offline --now 2026-02-17T12:00:00Z
says_not err 'review-logs: red'
