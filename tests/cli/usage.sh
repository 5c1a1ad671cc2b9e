#!/bin/sh
# SPDX-License-Identifier: MIT
# Calling daydream rightly and wrongly: options, help, version, exit statuses, closed streams.
# shellcheck source=tests/cli/lib.sh
. "${top_srcdir:-.}/tests/cli/lib.sh"

# ---- what is wrong with the call: exit status 2, one line, nothing on standard output
refuse() {
  hint=$1
  shift
  expect 2 "$@"
  is_silent out
  says_one_line
  says err "$hint"
}

refuse "'daydream --help'"
refuse "no command 'rum'" rum
refuse "no command 'runs'" runs
refuse "no command ''" ''
refuse "'issue' needs one more word: 'exists', 'create' or 'sweep'" issue
refuse "'outbox' needs one more word: 'list', 'show', 'flush' or 'drop'" outbox
refuse "no command 'issues'" issues exists
refuse "no command 'issue exist'; 'issue' goes on with 'exists', 'create' or 'sweep'" issue exist
refuse "no option --nope; see 'daydream help run'" run --nope
refuse "no option --nope; see 'daydream help issue'" issue exists --nope
refuse "no option --nope; see 'daydream --help'" --nope run
refuse 'no option -x' steps -x
refuse 'no option -x' steps -vx
refuse "--json takes no value; see 'daydream help steps'" steps --json=1
refuse "--now needs a TIME; see 'daydream help run'" run --now
refuse '--config needs a FILE' --config
refuse "option --ver may mean --verbose or --version; see 'daydream --help'" --ver
refuse "option --d may mean --dry-run or --date; see 'daydream help run'" run --d
refuse 'option --s=1 may mean --since, --step or --state-dir;' run --s=1
refuse "'projects' has no option --dry-run" projects --dry-run
refuse "'outbox flush' has no option --json" outbox flush --json
refuse "'steps' has no use for 'x'" steps x
refuse "'lessons' has no use for 'x'" lessons x
refuse "'lessons' has no option --date" lessons --date 2026-02-18
refuse "'report' has no use for 'b'" report a b
refuse "'run' has no use for '--json'" run -- --json
refuse '--now:' run --now tomorrow
refuse '--now:' run --now 2026-02-18
refuse '--since:' run --since 2026-02-30T00:00:00Z
refuse "'issue exists' needs --date" issue exists --repo o/r
refuse "'issue create' needs --date" issue create
refuse "'18.2.2026'" issue exists --date 18.2.2026 --repo o/r
refuse 'o/r/s/t' issue exists --date 2026-02-18 --repo o/r/s/t
refuse "'yesterday'" report yesterday
refuse "no command 'nonsense'" help nonsense
refuse "no command 'issue nope'; 'issue' goes on with 'exists', 'create' or 'sweep'" help issue nope
refuse "no command 'issue nope'" issue nope --help
refuse "'help run' has no use for 'run'" help run run
refuse "'help' has no use for 'x'" help issue exists x
refuse "no command 'nonsense'" nonsense --help

# An empty value names nothing, least of all a file or a folder, whatever the command.
while read -r arguments; do
  for option in --config --state-dir; do
    # shellcheck disable=SC2086 # words
    refuse "option $option needs a" $arguments $option=
    # shellcheck disable=SC2086
    refuse "option $option needs a" $option '' $arguments
  done
done <<'END'
run
projects
steps
report
issue exists --date 2026-02-18 --repo o/r
issue create --date 2026-02-18 --repo o/r
outbox list
outbox flush
help
--version
END
refuse '--project needs a SLUG' run --project ''
refuse '--step needs a NAME' run --step=
refuse '--repo needs a REPO' issue exists --date 2026-02-18 --repo=
refuse '--date needs a DATE' issue exists --date= --repo o/r

# What a terminal could obey never comes back from the command line.
expect 2 "$(printf 'a\033[31mb\nc')"
says_one_line
LC_ALL=C grep -q "$(printf '\033')" "$work/err" && fail 'an escape sequence came through'

# ---- options stand before and behind the command, shortened, and end at "--"
printf '{"projects": {}}' >"$work/none.json"
for arguments in '--config none.json projects' 'projects --config none.json' \
  'projects --config=none.json' '--conf none.json projects' 'projects --js --config none.json' \
  '-v projects --config none.json -vv' '--config none.json -- projects' \
  '--config nowhere.json projects --config none.json'; do
  # shellcheck disable=SC2086 # words
  expect 0 $arguments
  is_silent err
done
POSIXLY_CORRECT=1
export POSIXLY_CORRECT
expect 0 projects --config none.json --json
unset POSIXLY_CORRECT
check "j == {'schema': 1, 'projects': [], 'home': None, 'skipped': []}"

# ---- help: of everything, of one, before and behind; it equals the commands that there are
expect 0 --version
[ "$(cat "$work/out")" = "daydream $(sed -n 's/^AC_INIT(\[daydream\], \[\([^]]*\)\].*/\1/p' "$top_srcdir/configure.ac")" ] ||
  fail 'that is not the version of configure.ac'
expect 0 -V run
expect 0 --help
is_silent err
cp "$work/out" "$work/help"
expect 0 help
cmp -s "$work/out" "$work/help" || fail 'help and --help differ'
expect 0 -h
cmp -s "$work/out" "$work/help" || fail 'help and -h differ'

sed -n '/^Commands:/,/^$/p' "$work/help" | sed -n 's/^  \([a-z]*\( [a-z][a-z]*\)\{0,1\}\)  .*/\1/p' >"$work/commands"
[ "$(wc -l <"$work/commands")" -ge 9 ] || fail 'the list of commands is too short'
while read -r first second; do
  name=$first${second:+ $second}
  # shellcheck disable=SC2086 # one word or two
  expect 0 help $name
  says out "Usage: daydream $name"
  if grep -q ' $' "$work/out"; then
    fail "help $name has blanks at the end of a line"
  fi
  cp "$work/out" "$work/one"
  # shellcheck disable=SC2086
  expect 0 $name --help
  cmp -s "$work/out" "$work/one" || fail "help $name and $name --help differ"
  # what the command says it takes is not refused as unknown to it, and the rest is
  for option in dry-run now since project step offline date repo json; do
    case $option in
      now | since | project | step | date | repo) value='=x' ;;
      *) value= ;;
    esac
    if grep -q -e "--$option" "$work/one"; then
      continue
    fi
    # shellcheck disable=SC2086
    expect 2 $name "--$option$value"
    says err "'$name' has no option --$option"
  done
done <"$work/commands"
expect 0 help issue
says out 'daydream issue exists'
says out 'daydream issue create'

# ---- exit statuses of configuration
expect 3 projects --config nowhere.json
says_one_line
says err nowhere.json
export GITHUB_API_URL=http://example.com
expect 3 run --config none.json
says err GITHUB_API_URL
unset GITHUB_API_URL
expect 1 report --config none.json --state-dir "$work/state"
says err 'daydream run'
[ ! -e "$work/state" ] || fail 'report made the state directory'

# ---- standard output that takes nothing is an error, whatever was to be said
for arguments in --version --help steps 'steps --json' 'projects --config none.json'; do
  status=0
  # shellcheck disable=SC2086
  "$daydream" $arguments 2>"$work/err" >&- || status=$?
  [ "$status" -eq 1 ] || fail "$arguments with a closed standard output ended with $status"
  says err 'cannot write to standard output'
  if [ -e /dev/full ]; then
    status=0
    # shellcheck disable=SC2086
    "$daydream" $arguments 2>"$work/err" >/dev/full || status=$?
    [ "$status" -eq 1 ] || fail "$arguments into a full disk ended with $status"
    says err 'cannot write to standard output'
  fi
done

# A closed stream is not given to a file: the database would get what was to be printed.
status=0
"$daydream" run --offline --config none.json --state-dir "$work/state" >&- 2>&- <&- || status=$?
[ "$status" -eq 1 ] || fail "a run without any stream ended with $status"
expect 0 outbox list --config none.json --state-dir "$work/state"
