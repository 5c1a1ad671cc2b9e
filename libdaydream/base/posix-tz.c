/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "base/posix-tz.h"

#define HOUR        3600
#define DAY_SECONDS ((int64_t)86400)

#define LETTERS     "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define QUOTED      LETTERS "0123456789+-"

static bool take(const char **text, char c)
{
    if (**text != c)
        return false;
    ++*text;
    return true;
}

/* "PST", or "<+03>" where more than letters is needed. */
static bool read_name(const char **text, char name[DD_TZ_NAME_SIZE])
{
    bool quoted = take(text, '<');
    size_t length = strspn(*text, quoted ? QUOTED : LETTERS);

    if (length < 3 || length >= DD_TZ_NAME_SIZE)
        return false;
    memcpy(name, *text, length);
    name[length] = '\0';
    *text += length;
    return !quoted || take(text, '>');
}

/* A number of one to `digits` digits, from `least` to `most`. */
static bool read_number(const char **text, int digits, int least, int most, int *out)
{
    int value = 0;
    int count = 0;

    for (; count < digits && **text >= '0' && **text <= '9'; count++, ++*text)
        value = value * 10 + (**text - '0');
    *out = value;
    return count > 0 && value >= least && value <= most;
}

/* [+-]hh[:mm[:ss]] */
static bool read_time(const char **text, int most_hours, int32_t *seconds)
{
    int sign = take(text, '-') ? -1 : 1;
    int hours = 0;
    int minutes = 0;
    int rest = 0;

    if (sign > 0)
        take(text, '+');
    if (!read_number(text, 3, 0, most_hours, &hours))
        return false;
    if (take(text, ':')) {
        if (!read_number(text, 2, 0, 59, &minutes))
            return false;
        if (take(text, ':') && !read_number(text, 2, 0, 59, &rest))
            return false;
    }
    *seconds = sign * (hours * HOUR + minutes * 60 + rest);
    return true;
}

/* In these strings west is positive. */
static bool read_offset(const char **text, int32_t *east)
{
    int32_t west;

    if (!read_time(text, 24, &west))
        return false;
    *east = -west;
    return true;
}

static bool read_day(const char **text, struct dd_tz_rule *rule)
{
    if (take(text, 'J')) {
        rule->kind = DD_TZ_JULIAN;
        return read_number(text, 3, 1, 365, &rule->day);
    }
    if (take(text, 'M')) {
        rule->kind = DD_TZ_MONTH_WEEK_DAY;
        return read_number(text, 2, 1, 12, &rule->month) && take(text, '.') &&
               read_number(text, 1, 1, 5, &rule->week) && take(text, '.') &&
               read_number(text, 1, 0, 6, &rule->day);
    }
    rule->kind = DD_TZ_DAY;
    return read_number(text, 3, 0, 365, &rule->day);
}

static bool read_rule(const char **text, struct dd_tz_rule *rule)
{
    *rule = (struct dd_tz_rule){.time = 2 * HOUR};
    if (!take(text, ',') || !read_day(text, rule))
        return false;
    return !take(text, '/') || read_time(text, 167, &rule->time);
}

static bool read_rules(const char *text, struct dd_posix_tz *out)
{
    /* POSIX leaves open what holds without rules; like tzcode we take those of the USA */
    if (*text == '\0')
        text = ",M3.2.0,M11.1.0";
    return read_rule(&text, &out->to_daylight) && read_rule(&text, &out->to_standard) &&
           *text == '\0';
}

bool dd_posix_tz_parse(const char *text, struct dd_posix_tz *out)
{
    memset(out, 0, sizeof *out);
    if (!read_name(&text, out->standard.name) || !read_offset(&text, &out->standard.offset))
        return false;
    if (*text == '\0')
        return true;
    if (!read_name(&text, out->daylight.name))
        return false;
    out->has_daylight = true;
    out->daylight.offset = out->standard.offset + HOUR;
    if (*text != ',' && *text != '\0' && !read_offset(&text, &out->daylight.offset))
        return false;
    return read_rules(text, out);
}

static bool is_leap(int year)
{
    return dd_days_from_civil(year + 1, 1, 1) - dd_days_from_civil(year, 1, 1) == 366;
}

static int64_t first_of_next_month(int year, int month)
{
    return month == 12 ? dd_days_from_civil(year + 1, 1, 1)
                       : dd_days_from_civil(year, month + 1, 1);
}

static int64_t week_day(int64_t days)
{
    return ((days + 4) % 7 + 7) % 7; /* 1970-01-01 was a Thursday */
}

static int64_t month_week_day(const struct dd_tz_rule *rule, int year)
{
    int64_t first = dd_days_from_civil(year, rule->month, 1);
    int64_t day = first + (rule->day - week_day(first) + 7) % 7 + 7 * (rule->week - 1);

    return day >= first_of_next_month(year, rule->month) ? day - 7 : day;
}

/* The moment of a rule in a year; `offset` is that of the period which it ends. */
static int64_t moment(const struct dd_tz_rule *rule, int year, int32_t offset)
{
    int64_t day = 0;

    switch (rule->kind) {
    case DD_TZ_JULIAN:
        day = dd_days_from_civil(year, 1, 1) + rule->day - 1 + (is_leap(year) && rule->day >= 60);
        break;
    case DD_TZ_DAY:
        day = dd_days_from_civil(year, 1, 1) + rule->day;
        break;
    case DD_TZ_MONTH_WEEK_DAY:
        day = month_week_day(rule, year);
        break;
    }
    return day * DAY_SECONDS + rule->time - offset;
}

const struct dd_tz_period *dd_posix_tz_at(const struct dd_posix_tz *tz, int64_t utc)
{
    const struct dd_tz_period *period = &tz->standard;
    int64_t newest = INT64_MIN;
    struct dd_civil civil;

    if (!tz->has_daylight)
        return &tz->standard;
    dd_civil_from_seconds(utc, &civil);
    /* a rule's time may reach a week into another year */
    for (int year = civil.year - 1; year <= civil.year + 1; year++) {
        int64_t end = moment(&tz->to_standard, year, tz->daylight.offset);
        int64_t begin = moment(&tz->to_daylight, year, tz->standard.offset);

        if (end <= utc && end > newest) {
            newest = end;
            period = &tz->standard;
        }
        /* daylight that never ends meets its own beginning: it begins */
        if (begin <= utc && begin >= newest) {
            newest = begin;
            period = &tz->daylight;
        }
    }
    return period;
}
