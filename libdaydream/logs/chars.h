/* SPDX-License-Identifier: MIT */
/* Classes of ASCII bytes, the same in every locale, and a reader over a stretch of text. */
#ifndef DD_LOGS_CHARS_H
#define DD_LOGS_CHARS_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

static inline bool dd_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool dd_is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static inline bool dd_is_alpha(char c)
{
    return dd_is_upper(c) || (c >= 'a' && c <= 'z');
}

static inline bool dd_is_alnum(char c)
{
    return dd_is_alpha(c) || dd_is_digit(c);
}

static inline bool dd_is_hex(char c)
{
    return dd_is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static inline bool dd_is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* A part of the identifiers that loggers, threads and types are called by. */
static inline bool dd_is_name(char c)
{
    return dd_is_alnum(c) || c == '_' || c == '.' || c == '$';
}

static inline char dd_lower(char c)
{
    return dd_is_upper(c) ? (char)(c + ('a' - 'A')) : c;
}

/* Is it one of those? NUL never is. */
static inline bool dd_is_in(char c, const char *set)
{
    for (; *set != '\0'; set++)
        if (*set == c)
            return true;
    return false;
}

/* Does the text from `at` to `end` begin with `word`? */
static inline bool dd_begins(const char *at, const char *end, const char *word)
{
    size_t length = strlen(word);

    return (size_t)(end - at) >= length && memcmp(at, word, length) == 0;
}

static inline const char *dd_skip_blanks(const char *at, const char *end)
{
    while (at < end && dd_is_blank(*at))
        at++;
    return at;
}

static inline const char *dd_skip_digits(const char *at, const char *end)
{
    while (at < end && dd_is_digit(*at))
        at++;
    return at;
}

static inline const char *dd_skip_name(const char *at, const char *end)
{
    while (at < end && dd_is_name(*at))
        at++;
    return at;
}

#endif
