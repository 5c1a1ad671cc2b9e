# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2034 # used by those who read this file
# What the tests of the command line share: `. "$top_srcdir/tests/cli/lib.sh"`.
set -eu
export LC_ALL=C

top_srcdir=$(cd "${top_srcdir:-.}" && pwd)
top_builddir=$(cd "${top_builddir:-build}" && pwd)
daydream=$top_builddir/daydream
work=$(mktemp -d "${TMPDIR:-/tmp}/daydream-cli.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP

# Nothing of whoever calls the tests takes part: no setting, no token, no proxy.
unset DAYDREAM_CONFIG DAYDREAM_STATE_DIR GH_TOKEN GITHUB_TOKEN GH_ENTERPRISE_TOKEN
unset GITHUB_ENTERPRISE_TOKEN GITHUB_API_URL GH_REPO GH_HOST NO_COLOR POSIXLY_CORRECT
unset SENTRY_AUTH_TOKEN SENTRY_URL SENTRY_ORG SENTRY_PROJECT
unset ANTHROPIC_API_KEY ANTHROPIC_BASE_URL ANTHROPIC_MODEL
unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY
export HOME="$work/home" XDG_CONFIG_HOME="$work/home/config" XDG_STATE_HOME="$work/home/state"
export TZ=UTC0
# the first in PATH, so that nobody's login in the real one is used
mkdir -p "$HOME" "$work/bin"
printf '#!/bin/sh\nexit 1\n' >"$work/bin/gh"
chmod +x "$work/bin/gh"
PATH=$work/bin:$PATH
cd "$work"

skip() {
  echo "skipped: $*"
  exit 77
}

[ -x "$daydream" ] || skip "no $daydream"
command -v python3 >/dev/null 2>&1 || skip 'no python3'

fail() {
  printf 'FAILED: %s\n' "$*"
  for stream in out err; do
    if [ -s "$work/$stream" ]; then
      printf '%s\n' "--- std$stream:"
      cat "$work/$stream"
    fi
  done
  exit 1
}

# Leave out the pauses between requests, where that can be done: a library in front of this system's
# own is loaded on Linux, and not beside a sanitizer.
without_pauses() {
  pauseless=$top_builddir/tests/support/no-pause.so
  if [ "$(uname)" != Linux ] || [ ! -s "$pauseless" ] ||
    ! LD_PRELOAD=$pauseless "$daydream" --version >"$work/out" 2>"$work/err" || [ -s "$work/err" ]; then
    pauseless=
  fi
}

# daydream ARGUMENT...: leaves $work/out, $work/err and $status.
run() {
  status=0
  LD_PRELOAD="${pauseless-}${LD_PRELOAD:+:$LD_PRELOAD}" "$daydream" "$@" >"$work/out" 2>"$work/err" || status=$?
}

# expect STATUS ARGUMENT...: the same, with that exit status.
expect() {
  wanted=$1
  shift
  run "$@"
  [ "$status" -eq "$wanted" ] || fail "daydream $* ended with $status, not with $wanted"
}

# says out|err TEXT: the text stands there.
says() {
  grep -qF -- "$2" "$work/$1" || fail "standard $1 does not say: $2"
}

says_not() {
  if grep -qF -- "$2" "$work/$1"; then
    fail "standard $1 says: $2"
  fi
}

# One line of ours, and nothing else.
says_one_line() {
  if [ "$(wc -l <"$work/err")" -ne 1 ] || ! grep -q '^daydream: ' "$work/err"; then
    fail 'standard error is not one line of ours'
  fi
}

is_silent() {
  [ ! -s "$work/$1" ] || fail "standard $1 is not empty"
}

# check EXPRESSION: true for $work/out as JSON, which Python knows as j.
check() {
  python3 - "$1" "$work/out" <<'END' || fail "not so: $1"
import json, sys
j = json.load(open(sys.argv[2], encoding='utf-8'))
sys.exit(not eval(sys.argv[1]))
END
}

# ---- a fleet of projects ----------------------------------------------------------------------

# log SLUG TIME LEVEL TEXT: a line in the shape of Python's logging.
log() {
  mkdir -p "$work/$1/logs"
  printf '%s,000 - app - %s - %s\n' "$2" "$3" "$4" >>"$work/$1/logs/app.log"
}

# Three projects with logs of 2026-02-17, of which "plain" has no repository.
make_fleet() {
  mkdir -p "$work/config"
  cat >"$work/config/projects.json" <<'END'
{ "projects": {
    "red": { "name": "Red", "working_directory": "../red", "github": { "org": "org", "repo": "red" } },
    "blue": { "name": "Blue", "working_directory": "../blue", "github": { "org": "org", "repo": "blue" } },
    "plain": { "name": "Plain", "working_directory": "../plain" } },
  "daydream": { "timezone": "UTC0" } }
END
  for slug in red blue plain; do
    log "$slug" '2026-02-17 08:00:00' INFO "$slug begins"
    log "$slug" '2026-02-17 09:00:00' ERROR "Only $slug breaks at 17 ms"
    log "$slug" '2026-02-17 09:30:00' ERROR "Only $slug breaks at 19 ms"
  done
  export DAYDREAM_CONFIG="$work/config/projects.json" DAYDREAM_STATE_DIR="$work/state"
}

# Every file below DIRECTORY with its hash, mode and times.
listing() {
  python3 - "$@" <<'END'
import hashlib, os, sys
for top in sys.argv[1:]:
    for folder, folders, files in sorted(os.walk(top)):
        for name in sorted(folders + files):
            path = os.path.join(folder, name)
            at = os.lstat(path)
            data = open(path, 'rb').read() if os.path.isfile(path) else b''
            print(path, oct(at.st_mode), at.st_mtime_ns, hashlib.sha256(data).hexdigest())
END
}

# ---- the loopback GitHub ----------------------------------------------------------------------

# org/red and org/blue on $port, still empty; with more options where $hub_options has some. It ends
# with this shell, or with stop_github.
start_github() {
  rm -f "$work/hub-in" "$work/hub-out"
  mkfifo "$work/hub-in" "$work/hub-out"
  # shellcheck disable=SC2086 # words
  python3 "$top_srcdir/tests/support/github.py" ${hub_options-} --repo org/red --repo org/blue --token secret-1 \
    --traffic "$work/traffic" <"$work/hub-in" >"$work/hub-out" 8>&- &
  hub_pid=$!
  exec 9>"$work/hub-in"
  read -r port <"$work/hub-out" || fail 'the loopback GitHub does not start'
  export GITHUB_API_URL="http://127.0.0.1:$port"
}

stop_github() {
  exec 9>&-
  wait "$hub_pid" || true
}

# hub METHOD PATH [BODY]
hub() {
  python3 - "$port" "$@" <<'END'
import sys, urllib.request
port, method, path = sys.argv[1:4]
body = sys.argv[4].encode() if len(sys.argv) > 4 else None
request = urllib.request.Request('http://127.0.0.1:%s%s' % (port, path), body, method=method)
print(urllib.request.urlopen(request).read().decode())
END
}

# hub_check EXPRESSION: true for the server's state; red and blue are its lists of issues.
hub_check() {
  hub GET /_state >"$work/hub-state"
  python3 - "$1" "$work/hub-state" <<'END' || fail "not so on the server: $1"
import json, sys
j = json.load(open(sys.argv[2], encoding='utf-8'))
red, blue = (j['repositories']['org/' + name]['issues'] for name in ('red', 'blue'))
sys.exit(not eval(sys.argv[1]))
END
}

# How many requests with METHOD the server has seen.
requests() {
  grep -c "\"method\": \"$1\"" "$work/traffic" || true
}

# What was sent is what GitHub's own description of its API allows.
check_traffic() {
  spec=$top_srcdir/../shared/tools/ghspec.py
  if [ ! -e "$spec" ] || ! /usr/bin/python3 -c 'import jsonschema' 2>/dev/null; then
    echo 'no description of the API here: the traffic was not checked'
    return
  fi
  [ -s "$work/traffic" ] || fail 'no traffic was recorded'
  /usr/bin/python3 "$spec" "$work/traffic" >"$work/out" 2>"$work/err" || fail 'the traffic has faults'
}
