# SPDX-License-Identifier: MIT
"""What goes wrong at the loopback GitHub (github.py) when a test has programmed it: answers that its
routes would not give, and answers that do not arrive as they should."""

import gzip
import json
import re
import socket
import struct
import time

from github_routes import Answer

LOGIN_PAGE = '<!DOCTYPE html>\n<html><title>Sign in</title><form>Wi-Fi password</form></html>\n'
UNICORN = '<!DOCTYPE html>\n<html><title>Unicorn! &middot; GitHub</title></html>\n'
HTML = {'Content-Type': 'text/html; charset=utf-8'}
PRIMARY = 'API rate limit exceeded for user ID 1. If you reach out to GitHub Support for help'
SECONDARY = ('You have exceeded a secondary rate limit. Please wait a few minutes before you try '
             'again.')
LIMITED_AT = 'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api'


class Faults:
    """The programmed ones, in the order in which they were told."""

    def __init__(self):
        self.items = []

    def add(self, wish):
        self.items.append(dict(wish))

    def take(self, method, path):
        for fault in self.items:
            if fault.get('method', method) != method or not re.search(fault.get('path', ''), path):
                continue
            if fault.get('skip', 0) > 0:
                fault['skip'] -= 1
                continue
            fault['count'] = fault.get('count', 1) - 1
            if fault['count'] <= 0:
                self.items.remove(fault)
            return fault
        return {}


def refusal(status, message, headers):
    return Answer(status, {'message': message, 'documentation_url': LIMITED_AT,
                           'status': str(status)}, headers)


def primary_limit(reset, status=403):
    return refusal(status, PRIMARY, {'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': str(reset)})


def limited(fault):
    if fault['limit'] == 'primary':
        return primary_limit(fault['reset'], fault.get('status', 403))
    wait = {'Retry-After': str(fault['seconds'])} if 'seconds' in fault else {}
    return refusal(fault.get('status', 403), SECONDARY, wait)


def planned(fault):
    """The answer that stands in the place of the right one; None: there is none."""
    if fault.get('html'):
        page = UNICORN if fault.get('status', 200) >= 500 else LOGIN_PAGE
        return Answer(fault.get('status', 200), page, HTML)
    if 'limit' in fault:
        return limited(fault)
    if 'status' in fault:
        return Answer(fault['status'], fault.get('body', {'message': 'Programmed'}),
                      fault.get('headers'))
    return None


def is_wrong(fault, answer):
    """Does it arrive as something that GitHub would not have said, or is it a test's own?"""
    odd = ('status', 'html', 'truncate', 'endless', 'wrong', 'hang')
    return answer is None or ('limit' not in fault and any(key in fault for key in odd))


def disguise(fault, answer):
    """The same answer as JSON of another type."""
    if fault.get('wrong') and answer is not None and answer.status != 304:
        answer.text = '[]' if isinstance(json.loads(answer.text or '{}'), dict) else '{}'
    return answer


# ---- how it goes over the wire -----------------------------------------------------------------


def hang_up(handler, reset):
    handler.close_connection = True
    if reset:
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
        handler.connection.close()
    else:
        handler.connection.shutdown(socket.SHUT_RDWR)


def wait_for_the_client(handler):
    """Say nothing until the client goes."""
    handler.close_connection = True
    handler.connection.settimeout(60)
    while handler.connection.recv(4096):
        pass


def endless(handler):
    """A body that never ends, in chunks of 64 KiB."""
    handler.send_header('Transfer-Encoding', 'chunked')
    handler.end_headers()
    handler.close_connection = True
    while True:
        handler.wfile.write(b'10000\r\n' + b' ' * 0x10000 + b'\r\n')


def send_body(handler, fault, data):
    if fault.get('gzip'):
        data = gzip.compress(data)
        handler.send_header('Content-Encoding', 'gzip')
    handler.send_header('Content-Length', str(len(data)))
    handler.end_headers()
    if fault.get('truncate'):
        handler.wfile.write(data[:len(data) // 2])
        hang_up(handler, False)
    else:
        handler.wfile.write(data)


def send(handler, fault, answer, headers):
    handler.send_response(answer.status)
    for name, value in headers.items():
        handler.send_header(name, value)
    if fault.get('endless'):
        endless(handler)
    else:
        send_body(handler, fault, answer.text.encode())


def deliver(handler, fault, answer, headers):
    """Send the answer, in the way that the fault wants; None: the connection is dropped."""
    try:
        time.sleep(fault.get('wait', 0))
        if fault.get('hang'):
            wait_for_the_client(handler)
        elif answer is None:
            hang_up(handler, fault.get('reset'))
        else:
            send(handler, fault, answer, headers)
    except OSError:  # the client had enough
        handler.close_connection = True
