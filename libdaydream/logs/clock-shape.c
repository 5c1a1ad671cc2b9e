/* SPDX-License-Identifier: MIT */
#include "logs/chars.h"
#include "logs/clock-part.h"

#define CENTURY_TURN 70 /* years of two digits: 1970 to 2069 */
#define MOST_DIGITS  8  /* in front of a date that is no number */
#define MOST_SHAPES  8  /* with the end of the row */

/* Y year, y year of two digits, M D h m s two digits, t hours, minutes and seconds with colons, n
 * month, e day, H hour, i minute and S second of one or two digits, d day of one or two digits or
 * padded with a blank, b name of the month, a name of the weekday, * what stands between date and
 * time, f a fraction, F one of up to three digits behind a colon, p AM or PM and z a zone where
 * there is one; everything else stands for itself. By the number of digits at the beginning (none:
 * a letter) and the character that follows them. */
static const struct shape {
    char next;
    const char *text;
} shapes[MOST_DIGITS + 1][MOST_SHAPES] = {
    [0] =
        {
            {' ', "b d Y*t"},       /* Cisco */
            {' ', "b e, Y*H:m:sp"}, /* java.util.logging */
            {' ', "a b d tfz Y"},   /* asctime(), Apache, date(1) */
            {' ', "a Y-M-D t"},     /* journald */
            {',', "a, e b Y t"},    /* RFC 2822 */
        },
    [1] =
        {
            {'/', "n/e/Y*H:m:sp"}, /* JavaScript, without padding */
            {' ', "e b Y*t"},      /* systemd-cat, mail */
        },
    [2] =
        {
            {'/', "n/e/Y*H:m:sp"}, /* JavaScript's toLocaleString() */
            {'/', "y/M/D*t"},      /* Spark */
            {'-', "M-D*t"},        /* Android */
            {'-', "e-n-Y*t"},      /* Europe */
            {' ', "D b*t"},        /* Redis before 3.0 */
            {'.', "M.D*t"},        /* Proxifier */
            {'.', "e.n.Y*t"},      /* Europe */
        },
    [4] =
        {
            {' ', "MD t"},      /* klog */
            {'-', "Y-M-D*t"},   /* Airflow: with a comma */
            {'/', "Y/M/D - t"}, /* gin */
        },
    [6] =
        {
            {' ', "yMD hms"}, /* Hadoop before log4j */
            {' ', "yMD t"},   /* Tornado, MySQL before 5.7 */
        },
    [8] =
        {
            {'T', "YMDThms"},    /* ISO 8601, basic format */
            {'T', "YMDTt"},      /* the same, mixed */
            {'-', "YMD-H:i:SF"}, /* Huawei, without padding */
            {'-', "YMD-hms"},    /* names of files */
            {'_', "YMD_hms"},    /* names of files */
            {' ', "YMD t"},      /* glog */
            {' ', "YMD hms"},    /* names of files */
        },
};

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

static const char *read_two(const char *at, const char *end, int *out)
{
    unsigned wrong = 0;

    if (end - at < 2)
        return NULL;
    *out = dd_clock_two(at, &wrong);
    return wrong == 0 ? at + 2 : NULL;
}

static const char *read_one_or_two(const char *at, const char *end, int *out)
{
    const char *behind = read_two(at, end, out);

    return behind != NULL ? behind : read_number(at, end, 1, out);
}

static const char *read_short_year(const char *at, const char *end, int *year)
{
    const char *behind = read_number(at, end, 2, year);

    *year += *year < CENTURY_TURN ? 2000 : 1900;
    return behind;
}

/* " AM" and " PM"; twelve o'clock is the first hour of its half. */
const char *dd_clock_half(const char *at, const char *end, int *hour)
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

static const char *skip_colon_fraction(const char *at, const char *end)
{
    const char *behind = at < end && *at == ':' ? dd_skip_digits(at + 1, end) : at;

    return behind - at > 1 && behind - at <= 4 ? behind : at;
}

static const char *read_literal(const char *at, const char *end, char wanted)
{
    if (at == end)
        return NULL;
    if (wanted != '*')
        return *at == wanted ? at + 1 : NULL;
    at += *at == ',' && end - at > 1 && at[1] == ' ' ? 1 : 0;
    return dd_clock_is_between(*at) ? at + 1 : NULL;
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
        return read_two(at, end, &civil->month);
    case 'n':
        return read_one_or_two(at, end, &civil->month);
    case 'b':
        return dd_clock_month(at, end, &civil->month);
    case 'D':
        return read_two(at, end, &civil->day);
    case 'e':
        return read_one_or_two(at, end, &civil->day);
    case 'd':
        return read_one_or_two(at < end && *at == ' ' ? at + 1 : at, end, &civil->day);
    case 'a':
        return dd_clock_weekday(at, end, &weekday);
    case 't':
        return dd_clock_time(at, end, civil);
    case 'h':
        return read_number(at, end, 2, &civil->hour);
    case 'H':
        return read_one_or_two(at, end, &civil->hour);
    case 'm':
        return read_number(at, end, 2, &civil->minute);
    case 'i':
        return read_one_or_two(at, end, &civil->minute);
    case 'S':
        return read_one_or_two(at, end, &civil->second);
    case 'F':
        return skip_colon_fraction(at, end);
    case 's':
        return read_number(at, end, 2, &civil->second);
    case 'f':
        return dd_clock_skip_fraction(at, end);
    case 'p':
        return dd_clock_half(at, end, &civil->hour);
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
    else if (shape[0] == 'y' && shape[1] == '/')
        clock->numbers = DD_NUMBERS_SHORT_YEAR;
    else if (shape[0] == 'e' && shape[2] == 'n')
        clock->numbers = DD_NUMBERS_DAY_FIRST;
    for (; *shape != '\0' && at != NULL; shape++)
        at = read_part(at, end, *shape, clock);
    return at;
}

const char *dd_clock_shapes(size_t digits, char next, const char *at, const char *end,
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
