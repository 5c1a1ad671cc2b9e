/* SPDX-License-Identifier: MIT */
/*
 * Quiet lines, known again without reading them. Most lines of a log are below the level that
 * matters, and begin alike: a stamp of the same hour, then one of a few pairs of logger and level.
 * A line that begins as one that was read before has the same level.
 */
#ifndef DD_LOGS_SKIM_H
#define DD_LOGS_SKIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "logs/format.h"

#define DD_SKIM_STAMP   48 /* bytes of the longest stamp that is learnt */
#define DD_SKIM_FIELDS  64 /* bytes of the longest fields behind it */
#define DD_SKIM_ENTRIES 128
#define DD_SKIM_BUCKETS 64 /* a power of two */

/* What stands between a stamp and the end of what decides the level. */
struct dd_skim_entry {
    unsigned char length;
    unsigned char next; /* in its bucket, from 1; 0: the last */
    char text[DD_SKIM_FIELDS];
};

struct dd_skim {
    char stamp[DD_SKIM_STAMP]; /* the last one learnt */
    size_t stamp_length;       /* 0: none */
    size_t minutes;            /* where "mm:ss" stands in it */
    size_t fraction_end;       /* where the digits behind that end */
    int64_t hour;              /* seconds since the epoch at which its hour begins */
    struct dd_skim_entry entries[DD_SKIM_ENTRIES];
    size_t count;
    size_t shortest; /* of the entries: so many bytes are hashed */
    unsigned char buckets[DD_SKIM_BUCKETS];
    unsigned misses; /* entries that were learnt in vain, one after the other */
};

/* Forget everything. */
void dd_skim_init(struct dd_skim *skim);

/* Remember how a line begins whose event is below the level that matters. */
void dd_skim_learn(struct dd_skim *skim, const char *line, size_t length,
                   const struct dd_header *header);

/* Does the line begin as one that was learnt? Then `*time` is that of its stamp. */
bool dd_skim_knows(struct dd_skim *skim, const char *line, size_t length, int64_t *time);

#endif
