/* SPDX-License-Identifier: MIT */
#include "logs/stamp.h"
#include "logs/chars.h"
#include "logs/clock.h"

#define HOUR_SECONDS 3600
#define DAY_SECONDS  ((int64_t)24 * HOUR_SECONDS)
#define LEAP_CYCLE   8 /* years that can lie between two 29ths of February */

void dd_stamps_init(struct dd_stamps *stamps, const struct dd_zone *zone, int64_t modified)
{
    struct dd_civil civil;

    dd_zone_civil(zone, modified, &civil);
    *stamps = (struct dd_stamps){
        .zone = zone, .modified = modified, .year = civil.year, .hour = -1};
}

void dd_stamps_lead(struct dd_stamps *stamps, int fields)
{
    stamps->led = true;
    stamps->lead = fields;
}

static int pack_date(const struct dd_civil *civil)
{
    return (civil->year * 16 + civil->month) * 32 + civil->day;
}

static int64_t pack_hour(const struct dd_civil *civil)
{
    return pack_date(civil) * INT64_C(32) + civil->hour;
}

static bool is_boundary(const char *at, const char *end)
{
    return at == end || !dd_is_name(*at) || *at == '.';
}

static bool is_time_of_day(const struct dd_civil *civil)
{
    return civil->hour < 24 && civil->minute < 60 && civil->second <= 60;
}

static int64_t seconds_of_day(const struct dd_civil *civil)
{
    return civil->hour * HOUR_SECONDS + civil->minute * 60 + civil->second;
}

/* Is it a date and time? A log has many of the same day. */
static bool check_date(struct dd_stamps *stamps, const struct dd_civil *civil)
{
    int date = civil->month < 16 && civil->day < 32 ? pack_date(civil) : 0;

    if (!is_time_of_day(civil) || date == 0)
        return false;
    if (date == stamps->date)
        return true;
    if (!dd_civil_valid(civil))
        return false;
    stamps->date = date;
    stamps->date_starts = dd_days_from_civil(civil->year, civil->month, civil->day) * DAY_SECONDS;
    return true;
}

/* Seconds since the epoch of a wall clock reading. A log has many of the same hour, and rules of
 * daylight saving time are slow to look up; an hour that they break in two is not remembered. */
static int64_t convert(struct dd_stamps *stamps, const struct dd_civil *civil)
{
    struct dd_civil edge = *civil;
    int64_t hour = pack_hour(civil);
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
static bool find_year(const struct dd_stamps *stamps, struct dd_civil *civil)
{
    for (civil->year = stamps->year + 1; civil->year >= stamps->year - LEAP_CYCLE; civil->year--)
        if (dd_civil_valid(civil) && dd_seconds_from_civil(civil) <= stamps->modified + DAY_SECONDS)
            return true;
    return false;
}

/* The year is that of the whole date, and remembered, unless the date is the one in which the
 * file was written. */
static bool choose_year(struct dd_stamps *stamps, struct dd_civil *civil)
{
    struct dd_civil first = {.month = civil->month, .day = civil->day};
    struct dd_civil last = {civil->year, civil->month, civil->day, 23, 59, 59};
    int date = civil->month * 32 + civil->day;

    if (date == stamps->yearless) {
        civil->year = stamps->yearless_year;
        return true;
    }
    if (find_year(stamps, &first) && find_year(stamps, &last) && first.year == last.year) {
        stamps->yearless = date;
        stamps->yearless_year = first.year;
    }
    return find_year(stamps, civil);
}

/* 07/20/2026 and 20/07/2026 tell themselves which number is the day; where both may be, the file
 * does. Does it tell of others that the day is first, if it is a date? */
static bool order_numbers(const struct dd_stamps *stamps, struct dd_clock *clock, bool month_first)
{
    int first = month_first ? clock->civil.month : clock->civil.day;
    int second = month_first ? clock->civil.day : clock->civil.month;
    bool day_first = first > 12 || (second <= 12 && (stamps->day_first || !month_first));

    clock->civil.day = day_first ? first : second;
    clock->civil.month = day_first ? second : first;
    return month_first && first > 12;
}

/* 26/07/20 of Spark and 07/20/26 of Rich: where both may be, that of the file's year. */
static void order_short_year(const struct dd_stamps *stamps, struct dd_civil *civil)
{
    struct dd_civil other = {.year = stamps->year - stamps->year % 100 + civil->day,
                             .month = civil->year % 100,
                             .day = civil->month};

    if (!dd_civil_valid(&other))
        return;
    if (civil->month > 12 || (civil->year != stamps->year && other.year == stamps->year)) {
        civil->year = other.year;
        civil->month = other.month;
        civil->day = other.day;
    }
}

/* A number is a stamp when the file can have been written after it. */
static bool is_past(const struct dd_stamps *stamps, int64_t seconds)
{
    return seconds <= stamps->modified + DAY_SECONDS;
}

static bool read_clock(struct dd_stamps *stamps, struct dd_clock *clock, int64_t *time)
{
    struct dd_civil *civil = &clock->civil;
    bool day_first = false;

    if (clock->epoch) {
        *time = clock->seconds;
        return is_past(stamps, clock->seconds);
    }
    if (clock->numbers == DD_NUMBERS_SHORT_YEAR)
        order_short_year(stamps, civil);
    else if (clock->numbers != DD_NUMBERS_NONE)
        day_first = order_numbers(stamps, clock, clock->numbers == DD_NUMBERS_MONTH_FIRST);
    if (civil->year == DD_NO_YEAR && !choose_year(stamps, civil))
        return false;
    if (!check_date(stamps, civil))
        return false;
    stamps->day_first = stamps->day_first || day_first;
    *time = clock->zoned ? stamps->date_starts + seconds_of_day(civil) - clock->offset
                         : convert(stamps, civil);
    return true;
}

static struct dd_known_hour *slot_of(struct dd_stamps *stamps, const char *text)
{
    return &stamps->hours[(text[10] / 4 ^ text[4]) & (DD_KNOWN_HOURS - 1)];
}

/* Remember the hour of a stamp that was just read, unless the zone breaks it in two. */
static void learn_hour(struct dd_stamps *stamps, const char *text, const char *end,
                       const struct dd_civil *civil)
{
    struct dd_known_hour *known;

    if (end - text < 19 || end[-1] == 'M' || text[13] != ':' || text[7] != text[4] ||
        dd_is_digit(text[4]))
        return; /* another shape */
    convert(stamps, civil);
    if (stamps->hour != pack_hour(civil))
        return;
    known = slot_of(stamps, text);
    memcpy(known->text, text, DD_HOUR_TEXT);
    known->utc = stamps->date_starts + civil->hour * HOUR_SECONDS;
    known->starts = stamps->hour_starts;
}

/* Nearly all stamps of a log are of the hour of an earlier one. */
static size_t read_known(struct dd_stamps *stamps, const char *text, const char *end, int64_t *time)
{
    const struct dd_known_hour *known;
    const char *at = NULL;
    const char *zone;
    int64_t seconds;
    int offset;

    if (end - text < 19)
        return 0;
    known = slot_of(stamps, text);
    if (memcmp(known->text, text, DD_HOUR_TEXT) == 0)
        at = dd_clock_read_minutes(text + DD_HOUR_TEXT, end, &seconds);
    if (at == NULL || dd_clock_has_half(at, end))
        return 0;
    zone = dd_clock_zone(at, end, &offset);
    if (zone == NULL && !is_boundary(at, end))
        return 0;
    *time = seconds + (zone != NULL ? known->utc - offset : known->starts);
    return (size_t)((zone != NULL ? zone : at) - text);
}

static size_t read_any(struct dd_stamps *stamps, const char *text, const char *end, int64_t *time)
{
    struct dd_clock clock;
    const char *at = dd_clock_read(text, end, &clock);
    const char *zone = NULL;

    if (at == NULL)
        return 0;
    if (!clock.epoch && !clock.zoned)
        zone = dd_clock_zone(at, end, &clock.offset);
    if (zone == NULL && !is_boundary(at, end))
        return 0;
    clock.zoned = clock.zoned || zone != NULL;
    if (!read_clock(stamps, &clock, time))
        return 0;
    if (!clock.epoch)
        learn_hour(stamps, text, at, &clock.civil);
    return (size_t)((zone != NULL ? zone : at) - text);
}

size_t dd_stamp_read(struct dd_stamps *stamps, const char *text, size_t length, int64_t *time)
{
    const char *end = text + length;
    size_t known = read_known(stamps, text, end, time);

    return known > 0 ? known : read_any(stamps, text, end, time);
}
