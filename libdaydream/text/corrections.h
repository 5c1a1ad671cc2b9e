/* SPDX-License-Identifier: MIT */
/* Does somebody tell an agent that it went wrong? By patterns, of which one has to match; a
 * sentence of praise is none, whatever else it says. */
#ifndef DD_TEXT_CORRECTIONS_H
#define DD_TEXT_CORRECTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/strings.h"

struct dd_corrections;

/* Compile the patterns (PCRE2, over bytes, without regard to case); an empty list means our own.
 * Owned. DAYDREAM_ERROR_CONFIG, with the pattern in the text, where one is none. */
enum daydream_status dd_corrections_new(const struct dd_strings *patterns,
                                        struct dd_corrections **out, struct daydream_error *err);
void dd_corrections_free(struct dd_corrections *corrections);

/* Look into what somebody wrote, the first 4,000 bytes of it and nothing in code fences. When it
 * corrects, the sentence that does is `length` bytes at `*start` of the text. A pattern that takes
 * too many steps does not match. */
enum daydream_status dd_corrections_find(const struct dd_corrections *corrections, const char *text,
                                         size_t text_length, bool *found, size_t *start,
                                         size_t *length, struct daydream_error *err);

#endif
