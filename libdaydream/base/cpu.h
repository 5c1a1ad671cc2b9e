/* SPDX-License-Identifier: MIT */
/* What a processor may have beyond what the compiler can count on. */
#ifndef DD_BASE_CPU_H
#define DD_BASE_CPU_H

#include <stdbool.h>

/* DD_CPU_WIDE in front of a function: compile it for processors that work on 32 bytes at once. It
 * may be called only where dd_cpu_is_wide() says so. DD_CPU_EACH: make it a part of each function
 * that calls it, compiled as that is. */
#define DD_CPU_EACH __attribute__((always_inline)) static inline

#if defined(__x86_64__) && defined(__GNUC__)

#define DD_CPU_HAS_WIDE 1
#define DD_CPU_WIDE     __attribute__((target("avx2,bmi,popcnt")))

static inline bool dd_cpu_is_wide(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
           __builtin_cpu_supports("popcnt");
}

#else

#define DD_CPU_HAS_WIDE 0
#define DD_CPU_WIDE

static inline bool dd_cpu_is_wide(void)
{
    return false;
}

#endif

#endif
