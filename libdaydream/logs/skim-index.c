/* SPDX-License-Identifier: MIT */
#include "logs/skim-index.h"

static size_t least(size_t one, size_t other)
{
    return one < other ? one : other;
}

/* So many bytes of a word, or all of it. */
static uint64_t mask_of(size_t length)
{
    uint64_t mask = 0;

    memset(&mask, 0xff, least(length, DD_SKIM_WORD));
    return mask;
}

static void make_groups(struct dd_skim_index *index, const struct dd_skim_key *keys, size_t count,
                        bool folded)
{
    size_t shortest[DD_SKIM_GROUPS];

    for (size_t i = 0; i < DD_SKIM_GROUPS; i++)
        shortest[i] = DD_SKIM_LONGEST;
    for (size_t i = 0; i < count; i++) {
        size_t *of = &shortest[dd_skim_group_of(dd_skim_first_hash(index, keys[i].text, folded))];

        *of = least(*of, keys[i].length);
    }
    for (size_t i = 0; i < DD_SKIM_GROUPS; i++) {
        index->groups[i].mask = mask_of(shortest[i]);
        index->groups[i].at = shortest[i] > DD_SKIM_WORD ? shortest[i] - DD_SKIM_WORD : 0;
    }
}

void dd_skim_index_make(struct dd_skim_index *index, const struct dd_skim_key *keys, size_t count,
                        bool folded)
{
    size_t shortest = DD_SKIM_LONGEST;

    memset(index, 0, sizeof *index);
    for (size_t i = 0; i < count; i++)
        shortest = least(shortest, keys[i].length);
    index->mask = mask_of(shortest);
    make_groups(index, keys, count, folded);
    for (size_t i = 0; i < count; i++) {
        unsigned char *bucket = &index->buckets[dd_skim_bucket(index, keys[i].text, folded)];

        index->next[i + 1] = *bucket;
        *bucket = (unsigned char)(i + 1);
    }
}
