/* SPDX-License-Identifier: MIT */
#include "logs/clock.h"
#include "logs/chars.h"

#define CENTURY_TURN 70 /* years of two digits: 1970 to 2069 */
#define LONGEST_RUN  20 /* digits */
#define MOST_DIGITS  8  /* in front of a date that is no number */
#define MOST_SHAPES  11 /* with the end of the row */

/* Y year, y year of two digits, M D h m s two digits, t hours, minutes and seconds with colons, n
 * month, e day and H hour of one or two digits, d day of one or two digits or padded with a blank,
 * b name of the month, a name of the weekday, * what stands between date and time, f a fraction, p
 * AM or PM and z a zone where there is one; everything else stands for itself. By the number of
 * digits at the beginning (none: a letter) and the character that follows them. */
static const struct shape {
    char next;
    const char *text;
} shapes[MOST_DIGITS + 1][MOST_SHAPES] = {
    [0] =
        {
            {' ', "b d t"},         /* RFC 3164 */
            {' ', "b d Y*t"},       /* Cisco */
            {' ', "b e, Y*H:m:sp"}, /* java.util.logging */
            {' ', "a b d tfz Y"},   /* asctime(), Apache, date(1) */
            {',', "a, e b Y t"},    /* RFC 2822 */
        },
    [1] =
        {
            {'/', "n/e/Y*H:m:sp"}, /* the same */
            {' ', "e b Y*t"},      /* systemd-cat, mail */
        },
    [2] =
        {
            {'/', "D/b/Y*t"},      /* common log format, Django's server */
            {'/', "n/e/Y*H:m:sp"}, /* JavaScript's toLocaleString() */
            {'/', "y/M/D*t"},      /* Spark */
            {'-', "D-b-Y*t"},      /* PHP */
            {'-', "M-D*t"},        /* Android */
            {'-', "e-n-Y*t"},      /* Europe */
            {' ', "D b Y*t"},      /* Redis */
            {' ', "D b*t"},        /* Redis before 3.0 */
            {'.', "M.D*t"},        /* Proxifier */
            {'.', "e.n.Y*t"},      /* Europe */
        },
    [4] =
        {
            {' ', "MD t"}, /* klog */
        },
    [6] =
        {
            {' ', "yMD hms"}, /* Hadoop before log4j */
            {' ', "yMD t"},   /* Tornado, MySQL before 5.7 */
        },
    [8] =
        {
            {'T', "YMDThms"}, /* ISO 8601, basic format */
            {'T', "YMDTt"},   /* the same, mixed */
            {'-', "YMD-t"},   /* Huawei */
            {'-', "YMD-hms"}, /* names of files */
            {'_', "YMD_hms"}, /* names of files */
            {' ', "YMD t"},   /* glog */
            {' ', "YMD hms"}, /* names of files */
        },
};

static const char month_names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
static const char day_names[] = "SunMonTueWedThuFriSat";

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

static const char *read_one_or_two(const char *at, const char *end, int *out)
{
    const char *behind = read_number(at, end, 2, out);

    return behind != NULL ? behind : read_number(at, end, 1, out);
}

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

static const char *skip_fraction(const char *at, const char *end)
{
    if (end - at < 2 || (*at != '.' && *at != ',') || !dd_is_digit(at[1]))
        return at;
    return dd_skip_digits(at + 1, end);
}

static const char *read_short_year(const char *at, const char *end, int *year)
{
    const char *behind = read_number(at, end, 2, year);

    *year += *year < CENTURY_TURN ? 2000 : 1900;
    return behind;
}

/* " AM" and " PM"; twelve o'clock is the first hour of its half. */
static const char *read_half(const char *at, const char *end, int *hour)
{
    const char *half = dd_skip_blanks(at, end);
    bool late;

    if (dd_begins(half, end, "\xe2\x80\xaf")) /* U+202F: newer versions of ICU */
        half += 3;
    if (end - half < 2 || dd_lower(half[1]) != 'm' || *hour > 12)
        return at;
    late = dd_lower(*half) == 'p';
    if (!late && dd_lower(*half) != 'a')
        return at;
    *hour = *hour % 12 + (late ? 12 : 0);
    return half + 2;
}

static const char *read_zone(const char *at, const char *end, struct dd_clock *clock)
{
    const char *behind = dd_clock_zone(at, end, &clock->offset);

    clock->zoned = behind != NULL;
    return clock->zoned ? behind : at;
}

/* Two digits; anything else makes `*wrong` more than 9. */
static int two(const char *at, unsigned *wrong)
{
    unsigned tens = (unsigned)(at[0] - '0');
    unsigned ones = (unsigned)(at[1] - '0');

    *wrong |= tens > 9 || ones > 9;
    return (int)(tens * 10 + ones);
}

static const char *read_time(const char *at, const char *end, struct dd_civil *civil)
{
    unsigned wrong = 0;

    if (end - at < 8 || at[2] != ':' || at[5] != ':')
        return NULL;
    civil->hour = two(at, &wrong);
    civil->minute = two(at + 3, &wrong);
    civil->second = two(at + 6, &wrong);
    return wrong == 0 ? at + 8 : NULL;
}

static const char *read_literal(const char *at, const char *end, char wanted)
{
    if (at == end)
        return NULL;
    if (wanted != '*')
        return *at == wanted ? at + 1 : NULL;
    at += *at == ',' && end - at > 1 && at[1] == ' ' ? 1 : 0;
    return *at == ' ' || *at == 'T' || *at == ':' || *at == 't' || *at == '_' ? at + 1 : NULL;
}

static const char *read_part(const char *at, const char *end, char part, struct dd_clock *clock)
{
    struct dd_civil *civil = &clock->civil;
    int weekday;

    switch (part) {
    case 'Y':
        return read_number(at, end, 4, &civil->year);
    case 'y':
        return read_short_year(at, end, &civil->year);
    case 'M':
        return read_number(at, end, 2, &civil->month);
    case 'n':
        return read_one_or_two(at, end, &civil->month);
    case 'b':
        return read_name(at, end, month_names, &civil->month);
    case 'D':
        return read_number(at, end, 2, &civil->day);
    case 'e':
        return read_one_or_two(at, end, &civil->day);
    case 'd':
        return read_one_or_two(at < end && *at == ' ' ? at + 1 : at, end, &civil->day);
    case 'a':
        return read_name(at, end, day_names, &weekday);
    case 't':
        return read_time(at, end, civil);
    case 'h':
        return read_number(at, end, 2, &civil->hour);
    case 'H':
        return read_one_or_two(at, end, &civil->hour);
    case 'm':
        return read_number(at, end, 2, &civil->minute);
    case 's':
        return read_number(at, end, 2, &civil->second);
    case 'f':
        return skip_fraction(at, end);
    case 'p':
        return read_half(at, end, &civil->hour);
    case 'z':
        return read_zone(at, end, clock);
    default:
        return read_literal(at, end, part);
    }
}

static const char *read_shape(const char *shape, const char *at, const char *end,
                              struct dd_clock *clock)
{
    *clock = (struct dd_clock){.civil = {.year = DD_NO_YEAR}};
    if (shape[0] == 'n' || (shape[0] == 'M' && shape[1] == '.'))
        clock->numbers = DD_NUMBERS_MONTH_FIRST;
    else if (shape[0] == 'e' && shape[2] == 'n')
        clock->numbers = DD_NUMBERS_DAY_FIRST;
    for (; *shape != '\0' && at != NULL; shape++)
        at = read_part(at, end, *shape, clock);
    return at;
}

static const char *read_shapes(size_t digits, char next, const char *at, const char *end,
                               struct dd_clock *clock)
{
    if (digits > MOST_DIGITS)
        return NULL;
    for (const struct shape *shape = shapes[digits]; shape->next != '\0'; shape++) {
        const char *behind = NULL;

        if (shape->next == next)
            behind = read_shape(shape->text, at, end, clock);
        if (behind != NULL)
            return behind;
    }
    return NULL;
}

/* Most logs write ISO 8601 or RFC 3339, or a variant with other characters between the numbers:
 * "2026-07-20T10:11:12", "2026/07/20 10:11:12", "2026-07-20-10.11.12", and without seconds only
 * behind a "T". */
static const char *read_year_first(const char *at, const char *end, struct dd_clock *clock)
{
    char between = at[10];
    char colon = between == '-' ? '.' : ':';
    bool seconds = end - at >= 19 && at[16] == colon;
    unsigned wrong = 0;

    *clock = (struct dd_clock){.civil = {.year = two(at, &wrong) * 100 + two(at + 2, &wrong),
                                         .month = two(at + 5, &wrong),
                                         .day = two(at + 8, &wrong),
                                         .hour = two(at + 11, &wrong),
                                         .minute = two(at + 14, &wrong),
                                         .second = seconds ? two(at + 17, &wrong) : 0}};
    if (wrong != 0 || at[7] != at[4] || at[13] != colon || (!seconds && between != 'T'))
        return NULL;
    if (between != ' ' && between != 'T' && between != 't' && between != '_' && between != '-')
        return NULL;
    return at + (seconds ? 19 : 16);
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
        return skip_fraction(at, end);
    return at + 4;
}

/* Of a month or a weekday? Most words are not. */
static bool begins_with_name(const char *at)
{
    return (at[3] == ' ' || at[3] == ',') && strchr("JFMASONDTW", *at) != NULL;
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
        return begins_with_name(at) ? read_shapes(0, at[3], at, end, clock) : NULL;
    if (end - at >= 16 && has_four_digits(at))
        return read_year_first(at, end, clock);
    run = dd_skip_digits(at, last);
    if (run - at >= 10)
        return read_epoch(at, (size_t)(run - at), clock);
    return run < last ? read_shapes((size_t)(run - at), *run, at, end, clock) : NULL;
}

const char *dd_clock_read(const char *at, const char *end, struct dd_clock *clock)
{
    const char *behind;

    if (at == end || (!dd_is_digit(*at) && !dd_is_upper(*at)))
        return NULL;
    behind = read_any(at, end, clock);
    return behind != NULL ? skip_any_fraction(behind, end) : NULL;
}
