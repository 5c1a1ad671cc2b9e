/* SPDX-License-Identifier: MIT */
/* Small numbers that say what happened, and so are no variables: "502", "exit code 137". */
#ifndef DD_LOGS_CODE_H
#define DD_LOGS_CODE_H

#include <stdbool.h>
#include <stddef.h>

#include "logs/chars.h"

/* The length of the code that begins at `at`, as what stands between `begin` and it tells; 0 when
 * none does. */
size_t dd_code_length(const char *begin, const char *at, const char *end);

/* Can it stand between the words and the code? */
static inline bool dd_code_is_gap(char c)
{
    return c == ' ' || c == '=' || c == ':' || c == '"';
}

/* Can it be the last byte of the words, or stand between them and the code? */
static inline bool dd_code_is_before(char c)
{
    char letter = dd_lower(c);

    return letter == 'e' || letter == 's' || letter == 'o' || letter == 'p' || letter == 'd' ||
           (c >= '0' && c <= '3') || dd_code_is_gap(c);
}

/* dd_code_may_follow(), asked of those for which it is not told by two bytes. */
bool dd_code_is_announced(const char *begin, const char *at);

/* May what stands between `begin` and `at` announce a code, if a number follows? True in some cases
 * in which it does not. */
static inline bool dd_code_may_follow(const char *begin, const char *at)
{
    return at - begin >= 2 && dd_code_is_gap(at[-1]) && dd_code_is_before(at[-2]) &&
           dd_code_is_announced(begin, at);
}

#endif
