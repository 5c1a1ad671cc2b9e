/* SPDX-License-Identifier: MIT */
/* Which event was counted in which group, in a temporary file: there may be any number of them. */
#ifndef DD_LOGS_EVENT_LOG_H
#define DD_LOGS_EVENT_LOG_H

#include <stdint.h>

#include "daydream.h"
#include "logs/level.h"

struct dd_event_log;

/* Owned. DAYDREAM_ERROR_FILE when there is no place for a temporary file. */
enum daydream_status dd_event_log_new(struct dd_event_log **out, struct daydream_error *err);
void dd_event_log_free(struct dd_event_log *log);

/* Add an event: a dd_log_event_fn of logs/review.h, whose `user` is the log. */
enum daydream_status dd_event_log_add(void *user, uint64_t line, enum dd_log_level level,
                                      uint64_t fingerprint, struct daydream_error *err);

struct dd_event_record {
    uint64_t line;
    uint64_t fingerprint;
    enum dd_log_level level;
};

/* Go back to the first event. */
enum daydream_status dd_event_log_rewind(struct dd_event_log *log, struct daydream_error *err);

/* The next event; `*more` is false behind the last. */
enum daydream_status dd_event_log_next(struct dd_event_log *log, struct dd_event_record *out,
                                       bool *more, struct daydream_error *err);

#endif
