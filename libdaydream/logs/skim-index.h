/* SPDX-License-Identifier: MIT */
/*
 * Which of some known beginnings may a text have? Two of its words are hashed: the first one, and
 * a second one whose place depends on the first. No byte is looked at that one of the beginnings
 * does not have, and nothing is decided on the way, so that nothing is foreseen wrongly.
 */
#ifndef DD_LOGS_SKIM_INDEX_H
#define DD_LOGS_SKIM_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define DD_SKIM_WORD        sizeof(uint64_t)
#define DD_SKIM_LONGEST     64 /* bytes of a key */
#define DD_SKIM_KEYS        64
#define DD_SKIM_GROUP_BITS  6
#define DD_SKIM_GROUPS      (1 << DD_SKIM_GROUP_BITS)
#define DD_SKIM_BUCKET_BITS 8
#define DD_SKIM_BUCKETS     (1 << DD_SKIM_BUCKET_BITS)

/* Keys whose first words have the same hash. */
struct dd_skim_group {
    uint64_t mask; /* of the second word */
    size_t at;     /* where that is */
};

struct dd_skim_index {
    uint64_t mask; /* of the first word */
    struct dd_skim_group groups[DD_SKIM_GROUPS];
    unsigned char buckets[DD_SKIM_BUCKETS]; /* their first keys, from 1 */
    unsigned char next[DD_SKIM_KEYS + 1];   /* in the bucket of a key, from 1; 0: none */
};

static inline uint64_t dd_skim_load(const char *at)
{
    uint64_t word;

    memcpy(&word, at, DD_SKIM_WORD);
    return word;
}

/* The upper bits of all bytes that are no digits. */
static inline uint64_t dd_skim_no_digits(uint64_t word)
{
    const uint64_t low = UINT64_C(0x7f7f7f7f7f7f7f7f);
    const uint64_t beyond_9 = UINT64_C(0x7676767676767676);
    uint64_t value = word ^ UINT64_C(0x3030303030303030);

    return (((value & low) + beyond_9) | value) & ~low;
}

/* Make all digits the same. */
static inline uint64_t dd_skim_fold(uint64_t word)
{
    return word & (dd_skim_no_digits(word) >> 7) * 0xff;
}

/* How many bytes stand in front of the first digit. */
static inline size_t dd_skim_before_digit(uint64_t word)
{
    uint64_t digits = ~dd_skim_no_digits(word) & UINT64_C(0x8080808080808080);

    if (digits == 0)
        return DD_SKIM_WORD;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    return (size_t)__builtin_ctzll(digits) / 8;
#else
    return (size_t)__builtin_clzll(digits) / 8;
#endif
}

static inline uint64_t dd_skim_read(const char *at, bool folded)
{
    uint64_t word = dd_skim_load(at);

    return folded ? dd_skim_fold(word) : word;
}

static inline uint64_t dd_skim_first_hash(const struct dd_skim_index *index, const char *text,
                                          bool folded)
{
    return (dd_skim_read(text, folded) & index->mask) * UINT64_C(0x9e3779b97f4a7c15);
}

static inline size_t dd_skim_group_of(uint64_t hash)
{
    return (size_t)(hash >> (64 - DD_SKIM_GROUP_BITS));
}

/* The bucket of a text, of which all bytes are there that a key may have. `folded`: one digit is as
 * good as another, as it was when the index was made. */
static inline size_t dd_skim_bucket(const struct dd_skim_index *index, const char *text,
                                    bool folded)
{
    uint64_t hash = dd_skim_first_hash(index, text, folded);
    const struct dd_skim_group *group = &index->groups[dd_skim_group_of(hash)];

    hash ^= dd_skim_read(text + group->at, folded) & group->mask;
    hash *= UINT64_C(0xd6e8feb86659fd93);
    return (size_t)(hash >> (64 - DD_SKIM_BUCKET_BITS));
}

/* A beginning: as many bytes, in an array of DD_SKIM_LONGEST. */
struct dd_skim_key {
    const char *text;
    size_t length;
};

/* Make the index of at most DD_SKIM_KEYS keys, each of them not empty. */
void dd_skim_index_make(struct dd_skim_index *index, const struct dd_skim_key *keys, size_t count,
                        bool folded);

#endif
