#!/bin/sh
# SPDX-License-Identifier: MIT
# Functions that we do not call, and files that grew too long. Prints each fault as file:line.
set -eu

cd "${top_srcdir:-.}"

# No bound, hidden state, the C locale's or time zone's global state, or a shell in between.
everywhere='strcpy strcat sprintf vsprintf gets strtok atoi atol atoll atof strncpy strncat
  localtime gmtime asctime ctime system popen tmpnam mktemp alloca'
# The environment belongs to the program that links the library.
library='setenv putenv unsetenv setlocale chdir exit abort printf puts putchar perror'
limit=400

ours=$(find libdaydream cli -name '*.[ch]' | LC_ALL=C sort)
tests=$(find tests -name '*.[ch]' | LC_ALL=C sort)
if [ -z "$ours" ]; then
  echo 'banned: no sources found'
  exit 1
fi

# shellcheck disable=SC2086 # names without blanks
faults=$(awk -v everywhere="$everywhere" -v library="$library" -v limit="$limit" '
  BEGIN {
    gsub(/[ \n]+/, " ", everywhere)
    for (i = split(everywhere, names, " "); i > 0; i--)
      banned[names[i]] = 1
    for (i = split(library, names, " "); i > 0; i--)
      banned_in_library[names[i]] = 1
  }

  # The line without comments and without what stands between quotes.
  function code(text,   out, c) {
    out = ""
    while (text != "") {
      if (comment) {
        if (!match(text, /\*\//))
          return out
        text = substr(text, RSTART + 2)
        comment = 0
        out = out " "
        continue
      }
      if (!match(text, /\/\*|\/\/|"|\047/))
        return out text
      c = substr(text, RSTART, RLENGTH)
      out = out substr(text, 1, RSTART - 1)
      text = substr(text, RSTART + RLENGTH)
      if (c == "//")
        return out
      if (c == "/*")
        comment = 1
      else {
        text = behind_quote(text, c)
        out = out c c
      }
    }
    return out
  }

  function behind_quote(text, quote,   c) {
    while (text != "") {
      c = substr(text, 1, 1)
      text = substr(text, c == "\\" ? 3 : 2)
      if (c == quote)
        break
    }
    return text
  }

  function end_of_file() {
    if (file != "" && file !~ /^tests\// && file != "libdaydream/daydream.h" && lines >= limit)
      print file ":" lines ": has " lines " lines; files stay under " limit
  }

  FNR == 1 { end_of_file(); file = FILENAME; comment = 0 }
  { lines = FNR
    rest = code($0)
    # a call: a name that is no part of a longer one or a member, and a parenthesis
    while (match(rest, /[A-Za-z_][A-Za-z0-9_]*[ \t]*\(/)) {
      before = RSTART > 1 ? substr(rest, RSTART - 1, 1) : ""
      name = substr(rest, RSTART, RLENGTH - 1)
      sub(/[ \t]+$/, "", name)
      rest = substr(rest, RSTART + RLENGTH)
      if (before == "." || before == ">" || before ~ /[0-9]/)
        continue
      if (name in banned || (file ~ /^libdaydream\// && name in banned_in_library))
        print file ":" FNR ": calls " name "()"
    }
  }
  END { end_of_file() }' $ours $tests)

if [ -n "$faults" ]; then
  printf '%s\n' "$faults"
  exit 1
fi
