#!/bin/sh
# SPDX-License-Identifier: MIT
# This project's own documents with faults in them: 20 broken references among more than 200, each
# found where it is, and nothing else.
# shellcheck source=tests/cli/lib.sh
. "${top_srcdir:-.}/tests/cli/lib.sh"

command -v git >/dev/null 2>&1 || skip 'no git'
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1

# commit DATE: all that is there.
commit() {
  git -C tree add -A
  GIT_AUTHOR_DATE="$1T06:00:00Z" GIT_COMMITTER_DATE="$1T06:00:00Z" git -C tree \
    -c user.name=Nobody -c user.email=nobody@example.com -c commit.gpgsign=false commit -q -m "$1"
}

# Everything that the documents may lead to: those of the project as they are, other files by name.
git init -q tree
python3 - "$top_srcdir" tree <<'END'
import os
import shutil
import sys

source, target = sys.argv[1:3]
for top in ('README.md', 'NEWS', 'LICENSE', 'Makefile.am', 'configure.ac', 'bootstrap', '.clang-format',
            '.editorconfig', '.ci', 'pkgconfig', 'cli', 'docs', 'libdaydream', 'man', 'tests'):
    walk = os.walk(os.path.join(source, top))
    for path in [os.path.join(at, name) for at, _, names in walk for name in names] or [source + '/' + top]:
        name = os.path.relpath(path, source)
        os.makedirs(os.path.dirname(os.path.join(target, name)), exist_ok=True)
        if name == 'README.md' or name.startswith('docs/') and name.endswith('.md'):
            shutil.copy(path, os.path.join(target, name))
        else:
            with open(os.path.join(target, name), 'w', encoding='utf-8') as file:
                file.write('This is %s.\n' % name)
END
echo '# Rules' >tree/CLAUDE.md
cat >projects.json <<'END'
{ "projects": { "home": { "working_directory": "tree" } },
  "daydream": { "home": "home", "timezone": "UTC0", "docs": { "leave_out": ["tests", "CHANGELOG*"] } } }
END
export DAYDREAM_CONFIG="$work/projects.json" DAYDREAM_STATE_DIR="$work/state"

# look DATE: leaves the findings of that date in $work/out.
look() {
  expect 0 run --offline --json --step check-docs --now "$1T12:00:00Z"
  check "[s['status'] for s in j['steps'] if s['name'] == 'check-docs'] == ['done']"
}

# As they are, nothing is wrong.
commit 2026-02-10
look 2026-02-11
check "[f['text'] for p in j['projects'] for f in p['findings'] if f['severity'] != 'note'] == []"
check "[int(f['text'].split()[4]) >= 200 for p in j['projects'] for f in p['findings'] if f['text'].startswith('No broken')] == [True]"

# Then files go that documents speak of, and wrong lines come into them. What must be found is written
# down by the one who puts it there: file, line, and a word of the finding.
python3 - tree >wanted <<'END'
import os
import subprocess
import sys

os.chdir(sys.argv[1])
DOCUMENTS = [os.path.join(at, name) for at, _, names in os.walk('.') for name in names
             if name.endswith('.md') and (at + '/').startswith(('./docs/', './')) and '/tests' not in at
             and '/.git' not in at]
DOCUMENTS = sorted(os.path.normpath(path) for path in DOCUMENTS)
LINES = {path: open(path, encoding='utf-8').read().split('\n') for path in DOCUMENTS}
wanted = []


def git(*words):
    subprocess.run(('git',) + words, check=True)


def gone(path, written, new):
    """Take a file away; every line that says `written` is wrong then."""
    places = [(name, i + 1) for name, lines in LINES.items() for i, line in enumerate(lines)
              if '`%s`' % written in line]
    assert places, written
    if new:
        os.makedirs(os.path.dirname(new), exist_ok=True)
        git('mv', path, new)
    else:
        git('rm', '-q', path)
    for name, line in places:
        wanted.append((name, line, new or 'was removed'))


def say(path, line, word=None):
    """Append a line to a document; with a word it is wrong."""
    LINES[path] += [''] + line.split('\n')
    if word:
        wanted.append((path, len(LINES[path]) - line.count('\n'), word))


gone('libdaydream/text/value.c', 'text/value.c', 'libdaydream/text/worth.c')
gone('libdaydream/logs/label.c', 'logs/label.c', 'libdaydream/logs/names/label.c')
gone('libdaydream/logs/overrule.c', 'logs/overrule.c', '')
A, H, R, F = 'docs/ARCHITECTURE.md', 'docs/HACKING.md', 'README.md', 'docs/features/README.md'
FAULTS = (
    (A, 'See [how to build](BUILDING.md).', 'docs/BUILDING.md does not exist'),
    (A, 'See [the rules](HACKING.md#rulez "Rules").', 'no heading for #rulez'),
    (A, 'See [above](#dependences).', 'no heading for #dependences'),
    (A, '![The house](img/house.svg)', 'docs/img/house.svg does not exist'),
    (A, '[manual]: ../man/daydream.7 "Manual"\n', 'man/daydream.7 does not exist'),
    (H, 'See [the features](<features/many machines.md>).', 'docs/features/many machines.md'),
    (H, 'See [the features](features/Outbox.md).', 'is written docs/features/outbox.md'),
    (H, 'See [the license](/docs/LICENSE).', 'docs/LICENSE does not exist'),
    (R, 'See <a href="docs/GUIDE.md">the guide</a>.', 'docs/GUIDE.md does not exist'),
    (R, 'See [it](docs/features/log-review.md#log-reviews).', 'no heading for #log-reviews'),
    (R, '[![Build](docs/badge.svg)](docs/HACKING.md)', 'docs/badge.svg does not exist'),
    (F, 'See [more](../architecture.md).', 'is written docs/ARCHITECTURE.md'),
    (F, '> - See [it](../examples/missing.c).', 'docs/examples/missing.c does not exist'),
    (F, '- [a](../%6Eowhere.md)', 'docs/nowhere.md does not exist'),
    (F, 'See [the test](../../tests/nothing/).', 'tests/nothing does not exist'),
    (F, '<img src="house.png" alt="x">', 'docs/features/house.png does not exist'),
    (H, '# [Title](TITLE.md)', 'docs/TITLE.md does not exist'),
)
say(A, 'See [the manual][manual].')
for fault in FAULTS:
    if len(wanted) < 20:
        say(*fault)
# none of these is a reference
for path in (A, H, R, F):
    say(path, '`[no](no.md)` and ``[no](`no`.md)`` <!-- [no](no.md) --> \\[no](no.md)')
    say(path, '```\n[no](no.md) ![no](no.png) `text/value.c`\n[no](#no)\n```')
    say(path, '~~~sh\n[no](no.md)\n~~~\n\n    [no](no.md)\n\n<!--\n[no](no.md)\n-->')
    say(path, '[elsewhere](https://example.com/no.md) [issues](../../../issues) `and/or` `no.c`')
for path, lines in LINES.items():
    with open(path, 'w', encoding='utf-8') as file:
        file.write('\n'.join(lines) + '\n')
print(repr(sorted(set(wanted))))
END
commit 2026-02-12
look 2026-02-13
[ -s wanted ] || fail 'no faults were made'
check "len(eval(open('$work/wanted').read())) == 20"
# each where it is
check "all(any(e == '%s:%d' % (path, line) and word in f['text'] for p in j['projects'] for f in p['findings'] for e in f['evidence']) for path, line, word in eval(open('$work/wanted').read()))"
# and nothing else
check "len([e for p in j['projects'] for f in p['findings'] if f['severity'] != 'note' for e in f['evidence']]) == 20"
