/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/plain.h"
#include "support/suite.h"

START_TEST(test_text)
{
    static const struct {
        const char *line;
        bool escaped;
        const char *text;
    } cases[] = {{"a b", false, "a b"},
                 {"\x1b[31ma\x1b[0m b", false, "a b"},
                 {"\x1b[1;31m\x1b[4ma", false, "a"},
                 {"a\x1b[0m", false, "a"},
                 {"\x1b[31", false, "\x1b[31"},
                 {"\x1b[2Ka", false, "\x1b[2Ka"},
                 {"a\\tb", false, "a\\tb"},
                 {"a\\tb", true, "a\tb"},
                 {"a\\nb", true, "a"},
                 {"\\\"a\\\"\\\\", true, "\"a\"\\"},
                 {"\\u001b[31ma\\u001b[0m", true, "a"},
                 {"\\u0041\\u00e4\\uzzzz", true, "A?uzzzz"},
                 {"a\\", true, "a\\"}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_plain plain;

        dd_plain_read(&plain, cases[i].line, strlen(cases[i].line), cases[i].escaped);
        ck_assert_msg(plain.length == strlen(cases[i].text) &&
                          memcmp(plain.text, cases[i].text, plain.length) == 0,
                      "%s: %.*s", cases[i].line, (int)plain.length, plain.text);
    }
}
END_TEST

START_TEST(test_offsets)
{
    static const char line[] = "\x1b[31ma\x1b[0m\x1b[1mb";
    static const char escaped[] = "\\ta\\n";
    struct dd_plain plain;

    dd_plain_read(&plain, line, strlen(line), false);
    ck_assert_uint_eq(dd_plain_start(&plain, 0), 5);
    ck_assert_uint_eq(dd_plain_end(&plain, 0), 0);
    ck_assert_uint_eq(dd_plain_end(&plain, 1), 6);
    ck_assert_uint_eq(dd_plain_start(&plain, 1), 14);
    ck_assert_uint_eq(dd_plain_end(&plain, 2), strlen(line));
    dd_plain_read(&plain, escaped, strlen(escaped), true);
    ck_assert_uint_eq(dd_plain_start(&plain, 1), 2);
    ck_assert_uint_eq(dd_plain_end(&plain, 2), 3);
}
END_TEST

START_TEST(test_long_line)
{
    static char line[DD_PLAIN_MAX + 100];
    struct dd_plain plain;

    memset(line, 'a', sizeof line);
    dd_plain_read(&plain, line, sizeof line, true);
    ck_assert_uint_eq(plain.length, DD_PLAIN_MAX);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_text, test_offsets, test_long_line};

    return suite_run("logs/plain", tests, sizeof tests / sizeof tests[0]);
}
