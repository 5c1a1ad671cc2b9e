#!/bin/sh
# SPDX-License-Identifier: MIT
# The step check-sentry as a user sees it: skipped with the reason, done, refused; the token nowhere.
# shellcheck source=tests/cli/lib.sh
. "${top_srcdir:-.}/tests/cli/lib.sh"

make_fleet
cat >config/projects.json <<'END'
{ "projects": { "red": { "name": "Red", "working_directory": "../red",
                         "sentry": { "org": "acme", "project": "web" } } },
  "daydream": { "timezone": "UTC0", "home": "red" } }
END
secret=sntrys_fake0123456789
mkfifo sentry-in sentry-out
python3 "$top_srcdir/tests/support/sentry.py" --token $secret --project web=7 --now 2026-02-17T12:00:00Z \
  <sentry-in >sentry-out &
exec 7>sentry-in
read -r port <sentry-out || fail 'the loopback Sentry does not start'
hub POST /_seed '{"issues": [{"title": "TypeError: x", "count": 12, "users": 3, "substatus": "new"}]}' >/dev/null

expect 0 run --step check-sentry --json --now 2026-02-17T12:00:00Z
check "[(s['number'], s['status']) for s in j['steps'] if s['name'] == 'check-sentry'] == [(3, 'skipped')]"
says out 'set SENTRY_AUTH_TOKEN'

export SENTRY_URL="http://127.0.0.1:$port" SENTRY_AUTH_TOKEN=sntrys_wrong0123456789
expect 1 run --step check-sentry --json --now 2026-02-17T12:00:00Z
says out 'the token is not accepted; renew SENTRY_AUTH_TOKEN (401: Invalid token)'
says_not out sntrys_
says_not err sntrys_

export SENTRY_AUTH_TOKEN=$secret
expect 0 run --step check-sentry --step produce-report --json --now 2026-02-17T12:00:00Z
check "[(f['key'], f['severity'], f['text'], f['count'], f['state']) for f in j['projects'][0]['findings']] == [('red:sentry', 'error', 'TypeError: x', 12, 'new')]"
says_not out $secret
says_not err $secret
! grep -rq $secret state || fail 'the token is in the state'
expect 0 report
says out 'TypeError: x'
says out 'new error, 12 events, 3 users, in app.views'

exec 7>&-
wait
