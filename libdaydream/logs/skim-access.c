/* SPDX-License-Identifier: MIT */
#include "logs/skim-access.h"
#include "logs/access.h"
#include "logs/chars.h"

/* An address of IPv4: what else a client is called may be read as something else. */
static const char *skip_address(const char *at, const char *end)
{
    while (at < end && (dd_is_digit(*at) || *at == '.'))
        at++;
    return at;
}

static const char *skip_user(const char *at, const char *end)
{
    while (at < end && (dd_is_alnum(*at) || *at == '-'))
        at++;
    return at;
}

/* The bracket behind "10.0.0.7 - frank "; NULL when there is none. */
static const char *find_stamp(const char *line, const char *end)
{
    const char *last = (size_t)(end - line) > DD_SKIM_CLIENT_MAX ? line + DD_SKIM_CLIENT_MAX : end;
    const char *at = skip_address(line, last);
    const char *user = at + strlen(" - ");

    if (at == line || !dd_is_digit(*line) || !dd_begins(at, last, " - "))
        return NULL;
    at = skip_user(user, last);
    return at > user && dd_begins(at, last, " [") ? at + 1 : NULL;
}

/* Is the request in quotes at `at` one that was answered? */
static bool is_quiet(const char *at, const char *end)
{
    enum dd_log_level level;

    return dd_access_read(at, end, &level) && level == DD_LEVEL_INFO;
}

bool dd_skim_access_learn(struct dd_skim_stamp *stamp, const char *line, size_t length,
                          int64_t time)
{
    const char *end = line + length;
    const char *begin = find_stamp(line, end);
    const char *close = begin != NULL ? memchr(begin, ']', (size_t)(end - begin)) : NULL;
    const char *request = close != NULL ? close + strlen("] ") : end;

    return request < end && is_quiet(request, end) &&
           dd_skim_stamp_make(stamp, begin, (size_t)(request + 1 - begin), time);
}

const char *dd_skim_access_find(const struct dd_skim_stamp *stamp, const char *line,
                                const char *end)
{
    const char *begin = find_stamp(line, end);
    const char *request;

    if (begin == NULL || !dd_skim_stamp_begins(stamp, begin))
        return NULL;
    request = begin + stamp->length - 1;
    return request < end && is_quiet(request, end) ? begin : NULL;
}
