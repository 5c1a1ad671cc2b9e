# SPDX-License-Identifier: MIT
"""What the loopback services share: a server on 127.0.0.1 that hands each request to its hub, and
answers with the faults that a test has programmed (github_faults.py)."""

import json
import os
import socketserver
import sys
import threading
from http.server import BaseHTTPRequestHandler

import github_faults as faults


class Handler(BaseHTTPRequestHandler):
    """The hub has a lock, control(method, path, body) for what is only for tests (paths that begin
    with "/_"), and exchange(method, target, headers, body), which gives the answer, None for a
    connection that is to be dropped, and the fault that it meets."""

    protocol_version = 'HTTP/1.1'
    disable_nagle_algorithm = True
    hub = None

    def log_message(self, format, *args):  # pylint: disable=redefined-builtin
        pass

    def header_lines(self, answer):
        """What stands above every answer."""
        return answer.headers if answer else {}

    def begin(self):
        """A request has come that is not a test's own; the hub is locked."""

    def be_far_away(self):
        """Before the answer; the hub is not locked: others are answered in the meantime."""

    def serve(self):
        length = int(self.headers.get('Content-Length') or 0)
        data = self.rfile.read(length)
        if len(data) < length:  # the client has gone in the middle of its request
            self.close_connection = True
            return
        body = data.decode('utf-8', 'replace')
        fault = {}
        with self.hub.lock:
            if self.path.startswith('/_'):
                answer = self.hub.control(self.command, self.path, body)
            else:
                self.begin()
                answer, fault = self.hub.exchange(self.command, self.path, self.headers, body)
        self.be_far_away()
        faults.deliver(self, fault, answer, self.header_lines(answer))

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = serve


class Traffic:
    """A file that gets one line of JSON for each request, or none."""

    def __init__(self, path):
        self.file = open(path, 'a', encoding='utf-8') if path else None

    def add(self, line):
        if self.file is not None:
            self.file.write(json.dumps(line) + '\n')
            self.file.flush()


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request, client_address):
        """A client that has gone (it was killed, say) is no fault of the server."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def run(handler, make_hub, port):
    """Serve what make_hub(base URL) gives until standard input ends. The port is the first line of
    standard output."""
    server = Server(('127.0.0.1', port), handler)
    port = server.server_address[1]
    handler.hub = make_hub('http://127.0.0.1:%d' % port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(port, flush=True)
    sys.stdin.buffer.read()
    os._exit(0)  # connections that are still open do not keep it
