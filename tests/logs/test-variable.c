/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/token.h"
#include "logs/variable.h"
#include "support/suite.h"

START_TEST(test_values)
{
    static const struct {
        const char *text; /* "|" stands behind the value */
        char before;
    } cases[] = {
        {"17| x", ' '},
        {"17ms| x", ' '},
        {"-17| x", ' '},
        {"|-17 x", ')'},
        {"1.5.3-2|, x", ' '},
        {"10:11:12|: x", ' '},
        {"10.0.0.3:80| x", ' '},
        {"https://a/b?c=d#e|, x", '('},
        {"|https:/ x", ' '},
        {"6a1f0c6e-cd53-4a3b-9d3a-0c2f7b0a7a11| x", ' '},
        {"2001:db8::1| x", '['},
        {"|dead::beef x", ' '},
        {"|std::fmt x", ' '},
        {"ann@example.com|. x", ' '},
        {"|@decorated x", ' '},
        {"db.example.com:5432| x", ' '},
        {"|code:5 x", ' '},
        {"/a/b| x", ' '},
        {"/|", ' '},
        {"a/b/c:42|: x", ' '},
        {"|and/or x", ' '},
        {"db.example.com| x", ' '},
        {"|db.example x", ' '},
        {"|java.net.Socket x", ' '},
        {"|app.db.open() x", ' '},
        {"app.Main$Run.go:17| x", ' '},
        {"|env=a/b/c x", ' '},
        {"17 KB| x", ' '},
        {"17| KBx", ' '},
        {"Jul| 17", ' '},
        {"Sun| Jul 17", ' '},
        {"|May be", ' '},
        {"|word", ' '},
        {"|", ' '},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[128];
        size_t wanted = strcspn(cases[i].text, "|");
        size_t length = strlen(cases[i].text) - 1;
        struct dd_token token;
        size_t found;

        memcpy(text, cases[i].text, wanted);
        memcpy(text + wanted, cases[i].text + wanted + 1, length - wanted + 1);
        if (length == 0)
            continue;
        token = dd_token_read(text, text + length);
        found = dd_variable_length(text, text + length, cases[i].before, &token);
        ck_assert_msg(found == wanted, "%s: %zu", cases[i].text, found);
    }
}
END_TEST

START_TEST(test_quoted)
{
    static const struct {
        const char *text;
        size_t length;
    } cases[] = {{"'x y' z", 5},      {"'it isn't' z", 10}, {"'x y", 0}, {"'x'y", 0},
                 {"\"a\\\"b\" c", 6}, {"`x`", 3},           {"''", 2},   {"'", 0}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_msg(dd_variable_quoted(cases[i].text, cases[i].text + strlen(cases[i].text)) ==
                          cases[i].length,
                      "%s", cases[i].text);
}
END_TEST

START_TEST(test_words)
{
    static const struct {
        const char *run;
        size_t word;
    } cases[] = {{"word", 4},     {"worker3", 6},   {"17", 0},    {"17th", 0},
                 {"a1b2", 0},     {"SHA256", 6},    {"utf8", 4},  {"IPv4", 4},
                 {"deadbeef", 0}, {"facade", 6},    {"dead1", 4}, {"deadbeef01", 0},
                 {"0xbeef", 0},   {"feedback2", 8}, {"s3", 2},    {"S30", 1}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_msg(dd_variable_word(cases[i].run, strlen(cases[i].run)) == cases[i].word, "%s",
                      cases[i].run);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_values, test_quoted, test_words};

    return suite_run("logs/variable", tests, sizeof tests / sizeof tests[0]);
}
