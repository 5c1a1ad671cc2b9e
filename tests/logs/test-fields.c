/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/fields.h"
#include "support/suite.h"

START_TEST(test_separators)
{
    static const struct {
        const char *text;
        const char *rest;
    } cases[] = {{"", ""},     {" - x", "x"},   {" | x", "x"}, {"]: x", "x"}, {"; x", "x"},
                 {"\tx", "x"}, {" --- x", "x"}, {" -5", "-5"}, {" -x", "-x"}, {"x", "x"}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *text = cases[i].text;

        ck_assert_str_eq(dd_skip_separators(text, text + strlen(text)), cases[i].rest);
    }
}
END_TEST

START_TEST(test_words)
{
    static const struct {
        const char *text;
        const char *rest;
        bool prose, module, number, exception;
    } cases[] = {{"main x", " x", true, false, false, false},
                 {"Main: x", " x", true, false, false, false},
                 {"RAS x", " x", false, false, false, false},
                 {"app.db - x", " - x", false, true, false, false},
                 {"app.db|x", "|x", false, true, false, false},
                 {"app.db\tx", "\tx", false, true, false, false},
                 {"app[41]: x", " x", false, true, false, false},
                 {"pool.go:42: x", " x", false, true, false, false},
                 {"app::db:", "", false, true, false, false},
                 {"done.", "", false, false, false, false},
                 {"4121 x", " x", false, false, true, false},
                 {"#41", "", false, false, true, false},
                 {"*9 x", " x", false, false, true, false},
                 {"41#0: x", " x", false, false, true, false},
                 {"2005.06.03 x", " x", false, false, true, false},
                 {"-5 x", " x", false, false, false, false},
                 {"50% x", " x", false, false, false, false},
                 {"a=b x", " x", true, false, false, false},
                 {"KeyError: x", " x", true, false, false, true},
                 {"a.b.XException: x", " x", false, true, false, true}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *text = cases[i].text;
        struct dd_word word;

        ck_assert_msg(dd_word_read(text, text + strlen(text), &word), "%s", text);
        ck_assert_str_eq(word.end, cases[i].rest);
        ck_assert_msg(dd_word_is_prose(&word) == cases[i].prose &&
                          dd_word_is_module(&word) == cases[i].module &&
                          dd_word_is_number(&word) == cases[i].number &&
                          dd_word_is_exception(&word) == cases[i].exception,
                      "%s", text);
    }
}
END_TEST

START_TEST(test_a_long_word_is_text)
{
    char text[300];
    struct dd_word word;

    memset(text, 'a', sizeof text);
    ck_assert(!dd_word_read(text, text + sizeof text, &word));
    ck_assert(!dd_word_read(text, text, &word));
    text[0] = '[';
    text[sizeof text - 1] = ']';
    ck_assert_ptr_null(dd_group_close(text, text + sizeof text));
}
END_TEST

START_TEST(test_groups)
{
    static const struct {
        const char *text;
        int close; /* offset of the closing bracket; -1: none */
        bool blank;
    } cases[] = {{"[main] x", 5, false},     {"(app.db) x", 7, false}, {"[a thread] x", 9, true},
                 {"[a[1]/0:8] x", 9, false}, {"{INFO} x", 5, false},   {"<0.41.0>", 7, false},
                 {"[main", -1, false},       {"main]", -1, false},     {"", -1, false}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *text = cases[i].text;
        const char *close = dd_group_close(text, text + strlen(text));

        ck_assert_msg((close != NULL ? close - text : -1) == cases[i].close, "%s", text);
        ck_assert_msg(close == NULL || dd_group_has_blank(text, close) == cases[i].blank, "%s",
                      text);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_separators, test_words, test_a_long_word_is_text,
                                  test_groups};

    return suite_run("logs/fields", tests, sizeof tests / sizeof tests[0]);
}
