/* SPDX-License-Identifier: MIT */
/* The TZ string of POSIX.1-2017, XBD 8.3, with the wider rule times of RFC 9636, section 3.3.1:
 * "CET-1CEST,M3.5.0,M10.5.0/3". It stands in $TZ and at the end of every TZif file. */
#ifndef DD_BASE_POSIX_TZ_H
#define DD_BASE_POSIX_TZ_H

#include <stdbool.h>
#include <stdint.h>

#define DD_TZ_NAME_SIZE 17

/* A kind of local time: standard or daylight-saving. */
struct dd_tz_period {
    char name[DD_TZ_NAME_SIZE];
    int32_t offset; /* seconds east of UTC */
};

enum dd_tz_rule_kind {
    DD_TZ_JULIAN,        /* day: 1 to 365, February 29 is never counted */
    DD_TZ_DAY,           /* day: 0 to 365, February 29 is counted */
    DD_TZ_MONTH_WEEK_DAY /* day: 0 (Sunday) to 6, of week 1 to 5 (the last) of a month */
};

/* When a period begins in each year. */
struct dd_tz_rule {
    enum dd_tz_rule_kind kind;
    int month;
    int week;
    int day;
    int32_t time; /* seconds after local midnight, may be negative or beyond the day */
};

struct dd_posix_tz {
    struct dd_tz_period standard;
    struct dd_tz_period daylight;
    bool has_daylight;
    struct dd_tz_rule to_daylight;
    struct dd_tz_rule to_standard;
};

/* False when the text is no such string. */
bool dd_posix_tz_parse(const char *text, struct dd_posix_tz *out);

/* What holds at a time; borrowed from `tz`. */
const struct dd_tz_period *dd_posix_tz_at(const struct dd_posix_tz *tz, int64_t utc);

#endif
