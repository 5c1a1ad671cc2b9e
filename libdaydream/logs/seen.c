/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/error.h"
#include "base/hash.h"
#include "logs/seen.h"

void dd_seen_free(struct dd_seen *seen)
{
    free(seen->slots);
    *seen = (struct dd_seen){NULL, 0, 0};
}

/* Its slot, or the free one where it belongs. */
static struct dd_seen_file *find(const struct dd_seen *seen, uint64_t device, uint64_t inode)
{
    const uint64_t key[] = {device, inode};
    size_t at = (size_t)dd_hash(key, sizeof key) & (seen->slot_count - 1);

    while (seen->slots[at].used &&
           (seen->slots[at].device != device || seen->slots[at].inode != inode))
        at = (at + 1) & (seen->slot_count - 1);
    return &seen->slots[at];
}

static enum daydream_status grow(struct dd_seen *seen, struct daydream_error *err)
{
    struct dd_seen wider = {NULL, seen->slot_count == 0 ? 64 : seen->slot_count * 2, seen->count};

    wider.slots = calloc(wider.slot_count, sizeof wider.slots[0]);
    if (wider.slots == NULL)
        return dd_fail_memory(err);
    for (size_t i = 0; i < seen->slot_count; i++)
        if (seen->slots[i].used)
            *find(&wider, seen->slots[i].device, seen->slots[i].inode) = seen->slots[i];
    free(seen->slots);
    *seen = wider;
    return DAYDREAM_OK;
}

enum daydream_status dd_seen_add(struct dd_seen *seen, uint64_t device, uint64_t inode,
                                 bool *before, struct daydream_error *err)
{
    struct dd_seen_file *slot;

    if ((seen->count + 1) * 2 > seen->slot_count && grow(seen, err) != DAYDREAM_OK)
        return DAYDREAM_ERROR_MEMORY;
    slot = find(seen, device, inode);
    *before = slot->used;
    seen->count += !slot->used;
    *slot = (struct dd_seen_file){device, inode, true};
    return DAYDREAM_OK;
}
