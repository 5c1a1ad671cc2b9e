#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A GitHub on the loopback interface: stateful, over a real socket, standard library only.

usage: github.py [--port N] [--repo ORG/NAME]... [--token TOKEN[:LOGIN[:ASSOCIATION]]]...
                 [--login LOGIN] [--association A] [--list-lag SECONDS] [--now TIME]
                 [--traffic FILE] [--latency MILLISECONDS]

It listens on 127.0.0.1 (--port 0: any free one), prints its port as the first line of standard
output and ends when standard input ends. Without --token any token is taken; LOGIN is who writes
with it ("daydream-user"), and --association what that one is to a repository ("COLLABORATOR").
With --list-lag an issue is in no list before so many seconds have passed, some a little earlier
than those before them; it can be read by its number at once.
Every answer comes --latency later than it could, as from far away; requests of tests do not wait.
A prefix /api/v3, as on Enterprise hosts, is allowed in every path.

The part of GitHub's REST API that it knows: list (state, labels, since, sort, direction, per_page,
page; Link points at /repositories/ID), get, create and change issues, comments (also delete), labels, a repository, /user. A new
issue with a label that does not exist is answered 403, and 422 follows GitHub's forms. --traffic
gets one JSON line per exchange: method, path, headers, body, status, response, fault.

From a shell:
  mkfifo in out; python3 github.py --repo acme/rocket <in >out & exec 3>in; read -r port <out
  ...; exec 3>&-; wait

For tests, without a token:
  GET  /_state   everything: {"repositories": {"org/name": {"issues": [...], "labels": [...]}},
                 "requests": N, "connections": N, "faults": how many programmed ones are left}
  GET  /_counts  {"requests": N, "methods": {"GET": N, ...}, "rare": how many of them are not for
                 each report: {"labels", "login", "visibility", "pages" behind a list's first}, "connections": N, "open": how many of these are not closed yet}
  POST /_seed    {"repo": "org/name", "push": true, "has_issues": true, "private": true,
                 "labels": [NAME or {name, color, description}], "issues": [{"title", "body", "labels", "author" (null: a
                 deleted user), "association", "created_at", "state", "pull_request", "count",
                 "hidden": true for one that --list-lag keeps back}]}
  POST /_fault   {"method": "POST", "path": REGEX, "count": N} and one or more of
                 "skip": N: not before the N requests that would have met it;
                 "status", "headers", "body" (text or value): answer that, without acting;
                 "html": true: answer with a login page, or with "status" that of an ill server;
                 "limit": "primary" with "reset" (epoch), "secondary" with "seconds" (or without):
                 answer as GitHub does over its rate limits, 403 unless "status" says 429;
                 "apply": true: act, then answer that;
                 "drop": "before" or "after": close the connection instead of answering, with
                 "reset": true by a reset;
                 "hang": true: act if "apply" says so, and never answer; "wait": SECONDS before it;
                 "truncate": true: act, half of the answer; "endless": true: act, and an answer
                 without end; "wrong": true: act, JSON of another type; "gzip": true: compressed;
                 "drop_labels": true: act as without push access;
                 "refuse_labels": true: act, but answer 403 where a label is asked for;
                 "hide": N: the N newest are not in the list yet
  POST /_rename  {"from": "org/name", "to": "org/other"}: GET is answered 301, the rest 307
  POST /_limit   {"remaining": N, "reset": EPOCH}: so many requests are answered, 304 not counted,
                 then none; null: as many as one likes
  POST /_reset   {}: forget all repositories, faults and limits, and the numbers of requests and
                 connections; those of --repo are there again, empty
  POST /_clock   {"now": TIME or null}
  POST /_lag     {"seconds": N}: as --list-lag
  POST /_edit    {"repo": "org/name", "number": N} and what becomes of that issue; without, it is
                 deleted
"""

import argparse
import json
import re
import sys
import threading
import time
import urllib.parse
import zlib

sys.dont_write_bytecode = True  # the source tree may be read-only, and stays clean

import github_faults as faults  # noqa: E402
import serving  # noqa: E402
from github_routes import ROUTES, Answer, Request  # noqa: E402
from github_state import Refusal, State  # noqa: E402

# Requests that are not made for each report: once per repository, once per run, once a week, and
# the pages of a list behind its first.
RARE = {
    'labels': r'^[^?]*/labels',
    'login': r'^[^?]*/user$',
    'visibility': r'^[^?]*/repos/[^/?]+/[^/?]+$',
    'pages': r'[?&]page=([2-9]|1[0-9])',
}


class Hub:
    """The state, the programmed faults and the record of what was said."""

    def __init__(self, options, base):
        self.lock = threading.RLock()
        self.options = options
        self.base = base
        self.login = options.login
        self.association = options.association
        self.tokens = {}
        self.associations = {}
        for text in options.token:
            token, login, association = (text.split(':') + ['', ''])[:3]
            self.tokens[token] = login or self.login
            if association:
                self.associations[login] = association
        self.latency = options.latency / 1000
        self.open = 0
        self.traffic = serving.Traffic(options.traffic)
        self.reset()

    def reset(self):
        self.state = State(self.base)
        self.state.now = self.options.now
        self.state.lag = self.options.list_lag
        self.faults = faults.Faults()
        self.limit = None  # {"remaining", "reset"}
        self.requests = 0
        self.methods = {}
        self.rare = dict.fromkeys(RARE, 0)
        self.connections = 0
        for name in self.options.repo:
            self.state.add_repository(name)

    def association_of(self, login):
        return self.associations.get(login, self.association)

    def who(self, headers):
        if not headers.get('User-Agent'):
            raise Refusal(403, 'Request forbidden by administrative rules. Please make sure your '
                               'request has a User-Agent header')
        scheme, _, token = headers.get('Authorization', '').partition(' ')
        if scheme.lower() not in ('bearer', 'token') or not token:
            raise Refusal(401, 'Requires authentication')
        if self.tokens and token not in self.tokens:
            raise Refusal(401, 'Bad credentials')
        return self.tokens.get(token, self.login)

    def repository(self, match, method, request, path):
        if match.group('id'):
            return self.state.by_id(int(match.group('id')))
        name = match.group('name').lower()
        if name in self.state.moved:
            moved = self.state.moved[name]
            rest = ''.join('/' + part for part in path.split('/')[4:])
            query = urllib.parse.urlencode(request.query)
            return Answer(301 if method == 'GET' else 307, {'message': 'Moved Permanently'},
                          {'Location': '%s%s/repositories/%d%s%s' % (
                              self.state.base, request.prefix, moved.id, rest,
                              '?' + query if query else '')})
        if name not in self.state.repositories:
            raise Refusal(404, 'Not Found')
        return self.state.repositories[name]

    def route(self, method, target, headers, body, fault):
        parts = urllib.parse.urlsplit(target)
        query = dict(urllib.parse.parse_qsl(parts.query, keep_blank_values=True))
        request = Request(self, self.who(headers), parts.path, query, body, fault)
        path = parts.path[len(request.prefix):]
        for verb, pattern, act in ROUTES:
            match = pattern.fullmatch(path)
            if verb != method or not match:
                continue
            if not match.groupdict():
                return act(request)
            repository = self.repository(match, method, request, path)
            if isinstance(repository, Answer):
                return repository
            rest = [urllib.parse.unquote(text) for text in match.groups()[2:]]
            return act(request, repository, *rest)
        raise Refusal(404, 'Not Found')

    def act(self, method, target, headers, body, fault):
        try:
            return self.route(method, target, headers, body, fault)
        except Refusal as refusal:
            permission = {'X-Accepted-GitHub-Permissions': 'issues=write'}
            return Answer(refusal.status, refusal.payload,
                          permission if refusal.status == 403 else {})

    def known(self, method, headers, answer):
        """304 in the place of what the client has already."""
        if method != 'GET' or answer.status != 200:
            return answer
        text = headers.get('Authorization', '') + answer.text
        answer.headers['ETag'] = 'W/"%08x"' % zlib.crc32(text.encode())
        if headers.get('If-None-Match') != answer.headers['ETag']:
            return answer
        return Answer(304, '', {'ETag': answer.headers['ETag']})

    def count(self, answer):
        """One of those that are left is used up."""
        if self.limit is not None:
            self.limit['remaining'] -= answer.status != 304
            answer.headers.setdefault('X-RateLimit-Remaining', str(self.limit['remaining']))
            answer.headers.setdefault('X-RateLimit-Reset', str(self.limit['reset']))
        return answer

    def served(self, method, target, headers, body, fault):
        if self.limit is not None and self.limit['remaining'] <= 0:
            return faults.primary_limit(self.limit['reset'])
        answer = self.act(method, target, headers, body, fault)
        return self.count(self.known(method, headers, answer))

    def exchange(self, method, target, headers, body):
        """The answer, None for a connection that is to be dropped, and the fault that it meets."""
        fault = self.faults.take(method, target)
        dropped = fault.get('drop')
        planned = faults.planned(fault)
        silent = dropped == 'before' or planned is not None or fault.get('hang')
        answer = None
        if not silent or fault.get('apply'):
            answer = self.served(method, target, headers, body, fault)
        answer = None if dropped else faults.disguise(fault, planned or answer)
        self.record(method, target, headers, body, answer,
                    faults.is_wrong(fault, answer))
        return answer, fault

    def record(self, method, target, headers, body, answer, fault):
        self.requests += 1
        self.methods[method] = self.methods.get(method, 0) + 1
        for kind, pattern in RARE.items():
            self.rare[kind] += re.search(pattern, target) is not None
        if self.traffic.file is None:
            return
        # GitHub's description does not know the 307 that its servers give to a renamed repository,
        # nor their 304, nor the 301 for a label.
        odd = (301, 304, 307) if '/labels/' in target else (304, 307)
        told = answer is not None and not fault and answer.status not in odd
        line = {'method': method, 'path': target, 'headers': dict(headers), 'body': body or None,
                'status': answer.status if answer else 0,
                'response': answer.text if told else None, 'fault': fault}
        self.traffic.add(line)

    def control(self, method, path, body):
        """The requests of tests."""
        wish = json.loads(body) if body else {}
        if (method, path) == ('GET', '/_state'):
            repositories = {r.name: r.dump() for r in self.state.repositories.values()}
            return Answer(200, {'repositories': repositories, 'requests': self.requests,
                                'connections': self.connections,
                                'faults': len(self.faults.items)})
        if (method, path) == ('GET', '/_counts'):
            return Answer(200, {'requests': self.requests, 'methods': self.methods,
                                'rare': self.rare, 'connections': self.connections,
                                'open': self.open})
        if (method, path) == ('POST', '/_seed'):
            return Answer(200, self.state.seed(wish).dump())
        if (method, path) == ('POST', '/_fault'):
            self.faults.add(wish)
        elif (method, path) == ('POST', '/_rename'):
            self.state.rename(wish['from'], wish['to'])
        elif (method, path) == ('POST', '/_limit'):
            self.limit = wish
        elif (method, path) == ('POST', '/_reset'):
            self.reset()
        elif (method, path) == ('POST', '/_clock'):
            self.state.now = wish['now']
        elif (method, path) == ('POST', '/_lag'):
            self.state.lag = wish['seconds']
        elif (method, path) == ('POST', '/_edit'):
            self.state.edit(wish.pop('repo'), wish.pop('number'), wish)
        else:
            return Answer(404, {'message': 'no such control: ' + path})
        return Answer(200, {})


class Handler(serving.Handler):
    def version_string(self):
        return 'github.com'

    def setup(self):
        super().setup()
        self.told = False  # has a request come that is not a test's own?

    def begin(self):
        self.hub.connections += not self.told
        self.hub.open += not self.told
        self.told = True

    def finish(self):
        try:
            super().finish()
        finally:
            with self.hub.lock:
                self.hub.open -= self.told

    def parse_request(self):
        self.arrived = time.monotonic()
        return super().parse_request()

    def be_far_away(self):
        if not self.path.startswith('/_'):
            time.sleep(max(0, self.arrived + self.hub.latency - time.monotonic()))

    def header_lines(self, answer):
        if answer is None:
            return {}
        headers = {'X-RateLimit-Limit': '5000', 'X-RateLimit-Remaining': '4999',
                   'X-RateLimit-Reset': str(int(time.time()) + 3600),
                   'X-GitHub-Media-Type': 'github.v3; format=json'}
        given = {name.lower() for name in answer.headers}
        return dict({name: value for name, value in headers.items() if name.lower() not in given},
                    **answer.headers)


def parse_arguments():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument('--port', type=int, default=0)
    parser.add_argument('--repo', action='append', default=[])
    parser.add_argument('--token', action='append', default=[])
    parser.add_argument('--login', default='daydream-user')
    parser.add_argument('--association', default='COLLABORATOR')
    parser.add_argument('--list-lag', type=float, default=0)
    parser.add_argument('--now')
    parser.add_argument('--traffic')
    parser.add_argument('--latency', type=int, default=0)
    return parser.parse_args()


def main():
    options = parse_arguments()
    serving.run(Handler, lambda base: Hub(options, base), options.port)


main()
