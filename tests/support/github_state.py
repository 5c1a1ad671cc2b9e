# SPDX-License-Identifier: MIT
"""What the loopback GitHub (github.py) remembers, and its objects in the shape of GitHub's REST API
(docs.github.com/rest/issues, version 2022-11-28). Lives in memory only."""

import time
import zlib

TITLE_MAX = 256
BODY_MAX = 65536
LABEL_MAX = 50
DESCRIPTION_MAX = 100
ASSOCIATIONS = ('COLLABORATOR', 'CONTRIBUTOR', 'FIRST_TIMER', 'FIRST_TIME_CONTRIBUTOR',
                'MANNEQUIN', 'MEMBER', 'NONE', 'OWNER')


class Refusal(Exception):
    """An answer that is no success."""

    def __init__(self, status, message, errors=None):
        super().__init__(message)
        self.status = status
        self.payload = {'message': message, 'documentation_url': 'https://docs.github.com/rest',
                        'status': str(status)}
        if errors is not None:
            self.payload['errors'] = errors


def invalid(resource, field, code, message=None):
    error = {'resource': resource, 'field': field, 'code': code}
    if message is not None:
        error['message'] = message
    return Refusal(422, 'Validation Failed', [error])


def require_text(payload, key, resource, limit, optional=False):
    value = payload.get(key)
    if value is None and optional:
        return None
    if value is None or value == '':
        raise invalid(resource, key, 'missing_field')
    if not isinstance(value, str):
        raise Refusal(422, 'Invalid request.\n\nFor \'%s\', %r is not a string.' % (key, value), [])
    if len(value) > limit:
        raise invalid(resource, key, 'custom',
                      '%s is too long (maximum is %d characters)' % (key, limit))
    return value


def user(login):
    at = 'https://api.github.com/users/' + login
    rest = ('followers', 'subscriptions', 'orgs', 'repos', 'received_events')
    shape = {name + '_url': at + '/' + name for name in rest if name != 'orgs'}
    shape.update({
        'login': login, 'id': zlib.crc32(login.encode()), 'node_id': 'U_' + login,
        'avatar_url': 'https://avatars.githubusercontent.com/u/1', 'gravatar_id': '', 'url': at,
        'html_url': 'https://github.com/' + login, 'organizations_url': at + '/orgs',
        'following_url': at + '/following{/other_user}', 'gists_url': at + '/gists{/gist_id}',
        'starred_url': at + '/starred{/owner}{/repo}', 'events_url': at + '/events{/privacy}',
        'type': 'User', 'site_admin': False})
    return shape


def reactions(url):
    names = ('+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes')
    return dict({name: 0 for name in names}, url=url + '/reactions', total_count=0)


# What a repository's members ending in "_url" and its numbers are called.
REPOSITORY_URLS = (
    'archive', 'assignees', 'blobs', 'branches', 'collaborators', 'comments', 'commits', 'compare',
    'contents', 'contributors', 'deployments', 'downloads', 'events', 'forks', 'git_commits',
    'git_refs', 'git_tags', 'hooks', 'issue_comment', 'issue_events', 'issues', 'keys', 'labels',
    'languages', 'merges', 'milestones', 'notifications', 'pulls', 'releases', 'stargazers',
    'statuses', 'subscribers', 'subscription', 'tags', 'teams', 'trees')
REPOSITORY_NUMBERS = (
    'forks', 'forks_count', 'open_issues', 'open_issues_count', 'size', 'stargazers_count',
    'watchers', 'watchers_count', 'network_count', 'subscribers_count')


class Repository:
    """Issues and pull requests share one sequence of numbers."""

    def __init__(self, number, name):
        self.id = number
        self.name = name
        self.items = {}   # number -> issue or pull request
        self.labels = {}  # lower-case name -> label
        self.push = True        # may the token's owner label things?
        self.has_issues = True  # switched off: 410
        self.private = True     # may only some read it?
        self.last = 0  # number that was given out and is gone

    def next_number(self):
        return max(self.last, max(self.items, default=0)) + 1

    def dump(self):
        items = [dict(item, comments=[{'author': c['author'], 'body': c['body']}
                                      for c in item['comments']])
                 for _, item in sorted(self.items.items())]
        return {'id': self.id, 'issues': items, 'labels': list(self.labels.values()),
                'push': self.push, 'has_issues': self.has_issues}


class State:
    def __init__(self, base):
        self.base = base  # http://127.0.0.1:PORT
        self.repositories = {}
        self.moved = {}  # old name -> repository
        self.last_id = 1000
        self.now = None  # RFC 3339 text; None: the real time
        self.lag = 0  # seconds until a new issue is in the lists

    def time(self):
        return self.now or time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime())

    def shows(self, item):
        """Is it in the lists yet? Those with an odd id are so a little earlier."""
        lag = self.lag * (0.6 if item['id'] % 2 else 1)
        return time.monotonic() - item['born'] >= lag

    def edit(self, name, number, changes):
        repository = self.repositories[name.lower()]
        if changes:
            repository.items[number].update(changes)
        else:
            del repository.items[number]
            repository.last = max(repository.last, number)

    def new_id(self):
        self.last_id += 1
        return self.last_id

    def add_repository(self, name):
        key = name.lower()
        if key not in self.repositories:
            self.repositories[key] = Repository(self.new_id(), name)
        return self.repositories[key]

    def rename(self, old, new):
        repository = self.repositories.pop(old.lower())
        repository.name = new
        self.repositories[new.lower()] = repository
        self.moved[old.lower()] = repository

    def by_id(self, number):
        for repository in self.repositories.values():
            if repository.id == number:
                return repository
        raise Refusal(404, 'Not Found')

    def add_label(self, repository, name, color='ededed', description=None):
        if name.lower() in repository.labels:
            raise invalid('Label', 'name', 'already_exists')
        label = {'id': self.new_id(), 'name': name, 'color': color, 'description': description}
        repository.labels[name.lower()] = label
        return label

    def add_item(self, repository, **fields):
        when = fields.get('created_at') or self.time()
        item = {'id': self.new_id(), 'number': repository.next_number(), 'title': '', 'body': None,
                'labels': [], 'state': 'open', 'state_reason': None, 'duplicate_of': None,
                'author': 'somebody', 'association': 'NONE', 'pull_request': False, 'comments': [],
                'closed_at': None, 'closed_by': None, 'born': time.monotonic()}
        item.update(fields)
        item.update(created_at=when, updated_at=fields.get('updated_at') or when)
        repository.items[item['number']] = item
        return item

    def seed(self, wish):
        """See github.py, POST /_seed."""
        repository = self.add_repository(wish['repo'])
        repository.push = wish.get('push', repository.push)
        repository.has_issues = wish.get('has_issues', repository.has_issues)
        repository.private = wish.get('private', repository.private)
        for label in wish.get('labels', []):
            self.add_label(repository, **(label if isinstance(label, dict) else {'name': label}))
        for issue in wish.get('issues', []):
            fields = dict(issue)
            assert fields.get('association', 'NONE') in ASSOCIATIONS
            for name in fields.get('labels', []):
                if name.lower() not in repository.labels:
                    self.add_label(repository, name)
            count = fields.pop('count', 1)
            born = time.monotonic() if fields.pop('hidden', False) else -1e9
            for i in range(count):
                title = fields.get('title', 'Issue')
                self.add_item(repository, born=born, **dict(
                    fields, labels=list(fields.get('labels', [])),
                    title=title if count == 1 else '%s %d' % (title, i + 1)))
        return repository

    def comment(self, repository, item, author, association, body):
        comment = {'id': self.new_id(), 'author': author, 'association': association,
                   'body': body, 'created_at': self.time()}
        item['comments'].append(comment)
        item['updated_at'] = self.time()
        return comment

    # Shapes of GitHub's answers.

    def repository_shape(self, repository):
        home = '%s/repos/%s' % (self.base, repository.name)
        page = '%s/%s' % (self.base, repository.name)
        owner, _, name = repository.name.partition('/')
        shape = {rest + '_url': '%s/%s' % (home, rest) for rest in REPOSITORY_URLS}
        shape.update({rest: 0 for rest in REPOSITORY_NUMBERS})
        shape.update({rest: None for rest in ('description', 'homepage', 'language', 'license',
                                              'mirror_url')})
        shape.update({
            'id': repository.id, 'node_id': 'R_%d' % repository.id, 'name': name,
            'full_name': repository.name, 'owner': user(owner), 'private': repository.private,
            'visibility': 'private' if repository.private else 'public', 'url': home,
            'html_url': page, 'clone_url': page + '.git', 'git_url': page + '.git',
            'ssh_url': page + '.git', 'svn_url': page, 'fork': False, 'default_branch': 'main',
            'has_issues': repository.has_issues, 'has_projects': False, 'has_wiki': False,
            'has_pages': False, 'has_discussions': False, 'archived': False, 'disabled': False,
            'pushed_at': self.time(), 'created_at': self.time(), 'updated_at': self.time()})
        return shape

    def label_shape(self, repository, name):
        label = repository.labels[name.lower()]
        return dict(label, node_id='LA_%d' % label['id'], default=False,
                    url='%s/repos/%s/labels/%s' % (self.base, repository.name, label['id']))

    def issue_shape(self, repository, item):
        home = '%s/repos/%s' % (self.base, repository.name)
        at = '%s/issues/%d' % (home, item['number'])
        html = '%s/%s/%s/%d' % (self.base, repository.name,
                                'pull' if item['pull_request'] else 'issues', item['number'])
        shape = {key: item[key] for key in ('id', 'number', 'title', 'body', 'state',
                                            'state_reason', 'created_at', 'updated_at',
                                            'closed_at')}
        shape.update({
            'node_id': 'I_%d' % item['id'], 'url': at, 'repository_url': home,
            'labels_url': at + '/labels{/name}', 'comments_url': at + '/comments',
            'events_url': at + '/events', 'timeline_url': at + '/timeline', 'html_url': html,
            'user': user(item['author']) if item['author'] else None,
            'labels': [self.label_shape(repository, name) for name in item['labels']],
            'locked': False, 'active_lock_reason': None, 'assignee': None, 'assignees': [],
            'milestone': None, 'comments': len(item['comments']),
            'author_association': item['association'], 'reactions': reactions(at),
            'performed_via_github_app': None,
            'closed_by': user(item['closed_by']) if item['closed_by'] else None})
        if item['pull_request']:
            pull = '%s/pulls/%d' % (home, item['number'])
            shape['pull_request'] = {'url': pull, 'html_url': html, 'diff_url': html + '.diff',
                                     'patch_url': html + '.patch', 'merged_at': None}
        return shape

    def comment_shape(self, repository, item, comment):
        home = '%s/repos/%s' % (self.base, repository.name)
        at = '%s/issues/comments/%d' % (home, comment['id'])
        return {'id': comment['id'], 'node_id': 'IC_%d' % comment['id'], 'url': at,
                'html_url': '%s/%s/issues/%d#issuecomment-%d' % (
                    self.base, repository.name, item['number'], comment['id']),
                'issue_url': '%s/issues/%d' % (home, item['number']),
                'body': comment['body'], 'user': user(comment['author']),
                'author_association': comment['association'], 'reactions': reactions(at),
                'created_at': comment['created_at'], 'updated_at': comment['created_at'],
                'performed_via_github_app': None}
