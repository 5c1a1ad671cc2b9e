#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The log review that daydream began as: every line, one pattern, the first hundred hits."""
import re
import sys

PATTERN = re.compile(r'(\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}).*?(ERROR|CRITICAL|WARNING)[:\s-]+(.*)')


def review(path):
    found = []
    with open(path, errors='replace') as file:
        for line in file.readlines():
            match = re.search(PATTERN, line)
            if match:
                found.append({'time': match.group(1), 'level': match.group(2),
                              'message': match.group(3)[:200]})
    return found


for path in sys.argv[1:]:
    errors = review(path)
    print(path, len(errors), [e['message'] for e in errors[:100]][:1])
