/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "daydream.h"
#include "support/suite.h"

/* Scripts compare the words with what daydream(1) lists. */
START_TEST(each_status_has_a_word_of_its_own)
{
    for (int i = DAYDREAM_OK; i <= DAYDREAM_ERROR_PROTOCOL; i++) {
        const char *word = daydream_status_name((enum daydream_status)i);

        ck_assert_uint_gt(strlen(word), 0);
        ck_assert_str_ne(word, "unknown");
        for (int j = DAYDREAM_OK; j < i; j++)
            ck_assert_str_ne(word, daydream_status_name((enum daydream_status)j));
    }
}
END_TEST

START_TEST(a_status_of_a_later_version_is_unknown)
{
    static const int values[] = {DAYDREAM_ERROR_PROTOCOL + 1, 10000, -1};

    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        ck_assert_str_eq(daydream_status_name((enum daydream_status)values[i]), "unknown");
}
END_TEST

START_TEST(the_version_is_that_of_the_package)
{
    ck_assert_str_eq(daydream_version(), DAYDREAM_VERSION);
}
END_TEST

START_TEST(times_are_rfc_3339)
{
    static const struct {
        const char *text;
        int64_t time;
    } cases[] = {
        {"1970-01-01T00:00:00Z", 0},
        {"2026-02-18T06:00:00-08:00", 1771423200},
        {"2026-02-18T14:00:00.999Z", 1771423200},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t time = -1;

        ck_assert_int_eq(daydream_parse_time(cases[i].text, &time, NULL), DAYDREAM_OK);
        ck_assert_int_eq(time, cases[i].time);
    }
}
END_TEST

START_TEST(what_is_no_time_is_shown)
{
    static const char *const cases[] = {"", "yesterday", "2026-02-18", "2026-02-18T06:00:00",
                                        "2026-02-30T06:00:00Z"};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct daydream_error err = DAYDREAM_ERROR_INIT;
        int64_t time = -1;

        ck_assert_int_eq(daydream_parse_time(cases[i], &time, &err), DAYDREAM_ERROR_ARGUMENT);
        ck_assert_msg(strstr(err.text, cases[i]) != NULL, "%s", err.text);
    }
}
END_TEST

START_TEST(no_text_drives_a_terminal)
{
    static const struct {
        const char *text;
        const char *shown;
    } cases[] = {
        {"plain", "plain"},
        {"\033[31mred\033[0m", "\xEF\xBF\xBDred\xEF\xBF\xBD"},
        {"\033]0;title\007after", "\xEF\xBF\xBD"
                                  "after"},
        {"", ""},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *shown = NULL;

        ck_assert_int_eq(daydream_terminal_text(cases[i].text, &shown, NULL), DAYDREAM_OK);
        ck_assert_str_eq(shown, cases[i].shown);
        daydream_free_text(shown);
    }
    daydream_free_text(NULL);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        each_status_has_a_word_of_its_own,  a_status_of_a_later_version_is_unknown,
        the_version_is_that_of_the_package, times_are_rfc_3339,
        what_is_no_time_is_shown,           no_text_drives_a_terminal,
    };

    return suite_run("values", tests, sizeof tests / sizeof tests[0]);
}
