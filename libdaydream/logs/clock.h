/* SPDX-License-Identifier: MIT */
/* What stands on a clock at the beginning of a text: date and time of day in any of the ways to
 * write them. One more way is one more row of a table. */
#ifndef DD_LOGS_CLOCK_H
#define DD_LOGS_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"

#define DD_NO_YEAR (-1)

/* Day and month, when both are numbers and not in the order of ISO 8601. */
enum dd_numbers {
    DD_NUMBERS_NONE,
    DD_NUMBERS_MONTH_FIRST,
    DD_NUMBERS_DAY_FIRST,
    DD_NUMBERS_SHORT_YEAR /* 26/07/20 or 07/20/26 */
};

struct dd_clock {
    struct dd_civil civil; /* not checked; the year may be DD_NO_YEAR */
    bool epoch;            /* `civil` is not set, but `seconds` */
    bool zoned;            /* a zone stood inside */
    enum dd_numbers numbers;
    int offset; /* of the zone, in seconds east of UTC */
    int64_t seconds;
};

/* Returns what is behind it and its fraction; NULL when the text begins with none. */
const char *dd_clock_read(const char *at, const char *end, struct dd_clock *clock);

/* Does " AM" or " PM" follow? */
bool dd_clock_has_half(const char *at, const char *end);

/* Read on behind hours and their colon: "11:12,345", in seconds of the hour. */
const char *dd_clock_read_minutes(const char *at, const char *end, int64_t *seconds);

/* A zone ("Z", " UTC", "+02:00", " +0200", " CEST"), and its seconds east of UTC; NULL when none
 * follows. */
const char *dd_clock_zone(const char *at, const char *end, int *offset);

#endif
