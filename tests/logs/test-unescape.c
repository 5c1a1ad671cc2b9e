/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/unescape.h"
#include "support/suite.h"

static void check(const char *text, size_t max, const char *line, const char *rest)
{
    char out[64] = "";
    size_t length;
    const char *behind = dd_unescape_line(text, text + strlen(text), out, max, &length);

    ck_assert_msg(length == strlen(line) && memcmp(out, line, length) == 0, "%s: %.*s", text,
                  (int)length, out);
    ck_assert_str_eq(behind, rest);
}

START_TEST(test_escapes)
{
    static const struct {
        const char *text;
        const char *line;
    } cases[] = {
        {"plain", "plain"},
        {"", ""},
        {"a\\tb\\\"c\\\\d\\/e", "a\tb\"c\\d/e"},
        {"\\u0041\\u00e4\\u20ac", "A\xc3\xa4\xe2\x82\xac"},
        {"\\ud83d\\ude00!", "\xf0\x9f\x98\x80!"},
        {"\\uD83D\\uDE00", "\xf0\x9f\x98\x80"},
        {"\\ud83d", "\xef\xbf\xbd"},
        {"\\ud83d\\u0041", "\xef\xbf\xbd"
                           "A"},
        {"a\\t\\ude00x", "a\t\xef\xbf\xbdx"},
        {"\\u00", "\\u00"},
        {"\\u00zz", "\\u00zz"},
        {"\\u0000", "\\u0000"},
        {"C:\\xyz\\", "C:\\xyz\\"},
        {"\xc3\xa4\xff", "\xc3\xa4\xff"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check(cases[i].text, 64, cases[i].line, "");
}
END_TEST

START_TEST(test_lines)
{
    check("one\\ntwo\\n", 64, "one", "two\\n");
    check("two\\n", 64, "two", "");
    check("one\\r\\ntwo", 64, "one", "two");
    check("one\\u000atwo", 64, "one", "two");
    check("\\n", 64, "", "");
}
END_TEST

/* What is behind the line is found wherever that is cut, and a character is never cut. */
START_TEST(test_bound)
{
    check("abcdef\\nrest", 4, "abcd", "rest");
    check("abc\\u20acdef\\nrest", 4, "abc", "rest");
    check("abc\xe2\x82\xac\\nrest", 4, "abc", "rest");
    check("abc\xe2\x82\xac\\nrest", 6, "abc\xe2\x82\xac", "rest");
    check("abc", 0, "", "");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_escapes, test_lines, test_bound};

    return suite_run("logs/unescape", tests, sizeof tests / sizeof tests[0]);
}
