/* SPDX-License-Identifier: MIT */
#include "logs/access.h"
#include "logs/chars.h"

/* What is behind the text in quotes at `at`. */
static const char *skip_quoted(const char *at, const char *end)
{
    const char *quote = at;

    if (at == end || *at != '"')
        return NULL;
    do {
        quote = memchr(quote + 1, '"', (size_t)(end - quote - 1));
    } while (quote != NULL && quote[-1] == '\\');
    return quote != NULL ? quote + 1 : NULL;
}

bool dd_access_read(const char *at, const char *end, enum dd_log_level *level)
{
    const char *status = skip_quoted(at, end);

    if (status == NULL || end - status < 4 || *status != ' ')
        return false;
    status++;
    if (status[0] < '1' || status[0] > '5' || dd_skip_digits(status, end) != status + 3)
        return false;
    *level = *status == '5' ? DD_LEVEL_ERROR : DD_LEVEL_INFO;
    return true;
}
