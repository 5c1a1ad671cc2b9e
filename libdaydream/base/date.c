/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/date.h"

#define DAY_SECONDS       86400
#define DAYS_BEFORE_EPOCH 719162  /* from 0001-01-01 to 1970-01-01 */
#define LAST_DAY          2932896 /* 9999-12-31 */

/* The Gregorian calendar repeats after 400 years; a century and a cycle of four years are one day
 * shorter and longer than their years alone. */
#define DAYS_IN_400_YEARS 146097
#define DAYS_IN_100_YEARS 36524
#define DAYS_IN_4_YEARS   1461

/* Days of the year before each month, and before the next year. */
static const int days_before_month[2][13] = {
    {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365},
    {0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366},
};

static int is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int64_t clamp(int64_t value, int64_t least, int64_t most)
{
    if (value < least)
        return least;
    return value > most ? most : value;
}

int64_t dd_days_from_civil(int year, int month, int day)
{
    int64_t past = (int64_t)year - 1;

    return past * 365 + past / 4 - past / 100 + past / 400 +
           days_before_month[is_leap(year)][month - 1] + day - 1 - DAYS_BEFORE_EPOCH;
}

void dd_civil_from_days(int64_t days, int *year, int *month, int *day)
{
    int rest = (int)(clamp(days, -DAYS_BEFORE_EPOCH, LAST_DAY) + DAYS_BEFORE_EPOCH);
    int eras = rest / DAYS_IN_400_YEARS;
    int centuries;
    int fours;
    int years;

    rest %= DAYS_IN_400_YEARS;
    /* the last day of a leap cycle would be the first of a fifth century or year */
    centuries = rest / DAYS_IN_100_YEARS - rest / (DAYS_IN_400_YEARS - 1);
    rest -= centuries * DAYS_IN_100_YEARS;
    fours = rest / DAYS_IN_4_YEARS;
    rest %= DAYS_IN_4_YEARS;
    years = rest / 365 - rest / (DAYS_IN_4_YEARS - 1);
    rest -= years * 365;
    *year = eras * 400 + centuries * 100 + fours * 4 + years + 1;
    *month = 1;
    while (rest >= days_before_month[is_leap(*year)][*month])
        ++*month;
    *day = rest - days_before_month[is_leap(*year)][*month - 1] + 1;
}

int64_t dd_seconds_from_civil(const struct dd_civil *civil)
{
    int64_t days = dd_days_from_civil(civil->year, civil->month, civil->day);

    return days * DAY_SECONDS + civil->hour * 3600 + civil->minute * 60 + civil->second;
}

void dd_civil_from_seconds(int64_t seconds, struct dd_civil *civil)
{
    int64_t inside = clamp(seconds, -(int64_t)DAYS_BEFORE_EPOCH * DAY_SECONDS,
                           (int64_t)(LAST_DAY + 1) * DAY_SECONDS - 1);
    int64_t from_first = inside + (int64_t)DAYS_BEFORE_EPOCH * DAY_SECONDS;
    int rest = (int)(from_first % DAY_SECONDS);

    dd_civil_from_days(from_first / DAY_SECONDS - DAYS_BEFORE_EPOCH, &civil->year, &civil->month,
                       &civil->day);
    civil->hour = rest / 3600;
    civil->minute = rest / 60 % 60;
    civil->second = rest % 60;
}

static bool in_range(int value, int least, int most)
{
    return value >= least && value <= most;
}

bool dd_civil_valid(const struct dd_civil *civil)
{
    const int *before;

    if (!in_range(civil->year, 1, 9999) || !in_range(civil->month, 1, 12))
        return false;
    before = days_before_month[is_leap(civil->year)] + civil->month;
    return in_range(civil->day, 1, before[0] - before[-1]) && in_range(civil->hour, 0, 23) &&
           in_range(civil->minute, 0, 59) && in_range(civil->second, 0, 60);
}

/* Read exactly `digits` digits and move behind them. */
static bool read_number(const char **text, int digits, int *out)
{
    int value = 0;

    for (int i = 0; i < digits; i++, ++*text) {
        if (**text < '0' || **text > '9')
            return false;
        value = value * 10 + (**text - '0');
    }
    *out = value;
    return true;
}

static bool read_char(const char **text, const char *allowed)
{
    for (; *allowed != '\0'; allowed++)
        if (**text == *allowed) {
            ++*text;
            return true;
        }
    return false;
}

static bool read_date(const char **text, struct dd_civil *civil)
{
    return read_number(text, 4, &civil->year) && read_char(text, "-") &&
           read_number(text, 2, &civil->month) && read_char(text, "-") &&
           read_number(text, 2, &civil->day);
}

static bool read_time(const char **text, struct dd_civil *civil)
{
    return read_number(text, 2, &civil->hour) && read_char(text, ":") &&
           read_number(text, 2, &civil->minute) && read_char(text, ":") &&
           read_number(text, 2, &civil->second);
}

static bool skip_fraction(const char **text)
{
    int digit;

    if (!read_char(text, "."))
        return true;
    if (!read_number(text, 1, &digit))
        return false;
    while (**text >= '0' && **text <= '9')
        ++*text;
    return true;
}

/* "Z" or "+hh:mm" */
static bool read_offset(const char **text, int *seconds)
{
    int sign = **text == '-' ? -1 : 1;
    int hours;
    int minutes;

    *seconds = 0;
    if (read_char(text, "Zz"))
        return true;
    if (!read_char(text, "+-") || !read_number(text, 2, &hours) || !read_char(text, ":") ||
        !read_number(text, 2, &minutes) || hours > 23 || minutes > 59)
        return false;
    *seconds = sign * (hours * 3600 + minutes * 60);
    return true;
}

bool dd_date_parse(const char *text, int64_t *days)
{
    struct dd_civil civil = {0};

    if (!read_date(&text, &civil) || *text != '\0' || !dd_civil_valid(&civil))
        return false;
    *days = dd_days_from_civil(civil.year, civil.month, civil.day);
    return true;
}

void dd_date_format(int64_t days, char out[DD_DATE_SIZE])
{
    int year;
    int month;
    int day;

    dd_civil_from_days(days, &year, &month, &day);
    snprintf(out, DD_DATE_SIZE, "%04u-%02u-%02u", (unsigned)year % 10000, (unsigned)month % 100,
             (unsigned)day % 100);
}

bool dd_rfc3339_parse(const char *text, int64_t *seconds)
{
    struct dd_civil civil = {0};
    int offset;

    if (!read_date(&text, &civil) || !read_char(&text, "Tt ") || !read_time(&text, &civil) ||
        !skip_fraction(&text) || !read_offset(&text, &offset) || *text != '\0' ||
        !dd_civil_valid(&civil))
        return false;
    *seconds = dd_seconds_from_civil(&civil) - offset;
    return true;
}

void dd_rfc3339_format(int64_t seconds, char out[DD_RFC3339_SIZE])
{
    struct dd_civil civil;

    dd_civil_from_seconds(seconds, &civil);
    snprintf(out, DD_RFC3339_SIZE, "%04u-%02u-%02uT%02u:%02u:%02uZ", (unsigned)civil.year % 10000,
             (unsigned)civil.month % 100, (unsigned)civil.day % 100, (unsigned)civil.hour % 100,
             (unsigned)civil.minute % 100, (unsigned)civil.second % 100);
}
