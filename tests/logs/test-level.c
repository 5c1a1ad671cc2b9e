/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/level.h"
#include "support/suite.h"

START_TEST(test_words)
{
    static const struct {
        const char *word;
        enum dd_log_level level;
    } cases[] = {{"INFO", DD_LEVEL_INFO},
                 {"info", DD_LEVEL_INFO},
                 {"Warn", DD_LEVEL_WARNING},
                 {"WARNING", DD_LEVEL_WARNING},
                 {"err", DD_LEVEL_ERROR},
                 {"ERROR", DD_LEVEL_ERROR},
                 {"SEVERE", DD_LEVEL_ERROR},
                 {"Fatal", DD_LEVEL_CRITICAL},
                 {"CRITICAL", DD_LEVEL_CRITICAL},
                 {"emerg", DD_LEVEL_CRITICAL},
                 {"notice", DD_LEVEL_NOTICE},
                 {"TRACE", DD_LEVEL_TRACE},
                 {"debug", DD_LEVEL_DEBUG},
                 {"LOG", DD_LEVEL_INFO},
                 {"", DD_LEVEL_NONE},
                 {"E", DD_LEVEL_NONE},
                 {"ERRORS", DD_LEVEL_NONE},
                 {"none", DD_LEVEL_NONE},
                 {"informationals", DD_LEVEL_NONE}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_msg(dd_level_from_word(cases[i].word, strlen(cases[i].word)) == cases[i].level,
                      "\"%s\"", cases[i].word);
    ck_assert_int_eq(dd_level_from_word("ERRORS", 5), DD_LEVEL_ERROR);
}
END_TEST

START_TEST(test_names)
{
    for (int level = DD_LEVEL_TRACE; level <= DD_LEVEL_CRITICAL; level++) {
        const char *name = dd_level_name((enum dd_log_level)level);

        ck_assert_int_eq(dd_level_from_word(name, strlen(name)), level);
    }
    ck_assert_str_eq(dd_level_name(DD_LEVEL_NONE), "-");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_words, test_names};

    return suite_run("logs/level", tests, sizeof tests / sizeof tests[0]);
}
