/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <string.h>

#include "logs/label.h"
#include "support/suite.h"

START_TEST(test_lengths)
{
    static const struct {
        const char *line;
        size_t length;
    } cases[] = {
        {"web-1  | panic: a", 9},
        {"web-1  |   indented", 9},
        {"web-1  |", 8},
        {"shop_web.1 | a", 13},
        {"0|web  | a", 9},
        {"[pod/web-1/app] a", 16},
        {"[pod/web-1/app]   a", 16},
        {"", 0},
        {"web-1", 0},
        {"web-1 |a", 0},
        {"|", 0},
        {"  id | name", 0},
        {"12 | let x", 0},
        {"ERROR | a", 0},
        {"two words | a", 0},
        {"[web] a", 0},
        {"[pod/web a] b", 0},
        {"[pod/web", 0},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_msg(dd_label_length(cases[i].line, strlen(cases[i].line)) == cases[i].length,
                      "%s", cases[i].line);
}
END_TEST

/* Where nothing follows, the blank is lost; and a digit tells services apart. */
START_TEST(test_equality)
{
    struct dd_label label;

    dd_label_set(&label, "web-1  | a", 9);
    ck_assert(dd_label_equals(&label, "web-1  |", 8));
    ck_assert(dd_label_equals(&label, "web-1  | b", 9));
    ck_assert(!dd_label_equals(&label, "web-2  | a", 9));
    ck_assert(!dd_label_equals(&label, "web-10 | a", 9));
}
END_TEST

START_TEST(test_a_long_name)
{
    char line[2 * DD_LABEL_MAX];

    memset(line, 'a', sizeof line);
    memcpy(line + DD_LABEL_MAX, " | ", 3);
    ck_assert_uint_eq(dd_label_length(line, sizeof line), 0);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_lengths, test_equality, test_a_long_name};

    return suite_run("logs/label", tests, sizeof tests / sizeof tests[0]);
}
