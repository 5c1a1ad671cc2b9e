/* SPDX-License-Identifier: MIT */
/*
 * Tokens that are known by how they begin: a table. One more service is one more row.
 */
#ifndef DD_TEXT_REDACT_TOKENS_H
#define DD_TEXT_REDACT_TOKENS_H

#include <stdbool.h>
#include <stddef.h>

struct dd_token_kind {
    const char *kind;     /* the word in the mark: [a-z0-9-], at most 32 bytes */
    const char *prefixes; /* separated by blanks; at least three bytes each, case matters */
    const char *set;      /* of what the rest is made */
    size_t least;         /* bytes behind the prefix that make it a token */
    size_t full;          /* bytes behind the prefix that a whole one has; 0: they differ */
    bool (*is_secret)(const char *rest, size_t length); /* behind the prefix; NULL: whatever */
};

extern const struct dd_token_kind dd_token_kinds[];
extern const size_t dd_token_kinds_count;

/* Where the token of that row ends whose prefix, of `prefix` bytes, stands at `at`; `at` when there
 * is none. */
size_t dd_token_end(const struct dd_token_kind *kind, const char *text, size_t length, size_t at,
                    const char *prefix, size_t prefix_length);

/* Does a word begin at `at`? What is written in front of it as an escape ("\n", "%3D", a colour)
 * does not count as a part of it. */
bool dd_word_begins(const char *text, size_t at);

/* Where a secret ends that stops at `end`, and at the end of a line, and goes on with the next one:
 * with exactly `missing` bytes, or, where that is 0, as long as whole lines are noise. */
size_t dd_over_lines(const char *text, size_t length, size_t end, size_t missing);

#endif
