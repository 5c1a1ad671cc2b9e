/* SPDX-License-Identifier: MIT */
/* Texts and the events that their lines make. Every function aborts the test when it cannot do its
 * work. */
#ifndef TESTS_LOGS_EVENT_CASE_H
#define TESTS_LOGS_EVENT_CASE_H

#include "base/buf.h"
#include "logs/event.h"

#define MODIFIED INT64_C(1784592000) /* 2026-07-21T00:00:00Z */
#define STAMP    "2026-07-20 10:11:12 "
#define SYSLOG   "Jul 20 10:11:12 host app[41]: "

struct event_case {
    const char *name;
    const char *text;
    const char *events;
};

/* What dd_events_init() gets of it, and who gets the events. */
struct event_case_options {
    dd_event_fn fn; /* appends each to the dd_buf that is its user */
    enum dd_log_level minimum;
    int64_t time;
    uint64_t fresh;
    bool skims; /* takes what it can without reading it */
};

/* Append "LEVEL@OFFSET:MESSAGE[EXCEPTION];", with a "?" in front of ":" when it has no stamp. */
enum daydream_status event_case_collect(void *user, const struct dd_event *event,
                                        struct daydream_error *err);

/* Take a line; {"level":"...","msg":"..."} has a header, whatever dd_header_read() knows of JSON.
 */
void event_case_line(struct dd_events *events, const struct dd_line *line);

/* Take the lines of a text, in UTC and written before MODIFIED. */
void event_case_run(const struct event_case_options *options, const char *text, struct dd_buf *out);

/* Events to be begun, nothing of them set; free() them. */
struct dd_events *event_case_new(void);

/* Run each case and compare, with all events from warnings on. */
void event_case_check(const struct event_case *cases, size_t count);
void event_case_check_with(const struct event_case_options *options, const struct event_case *cases,
                           size_t count);

#endif
