/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/recall.h"
#include "logs/skim-index.h"

void dd_recall_init(struct dd_recall *recall)
{
    for (size_t i = 0; i < DD_RECALL_LINES; i++)
        recall->lines[i].shape = 0;
}

/* Where a folded text would be kept. */
static size_t place_of(unsigned shape, const struct dd_folded *folded)
{
    uint64_t hash = shape;

    for (size_t i = 0; i < folded->length; i += DD_SKIM_WORD) {
        hash = (hash ^ dd_skim_load(folded->text + i)) * UINT64_C(0x9e3779b97f4a7c15);
        hash ^= hash >> 32;
    }
    return (size_t)(hash >> (64 - DD_RECALL_BITS));
}

static bool is_like(const struct dd_recalled *line, unsigned shape, const struct dd_folded *folded)
{
    return line->shape == shape && line->folded.length == folded->length &&
           memcmp(line->folded.text, folded->text, folded->length) == 0;
}

struct dd_recalled *dd_recall_find(struct dd_recall *recall, unsigned shape, const char *text,
                                   size_t length)
{
    struct dd_folded *folded = &recall->folded;
    size_t place;

    if (!dd_fold(folded, text, length))
        return NULL;
    place = place_of(shape, folded);
    if (is_like(&recall->lines[place], shape, folded))
        return &recall->lines[place];
    place ^= 1;
    return is_like(&recall->lines[place], shape, folded) ? &recall->lines[place] : NULL;
}

struct dd_recalled *dd_recall_keep(struct dd_recall *recall, unsigned shape, const char *text,
                                   size_t length)
{
    const struct dd_folded *folded = &recall->folded;
    struct dd_recalled *line;
    size_t place;

    if (!dd_fold(&recall->folded, text, length))
        return NULL;
    place = place_of(shape, folded);
    line = &recall->lines[place];
    if (line->shape != 0 && !is_like(line, shape, folded))
        line = &recall->lines[place ^ 1];
    line->shape = shape;
    line->folded = *folded;
    line->memo.known = false;
    return line;
}
