#!/bin/sh
# SPDX-License-Identifier: MIT
# The issue that README.md shows is the one that the sample report gives.
set -eu

cd "${top_srcdir:-.}"

version=$(sed -n 's/^AC_INIT(\[daydream\], \[\([^]]*\)\].*/\1/p' configure.ac)
[ -n "$version" ] || {
  echo 'configure.ac names no version'
  exit 1
}

# The marker is hidden on the page, and is left out here.
wanted=$(sed -e "s/daydream VERSION/daydream $version/" -e '/^<!-- daydream:/d' \
  tests/data/reports/sample/issue.md)
shown=$(awk '/^````$/ { inside = 0 } inside { print } /^````markdown$/ { inside = 1 }' README.md)

if [ "$shown" != "$wanted" ]; then
  printf '%s\n' "README.md shows:" "$shown" '' 'but it is:' "$wanted"
  exit 1
fi
