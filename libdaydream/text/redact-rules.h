/* SPDX-License-Identifier: MIT */
/*
 * What a secret looks like: a table. One more kind of secret is one more row, and at most one more
 * function that tells it from a placeholder.
 */
#ifndef DD_TEXT_REDACT_RULES_H
#define DD_TEXT_REDACT_RULES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct dd_redact_rule {
    const char *kind; /* the word in the mark: [a-z-], at most 32 bytes */
    /* Separated by blanks, lower case: a text in which none of them stands, in whatever case, is
     * not searched. That keeps ordinary lines cheap. */
    const char *literals;
    const char *pattern; /* PCRE2 over bytes; every repetition is possessive or bounded */
    uint32_t group;      /* the capture group that goes; 0: the whole match */
    bool (*is_secret)(const char *value, size_t length); /* NULL: whatever matches */
};

extern const struct dd_redact_rule dd_redact_rules[];
extern const size_t dd_redact_rules_count;

#endif
