#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Kills daydream at each place where it writes or sends, lets a healthy run follow, and looks at what
the server holds then.

    kill_everywhere.py KILL_AT DAYDREAM PORT EVERY WAY...

Runs in a folder of its own, with the token in the environment and the loopback GitHub on PORT. Only
every EVERYth place of a WAY is tried. Prints a line for each way, and what is not as it should be.
"""
import http.client
import json
import os
import re
import subprocess
import sys

KILL_AT, DAYDREAM, PORT, EVERY = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
DATE = '2026-02-17'
LOG = '''2026-02-17 08:00:00,000 - app - INFO - The app begins
2026-02-17 09:00:00,000 - app - ERROR - The first thing breaks at 17 ms
2026-02-17 09:10:00,000 - app - ERROR - The second thing breaks at 18 ms
2026-02-17 09:20:00,000 - app - ERROR - The third thing takes 19 ms
'''
FINDINGS = ('The first thing breaks at 17 ms', 'The second thing breaks at 18 ms',
            'The third thing takes 19 ms')
CANNOT_TRACE = 77
SHOWN = 10

TODAY = ['run', '--now', DATE + 'T12:00:00Z']
LATER = ['run', '--now', DATE + 'T12:05:00Z']
TOMORROW = ['run', '--now', '2026-02-18T07:00:00Z']
FLUSH = ['outbox', 'flush']


class Case:
    """One killed run and what follows it, with a state and a repository of its own."""

    def __init__(self, way, position):
        self.repo = 'org/%s-%d' % (way, position)
        self.comments = 0  # so many are right
        self.folder = os.path.abspath('%s-%d' % (way, position))
        self.environment = dict(os.environ, DAYDREAM_STATE_DIR=os.path.join(self.folder, 'state'),
                                DAYDREAM_CONFIG=os.path.join(self.folder, 'projects.json'))
        os.makedirs(self.folder)
        org, repo = self.repo.split('/')
        self.write('projects.json', json.dumps({
            'projects': {'app': {'name': 'App', 'working_directory': '../app',
                                 'github': {'org': org, 'repo': repo}}},
            'daydream': {'timezone': 'UTC0'}}))
        self.write('findings', json.dumps([
            {'key': 'app:things', 'severity': 'error', 'text': text} for text in FINDINGS]))
        ask('POST', '/_seed', {'repo': self.repo, 'labels': ['daydream']})
        if way == 'comment':  # another machine was here first, and saw something else
            self.comments = 1
            ask('POST', '/_seed', {'repo': self.repo, 'issues': [{
                'title': 'Daydream Report - %s - Elsewhere' % DATE, 'body': 'Something else',
                'association': 'OWNER', 'labels': ['daydream'], 'created_at': DATE + 'T11:00:00Z'}]})
        self.create = ['issue', 'create', '--date', DATE, '--repo', self.repo,
                       os.path.join(self.folder, 'findings')]

    def write(self, name, text):
        with open(os.path.join(self.folder, name), 'w', encoding='utf-8') as file:
            file.write(text)

    def call(self, command):
        return subprocess.run(command, env=self.environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    def daydream(self, arguments):
        done = self.call([DAYDREAM] + arguments)
        if done.returncode != 0:
            raise Wrong('daydream %s ended with %d: %s' % (
                ' '.join(arguments), done.returncode, done.stderr.strip()))

    def killed(self, position, arguments):
        """Where it was killed; None: it came to its end first."""
        result = os.path.join(self.folder, 'result')
        done = self.call([KILL_AT, str(position), result, DAYDREAM] + arguments)
        if done.returncode == CANNOT_TRACE:
            print(done.stderr.strip())
            sys.exit(CANNOT_TRACE)
        with open(result, encoding='utf-8') as file:
            words = file.read().split()
        if words[0] == 'ended':
            return None
        while ask('GET', '/_counts')['open'] > 0:
            pass  # what it had sent is still to be read
        return ' '.join(words[1:])

    def check(self):
        issues = ask('GET', '/_state')['repositories'][self.repo]['issues']
        comments = [comment for issue in issues for comment in issue['comments']]
        bodies = ''.join(text['body'] for text in issues + comments)
        if (len(issues) != 1 or issues[0]['state'] != 'open'
                or len(comments) != self.comments):
            raise Wrong('%d issues, %d comments' % (len(issues), len(comments)))
        for text in FINDINGS:
            # without its line where it could not be told who reads it
            count = bodies.count(text) or bodies.count(re.sub('[0-9]+ ms', '<*>', text))
            if count != 1:
                raise Wrong('%r is there %d times' % (text, count))
        if [label.lower() for label in issues[0]['labels']] != ['daydream']:
            raise Wrong('labels %r' % issues[0]['labels'])


class Wrong(Exception):
    pass


def ask(method, path, body=None):
    server = http.client.HTTPConnection('127.0.0.1', PORT)
    server.request(method, path, json.dumps(body) if body else None)
    return json.loads(server.getresponse().read())


# What is killed; what comes before it; what comes after it, healthy.
WAYS = {
    'run': (lambda case: TODAY, [], lambda case: [LATER, LATER]),
    'tomorrow': (lambda case: TODAY, [], lambda case: [TOMORROW, TOMORROW]),
    'comment': (lambda case: TODAY, [], lambda case: [LATER, LATER]),
    'create': (lambda case: case.create, [], lambda case: [case.create, case.create]),
    'flush': (lambda case: FLUSH, [TODAY + ['--offline']], lambda case: [FLUSH, LATER]),
}


def try_one(way, position):
    """Where it was killed, None at the end of the way; and what was wrong."""
    victim, before, after = WAYS[way]
    case = Case(way, position)
    try:
        for arguments in before:
            case.daydream(arguments)
        where = case.killed(position, victim(case))
        for arguments in after(case):
            case.daydream(arguments)
        case.check()
        return where, None
    except Wrong as wrong:
        return where, str(wrong)


def walk(way):
    places = {}
    faults = 0
    position = 1
    while True:
        where, wrong = try_one(way, position)
        if wrong is not None:
            faults += 1
        if wrong is not None and faults <= SHOWN:
            print('%s, %s (position %d): %s' % (way, where or 'not killed', position, wrong))
        if where is None:
            break
        places[where] = places.get(where, 0) + 1
        position += EVERY
    told = ', '.join('%d %s' % (count, name) for name, count in sorted(places.items()))
    print('%s: killed at %d places, %d wrong (%s)' % (way, sum(places.values()), faults, told))
    return faults


def main():
    os.makedirs('app/logs')
    with open('app/logs/app.log', 'w', encoding='utf-8') as file:
        file.write(LOG)
    sys.exit(1 if sum([walk(way) for way in sys.argv[5:]]) > 0 else 0)


main()
