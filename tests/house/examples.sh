#!/bin/sh
# SPDX-License-Identifier: MIT
# The examples compile without a warning against the installed library, as pkg-config names it, and
# do what they say: on the example fleet, and against a GitHub on the loopback interface.
set -eu
export LC_ALL=C

source=$(cd "${top_srcdir:-.}" && pwd)
build=$(cd "${top_builddir:-build}" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/examples.XXXXXX")
repo=example--fleet/orchard # in the fleet, and nowhere on GitHub

# The server ends with its standard input, which is our descriptor 3.
clean_up() {
  exec 3>&-
  rm -rf "$work"
}
trap clean_up EXIT

skip() {
  echo "skipped: $*"
  exit 77
}

fault() {
  echo "$*"
  exit 1
}

# has FILE TEXT: a line of the file holds the text.
has() {
  if ! grep -qF -e "$2" "$1"; then
    cat "$1"
    fault "$(basename "$1") lacks: $2"
  fi
}

# The value of a variable of the build's Makefile.
made_with() {
  sed -n "s/^$1 = //p" "$build/Makefile"
}

# ---- install and compile -------------------------------------------------------------------

for tool in pkg-config python3; do
  command -v "$tool" >/dev/null 2>&1 || skip "no $tool here"
done
[ -e "$build/Makefile" ] || skip "no Makefile in $build"
# a library with a sanitizer or gcov inside needs a program that brings it along
CC=$(made_with CC)
extra=$(made_with DD_CFLAGS | tr ' ' '\n' | grep -e '^-fsanitize=' -e '^--coverage$' | tr '\n' ' ' || true)
command -v "${CC%% *}" >/dev/null 2>&1 || skip "no compiler '$CC' here"

root=$build/tests/installed
[ -d "$root" ] || skip "nothing is installed in $root; make check does that"
pc=$(find "$root" -name libdaydream.pc)
[ -n "$pc" ] || fault "no libdaydream.pc is installed in $root"
PKG_CONFIG_PATH=$(dirname "$pc")
libdir=$(dirname "$PKG_CONFIG_PATH")
# what pkg-config names is below DESTDIR
export PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR="$root"
export LD_LIBRARY_PATH="$libdir" DYLD_LIBRARY_PATH="$libdir"

[ "$(pkg-config --modversion libdaydream)" = "$(made_with PACKAGE_VERSION)" ] ||
  fault 'libdaydream.pc names another version than the build'
installed=$(find "$root" -type d -path '*/examples')
for file in "$source"/docs/examples/*.c; do
  name=$(basename "$file" .c)
  [ -e "$installed/$name.c" ] || fault "docs/examples/$name.c is not installed"
  # shellcheck disable=SC2046,SC2086 # lists of options
  $CC -std=c11 -Wall -Wextra -Werror $extra "$installed/$name.c" -o "$work/$name" \
    $(pkg-config --cflags --libs libdaydream)
done

# ---- a world of its own --------------------------------------------------------------------

unset GH_TOKEN GITHUB_TOKEN GH_ENTERPRISE_TOKEN GH_REPO DAYDREAM_CONFIG
export HOME="$work/home" XDG_CONFIG_HOME="$work/home/.config" XDG_STATE_HOME="$work/home/.state"
export GH_CONFIG_DIR="$work/home/gh" DAYDREAM_STATE_DIR="$work/state"
mkdir -p "$HOME"
sh "$source/docs/examples/fleet.sh" "$work/fleet"
# nobody listens on port 1
export DAYDREAM_CONFIG="$work/fleet/config/projects.json" GITHUB_API_URL=http://127.0.0.1:1

# ---- list-projects, review-one-project -----------------------------------------------------

"$work/list-projects" >"$work/list" 2>"$work/skipped"
[ "$(cut -f 1 "$work/list" | tr '\n' ' ')" = 'orchard ferry lighthouse garden ' ] ||
  fault "list-projects lists: $(cat "$work/list")"
has "$work/list" "github.com/$repo"
has "$work/skipped" 'skipped: attic: '

"$work/review-one-project" orchard >"$work/review"
has "$work/review" 'refused after'
! grep -q 'crossing' "$work/review" || fault 'review-one-project orchard reviews ferry too'
! grep -q 'ERROR: none' "$work/review" || fault 'review-one-project takes a message for a level'
[ ! -e "$work/state" ] || fault 'review-one-project leaves a state behind'
if "$work/review-one-project" attic >"$work/review" 2>&1; then
  fault 'review-one-project reviews a project that is not here'
fi
has "$work/review" 'attic'

# ---- single-steps: one alone, then all, of which that one is done already -------------------

"$work/single-steps" analyze-sessions >"$work/steps"
[ "$(cut -f 1,2 "$work/steps")" = 'analyze-sessions	done' ] || fault "single-steps says: $(cat "$work/steps")"
"$work/single-steps" >"$work/steps"
"$build/daydream" steps --json | tr '{' '\n' | sed -n 's/.*"name":"\([^"]*\)".*/\1/p' >"$work/table"
[ "$(cut -f 1 "$work/steps")" = "$(cat "$work/table")" ] || fault "single-steps does: $(cat "$work/steps")"
! grep -qE '	(pending|failed)	' "$work/steps" || fault "single-steps ends with: $(cat "$work/steps")"
has "$work/steps" 'check-sentry	skipped	no token for Sentry'
if "$work/single-steps" dream >"$work/steps" 2>"$work/reason"; then
  fault 'single-steps does a step that is not there'
fi
has "$work/reason" "no step 'dream'"
rm -r "$work/state"

# ---- file-issue, own-transport -------------------------------------------------------------

# Without a server the report waits.
GH_TOKEN=example-token "$work/file-issue" 2026-02-18 "$repo" 'No backup since Monday' \
  >"$work/queued" 2>"$work/reason"
has "$work/queued" 'queued	-'
has "$work/reason" 'it waits: '

mkfifo "$work/in" "$work/out"
python3 "$source/tests/support/github.py" --repo "$repo" --token example-token \
  --traffic "$work/traffic" <"$work/in" >"$work/out" &
exec 3>"$work/in" 4<"$work/out"
read -r port <&4 || fault 'tests/support/github.py does not start'
export GITHUB_API_URL="http://127.0.0.1:$port" GH_TOKEN=example-token

# What waits goes out through the example's own sockets, once.
"$work/own-transport" >"$work/sent"
has "$work/sent" 'in their repositories now: 1, waiting: 0'
"$work/own-transport" >"$work/sent"
has "$work/sent" 'in their repositories now: 0, waiting: 0'

# It is there for the same machine; another one comments; the next date gets one of its own.
"$work/file-issue" 2026-02-18 "$repo" 'No backup since Monday' >"$work/again"
has "$work/again" 'exists	'
DAYDREAM_STATE_DIR=$work/elsewhere "$work/file-issue" 2026-02-18 "$repo" 'No backup at all' \
  >"$work/other"
has "$work/other" 'commented	'
"$work/file-issue" 2026-02-19 "$repo" 'No backup since Monday' >"$work/next"
has "$work/next" 'created	'

count=$(grep -cE '"method": "POST", "path": "/repos/[^/]+/[^/]+/issues"' "$work/traffic" || true)
[ "$count" -eq 2 ] || fault "two reports took $count POSTs"
has "$work/traffic" 'No backup since Monday'
