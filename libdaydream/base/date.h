/* SPDX-License-Identifier: MIT */
/* Dates of the proleptic Gregorian calendar and RFC 3339 times, without zones and locales. */
#ifndef DD_BASE_DATE_H
#define DD_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#define DD_DATE_SIZE    11 /* "2026-02-18" and NUL */
#define DD_RFC3339_SIZE 21 /* "2026-02-18T14:05:00Z" and NUL */

struct dd_civil {
    int year;  /* 1 to 9999 */
    int month; /* 1 to 12 */
    int day;   /* 1 to 31 */
    int hour;  /* 0 to 23 */
    int minute;
    int second; /* 0 to 60 */
};

/* Days since 1970-01-01, and back. */
int64_t dd_days_from_civil(int year, int month, int day);
void dd_civil_from_days(int64_t days, int *year, int *month, int *day);

/* Seconds since the epoch of civil fields read as UTC, and back. */
int64_t dd_seconds_from_civil(const struct dd_civil *civil);
void dd_civil_from_seconds(int64_t seconds, struct dd_civil *civil);

/* Is every field in its range (and the day in its month)? */
bool dd_civil_valid(const struct dd_civil *civil);

/* "YYYY-MM-DD", strictly, to days since the epoch; false when it is no such date. */
bool dd_date_parse(const char *text, int64_t *days);
void dd_date_format(int64_t days, char out[DD_DATE_SIZE]);

/* RFC 3339 ("2026-02-18T06:05:00-08:00", fractions allowed and dropped, "T" or blank), strictly. */
bool dd_rfc3339_parse(const char *text, int64_t *seconds);
void dd_rfc3339_format(int64_t seconds, char out[DD_RFC3339_SIZE]);

#endif
