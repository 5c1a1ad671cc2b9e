/* SPDX-License-Identifier: MIT */
#include "logs/clock.h"
#include "logs/chars.h"
#include "logs/clock-part.h"

#define LONGEST_RUN 20 /* digits */

/* Most logs write ISO 8601 or RFC 3339, or a variant with other characters between the numbers:
 * "2026-07-20T10:11:12", "2026/07/20 10:11:12", "2026-07-20-10.11.12", and without seconds only
 * behind a "T". */
static const char *read_year_first(const char *at, const char *end, struct dd_clock *clock)
{
    char between = at[10];
    char colon = between == '-' ? '.' : ':';
    bool seconds = end - at >= 19 && at[16] == colon;
    unsigned wrong = 0;

    *clock = (struct dd_clock){
        .civil = {.year = dd_clock_two(at, &wrong) * 100 + dd_clock_two(at + 2, &wrong),
                  .month = dd_clock_two(at + 5, &wrong),
                  .day = dd_clock_two(at + 8, &wrong),
                  .hour = dd_clock_two(at + 11, &wrong),
                  .minute = dd_clock_two(at + 14, &wrong),
                  .second = seconds ? dd_clock_two(at + 17, &wrong) : 0}};
    if (wrong != 0 || at[7] != at[4] || at[13] != colon || (!seconds && between != 'T'))
        return NULL;
    if (between != ' ' && between != 'T' && between != 't' && between != '_' && between != '-')
        return NULL;
    return at + (seconds ? 19 : 16);
}

/* "20/Jul/2026:10:11:12" of the common log format and Django, "20-Jul-2026 10:11:12" of PHP, "20
 * Jul 2026 10:11:12" of Redis. */
static const char *read_day_first(const char *at, const char *end, struct dd_clock *clock)
{
    unsigned wrong = 0;

    if (end - at < 20 || at[6] != at[2] || !dd_clock_is_between(at[11]))
        return NULL;
    *clock = (struct dd_clock){
        .civil = {.year = dd_clock_two(at + 7, &wrong) * 100 + dd_clock_two(at + 9, &wrong),
                  .day = dd_clock_two(at, &wrong)}};
    if (wrong != 0 || dd_clock_month(at + 3, end, &clock->civil.month) == NULL)
        return NULL;
    return dd_clock_time(at + 12, end, &clock->civil);
}

/* "Jul 20 10:11:12" and "Jul  4 10:11:12" (RFC 3164, 4.1.2) */
static const char *read_month_first(const char *at, const char *end, struct dd_clock *clock)
{
    if (end - at < 15 || at[6] != ' ' || !dd_is_digit(at[5]))
        return NULL;
    *clock = (struct dd_clock){.civil = {.year = DD_NO_YEAR, .day = at[5] - '0'}};
    if (at[4] != ' ' && !dd_is_digit(at[4]))
        return NULL;
    clock->civil.day += at[4] != ' ' ? (at[4] - '0') * 10 : 0;
    if (dd_clock_month(at, end, &clock->civil.month) == NULL)
        return NULL;
    return dd_clock_time(at + 7, end, &clock->civil);
}

/* Of a month or a weekday? Most words are not. */
static bool begins_with_name(const char *at)
{
    return (at[3] == ' ' || at[3] == ',') && strchr("JFMASONDTW", *at) != NULL;
}

static const char *read_name_first(const char *at, const char *end, struct dd_clock *clock)
{
    const char *behind = NULL;

    if (!begins_with_name(at))
        return NULL;
    if (at[3] == ' ')
        behind = read_month_first(at, end, clock);
    return behind != NULL ? behind : dd_clock_shapes(0, at[3], at, end, clock);
}

/* Seconds, milli-, micro- or nanoseconds since the epoch, told apart by their number of digits,
 * which is the same from 2001 to 2286. */
static const char *read_epoch(const char *at, size_t digits, struct dd_clock *clock)
{
    int64_t value = 0;

    if (digits != 10 && digits != 13 && digits != 16 && digits != 19)
        return NULL;
    for (size_t i = 0; i < 10; i++)
        value = value * 10 + (at[i] - '0');
    *clock = (struct dd_clock){.epoch = true, .seconds = value};
    return *at != '0' ? at + digits : NULL;
}

/* A fraction; three digits may also follow a colon. */
static const char *skip_any_fraction(const char *at, const char *end)
{
    if (end - at < 4 || *at != ':' || dd_skip_digits(at + 1, end) != at + 4)
        return dd_clock_skip_fraction(at, end);
    return at + 4;
}

static bool has_four_digits(const char *at)
{
    return dd_is_digit(at[1]) && dd_is_digit(at[2]) && dd_is_digit(at[3]) &&
           (at[4] == '-' || at[4] == '/' || at[4] == '.');
}

static const char *read_any(const char *at, const char *end, struct dd_clock *clock)
{
    const char *last = end - at > LONGEST_RUN ? at + LONGEST_RUN : end;
    const char *run;

    if (end - at < 9)
        return NULL;
    if (dd_is_upper(*at))
        return read_name_first(at, end, clock);
    if (end - at >= 16 && has_four_digits(at) && at[10] != ',' && at[11] != '-')
        return read_year_first(at, end, clock);
    if (!dd_is_digit(at[2]) && dd_is_upper(at[3])) {
        run = read_day_first(at, end, clock);
        if (run != NULL)
            return run;
    }
    run = dd_skip_digits(at, last);
    if (run - at >= 10)
        return read_epoch(at, (size_t)(run - at), clock);
    return run < last ? dd_clock_shapes((size_t)(run - at), *run, at, end, clock) : NULL;
}

bool dd_clock_has_half(const char *at, const char *end)
{
    return (dd_begins(at, end, " AM") || dd_begins(at, end, " PM")) &&
           (end - at == 3 || !dd_is_name(at[3]));
}

const char *dd_clock_read(const char *at, const char *end, struct dd_clock *clock)
{
    const char *behind;

    if (at == end || (!dd_is_digit(*at) && !dd_is_upper(*at)))
        return NULL;
    behind = read_any(at, end, clock);
    if (behind == NULL)
        return NULL;
    behind = skip_any_fraction(behind, end);
    return dd_clock_has_half(behind, end) ? dd_clock_half(behind, end, &clock->civil.hour) : behind;
}

const char *dd_clock_read_minutes(const char *at, const char *end, int64_t *seconds)
{
    unsigned wrong = 0;
    int minute;
    int second;

    if (end - at < 5 || at[2] != ':')
        return NULL;
    minute = dd_clock_two(at, &wrong);
    second = dd_clock_two(at + 3, &wrong);
    *seconds = minute * 60 + second;
    return wrong == 0 && minute < 60 && second <= 60 ? skip_any_fraction(at + 5, end) : NULL;
}
