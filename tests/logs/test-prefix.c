/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/prefix.h"
#include "support/suite.h"

START_TEST(test_rest)
{
    static const struct {
        const char *first; /* its message is "|" */
        const char *line;
        const char *rest; /* NULL: another prefix */
    } cases[] = {
        {"Jul 20 10:11:12 host app[41]: |", "Jul 20 10:11:13 host app[41]: text", "text"},
        {"Jul 20 10:11:12 host app[41]: |", "Jul 20 10:11:13 host app[41]:   File", "  File"},
        {"Jul 20 10:11:12 host app[9]: |", "Jul 20 10:11:12 host app[10]: text", "text"},
        {"Jul 20 10:11:12 host app[41]: |", "Jul 20 10:11:12 host app[41]:", ""},
        {"Jul 20 10:11:12 host app[41]: |", "Jul 20 10:11:12 host cron[41]: text", NULL},
        {"Jul 20 10:11:12 host app[41]: |", "Jul 20 10:11:12 host ap", NULL},
        {"10:11:12 ERROR    |", "10:11:12 ERROR      File", "  File"},
        {"10:11:12 ERROR |", "10:11:12 ERRORS x", NULL},
        {"10:11:12 |", "10:11:13 x", "x"},
        {"10:11:12 |", "10:11:13x", NULL},
        {"{\"log\":\"|", "{\"log\":\"  File", "  File"},
        {"|", "text", NULL},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_prefix prefix;
        const char *rest;

        dd_prefix_set(&prefix, cases[i].first, (size_t)strcspn(cases[i].first, "|"));
        rest = dd_prefix_rest(&prefix, cases[i].line, strlen(cases[i].line));
        ck_assert_msg((rest == NULL) == (cases[i].rest == NULL), "%s", cases[i].line);
        if (rest != NULL)
            ck_assert_str_eq(rest, cases[i].rest);
    }
}
END_TEST

START_TEST(test_one_that_is_too_long_is_none)
{
    char line[DD_PREFIX_MAX + 1];
    struct dd_prefix prefix;

    memset(line, 'x', sizeof line);
    dd_prefix_set(&prefix, line, DD_PREFIX_MAX);
    ck_assert_ptr_nonnull(dd_prefix_rest(&prefix, line, DD_PREFIX_MAX));
    dd_prefix_set(&prefix, line, DD_PREFIX_MAX + 1);
    ck_assert_ptr_null(dd_prefix_rest(&prefix, line, sizeof line));
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_rest, test_one_that_is_too_long_is_none};

    return suite_run("logs/prefix", tests, sizeof tests / sizeof tests[0]);
}
