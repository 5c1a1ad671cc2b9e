/* SPDX-License-Identifier: MIT */
/* Time stamps at the beginning of a text. One more way to write them is one more row of a table. */
#ifndef DD_LOGS_STAMP_H
#define DD_LOGS_STAMP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/zone.h"

/* What reading the stamps of one file needs: the zone of those that name none, when the file was
 * last written (for those without a year), and the hour that was converted last. */
struct dd_stamps {
    const struct dd_zone *zone;
    int64_t modified;
    int year; /* of `modified`, in `zone` */
    size_t shape;
    int64_t hour; /* of the wall clock; -1: none yet */
    int64_t hour_starts;
};

void dd_stamps_init(struct dd_stamps *stamps, const struct dd_zone *zone, int64_t modified);

/* Read a stamp, with its fraction and zone, and return its length; 0 when the text begins with
 * none. The fraction is dropped. */
size_t dd_stamp_read(struct dd_stamps *stamps, const char *text, size_t length, int64_t *time);

#endif
