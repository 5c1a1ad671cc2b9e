#!/bin/sh
# SPDX-License-Identifier: MIT
# Real logs of eight systems, grouped with one configuration, against what people have said of them.
# shellcheck source=tests/cli/lib.sh
. "${top_srcdir:-.}/tests/cli/lib.sh"

score=$top_srcdir/../shared/tools/grouping.py
[ -e "$score" ] || skip 'no logs whose groups are known'
/usr/bin/python3 "$score" "$daydream" || fail 'the logs could not be scored'
/usr/bin/python3 "$score" --json "$daydream" >"$work/score.json"
/usr/bin/python3 - "$work/score.json" <<'END' || fail 'groups are worse than they were'
import json, sys
mean = json.load(open(sys.argv[1], encoding='utf-8'))['mean']
least = {'GA': 0.95, 'FGA': 0.96, 'badGA': 0.99, 'hit': 1}
sys.exit(any(mean[key] < value for key, value in least.items()) or mean['false'] > 0)
END
