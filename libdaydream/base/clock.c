/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stddef.h>
#include <time.h>

#include "base/clock.h"

int64_t dd_clock_now(const struct dd_clock *clock)
{
    return clock != NULL && clock->now != NULL ? clock->now(clock->user) : (int64_t)time(NULL);
}

void dd_clock_sleep(const struct dd_clock *clock, int64_t milliseconds)
{
    struct timespec rest;

    if (milliseconds <= 0)
        return;
    if (clock != NULL && clock->sleep != NULL) {
        clock->sleep(clock->user, milliseconds);
        return;
    }
    rest.tv_sec = (time_t)(milliseconds / 1000);
    rest.tv_nsec = (long)(milliseconds % 1000) * 1000000;
    while (nanosleep(&rest, &rest) != 0 && errno == EINTR)
        ;
}

int64_t dd_clock_monotonic_ms(void)
{
    struct timespec now = {0, 0};

    /* cannot fail: POSIX.1-2008 systems that we run on have this clock */
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
