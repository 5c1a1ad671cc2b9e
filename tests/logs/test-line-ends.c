/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "logs/line-ends.h"
#include "support/suite.h"

#define LENGTH (3 * DD_LINE_ENDS_SEARCHED + 100)

/* Lines of so many bytes each: what is found of their ends is right, and all but the last ones are
 * found. */
static void check_lines(size_t length)
{
    char *text = malloc(LENGTH);
    struct dd_line_ends ends;
    const char *newline;
    size_t at = length - 1;

    ck_assert_ptr_nonnull(text);
    memset(text, 'x', LENGTH);
    for (size_t i = at; i < LENGTH; i += length)
        text[i] = '\n';
    dd_line_ends_init(&ends, text, LENGTH);
    while ((newline = dd_line_ends_peek(&ends)) != NULL) {
        ck_assert_ptr_eq(newline, text + at);
        ck_assert_ptr_eq(dd_line_ends_peek(&ends), newline);
        dd_line_ends_take(&ends);
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

/* Whoever has gone on without them finds them again. */
START_TEST(goes_on_behind_a_place)
{
    static char text[3 * DD_LINE_ENDS_SEARCHED];
    struct dd_line_ends ends;

    memset(text, 'x', sizeof text);
    for (size_t i = 9; i < sizeof text; i += 10)
        text[i] = '\n';
    dd_line_ends_init(&ends, text, sizeof text);
    for (size_t at = 0; at < sizeof text - 100; at += 1 + at / 3) {
        ck_assert_ptr_eq(dd_line_ends_from(&ends, text + at), text + at + 9 - at % 10);
        ck_assert_ptr_eq(dd_line_ends_peek(&ends), text + at + 9 - at % 10);
    }
    ck_assert_ptr_null(dd_line_ends_from(&ends, text + sizeof text));
}
END_TEST

START_TEST(finds_none_where_there_is_none)
{
    char text[2 * DD_LINE_ENDS_SEARCHED];
    struct dd_line_ends ends;

    memset(text, 'x', sizeof text);
    dd_line_ends_init(&ends, text, sizeof text);
    ck_assert_ptr_null(dd_line_ends_peek(&ends));
    ck_assert_ptr_null(dd_line_ends_peek(&ends));
    dd_line_ends_init(&ends, text, 0);
    ck_assert_ptr_null(dd_line_ends_peek(&ends));
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        finds_line_after_line,
        goes_on_behind_a_place,
        finds_none_where_there_is_none,
    };

    return suite_run("logs/line-ends", tests, sizeof tests / sizeof tests[0]);
}
