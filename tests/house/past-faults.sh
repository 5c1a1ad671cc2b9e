#!/bin/sh
# SPDX-License-Identifier: MIT
# Each fault of the past in past-faults.txt has a test that is there and takes part.
set -eu
export LC_ALL=C

cd "${top_srcdir:-.}"
list=tests/house/past-faults.txt

# takes_part FILE NAME: a program or script of the suite that has such a test, or a case of one.
takes_part() {
  [ -f "$1" ] || return 1
  case $1 in
    # a test stands twice: where it is written, and in the list of those that are run
    *.c)
      grep -q "	${1%.c} " tests/Makefile.inc && grep -qxF "START_TEST($2)" "$1" &&
        grep -q "^ .*[^A-Za-z0-9_]$2[,}]" "$1"
      ;;
    *.sh) grep -q "	$1 " tests/Makefile.inc && grep -qF -e "$2" "$1" ;;
    tests/data/*) [ "$2" = - ] || grep -qF -e "$2" "$1" ;;
    *) return 1 ;;
  esac
}

faults=$(grep -v '^#' "$list" | while IFS= read -r line; do
  rest=${line#* | }
  takes_part "${rest%% | *}" "${rest#* | }" || echo "$list: $line: no such test"
done)
if [ -n "$faults" ]; then
  printf '%s\n' "$faults"
  exit 1
fi
count=$(grep -v '^#' "$list" | cut -d '|' -f 1 | sort -u | wc -l)
[ "$count" -ge 30 ] || {
  echo "$list: $count faults; there were 30"
  exit 1
}
