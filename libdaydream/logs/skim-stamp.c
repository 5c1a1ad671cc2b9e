/* SPDX-License-Identifier: MIT */
#include "logs/skim-stamp.h"
#include "logs/chars.h"

#define CLOCK 8 /* "hh:mm:ss" */

/* Seconds since the epoch have so many digits since 2001 and until 2286; the last three go from
 * nought to 999. */
#define EPOCH_DIGITS 10
#define EPOCH_LAST   3

/* Added to a digit beyond 9, or beyond 5, these reach the upper half of its byte. */
#define BEYOND_9 6
#define BEYOND_5 10

static bool is_minute(const char *at)
{
    return at[0] >= '0' && at[0] <= '5' && dd_is_digit(at[1]);
}

static int64_t minute_of(const char *at)
{
    return (at[0] - '0') * 10 + (at[1] - '0');
}

/* Hours have two digits, and what follows the seconds is no digit. */
static bool is_clock(const char *line, size_t i, size_t length)
{
    bool short_hour = i >= 3 && line[i - 1] == ':' && dd_is_digit(line[i - 2]) &&
                      !dd_is_digit(line[i - 3]);
    bool long_hour = i >= 1 && dd_is_digit(line[i - 1]);

    return !short_hour && !long_hour && (i + CLOCK == length || !dd_is_digit(line[i + CLOCK]));
}

/* Where "mm:ss" stands behind hours; the length when it does not. */
static size_t find_minutes(const char *line, size_t length)
{
    for (size_t i = 0; i + CLOCK <= length; i++)
        if (dd_is_digit(line[i]) && line[i + 2] == ':' && is_minute(line + i + 3) &&
            line[i + 5] == ':' && is_minute(line + i + 6) && is_clock(line, i, length))
            return i + 3;
    return length;
}

/* Where the last digits of seconds stand that a number counts since the epoch, be it in thousandths
 * or smaller parts; the length when none ends there. */
static size_t find_seconds(const char *line, size_t length)
{
    size_t digits = 0;

    while (digits < length && dd_is_digit(line[length - 1 - digits]))
        digits++;
    if (digits < EPOCH_DIGITS || (digits - EPOCH_DIGITS) % 3 != 0)
        return length;
    return length - digits + EPOCH_DIGITS - EPOCH_LAST;
}

int64_t dd_skim_stamp_seconds(const struct dd_skim_stamp *stamp, const char *line)
{
    const char *at = line + stamp->clock;
    int64_t seconds = 0;

    if (stamp->digits == 0)
        return stamp->begins + minute_of(at) * 60 + minute_of(at + 3);
    for (size_t i = 0; i < stamp->digits; i++)
        seconds = seconds * 10 + (at[i] - '0');
    return stamp->begins + seconds;
}

static char *text_of(struct dd_skim_stamp *stamp)
{
    return (char *)stamp->text;
}

/* The byte at `at` is one of these digits. */
static void set_digit(struct dd_skim_stamp *stamp, size_t at, char beyond)
{
    text_of(stamp)[at] = '0';
    ((char *)stamp->beyond)[at] = beyond;
    ((unsigned char *)stamp->check)[at] = 0xf0;
}

/* Minutes, seconds and the fraction may be any. */
static void free_digits(struct dd_skim_stamp *stamp, const char *line)
{
    size_t at = stamp->clock;

    if (stamp->digits == 0) {
        set_digit(stamp, at, BEYOND_5);
        set_digit(stamp, at + 1, BEYOND_9);
        set_digit(stamp, at + 3, BEYOND_5);
        set_digit(stamp, at + 4, BEYOND_9);
        at += CLOCK - 3;
        at += at < stamp->length && (line[at] == '.' || line[at] == ',') ? 1 : 0;
    }
    for (; at < stamp->length && dd_is_digit(line[at]); at++)
        set_digit(stamp, at, BEYOND_9);
}

bool dd_skim_stamp_make(struct dd_skim_stamp *stamp, const char *line, size_t length, int64_t time)
{
    size_t clock = length <= DD_SKIM_LONGEST ? find_minutes(line, length) : length;
    bool minutes = clock < length;

    if (!minutes && length <= DD_SKIM_LONGEST)
        clock = find_seconds(line, length);
    if (clock >= length)
        return false;
    *stamp = (struct dd_skim_stamp){.length = length, .clock = clock};
    stamp->digits = minutes ? 0 : EPOCH_LAST;
    stamp->begins = time - dd_skim_stamp_seconds(stamp, line);
    memcpy(stamp->text, line, length);
    memset(stamp->check, 0xff, length);
    free_digits(stamp, line);
    return true;
}

bool dd_skim_stamp_is_alike(const struct dd_skim_stamp *stamp, const struct dd_skim_stamp *other)
{
    const char *one = (const char *)stamp->text;
    const char *two = (const char *)other->text;

    if (stamp->length != other->length)
        return false;
    for (size_t i = 0; i < stamp->length; i++)
        if (dd_is_digit(one[i]) ? !dd_is_digit(two[i]) : one[i] != two[i])
            return false;
    return true;
}
