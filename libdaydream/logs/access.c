/* SPDX-License-Identifier: MIT */
#include "logs/access.h"
#include "logs/chars.h"
#include "logs/fields.h"

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

/* Three digits. */
static bool read_status(const char *at, const char *end, enum dd_log_level *level)
{
    if (end - at < 3 || at[0] < '1' || at[0] > '5' || dd_skip_digits(at, end) != at + 3)
        return false;
    *level = *at == '5' ? DD_LEVEL_ERROR : DD_LEVEL_INFO;
    return true;
}

bool dd_access_read(const char *at, const char *end, enum dd_log_level *level)
{
    const char *status = skip_quoted(at, end);

    return status != NULL && dd_begins(status, end, " ") && read_status(status + 1, end, level);
}

bool dd_access_columns_read(const char *at, const char *end, enum dd_log_level *level)
{
    const char *duration;
    struct dd_word word;

    if (end - at < 5 || !dd_begins(at + 3, end, " |"))
        return false;
    duration = dd_skip_blanks(at + 5, end);
    return duration < end && dd_is_digit(*duration) && dd_word_read(duration, end, &word) &&
           word.end[-1] == 's' && dd_begins(word.end, end, " |") && read_status(at, end, level);
}
