/* SPDX-License-Identifier: MIT */
/* Kinds of ASCII bytes, whatever the locale. */
#ifndef DD_TEXT_BYTES_H
#define DD_TEXT_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

static inline bool dd_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool dd_is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static inline bool dd_is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static inline bool dd_is_letter(char c)
{
    return dd_is_lower(c) || dd_is_upper(c);
}

static inline bool dd_is_alnum(char c)
{
    return dd_is_letter(c) || dd_is_digit(c);
}

static inline bool dd_is_hex(char c)
{
    return dd_is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static inline bool dd_is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static inline bool dd_is_in(const char *set, char c)
{
    return c != '\0' && strchr(set, c) != NULL;
}

static inline char dd_lower(char c)
{
    return dd_is_upper(c) ? (char)(c | 0x20) : c;
}

/* Does `text` begin with a word, in whatever case? Most do not, by their first byte. */
static inline bool dd_has_word(const char *text, size_t length, const char *word)
{
    size_t at = 0;

    while (at < length && word[at] != '\0' && dd_lower(text[at]) == dd_lower(word[at]))
        at++;
    return word[at] == '\0';
}

#define DD_COUNT(array) (sizeof(array) / sizeof(array)[0])

#endif
