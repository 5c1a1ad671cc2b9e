#!/bin/sh
# SPDX-License-Identifier: MIT
# What the original does for each project, with a curl process for each request: list the open bugs,
# list the reports, create one where there is none. It reads no log and keeps no state.
#
#   loop.sh URL DATE TITLE_PREFIX <REPOSITORIES        (one ORG/REPO a line; the token is in $GH_TOKEN)
set -eu

url=$1 date=$2 prefix=$3
body=$(printf '{"title": "%s - %s", "labels": ["daydream"], "body": "3 errors"}' "$prefix" "$date")

ask() {
  curl -sS --fail -H "Authorization: Bearer $GH_TOKEN" -H 'Accept: application/vnd.github+json' \
    -H 'X-GitHub-Api-Version: 2022-11-28' "$@"
}

while read -r repository; do
  at=$url/repos/$repository/issues
  ask "$at?state=open&labels=bug&per_page=100" >/dev/null
  case $(ask "$at?state=all&labels=daydream&per_page=30") in
    *"$prefix - $date"*) ;;
    *) ask -X POST -d "$body" "$at" >/dev/null ;;
  esac
done
