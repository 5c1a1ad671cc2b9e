/* SPDX-License-Identifier: MIT */
/* Letters as HTTP and URLs know them: ASCII, whatever the host program's locale says. */
#ifndef DD_NET_ASCII_H
#define DD_NET_ASCII_H

#include <stdbool.h>
#include <stddef.h>

static inline char dd_ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static inline bool dd_ascii_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool dd_ascii_alnum(char c)
{
    return dd_ascii_digit(c) || (dd_ascii_lower(c) >= 'a' && dd_ascii_lower(c) <= 'z');
}

/* Are the first `length` bytes equal without regard to case? Neither text ends before them unless
 * both do. */
static inline bool dd_ascii_same(const char *a, const char *b, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (dd_ascii_lower(a[i]) != dd_ascii_lower(b[i]))
            return false;
        if (a[i] == '\0')
            return true;
    }
    return true;
}

#endif
