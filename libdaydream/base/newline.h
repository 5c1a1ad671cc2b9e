/* SPDX-License-Identifier: MIT */
/* Where a line ends. Lengths of lines cannot be foreseen, and a processor that guesses one wrongly
 * loses more time than it takes to look at all bytes of a block alike. */
#ifndef DD_BASE_NEWLINE_H
#define DD_BASE_NEWLINE_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

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

/* The first line feed of a text; NULL when there is none. */
static inline const char *dd_newline_find(const char *text, const char *end)
{
    for (; end - text >= DD_NEWLINE_BLOCK; text += DD_NEWLINE_BLOCK) {
        uint64_t mask = dd_newline_mask(text);

        if (mask != 0)
            return text + __builtin_ctzll(mask);
    }
    return memchr(text, '\n', (size_t)(end - text));
}

#else

static inline const char *dd_newline_find(const char *text, const char *end)
{
    return memchr(text, '\n', (size_t)(end - text));
}

#endif

#endif
