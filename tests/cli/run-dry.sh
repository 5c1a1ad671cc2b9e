#!/bin/sh
# SPDX-License-Identifier: MIT
# A dry run shows what would be filed and changes nothing, neither file nor state nor server.
# shellcheck source=tests/cli/lib.sh
. "${top_srcdir:-.}/tests/cli/lib.sh"

make_fleet
start_github
export GH_TOKEN=secret-1

# everything but what this test itself writes
everything() {
  listing "$work/red" "$work/blue" "$work/plain" "$work/config" "$work/home" "$work/state"
}

dry() {
  everything >before
  posts=$(grep -vc '"method": "GET"' traffic || true)
  expect 0 run --dry-run "$@"
  everything >after
  cmp -s before after || {
    diff before after || true
    fail 'the dry run changed a file'
  }
  [ "$(grep -vc '"method": "GET"' traffic || true)" = "$posts" ] || fail 'the dry run changed the server'
}

# ---- before there is any state
dry --now 2026-02-17T12:00:00Z
[ ! -e "$work/state" ] || fail 'the dry run made a state directory'
says out 'a dry run'
for text in 'Daydream Report - 2026-02-17 - Red' 'Daydream Report - 2026-02-17 - Blue' \
  'for     github.com/org/red' 'labels  daydream' 'Only red breaks' '<!-- daydream:1 date=2026-02-17'; do
  says out "$text"
done
grep -q '^  red .*would be filed$' out || fail 'red has no such line'
hub_check "len(red) == 0 and len(blue) == 0 and not j['repositories']['org/red']['labels']"
requests GET >gets
[ "$(cat gets)" -gt 0 ] || fail 'the dry run did not look at the server'

dry --now 2026-02-17T12:00:00Z --json
check "[p['issue']['action'] for p in j['projects']] == ['planned', 'planned', 'none']"
check "all(p['issue']['labels'] == ['daydream'] and p['issue']['title'] and 'Only ' + p['slug'] in p['issue']['body'] for p in j['projects'][:2])"

# ---- what it shows is what is filed, but for the run's id
python3 -c 'import json; print(json.load(open("out"))["projects"][0]["issue"]["body"])' |
  sed 's/ run=[^ ]*//; s/ machine=[^ ]*//' >planned
expect 0 run --now 2026-02-17T12:00:00Z
hub_check "len(red) == 1 and len(blue) == 1"
python3 -c 'import json; print(json.load(open("hub-state"))["repositories"]["org/red"]["issues"][0]["body"])' |
  sed 's/ run=[^ ]*//; s/ machine=[^ ]*//' >filed
cmp -s planned filed || {
  diff planned filed || true
  fail 'the issue is another than the one that was shown'
}

# ---- with a state, on the same date and on the next
dry --now 2026-02-17T18:00:00Z --json
check "[p['issue']['action'] for p in j['projects']] == ['exists', 'exists', 'none']"
log red '2026-02-18 03:00:00' ERROR 'Something new is wrong'
dry --now 2026-02-18T06:00:00Z --json
check "[p['issue']['action'] for p in j['projects']] == ['planned', 'none', 'none']"
check "[f['state'] for f in j['projects'][0]['findings'] if 'Something new' in f['text']] == ['new']"
hub_check "len(red) == 1 and len(blue) == 1"

# ---- what waits is left where it is
expect 0 run --offline --now 2026-02-18T06:00:00Z
dry --now 2026-02-19T06:00:00Z
says out '1 issue waits in the outbox'
hub_check "len(red) == 1 and len(blue) == 1"

# ---- without a server and without a token it still shows what would be filed
unset GH_TOKEN
stop_github
rm -rf state
dry --now 2026-02-17T12:00:00Z
says out 'Only red breaks'
dry --offline --now 2026-02-17T12:00:00Z
says out 'Only red breaks'
