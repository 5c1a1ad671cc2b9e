#!/bin/sh
# SPDX-License-Identifier: MIT
# Ten machines file the report of a date at the same moment, on a server whose lists lag behind: one
# is left, with everything that any of them saw; also when one of them dies on the way.
# DAYDREAM_RACE_ROUNDS=100 plays more rounds of each (make race).
# shellcheck source=tests/cli/lib.sh
. "${top_srcdir:-.}/tests/cli/lib.sh"

rounds=${DAYDREAM_RACE_ROUNDS:-3}
race() {
  PYTHONDONTWRITEBYTECODE=1 python3 "$top_srcdir/tests/support/race.py" "$daydream" "$rounds" \
    --traffic "$work/traffic" "$@" || fail 'there was not one report each time, see above'
  check_traffic
}

race
race --kill
