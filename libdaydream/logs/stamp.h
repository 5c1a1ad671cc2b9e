/* SPDX-License-Identifier: MIT */
/* Time stamps at the beginning of a text: what the clock says, in its zone and year. */
#ifndef DD_LOGS_STAMP_H
#define DD_LOGS_STAMP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/zone.h"

/* An hour as stamps that begin with a year write it: "2026-07-20T10:". */
#define DD_HOUR_TEXT ((size_t)14)
struct dd_known_hour {
    char text[DD_HOUR_TEXT];
    int64_t utc;    /* when it begins, read as UTC */
    int64_t starts; /* when it begins in the zone of the file */
};

/* A slot for each of the ways that one file may mix: "-" or "/", a "T" or a blank. */
#define DD_KNOWN_HOURS 4

/* What reading the stamps of one file needs: the zone of those that name none, when the file was
 * last written (for those without a year), and what its lines so far have taught. */
struct dd_stamps {
    const struct dd_zone *zone;
    int64_t modified;
    int year; /* of `modified`, in `zone` */

    int date; /* the last one, packed; 0: none yet */
    int64_t date_starts;
    int64_t hour; /* the last one in `zone`, packed; -1: none yet */
    int64_t hour_starts;
    struct dd_known_hour hours[DD_KNOWN_HOURS];
    int yearless; /* the last date without a year, packed; 0: none yet */
    int yearless_year;

    int minimum;    /* enum dd_log_level: of lines below it the message's beginning is not sought */
    bool day_first; /* a date such as 20/07/2026 was seen */
    bool led;       /* how many fields lead to the stamp was seen */
    int lead;
};

void dd_stamps_init(struct dd_stamps *stamps, const struct dd_zone *zone, int64_t modified);

/* So many fields led to the stamp of the last line. */
void dd_stamps_lead(struct dd_stamps *stamps, int fields);

/* Read a stamp, with its fraction and zone, and return its length; 0 when the text begins with
 * none. The fraction is dropped. */
size_t dd_stamp_read(struct dd_stamps *stamps, const char *text, size_t length, int64_t *time);

#endif
