#!/bin/sh
# SPDX-License-Identifier: MIT
# daydream redact: a filter of any length, known values, patterns of projects.json, exit statuses.
# shellcheck source=tests/cli/lib.sh
. "${top_srcdir:-.}/tests/cli/lib.sh"

# gives WANTED TEXT: what becomes of a line.
gives() {
  printf '%s\n' "$2" | "$daydream" redact >"$work/out" 2>"$work/err" || fail "redact: $?"
  [ "$(cat "$work/out")" = "$1" ] || fail "'$2' became '$(cat "$work/out")', not '$1'"
}

# exits STATUS TEXT OPTION...
exits() {
  wanted=$1
  text=$2
  shift 2
  code=0
  printf '%s\n' "$text" | "$daydream" redact "$@" >"$work/out" 2>"$work/err" || code=$?
  [ "$code" -eq "$wanted" ] || fail "'$text' ended with $code, not $wanted"
}

gives 'password=[redacted:secret] x' 'password=hunter22x x'
gives 'nothing of interest' 'nothing of interest'
exits 1 'password=hunter22x' --check
[ ! -s "$work/out" ] || fail '--check prints'
exits 0 'nothing of interest' --check

# values of the environment and of the home project's .env, as they are, in a URL and in Base64
mkdir -p config app
printf '%s\n' "export APP_PASSWORD='correct horse battery' # quoted" 'PATH_TO_APP=/usr/share/app' \
  'SHORT_TOKEN=abc1234' >app/.env
cat >config/projects.json <<'END'
{"projects": {"app": {"working_directory": "../app"}},
 "daydream": {"home": "app", "redact": {
   "add": ["EMP-[0-9]{6}", {"pattern": "account ([a-z]+)", "kind": "account"}],
   "allow": ["token=public-[a-z0-9]+"]}}}
END
MY_TOKEN=hunter2-and-more
export MY_TOKEN
gives 'a [redacted:value] b' 'a hunter2-and-more b'
gives 'a [redacted:value] b' 'a correct horse battery b'
gives 'a [redacted:value] b' 'a correct%20horse%20battery b'
encoded=$(printf 'user:correct horse battery' | base64)
exits 1 "$encoded" --check
gives '/usr/share/app abc1234' '/usr/share/app abc1234'

# patterns
gives '[redacted:custom] account [redacted:account] token=public-abc1' \
  'EMP-123456 account bob token=public-abc1'
sed 's/EMP-\[/EMP-(/' config/projects.json >broken.json
DAYDREAM_CONFIG=broken.json
export DAYDREAM_CONFIG
exits 3 'password=hunter22x'
grep -q "'EMP-(0-9\]{6}' (redact.add)" "$work/err" || fail 'the bad pattern is not named'
[ ! -s "$work/out" ] || fail 'something was printed although a pattern is bad'
printf '{"projects": {}, "daydream": {"redact": {"add": [1]}}}' >broken.json
exits 3 'x'
grep -q 'daydream.redact.add' "$work/err" || fail 'the bad entry is not named'
unset DAYDREAM_CONFIG

# a stream longer than what is looked at at once, with a key over several lines anywhere in it, and
# one line that is longer still
python3 - >"$work/long" <<'END'
key = ('-----BEGIN PRIVATE KEY-----\n' + ('MIIEvQIBADANBgkqhkiG9w0B' * 2 + '\n') * 20
       + '-----END PRIVATE KEY-----\n')
for i in range(400):
    print('2026-02-18 03:12:07 INFO quiet line %d' % i * (i % 37))
    if i % 10 == 0:
        print(key, end='')
        print('password=hunter22x')
print('x' * 700000 + ' password=hunter22x ' + 'y ' * 300000)
print('token=' + 'a1B2c3D4' * 60000)
END
"$daydream" redact <"$work/long" >"$work/once" || fail 'the long stream'
"$daydream" redact <"$work/once" >"$work/twice" || fail 'the long stream, twice'
cmp -s "$work/once" "$work/twice" || fail 'redacting twice changes more'
grep -q 'MIIE\|PRIVATE KEY\|hunter22x\|a1B2c3D4' "$work/once" && fail 'a secret of the stream is left'
[ "$(grep -c '^\[redacted:private-key\]$' "$work/once")" -eq 40 ] || fail 'not all keys are marked'
[ "$(grep -c 'quiet line' "$work/long")" -eq "$(grep -c 'quiet line' "$work/once")" ] ||
  fail 'lines are lost'
