/* SPDX-License-Identifier: MIT */
/* Words that are compared at once, with processors that can. */
#ifndef DD_LOGS_SKIM_BLOCK_H
#define DD_LOGS_SKIM_BLOCK_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/cpu.h"

#if DD_CPU_HAS_WIDE
#include <immintrin.h>
#endif

#define DD_SKIM_BLOCK (4 * sizeof(uint64_t))

/* Aligned as it has to be wherever a function is compiled for wide processors, of which others know
 * nothing. Not in arguments and results: not all processors hand them over alike. */
typedef uint64_t dd_skim_block __attribute__((vector_size(DD_SKIM_BLOCK), aligned(DD_SKIM_BLOCK)));

typedef bool dd_skim_is_zero(const dd_skim_block *block);

static inline bool dd_skim_is_zero_plainly(const dd_skim_block *block)
{
    return ((*block)[0] | (*block)[1] | (*block)[2] | (*block)[3]) == 0;
}

#if DD_CPU_HAS_WIDE

/* With one instruction, which no compiler finds by itself. */
DD_CPU_WIDE static inline bool dd_skim_is_zero_widely(const dd_skim_block *block)
{
    return _mm256_testz_si256((__m256i)*block, (__m256i)*block);
}

#else

static inline bool dd_skim_is_zero_widely(const dd_skim_block *block)
{
    return dd_skim_is_zero_plainly(block);
}

#endif

#endif
