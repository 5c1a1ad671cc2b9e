#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""An Anthropic on the loopback interface, over a real socket, standard library only.

usage: anthropic.py [--port N] [--key KEY] [--model MODEL]... [--traffic FILE]

It listens on 127.0.0.1 (--port 0: any free one), prints its port as the first line of standard
output and ends when standard input ends. Without --key any key is taken, without --model any model.

The part of the API that it knows: POST /v1/messages (platform.claude.com/docs/en/api/messages) with
output_config.format. It refuses what the newest models refuse: sampling parameters, a forced
tool_choice, a last message that is not the user's, and a schema with an object that does not say
"additionalProperties": false. Thinking comes first in an answer, then the text. --traffic gets one
JSON line per exchange: method, path, headers, body, status.

For tests, without a key:
  GET  /_state   {"requests": N}
  POST /_reply   {"reply": VALUE or TEXT, "stop_reason": "end_turn"}: what the model says from now on,
                 {"reflections": []} unless told; with "content" instead of "reply", these blocks. One
                 that stops by "max_tokens" is cut in the middle, one of "refusal" is empty
  POST /_fault   as github.py, but for what only GitHub has; "status" is answered by an error of this
                 API unless "body" says otherwise, with "seconds": N and retry-after: N
"""

import argparse
import json
import sys
import threading

sys.dont_write_bytecode = True  # the source tree may be read-only, and stays clean

import github_faults as faults  # noqa: E402
import serving  # noqa: E402
from github_routes import Answer  # noqa: E402

PATH = '/v1/messages'
MOST_BYTES = 32 * 1024 * 1024
SAMPLING = ('temperature', 'top_p', 'top_k')

# platform.claude.com/docs/en/api/errors
ERRORS = {400: ('invalid_request_error', 'There is something wrong with your request.'),
          401: ('authentication_error', 'invalid x-api-key'),
          402: ('billing_error', 'Your credit balance is too low to access the API.'),
          403: ('permission_error', 'Your API key does not have permission to use this resource.'),
          404: ('not_found_error', 'The requested resource could not be found.'),
          409: ('conflict_error', 'The request conflicts with another one.'),
          413: ('request_too_large', 'Request exceeds the maximum allowed number of bytes.'),
          429: ('rate_limit_error', 'This request would exceed your rate limit.'),
          500: ('api_error', 'Internal server error'),
          504: ('timeout_error', 'The request timed out.'),
          529: ('overloaded_error', 'Overloaded')}


class Refusal(Exception):
    def __init__(self, status, message=None):
        super().__init__(message)
        self.answer = refuse(status, message)


def refuse(status, message=None, headers=None):
    kind, usual = ERRORS.get(status, ('api_error', 'Programmed'))
    return Answer(status, {'type': 'error', 'error': {'type': kind, 'message': message or usual},
                           'request_id': 'req_loopback'}, headers)


def check_schema(schema):
    if not isinstance(schema, dict) or 'type' not in schema:
        raise Refusal(400, 'output_config.format.schema: every part needs a type')
    if schema['type'] == 'object':
        if schema.get('additionalProperties') is not False:
            raise Refusal(400, "output_config.format.schema: For 'object' type, "
                               "'additionalProperties' must be explicitly set to false")
        for part in schema.get('properties', {}).values():
            check_schema(part)
    if schema['type'] == 'array':
        if 'maxItems' in schema:
            raise Refusal(400, "output_config.format.schema: For 'array' type, property 'maxItems' "
                               'is not supported')
        check_schema(schema.get('items'))


def check_body(body):
    for key in SAMPLING:
        if key in body:
            raise Refusal(400, '%s: this model does not support sampling parameters' % key)
    if body.get('tool_choice', {}).get('type') in ('any', 'tool'):
        raise Refusal(400, 'tool_choice: this model cannot be forced to use a tool')
    if not isinstance(body.get('max_tokens'), int) or body['max_tokens'] < 1:
        raise Refusal(400, 'max_tokens: Field required')
    messages = body.get('messages')
    if not messages or messages[-1].get('role') != 'user':
        raise Refusal(400, 'messages: the last one must be from the user')
    output = body.get('output_config', {}).get('format')
    if output is not None:
        if output.get('type') != 'json_schema':
            raise Refusal(400, 'output_config.format.type: must be json_schema')
        check_schema(output.get('schema'))


class Hub:
    """What the model says, the programmed faults and the record of what was said."""

    def __init__(self, options):
        self.lock = threading.RLock()
        self.options = options
        self.wish = {'reply': {'reflections': []}}
        self.faults = faults.Faults()
        self.requests = 0
        self.traffic = serving.Traffic(options.traffic)

    def content(self):
        if 'content' in self.wish:
            return self.wish['content']
        if self.wish.get('stop_reason') == 'refusal':
            return []
        reply = self.wish['reply']
        text = reply if isinstance(reply, str) else json.dumps(reply)
        if self.wish.get('stop_reason') == 'max_tokens':
            text = text[:len(text) // 2]
        return [{'type': 'thinking', 'thinking': 'Hm.', 'signature': 'c2ln'},
                {'type': 'text', 'text': text}]

    def message(self, model):
        return {'id': 'msg_loopback', 'type': 'message', 'role': 'assistant', 'model': model,
                'content': self.content(), 'stop_reason': self.wish.get('stop_reason', 'end_turn'),
                'stop_sequence': None, 'usage': {'input_tokens': 1, 'output_tokens': 1}}

    def act(self, method, target, headers, text):
        if (method, target) != ('POST', PATH):
            raise Refusal(404, 'Not Found')
        if not headers.get('x-api-key') or self.options.key not in (None, headers['x-api-key']):
            raise Refusal(401)
        if headers.get('anthropic-version') != '2023-06-01':
            raise Refusal(400, 'anthropic-version: header is required')
        if headers.get('Content-Type') != 'application/json':
            raise Refusal(400, 'content-type: must be application/json')
        if len(text.encode()) > MOST_BYTES:
            raise Refusal(413)
        try:
            body = json.loads(text)
        except ValueError:
            raise Refusal(400, 'The request body is not valid JSON') from None
        check_body(body)
        if self.options.model and body.get('model') not in self.options.model:
            raise Refusal(404, 'model: %s' % body.get('model'))
        return Answer(200, self.message(body['model']), {'request-id': 'req_loopback'})

    def planned(self, fault):
        if 'status' in fault and 'body' not in fault and not fault.get('html'):
            wait = {'retry-after': str(fault['seconds'])} if 'seconds' in fault else {}
            return refuse(fault['status'], fault.get('message'), dict(fault.get('headers', {}), **wait))
        return faults.planned(fault)

    def answer(self, method, target, headers, body, fault):
        try:
            return self.planned(fault) or self.act(method, target, headers, body)
        except Refusal as refusal:
            return refusal.answer

    def exchange(self, method, target, headers, body):
        fault = self.faults.take(method, target)
        answer = None
        if not fault.get('drop'):
            answer = faults.disguise(fault, self.answer(method, target, headers, body, fault))
        self.requests += 1
        self.traffic.add({'method': method, 'path': target, 'headers': dict(headers), 'body': body,
                          'status': answer and answer.status})
        return answer, fault

    def control(self, method, path, body):
        """What is only for tests."""
        wish = json.loads(body) if body else {}
        if (method, path) == ('GET', '/_state'):
            return Answer(200, {'requests': self.requests})
        if (method, path) == ('POST', '/_reply'):
            self.wish = wish
        elif (method, path) == ('POST', '/_fault'):
            self.faults.add(wish)
        else:
            return Answer(404, {'message': 'no such control: ' + path})
        return Answer(200, {})


def parse_arguments():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument('--port', type=int, default=0)
    parser.add_argument('--key')
    parser.add_argument('--model', action='append', default=[])
    parser.add_argument('--traffic')
    return parser.parse_args()


def main():
    options = parse_arguments()
    serving.run(serving.Handler, lambda _base: Hub(options), options.port)


main()
