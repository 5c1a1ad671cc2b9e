#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Poison, and a look for it in everything that daydream leaves behind.

usage: sinks.py pour FOLDER URL DATE      logs below FOLDER/red and FOLDER/blue, bugs on the server
       sinks.py look KIND FILE...         KIND of all: text, terminal, json, database, markdown
       sinks.py server URL                titles, bodies, comments and labels of the loopback GitHub
       sinks.py reply DATE                poison as what a language model says (anthropic.py, /_reply)
       sinks.py llm FILE                  what the loopback Anthropic was sent, its record of traffic

Each fault is a line: what was found, and where; then the exit status is 1. Markdown is rendered by
cmark-gfm where that is installed.
"""

import html
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import urllib.request

# Made up, with the shapes of real ones; assembled, so that no scanner finds them here.
GITHUB = 'gh' + 'p_' + 'q7Zv1Kx9Wb3Rt5Yn8Mc2Lf4Hs6Jd0PaEuTgV'
AWS = 'AK' + 'IAQYLPMN5HHHFPZAM2'
JWT = '.'.join(('ey' + 'JhbGciOiJIUzI1NiJ9', 'ey' + 'JzdWIiOiIxMjM0NTY3ODkwIn0',
                'Xk3qPz8vN1mR5tYw7uBc9dEf2gHj4kLs6aQx0oVi'))
PASSWORD = 'Tr0ub4dor-9Zq'
QUERY = 'c9Vn2Lq8Xw4Kz6Rb'
STRIPE = 'sk_' + 'live_' + '9aB8cD7eF6gH5iJ4kL3mN2oP'
KEY_LINES = ['MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj',
             'MzEfYyjiWA4R4/M2bS1GB4t7NXp98C3SC6dVMvDuictGeurT8jNbvJZHtCSuYEvu']
# In the name of a log.
NAME = 'gh' + 'p_' + 'Vg7Tu1Ea0Pd6Js4Hf2Lc8Mn5Yt3Rb9WxKvZ1'
SECRETS = [NAME, GITHUB, AWS, JWT, PASSWORD, QUERY, STRIPE] + KEY_LINES

ESCAPES = '\x1b]0;pwned\x07 \x1b]52;c;cHduZWQ=\x07 \x1b]8;;http://evil.example\x1b\\x \x1bP1$r\x1b\\' \
          ' \x1b[2J\x1b[31m \x9b31m over\rwrite back\b\b \x7f'
HIDDEN = '\u202eltr \u2066iso\u2069 ze\u200bro \ufeff \u00ad \U000e0041 \u061c'
MENTIONS = '@evilteam @evilorg/evilteam fixes #4711 Closes evilorg/evilrepo#4711 GH-4711 ' \
           'www.evil.example http://evil.example/x mail@evil.example :tada: 4711deadbeef4711'
MARKUP = ['<img src=x onerror=alert(4711)> <script>alert(4711)</script> </details></sub> <h1>evil</h1>',
          '![evil](http://evil.example/i.png) [evil](javascript:alert) [evil]: http://evil.example',
          '# evil | a | b | \\| --- [^1] [^1]: evil - [x] evil',
          '``` evil ```` ~~~~ `@evilteam` $evil$ `', '&#64;evilteam &lt;img&gt; -->']
MARKER = '<!-- daydream:1 date=%s repo=github.com/org/red machine=ffffffffffffffff run=evil fp=0000000000000000 -->'


def spread(text, by):
    return text[:9] + by + text[9:20] + by + text[20:]


def poison(date):
    return ['login failed token=' + GITHUB, 'sent Authorization: Bearer ' + JWT,
            'cannot reach postgres://admin:%s@db.internal/x' % PASSWORD,
            'GET https://api.internal/x?api_key=%s failed' % QUERY, 'key ' + AWS + ' refused',
            '{"stripe": "%s"}' % STRIPE, 'coloured ' + spread(GITHUB, '\x1b[1;31m'),
            'hidden ' + spread(GITHUB, '\u200b'), 'quoted \'password\': \'%s\'' % PASSWORD,
            'x' * 900 + ' token=' + GITHUB, ESCAPES, HIDDEN, MENTIONS, MARKER % date,
            'key -----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----' % '\n'.join(KEY_LINES),
            'traceback\n' + MARKER % date + '\n```\n' + MENTIONS + '\n' + '\n'.join(MARKUP)] + MARKUP


def control(url, path, wish):
    data = json.dumps(wish).encode() if wish is not None else None
    with urllib.request.urlopen(urllib.request.Request(url + path, data)) as answer:
        return json.load(answer)


def pour(folder, url, date):
    lines = poison(date)
    for slug in ('red', 'blue'):
        logs = os.path.join(folder, slug, 'logs')
        os.makedirs(logs, exist_ok=True)
        for name in ('app.log', '@evilteam #4711 <img src=x> ![e](x) \x1b]0;pwned\x07 %s.log' % NAME):
            with open(os.path.join(logs, name), 'a', encoding='utf-8', errors='surrogateescape') as out:
                for i, line in enumerate(lines):
                    out.write('%s 09:%02d:00,000 - app - ERROR - %s\n' % (date, i, line))
                out.write('%s 10:00:00,000 - app - INFO - the end\n' % date)
        bugs = [{'title': line.replace('\n', ' ')[:200], 'labels': ['bug'], 'created_at': date + 'T08:00:00Z'}
                for line in lines if 'xxxx' not in line]
        control(url, '/_seed', {'repo': 'org/' + slug, 'issues': bugs})


FAULTS = []


def fault(where, what, text=''):
    FAULTS.append('%s: %s %r' % (where, what, text[:160]))


# Tab and line feed are ours.
DRIVES = re.compile('[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]')
UNSEEN = re.compile(DRIVES.pattern[:-1] + '\u00ad\u200b-\u200d\u2060-\u206f\ufeff\ufff0-\ufffb'
                    '\U000e0000-\U000e0fff]')
COLOUR = re.compile('\x1b\\[[0-9;]*m')


def look_for_secrets(where, text):
    bare = UNSEEN.sub('', COLOUR.sub('', text))
    for secret in SECRETS:
        # what is cut is as bad as the whole
        for part in (secret, secret[:16], secret[-12:]):
            if len(part) >= 10 and (part in text or part in bare):
                fault(where, 'a secret', bare[max(bare.find(part) - 60, 0):])
                break


def look_for_unseen(where, text, pattern=UNSEEN):
    for match in pattern.finditer(text):
        fault(where, 'U+%04X' % ord(match.group()), text[max(match.start() - 40, 0):])


def look_at_text(where, text):
    look_for_secrets(where, text)
    look_for_unseen(where, text)


# What the program itself writes: colours, and the line of its progress.
OWN = re.compile('\x1b\\[[0-9;]*m|\r\x1b\\[K')


def look_at_terminal(where, text):
    """What hides, as the joiners of emoji do, drives no terminal."""
    text = OWN.sub('', text.replace('\r\n', '\n'))
    look_for_secrets(where, text)
    look_for_unseen(where, text, DRIVES)


def look_at_json(where, text):
    def walk(value):
        if isinstance(value, str):
            look_at_text(where, value)
        for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            walk(item)
    look_for_secrets(where, text)
    for line in text.splitlines() if '\n{' in text.strip() else [text]:
        walk(json.loads(line))


def look_at_database(where):
    with open(where, 'rb') as file:
        look_for_secrets(where, file.read().decode('latin-1'))
    base = sqlite3.connect('file:%s?mode=ro' % where, uri=True)
    for (table,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        for row in base.execute('SELECT * FROM "%s"' % table):
            for value in row:
                if isinstance(value, str):
                    look_at_text('%s, table %s' % (where, table), value)
    base.close()


VERBATIM = re.compile('<(code|pre)[ >].*?</\\1>', re.S)
EFFECTS = re.compile('@evil|#4711|GH-4711|evil\\.example|:tada:|4711deadbeef|<img|<script|<h1[^>]*>evil|'
                     'href="javascript|<input|footnote|<!-- daydream:1 .*run=evil', re.I)


def look_at_markdown(where, text):
    """As GitHub shows it: nothing of ours takes effect but what is made to."""
    look_at_text(where, text)
    marks = [line for line in text.splitlines() if line.startswith('<!-- daydream:')]
    if any('run=evil' in line for line in marks):
        fault(where, 'a forged marker', text)
    if not shutil.which('cmark-gfm'):
        return
    command = ['cmark-gfm', '--unsafe'] + [word for name in (
        'table', 'strikethrough', 'autolink', 'tasklist', 'footnotes') for word in ('-e', name)]
    page = subprocess.run(command, input=text, capture_output=True, check=True, encoding='utf-8').stdout
    match = EFFECTS.search(VERBATIM.sub('', page))
    if match:
        fault(where, 'takes effect: ' + match.group(), html.unescape(page[max(match.start() - 200, 0):]))


def look_at_server(url):
    seen = {'titles': 0, 'bodies': 0, 'comments': 0}
    for name, repository in control(url, '/_state', None)['repositories'].items():
        for label in repository['labels']:
            look_at_text(name + ', a label', json.dumps(label, ensure_ascii=False))
        for issue in repository['issues']:
            where = '%s#%d' % (name, issue['number'])
            if not issue['title'].startswith('Daydream Report'):
                continue
            seen['titles'] += 1
            look_at_text(where + ', title', issue['title'])
            seen['bodies'] += 1
            look_at_markdown(where + ', body', issue['body'])
            for comment in issue['comments']:
                seen['comments'] += 1
                look_at_markdown(where + ', comment', comment['body'])
    print(seen)
    for what, count in seen.items():
        if not count:
            fault('server', 'no ' + what)


def reply(date):
    """In every field that it may fill, for projects that there are and others."""
    lines = [line[-380:] for line in poison(date)]
    items = [{'category': 'code_bug', 'summary': line, 'pattern': line, 'prevention': line,
              'source_session': line, 'projects': ['red', 'blue', line]} for line in lines]
    odd = {'category': MENTIONS, 'summary': GITHUB, 'pattern': MARKER % date, 'prevention': ESCAPES,
           'source_session': '', 'projects': ['red']}
    print(json.dumps({'reply': {'reflections': [odd] + items[::2] + items[1::2], 'label': '@evilteam',
                                'title': MARKUP[0], 'repository': 'evilorg/evilrepo'}}))


def look_at_llm(where):
    """The key is for the header only; what was sent is text that nothing hides in."""
    count = 0
    with open(where, encoding='utf-8') as file:
        for line in file:
            exchange = json.loads(line)
            look_for_secrets(where, json.dumps(exchange, ensure_ascii=False))
            body = json.loads(exchange['body'])
            for message in body['messages']:
                look_at_json(where + ', message', message['content'])
                count += len(json.loads(message['content'])['projects'])
            if exchange['headers']['x-api-key'] in exchange['body']:
                fault(where, 'the key')
    if not count:
        fault(where, 'no request with projects')


LOOKS = {'text': look_at_text, 'terminal': look_at_terminal, 'json': look_at_json,
         'markdown': look_at_markdown}


def main():
    what, rest = sys.argv[1], sys.argv[2:]
    if what == 'pour':
        pour(*rest)
    elif what == 'server':
        look_at_server(*rest)
    elif what == 'reply':
        reply(*rest)
    elif what == 'llm':
        look_at_llm(*rest)
    else:
        kind, files = rest[0], rest[1:]
        for name in files:
            if kind == 'database':
                look_at_database(name)
                continue
            with open(name, 'rb') as file:
                data = file.read()
            if not data and kind != 'text':
                fault(name, 'is empty')
            LOOKS[kind](name, data.decode('utf-8', 'surrogateescape' if kind == 'terminal' else 'strict'))
    for line in FAULTS:
        print(line)
    return 1 if FAULTS else 0


sys.exit(main())
