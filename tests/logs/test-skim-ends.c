/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "logs/skim-ends.h"
#include "support/suite.h"

#define LENGTH (3 * DD_SKIM_SEARCHED + 100)

/* Lines of so many bytes each: what is found of their ends is right, and all but the last ones are
 * found. */
static void check_lines(size_t length)
{
    char *text = malloc(LENGTH);
    struct dd_skim_ends ends;
    const char *newline;
    size_t at = length - 1;

    ck_assert_ptr_nonnull(text);
    memset(text, 'x', LENGTH);
    for (size_t i = at; i < LENGTH; i += length)
        text[i] = '\n';
    dd_skim_ends_init(&ends, text, LENGTH);
    while ((newline = dd_skim_ends_peek(&ends)) != NULL) {
        ck_assert_ptr_eq(newline, text + at);
        ck_assert_ptr_eq(dd_skim_ends_peek(&ends), newline);
        dd_skim_ends_take(&ends);
        at += length;
    }
    ck_assert_uint_ge(at, LENGTH - LENGTH % 64);
    free(text);
}

START_TEST(finds_line_after_line)
{
    static const size_t lengths[] = {1, 2, 7, 64, 100, 1023, 1024, 1025, 3000};

    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++)
        check_lines(lengths[i]);
}
END_TEST

START_TEST(finds_none_where_there_is_none)
{
    char text[2 * DD_SKIM_SEARCHED];
    struct dd_skim_ends ends;

    memset(text, 'x', sizeof text);
    dd_skim_ends_init(&ends, text, sizeof text);
    ck_assert_ptr_null(dd_skim_ends_peek(&ends));
    ck_assert_ptr_null(dd_skim_ends_peek(&ends));
    dd_skim_ends_init(&ends, text, 0);
    ck_assert_ptr_null(dd_skim_ends_peek(&ends));
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        finds_line_after_line,
        finds_none_where_there_is_none,
    };

    return suite_run("logs/skim-ends", tests, sizeof tests / sizeof tests[0]);
}
