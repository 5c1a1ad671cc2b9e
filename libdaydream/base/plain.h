/* SPDX-License-Identifier: MIT */
/* Passes over what most text is made of: bytes that stand for nothing but themselves. */
#ifndef DD_BASE_PLAIN_H
#define DD_BASE_PLAIN_H

#include <stddef.h>

#define DD_PLAIN_BLOCK 16

#ifdef __SSE2__

#include <emmintrin.h>

/* A bit for each of 16 bytes that is none of them. Bytes beyond ASCII are negative here. */
static inline unsigned dd_plain_stops(const char *text)
{
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)text);
    __m128i low = _mm_cmplt_epi8(bytes, _mm_set1_epi8(' '));
    __m128i breaks = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n')),
                                  _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\r')));
    __m128i signs = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('%')),
                                              _mm_cmpeq_epi8(bytes, _mm_set1_epi8('&'))),
                                 _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')),
                                              _mm_cmpeq_epi8(bytes, _mm_set1_epi8('^'))));
    __m128i del = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(0x7f));

    return (unsigned)_mm_movemask_epi8(
        _mm_or_si128(_mm_andnot_si128(breaks, low), _mm_or_si128(signs, del)));
}

/* The first byte from `at` on that may be a control, '%', '&', '\\', '^' or beyond ASCII, or where
 * less than a block is left. What it stops at may be harmless: the caller looks at it. */
static inline size_t dd_plain_end(const char *text, size_t length, size_t at)
{
    for (; at + DD_PLAIN_BLOCK <= length; at += DD_PLAIN_BLOCK) {
        unsigned stops = dd_plain_stops(text + at);

        if (stops != 0)
            return at + (size_t)__builtin_ctz(stops);
    }
    return at;
}

#else

static inline size_t dd_plain_end(const char *text, size_t length, size_t at)
{
    (void)text;
    (void)length;
    return at;
}

#endif

#endif
