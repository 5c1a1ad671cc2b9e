#!/bin/sh
# SPDX-License-Identifier: MIT
# The manual pages are clean mdoc in lines of less than 80 columns, a page of ours that one of them
# names exists, and libdaydream(3) names every public function.
set -eu

cd "${top_srcdir:-.}/man"

if ! command -v mandoc >/dev/null 2>&1; then
  echo 'skipped: no mandoc here'
  exit 77
fi
set -- *.[1-8]
if [ ! -e "$1" ]; then
  echo 'man/ holds no pages'
  exit 1
fi

# Which other pages are installed and indexed here says nothing about ours.
faults=$(mandoc -T lint "$@" 2>&1 |
  grep -v -e 'STYLE: referenced manual not found: ' -e 'mandoc\.db' || true)

# Lint leaves out those that are no text.
long=$(awk 'length > 79 { print "man/" FILENAME ":" FNR ": is longer than 79 columns" }' "$@")
if [ -n "$long" ]; then
  faults="$faults
$long"
fi

# A macro that is not taken for one, because it stands where none is looked for.
for page in "$@"; do
  if stray=$(mandoc -T ascii -O width=200 "$page" | grep -E ', (Ar|Cm|Dv|Ev|Fl|Fn|Pa|Xr) '); then
    faults="$faults
man/$page shows a macro: $stray"
  fi
done

# "Xr name section" with a name of ours, also behind another macro.
links=$(awk '
  /^\./ {
    for (i = 1; i < NF - 1; i++)
      if (($i == "Xr" || $i == ".Xr") && $(i + 1) ~ /daydream/)
        print $(i + 1) "." $(i + 2)
  }' "$@" | sort -u)
for page in $links; do
  if [ ! -e "$page" ]; then
    faults="$faults
man/$page is referred to and does not exist"
  fi
done

for function in $(grep -oE '(daydream_[a-z0-9_]+|load_local_projects|issue_exists_for_date|create_daydream_issue)\(' \
  ../libdaydream/daydream.h | tr -d '(' | sort -u); do
  if ! grep -qE "(Fn|Fo) $function( |\$)" libdaydream.3; then
    faults="$faults
man/libdaydream.3 does not name $function()"
  fi
done

if [ -n "$faults" ]; then
  printf '%s\n' "$faults"
  exit 1
fi
