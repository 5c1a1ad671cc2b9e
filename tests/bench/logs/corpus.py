# SPDX-License-Identifier: MIT
"""Logs to measure with, the same ones every time."""
import datetime
import os
import random

START = datetime.datetime(2026, 7, 18)
HOURS = 3 * 24
HOUR_SPELLINGS = ['%Y-%m-%d %H:', '%Y-%m-%dT%H:', '%d/%b/%Y %H:', '%d/%b/%Y:%H:', '%m%d %H:', '%Y/%m/%d %H:',
                  '%b %d %H:']
LOGGERS = ['app.db', 'app.web', 'django.request', 'celery.worker', 'app.cart.views',
           'urllib3.connectionpool']
QUIET = ['request {} served in {} ms for user {}', 'cache hit for key session:{:x}',
         'job {} finished, {} rows written', 'GET /cart/{} 200 {} bytes', 'pool size {} of {} in use']
LOUD = ['connection to 10.0.0.{}:5432 refused after {} ms',
        'could not parse order {}: unexpected token at {}', 'timeout waiting for lock {}']
TRACE = '''Traceback (most recent call last):
  File "/srv/app/db.py", line {}, in get
    return self.pool[key]
KeyError: 'k{}'
'''

# The same event as many kinds of programs write it: time, level, message.
SHAPES = [
    lambda t, l, m: f'{t:%Y-%m-%d %H:%M:%S},{t.microsecond // 1000:03} - app.db - {l} - {m}\n',
    lambda t, l, m: f'[{t:%d/%b/%Y %H:%M:%S}] {l} [django.request:241] {m}\n',
    lambda t, l, m: f'[{t:%Y-%m-%d %H:%M:%S} +0000] [4121] [{l}] {m}\n',
    lambda t, l, m: f'{t:%Y-%m-%d %H:%M:%S}.{t.microsecond // 1000:03} | {l:8} | app:f:42 - {m}\n',
    lambda t, l, m: f'{{"timestamp":"{t:%Y-%m-%dT%H:%M:%S}.345Z","level":"{l.lower()}","message":"{m}"}}\n',
    lambda t, l, m: f'time={t:%Y-%m-%dT%H:%M:%S}.345Z level={l} msg="{m}"\n',
    lambda t, l, m: f'{t:%Y-%m-%dT%H:%M:%S}.345Z\t{l}\tdb/pool.go:42\t{m}\n',
    lambda t, l, m: f'{l[0]}{t:%m%d %H:%M:%S}.345678    4121 pool.go:42] {m}\n',
    lambda t, l, m: f'[{t:%Y-%m-%dT%H:%M:%S}Z {l} app::db] {m}\n',
    lambda t, l, m: f'{t:%Y-%m-%dT%H:%M:%S}.345+00:00 {l} 41 --- [exec-1] c.Cart : {m}\n',
    lambda t, l, m: f'{t:%Y/%m/%d %H:%M:%S} [{l.lower()}] 41#0: *9 {m}\n',
    lambda t, l, m: f'{t:%b %d %H:%M:%S} host app[41]: {l.lower()}: {m}\n',
    lambda t, l, m: f'10.0.0.7 - - [{t:%d/%b/%Y:%H:%M:%S} +0000] "GET /{m[:9]}" {502 if l == "ERROR" else 200} 157\n',
]


def events(dice, size):
    """Time, level, message and trace of one event after the other, of the first hour, for about
    `size` bytes."""
    count = max(1, size // 82)
    for number in range(count):
        loud = dice.random() < 0.02
        message = dice.choice(LOUD if loud else QUIET)
        message = message.format(*(dice.randrange(1, 255) for _ in range(3)))
        trace = TRACE.format(dice.randrange(400), dice.randrange(1000)) if loud and dice.random() < .2 else ''
        time = START + datetime.timedelta(hours=1) * number / count
        yield time, 'ERROR' if loud else dice.choice(['INFO', 'INFO', 'INFO', 'DEBUG']), message, trace


def write(path, size, line_of, hours=HOURS):
    """A file of about `size` bytes: an hour of lines, and the same again at every other hour."""
    dice = random.Random(1)
    block = ''.join(line_of(dice, *event) for event in events(dice, size // hours)).encode()
    with open(path, 'wb') as file:
        for hour in range(hours):
            now = block
            for spelling in HOUR_SPELLINGS:
                now = now.replace(f'{START:{spelling}}'.encode(),
                                  f'{START + datetime.timedelta(hours=hour):{spelling}}'.encode())
            file.write(now)


def python_line(dice, time, level, message, trace):
    return (f'{time:%Y-%m-%d %H:%M:%S},{time.microsecond // 1000:03} - {dice.choice(LOGGERS)}'
            f' - {level} - {message}\n{trace}')


def mixed_line(dice, time, level, message, _trace):
    return dice.choice(SHAPES)(time, level, message)


def write_projects(folder, count, size):
    """`count` projects of three logs each."""
    for number in range(count):
        logs = os.path.join(folder, f'p{number:04}', 'logs')
        os.makedirs(logs)
        for name in ('app.log', 'web.log', 'worker.log'):
            write(os.path.join(logs, name), size, python_line, 1)
