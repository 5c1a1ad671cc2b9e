/* SPDX-License-Identifier: MIT */
/* Where lines end. Lengths of lines cannot be foreseen, and a processor that guesses one wrongly
 * loses more time than it takes to look at all bytes of a block alike. */
#ifndef DD_BASE_NEWLINE_H
#define DD_BASE_NEWLINE_H

#include <stddef.h>
#include <stdint.h>

#define DD_NEWLINE_BLOCK 64

#ifdef __SSE2__

#include <emmintrin.h>

/* A bit for each of 16 bytes that is a line feed. */
static inline uint64_t dd_newline_bits(const char *text)
{
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)text);

    return (uint64_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n')));
}

/* A bit for each of 64. */
static inline uint64_t dd_newline_mask(const char *text)
{
    return dd_newline_bits(text) | dd_newline_bits(text + 16) << 16 |
           dd_newline_bits(text + 32) << 32 | dd_newline_bits(text + 48) << 48;
}

static inline size_t dd_newline_first(uint64_t mask)
{
    return (size_t)__builtin_ctzll(mask | UINT64_C(1) << 63); /* of none nobody wants to know */
}

/* Where in the text its line feeds are, in order: there is room for two more than `length`, which
 * is a multiple of DD_NEWLINE_BLOCK and at most 65,536. How many there are. Few blocks have more
 * than two of them. */
static inline size_t dd_newline_list(const char *text, size_t length, uint16_t *list)
{
    size_t count = 0;

    for (size_t at = 0; at < length; at += DD_NEWLINE_BLOCK) {
        uint64_t mask = dd_newline_mask(text + at);

        list[count] = (uint16_t)(at + dd_newline_first(mask));
        count += mask != 0;
        mask &= mask - 1;
        list[count] = (uint16_t)(at + dd_newline_first(mask));
        count += mask != 0;
        for (mask &= mask - 1; mask != 0; mask &= mask - 1)
            list[count++] = (uint16_t)(at + dd_newline_first(mask));
    }
    return count;
}

#else

static inline size_t dd_newline_list(const char *text, size_t length, uint16_t *list)
{
    size_t count = 0;

    for (size_t at = 0; at < length; at++)
        if (text[at] == '\n')
            list[count++] = (uint16_t)at;
    return count;
}

#endif

#endif
