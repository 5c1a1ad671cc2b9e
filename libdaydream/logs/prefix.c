/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/chars.h"
#include "logs/prefix.h"

void dd_prefix_set(struct dd_prefix *prefix, const char *line, size_t message)
{
    size_t length = message;

    while (length > 0 && dd_is_blank(line[length - 1]))
        length--;
    prefix->blanks = message - length;
    prefix->length = length <= DD_PREFIX_MAX ? length : 0;
    memcpy(prefix->text, line, prefix->length);
}

static const char *skip_blanks_of(const struct dd_prefix *prefix, const char *at, const char *end)
{
    for (size_t i = 0; i < prefix->blanks && at < end && dd_is_blank(*at); i++)
        at++;
    return at;
}

const char *dd_prefix_rest(const struct dd_prefix *prefix, const char *line, size_t length)
{
    const char *wanted = prefix->text;
    const char *wanted_end = prefix->text + prefix->length;
    const char *at = line;
    const char *end = line + length;

    if (prefix->length == 0)
        return NULL;
    while (wanted < wanted_end && at < end) {
        if (dd_is_digit(*wanted) && dd_is_digit(*at)) {
            wanted = dd_skip_digits(wanted, wanted_end);
            at = dd_skip_digits(at, end);
        } else if (*wanted++ != *at++) {
            return NULL;
        }
    }
    if (wanted < wanted_end || (at < end && dd_is_alnum(wanted_end[-1]) && !dd_is_blank(*at)))
        return NULL;
    return skip_blanks_of(prefix, at, end);
}
