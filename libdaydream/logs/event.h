/* SPDX-License-Identifier: MIT */
/* Lines into events: the lines without a header belong to the event above them, and a stack trace
 * that has no event of a warning or worse above it is one of its own. */
#ifndef DD_LOGS_EVENT_H
#define DD_LOGS_EVENT_H

#include <stdbool.h>
#include <stdint.h>

#include "logs/format.h"
#include "logs/reader.h"
#include "logs/trace.h"

#define DD_MESSAGE_MAX ((size_t)2048) /* bytes of a message that are looked at */
#define DD_SAMPLE_MAX  ((size_t)1024) /* bytes of a line that are shown */

struct dd_event {
    uint64_t offset;
    uint64_t line; /* number of its first line, from 1 at the reader's first seek */
    bool stamped;  /* `time` is its own, not that of the stamp above it */
    int64_t time;  /* 0: no stamp in it or above it */
    enum dd_log_level level;
    char message[DD_MESSAGE_MAX];
    size_t length;
    char exception[DD_EXCEPTION_SIZE];
    char sample[DD_SAMPLE_MAX]; /* its first line, as it stands in the file */
    size_t sample_length;
};

typedef enum daydream_status (*dd_event_fn)(void *user, const struct dd_event *event,
                                            struct daydream_error *err);

struct dd_events {
    dd_event_fn fn; /* gets each event when it is complete; borrowed for the call */
    void *user;
    enum dd_log_level minimum; /* events below it are not handed over */
    struct dd_stamps *stamps;
    uint64_t fresh; /* offset from which on nothing was seen by the last review */
    struct dd_event event;
    bool open;                  /* `event` holds one that goes on */
    bool trace_alone;           /* it is a trace without an event above */
    bool awaiting;              /* the line with the exception's type comes yet */
    bool traced;                /* it has come */
    bool chained;               /* another traceback of the same event follows */
    size_t indent;              /* of the traceback */
    uint64_t below;             /* lines of the event below its first */
    uint64_t above_at;          /* which of them `above` is */
    char above[DD_MESSAGE_MAX]; /* the last line that may be the head of frames */
    size_t above_length;
    uint64_t above_offset;
};

/* `stamps` is borrowed. `time`: that of the first stamp in the file, for what stands above it.
 * `fresh`: what stands from this offset on was written since the last review, and belongs to no
 * event that is counted already. */
void dd_events_init(struct dd_events *events, struct dd_stamps *stamps, enum dd_log_level minimum,
                    int64_t time, uint64_t fresh);

enum daydream_status dd_events_line(struct dd_events *events, const struct dd_line *line,
                                    struct daydream_error *err);

/* The file ends. */
enum daydream_status dd_events_end(struct dd_events *events, struct daydream_error *err);

#endif
