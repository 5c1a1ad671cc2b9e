#!/bin/sh
# SPDX-License-Identifier: MIT
# A file includes only files of its own folder or of a lower floor; cli/ sees only the public
# header. docs/ARCHITECTURE.md tells why. Prints each fault as file:line.
set -eu

cd "${top_srcdir:-.}"

list=$(find libdaydream cli -name '*.[ch]' | LC_ALL=C sort)
if [ -z "$list" ]; then
  echo 'floors: no sources found'
  exit 1
fi

# First the names of all files, then every line of them that includes something.
faults=$(
  {
    printf '%s\n' "$list"
    echo
    # shellcheck disable=SC2086 # names without blanks, as the line above finds them
    grep -nE '^[[:space:]]*#[[:space:]]*include' /dev/null $list
  } | awk '
    BEGIN {
      split("base 0 text 1 net 1 logs 1 store 1 model 2 services 2 trackers 3 steps 3", pairs, " ")
      for (i = 1; i in pairs; i += 2)
        floor[pairs[i]] = pairs[i + 1]
      RUN = 4
      SESSION = 5
    }

    # "base", "" for the library root, "cli"
    function folder_of(file) {
      sub("^libdaydream/", "", file)
      return file ~ "/" ? substr(file, 1, index(file, "/") - 1) : ""
    }

    function floor_of(file,   folder) {
      folder = folder_of(file)
      if (folder in floor)
        return floor[folder]
      return file ~ "^libdaydream/run[^/]*$" ? RUN : SESSION
    }

    function fault(text) {
      print file ":" line ": " text
    }

    # What a line of the library may not do.
    function check_library(name, target,   from, to) {
      from = folder_of(file)
      to = folder_of(target)
      if (from != "" && !(from in floor))
        fault("libdaydream/" from "/ has no floor; give it one in tests/house/floors.sh")
      else if (from == to && from != "")
        return
      else if (to != "" && !(to in floor))
        fault("includes " name ", whose folder has no floor")
      else if (floor_of(target) > floor_of(file))
        fault("floor " floor_of(file) " includes " name " of floor " floor_of(target))
      else if (from != to && floor_of(target) == floor_of(file) && !(from == "steps" && to == "trackers"))
        fault(from "/ includes " name ", its neighbour on floor " floor_of(file))
    }

    function check_cli(name, target) {
      if (target !~ "^cli/")
        fault("the command line includes " name "; it sees only daydream.h and its own headers")
    }

    NF == 0 { listed = 1; next }
    !listed { exists[$0] = 1; next }

    {
      split($0, part, ":")
      file = part[1]
      line = part[2]
      if (!match($0, /include[ \t]*["<][^">]*[">]/)) {
        fault("includes something that is no plain name")
        next
      }
      name = substr($0, RSTART, RLENGTH)
      sub(/^include[ \t]*/, "", name)
      quoted = name ~ /^"/
      path = substr(name, 2, length(name) - 2)
      if (path == "daydream.h")
        next
      if (path == "curl/curl.h" && folder_of(file) != "net")
        fault("only net/ sees libcurl")
      if (path ~ /(^|\/)\.\.?\//)
        fault("includes " name "; write it from the include root")
      else if (file ~ "^cli/" && ("cli/" path) in exists)
        check_cli(name, "cli/" path)
      else if (file ~ "^cli/" && path in exists)
        check_cli(name, path)
      else if (("libdaydream/" path) in exists) {
        if (file ~ "^cli/")
          check_cli(name, "libdaydream/" path)
        else
          check_library(name, "libdaydream/" path)
      } else if (quoted && path != "config.h")
        fault("includes " name ", which is no file below the include root")
    }'
)

if [ -n "$faults" ]; then
  printf '%s\n' "$faults"
  exit 1
fi
