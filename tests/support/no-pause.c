/* SPDX-License-Identifier: MIT */
/*
 * Loaded in front of a program (LD_PRELOAD), it makes every pause none: what is left between two
 * requests out of regard for a server is nothing that a server on the loopback interface needs.
 */
#include <time.h>

__attribute__((visibility("default"))) int nanosleep(const struct timespec *wanted,
                                                     struct timespec *rest)
{
    (void)wanted;
    if (rest != NULL)
        *rest = (struct timespec){0, 0};
    return 0;
}
