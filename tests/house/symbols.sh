#!/bin/sh
# SPDX-License-Identifier: MIT
# What the library exports is what was promised: the built library, libdaydream/daydream.symbols,
# the version script and the public header name the same symbols; and inside the library every
# global name carries our prefix, so that it meets no other library's in a static link.
set -eu
export LC_ALL=C

source=${top_srcdir:-.}/libdaydream
libs=${top_builddir:-build}/.libs
promised=$source/daydream.symbols
work=$(mktemp -d "${TMPDIR:-/tmp}/symbols.XXXXXX")
trap 'rm -rf "$work"' EXIT
faults=0

fault() {
  echo "$*"
  faults=$((faults + 1))
}

# Print how list $2 differs from what was promised; $1 says what the list is.
compare() {
  comm -23 "$promised" "$2" >"$work/gone"
  comm -13 "$promised" "$2" >"$work/more"
  while read -r symbol; do
    fault "$1 lacks $symbol, which daydream.symbols promises"
  done <"$work/gone"
  while read -r symbol; do
    fault "$1 has $symbol, which daydream.symbols does not list"
  done <"$work/more"
}

exported() {
  case $(uname -s) in
    Darwin) nm -gU "$1" | awk 'NF == 3 { sub(/^_/, "", $3); print $3 }' ;;
    # a version node is an absolute symbol of its own
    *) nm -D --defined-only "$1" | awk '$2 != "A" { sub(/@.*/, "", $3); print $3 }' ;;
  esac | sort -u
}

# The names behind each "global:". Lines of one node may break anywhere.
scripted() {
  sed 's/#.*//' "$1" | tr '\n' ' ' | sed 's|/\*[^*]*\*/| |g; s/}[^;]*;/ local: /g' |
    sed 's/[{;]/ /g; s/global:/ & /g; s/local:/ & /g' | awk '
    { for (i = 1; i <= NF; i++)
        if ($i == "global:") open = 1
        else if ($i == "local:") open = 0
        else if (open) print $i }' | sort -u
}

# The functions that the header declares. A function pointer type is "(*name)(", and falls out.
declared() {
  awk '
    { while (match($0, /\/\*([^*]|\*+[^*\/])*\*+\//)) $0 = substr($0, 1, RSTART - 1) " " substr($0, RSTART + RLENGTH) }
    skip && /\*\// { sub(/.*\*\//, ""); skip = 0 }
    skip { next }
    /\/\*/ { sub(/\/\*.*/, ""); skip = 1 }
    /^[ \t]*#/ { next }
    { print }' "$1" |
    grep -oE '(daydream_[a-z0-9_]+|load_local_projects|issue_exists_for_date|create_daydream_issue)\(' |
    tr -d '(' | sort -u
}

# Global names of the archive; what sanitizers and gcov add is not ours.
global() {
  nm -g --defined-only "$1" 2>/dev/null | awk 'NF == 3 { print $3 }' |
    sed "$([ "$(uname -s)" = Darwin ] && echo 's/^_//')" |
    grep -vE '^(__odr_asan|__asan_|__ubsan_|__gcov|__llvm_|__prof|DW\.ref\.|asan\.)' | sort -u
}

library=
for name in libdaydream.so libdaydream.dylib; do
  if [ -e "$libs/$name" ]; then library=$libs/$name; fi
done
archive=$libs/libdaydream-internal.a
if [ -z "$library" ] || [ ! -e "$archive" ]; then
  echo "skipped: no shared library and archive in $libs"
  exit 77
fi

sort -u "$promised" >"$work/sorted"
if ! cmp -s "$promised" "$work/sorted" || [ ! -s "$promised" ]; then
  echo "$promised is empty, or not in the order of LC_ALL=C sort -u"
  exit 1
fi

exported "$library" >"$work/exported"
compare "the library" "$work/exported"
scripted "$source/libdaydream.map" >"$work/scripted"
compare "libdaydream.map" "$work/scripted"
declared "$source/daydream.h" >"$work/declared"
compare "daydream.h" "$work/declared"

global "$archive" >"$work/global"
[ -s "$work/global" ] || fault "$archive has no symbols"
grep -vE '^(dd_|daydream_)|^(load_local_projects|issue_exists_for_date|create_daydream_issue)$' \
  "$work/global" >"$work/alien" || true
while read -r symbol; do
  fault "the library has the global name $symbol, without the prefix dd_ or daydream_"
done <"$work/alien"

[ "$faults" -eq 0 ]
