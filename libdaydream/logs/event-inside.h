/* SPDX-License-Identifier: MIT */
/* What is inside of a line with a header: its message, without escapes, and what else that line
 * tells of the event. */
#ifndef DD_LOGS_EVENT_INSIDE_H
#define DD_LOGS_EVENT_INSIDE_H

#include "logs/event-trace.h"

struct dd_event_message {
    const struct dd_line *line;
    const struct dd_header *header;
    struct dd_event_text text; /* its first line; borrowed until the next one is read */
    const char *more;          /* the other lines, with their escapes */
    const char *end;
};

/* Read the first line of a message. `at`: where that begins in the line. */
void dd_event_message_read(struct dd_events *events, struct dd_event_message *message,
                           const char *at);

/* Take the other lines, and the members of a JSON object. */
enum daydream_status dd_event_take_inside(struct dd_events *events,
                                          const struct dd_event_message *message,
                                          struct daydream_error *err);

#endif
