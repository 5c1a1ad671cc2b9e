/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>

#include "age.h"

static const struct {
    int64_t seconds;
    const char *word;
} units[] = {
    {(int64_t)24 * 60 * 60, "day"},
    {(int64_t)60 * 60, "hour"},
    {60, "minute"},
};

void cli_age(int64_t seconds, char out[CLI_AGE_SIZE])
{
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        int64_t count = seconds / units[i].seconds;

        if (count < 1)
            continue;
        snprintf(out, CLI_AGE_SIZE, "%" PRId64 " %s%s", count, units[i].word,
                 count != 1 ? "s" : "");
        return;
    }
    snprintf(out, CLI_AGE_SIZE, "less than a minute");
}
