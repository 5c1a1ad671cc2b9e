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
static struct dd_recalled *place_of(struct dd_recall *recall, unsigned shape,
                                    const struct dd_folded *folded)
{
    uint64_t hash = shape;

    for (size_t i = 0; i < folded->length; i += DD_SKIM_WORD) {
        hash = (hash ^ dd_skim_load(folded->text + i)) * UINT64_C(0x9e3779b97f4a7c15);
        hash ^= hash >> 32;
    }
    return &recall->lines[hash >> (64 - DD_RECALL_BITS)];
}

struct dd_recalled *dd_recall_find(struct dd_recall *recall, unsigned shape, const char *text,
                                   size_t length)
{
    struct dd_folded *folded = &recall->folded;
    struct dd_recalled *line;

    if (!dd_fold(folded, text, length))
        return NULL;
    line = place_of(recall, shape, folded);
    if (line->shape != shape || line->folded.length != folded->length ||
        memcmp(line->folded.text, folded->text, folded->length) != 0)
        return NULL;
    return line;
}

struct dd_recalled *dd_recall_keep(struct dd_recall *recall, unsigned shape, const char *text,
                                   size_t length)
{
    struct dd_recalled *line;

    if (!dd_fold(&recall->folded, text, length))
        return NULL;
    line = place_of(recall, shape, &recall->folded);
    line->shape = shape;
    line->folded = recall->folded;
    line->memo.known = false;
    return line;
}
