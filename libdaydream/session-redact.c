/* SPDX-License-Identifier: MIT */
/* Owns taking secrets out of any text: of one, and of a stream. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "session.h"
#include "text/redact-filter.h"

#define SOURCE "redact"

enum daydream_status daydream_redact(struct daydream *dd, const char *text, size_t length,
                                     char **out, size_t *out_length, struct daydream_error *err)
{
    struct dd_buf clean = DD_BUF_INIT;
    enum daydream_status status = dd_session_redactor(dd, err);

    *out = NULL;
    if (status == DAYDREAM_OK)
        status = dd_redact(dd->redactor, text, length, &clean, err);
    if (status == DAYDREAM_OK && out_length != NULL)
        *out_length = clean.length;
    if (status == DAYDREAM_OK)
        return dd_buf_take(&clean, out, err);
    dd_buf_free(&clean);
    return status;
}

static enum daydream_status write_all(void *user, const char *text, size_t length,
                                      struct daydream_error *err)
{
    const int *fd = user;

    while (length > 0) {
        ssize_t done = write(*fd, text, length);

        if (done < 0 && errno != EINTR)
            return dd_fail(err, DAYDREAM_ERROR_FILE, SOURCE, "cannot write: %s", strerror(errno));
        if (done > 0) {
            text += done;
            length -= (size_t)done;
        }
    }
    return DAYDREAM_OK;
}

static enum daydream_status read_some(int fd, struct dd_filter *filter, bool *ended,
                                      struct daydream_error *err)
{
    size_t size = 0;
    char *room = dd_filter_room(filter, &size);
    ssize_t got;

    do
        got = read(fd, room, size);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return dd_fail(err, DAYDREAM_ERROR_FILE, SOURCE, "cannot read: %s", strerror(errno));
    *ended = got == 0;
    return *ended ? dd_filter_end(filter, err) : dd_filter_add(filter, (size_t)got, err);
}

enum daydream_status daydream_redact_descriptor(struct daydream *dd, int in, int out,
                                                uint64_t *count, struct daydream_error *err)
{
    struct dd_filter *filter = NULL;
    enum daydream_status status = dd_session_redactor(dd, err);
    bool ended = false;

    *count = 0;
    if (status == DAYDREAM_OK)
        status = dd_filter_new(dd->redactor, out >= 0 ? write_all : NULL, &out, &filter, err);
    while (status == DAYDREAM_OK && !ended) {
        status = read_some(in, filter, &ended, err);
        *count = dd_filter_count(filter);
        ended = ended || (out < 0 && *count > 0);
    }
    dd_filter_free(filter);
    return status;
}
