/* SPDX-License-Identifier: MIT */
/*
 * Secrets that neither a prefix nor a name alone tells: a table of patterns. Each is tried only
 * where one of its words stands.
 */
#ifndef DD_TEXT_REDACT_RULES_H
#define DD_TEXT_REDACT_RULES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct dd_redact_rule {
    const char *kind;     /* the word in the mark: [a-z0-9-], at most 32 bytes */
    const char *literals; /* separated by blanks, lower case, of three bytes or more */
    const char *before;   /* of what may stand in front of the word and belongs to the pattern */
    size_t before_most;   /* bytes */
    const char *pattern;  /* PCRE2 over bytes, matched where that begins; repetitions are possessive
                           * or bounded */
    uint32_t group;       /* the capture group that goes; 0: the whole match */
    bool (*is_secret)(const char *value, size_t length); /* NULL: whatever matches */
};

extern const struct dd_redact_rule dd_redact_rules[];
extern const size_t dd_redact_rules_count;

#endif
