# SPDX-License-Identifier: MIT
"""The routes of GitHub's REST API that the loopback GitHub (github.py) answers."""

import json
import re
import urllib.parse

from github_state import (BODY_MAX, DESCRIPTION_MAX, LABEL_MAX, TITLE_MAX, Refusal, invalid,
                          require_text, user)


class Answer:
    def __init__(self, status, payload, headers=None):
        self.status = status
        self.headers = {'Content-Type': 'application/json; charset=utf-8'}
        self.headers.update(headers or {})
        self.text = payload if isinstance(payload, str) else json.dumps(payload)


class Request:
    """What a route needs to know of one request."""

    def __init__(self, hub, login, path, query, body, fault):
        self.hub = hub
        self.state = hub.state
        self.login = login
        self.prefix = '/api/v3' if path.startswith('/api/v3/') else ''
        self.query = query
        self.fault = fault
        self.body = body

    def payload(self):
        try:
            value = json.loads(self.body)
        except ValueError:
            raise Refusal(400, 'Problems parsing JSON') from None
        if not isinstance(value, dict):
            raise Refusal(400, 'Body should be a JSON object')
        return value

    def integer(self, key, fallback, most):
        text = self.query.get(key, str(fallback))
        return min(max(int(text) if text.isdigit() else fallback, 1), most)


def find_item(repository, number):
    if not repository.has_issues:
        raise Refusal(410, 'Issues are disabled for this repo')
    if int(number) not in repository.items:
        raise Refusal(404, 'Not Found')
    return repository.items[int(number)]


def keeps(request, item):
    state = request.query.get('state', 'open')
    wanted = [name.lower() for name in request.query.get('labels', '').split(',') if name]
    has = [name.lower() for name in item['labels']]
    return (state in ('all', item['state']) and all(name in has for name in wanted)
            and item['updated_at'] >= request.query.get('since', ''))


def link_header(request, repository, page, last, rest='issues'):
    """GitHub's own links name the repository by its number."""
    def link(rel, number):
        query = urllib.parse.urlencode(dict(request.query, page=number))
        return '<%s%s/repositories/%d/%s?%s>; rel="%s"' % (
            request.state.base, request.prefix, repository.id, rest, query, rel)
    links = []
    if page > 1:
        links += [link('prev', page - 1), link('first', 1)]
    if page < last:
        links = links[:1] + [link('next', page + 1), link('last', last)] + links[1:]
    return {'Link': ', '.join(links)} if links else {}


def list_issues(request, repository):
    key = {'updated': 'updated_at', 'created': 'created_at'}.get(
        request.query.get('sort', 'created'), 'created_at')
    newest = sorted(repository.items)[-request.fault['hide']:] if request.fault.get('hide') else []
    items = [item for number, item in repository.items.items()
             if number not in newest and request.state.shows(item) and keeps(request, item)]
    items.sort(key=lambda item: (item[key], item['number']),
               reverse=request.query.get('direction', 'desc') == 'desc')
    size = request.integer('per_page', 30, 100)
    page = request.integer('page', 1, 1000000)
    shapes = [request.state.issue_shape(repository, item)
              for item in items[(page - 1) * size:page * size]]
    last = max(-(-len(items) // size), 1)
    return Answer(200, shapes, link_header(request, repository, page, last))


def get_issue(request, repository, number):
    return Answer(200, request.state.issue_shape(repository, find_item(repository, number)))


def checked_labels(request, repository, payload):
    names = payload.get('labels') or []
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise invalid('Issue', 'labels', 'invalid')
    if not repository.push or request.fault.get('drop_labels'):
        return []
    if names and request.fault.get('refuse_labels'):
        raise Refusal(403, 'You do not have permission to set labels on this repository.')
    if any(name.lower() not in repository.labels for name in names):
        raise Refusal(403, 'You do not have permission to create labels on this repository.')
    return [repository.labels[name.lower()]['name'] for name in names]


def create_issue(request, repository):
    payload = request.payload()
    if not repository.has_issues:
        raise Refusal(410, 'Issues are disabled for this repo')
    title = require_text(payload, 'title', 'Issue', TITLE_MAX)
    body = require_text(payload, 'body', 'Issue', BODY_MAX, optional=True)
    labels = checked_labels(request, repository, payload)
    item = request.state.add_item(repository, title=title, body=body, labels=labels,
                                  author=request.login, association=request.hub.association_of(request.login))
    shape = request.state.issue_shape(repository, item)
    return Answer(201, shape, {'Location': shape['url']})


def close_or_open(request, item, payload):
    state = payload['state']
    reason = payload.get('state_reason')
    if state not in ('open', 'closed'):
        raise invalid('Issue', 'state', 'invalid')
    if reason not in (None, 'completed', 'not_planned', 'duplicate', 'reopened'):
        raise invalid('Issue', 'state_reason', 'invalid')
    if reason == 'duplicate':
        known = [other['id'] for repository in request.state.repositories.values()
                 for other in repository.items.values()]
        if payload.get('duplicate_issue_id') not in known:
            raise invalid('Issue', 'duplicate_issue_id', 'invalid')
        item['duplicate_of'] = payload['duplicate_issue_id']
    item['state'] = state
    item['state_reason'] = reason or ('completed' if state == 'closed' else 'reopened')
    item['closed_at'] = request.state.time() if state == 'closed' else None
    item['closed_by'] = request.login if state == 'closed' else None


def change_issue(request, repository, number):
    item = find_item(repository, number)
    payload = request.payload()
    changes = {}
    if 'title' in payload:
        changes['title'] = require_text(payload, 'title', 'Issue', TITLE_MAX)
    if 'body' in payload:
        changes['body'] = require_text(payload, 'body', 'Issue', BODY_MAX, optional=True)
    if 'labels' in payload and repository.push:
        changes['labels'] = checked_labels(request, repository, payload)
    if 'state' in payload:
        close_or_open(request, item, payload)
    item.update(changes, updated_at=request.state.time())
    return Answer(200, request.state.issue_shape(repository, item))


def list_comments(request, repository, number):
    item = find_item(repository, number)
    size = request.integer('per_page', 30, 100)
    page = request.integer('page', 1, 1000000)
    shapes = [request.state.comment_shape(repository, item, comment)
              for comment in item['comments'][(page - 1) * size:page * size]]
    last = max(-(-len(item['comments']) // size), 1)
    return Answer(200, shapes, link_header(request, repository, page, last,
                                           'issues/%s/comments' % number))


def create_comment(request, repository, number):
    item = find_item(repository, number)
    body = require_text(request.payload(), 'body', 'IssueComment', BODY_MAX)
    comment = request.state.comment(repository, item, request.login, request.hub.association_of(request.login), body)
    return Answer(201, request.state.comment_shape(repository, item, comment))


def delete_comment(request, repository, number):
    for item in repository.items.values():
        for comment in item['comments']:
            if comment['id'] == int(number):
                item['comments'].remove(comment)
                return Answer(204, '')
    raise Refusal(404, 'Not Found')


def get_label(request, repository, name):
    if name.lower() not in repository.labels:
        raise Refusal(404, 'Not Found')
    return Answer(200, request.state.label_shape(repository, name))


def list_labels(request, repository):
    return Answer(200, [request.state.label_shape(repository, name) for name in repository.labels])


def create_label(request, repository):
    payload = request.payload()
    if not repository.push:
        raise Refusal(403, 'Resource not accessible by personal access token')
    name = require_text(payload, 'name', 'Label', LABEL_MAX)
    color = payload.get('color') or 'ededed'
    if not re.fullmatch('[0-9a-fA-F]{6}', color):
        raise invalid('Label', 'color', 'invalid')
    text = require_text(payload, 'description', 'Label', DESCRIPTION_MAX, optional=True)
    request.state.add_label(repository, name, color, text)
    return Answer(201, request.state.label_shape(repository, name))


def get_user(request):
    return Answer(200, user(request.login))


def get_repository(request, repository):
    return Answer(200, request.state.repository_shape(repository))


REPOSITORY = r'(?:/repos/(?P<name>[^/]+/[^/]+)|/repositories/(?P<id>[0-9]+))'
ROUTES = [(method, re.compile(pattern), route) for method, pattern, route in (
    ('GET', r'/user', get_user),
    ('GET', REPOSITORY, get_repository),
    ('GET', REPOSITORY + r'/issues', list_issues),
    ('POST', REPOSITORY + r'/issues', create_issue),
    ('GET', REPOSITORY + r'/issues/([0-9]+)', get_issue),
    ('PATCH', REPOSITORY + r'/issues/([0-9]+)', change_issue),
    ('GET', REPOSITORY + r'/issues/([0-9]+)/comments', list_comments),
    ('POST', REPOSITORY + r'/issues/([0-9]+)/comments', create_comment),
    ('DELETE', REPOSITORY + r'/issues/comments/([0-9]+)', delete_comment),
    ('GET', REPOSITORY + r'/labels', list_labels),
    ('POST', REPOSITORY + r'/labels', create_label),
    ('GET', REPOSITORY + r'/labels/([^/]+)', get_label),
)]
