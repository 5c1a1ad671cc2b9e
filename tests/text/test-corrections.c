/* SPDX-License-Identifier: MIT */
/* What tells an agent that it went wrong, and what only sounds like it. */
#include <stdio.h>
#include <string.h>

#include "support/suite.h"
#include "text/corrections.h"

static const struct {
    const char *text;
    const char *sentence; /* that corrects; NULL: none does */
} cases[] = {
    {"no, I meant the other file", "no, I meant the other file"},
    {"No. I meant staging.", "I meant staging."},
    {"Hi. No, I asked for tests! Go on.", "No, I asked for tests!"},
    {"that's wrong", "that's wrong"},
    {"That\xe2\x80\x99s still wrong, the total is 12",
     "That\xe2\x80\x99s still wrong, the total is 12"},
    {"this is incorrect", "this is incorrect"},
    {"Thats not what we agreed on", "Thats not what we agreed on"},
    {"it is not what I asked for", "it is not what I asked for"},
    {"you edited the wrong file", "you edited the wrong file"},
    {"wrong branch!", "wrong branch!"},
    {"stop adding mocks, use the real one instead", "stop adding mocks, use the real one instead"},
    {"I said three columns", "I said three columns"},
    {"i already told you: no mocks", "i already told you: no mocks"},
    {"please don't touch the lock file", "please don't touch the lock file"},
    {"PLEASE DO NOT push", "PLEASE DO NOT push"},
    {"Great start. But that's wrong in line 3.", "But that's wrong in line 3."},
    {"nice idea but that's not what I asked", "but that's not what I asked"},
    {"```\nthat's wrong\n```\nwrong file", "wrong file"},
    /* praise, and what is no correction */
    {"actually, that is great", NULL},
    {"Actually, that's perfect, thanks!", NULL},
    {"no, I meant it: great work", NULL},
    {"that's not wrong at all", NULL},
    {"I said thank you already, excellent job", NULL},
    {"as I said, go on with step two", NULL},
    {"no problem, go ahead", NULL},
    {"No issues, I like it", NULL},
    {"stop the server when you are done", NULL},
    {"please do it", NULL},
    {"what went wrong here?", NULL},
    {"The test says: I aid nobody", NULL},
    {"```\nthat's wrong\nI said so\n```\n", NULL},
    {"", NULL},
    {"\xff\xfe", NULL},
};

static void expect(const struct dd_corrections *corrections, const char *text, const char *sentence)
{
    bool found = false;
    size_t start = 0;
    size_t length = 0;

    ck_assert_int_eq(
        dd_corrections_find(corrections, text, strlen(text), &found, &start, &length, NULL),
        DAYDREAM_OK);
    ck_assert_msg(found == (sentence != NULL), "%s", text);
    ck_assert_msg(!found ||
                      (length == strlen(sentence) && memcmp(text + start, sentence, length) == 0),
                  "%s: %.*s", text, (int)length, text + start);
}

START_TEST(tells_corrections_from_praise)
{
    const struct dd_strings none = DD_STRINGS_INIT;
    struct dd_corrections *corrections = NULL;

    ck_assert_int_eq(dd_corrections_new(&none, &corrections, NULL), DAYDREAM_OK);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        expect(corrections, cases[i].text, cases[i].sentence);
    dd_corrections_free(corrections);
}
END_TEST

START_TEST(takes_other_patterns_in_their_place)
{
    struct dd_strings patterns = DD_STRINGS_INIT;
    struct dd_corrections *corrections = NULL;

    ck_assert_int_eq(dd_strings_add(&patterns, "\\bnein\\b", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_corrections_new(&patterns, &corrections, NULL), DAYDREAM_OK);
    expect(corrections, "Nein, die andere", "Nein, die andere");
    expect(corrections, "that's wrong", NULL);
    dd_corrections_free(corrections);
    dd_strings_free(&patterns);
}
END_TEST

START_TEST(refuses_what_is_no_pattern)
{
    static const struct {
        const char *pattern;
        const char *said;
    } bad[] = {
        {"(", "the pattern '(' (daydream.sessions.corrections) cannot be read, at byte 1"},
        {"x*", "the pattern 'x*' of daydream.sessions.corrections matches anything"},
    };

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct dd_strings patterns = DD_STRINGS_INIT;
        struct dd_corrections *corrections = NULL;
        struct daydream_error err = DAYDREAM_ERROR_INIT;

        ck_assert_int_eq(dd_strings_add(&patterns, bad[i].pattern, NULL), DAYDREAM_OK);
        ck_assert_msg(dd_corrections_new(&patterns, &corrections, &err) == DAYDREAM_ERROR_CONFIG,
                      "%s", bad[i].pattern);
        ck_assert_ptr_null(corrections);
        ck_assert_msg(strstr(err.text, bad[i].said) != NULL, "%s", err.text);
        dd_strings_free(&patterns);
    }
}
END_TEST

/* A pattern that would take forever is given up, and the message is none. */
START_TEST(does_not_take_forever)
{
    struct dd_strings patterns = DD_STRINGS_INIT;
    struct dd_corrections *corrections = NULL;
    char text[3000];

    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    ck_assert_int_eq(dd_strings_add(&patterns, "(a+)+(a+)+b", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_corrections_new(&patterns, &corrections, NULL), DAYDREAM_OK);
    expect(corrections, text, NULL);
    dd_corrections_free(corrections);
    dd_strings_free(&patterns);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        tells_corrections_from_praise,
        takes_other_patterns_in_their_place,
        refuses_what_is_no_pattern,
        does_not_take_forever,
    };

    return suite_run("text/corrections", tests, sizeof tests / sizeof tests[0]);
}
