#!/bin/sh
# SPDX-License-Identifier: MIT
# The public header compiles alone, as C and as C++, without a warning, and a C++ program links.
set -eu

include=${top_srcdir:-.}/libdaydream
libs=${top_builddir:-build}/.libs
work=$(mktemp -d "${TMPDIR:-/tmp}/header.XXXXXX")
trap 'rm -rf "$work"' EXIT

warnings='-Wall -Wextra -Werror -pedantic'
CC=${CC:-cc}
CXX=${CXX:-c++}

# The first line after an include shows what the header itself left open.
printf '#include "daydream.h"\nstruct daydream_error alone = DAYDREAM_ERROR_INIT;\n' >"$work/alone.c"
cp "$work/alone.c" "$work/alone.cc"

cat >"$work/program.cc" <<'END'
#include "daydream.h"

#include <cstdio>
#include <cstring>

int main()
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct daydream *dd = nullptr;
    struct daydream_findings *findings = nullptr;
    struct daydream_finding *finding = nullptr;

    if (daydream_new(&dd, &err) != DAYDREAM_OK)
        return 1;
    if (daydream_set(dd, DAYDREAM_OPTION_OFFLINE, "1", &err) != DAYDREAM_OK)
        return 2;
    if (daydream_findings_new(&findings, &err) != DAYDREAM_OK)
        return 3;
    if (daydream_findings_add(findings, "slug", "logs", DAYDREAM_SEVERITY_ERROR, "text", &finding,
                              &err) != DAYDREAM_OK)
        return 4;
    if (std::strcmp(daydream_finding_key(finding), "slug:logs") != 0)
        return 5;
    std::printf("%s\n", daydream_version());
    daydream_findings_free(findings);
    daydream_free(dd);
    return 0;
}
END

# compile COMPILER STANDARD FILE; a compiler that is not here has nothing to say.
compile() {
  command -v "${1%% *}" >/dev/null 2>&1 || return 0
  echo "$1 -std=$2"
  # shellcheck disable=SC2086 # lists of options; $CC and $CXX may hold some too
  $1 -std="$2" $warnings -I"$include" -fsyntax-only "$3"
}

for compiler in "$CC" gcc clang; do
  compile "$compiler" c11 "$work/alone.c"
done
for compiler in "$CXX" g++ clang++; do
  compile "$compiler" c++11 "$work/alone.cc"
  compile "$compiler" c++17 "$work/alone.cc"
done

if ! command -v "${CXX%% *}" >/dev/null 2>&1; then
  echo "skipped: linking a C++ program, without $CXX"
  exit 77
fi
library=
for name in libdaydream.so libdaydream.dylib; do
  if [ -e "$libs/$name" ]; then library=$libs/$name; fi
done
if [ -z "$library" ]; then
  echo "skipped: linking, without a shared library in $libs"
  exit 77
fi
# A program without the sanitizers' runtime cannot load a library that needs it.
if grep -q __asan_init "$library"; then
  echo 'left out: linking with a library that is built with sanitizers'
  exit 0
fi
libs=$(cd "$libs" && pwd)
# shellcheck disable=SC2086
$CXX -std=c++11 $warnings -I"$include" "$work/program.cc" -o "$work/program" \
  -L"$libs" -ldaydream -Wl,-rpath,"$libs"
"$work/program"
