/* SPDX-License-Identifier: MIT */
#include "logs/clock-part.h"
#include "logs/chars.h"

static const char month_names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
static const char day_names[] = "SunMonTueWedThuFriSat";

/* One of the three-letter names in `names`; its number from 1. */
static const char *read_name(const char *at, const char *end, const char *names, int *out)
{
    if (end - at < 3 || !dd_is_upper(*at))
        return NULL;
    for (int i = 0; names[i] != '\0'; i += 3)
        if (names[i] == at[0] && names[i + 1] == at[1] && names[i + 2] == at[2]) {
            *out = i / 3 + 1;
            return at + 3;
        }
    return NULL;
}

const char *dd_clock_month(const char *at, const char *end, int *month)
{
    return read_name(at, end, month_names, month);
}

const char *dd_clock_weekday(const char *at, const char *end, int *weekday)
{
    return read_name(at, end, day_names, weekday);
}

const char *dd_clock_time(const char *at, const char *end, struct dd_civil *civil)
{
    unsigned wrong = 0;

    if (end - at < 8 || at[2] != ':' || at[5] != ':')
        return NULL;
    civil->hour = dd_clock_two(at, &wrong);
    civil->minute = dd_clock_two(at + 3, &wrong);
    civil->second = dd_clock_two(at + 6, &wrong);
    return wrong == 0 ? at + 8 : NULL;
}

const char *dd_clock_skip_fraction(const char *at, const char *end)
{
    if (end - at < 2 || (*at != '.' && *at != ',') || !dd_is_digit(at[1]))
        return at;
    return dd_skip_digits(at + 1, end);
}
