/* SPDX-License-Identifier: MIT */
/* The parts of dates and times that every way to write them shares. */
#ifndef DD_LOGS_CLOCK_PART_H
#define DD_LOGS_CLOCK_PART_H

#include <stddef.h>

#include "logs/clock.h"

/* Two digits; anything else makes `*wrong` other than 0. */
static inline int dd_clock_two(const char *at, unsigned *wrong)
{
    unsigned tens = (unsigned)(at[0] - '0');
    unsigned ones = (unsigned)(at[1] - '0');

    *wrong |= tens > 9 || ones > 9;
    return (int)(tens * 10 + ones);
}

/* May stand between date and time? */
static inline bool dd_clock_is_between(char c)
{
    return c == ' ' || c == 'T' || c == 't' || c == '_' || c == ':';
}

/* These return what is behind the part, or NULL. */

/* A name of three letters; its number from 1. */
const char *dd_clock_month(const char *at, const char *end, int *month);
const char *dd_clock_weekday(const char *at, const char *end, int *weekday);

/* "10:11:12" */
const char *dd_clock_time(const char *at, const char *end, struct dd_civil *civil);

/* " AM" and " PM", which change the hour; never NULL. */
const char *dd_clock_half(const char *at, const char *end, int *hour);

/* ".345", ",345"; never NULL. */
const char *dd_clock_skip_fraction(const char *at, const char *end);

/* A clock in any of the shapes that begin with that many digits (none: a letter) and this character
 * behind them. */
const char *dd_clock_shapes(size_t digits, char next, const char *at, const char *end,
                            struct dd_clock *clock);

#endif
