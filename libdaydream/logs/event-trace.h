/* SPDX-License-Identifier: MIT */
/* The event at hand, and the traces that belong to it or begin one of their own. */
#ifndef DD_LOGS_EVENT_TRACE_H
#define DD_LOGS_EVENT_TRACE_H

#include "logs/event.h"

/* A line, or what is inside of one. */
struct dd_event_text {
    const char *text;
    size_t length;
    const struct dd_line *line; /* that it stands in */
    bool own;                   /* it is the first line of the event at hand */
};

/* Hand over the event at hand, which is complete. */
enum daydream_status dd_event_finish(struct dd_events *events, struct daydream_error *err);

/* The event at hand is a new one. */
void dd_event_start(struct dd_events *events, const struct dd_line *line, enum dd_log_level level);

/* Copy what may be gone when the event is complete. */
void dd_event_set_message(struct dd_events *events, const char *text, size_t length);
void dd_event_set_sample(struct dd_events *events, const char *text, size_t length);

/* Does a trace that begins with the line at `offset`, the `below`th of the event at hand, belong
 * to that? */
bool dd_event_takes_trace(const struct dd_events *events, enum dd_trace_mark mark, uint64_t below,
                          uint64_t offset);

/* Take what dd_trace_read() says is a part of a trace, or its head. */
enum daydream_status dd_event_take(struct dd_events *events, const struct dd_event_text *text,
                                   enum dd_trace_part part, enum dd_trace_mark mark,
                                   struct daydream_error *err);

#endif
