/* SPDX-License-Identifier: MIT */
/* How long something has been there, as people say it. */
#ifndef CLI_AGE_H
#define CLI_AGE_H

#include <stddef.h>
#include <stdint.h>

#define CLI_AGE_SIZE ((size_t)32)

/* "3 days", "1 hour", "less than a minute": in the largest unit of which it is at least one. */
void cli_age(int64_t seconds, char out[CLI_AGE_SIZE]);

#endif
