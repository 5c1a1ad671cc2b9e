#!/bin/sh
# SPDX-License-Identifier: MIT
# How fast secrets are taken out, beside grep and sed with a few of the patterns: bench.sh MEASURE
# DAYDREAM [MEGABYTES]. It looks at the logs of ../shared where they are, else at lines of its own.
set -eu
export LC_ALL=C
measure=$1
daydream=$2
megabytes=${3:-1000}
top_srcdir=${top_srcdir:-.}
work=$(mktemp -d "${TMPDIR:-/tmp}/daydream-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT

cat "$top_srcdir"/../shared/data/loghub/*.log >"$work/part" 2>/dev/null ||
  awk 'BEGIN { for (i = 0; i < 20000; i++)
    printf "2026-02-18 03:12:%02d,%03d - app.db - INFO - connection %d to 10.0.0.%d took %d ms\n",
      i % 60, i % 1000, i, i % 250, i % 97 }' >"$work/part"
size=$(wc -c <"$work/part")
: >"$work/log"
while [ "$(wc -c <"$work/log")" -lt $((megabytes * 1000000)) ]; do
  for _ in 1 2 3 4 5 6 7 8 9 10; do cat "$work/part"; done >>"$work/log"
done
[ "$size" -gt 0 ] || exit 1
cat "$work/log" >/dev/null
bytes=$(wc -c <"$work/log")

# timed NAME COMMAND...: standard input is the log
timed() {
  name=$1
  shift
  # grep that writes to nowhere stops at the first hit
  "$measure" "$@" <"$work/log" 2>"$work/figures" | cat >/dev/null || true
  awk -v name="$name" -v bytes="$bytes" \
    '{ printf "%-34s %7.0f MB/s %8d kB\n", name, bytes / 1e6 / $1, $2 }' "$work/figures"
}

few='ghp_[A-Za-z0-9]{36}|AKIA[A-Z0-9]{16}|xox[abp]-[A-Za-z0-9-]{20,}|(password|token|secret)[=:] *[^ ]+'
echo "$((bytes / 1000000)) MB"
timed 'daydream --version (memory)' "$daydream" --version
timed 'daydream redact' "$daydream" redact
timed 'grep -cE, four patterns' grep -cE "$few"
timed 'grep -ciE, four patterns' grep -ciE "$few"
timed 'sed -E s///g, four patterns' sed -E "s/$few/[redacted]/g"
