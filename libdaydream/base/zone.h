/* SPDX-License-Identifier: MIT */
/*
 * Time zones by name, without setenv("TZ") and tzset(), which belong to the whole process.
 * Reads the system's TZif files (RFC 9636) and POSIX TZ strings.
 */
#ifndef DD_BASE_ZONE_H
#define DD_BASE_ZONE_H

#include <stdint.h>

#include "base/date.h"
#include "daydream.h"

struct dd_zone;

/* Open a zone: "America/Los_Angeles", "UTC", a POSIX TZ string ("PST8PDT,M3.2.0,M11.1.0"), or NULL
 * for the machine's own ($TZ, else /etc/localtime, else UTC). Owned.
 * DAYDREAM_ERROR_CONFIG for a name that the system does not know. */
enum daydream_status dd_zone_open(const char *name, struct dd_zone **out,
                                  struct daydream_error *err);
void dd_zone_free(struct dd_zone *zone);

/* Seconds east of UTC at a time; `*abbreviation` (may be NULL) is borrowed from the zone. */
int32_t dd_zone_offset(const struct dd_zone *zone, int64_t utc, const char **abbreviation);

/* The time of a wall clock reading. One that occurs twice is the first; one that is skipped in
 * spring is moved on by the gap. */
int64_t dd_zone_to_utc(const struct dd_zone *zone, const struct dd_civil *civil);

void dd_zone_civil(const struct dd_zone *zone, int64_t utc, struct dd_civil *civil);
void dd_zone_date(const struct dd_zone *zone, int64_t utc, char out[DD_DATE_SIZE]);

/* The first second of a date ("YYYY-MM-DD", valid) there. */
int64_t dd_zone_day_start(const struct dd_zone *zone, const char *date);

#endif
