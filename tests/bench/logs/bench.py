#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How fast, and in how much memory, daydream reviews logs, beside tools that do less.

usage: bench.py MEASURE DAYDREAM [FOLDER [MEGABYTES]]

Writes its logs into FOLDER (default: a temporary one) and prints, for each command, the best of a
few runs in a warm cache: seconds, GB/s, the ratio of its time to that of daydream, peak memory.
It decides nothing: what is fast enough is for whoever reads it."""
import glob
import os
import shutil
import subprocess
import sys
import tempfile

import corpus

HERE = os.path.dirname(os.path.abspath(__file__))
RUNS = 3
WORDS = 'ERROR|CRITICAL|WARN'
DATE_AND_LEVEL = r'^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}.*(ERROR|CRITICAL|WARN)'


def measure(tool, command):
    """Seconds and kB. Output goes to a file: some tools do less work when they see that nobody reads
    it."""
    with tempfile.TemporaryFile() as output:
        done = subprocess.run([tool] + command, stdout=output, stderr=subprocess.PIPE)
    seconds, kilobytes = done.stderr.decode().split()[-2:]
    return float(seconds), int(kilobytes)


def measure_all(tool, commands):
    """The best of several runs of each. They take turns, since machines are fast and slow by turns."""
    best = {}
    for _ in range(RUNS):
        for name, command in commands:
            best[name] = min(best.get(name, (1e9, 0)), measure(tool, command))
    return best


def compare(title, tool, files, commands):
    size = sum(os.path.getsize(f) for f in files)
    print(f'\n{title}: {len(files)} files, {size / 1e6:.0f} MB')
    print(f'  {"":34}{"seconds":>9}{"GB/s":>8}{"of daydream":>13}{"peak MB":>9}')
    best = measure_all(tool, [c for c in commands if shutil.which(c[1][0]) is not None])
    ours = best[commands[0][0]][0]
    for name, _ in commands:
        if name not in best:
            print(f'  {name:34}not installed')
            continue
        seconds, kilobytes = best[name]
        print(f'  {name:34}{seconds:9.3f}{size / seconds / 1e9:8.2f}{seconds / ours:12.2f}x{kilobytes / 1024:9.1f}')


def peers(files):
    return [('wc -l', ['wc', '-l'] + files),
            ('grep -c ERROR', ['grep', '-c', 'ERROR'] + files),
            (f"grep -cE '{WORDS}'", ['grep', '-cE', WORDS] + files),
            ('rg -c, date and level', ['rg', '-j1', '-c', DATE_AND_LEVEL] + files)]


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    tool, daydream = (os.path.abspath(a) for a in sys.argv[1:3])
    size = int(sys.argv[4]) * 1000000 if len(sys.argv) > 4 else 10 ** 9
    folder = sys.argv[3] if len(sys.argv) > 3 else tempfile.mkdtemp(prefix='daydream-bench.')
    python, mixed, projects = (os.path.join(folder, n) for n in ('python.log', 'mixed.log', 'projects'))
    os.makedirs(folder, exist_ok=True)
    print(f'writing logs below {folder}')
    corpus.write(python, size, corpus.python_line)
    corpus.write(mixed, size, corpus.mixed_line)
    corpus.write_projects(projects, max(1, size * 2000 // 10 ** 9), 20000)
    os.sync()  # what is still being written would be measured with whatever comes first
    small = sorted(glob.glob(os.path.join(projects, '*', 'logs', '*.log')))

    print(f'daydream --version: {measure(tool, [daydream, "--version"])[1] / 1024:.1f} MB')
    original = ('the Python original', [sys.executable, os.path.join(HERE, 'original.py'), python])
    compare('Python style, three days', tool, [python],
            [('daydream logs', [daydream, 'logs', python])] + peers([python]) + [original])
    compare('Mixed formats', tool, [mixed],
            [('daydream logs', [daydream, 'logs', mixed])] + peers([mixed]))
    compare('Small projects', tool, small,
            [('daydream logs', [daydream, 'logs'] + small)] + peers(small))
    if len(sys.argv) < 4:
        shutil.rmtree(folder)


main()
