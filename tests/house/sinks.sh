#!/bin/sh
# SPDX-License-Identifier: MIT
# Text leaves through few doors, and each is used by few: who includes the header of one, or calls its
# function, is listed here. Whoever is not would be a way around redaction and escaping. Prints each
# fault as file:line.
set -eu

cd "${top_srcdir:-.}"

doors='
include net/http.h : net/* services/*
include curl/curl.h : net/*
include sqlite3.h : store/*
include text/markdown.h : text/* model/body.c model/report.c model/report-end.c model/report-head.c model/render.c model/render-gaps.c
include services/github.h : services/* trackers/*
include services/llm.h : services/* steps/* session*
include services/sentry.h : services/* steps/* session*
include store/outbox.h : store/* steps/* trackers/* session*
include store/findings.h : store/* model/history.h
include store/sql.h : store/*
call dd_http_send : net/* services/*
call dd_github_create : services/* trackers/converge.c
call dd_github_comment : services/* trackers/converge.c trackers/remark.c
call dd_github_edit : services/* trackers/rolling.c
call dd_outbox_put : store/* steps/catch-up.c trackers/*
call dd_fs_write : base/* steps/produce-report.c
call dd_fs_rewrite : base/* model/lessons-file.c
call dd_fs_draft_begin : base/* steps/produce-report.c
call write : base/fs-write.c session-redact.c model/comment.c
call fwrite : logs/event-log.c
call fputs :
call fprintf :
call syslog :
'

list=$(find libdaydream -name '*.[ch]' | LC_ALL=C sort)
[ -n "$list" ] || {
  echo 'sinks: no sources found'
  exit 1
}

# A call is the name (or that of a parameter, as in model/comment.c) and a bracket, and neither a member nor a comment.
pattern_of() {
  case $1 in
    include) printf '^[[:space:]]*#[[:space:]]*include[[:space:]]*["<]%s[">]' "$2" ;;
    call) printf '(^|[^A-Za-z0-9_>.*])%s\\(' "$2" ;;
  esac
}

allowed() {
  file=${1#libdaydream/}
  shift
  for door in "$@"; do
    # shellcheck disable=SC2254 # a pattern
    case $file in
      $door) return 0 ;;
    esac
  done
  return 1
}

set -f
faults=$(printf '%s\n' "$doors" | while read -r kind name _ users; do
  [ -n "$kind" ] || continue
  # shellcheck disable=SC2086 # names without blanks
  grep -nE "$(pattern_of "$kind" "$name")" /dev/null $list | grep -vE ':[0-9]+: ?\*|:[0-9]+:/\*' |
    while IFS=: read -r file line _; do
      # shellcheck disable=SC2086 # patterns
      allowed "$file" $users || echo "$file:$line: ${kind}s $name; see tests/house/sinks.sh"
    done
done)

if [ -n "$faults" ]; then
  printf '%s\n' "$faults"
  exit 1
fi
