#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""An HTTP server that misbehaves on demand: raw sockets, standard library only.

usage: http-server.py [--tls CERTIFICATE KEY]

It listens on a free port of 127.0.0.1, prints the port as the first line of standard output and
ends when standard input ends. The path of a request chooses what happens:

  /status/N              answers N
  /echo                  answers what it got: {"method", "target", "headers": [[name, value]],
                         "body", "length", "peer": port}
  /redirect/CODE?to=URL  answers CODE with that Location
  /slow                  never answers
  /endless               a chunked body that never ends
  /big?bytes=N           a body of N bytes
  /gzip-bomb             64 MiB of blanks, compressed to less than 1
  /gzip-broken           says gzip and sends something else
  /truncated             breaks off within the body
  /truncated-chunks      breaks off within a chunked body
  /drop-before-answer    reads the request and closes the connection
  /close-kept            answers, keeps the connection, and closes it when the next request has
                         come, whatever it is, without an answer
  /html                  a login page with status 200
  /headers               headers of many forms
  /many-headers?count=N  N headers
  /long-header?bytes=N   one header whose value has N bytes
  /interim               103 with headers of its own before 200
  /garbage               answers, but not in HTTP

As a proxy (CONNECT HOST:PORT) it refuses with N where HOST begins with "status-N.", and otherwise
makes no tunnel but a login page, as those do that want to be clicked at first.

  /_counts               {"METHOD /path": how often it came}, itself left out
"""

import gzip
import json
import os
import socket
import ssl
import sys
import threading
import urllib.parse

counts = {}
lock = threading.Lock()


class Hangup(Exception):
    """The connection is to be closed."""


class Request:
    def __init__(self, reader):
        line = reader.readline().decode('latin-1')
        if not line.endswith(' HTTP/1.1\r\n'):
            raise Hangup  # the end, or no HTTP: a TLS handshake
        self.method, self.target, _ = line.split(' ')
        parts = urllib.parse.urlsplit(self.target)
        self.path = parts.path
        self.query = dict(urllib.parse.parse_qsl(parts.query))
        self.headers = []
        for line in iter(reader.readline, b'\r\n'):
            if not line:
                raise Hangup
            name, value = line.decode('latin-1').split(':', 1)
            self.headers.append([name, value.strip()])
        self.body = self.read_body(reader)

    def header(self, name):
        return next((v for n, v in self.headers if n.lower() == name), None)

    def read_body(self, reader):
        length = int(self.header('content-length') or 0)
        body = reader.read(length)
        if len(body) < length:
            raise Hangup
        return body


class Connection:
    def __init__(self, sock, reader):
        self.sock = sock
        self.reader = reader
        self.doomed = False

    def serve(self):
        while True:
            request = Request(self.reader)
            if request.path != '/_counts':
                with lock:
                    key = f'{request.method} {request.path}'
                    counts[key] = counts.get(key, 0) + 1
            if self.doomed:
                raise Hangup
            if request.method == 'CONNECT':
                self.tunnel(request)
            handler = HANDLERS.get('/' + request.path.split('/')[1], Connection.missing)
            handler(self, request)

    def head(self, status, headers=()):
        lines = [f'HTTP/1.1 {status} Whatever'] + [f'{name}: {value}' for name, value in headers]
        self.sock.sendall('\r\n'.join(lines + ['', '']).encode('latin-1'))

    def answer(self, request, status, body=b'', headers=()):
        bodyless = status in (204, 304)
        length = [] if bodyless else [('Content-Length', len(body))]
        self.head(status, [*headers, *length])
        if request.method != 'HEAD' and not bodyless:
            self.sock.sendall(body)

    def tunnel(self, request):
        name, _, number = request.target.split('.')[0].partition('-')
        if name == 'status':
            self.answer(request, int(number), b'<html>no</html>', [('Content-Type', 'text/html')])
            raise Hangup
        self.head(200)
        self.html(request)
        raise Hangup

    def missing(self, request):
        self.answer(request, 404, b'no such path\n')

    def status(self, request):
        status = int(request.path.split('/')[2])
        self.answer(request, status, f'status {status}\n'.encode())

    def echo(self, request):
        text = json.dumps({
            'method': request.method,
            'target': request.target,
            'headers': request.headers,
            'body': request.body[:65536].decode('latin-1'),
            'length': len(request.body),
            'peer': self.sock.getpeername()[1],
        })
        self.answer(request, 200, text.encode(), [('Content-Type', 'application/json')])

    def redirect(self, request):
        self.answer(request, int(request.path.split('/')[2]), b'elsewhere\n',
                    [('Location', request.query['to'])] if 'to' in request.query else [])

    def slow(self, request):
        self.reader.read(1)  # until the client gives up
        raise Hangup

    def endless(self, request):
        self.head(200, [('Transfer-Encoding', 'chunked')])
        chunk = b'10000\r\n' + b'x' * 65536 + b'\r\n'
        while True:
            self.sock.sendall(chunk)

    def big(self, request):
        self.answer(request, 200, b'x' * int(request.query['bytes']))

    def gzip_bomb(self, request):
        bomb = gzip.compress(b' ' * (64 << 20), 1)
        self.answer(request, 200, bomb, [('Content-Encoding', 'gzip')])

    def gzip_broken(self, request):
        self.answer(request, 200, b'this is not gzip', [('Content-Encoding', 'gzip')])

    def truncated(self, request):
        self.head(200, [('Content-Length', 1000)])
        self.sock.sendall(b'the first')
        raise Hangup

    def truncated_chunks(self, request):
        self.head(200, [('Transfer-Encoding', 'chunked')])
        self.sock.sendall(b'9\r\nthe first\r\n')
        raise Hangup

    def drop_before_answer(self, request):
        raise Hangup

    def close_kept(self, request):
        self.answer(request, 200, b'kept\n')
        self.doomed = True

    def html(self, request):
        self.answer(request, 200, b'<!DOCTYPE html><title>Sign in</title>',
                    [('Content-Type', 'text/html; charset=utf-8')])

    def headers(self, request):
        self.answer(request, 200, b'', [
            ('X-Twice', 'first'), ('x-twice', 'second'), ('X-Blanks', '  \t between \t '),
            ('X-Empty', ''), ('X-Colon', 'a: b'), ('X-Long-Name', 'longer name'),
            ('LINK', '<https://example.com/2>; rel="next"')])

    def many_headers(self, request):
        self.answer(request, 200, b'',
                    [(f'X-{i}', i) for i in range(int(request.query['count']))])

    def long_header(self, request):
        self.answer(request, 200, b'', [('X-Long', 'x' * int(request.query['bytes']))])

    def interim(self, request):
        self.head(103, [('X-Interim', 'yes')])
        self.answer(request, 200, b'final\n', [('X-Final', 'yes')])

    def garbage(self, request):
        self.sock.sendall(b'220 mail.example.com ESMTP\r\n')
        raise Hangup

    def tell_counts(self, request):
        with lock:
            text = json.dumps(counts)
        self.answer(request, 200, text.encode(), [('Content-Type', 'application/json')])


HANDLERS = {
    '/status': Connection.status,
    '/echo': Connection.echo,
    '/redirect': Connection.redirect,
    '/slow': Connection.slow,
    '/endless': Connection.endless,
    '/big': Connection.big,
    '/gzip-bomb': Connection.gzip_bomb,
    '/gzip-broken': Connection.gzip_broken,
    '/truncated': Connection.truncated,
    '/truncated-chunks': Connection.truncated_chunks,
    '/drop-before-answer': Connection.drop_before_answer,
    '/close-kept': Connection.close_kept,
    '/html': Connection.html,
    '/headers': Connection.headers,
    '/many-headers': Connection.many_headers,
    '/long-header': Connection.long_header,
    '/interim': Connection.interim,
    '/garbage': Connection.garbage,
    '/_counts': Connection.tell_counts,
}


def serve(sock, context):
    """One connection, until either side ends it."""
    try:
        if context is not None:
            sock = context.wrap_socket(sock, server_side=True)
        with sock, sock.makefile('rb') as reader:
            Connection(sock, reader).serve()
    except (Hangup, OSError):
        pass  # OSError: the client left, or did not like our certificate
    finally:
        sock.close()


def listen(listener, context):
    while True:
        sock, _ = listener.accept()
        # headers and body are two writes, and a client waits for both
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        threading.Thread(target=serve, args=(sock, context), daemon=True).start()


def main(args):
    context = None
    if args[:1] == ['--tls']:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(args[1], args[2])
    listener = socket.create_server(('127.0.0.1', 0), backlog=64)
    threading.Thread(target=listen, args=(listener, context), daemon=True).start()
    print(listener.getsockname()[1], flush=True)
    sys.stdin.buffer.read()
    os._exit(0)  # threads that are busy with /endless are not waited for


if __name__ == '__main__':
    main(sys.argv[1:])
