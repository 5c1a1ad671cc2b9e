#!/bin/sh
# SPDX-License-Identifier: MIT
# Lay out a small fleet of projects in DIR, to try daydream on:
#
#   orchard     logs of yesterday and today (Python logging)   github, sentry, and home: a repository
#               with documents, unfinished code, a to-do list and sessions of agents
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
mkdir -p "$dir/config" "$dir/orchard/logs" "$dir/ferry/logs" "$dir/lighthouse/logs" "$dir/garden" \
  "$dir/orchard/docs" "$dir/orchard/logs/sessions/pruning" "$dir/orchard/logs/sessions/harvest"

# GitHub registers no name with two hyphens in a row: no report can land in a real repository.
cat >"$dir/config/projects.json" <<'END'
{
  "projects": {
    "orchard": {
      "name": "Orchard",
      "working_directory": "../orchard",
      "github": { "org": "example--fleet", "repo": "orchard" },
      "sentry": { "org": "example--fleet", "project": "orchard" }
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
  },
  "daydream": { "home": "orchard" }
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

# ---- what only home is looked at for

# A link that leads nowhere, and a path that history knows under another name.
cat >"$dir/orchard/README.md" <<'END'
# Orchard

How to [harvest](docs/harvest.md), and how to [prune](docs/pruning.md). The baskets are in `basket.py`.
END
printf '# Harvest\n\nIn autumn.\n' >"$dir/orchard/docs/harvest.md"
cat >"$dir/orchard/jobs.py" <<'END'
from typing import Optional


def run(job: Optional[str]) -> None:
    # TODO: count the baskets
    pass  # FIXME: and the ladders
END
printf '# To do\n\n- [x] plant\n- [ ] water the young trees\n- [ ] mend the fence\n' >"$dir/orchard/TODO.md"
printf 'logs/\ndata/\n' >"$dir/orchard/.gitignore"

# ago SECONDS: that long before now, in UTC.
ago() {
  TZ=UTC0 at "$(($(date +%s) - $1))" '%Y-%m-%dT%H:%M:%SZ'
}

# A session as one object, and one as a transcript: in each somebody has to correct an agent.
cat >"$dir/orchard/logs/sessions/pruning/chat.json" <<END
{"messages": [
  {"role": "user", "content": "Prune the old trees", "timestamp": "$(ago 7200)"},
  {"role": "assistant", "content": "I cut the young ones.", "timestamp": "$(ago 7100)"},
  {"role": "user", "content": "No, I meant the old ones", "timestamp": "$(ago 7000)"}]}
END
cat >"$dir/orchard/logs/sessions/harvest/transcript.jsonl" <<END
{"type": "user", "timestamp": "$(ago 5400)", "message": {"role": "user", "content": "Count the baskets"}}
{"type": "assistant", "timestamp": "$(ago 5300)", "message": {"role": "assistant", "content": [{"type": "text", "text": "40 ladders."}]}}
{"type": "user", "timestamp": "$(ago 5200)", "message": {"role": "user", "content": [{"type": "text", "text": "That's wrong, please count baskets"}]}}
END

# orchard_git ARGUMENT...: git there, without anybody's settings.
orchard_git() {
  GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 git -C "$dir/orchard" \
    -c user.name=Orchard -c user.email=orchard@example.invalid -c commit.gpgsign=false "$@"
}

if command -v git >/dev/null 2>&1 && [ ! -e "$dir/orchard/.git" ]; then
  orchard_git init -q
  echo 'baskets = {}' >"$dir/orchard/basket.py"
  orchard_git add .
  orchard_git commit -q -m 'Plant the orchard'
  orchard_git mv basket.py baskets.py
  orchard_git commit -q -m 'Name the baskets'
fi
