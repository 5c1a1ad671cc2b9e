#!/bin/sh
# SPDX-License-Identifier: MIT
# Killed at any system call that writes or sends: after the next healthy run there is one report with
# all findings, and nothing twice. DAYDREAM_KILL_EVERY=1 tries all of them, not only a sample, and
# DAYDREAM_KILL_WAYS those of some ways only (kill_everywhere.py has the table).
# shellcheck source=tests/cli/lib.sh
. "${top_srcdir:-.}/tests/cli/lib.sh"

kill_at=$top_builddir/tests/support/kill-at
[ -x "$kill_at" ] || skip "no $kill_at"
# the program itself, not libtool's script in front of it
if [ -x "$top_builddir/.libs/daydream" ]; then
  daydream=$top_builddir/.libs/daydream
  export LD_LIBRARY_PATH="$top_builddir/.libs${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
fi

start_github
export GH_TOKEN=secret-1
status=0
# shellcheck disable=SC2086 # words
PYTHONDONTWRITEBYTECODE=1 python3 "$top_srcdir/tests/support/kill_everywhere.py" "$kill_at" \
  "$daydream" "$port" "${DAYDREAM_KILL_EVERY:-17}" ${DAYDREAM_KILL_WAYS:-run tomorrow comment create flush} || status=$?
[ "$status" -ne 77 ] || skip 'nothing can be traced here'
[ "$status" -eq 0 ] || fail 'not the same end state everywhere, see above'
check_traffic
