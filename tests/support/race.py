#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Many machines file the report of one date at the same moment: is there one afterwards?

usage: race.py DAYDREAM ROUNDS [--machines N] [--lag SECONDS] [--at-once N] [--kill] [--seed N]
               [--traffic FILE]

Each round has a repository of its own on a loopback GitHub whose lists lag behind, and N processes
of the real program, each with a project folder and a state of its own, an error in its log that
all have and one that it has alone. They start together. Afterwards the lowest report is open and
the only one, all others are closed as its duplicates, and every error stands in it or in its
comments, once (what a dead machine filed is moved as a whole, and repeats what all have seen).

With --kill one of them gets SIGKILL at a random moment. When the lists have caught up, somebody
sweeps: in even rounds another machine of the same login, in odd ones, where each machine has a
login of its own, the killed one. Then the killed one does its run again.

Prints a line for each round, and ends with 1 when one went wrong. Standard library only."""

import argparse
import concurrent.futures
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request

DATE = '2026-02-18'
NOW = DATE + 'T06:00:00Z'
SHARED = 'Every machine sees this at 17 ms'
LONGEST_RUN = 120  # seconds
HUB = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'github.py')


class Fault(Exception):
    pass


class Machine:
    def __init__(self, folder, number, repository, token):
        self.number = number
        self.folder = os.path.join(folder, 'm%d' % number)
        self.token = token
        self.name = repository.split('/')[1]
        os.makedirs(os.path.join(self.folder, 'project/logs'))
        org, repo = repository.split('/')
        with open(os.path.join(self.folder, 'projects.json'), 'w', encoding='utf-8') as config:
            json.dump({'projects': {'it': {
                'name': 'Race', 'working_directory': 'project',
                'github': {'org': org, 'repo': repo}}},
                'daydream': {'timezone': 'UTC0'}}, config)
        with open(os.path.join(self.folder, 'project/logs/app.log'), 'w',
                  encoding='utf-8') as log:
            for minute, text in enumerate((SHARED, self.own())):
                log.write('2026-02-17 09:0%d:00,000 - app - ERROR - %s\n' % (minute, text))

    def own(self):
        """An error that this machine alone sees: letters, as numbers are taken for variables."""
        return 'Only machine %s breaks' % chr(ord('a') + self.number)

    def start(self, daydream, url, *words):
        environment = {name: value for name, value in os.environ.items()
                       if name in ('PATH', 'TMPDIR', 'LANG', 'LD_LIBRARY_PATH')}
        environment.update(
            HOME=self.folder, TZ='UTC0', GH_TOKEN=self.token, GITHUB_API_URL=url,
            DAYDREAM_CONFIG=os.path.join(self.folder, 'projects.json'),
            DAYDREAM_STATE_DIR=os.path.join(self.folder, 'state'))
        return subprocess.Popen([daydream, *words], env=environment, cwd=self.folder,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True)

    def run(self, daydream, url):
        return self.start(daydream, url, 'run', '--now', NOW, '--json')


class Hub:
    def __init__(self, options, machines):
        words = [sys.executable, HUB, '--now', NOW, '--list-lag', str(options.lag),
                 '--token', 'shared:everybody']
        for number in range(machines):
            words += ['--token', 'own%d:login%d' % (number, number)]
        if options.traffic:
            words += ['--traffic', options.traffic]
        self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.url = 'http://127.0.0.1:%d' % int(self.process.stdout.readline())

    def ask(self, path, wish=None):
        body = json.dumps(wish).encode() if wish is not None else None
        with urllib.request.urlopen(self.url + path, body, timeout=60) as answer:
            return json.load(answer)

    def issues(self, repository):
        return self.ask('/_state')['repositories'][repository]['issues']

    def stop(self):
        self.process.stdin.close()
        self.process.wait()


def finish(process, what, may_fail=False):
    try:
        out, err = process.communicate(timeout=LONGEST_RUN)
    except subprocess.TimeoutExpired:
        process.kill()
        raise Fault('%s takes too long' % what) from None
    if process.returncode != 0 and not may_fail:
        raise Fault('%s ended with %d: %s%s' % (what, process.returncode, err, out))
    return out


def reports_of(issues):
    return [issue for issue in issues if issue['title'].startswith('Daydream Report - ' + DATE)]


def check_one(issues):
    """Exactly one open report, the lowest; the others point to it."""
    reports = reports_of(issues)
    opened = [issue for issue in reports if issue['state'] == 'open']
    if len(opened) != 1:
        raise Fault('%d open reports of %d' % (len(opened), len(reports)))
    report = opened[0]
    for issue in reports:
        if issue is report:
            continue
        said = [c['body'] for c in issue['comments']
                if re.match(r'Duplicate of #%d\b' % report['number'], c['body'])]
        if issue['number'] < report['number'] or len(said) != 1 \
                or issue['state_reason'] != 'duplicate' or issue['duplicate_of'] != report['id']:
            raise Fault('#%d is no proper duplicate of #%d' % (issue['number'], report['number']))
    return report


def check_findings(report, machines, moved):
    """Each is told once; what was moved as a whole by somebody else repeats what all have seen."""
    texts = [report['body']] + [comment['body'] for comment in report['comments']]
    for text in ['Every machine sees this'] + [machine.own() for machine in machines]:
        # a finding's own line, and not the sample below it
        told = sum(t.count('** `' + text) for t in texts)
        if told < 1 or (told > 1 and not (moved and text in SHARED)):
            raise Fault('"%s" is told %d times' % (text, told))


def lay_out(hub, folder, index, options):
    repository = 'org/race%d' % index
    # others' issues and a pull request are there already
    hub.ask('/_seed', {'repo': repository, 'issues': [
        {'title': 'Old', 'count': 3}, {'title': 'Change', 'pull_request': True}]})
    os.makedirs(folder)
    shared = index % 2 == 0
    return repository, [Machine(folder, number, repository,
                                'shared' if shared else 'own%d' % number)
                        for number in range(options.machines)]


def race(daydream, hub, machines, victim, random_source):
    processes = [machine.run(daydream, hub.url) for machine in machines]
    if victim is not None:
        time.sleep(random_source.uniform(0, 5))
        processes[victim.number].kill()
    for machine, process in zip(machines, processes):
        finish(process, 'machine %d' % machine.number, machine is victim)


def play(daydream, hub, folder, index, options):
    source = random.Random(options.seed * 1000003 + index)
    repository, machines = lay_out(hub, folder, index, options)
    victim = source.choice(machines) if options.kill else None
    race(daydream, hub, machines, victim, source)
    if victim is not None:
        time.sleep(options.lag)
        others = [machine for machine in machines if machine is not victim]
        sweeper = source.choice(others) if index % 2 == 0 else victim
        finish(sweeper.start(daydream, hub.url, 'issue', 'sweep', '--date', DATE), 'the sweep')
        check_one(hub.issues(repository))
        finish(victim.run(daydream, hub.url), 'the next run')
    report = check_one(hub.issues(repository))
    check_findings(report, machines, victim is not None)
    shutil.rmtree(folder)
    return len(reports_of(hub.issues(repository)))


def parse_arguments():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument('daydream')
    parser.add_argument('rounds', type=int)
    parser.add_argument('--machines', type=int, default=10)
    parser.add_argument('--lag', type=float, default=5)
    parser.add_argument('--at-once', type=int, default=3)
    parser.add_argument('--kill', action='store_true')
    parser.add_argument('--seed', type=int, default=int(time.time()))
    parser.add_argument('--traffic')
    return parser.parse_args()


def main():
    options = parse_arguments()
    hub = Hub(options, options.machines)
    work = tempfile.mkdtemp()
    good = 0
    with concurrent.futures.ThreadPoolExecutor(options.at_once) as pool:
        games = [pool.submit(play, options.daydream, hub, os.path.join(work, str(index)), index,
                             options) for index in range(options.rounds)]
        for index, game in enumerate(games):
            try:
                print('round %d: %d were filed, one is left' % (index, game.result()), flush=True)
                good += 1
            except Fault as fault:
                print('round %d (seed %d): %s' % (index, options.seed, fault), flush=True)
    hub.stop()
    shutil.rmtree(work)
    print('%d of %d rounds%s: one report' % (good, options.rounds,
                                             ' with a death' if options.kill else ''))
    sys.exit(good != options.rounds)


main()
