/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/words.h"
#include "support/suite.h"

START_TEST(test_words)
{
    static const struct {
        bool (*is)(const char *, size_t);
        const char *word;
        bool wanted;
    } cases[] = {
        {dd_word_is_known, "utf8", true},
        {dd_word_is_known, "SHA256", true},
        {dd_word_is_known, "utf", false},
        {dd_word_is_known, "utf88", false},
        {dd_word_is_known, "", false},
        {dd_word_is_known, "averylongword1", false},
        {dd_word_is_unit, "KB", true},
        {dd_word_is_unit, "ms", true},
        {dd_word_is_unit, "seconds", true},
        {dd_word_is_unit, "apples", false},
        {dd_word_is_unit, "", false},
        {dd_word_is_calendar, "Mon", true},
        {dd_word_is_calendar, "Dec", true},
        {dd_word_is_calendar, "may", false},
        {dd_word_is_calendar, "Marc", false},
        {dd_words_announce, "closed for user ", true},
        {dd_words_announce, "Invalid user ", true},
        {dd_words_announce, "the user ", false},
        {dd_words_announce, "user ", false},
        {dd_words_announce, "", false},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_msg(cases[i].is(cases[i].word, strlen(cases[i].word)) == cases[i].wanted, "'%s'",
                      cases[i].word);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_words};

    return suite_run("logs/words", tests, sizeof tests / sizeof tests[0]);
}
