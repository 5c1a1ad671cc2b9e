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
                 {"failure", DD_LEVEL_ERROR},
                 {"Note", DD_LEVEL_NOTICE},
                 {"\xc5RR", DD_LEVEL_NONE},
                 {"informationals", DD_LEVEL_NONE}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ck_assert_msg(dd_level_from_word(cases[i].word, strlen(cases[i].word)) == cases[i].level,
                      "\"%s\"", cases[i].word);
        ck_assert(cases[i].level == DD_LEVEL_NONE || dd_level_may_begin(cases[i].word));
    }
    ck_assert(!dd_level_may_begin("ap") && !dd_level_may_begin("12") &&
              !dd_level_may_begin("e\xff"));
    ck_assert_int_eq(dd_level_from_word("ERRORS", 5), DD_LEVEL_ERROR);
}
END_TEST

START_TEST(test_words_that_sentences_begin_with)
{
    static const struct {
        const char *word;
        bool prose;
    } cases[] = {{"error", false}, {"Warn", false}, {"note", true}, {"Fatal", true}, {"log", true}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bool prose = !cases[i].prose;

        ck_assert_msg(dd_level_read_word(cases[i].word, strlen(cases[i].word), &prose) !=
                          DD_LEVEL_NONE,
                      "%s", cases[i].word);
        ck_assert_msg(prose == cases[i].prose, "%s", cases[i].word);
    }
}
END_TEST

START_TEST(test_letters)
{
    static const char letters[] = "VTDINWECF";
    static const enum dd_log_level levels[] = {
        DD_LEVEL_TRACE,   DD_LEVEL_TRACE, DD_LEVEL_DEBUG,    DD_LEVEL_INFO,    DD_LEVEL_NOTICE,
        DD_LEVEL_WARNING, DD_LEVEL_ERROR, DD_LEVEL_CRITICAL, DD_LEVEL_CRITICAL};

    for (size_t i = 0; letters[i] != '\0'; i++)
        ck_assert_int_eq(dd_level_from_letter(letters[i]), levels[i]);
    ck_assert_int_eq(dd_level_from_letter('e'), DD_LEVEL_NONE);
    ck_assert_int_eq(dd_level_from_letter('X'), DD_LEVEL_NONE);
}
END_TEST

START_TEST(test_numbers)
{
    static const struct {
        int number;
        enum dd_log_level level;
    } cases[] = {{0, DD_LEVEL_CRITICAL}, {3, DD_LEVEL_ERROR},     {4, DD_LEVEL_WARNING},
                 {5, DD_LEVEL_NOTICE},   {6, DD_LEVEL_INFO},      {7, DD_LEVEL_DEBUG},
                 {10, DD_LEVEL_TRACE},   {20, DD_LEVEL_DEBUG},    {30, DD_LEVEL_INFO},
                 {40, DD_LEVEL_WARNING}, {50, DD_LEVEL_ERROR},    {60, DD_LEVEL_CRITICAL},
                 {250, DD_LEVEL_NOTICE}, {400, DD_LEVEL_ERROR},   {8, DD_LEVEL_NONE},
                 {-1, DD_LEVEL_NONE},    {1784542, DD_LEVEL_NONE}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_msg(dd_level_from_number(cases[i].number) == cases[i].level, "%d",
                      cases[i].number);
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
    const TTest *const tests[] = {test_words, test_words_that_sentences_begin_with, test_letters,
                                  test_numbers, test_names};

    return suite_run("logs/level", tests, sizeof tests / sizeof tests[0]);
}
