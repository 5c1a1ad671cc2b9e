/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "text/literals.h"

static unsigned char lower(char c)
{
    unsigned char byte = (unsigned char)c;

    return byte >= 'A' && byte <= 'Z' ? (unsigned char)(byte | 0x20) : byte;
}

static size_t bucket_of(unsigned char first, unsigned char second)
{
    return ((size_t)first * 37 ^ second) & (DD_LITERALS_BUCKETS - 1);
}

static enum daydream_status grow(struct dd_literals *literals, struct daydream_error *err)
{
    size_t capacity = literals->capacity == 0 ? 64 : literals->capacity * 2;
    struct dd_literal *items = realloc(literals->items, capacity * sizeof *items);

    if (items == NULL)
        return dd_fail_memory(err);
    literals->items = items;
    literals->capacity = capacity;
    return DAYDREAM_OK;
}

static enum daydream_status add_word(struct dd_literals *literals, const char *word, size_t length,
                                     size_t id, struct daydream_error *err)
{
    size_t *bucket;

    if (length < 2 || id >= DD_LITERALS_IDS)
        return dd_fail(err, DAYDREAM_ERROR_ARGUMENT, "literals",
                       "the literal '%.*s' of row %zu is too short, or there are too many rows",
                       (int)length, word, id);
    if (literals->count == literals->capacity && grow(literals, err) != DAYDREAM_OK)
        return DAYDREAM_ERROR_MEMORY;
    bucket = &literals->buckets[bucket_of(lower(word[0]), lower(word[1]))];
    literals->items[literals->count++] = (struct dd_literal){word, length, id, *bucket};
    *bucket = literals->count;
    return DAYDREAM_OK;
}

enum daydream_status dd_literals_add(struct dd_literals *literals, const char *words, size_t id,
                                     struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (words += strspn(words, " "); *words != '\0' && status == DAYDREAM_OK;) {
        size_t length = strcspn(words, " ");

        status = add_word(literals, words, length, id, err);
        words += length;
        words += strspn(words, " ");
    }
    return status;
}

void dd_literals_free(struct dd_literals *literals)
{
    free(literals->items);
    *literals = (struct dd_literals){0};
}

static bool stands_at(const struct dd_literal *literal, const char *text, size_t length)
{
    if (literal->length > length)
        return false;
    for (size_t i = 0; i < literal->length; i++)
        if (lower(text[i]) != (unsigned char)literal->text[i])
            return false;
    return true;
}

void dd_literals_find(const struct dd_literals *literals, const char *text, size_t length,
                      struct dd_literal_hits *hits)
{
    unsigned char first = length > 0 ? lower(text[0]) : 0;

    *hits = (struct dd_literal_hits){{0}};
    for (size_t at = 0; at + 1 < length; at++) {
        unsigned char second = lower(text[at + 1]);
        size_t next = literals->buckets[bucket_of(first, second)];

        for (; next != 0; next = literals->items[next - 1].next) {
            const struct dd_literal *literal = &literals->items[next - 1];

            if (!dd_literals_hit(hits, literal->id) && stands_at(literal, text + at, length - at))
                hits->bits[literal->id / 64] |= (uint64_t)1 << literal->id % 64;
        }
        first = second;
    }
}

bool dd_literals_hit(const struct dd_literal_hits *hits, size_t id)
{
    return (hits->bits[id / 64] >> id % 64 & 1) != 0;
}
