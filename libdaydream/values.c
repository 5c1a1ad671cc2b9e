/* SPDX-License-Identifier: MIT */
/* Owns the public functions on plain values: version, words for statuses, times, texts. */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/error.h"
#include "text/terminal.h"

static const char *const status_names[] = {
    [DAYDREAM_OK] = "ok",
    [DAYDREAM_ERROR_MEMORY] = "memory",
    [DAYDREAM_ERROR_ARGUMENT] = "argument",
    [DAYDREAM_ERROR_CONFIG] = "config",
    [DAYDREAM_ERROR_FILE] = "file",
    [DAYDREAM_ERROR_STATE] = "state",
    [DAYDREAM_ERROR_LOCKED] = "locked",
    [DAYDREAM_ERROR_PROGRAM] = "program",
    [DAYDREAM_ERROR_NO_TOKEN] = "no-token",
    [DAYDREAM_ERROR_OFFLINE] = "offline",
    [DAYDREAM_ERROR_NETWORK] = "network",
    [DAYDREAM_ERROR_AMBIGUOUS] = "ambiguous",
    [DAYDREAM_ERROR_AUTH] = "auth",
    [DAYDREAM_ERROR_FORBIDDEN] = "forbidden",
    [DAYDREAM_ERROR_NOT_FOUND] = "not-found",
    [DAYDREAM_ERROR_GONE] = "gone",
    [DAYDREAM_ERROR_REJECTED] = "rejected",
    [DAYDREAM_ERROR_RATE_LIMIT] = "rate-limit",
    [DAYDREAM_ERROR_SERVER] = "server",
    [DAYDREAM_ERROR_PROTOCOL] = "protocol",
};

const char *daydream_version(void)
{
    return DAYDREAM_VERSION;
}

const char *daydream_status_name(enum daydream_status status)
{
    size_t count = sizeof status_names / sizeof status_names[0];

    return (size_t)status < count ? status_names[status] : "unknown";
}

void daydream_free_text(char *text)
{
    free(text);
}

enum daydream_status daydream_parse_time(const char *text, int64_t *out, struct daydream_error *err)
{
    if (dd_rfc3339_parse(text, out))
        return DAYDREAM_OK;
    return dd_fail(err, DAYDREAM_ERROR_ARGUMENT, "time",
                   "'%s' is no RFC 3339 time such as 2026-02-18T06:00:00-08:00", text);
}

enum daydream_status daydream_terminal_text(const char *text, char **out,
                                            struct daydream_error *err)
{
    struct dd_buf buf = DD_BUF_INIT;
    enum daydream_status status;

    dd_terminal_text(&buf, text, strlen(text));
    status = dd_buf_take(&buf, out, err);
    dd_buf_free(&buf);
    return status;
}
