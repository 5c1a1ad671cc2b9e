/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/fields.h"
#include "support/suite.h"

START_TEST(test_separators)
{
    static const struct {
        const char *text;
        const char *rest;
    } cases[] = {{"", ""},
                 {" - x", "x"},
                 {" | x", "x"},
                 {"]: x", "x"},
                 {"\tx", "x"},
                 {" --- x", "x"},
                 {" -5", "-5"},
                 {" -x", "-x"},
                 {"\x1b[0m\x1b[1;32m x", "x"},
                 {"\x1b[0K x", "\x1b[0K x"},
                 {"\x1b", "\x1b"},
                 {"x", "x"}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *text = cases[i].text;

        ck_assert_str_eq(dd_skip_separators(text, text + strlen(text)), cases[i].rest);
    }
}
END_TEST

START_TEST(test_fields)
{
    static const struct {
        const char *text;
        enum dd_field field;
        const char *rest;
    } cases[] = {{"[main] x", DD_FIELD_GROUP, " x"},
                 {"[a thread] x", DD_FIELD_GROUP, " x"},
                 {"(app.db) x", DD_FIELD_GROUP, " x"},
                 {"4121 x", DD_FIELD_NUMBER, " x"},
                 {"#41 x", DD_FIELD_NUMBER, " x"},
                 {"app[41]: x", DD_FIELD_TAG, " x"},
                 {"main.go:42: x", DD_FIELD_TAG, " x"},
                 {"app.db - x", DD_FIELD_NAME, " - x"},
                 {"app.db   | x", DD_FIELD_NAME, "   | x"},
                 {"app.db\tx", DD_FIELD_NAME, "\tx"},
                 {"app.db x", DD_FIELD_PLAIN_NAME, " x"},
                 {"<stdin> x", DD_FIELD_PLAIN_NAME, " x"},
                 {"app.db", DD_FIELD_PLAIN_NAME, ""},
                 {"\"text\" x", DD_FIELD_NONE, NULL},
                 {"well, x", DD_FIELD_NONE, NULL},
                 {"a=b x", DD_FIELD_NONE, NULL},
                 {"", DD_FIELD_NONE, NULL}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *text = cases[i].text;
        const char *behind = NULL;
        enum dd_field field = dd_field_read(text, text + strlen(text), &behind);

        ck_assert_msg(field == cases[i].field, "%s: %d", text, field);
        ck_assert_msg(cases[i].rest == NULL || strcmp(behind, cases[i].rest) == 0, "%s", text);
    }
}
END_TEST

START_TEST(test_a_long_word_is_text)
{
    char text[200];
    const char *behind;

    memset(text, 'a', sizeof text);
    ck_assert_int_eq(dd_field_read(text, text + sizeof text, &behind), DD_FIELD_NONE);
    text[0] = '[';
    text[sizeof text - 1] = ']';
    ck_assert_int_eq(dd_field_read(text, text + sizeof text, &behind), DD_FIELD_NONE);
}
END_TEST

START_TEST(test_levels)
{
    static const struct {
        const char *text;
        bool found, upper, marked, open;
    } cases[] = {
        {"ERROR x", true, true, false, false},    {"ERROR", true, true, false, false},
        {"ERROR: x", true, true, true, false},    {"ERROR\tx", true, true, true, false},
        {"error - x", true, false, true, false},  {"error   | x", true, false, true, false},
        {"[Error] x", true, false, true, false},  {"[ERROR/Main] x", true, true, true, true},
        {"ERRORS x", false, false, false, false}, {"ERROR. x", false, false, false, false},
        {"ERROR/x", false, false, false, false},  {"ERROR-5", false, false, false, false}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *text = cases[i].text;
        struct dd_level_field field = {.level = DD_LEVEL_NONE};
        bool found = dd_level_field_read(text, text + strlen(text), false, &field);

        ck_assert_msg(found == cases[i].found, "%s", text);
        if (!found)
            continue;
        ck_assert_int_eq(field.level, DD_LEVEL_ERROR);
        ck_assert_msg(field.upper == cases[i].upper && field.marked == cases[i].marked &&
                          field.open == cases[i].open,
                      "%s: %d %d %d", text, field.upper, field.marked, field.open);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_separators, test_fields, test_a_long_word_is_text,
                                  test_levels};

    return suite_run("logs/fields", tests, sizeof tests / sizeof tests[0]);
}
