#!/bin/sh
# SPDX-License-Identifier: MIT
# Lay out a small fleet of projects in DIR, to try daydream on:
#
#   orchard     logs of yesterday and today (Python logging)   github
#   ferry       logs of yesterday and today (ISO 8601)         github
#   lighthouse  logs of yesterday and today (syslog)           no github
#   garden      a directory without logs/                      github
#   attic       its directory is missing                       github
#
# then: DAYDREAM_CONFIG=DIR/config/projects.json DAYDREAM_STATE_DIR=DIR/state daydream run --offline
set -eu
export LC_ALL=C

# The hours that the logs tell of: 30 full ones, and the beginning of the present one.
HOURS=30

if [ $# -ne 1 ]; then
  echo 'usage: fleet.sh DIR' >&2
  exit 2
fi
dir=$1
mkdir -p "$dir/config" "$dir/orchard/logs" "$dir/ferry/logs" "$dir/lighthouse/logs" "$dir/garden"

# GitHub registers no name with two hyphens in a row: no report can land in a real repository.
cat >"$dir/config/projects.json" <<'END'
{
  "projects": {
    "orchard": {
      "name": "Orchard",
      "working_directory": "../orchard",
      "github": { "org": "example--fleet", "repo": "orchard" }
    },
    "ferry": {
      "name": "Ferry",
      "working_directory": "../ferry",
      "github": { "org": "example--fleet", "repo": "ferry" },
      "logs": ["logs/*.log"]
    },
    "lighthouse": {
      "name": "Lighthouse",
      "working_directory": "../lighthouse"
    },
    "garden": {
      "name": "Garden",
      "working_directory": "../garden",
      "github": { "org": "example--fleet", "repo": "garden" }
    },
    "attic": {
      "name": "Attic",
      "working_directory": "../attic",
      "github": { "org": "example--fleet", "repo": "attic" }
    }
  }
}
END
echo 'The garden keeps no logs.' >"$dir/garden/README.md"

# at SECONDS FORMAT: the local time of an epoch, with BSD's date or GNU's.
if [ "$(date -r 0 +%s 2>/dev/null)" = 0 ]; then
  at() { date -r "$1" "+$2"; }
else
  at() { date -d "@$1" "+$2"; }
fi

# The full hours as FORMAT, oldest first; awk puts minutes and seconds behind.
hours() {
  now=$(date +%s)
  minute=$(at "$now" %M)
  second=$(at "$now" %S)
  hour=$((now - ${minute#0} * 60 - ${second#0}))
  ago=$HOURS
  while [ "$ago" -ge 0 ]; do
    at "$((hour - ago * 3600))" "$1"
    ago=$((ago - 1))
  done
}

# Each program below gets one hour a line. In the present hour (the last line) only its first
# second is surely over.

hours '%Y-%m-%d %H' | awk -v last="$HOURS" '
  function say(minute, second, logger, level, text) {
    if (NR <= last || minute + second == 0)
      printf "%s:%02d:%02d,%03d - %s - %s - %s\n", $0, minute, second, (NR * 37 + second * 13) % 1000,
        logger, level, text
  }
  {
    hour = NR
    say(0, 0, "orchard.main", "INFO", "Hourly tick, " 40 + hour " trees watched")
    for (m = 1; m < 60; m += 4) {
      say(m, 2, "orchard.web", "INFO", "GET /trees/" 1000 + m * hour " 200 in " 8 + m " ms")
      say(m, 9, "orchard.jobs", "INFO", "Job " hour * 60 + m " finished: 0 errors, ERROR: none")
    }
    if (hour % 2 == 0)
      say(59, 10, "orchard.db", "WARNING", "Slow query took " 900 + hour * 7 " ms")
    if (hour % 3 == 0)
      say(59, 12, "orchard.db", "ERROR", "Connection to 10.0.0." hour ":5432 refused after " 30 + hour " ms")
    if (hour % 10 == 0 && NR <= last) {
      say(59, 31, "orchard.jobs", "ERROR", "Harvest " 7000 + hour " failed")
      print "Traceback (most recent call last):"
      print "  File \"/srv/orchard/jobs.py\", line 88, in run"
      print "    basket = baskets[job.tree]"
      print "KeyError: \"tree-" hour * 11 "\""
    }
  }' >"$dir/orchard/logs/app.log"

hours '%Y-%m-%dT%H %z' | awk -v last="$HOURS" '
  function say(minute, second, level, text) {
    if (NR <= last || minute + second == 0)
      printf "%s:%02d:%02d.%03d%s:%s %s %s\n", $1, minute, second, (NR * 53 + second * 7) % 1000,
        substr($2, 1, 3), substr($2, 4), level, text
  }
  {
    hour = NR
    say(0, 0, "INFO", "ferry: timetable loaded, " 12 + hour % 3 " crossings")
    for (m = 2; m < 60; m += 6)
      say(m, 30, "INFO", "ferry: crossing " hour * 100 + m " left with " m % 40 " cars")
    if (hour % 4 == 0)
      say(59, 1, "WARN", "booking: retry " hour % 3 + 1 " of 3 for order " 88000 + hour)
    if (hour % 6 == 0)
      say(59, 8, "ERROR", "booking: login failed for postgres://ferry:not-a-real-password@db.internal/book")
    if (hour == last - 1)
      say(59, 40, "ERROR", "payments: card terminal " hour " does not answer, ask @everyone, see #1")
  }' >"$dir/ferry/logs/ferry.log"

# <PRI> is facility * 8 + severity (RFC 3164): daemon is 3; error 3, warning 4, info 6.
hours '%b %e %H' | awk -v last="$HOURS" '
  function say(minute, second, severity, text) {
    if (NR <= last || minute + second == 0)
      printf "<%d>%s:%02d:%02d cape lighthouse[812]: %s\n", 24 + severity, $0, minute, second, text
  }
  {
    hour = NR
    say(0, 0, 6, "lamp on, " 1800 + hour " turns")
    for (m = 5; m < 60; m += 5)
      say(m, 0, 6, "light " m + hour " of 100")
    if (hour % 5 == 0)
      say(59, 2, 4, "fog sensor at " 90 + hour % 9 " percent")
    if (hour % 8 == 0)
      say(59, 20, 3, "cannot open /dev/ttyUSB" hour % 3 ": No such device")
  }' >"$dir/lighthouse/logs/lighthouse.log"
