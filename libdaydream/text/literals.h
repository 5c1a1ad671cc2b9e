/* SPDX-License-Identifier: MIT */
/* Which of many words stand in a text, in whatever ASCII case, found in one pass over it. */
#ifndef DD_TEXT_LITERALS_H
#define DD_TEXT_LITERALS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "daydream.h"

#define DD_LITERALS_IDS     512  /* ids are below it */
#define DD_LITERALS_BUCKETS 1024 /* a power of two */

struct dd_literal {
    const char *text; /* borrowed, not terminated */
    size_t length;
    size_t id;
    size_t next; /* index + 1 of the next in its bucket; 0: none */
};

struct dd_literals {
    struct dd_literal *items;
    size_t count, capacity;
    size_t buckets[DD_LITERALS_BUCKETS]; /* by their first two bytes: index + 1, or 0 */
};

struct dd_literal_hits {
    uint64_t bits[DD_LITERALS_IDS / 64];
};

/* Add blank-separated words, lower case and of at least two bytes each, that all mean `id`. They
 * are borrowed. Begin with a zeroed structure. */
enum daydream_status dd_literals_add(struct dd_literals *literals, const char *words, size_t id,
                                     struct daydream_error *err);
void dd_literals_free(struct dd_literals *literals);

void dd_literals_find(const struct dd_literals *literals, const char *text, size_t length,
                      struct dd_literal_hits *hits);
bool dd_literals_hit(const struct dd_literal_hits *hits, size_t id);

#endif
