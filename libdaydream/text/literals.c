/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "text/literals.h"

/* Makes letters lower case, and a few other bytes equal, which is looked at no more. */
#define FOLD  0x20u
#define FOLDS UINT32_C(0x20202020)

static unsigned folded(char c)
{
    return (unsigned char)c | FOLD;
}

/* Three bytes, in whatever order the machine has them. */
static uint32_t three_at(const char *text)
{
    uint32_t three = 0;

    memcpy(&three, text, DD_LITERALS_MIN);
    return three | FOLDS;
}

/* The same of a text that goes on: four bytes are read faster than three. */
static uint32_t four_at(const char *text)
{
    uint32_t four;

    memcpy(&four, text, sizeof four);
    return four | FOLDS;
}

static uint32_t three_of(uint32_t four)
{
    static const union {
        unsigned char bytes[4];
        uint32_t mask;
    } first = {{0xff, 0xff, 0xff, 0}};

    return (four & first.mask) | FOLDS;
}

static uint32_t head_of(const char *word, size_t length)
{
    return length == DD_LITERALS_MIN ? three_at(word) : four_at(word);
}

/* A multiplication spreads them over the table. */
static uint32_t hash_of(uint32_t three)
{
    return three * UINT32_C(2654435761) >> 18;
}

static unsigned fourth_bit(char c)
{
    return 1u << ((unsigned char)c & 7);
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

enum daydream_status dd_literals_add_word(struct dd_literals *literals, const char *word,
                                          size_t length, size_t id, struct daydream_error *err)
{
    uint32_t *link;
    uint32_t hash;

    if (length < DD_LITERALS_MIN || literals->count >= UINT32_MAX)
        return dd_fail(err, DAYDREAM_ERROR_ARGUMENT, "literals",
                       "the literal '%.*s' of row %zu is too short", (int)length, word, id);
    if (literals->count == literals->capacity && grow(literals, err) != DAYDREAM_OK)
        return DAYDREAM_ERROR_MEMORY;
    hash = hash_of(three_at(word));
    literals->fourths[hash] |= (uint8_t)(length == DD_LITERALS_MIN ? 0xff : fourth_bit(word[3]));
    literals->items[literals->count++] = (struct dd_literal){word, length, id,
                                                             head_of(word, length), 0};
    link = &literals->buckets[hash];
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

/* The first byte from `at` on where a word may begin; `length` when there is none. This is the loop
 * that sees every byte. */
static size_t candidate(const struct dd_literals *literals, const char *text, size_t length,
                        size_t at)
{
    for (; at + 4 <= length; at++)
        if ((literals->fourths[hash_of(three_of(four_at(text + at)))] & fourth_bit(text[at + 3])) !=
            0)
            return at;
    if (at + DD_LITERALS_MIN == length && literals->fourths[hash_of(three_at(text + at))] != 0)
        return at;
    return length;
}

/* The next word of a bucket that stands at a place; false when there is none. */
static bool next_sibling(const struct dd_literals *literals, const char *text, size_t length,
                         struct dd_literal_place *place)
{
    uint32_t four = length - place->at >= 4 ? four_at(text + place->at) : 0;
    uint32_t three = three_at(text + place->at);

    while (place->sibling != 0) {
        const struct dd_literal *literal = &literals->items[place->sibling - 1];

        place->sibling = literal->next;
        if ((literal->head == four || literal->head == three) &&
            stands_at(literal, text + place->at, length - place->at)) {
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
        place->sibling = literals->buckets[hash_of(three_at(text + place->at))];
    }
}
