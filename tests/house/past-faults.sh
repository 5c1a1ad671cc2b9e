#!/bin/sh
# SPDX-License-Identifier: MIT
# Each fault of the past in past-faults.txt, and each promise of promises.txt, has a test that is there
# and takes part.
set -eu
export LC_ALL=C

cd "${top_srcdir:-.}"
# takes_part FILE NAME: a program or script of the suite that has such a test, or a case of one.
takes_part() {
  [ -f "$1" ] || return 1
  case $1 in
    # a test stands twice: where it is written, and in the list of those that are run
    *.c)
      grep -qE "	${1%.c}( |$)" tests/Makefile.inc && grep -qxF "START_TEST($2)" "$1" &&
        grep -q "^ .*[^A-Za-z0-9_]$2[,}]" "$1"
      ;;
    *.sh) grep -qE "	$1( |$)" tests/Makefile.inc && grep -qF -e "$2" "$1" ;;
    tests/data/*) [ "$2" = - ] || grep -qF -e "$2" "$1" ;;
    *) return 1 ;;
  esac
}

# check LIST COUNT: so many lines can be added to, not lost.
check() {
  faults=$(grep -v '^#' "$1" | while IFS= read -r line; do
    rest=${line#* | }
    takes_part "${rest%% | *}" "${rest#* | }" || echo "$1: $line: no such test"
  done)
  if [ -n "$faults" ]; then
    printf '%s\n' "$faults"
    exit 1
  fi
  count=$(grep -v '^#' "$1" | cut -d '|' -f 1 | sort -u | wc -l)
  [ "$count" -ge "$2" ] || {
    echo "$1: $count of them; there were $2"
    exit 1
  }
}

check tests/house/past-faults.txt 30
check tests/house/promises.txt 35
