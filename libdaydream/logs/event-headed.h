/* SPDX-License-Identifier: MIT */
/* Lines with a header: each begins an event, but for those of a trace that has one on every line.
 */
#ifndef DD_LOGS_EVENT_HEADED_H
#define DD_LOGS_EVENT_HEADED_H

#include "logs/event.h"

/* Begin an event with the line. */
enum daydream_status dd_event_begin(struct dd_events *events, const struct dd_line *line,
                                    const struct dd_header *header, struct daydream_error *err);

/* Go on with the event at hand when the line is one of its trace, else begin one. */
enum daydream_status dd_event_take_headed(struct dd_events *events, const struct dd_line *line,
                                          const struct dd_header *header,
                                          struct daydream_error *err);

#endif
