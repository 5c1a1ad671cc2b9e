/* SPDX-License-Identifier: MIT */
/* Patterns that a user adds: what else is a secret, and what is none. */
#ifndef DD_TEXT_REDACT_CUSTOM_H
#define DD_TEXT_REDACT_CUSTOM_H

#include "text/matcher.h"
#include "text/spans.h"

#define DD_CUSTOM_KIND "custom"

struct dd_custom {
    struct dd_matcher *added, *allowed;
    char **kinds; /* side by side with `added` */
    size_t added_count, allowed_count;
};

/* DAYDREAM_ERROR_CONFIG, with the pattern in the text, where it is none, or where it matches the
 * empty text. `kind` is the word in the mark: [a-z0-9-], 2 to 32 bytes; NULL: "custom". */
enum daydream_status dd_custom_add(struct dd_custom *custom, const char *pattern, const char *kind,
                                   struct daydream_error *err);
enum daydream_status dd_custom_allow(struct dd_custom *custom, const char *pattern,
                                     struct daydream_error *err);
void dd_custom_free(struct dd_custom *custom);

/* Add what the added patterns match: their first group where they have one. */
enum daydream_status dd_custom_find(const struct dd_custom *custom, const struct dd_engine *engine,
                                    const char *text, size_t length, size_t rank,
                                    struct dd_spans *spans, struct daydream_error *err);

/* Drop the spans from rank 1 on that lie within what an allowed pattern matches. */
enum daydream_status dd_custom_spare(const struct dd_custom *custom, const struct dd_engine *engine,
                                     const char *text, size_t length, struct dd_spans *spans,
                                     struct daydream_error *err);

#endif
