/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/plain.h"
#include "support/suite.h"

#define LONGEST 70

/* Where something more than a plain byte may stand. */
static const char stops[] = "\x01\x1b\x7f\xc2\xff%&\\^";

/* As a caller does it. */
static size_t find(const char *text, size_t length)
{
    size_t at = 0;

    while (at < length) {
        at = dd_plain_end(text, length, at);
        for (size_t most = at + DD_PLAIN_BLOCK; at < length && at < most; at++)
            if (memchr(stops, text[at], sizeof stops - 1) != NULL)
                return at;
    }
    return length;
}

/* No such byte is passed over, wherever it stands. */
START_TEST(stops_in_front)
{
    for (size_t i = 0; i < sizeof stops - 1; i++)
        for (size_t length = 1; length < LONGEST; length++)
            for (size_t at = 0; at < length; at++) {
                char *text = malloc(length); /* of its own size */

                ck_assert_ptr_nonnull(text);
                memset(text, at % 2 == 0 ? '~' : '\n', length);
                text[at] = stops[i];
                ck_assert_uint_eq(find(text, length), at);
                free(text);
            }
}
END_TEST

START_TEST(passes_over)
{
    char text[LONGEST];

    for (int byte = ' '; byte < 0x7f; byte++) {
        memset(text, byte, sizeof text);
        ck_assert_uint_eq(find(text, sizeof text),
                          memchr(stops, byte, sizeof stops - 1) != NULL ? 0 : sizeof text);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {stops_in_front, passes_over};

    return suite_run("base/plain", tests, sizeof tests / sizeof tests[0]);
}
