/* SPDX-License-Identifier: MIT */
#include "logs/stamp.h"
#include "logs/chars.h"

#define NO_YEAR      (-1)
#define HOUR_SECONDS 3600
#define DAY_SECONDS  ((int64_t)24 * HOUR_SECONDS)
#define LEAP_CYCLE   8 /* years that can lie between two 29ths of February */

/* Y year, M D h m s two digits, d day of one or two digits or padded with a blank, b name of the
 * month, a name of the weekday, * "T", "t", "_" or a blank; everything else stands for itself. */
static const char *const shapes[] = {
    "Y-M-D*h:m:s",   /* ISO 8601, RFC 3339, Python logging */
    "b d h:m:s",     /* RFC 3164 */
    "Y/M/D h:m:s",   /* Go log, nginx */
    "D/b/Y*h:m:s",   /* Django's server */
    "D/b/Y:h:m:s",   /* common log format */
    "a b d h:m:s Y", /* asctime() */
    "D-b-Y h:m:s",   /* PHP */
    "D b Y h:m:s",   /* Redis */
    "Y.M.D h:m:s",
};

#define SHAPES (sizeof shapes / sizeof shapes[0])

static const char month_names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
static const char day_names[] = "SunMonTueWedThuFriSat";

void dd_stamps_init(struct dd_stamps *stamps, const struct dd_zone *zone, int64_t modified)
{
    struct dd_civil civil;

    dd_zone_civil(zone, modified, &civil);
    *stamps = (struct dd_stamps){
        .zone = zone, .modified = modified, .year = civil.year, .hour = -1};
}

static const char *read_number(const char *at, const char *end, int digits, int *out)
{
    int value = 0;

    if (end - at < digits)
        return NULL;
    for (int i = 0; i < digits; i++, at++) {
        if (!dd_is_digit(*at))
            return NULL;
        value = value * 10 + (*at - '0');
    }
    *out = value;
    return at;
}

/* A day of one digit stands alone or behind a second blank. */
static const char *read_day(const char *at, const char *end, int *out)
{
    const char *behind = read_number(at, end, 2, out);

    if (behind != NULL)
        return behind;
    if (at < end && *at == ' ')
        at++;
    return read_number(at, end, 1, out);
}

/* One of the three-letter names in `names`; its number from 1. */
static const char *read_name(const char *at, const char *end, const char *names, int *out)
{
    if (end - at < 3 || !dd_is_upper(*at))
        return NULL;
    for (int i = 0; names[i] != '\0'; i += 3)
        if (memcmp(names + i, at, 3) == 0) {
            *out = i / 3 + 1;
            return at + 3;
        }
    return NULL;
}

static const char *read_literal(const char *at, const char *end, char wanted)
{
    if (at == end)
        return NULL;
    if (wanted == '*')
        return *at == 'T' || *at == ' ' || *at == 't' || *at == '_' ? at + 1 : NULL;
    return *at == wanted ? at + 1 : NULL;
}

static const char *read_part(const char *at, const char *end, char part, struct dd_civil *civil)
{
    int weekday;

    switch (part) {
    case 'Y':
        return read_number(at, end, 4, &civil->year);
    case 'M':
        return read_number(at, end, 2, &civil->month);
    case 'D':
        return read_number(at, end, 2, &civil->day);
    case 'd':
        return read_day(at, end, &civil->day);
    case 'b':
        return read_name(at, end, month_names, &civil->month);
    case 'a':
        return read_name(at, end, day_names, &weekday);
    case 'h':
        return read_number(at, end, 2, &civil->hour);
    case 'm':
        return read_number(at, end, 2, &civil->minute);
    case 's':
        return read_number(at, end, 2, &civil->second);
    default:
        return read_literal(at, end, part);
    }
}

static const char *read_shape(const char *shape, const char *at, const char *end,
                              struct dd_civil *civil)
{
    *civil = (struct dd_civil){.year = NO_YEAR};
    for (; *shape != '\0' && at != NULL; shape++)
        at = read_part(at, end, *shape, civil);
    return at;
}

/* Lines of one file look alike: the shape that fitted last is tried first. */
static const char *read_any_shape(struct dd_stamps *stamps, const char *at, const char *end,
                                  struct dd_civil *civil)
{
    const char *behind = read_shape(shapes[stamps->shape], at, end, civil);

    for (size_t i = 0; i < SHAPES && behind == NULL; i++) {
        behind = read_shape(shapes[i], at, end, civil);
        if (behind != NULL)
            stamps->shape = i;
    }
    return behind;
}

static const char *skip_fraction(const char *at, const char *end)
{
    if (end - at < 2 || (*at != '.' && *at != ',') || !dd_is_digit(at[1]))
        return at;
    return dd_skip_digits(at + 1, end);
}

static bool is_boundary(const char *at, const char *end)
{
    return at == end || !dd_is_name(*at) || *at == '.';
}

/* "+02:00", "+0200", and "+02" where no blank is in front. */
static const char *read_offset(const char *at, const char *end, bool blank, int *offset)
{
    int sign = *at == '-' ? -1 : 1;
    int hours = 0;
    int minutes = 0;
    const char *behind = read_number(at + 1, end, 2, &hours);
    const char *rest = NULL;

    if (behind == NULL || hours > 23)
        return NULL;
    if (behind < end && *behind == ':')
        rest = read_number(behind + 1, end, 2, &minutes);
    else
        rest = read_number(behind, end, 2, &minutes);
    if (rest == NULL && blank)
        return NULL;
    if (minutes > 59)
        return NULL;
    *offset = sign * (hours * HOUR_SECONDS + minutes * 60);
    behind = rest != NULL ? rest : behind;
    return is_boundary(behind, end) ? behind : NULL;
}

static const char *read_utc(const char *at, const char *end)
{
    static const char *const names[] = {"Z", "z", "UTC", "GMT"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (dd_begins(at, end, names[i]) && is_boundary(at + strlen(names[i]), end))
            return at + strlen(names[i]);
    return NULL;
}

/* Read a zone, if one follows; NULL when none does. */
static const char *read_zone(const char *at, const char *end, int *offset)
{
    bool blank = at < end && *at == ' ';

    at += blank ? 1 : 0;
    *offset = 0;
    if (at == end)
        return NULL;
    if (*at == '+' || *at == '-')
        return read_offset(at, end, blank, offset);
    return read_utc(at, end);
}

/* Seconds since the epoch of a wall clock reading. A log has many of the same hour, and rules of
 * daylight saving time are slow to look up; an hour that they break in two is not remembered. */
static int64_t convert(struct dd_stamps *stamps, const struct dd_civil *civil)
{
    struct dd_civil edge = *civil;
    int64_t hour = ((civil->year * INT64_C(16) + civil->month) * 32 + civil->day) * 32 +
                   civil->hour;
    int64_t starts;

    if (hour == stamps->hour)
        return stamps->hour_starts + civil->minute * 60 + civil->second;
    edge.minute = edge.second = 0;
    starts = dd_zone_to_utc(stamps->zone, &edge);
    edge.minute = edge.second = 59;
    if (dd_zone_to_utc(stamps->zone, &edge) - starts != HOUR_SECONDS - 1)
        return dd_zone_to_utc(stamps->zone, civil);
    stamps->hour = hour;
    stamps->hour_starts = starts;
    return starts + civil->minute * 60 + civil->second;
}

/* A stamp without a year is of the last one before the file was written. A day is granted to
 * clocks that disagree, and to the zone, which is left out here. */
static bool choose_year(const struct dd_stamps *stamps, struct dd_civil *civil)
{
    for (civil->year = stamps->year + 1; civil->year >= stamps->year - LEAP_CYCLE; civil->year--)
        if (dd_civil_valid(civil) && dd_seconds_from_civil(civil) <= stamps->modified + DAY_SECONDS)
            return true;
    return false;
}

size_t dd_stamp_read(struct dd_stamps *stamps, const char *text, size_t length, int64_t *time)
{
    const char *end = text + length;
    struct dd_civil civil;
    const char *at = read_any_shape(stamps, text, end, &civil);
    const char *behind;
    int offset;

    if (at == NULL)
        return 0;
    at = skip_fraction(at, end);
    behind = read_zone(at, end, &offset);
    if (behind == NULL && !is_boundary(at, end))
        return 0;
    if (civil.year == NO_YEAR ? !choose_year(stamps, &civil) : !dd_civil_valid(&civil))
        return 0;
    *time = behind != NULL ? dd_seconds_from_civil(&civil) - offset : convert(stamps, &civil);
    return (size_t)((behind != NULL ? behind : at) - text);
}
