#!/bin/sh
# SPDX-License-Identifier: MIT
# daydream projects and daydream steps: what people read, and the shape of the JSON.
# shellcheck source=tests/cli/lib.sh
. "${top_srcdir:-.}/tests/cli/lib.sh"

mkdir -p config here "plain d\303\251j\303\240"
: >file
cat >config/projects.json <<'END'
{ "projects": {
    "here": { "name": "Here \u001b[31m\u009bred", "working_directory": "../here",
              "github": { "org": "org", "repo": "here" } },
    "elsewhere": { "working_directory": "$HOME", "github": { "org": "org", "repo": "b", "host": "git.example.com" } },
    "nowhere": { "working_directory": "../nowhere\u001b[2J" },
    "file": { "working_directory": "../file" },
    "empty": { "working_directory": "" },
    "missing": {} },
  "defaults": { "anything": [1] }, "another tool's": null }
END

expect 0 projects --config config/projects.json --json
check "set(j) >= {'schema', 'projects', 'skipped'} and j['schema'] == 1"
check "[p['slug'] for p in j['projects']] == ['here', 'elsewhere']"
check "all(set(p) >= {'slug', 'name', 'working_directory', 'github'} for p in j['projects'])"
check "j['projects'][0]['github'] == {'org': 'org', 'repo': 'here', 'host': 'github.com'}"
check "j['projects'][1]['github']['host'] == 'git.example.com' and j['projects'][1]['name'] == 'elsewhere'"
check "[s['slug'] for s in j['skipped']] == ['nowhere', 'file', 'empty', 'missing']"
check "all(s['reason'] and set(s) == {'slug', 'reason'} for s in j['skipped'])"
check "__import__('os').path.samefile(j['projects'][0]['working_directory'], 'here')"
for slug in nowhere file empty missing; do
  says err "daydream: $slug: "
done

# The same for people: a line each, without what could drive a terminal.
expect 0 projects --config config/projects.json
for text in here elsewhere org/here git.example.com/org/b 'Left out:' nowhere file empty missing; do
  says out "$text"
done
for stream in out err; do
  if grep -q "$(printf '\033')" "$stream"; then
    fail "an escape sequence on standard $stream"
  fi
done

# Without any file, the repository of the current directory is the only project.
if command -v git >/dev/null 2>&1; then
  git init -q solo
  git -C solo remote add origin git@github.com:org/solo.git
  mkdir solo/sub
  cd solo/sub
  expect 0 projects --json
  cd ../..
  check "[(p['name'], p['github']['repo']) for p in j['projects']] == [('solo', 'solo')]"
  check "__import__('re').fullmatch('solo-[0-9a-f]{8}', j['projects'][0]['slug'])"
  check "j['home'] == j['projects'][0]['slug']"
  # whoever starts us may ignore the end of children, and that is inherited
  (
    cd solo || exit
    trap '' CHLD
    exec "$daydream" projects
  ) >"$work/out" 2>"$work/err" || fail 'git is not heard where SIGCHLD was ignored'
  says out solo
fi
# ... and outside of one there is nothing to go by
mkdir outside
cd outside
expect 3 projects
says_one_line
cd ..

# daydream.home is marked
printf '{"projects": {"here": {"working_directory": "here"}}, "daydream": {"home": "here"}}' >home.json
expect 0 projects --config home.json
grep -q '^  here .* home$' out || fail 'home is not marked'

expect 0 steps --json
check "set(j) == {'schema', 'steps'} and j['schema'] == 1"
check "all(set(s) >= {'number', 'name', 'title', 'scope'} for s in j['steps'])"
check "all(s['scope'] in ('project', 'home', 'all') for s in j['steps'])"
check "[s['number'] for s in j['steps']] == sorted({s['number'] for s in j['steps']})"
check "{s['name']: s['number'] for s in j['steps']}.items() >= {'review-logs': 2, 'check-sentry': 3, 'clean-tasks': 4, 'check-docs': 5, 'analyze-sessions': 6, 'reflect': 7, 'consolidate-memory': 8, 'produce-report': 9, 'create-issues': 10}.items()"
python3 -c 'import json; [print(s["number"], s["name"]) for s in json.load(open("out"))["steps"]]' >table
expect 0 steps
awk '{ print $1, $2 }' out >shown
cmp -s table shown || fail 'steps and steps --json differ'
