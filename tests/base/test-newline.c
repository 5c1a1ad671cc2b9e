/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/newline.h"
#include "support/suite.h"

#define LONGEST 300

/* A copy of its own size, so that reading beyond its end is seen. */
static char *copy_of(const char *text, size_t length)
{
    char *copy = malloc(length + 1);

    ck_assert_ptr_nonnull(copy);
    memcpy(copy, text, length);
    copy[length] = '\n'; /* is not of it */
    return copy;
}

START_TEST(finds_the_first_one)
{
    char text[LONGEST];

    for (size_t length = 0; length < LONGEST; length++) {
        for (size_t at = 0; at <= length; at++) {
            char *copy;

            memset(text, 'x', sizeof text);
            for (size_t i = at; i < sizeof text; i += 3)
                text[i] = '\n';
            copy = copy_of(text, length);
            if (at < length)
                ck_assert_ptr_eq(dd_newline_find(copy, copy + length), copy + at);
            else
                ck_assert_ptr_null(dd_newline_find(copy, copy + length));
            free(copy);
        }
    }
}
END_TEST

START_TEST(takes_no_other_byte_for_one)
{
    char text[256];

    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (char)i;
    ck_assert_ptr_eq(dd_newline_find(text, text + sizeof text), &text['\n']);
    ck_assert_ptr_null(dd_newline_find(&text['\n' + 1], text + sizeof text));
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        finds_the_first_one,
        takes_no_other_byte_for_one,
    };

    return suite_run("base/newline", tests, sizeof tests / sizeof tests[0]);
}
