/* SPDX-License-Identifier: MIT */
/* What a review of any log files holds between its public functions. */
#ifndef DD_SESSION_LOGS_H
#define DD_SESSION_LOGS_H

#include "logs/review.h"
#include "session.h"

struct dd_event_log;

struct daydream_logs {
    struct dd_zone *zone;
    struct dd_log_options options;
    struct dd_log_review *review; /* made with the first file */
    struct dd_event_log *events;  /* which group each event belongs to; NULL: not kept */
    bool keep_events;
    const struct daydream_log_group *groups; /* borrowed from the review */
    size_t group_count;
};

#endif
