/* SPDX-License-Identifier: MIT */
/* Lines that begin an event as one did that was read before. */
#ifndef DD_LOGS_EVENT_KNOWN_H
#define DD_LOGS_EVENT_KNOWN_H

#include "logs/event.h"

/* Begin the event of a line without reading it, when one like it is known. False, and nothing has
 * happened, when there is none. */
bool dd_event_take_known(struct dd_events *events, const struct dd_line *line,
                         enum daydream_status *status, struct daydream_error *err);

/* Take the line at hand of a run in the same way, when its time is before the run's end. `*line` is
 * what begins with it. What the event needs of it stays there: see dd_event_hold(). */
bool dd_event_skim_known(struct dd_events *events, struct dd_skim_run *run,
                         const struct dd_line *line, enum daydream_status *status,
                         struct daydream_error *err);

/* Copy what the event at hand needs of a line that may be gone from now on. */
void dd_event_hold(struct dd_events *events);

/* Keep the line that has just been taken, when all is said with how it begins its event. */
void dd_event_learn(struct dd_events *events, const struct dd_line *line,
                    const struct dd_header *header);

#endif
