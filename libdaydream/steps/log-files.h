/* SPDX-License-Identifier: MIT */
/* What a project's log files say of themselves, whatever is in them: that one could not be read, is
 * rotated by nobody, or has gone silent. */
#ifndef DD_STEPS_LOG_FILES_H
#define DD_STEPS_LOG_FILES_H

#include "logs/review.h"
#include "steps/step.h"

/* A log and what rotation made of it, as far as its files were seen. */
struct dd_log_files {
    struct dd_step_context *context;
    struct dd_buf family; /* path of the log; empty before the first */
    uint64_t size;        /* of the largest file */
    int64_t modified;     /* of the newest */
    bool rotated;
};

void dd_log_files_init(struct dd_log_files *files, struct dd_step_context *context);
void dd_log_files_free(struct dd_log_files *files);

/* Take a file; those of a log come one after the other. A dd_log_file_fn, `user` is the struct. */
enum daydream_status dd_log_files_take(void *user, const struct dd_log_file *file,
                                       struct daydream_error *err);

/* There are no more. */
enum daydream_status dd_log_files_end(struct dd_log_files *files, struct daydream_error *err);

#endif
