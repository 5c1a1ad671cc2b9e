/* SPDX-License-Identifier: MIT */
/* Lines that begin an event as one did that was read before. */
#ifndef DD_LOGS_EVENT_KNOWN_H
#define DD_LOGS_EVENT_KNOWN_H

#include "logs/event.h"

/* Begin the event of a line without reading it, when one like it is known. False, and nothing has
 * happened, when there is none. */
bool dd_event_take_known(struct dd_events *events, const struct dd_line *line,
                         enum daydream_status *status, struct daydream_error *err);

/* Keep the line that has just been taken, when all is said with how it begins its event. */
void dd_event_learn(struct dd_events *events, const struct dd_line *line,
                    const struct dd_header *header);

#endif
