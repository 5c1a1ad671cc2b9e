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

without_pauses

# kill_in FOLDER WAY...
kill_in() {
  mkdir "$1"
  cd "$1"
  shift
  status=0
  LD_PRELOAD=$pauseless PYTHONDONTWRITEBYTECODE=1 python3 "$top_srcdir/tests/support/kill_everywhere.py" "$kill_at" \
    "$daydream" "$port" "${DAYDREAM_KILL_EVERY:-17}" "$@" || status=$?
  cd "$work"
  [ "$status" -ne 77 ] || skip 'nothing can be traced here'
  [ "$status" -eq 0 ] || fail 'not the same end state everywhere, see above'
}

export GH_TOKEN=secret-1
start_github
# shellcheck disable=SC2086 # words
kill_in listed ${DAYDREAM_KILL_WAYS:-run tomorrow comment create flush}
stop_github

# what was filed is in no list yet, and found by its number only
hub_options='--list-lag 3600'
start_github
kill_in unlisted create flush
check_traffic
