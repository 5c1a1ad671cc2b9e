#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What the steps cost that read the home project's files, beside git's own commands over them.

usage: bench.py MEASURE DAYDREAM [FILES]

The repository has 100,000 tracked files, 5,000 documents among them, and 1,000 commits. The steps
together should take no longer than three times what `git grep -c TODO`, `git ls-files` and one
`git log --name-status` take together. It decides nothing: it prints the ratio. The best of three
counts, for both; what is on the disk has been read before."""
import json
import os
import shutil
import subprocess
import sys
import tempfile

COMMITS = 1000
STEPS = ('clean-legacy', 'check-docs')
GIT = (['git', 'grep', '-c', 'TODO'], ['git', 'ls-files'], ['git', 'log', '--name-status'])
SOURCE = '''/* Part %d of the whole. */
#include <stdio.h>

int part_%d(int n)
{
    const char *text = "a string // of part %d";
%s    for (int i = 0; i < n; i++)
        printf("%%s %%d\\n", text, i);
    return n;
}
'''


def document(i, files):
    near = [(i * 7 + k) % files for k in range(3)]
    links = ''.join('See [part %d](../../src/%d/part-%d.c) and `src/%d/part-%d.c`.\n'
                    % (n, n % 1000, n, n % 1000, n) for n in near)
    return '# Document %d\n\n%s\n## More of it\n\n[Above](#document-%d)\n' % (i, links, i)


def history(count):
    """The whole repository as a stream for git-fast-import(1)."""
    documents = count // 20
    sources = count - documents
    files = [('src/%d/part-%d.c' % (i % 1000, i),
              SOURCE % (i, i, i, '    /* TODO: part %d */\n' % i if i % 50 == 0 else ''))
             for i in range(sources)]
    files += [('docs/%d/doc-%d.md' % (i % 100, i), document(i, sources)) for i in range(documents)]
    share = max(len(files) // COMMITS, 1)
    for commit in range(COMMITS):
        message = 'Commit %d' % commit
        yield ('commit refs/heads/main\ncommitter N <n@example.com> %d +0000\ndata %d\n%s\n'
               % (1700000000 + commit * 3600, len(message), message))
        last = len(files) if commit == COMMITS - 1 else (commit + 1) * share
        for path, text in files[commit * share:last]:
            yield 'M 100644 inline %s\ndata %d\n%s\n' % (path, len(text), text)
        yield '\n'


def make(folder, count):
    subprocess.run(['git', 'init', '-q', '-b', 'main', folder], check=True)
    feed = subprocess.Popen(['git', '-C', folder, 'fast-import', '--quiet'], stdin=subprocess.PIPE)
    for part in history(count):
        feed.stdin.write(part.encode())
    feed.stdin.close()
    if feed.wait() != 0:
        sys.exit('git fast-import fails')
    subprocess.run(['git', '-C', folder, 'reset', '-q', '--hard'], check=True)


def measure(tool, command, folder, environment):
    """Seconds and peak kB of the best of three."""
    best = None
    for _ in range(3):
        shutil.rmtree(environment['DAYDREAM_STATE_DIR'], ignore_errors=True)
        done = subprocess.run([tool] + command, cwd=folder, env=environment,
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        if done.returncode != 0:
            sys.exit('%s ended with %d: %s' % (command, done.returncode, done.stderr.decode()))
        seconds, kilobytes = done.stderr.decode().splitlines()[-1].split()
        cost = (float(seconds), int(kilobytes))
        best = cost if best is None or cost < best else best
    return best


def say(name, cost):
    print(f'  {name:34}{cost[0]:9.2f}{cost[1] / 1024:9.1f}')


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    tool, daydream = (os.path.abspath(path) for path in sys.argv[1:3])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 100000
    folder = tempfile.mkdtemp(prefix='daydream-bench.')
    try:
        home = os.path.join(folder, 'home')
        make(home, count)
        config = os.path.join(folder, 'projects.json')
        with open(config, 'w', encoding='utf-8') as file:
            json.dump({'projects': {'home': {'working_directory': 'home'}},
                       'daydream': {'home': 'home', 'timezone': 'UTC0'}}, file)
        environment = dict(os.environ, HOME=folder, TZ='UTC0', DAYDREAM_CONFIG=config,
                           GIT_CONFIG_GLOBAL='/dev/null', GIT_CONFIG_NOSYSTEM='1',
                           DAYDREAM_STATE_DIR=os.path.join(folder, 'state'))
        known = subprocess.run([daydream, 'steps'], env=environment, stdout=subprocess.PIPE,
                               check=True).stdout.decode()
        steps = [step for step in STEPS if step in known]
        print(f'{count} tracked files, {COMMITS} commits')
        print(f'  {"":34}{"seconds":>9}{"peak MB":>9}')
        theirs = []
        for command in GIT:
            theirs.append(measure(tool, command, home, environment))
            say(' '.join(command), theirs[-1])
        command = [daydream, 'run', '--offline']
        for step in steps:
            command += ['--step', step]
        ours = measure(tool, command, None, environment)
        say(' and '.join(steps), ours)
        print(f'  daydream / git {ours[0] / sum(cost[0] for cost in theirs):8.2f}x')
    finally:
        shutil.rmtree(folder)


main()
