#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Hands requests on to a server until one of them matches; that one the server still gets, but the
program that sent it is killed before it hears the answer.

    killing-proxy.py PORT PID_FILE METHOD PATTERN

PORT is the server's. PID_FILE may be written later than the program starts. PATTERN is looked for
in the path with its query. Prints its own port; ends with its standard input.
"""
import http.client
import http.server
import os
import re
import signal
import sys
import threading
import time

PORT, PID_FILE, METHOD, PATTERN = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]


def kill():
    while not os.path.exists(PID_FILE):
        time.sleep(0.01)
    with open(PID_FILE, encoding='ascii') as file:
        os.kill(int(file.read()), signal.SIGKILL)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *_):
        pass

    def serve(self):
        body = self.rfile.read(int(self.headers.get('Content-Length') or 0))
        server = http.client.HTTPConnection('127.0.0.1', PORT)
        server.request(self.command, self.path, body, dict(self.headers))
        answer = server.getresponse()
        data = answer.read()
        if self.command == METHOD and re.search(PATTERN, self.path):
            kill()
            self.close_connection = True
            return
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ('server', 'date'):
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PATCH = serve


def main():
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_address[1], flush=True)
    sys.stdin.read()
    os._exit(0)


main()
