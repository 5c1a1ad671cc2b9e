/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/cpu.h"
#include "base/newline.h"

size_t dd_newline_list_plainly(const char *text, size_t length, uint16_t *list)
{
    const char *at = text;
    const char *newline;
    size_t count = 0;

    while ((newline = memchr(at, '\n', length - (size_t)(at - text))) != NULL) {
        list[count++] = (uint16_t)(newline - text);
        at = newline + 1;
    }
    return count;
}

#if DD_CPU_HAS_WIDE

#include <immintrin.h>

/* A bit for each of 32 bytes that is a line feed. */
DD_CPU_WIDE static inline uint64_t find_in_half(const char *text)
{
    __m256i bytes = _mm256_loadu_si256((const __m256i *)(const void *)text);

    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\n')));
}

/* Lengths of lines cannot be foreseen, and a processor that guesses one wrongly loses more time
 * than it takes to look at all bytes of a block alike. So two are noted of each block, of which
 * few have more, be they there or not. */
DD_CPU_WIDE static size_t list_widely(const char *text, size_t length, uint16_t *list)
{
    size_t count = 0;

    for (size_t at = 0; at < length; at += DD_NEWLINE_BLOCK) {
        uint64_t found = find_in_half(text + at) | find_in_half(text + at + 32) << 32;
        uint16_t *next = list + count;

        count += (size_t)_mm_popcnt_u64(found);
        *next++ = (uint16_t)(at + _tzcnt_u64(found));
        found = _blsr_u64(found);
        *next++ = (uint16_t)(at + _tzcnt_u64(found));
        for (found = _blsr_u64(found); found != 0; found = _blsr_u64(found))
            *next++ = (uint16_t)(at + _tzcnt_u64(found));
    }
    return count;
}

size_t dd_newline_list(const char *text, size_t length, uint16_t *list)
{
    return dd_cpu_is_wide() ? list_widely(text, length, list)
                            : dd_newline_list_plainly(text, length, list);
}

#else

size_t dd_newline_list(const char *text, size_t length, uint16_t *list)
{
    return dd_newline_list_plainly(text, length, list);
}

#endif
