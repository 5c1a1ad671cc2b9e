/* SPDX-License-Identifier: MIT */
/* The time that everything above asks for, so that a test or a replay can set it. */
#ifndef DD_BASE_CLOCK_H
#define DD_BASE_CLOCK_H

#include <stdint.h>

#include "daydream.h"

struct dd_clock {
    daydream_now_fn now;     /* NULL: the system's time */
    daydream_sleep_fn sleep; /* NULL: really sleep */
    void *user;
};

/* Seconds since the epoch. `clock` may be NULL: the system's. */
int64_t dd_clock_now(const struct dd_clock *clock);
void dd_clock_sleep(const struct dd_clock *clock, int64_t milliseconds);

/* Milliseconds of a clock that never jumps; always the system's: only for durations. */
int64_t dd_clock_monotonic_ms(void);

#endif
