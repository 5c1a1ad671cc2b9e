/* SPDX-License-Identifier: MIT */
/* Where any of many words stands in a text, in whatever ASCII case, found in one pass over it. */
#ifndef DD_TEXT_LITERALS_H
#define DD_TEXT_LITERALS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "daydream.h"

#define DD_LITERALS_MIN     3 /* bytes of a word */
#define DD_LITERALS_FIRST   8192
#define DD_LITERALS_HEADS   65536
#define DD_LITERALS_BUCKETS 4096

struct dd_literal {
    const char *text; /* borrowed, not terminated */
    size_t length;
    size_t id;
    uint32_t next; /* index + 1 of the next in its bucket; 0: none */
};

/* Begin with a zeroed structure. */
struct dd_literals {
    struct dd_literal *items;
    size_t count, capacity;
    /* By a hash of a word's first three bytes: a bit for each value that the fourth may have. */
    uint32_t fourths[DD_LITERALS_FIRST];
    /* A bit for each hash of what a word begins with: six bytes, four, or three, as it has them. */
    uint8_t heads[DD_LITERALS_HEADS / 8];
    /* By a hash of a word's first three bytes, the index + 1 of the first word. */
    uint32_t buckets[DD_LITERALS_BUCKETS];
};

/* A place where a word stands, and where to look next. Begin with a zeroed structure. */
struct dd_literal_place {
    size_t at;
    const struct dd_literal *literal;
    size_t next;      /* byte */
    uint32_t sibling; /* index + 1 of the next word to try at the same byte; 0: none */
};

/* Add blank-separated words, lower case and of at least three bytes each, that all mean `id`. They
 * are borrowed. */
enum daydream_status dd_literals_add(struct dd_literals *literals, const char *words, size_t id,
                                     struct daydream_error *err);

/* Add one word of any bytes. */
enum daydream_status dd_literals_add_word(struct dd_literals *literals, const char *word,
                                          size_t length, size_t id, struct daydream_error *err);
void dd_literals_free(struct dd_literals *literals);

/* The next place, in the order of the text; false behind the last. Some bytes that are no letters
 * count as equal ('_' and DEL): who needs to know compares again. */
bool dd_literals_next(const struct dd_literals *literals, const char *text, size_t length,
                      struct dd_literal_place *place);

#endif
