/* SPDX-License-Identifier: MIT */
/* Lines into events: the lines without a header belong to the event above them, and a stack trace
 * that has no event of a warning or worse above it is one of its own. */
#ifndef DD_LOGS_EVENT_H
#define DD_LOGS_EVENT_H

#include <stdbool.h>
#include <stdint.h>

#include "logs/format.h"
#include "logs/json-block.h"
#include "logs/label.h"
#include "logs/prefix.h"
#include "logs/reader.h"
#include "logs/recall.h"
#include "logs/skim.h"
#include "logs/trace.h"

#define DD_MESSAGE_MAX ((size_t)2048) /* bytes of a message that are looked at */
#define DD_SAMPLE_MAX  ((size_t)1024) /* bytes of a line that are shown */
#define DD_CAUSE_MAX   ((size_t)256)

/*
 * The message is the line that says what went wrong: the one with the header, without it; when
 * that is empty, the next one; of a trace that stands alone the line with its exception or panic
 * ("KeyError: 'x'", "panic: x"). What is escaped in it (dd_header.escaped) stands for itself.
 *
 * The exception is the type that a trace names: in Java and what is like it the outermost, in
 * Python the last of a chain, "panic" for Go and Rust.
 *
 * The level of a trace that stands alone is error; critical for a panic, a fatal error of Go and
 * one of PHP, and whatever else says that its program ends.
 */
struct dd_event {
    uint64_t offset;
    uint64_t line; /* number of its first line, from 1 at the reader's first seek */
    bool stamped;  /* `time` is its own, not that of the stamp above it */
    int64_t time;  /* 0: no stamp in it or above it */
    enum dd_log_level level;
    const char *message; /* at most DD_MESSAGE_MAX bytes */
    size_t length;
    char exception[DD_EXCEPTION_SIZE];
    /* Its first line, as it stands in the file; of a trace the line that is its message, of JSON
     * over many lines all of them, on one. */
    const char *sample;
    size_t sample_length;     /* at most DD_SAMPLE_MAX */
    char cause[DD_CAUSE_MAX]; /* the line below it that names the exception */
    size_t cause_length;      /* 0: there is none */
    struct dd_memo *memo;     /* of its message; borrowed, NULL when there is none */
};

typedef enum daydream_status (*dd_event_fn)(void *user, const struct dd_event *event,
                                            struct daydream_error *err);

/* The last line that is the head of a trace if frames come below it. */
struct dd_event_above {
    enum dd_trace_mark mark; /* DD_MARK_NONE: there is none */
    bool own;                /* it is the event's first line */
    uint64_t below;          /* lines of the event above it */
    uint64_t offset;
    uint64_t number;
    char text[DD_MESSAGE_MAX];
    size_t length;
    char sample[DD_SAMPLE_MAX]; /* the same with its header */
    size_t sample_length;
};

struct dd_events {
    dd_event_fn fn; /* gets each event when it is complete; borrowed for the call */
    void *user;
    enum dd_log_level minimum; /* events below it are not handed over */
    struct dd_stamps *stamps;
    struct dd_skim skim;
    struct dd_recall recall;
    uint64_t fresh; /* offset from which on nothing was seen by the last review */
    bool day_first; /* as the stamps told when lines were learnt */
    bool headed;    /* a line with a header was seen, or is known to be there */
    struct dd_event event;
    char message[DD_MESSAGE_MAX]; /* of the event ... */
    char sample[DD_SAMPLE_MAX];   /* ... unless they are borrowed: */
    size_t lent;                  /* bytes in front of the message in a line that still is there */
    bool open;                    /* `event` holds one that goes on */
    bool told;                    /* its message is that of its trace */
    uint64_t below;               /* lines of the event below its first */
    struct dd_prefix prefix;      /* with which its lines begin that have a header, too */
    int64_t last;                 /* time of the last of them */
    struct dd_label label;        /* of the service whose lines they are */
    struct dd_trace trace;
    struct dd_event_above above;
    struct dd_json_block block;
    char plain[DD_MESSAGE_MAX]; /* a line without its escapes */
};

/* `stamps` is borrowed. `minimum`: DD_LEVEL_NONE for all events, also those without a level; above
 * the first header each line that is neither empty nor indented nor part of a trace is one.
 * `time`: that of the first stamp in the file, for what stands above it.
 * `fresh`: what stands from this offset on was written since the last review, and belongs to no
 * event that is counted already. */
void dd_events_init(struct dd_events *events, struct dd_stamps *stamps, enum dd_log_level minimum,
                    int64_t time, uint64_t fresh);

enum daydream_status dd_events_line(struct dd_events *events, const struct dd_line *line,
                                    struct daydream_error *err);

/* A line whose header was read already, and begins an event unless it goes on with a trace. */
enum daydream_status dd_events_headed(struct dd_events *events, const struct dd_line *line,
                                      const struct dd_header *header, struct daydream_error *err);

/* Take the first lines of those in `text`, as far as each is known to begin an event before the
 * second `to`: nothing is done for those below the minimum (see logs/skim.h), and little for those
 * that are like others (logs/recall.h). `text` begins like a line and may end anywhere; `ends` are
 * those of its lines. `*taken` is behind the last of them. */
enum daydream_status dd_events_skim(struct dd_events *events, const struct dd_line *text,
                                    struct dd_line_ends *ends, int64_t to, struct dd_line *taken,
                                    struct daydream_error *err);

/* The file ends. */
enum daydream_status dd_events_end(struct dd_events *events, struct daydream_error *err);

#endif
