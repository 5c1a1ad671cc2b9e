/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "text/literals.h"

/* Makes letters lower case, and a few other bytes equal, which is looked at no more. */
#define FOLD  0x20u
#define FOLDS UINT64_C(0x2020202020202020)

/* What is left of a byte in the first table: letters are told apart, whatever their case. */
#define LOW 0x1fu

/* Heads: so many bytes of a word that has them, and that are read of a text at once. */
#define LONG  6
#define SHORT 4
#define READ  8

static unsigned folded(char c)
{
    return (unsigned char)c | FOLD;
}

/* The first bytes of eight, in whatever order the machine has them. */
static uint64_t first_of(uint64_t eight, size_t count)
{
    static const union {
        unsigned char bytes[READ];
        uint64_t mask;
    } first[] = {
        {{0xff, 0xff, 0xff}}, {{0xff, 0xff, 0xff, 0xff}}, {{0xff, 0xff, 0xff, 0xff, 0xff, 0xff}}};

    return (eight | FOLDS) & first[count / 2 - 1].mask;
}

/* Multiplications spread them over the tables. */
static uint32_t first_hash(uint32_t four)
{
    static const union {
        unsigned char bytes[4];
        uint32_t mask;
    } low = {{LOW, LOW, LOW, 0}};

    return (four & low.mask) * UINT32_C(2654435761) >> 19;
}

static uint32_t head_hash(uint64_t head)
{
    return (uint32_t)(head * UINT64_C(0x9e3779b97f4a7c15) >> 48);
}

static uint32_t bucket_of(const char *text)
{
    return (folded(text[0]) << 16 | folded(text[1]) << 8 | folded(text[2])) *
               UINT32_C(2654435761) >>
           20;
}

static uint32_t four_at(const char *text)
{
    uint32_t four;

    memcpy(&four, text, sizeof four);
    return four;
}

static uint64_t eight_at(const char *text)
{
    uint64_t eight;

    memcpy(&eight, text, sizeof eight);
    return eight;
}

static enum daydream_status grow(struct dd_literals *literals, struct daydream_error *err)
{
    size_t capacity = literals->capacity == 0 ? 512 : literals->capacity * 2;
    struct dd_literal *items = realloc(literals->items, capacity * sizeof *items);

    if (items == NULL)
        return dd_fail_memory(err);
    literals->items = items;
    literals->capacity = capacity;
    return DAYDREAM_OK;
}

/* What candidate() asks. */
static void learn_head(struct dd_literals *literals, const char *word, size_t length)
{
    size_t count = length >= LONG ? LONG : length >= SHORT ? SHORT : DD_LITERALS_MIN;
    char head[READ] = {0};
    uint32_t hash;

    memcpy(head, word, count);
    literals->fourths[first_hash(four_at(head))] |=
        count == DD_LITERALS_MIN ? UINT32_MAX : UINT32_C(1) << ((unsigned char)head[3] & LOW);
    hash = head_hash(first_of(eight_at(head), count));
    literals->heads[hash / 8] |= (uint8_t)(1u << hash % 8);
}

enum daydream_status dd_literals_add_word(struct dd_literals *literals, const char *word,
                                          size_t length, size_t id, struct daydream_error *err)
{
    uint32_t *link;

    if (length < DD_LITERALS_MIN || literals->count >= UINT32_MAX)
        return dd_fail(err, DAYDREAM_ERROR_ARGUMENT, "literals",
                       "the literal '%.*s' of row %zu is too short", (int)length, word, id);
    if (literals->count == literals->capacity && grow(literals, err) != DAYDREAM_OK)
        return DAYDREAM_ERROR_MEMORY;
    learn_head(literals, word, length);
    literals->items[literals->count++] = (struct dd_literal){word, length, id, 0};
    link = &literals->buckets[bucket_of(word)];
    while (*link != 0) /* in their order: the first row names what several find */
        link = &literals->items[*link - 1].next;
    *link = (uint32_t)literals->count;
    return DAYDREAM_OK;
}

enum daydream_status dd_literals_add(struct dd_literals *literals, const char *words, size_t id,
                                     struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (words += strspn(words, " "); *words != '\0' && status == DAYDREAM_OK;) {
        size_t length = strcspn(words, " ");

        status = dd_literals_add_word(literals, words, length, id, err);
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
        if (folded(text[i]) != folded(literal->text[i]))
            return false;
    return true;
}

static bool has_head(const struct dd_literals *literals, uint64_t eight, size_t count)
{
    uint32_t hash = head_hash(first_of(eight, count));

    return (literals->heads[hash / 8] >> hash % 8 & 1) != 0;
}

/* May a word have these first four bytes? */
static bool has_first(const struct dd_literals *literals, const char *text)
{
    return (literals->fourths[first_hash(four_at(text))] >> ((unsigned char)text[3] & LOW) & 1) !=
           0;
}

static bool has_heads(const struct dd_literals *literals, uint64_t eight)
{
    return has_head(literals, eight, LONG) || has_head(literals, eight, SHORT) ||
           has_head(literals, eight, DD_LITERALS_MIN);
}

/* The first byte from `at` on where a word may begin; `length` when there is none. The first table
 * sees every byte. What it lets through the second one stops, which is still near; what the words
 * are is further away in memory. */
static size_t candidate(const struct dd_literals *literals, const char *text, size_t length,
                        size_t at)
{
    for (; at + READ <= length; at++)
        if (has_first(literals, text + at) && has_heads(literals, eight_at(text + at)))
            return at;
    return at + DD_LITERALS_MIN <= length ? at : length;
}

/* The next word of a bucket that stands at a place; false when there is none. */
static bool next_sibling(const struct dd_literals *literals, const char *text, size_t length,
                         struct dd_literal_place *place)
{
    while (place->sibling != 0) {
        const struct dd_literal *literal = &literals->items[place->sibling - 1];

        place->sibling = literal->next;
        if (stands_at(literal, text + place->at, length - place->at)) {
            place->literal = literal;
            return true;
        }
    }
    return false;
}

bool dd_literals_next(const struct dd_literals *literals, const char *text, size_t length,
                      struct dd_literal_place *place)
{
    for (;;) {
        if (place->sibling != 0 && next_sibling(literals, text, length, place))
            return true;
        place->at = candidate(literals, text, length, place->next);
        if (place->at >= length)
            return false;
        place->next = place->at + 1;
        place->sibling = literals->buckets[bucket_of(text + place->at)];
    }
}
