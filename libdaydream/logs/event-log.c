/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "logs/event-log.h"

struct dd_event_log {
    FILE *file;
};

static enum daydream_status refused(struct daydream_error *err)
{
    return dd_fail_errno(err, DAYDREAM_ERROR_FILE, "logs", errno,
                         "cannot keep events in a temporary file");
}

enum daydream_status dd_event_log_new(struct dd_event_log **out, struct daydream_error *err)
{
    struct dd_event_log *log = calloc(1, sizeof *log);

    *out = NULL;
    if (log == NULL)
        return dd_fail_memory(err);
    log->file = tmpfile();
    if (log->file == NULL || fcntl(fileno(log->file), F_SETFD, FD_CLOEXEC) == -1) {
        enum daydream_status status = refused(err);

        dd_event_log_free(log);
        return status;
    }
    *out = log;
    return DAYDREAM_OK;
}

void dd_event_log_free(struct dd_event_log *log)
{
    if (log == NULL)
        return;
    if (log->file != NULL)
        (void)fclose(log->file); /* nobody wants what is in it any more */
    free(log);
}

enum daydream_status dd_event_log_add(void *user, uint64_t line, enum dd_log_level level,
                                      uint64_t fingerprint, struct daydream_error *err)
{
    const struct dd_event_log *log = user;
    struct dd_event_record record;

    memset(&record, 0, sizeof record); /* what is between its members is written, too */
    record.line = line;
    record.fingerprint = fingerprint;
    record.level = level;
    return fwrite(&record, sizeof record, 1, log->file) == 1 ? DAYDREAM_OK : refused(err);
}

enum daydream_status dd_event_log_rewind(struct dd_event_log *log, struct daydream_error *err)
{
    return fseek(log->file, 0, SEEK_SET) == 0 ? DAYDREAM_OK : refused(err);
}

enum daydream_status dd_event_log_next(struct dd_event_log *log, struct dd_event_record *out,
                                       bool *more, struct daydream_error *err)
{
    *more = fread(out, sizeof *out, 1, log->file) == 1;
    return *more || feof(log->file) ? DAYDREAM_OK : refused(err);
}
