#!/bin/sh
# SPDX-License-Identifier: MIT
# What GitHub may answer instead of what it should, and what the one who reads it is told to do.
# shellcheck source=tests/cli/lib.sh
. "${top_srcdir:-.}/tests/cli/lib.sh"

without_pauses
make_fleet
start_github
export GH_TOKEN=secret-1
number=0

# answered NAME PATH WISH TEXT: red's report waits, and the reason says TEXT; blue is filed.
answered() {
  number=$((number + 1))
  DAYDREAM_STATE_DIR=$work/state-$number
  hub POST /_reset '{}' >/dev/null
  for name in red blue; do
    hub POST /_seed "{\"repo\": \"org/$name\", \"labels\": [\"daydream\"]}" >/dev/null
  done
  hub POST "$2" "$3" >/dev/null
  expect 1 run --now 2026-02-17T12:00:00Z --json
  check "[p['issue']['action'] for p in j['projects']] == ['queued', 'created', 'none']"
  says out "$4"
  says err "$4"
  says_not out secret-1
  says_not err secret-1
  expect 0 outbox list
  says out "$4"
  hub_check 'len(red) == 0 and len(blue) == 1'
  echo "ok: $1"
}

on_red='"path": "org/red", "count": 100'
post_red='"method": "POST", "path": "org/red/issues", "count": 100'

answered 'no permission' /_fault "{$post_red, \"status\": 403, \"headers\": {\"X-Accepted-GitHub-Permissions\": \"issues=write\"}}" \
  'the token may not do that; give it the permission issues=write (403'
answered 'archived' /_fault "{$post_red, \"status\": 403, \"body\": {\"message\": \"Repository was archived so is read-only.\"}}" \
  'archived; take it out of projects.json'
answered 'single sign-on' /_fault "{$on_red, \"status\": 403, \"headers\": {\"X-GitHub-SSO\": \"required; url=https://github.com/orgs/org/sso\"}, \"body\": {\"message\": \"Resource protected by organization SAML enforcement.\"}}" \
  "single sign-on: https://github.com/orgs/org/sso"
answered 'missing, or private' /_fault "{$on_red, \"status\": 404, \"body\": {\"message\": \"Not Found\"}}" \
  "it does not exist, or the token may not see it; check the name and the token's repositories (404: Not Found)"
answered 'issues switched off' /_fault "{$on_red, \"status\": 410, \"body\": {\"message\": \"Issues are disabled for this repo\"}}" \
  'Issues are off there; switch them on in its settings'
answered 'refused content' /_fault "{$post_red, \"status\": 422, \"body\": {\"message\": \"Validation Failed\", \"errors\": [{\"field\": \"title\", \"code\": \"missing_field\"}]}}" \
  'the server refuses the request (422: Validation Failed; title: missing_field)'
answered 'a login page' /_fault "{$on_red, \"html\": true}" \
  'a web page came instead of an answer; is a proxy or login page in the way'
answered 'sent elsewhere' /_fault "{$on_red, \"status\": 302, \"headers\": {\"Location\": \"https://login.invalid/\"}}" \
  'it sends us elsewhere, as login pages do'

# ---- what is about the token or the host is one answer for all projects
for_all() {
  number=$((number + 1))
  DAYDREAM_STATE_DIR=$work/state-$number
  hub POST /_reset '{}' >/dev/null
  [ -z "$2" ] || hub POST /_fault "$2" >/dev/null
  expect 1 run --now 2026-02-17T12:00:00Z --json
  check "[p['issue']['action'] for p in j['projects']] == ['queued', 'queued', 'none']"
  says err "$3"
  hub_check "j['requests'] == 1"
  echo "ok: $1"
}

for_all 'primary rate limit' '{"limit": "primary", "reset": 4102444800, "count": 100}' \
  'too many requests; try again after 2100-01-01T00:00:00Z (403'
expect 1 outbox flush
says err '2100-01-01T00:00:00Z'
for_all 'secondary rate limit' '{"limit": "secondary", "seconds": 1800, "count": 100}' \
  'You have exceeded a secondary rate limit'
GH_TOKEN=another
for_all 'a refused token' '' 'the token is not accepted; renew it (401: Bad credentials)'
GH_TOKEN=secret-1

# ---- a repository of another name is found where it is now
number=$((number + 1))
DAYDREAM_STATE_DIR=$work/state-$number
hub POST /_reset '{}' >/dev/null
hub POST /_rename '{"from": "org/red", "to": "org/crimson"}' >/dev/null
expect 0 run --now 2026-02-17T12:00:00Z --json
check "[p['issue']['action'] for p in j['projects']] == ['created', 'created', 'none']"
says err 'github.com/org/red was renamed or moved: set its present name in projects.json'
[ "$(grep -c 'was renamed' err)" -eq 1 ] || fail 'that was said more than once'
hub GET /_state >hub-state
grep -q '"org/crimson": {"id": [0-9]*, "issues": \[{"id"' hub-state || fail 'nothing is in org/crimson'
echo 'ok: renamed'

check_traffic
