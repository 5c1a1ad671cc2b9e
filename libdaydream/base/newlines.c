/* SPDX-License-Identifier: MIT */
#include "base/newlines.h"

#ifdef __SSE2__

#include <emmintrin.h>

#define VECTOR 16
#define BLOCK  64

static inline uint64_t vector_mask(const char *text)
{
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)text);

    return (uint64_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n')));
}

/* A bit for each byte that is a line feed. */
static inline uint64_t block_mask(const char *text)
{
    return vector_mask(text) | vector_mask(text + VECTOR) << VECTOR |
           vector_mask(text + 2 * VECTOR) << 2 * VECTOR |
           vector_mask(text + 3 * VECTOR) << 3 * VECTOR;
}

/* The processor has an instruction for this, which not every one of its kind has. */
static inline size_t count_bits(uint64_t bits)
{
    bits -= (bits >> 1) & UINT64_C(0x5555555555555555);
    bits = (bits & UINT64_C(0x3333333333333333)) + ((bits >> 2) & UINT64_C(0x3333333333333333));
    bits = (bits + (bits >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
    return (size_t)((bits * UINT64_C(0x0101010101010101)) >> 56);
}

/* The first bit of a mask, or any number when it has none. */
static inline size_t first_bit(uint64_t mask)
{
    return (size_t)__builtin_ctzll(mask | UINT64_C(1) << (BLOCK - 1));
}

/* Write down the line feeds of a block, and tell how many they are. Two are written whether they
 * are there or not: most blocks have none, one or two of them. */
static inline size_t add_block(uint16_t *at, uint64_t mask, size_t begin)
{
    uint64_t rest = mask & (mask - 1);

    *at++ = (uint16_t)(begin + first_bit(mask));
    *at++ = (uint16_t)(begin + first_bit(rest));
    for (rest &= rest - 1; rest != 0; rest &= rest - 1)
        *at++ = (uint16_t)(begin + first_bit(rest));
    return count_bits(mask);
}

static size_t find_in_blocks(struct dd_newlines *newlines, const char *text, size_t length)
{
    size_t count = 0;
    size_t at = 0;

    for (; at + BLOCK <= length; at += BLOCK)
        count += add_block(newlines->at + count, block_mask(text + at), at);
    newlines->count = count;
    return at;
}

#else

static size_t find_in_blocks(struct dd_newlines *newlines, const char *text, size_t length)
{
    (void)newlines;
    (void)text;
    (void)length;
    return 0;
}

#endif

void dd_newlines_find(struct dd_newlines *newlines, const char *text, size_t length)
{
    newlines->count = 0;
    for (size_t at = find_in_blocks(newlines, text, length); at < length; at++)
        if (text[at] == '\n')
            newlines->at[newlines->count++] = (uint16_t)at;
}
