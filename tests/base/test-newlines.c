/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/newlines.h"
#include "support/suite.h"

/* What is found in a copy of its own size, so that reading beyond its end is seen, is what a look
 * at each byte finds. */
static void check(const char *text, size_t length)
{
    static struct dd_newlines found;
    char *copy = malloc(length + 1);
    size_t count = 0;

    ck_assert_ptr_nonnull(copy);
    memcpy(copy, text, length);
    copy[length] = '\n'; /* is not of it */
    dd_newlines_find(&found, copy, length);
    for (size_t i = 0; i < length; i++) {
        if (text[i] != '\n')
            continue;
        ck_assert_uint_lt(count, found.count);
        ck_assert_uint_eq(found.at[count++], i);
    }
    ck_assert_uint_eq(found.count, count);
    free(copy);
}

START_TEST(finds_all_of_any_length)
{
    char text[DD_NEWLINES_MAX];

    for (size_t step = 1; step < 200; step++) {
        memset(text, 'x', sizeof text);
        for (size_t i = step - 1; i < sizeof text; i += step)
            text[i] = '\n';
        for (size_t length = 0; length < 200; length++)
            check(text, length);
        check(text, sizeof text);
    }
}
END_TEST

START_TEST(takes_no_other_byte_for_one)
{
    char text[256];

    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (char)i;
    check(text, sizeof text);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        finds_all_of_any_length,
        takes_no_other_byte_for_one,
    };

    return suite_run("base/newlines", tests, sizeof tests / sizeof tests[0]);
}
