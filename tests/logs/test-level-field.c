/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/level-field.h"
#include "support/suite.h"

START_TEST(test_levels)
{
    static const struct {
        const char *text;
        bool found, upper, marked, open;
    } cases[] = {{"ERROR x", true, true, false, false},
                 {"ERROR", true, true, false, false},
                 {"ERROR: x", true, true, true, false},
                 {"ERROR\tx", true, true, true, false},
                 {"error - x", true, false, true, false},
                 {"error   | x", true, false, true, false},
                 {"ERROR;x", true, true, true, false},
                 {"ERROR[41] x", true, true, true, false},
                 {"[Error] x", true, false, true, false},
                 {"[ERROR/Main] x", true, true, true, true},
                 {"[ERROR app::db] x", true, true, true, true},
                 {"<error> x", true, false, true, false},
                 {"{ERROR} x", true, true, true, false},
                 {"(ERROR) x", true, true, true, false},
                 {"[core:error] x", true, false, true, false},
                 {"[a thread/ERROR] x", true, true, true, false},
                 {"production.ERROR: x", false, false, false, false},
                 {"[error in x] y", false, false, false, false},
                 {"(error in x)", false, false, false, false},
                 {"a.ERROR x", false, false, false, false},
                 {"error[0] x", false, false, false, false},
                 {"ERRORS x", false, false, false, false},
                 {"ERROR. x", false, false, false, false},
                 {"ERROR/x", false, false, false, false},
                 {"ERROR-5", false, false, false, false},
                 {"[terror] x", false, false, false, false},
                 {"", false, false, false, false}};

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
        ck_assert_msg(field.end <= text + strlen(text) && field.behind <= text + strlen(text), "%s",
                      text);
    }
}
END_TEST

START_TEST(test_channels)
{
    static const struct {
        const char *text;
        enum dd_log_level level;
    } cases[] = {{"production.ERROR: x", DD_LEVEL_ERROR},
                 {"my-app_1.WARNING: x", DD_LEVEL_WARNING},
                 {"production.ERROR x", DD_LEVEL_NONE},
                 {"production.error: x", DD_LEVEL_NONE},
                 {".ERROR: x", DD_LEVEL_NONE},
                 {"ERROR: x", DD_LEVEL_NONE}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *text = cases[i].text;
        struct dd_level_field field = {.level = DD_LEVEL_NONE};
        bool found = dd_level_channel_read(text, text + strlen(text), &field);

        ck_assert_msg(found == (cases[i].level != DD_LEVEL_NONE), "%s", text);
        ck_assert_msg(!found || field.level == cases[i].level, "%s", text);
    }
}
END_TEST

START_TEST(test_phrases)
{
    static const struct {
        const char *text;
        enum dd_log_level level;
    } cases[] = {{"PHP Fatal error:  Uncaught", DD_LEVEL_CRITICAL},
                 {"PHP Warning:  x", DD_LEVEL_WARNING},
                 {"PHP Deprecated:  x", DD_LEVEL_NOTICE},
                 {"npm ERR! x", DD_LEVEL_ERROR},
                 {"npm warn x", DD_LEVEL_WARNING},
                 {"npm install x", DD_LEVEL_NONE},
                 {"PHP Stack trace:", DD_LEVEL_NONE},
                 {"Fatal error: x", DD_LEVEL_NONE}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *text = cases[i].text;
        struct dd_level_field field = {.level = DD_LEVEL_NONE};
        bool found = dd_level_phrase_read(text, text + strlen(text), &field);

        ck_assert_msg(found == (cases[i].level != DD_LEVEL_NONE) && field.level == cases[i].level,
                      "%s", text);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_levels, test_channels, test_phrases};

    return suite_run("logs/level-field", tests, sizeof tests / sizeof tests[0]);
}
