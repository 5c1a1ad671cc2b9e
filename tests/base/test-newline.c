/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/newline.h"
#include "support/suite.h"

#define LENGTH (4 * DD_NEWLINE_BLOCK)

/* A copy of its own size, so that reading beyond its end is seen. */
static char *copy_of(const char text[LENGTH])
{
    char *copy = malloc(LENGTH);

    ck_assert_ptr_nonnull(copy);
    memcpy(copy, text, LENGTH);
    return copy;
}

static void check_list_of(size_t (*list_fn)(const char *, size_t, uint16_t *),
                          const char text[LENGTH])
{
    uint16_t list[LENGTH + 2];
    char *copy = copy_of(text);
    size_t count = list_fn(copy, LENGTH, list);
    size_t found = 0;

    for (size_t i = 0; i < LENGTH; i++) {
        if (text[i] != '\n')
            continue;
        ck_assert_uint_lt(found, count);
        ck_assert_uint_eq(list[found++], i);
    }
    ck_assert_uint_eq(found, count);
    free(copy);
}

static void check_list(const char text[LENGTH])
{
    check_list_of(dd_newline_list, text);
    check_list_of(dd_newline_list_plainly, text);
}

START_TEST(lists_them_all)
{
    for (size_t first = 0; first < LENGTH; first++) {
        for (size_t step = 1; step <= LENGTH; step += 1 + step / 8) {
            char text[LENGTH];

            memset(text, 'x', sizeof text);
            for (size_t i = first; i < LENGTH; i += step)
                text[i] = '\n';
            check_list(text);
        }
    }
}
END_TEST

START_TEST(takes_no_other_byte_for_one)
{
    char text[LENGTH];

    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (char)i;
    check_list(text);
}
END_TEST

START_TEST(lists_nothing_where_there_is_nothing)
{
    uint16_t list[2];

    ck_assert_uint_eq(dd_newline_list("\n", 0, list), 0);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        lists_them_all,
        takes_no_other_byte_for_one,
        lists_nothing_where_there_is_nothing,
    };

    return suite_run("base/newline", tests, sizeof tests / sizeof tests[0]);
}
