#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A Sentry on the loopback interface, over a real socket, standard library only.

usage: sentry.py [--port N] [--token TOKEN] [--org SLUG] [--project SLUG=NUMBER]... [--now TIME]
                 [--traffic FILE]

It listens on 127.0.0.1 (--port 0: any free one), prints its port as the first line of standard
output and ends when standard input ends. Without --token any token is taken.

The part of Sentry's web API that it knows: an organization's issues
(docs.sentry.io/api/events/list-an-organizations-issues): project (numbers, -1: all), query
("is:unresolved", "project:SLUG"), statsPeriod=24h, limit (at most 100), cursor; the latest events
first. Link always names a next page, and says by results="false" that it is empty. --traffic gets
one JSON line per exchange: method, path, headers, status.

For tests, without a token:
  GET  /_state   {"requests": N}
  POST /_seed    {"issues": [{"title", "level", "count", "users", "first", "last", "substatus",
                 "status", "culprit", "project", "id", "permalink", "times": N}]}: most may be
                 missing; "times" makes so many of them
  POST /_clear   {}: forget all issues
  POST /_clock   {"now": TIME}
  POST /_fault   as github.py, but for what only GitHub has; "limit": SECONDS is answered 429 with
                 a reset so many seconds after now
"""

import argparse
import datetime
import json
import re
import sys
import threading
import urllib.parse

sys.dont_write_bytecode = True  # the source tree may be read-only, and stays clean

import github_faults as faults  # noqa: E402
import serving  # noqa: E402
from github_routes import Answer  # noqa: E402

LIST = re.compile(r'/api/0/organizations/([^/]+)/issues/')
MOST = 100
DAY = datetime.timedelta(hours=24)


def parse_time(text):
    return datetime.datetime.fromisoformat(text.replace('Z', '+00:00'))


def show_time(time):
    return time.strftime('%Y-%m-%dT%H:%M:%S.%fZ')


def refuse(status, detail, headers=None):
    return Answer(status, {'detail': detail}, headers)


class Hub:
    """The issues, the programmed faults and the record of what was said."""

    def __init__(self, options, base):
        self.lock = threading.RLock()
        self.options = options
        self.base = base
        self.now = options.now
        self.projects = dict(text.split('=') for text in options.project)
        self.issues = []
        self.faults = faults.Faults()
        self.requests = 0
        self.traffic = serving.Traffic(options.traffic)

    def time(self):
        return (parse_time(self.now) if self.now
                else datetime.datetime.now(datetime.timezone.utc))

    def add(self, wish, number):
        name = wish.get('project', next(iter(self.projects), 'web'))
        last = wish.get('last', show_time(self.time() - datetime.timedelta(hours=1)))
        identity = str(wish.get('id', 1000 + number))
        issue = {
            'id': identity, 'shortId': '%s-%s' % (name.upper(), identity),
            'title': wish.get('title', 'Error %s' % identity).replace('%d', str(number)),
            'culprit': wish.get('culprit', 'app.views'), 'level': wish.get('level', 'error'),
            'status': wish.get('status', 'unresolved'), 'statusDetails': {},
            'count': str(wish.get('count', 1)), 'userCount': wish.get('users', 0),
            'firstSeen': wish.get('first', last), 'lastSeen': last,
            'project': {'id': self.projects.get(name, '1'), 'slug': name, 'name': name},
            'permalink': wish.get('permalink', '%s/organizations/%s/issues/%s/' % (
                self.base, self.options.org, identity)),
            'metadata': {'type': 'Error', 'value': 'x'}, 'type': 'error', 'isUnhandled': True}
        if wish.get('substatus', 'ongoing'):
            issue['substatus'] = wish.get('substatus', 'ongoing')
        self.issues = [known for known in self.issues if known['id'] != identity] + [issue]

    def seed(self, wishes):
        for wish in wishes:
            for _ in range(wish.get('times', 1)):
                self.add(wish, len(self.issues) + 1)

    # ---- the list -------------------------------------------------------------------------------

    def is_wanted(self, issue, query):
        words = query.get('query', ['is:unresolved'])[0].split()
        numbers = query.get('project', ['-1'])
        slugs = [word.partition(':')[2] for word in words if word.startswith('project:')]
        if 'is:unresolved' in words and issue['status'] != 'unresolved':
            return False
        if slugs and issue['project']['slug'] not in slugs:
            return False
        if '-1' not in numbers and issue['project']['id'] not in numbers:
            return False
        return query.get('statsPeriod') != ['24h'] or (
            parse_time(issue['lastSeen']) > self.time() - DAY)

    def list(self, path, query):
        if any(not re.fullmatch(r'-?\d+', number) for number in query.get('project', [])):
            return refuse(400, 'Invalid project parameter. Values must be numbers.')
        issues = [issue for issue in self.issues if self.is_wanted(issue, query)]
        issues.sort(key=lambda issue: (issue['lastSeen'], issue['id']), reverse=True)
        limit = min(int(query.get('limit', ['25'])[0]), MOST)
        begin = int(query.get('cursor', ['0:0:0'])[0].split(':')[1])
        links = []
        for name, offset, full in (('previous', max(0, begin - limit), begin > 0),
                                   ('next', begin + limit, begin + limit < len(issues))):
            cursor = '0:%d:%d' % (offset, name == 'previous')
            rest = dict({key: values[0] for key, values in query.items()}, cursor=cursor)
            links.append('<%s%s?%s>; rel="%s"; results="%s"; cursor="%s"' % (
                self.base, path, urllib.parse.urlencode(rest), name, str(full).lower(), cursor))
        return Answer(200, issues[begin:begin + limit], {'Link': ', '.join(links)})

    def act(self, method, target, headers):
        scheme, _, token = headers.get('Authorization', '').partition(' ')
        if scheme != 'Bearer' or not token:
            return refuse(401, 'Authentication credentials were not provided.')
        if self.options.token and token != self.options.token:
            return refuse(401, {'code': 'invalid-token', 'message': 'Invalid token'})
        parts = urllib.parse.urlsplit(target)
        match = LIST.fullmatch(parts.path)
        if method != 'GET' or not match or match.group(1) != self.options.org:
            return refuse(404, 'The requested resource does not exist')
        return self.list(parts.path, urllib.parse.parse_qs(parts.query))

    def planned(self, fault):
        if 'limit' not in fault:
            return faults.planned(fault)
        reset = int(self.time().timestamp()) + fault['limit']
        return refuse(429, 'You are attempting to use this endpoint too frequently. Limit is 40 '
                           'requests in 1 seconds',
                      {'X-Sentry-Rate-Limit-Remaining': '0', 'X-Sentry-Rate-Limit-Limit': '40',
                       'X-Sentry-Rate-Limit-Reset': str(reset)})

    def exchange(self, method, target, headers, _body):
        """The answer, None for a connection that is to be dropped, and the fault that it meets."""
        fault = self.faults.take(method, target)
        answer = None
        if not fault.get('drop'):
            answer = faults.disguise(fault, self.planned(fault) or self.act(method, target, headers))
        self.requests += 1
        self.traffic.add({'method': method, 'path': target, 'headers': dict(headers),
                          'status': answer and answer.status})
        return answer, fault

    def control(self, method, path, body):
        """What is only for tests."""
        wish = json.loads(body) if body else {}
        if (method, path) == ('GET', '/_state'):
            return Answer(200, {'requests': self.requests})
        if (method, path) == ('POST', '/_seed'):
            self.seed(wish['issues'])
        elif (method, path) == ('POST', '/_clear'):
            self.issues = []
        elif (method, path) == ('POST', '/_clock'):
            self.now = wish['now']
        elif (method, path) == ('POST', '/_fault'):
            self.faults.add(wish)
        else:
            return Answer(404, {'detail': 'no such control: ' + path})
        return Answer(200, {})


def parse_arguments():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument('--port', type=int, default=0)
    parser.add_argument('--token')
    parser.add_argument('--org', default='acme')
    parser.add_argument('--project', action='append', default=[])
    parser.add_argument('--now')
    parser.add_argument('--traffic')
    return parser.parse_args()


def main():
    options = parse_arguments()
    serving.run(serving.Handler, lambda base: Hub(options, base), options.port)


main()
