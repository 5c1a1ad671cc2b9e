/* SPDX-License-Identifier: MIT */
/* One open log on its way through the review: from where it is read, which of its events count,
 * and where the next review goes on. */
#ifndef DD_LOGS_PASS_H
#define DD_LOGS_PASS_H

#include "logs/bisect.h"
#include "logs/event.h"
#include "logs/groups.h"
#include "logs/reader.h"
#include "logs/review.h"

/* Stamps without a zone may be in another one than we think: at most so far off. */
#define DD_ZONE_MAX ((int64_t)14 * 60 * 60)

struct dd_pass {
    /* set by whoever makes it */
    const struct dd_log_options *options;
    struct dd_groups *groups;
    struct dd_events *events; /* room for them */
    struct dd_reader *reader; /* open */
    const char *name;         /* what the file is called in the groups */
    bool follows;             /* the next review goes on where this one ends */
    bool closed;              /* an unterminated last line is whole */
    /* what dd_pass_begin() finds out */
    struct dd_stamps stamps;
    bool stamped;   /* its lines have stamps */
    int64_t first;  /* the first of them, 0: none near its beginning */
    uint64_t begin; /* nothing but zeros before it */
    /* which part of it counts */
    uint64_t low;   /* nothing before this offset */
    int64_t since;  /* no stamp before this second */
    uint64_t fresh; /* lines without a stamp from here on; before it, those of a window */
    /* what has become of it */
    bool ordered;    /* its stamps go up, as far as they were looked at */
    bool ended;      /* the end of the window was met */
    int64_t time;    /* of the first stamp from the start on */
    uint64_t offset; /* where the next review goes on */
    uint64_t lines;
    uint64_t bytes;
    uint64_t count; /* of the events that counted */
    uint64_t told;  /* bytes of the disk up to which somebody knows of it */
};

/* Look at the beginning, and at the end when that has no stamps. */
void dd_pass_begin(struct dd_pass *pass);

/* How long the file is, decoded. May have to read it. */
uint64_t dd_pass_size(struct dd_pass *pass);

/* Read what counts. What was read before an error counts all the same, and `offset` is behind it.
 */
enum daydream_status dd_pass_read(struct dd_pass *pass, struct daydream_error *err);

#endif
