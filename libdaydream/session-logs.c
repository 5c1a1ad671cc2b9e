/* SPDX-License-Identifier: MIT */
/* Owns the review of any log files: what it looks at, and reading them. */
#include <stdlib.h>

#include "base/error.h"
#include "logs/event-log.h"
#include "session-logs.h"

static enum daydream_status clean(const void *user, const char *message, size_t length,
                                  struct dd_buf *out, struct daydream_error *err)
{
    return dd_redact(user, message, length, out, err);
}

enum daydream_status daydream_logs_new(struct daydream *dd, struct daydream_logs **out,
                                       struct daydream_error *err)
{
    struct daydream_logs *logs = calloc(1, sizeof *logs);
    enum daydream_status status = logs != NULL ? DAYDREAM_OK : dd_fail_memory(err);

    *out = NULL;
    if (status == DAYDREAM_OK && (status = dd_session_connect(dd, err)) == DAYDREAM_OK)
        status = dd_zone_open(NULL, &logs->zone, err);
    if (status != DAYDREAM_OK) {
        daydream_logs_free(logs);
        return status;
    }
    logs->options = (struct dd_log_options){.from = INT64_MIN,
                                            .to = INT64_MAX,
                                            .earliest = INT64_MIN,
                                            .zone = logs->zone,
                                            .minimum = DD_LEVEL_WARNING,
                                            .max_groups = DD_LOG_GROUPS,
                                            .clean = clean,
                                            .clean_user = dd->redactor};
    *out = logs;
    return DAYDREAM_OK;
}

void daydream_logs_free(struct daydream_logs *logs)
{
    if (logs == NULL)
        return;
    dd_log_review_free(logs->review);
    dd_event_log_free(logs->events);
    dd_zone_free(logs->zone);
    free(logs);
}

void daydream_logs_set_window(struct daydream_logs *logs, int64_t from, int64_t to)
{
    logs->options.from = from != 0 ? from : INT64_MIN;
    logs->options.to = to != 0 ? to : INT64_MAX;
}

void daydream_logs_set_minimum(struct daydream_logs *logs, enum daydream_level minimum)
{
    logs->options.minimum = (enum dd_log_level)minimum;
}

void daydream_logs_keep_events(struct daydream_logs *logs)
{
    logs->keep_events = true;
}

void daydream_logs_set_progress(struct daydream_logs *logs, daydream_logs_progress_fn fn,
                                void *user)
{
    logs->options.progress = fn;
    logs->options.progress_user = user;
}

/* The first file is the last moment to set anything. */
static enum daydream_status begin(struct daydream_logs *logs, struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    logs->groups = NULL;
    logs->group_count = 0;
    if (logs->review != NULL)
        return DAYDREAM_OK;
    if (logs->keep_events && logs->events == NULL)
        status = dd_event_log_new(&logs->events, err);
    if (logs->events != NULL) {
        logs->options.event = dd_event_log_add;
        logs->options.event_user = logs->events;
    }
    return status == DAYDREAM_OK ? dd_log_review_new(&logs->options, &logs->review, err) : status;
}

enum daydream_status daydream_logs_read(struct daydream_logs *logs, const char *path,
                                        struct daydream_error *err)
{
    enum daydream_status status = begin(logs, err);

    return status == DAYDREAM_OK ? dd_log_review_file(logs->review, path, path, err) : status;
}

enum daydream_status daydream_logs_read_descriptor(struct daydream_logs *logs, int fd,
                                                   const char *name, struct daydream_error *err)
{
    enum daydream_status status = begin(logs, err);

    return status == DAYDREAM_OK ? dd_log_review_descriptor(logs->review, fd, name, err) : status;
}

enum daydream_status daydream_logs_group(struct daydream_logs *logs, struct daydream_error *err)
{
    enum daydream_status status = begin(logs, err);

    return status == DAYDREAM_OK
               ? dd_log_review_groups(logs->review, &logs->groups, &logs->group_count, err)
               : status;
}
