#!/bin/sh
# SPDX-License-Identifier: MIT
# daydream(1) names the commands, options, steps and exit statuses that daydream has, and no others.
set -eu
export LC_ALL=C

page=${top_srcdir:-.}/man/daydream.1
daydream=${top_builddir:-build}/daydream
work=$(mktemp -d "${TMPDIR:-/tmp}/man.XXXXXX")
trap 'rm -rf "$work"' EXIT
faults=0

if [ ! -x "$daydream" ]; then
  echo "skipped: no $daydream"
  exit 77
fi

# compare WHAT: $work/program and $work/page, a name a line, are equal and not empty.
compare() {
  sort -u "$work/program" >"$work/program-sorted"
  sort -u "$work/page" >"$work/page-sorted"
  if [ ! -s "$work/program-sorted" ]; then
    echo "no $1 found"
    faults=1
  fi
  if ! diff "$work/program-sorted" "$work/page-sorted" >"$work/diff"; then
    echo "$1 differ (< the program, > the manual page):"
    grep '^[<>]' "$work/diff"
    faults=1
  fi
}

# The lines of a section of the page.
section() {
  awk -v name="$1" '/^\.Sh / { inside = $0 == ".Sh " name; next } inside' "$page"
}

# "name --option" of every command, from its help; "-" alone stands for those of all commands.
"$daydream" --help | sed -n '/^Commands:/,/^$/p' |
  sed -n 's/^  \([a-z]*\( [a-z][a-z]*\)\{0,1\}\)  .*/\1/p' >"$work/commands"
: >"$work/options"
while read -r first second; do
  name=$first${second:+ $second}
  # shellcheck disable=SC2086 # one word or two
  "$daydream" help $name | awk -v name="$name" '
    /^Options of every command:/ { name = "-" }
    match($0, /--[a-z-]+/) && /^  / { print name, substr($0, RSTART, RLENGTH) }' >>"$work/options"
done <"$work/commands"

cp "$work/commands" "$work/program"
section SYNOPSIS | sed -n 's/^\.Cm //p' >"$work/page"
compare 'commands in SYNOPSIS'
section COMMANDS | sed -n 's/^\.It Cm \([a-z ]*\).*/\1/p' | sed 's/ *$//' >"$work/page"
compare 'commands in COMMANDS'

grep -v '^- ' "$work/options" >"$work/program"
section COMMANDS | awk '
  /^\.It Cm / { name = $3 ($4 ~ /^[a-z]+$/ ? " " $4 : "") }
  /^\.It Fl Fl / { print name, "--" $4 }' >"$work/page"
compare 'options in COMMANDS'
section SYNOPSIS | awk '
  /^\.Cm / { name = $2 ($3 != "" ? " " $3 : "") }
  match($0, /Fl Fl [a-z-]+/) { print name, "--" substr($0, RSTART + 6, RLENGTH - 6) }' |
  grep -v -- '--verbose$' >"$work/page"
compare 'options in SYNOPSIS'

sed -n 's/^- //p' "$work/options" >"$work/program"
awk '/^\.Ss / { inside = $0 == ".Ss Global options" } /^\.Sh / { inside = 0 } inside' "$page" |
  awk '/^\.It Fl/ && match($0, /Fl Fl [a-z-]+/) { print "--" substr($0, RSTART + 6, RLENGTH - 6) }' \
    >"$work/page"
compare 'global options'

"$daydream" steps | awk '{ print $1, $2 }' >"$work/program"
section STEPS | sed -n 's/^\.It \([0-9]*\) Cm \([a-z-]*\)$/\1 \2/p' >"$work/page"
compare steps

# The statuses are an enumeration in the program's only header that has them.
sed -n 's/^ *CLI_[A-Z_]* = \([0-9]\),\{0,1\}$/\1/p' "${top_srcdir:-.}/cli/command.h" >"$work/program"
section 'EXIT STATUS' | sed -n 's/^\.It \([0-9]\)$/\1/p' >"$work/page"
compare 'exit statuses'

exit "$faults"
