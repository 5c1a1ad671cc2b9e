/* SPDX-License-Identifier: MIT */
/*
 * The stamps of an hour, as a log writes them: equal but for the last digits. So are those of a
 * thousand seconds since the epoch.
 */
#ifndef DD_LOGS_SKIM_STAMP_H
#define DD_LOGS_SKIM_STAMP_H

#include "logs/skim-index.h"

#define DD_SKIM_STAMP_SPAN  3600 /* seconds */
#define DD_SKIM_STAMP_PAIRS (DD_SKIM_LONGEST / DD_SKIM_PAIR)
#define DD_SKIM_STAMP_MOST  2 /* pairs of most stamps */

/* Everything from the beginning of a line to the end of the stamp, in pairs of words. */
struct dd_skim_stamp {
    dd_skim_pair text[DD_SKIM_STAMP_PAIRS];
    dd_skim_pair
        beyond[DD_SKIM_STAMP_PAIRS]; /* added to a digit that is too great, it overflows ... */
    dd_skim_pair check[DD_SKIM_STAMP_PAIRS]; /* ... into these bits, which have to be 0 */
    size_t length;
    size_t clock;   /* where "mm:ss" stands in it, or the last digits of seconds since the epoch */
    size_t digits;  /* of the latter that stand for seconds; 0: it is "mm:ss" */
    int64_t begins; /* seconds since the epoch for which they are zero */
};

/* Make the pattern of a line that begins with a stamp of so many bytes, which means that time.
 * False when there is none. */
bool dd_skim_stamp_make(struct dd_skim_stamp *stamp, const char *line, size_t length, int64_t time);

/* Do two differ in digits only? */
bool dd_skim_stamp_is_alike(const struct dd_skim_stamp *stamp, const struct dd_skim_stamp *other);

/* What the stamp of a line means that has it. */
int64_t dd_skim_stamp_seconds(const struct dd_skim_stamp *stamp, const char *line);

static inline dd_skim_pair dd_skim_stamp_fault_in(const struct dd_skim_stamp *stamp,
                                                  const char *line, size_t number)
{
    dd_skim_pair pair = dd_skim_load_pair(line + number * DD_SKIM_PAIR) ^ stamp->text[number];

    return (pair | (pair + stamp->beyond[number])) & stamp->check[number];
}

static inline dd_skim_pair dd_skim_stamp_fault(const struct dd_skim_stamp *stamp, const char *line)
{
    dd_skim_pair fault = dd_skim_stamp_fault_in(stamp, line, 0) |
                         dd_skim_stamp_fault_in(stamp, line, 1);

    if (stamp->length > DD_SKIM_STAMP_MOST * DD_SKIM_PAIR)
        fault |= dd_skim_stamp_fault_in(stamp, line, 2) | dd_skim_stamp_fault_in(stamp, line, 3);
    return fault;
}

/* Does a line begin so? DD_SKIM_LONGEST bytes of it are read. */
static inline bool dd_skim_stamp_begins(const struct dd_skim_stamp *stamp, const char *line)
{
    return dd_skim_is_zero(dd_skim_stamp_fault(stamp, line));
}

#endif
