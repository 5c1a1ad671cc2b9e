/* SPDX-License-Identifier: MIT */
/*
 * Which wordings are taken for the same. The table is what the threshold rests on: of those that
 * mean the same, all that differ in one word of four are found; those that do not mean the same
 * differ in a word that stands in the place of another, in whatever length of a sentence, or in
 * one that turns it round. So nothing may be replaced, and not more than a quarter be added.
 */
#include <stdio.h>
#include <string.h>

#include "support/suite.h"
#include "text/wording.h"

static int likeness(const char *a, const char *b)
{
    struct dd_wording first;
    struct dd_wording second;
    int there;
    int back;

    ck_assert_int_eq(dd_wording_read(a, &first, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_wording_read(b, &second, NULL), DAYDREAM_OK);
    there = dd_wording_likeness(&first, &second);
    back = dd_wording_likeness(&second, &first);
    ck_assert_msg(there == back, "%s | %s: %d and %d", a, b, there, back);
    dd_wording_free(&first);
    dd_wording_free(&second);
    return there;
}

struct pair {
    const char *a;
    const char *b;
};

static const struct pair same[] = {
    {"Jumped to code before confirming", "jumped  to CODE, before confirming."},
    {"Retries 3 times without a pause", "retries 12 times without a pause"},
    {"Does not read port 8080's owner", "does NOT read port 80's owner"},
    {"\xc3\x9c"
     "ber das Ziel hinaus",
     "\xc3\x9c"
     "ber das ziel hinaus!"},
    {"The agent doesn't ask", "The agent doesn\xe2\x80\x99t ask"},
    {"The agent doesn't ask", "the agent does not ask"},
};

START_TEST(case_punctuation_and_numbers_do_not_matter)
{
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++)
        ck_assert_msg(likeness(same[i].a, same[i].b) == DD_WORDING_SAME, "%s | %s", same[i].a,
                      same[i].b);
}
END_TEST

static const struct pair alike[] = {
    {"Jumped to code before confirming", "Jumping to code before having confirmed"},
    {"Jumped to code before confirming", "Jumps to code before confirming requirements"},
    {"Retries 3 times without a pause", "Retries 5 times without any pause"},
    {"Edits files without reading them first", "Editing a file without reading it first"},
    {"Skips tests", "The agent skips the tests"},
    {"Edits files without reading them first", "The agent edits files without first reading them"},
    {"Edits files without reading them first", "Edits a file without having read it first"},
    {"Database connections are not closed after an error",
     "The database connection isn't closed after errors"},
    {"Assumes a file exists without checking", "Assumes that files exist without checking"},
    {"Timeouts of external services are not handled", "External service timeouts not handled"},
    {"Runs commands in the wrong directory", "Running commands in the wrong directory"},
    {"Runs commands in the wrong directory", "Commands run in wrong working directory"},
    {"Refactors unrelated code while fixing a bug", "Refactors unrelated code when fixing bugs"},
    {"Refactors unrelated code while fixing a bug", "Refactored unrelated code during a bug fix"},
    {"Tokens expire and are never refreshed", "Token expires and is never refreshed"},
    {"Tests are skipped when time is short", "Skips tests when time is short"},
    {"Declares the work done although tests fail", "Declares work done while tests still fail"},
    {"Rate limit of the GitHub API is ignored", "GitHub API rate limit ignored"},
};

START_TEST(nearly_the_same_words_are_the_same_pattern)
{
    for (size_t i = 0; i < sizeof alike / sizeof alike[0]; i++) {
        int percent = likeness(alike[i].a, alike[i].b);

        ck_assert_msg(percent > 0 && percent < DD_WORDING_SAME, "%s | %s: %d", alike[i].a,
                      alike[i].b, percent);
    }
}
END_TEST

static const struct pair others[] = {
    {"Tests are run before the commit", "Tests are not run before the commit"},
    {"Tests are run", "Tests aren't run"},
    {"Runs the tests before committing", "Runs the tests after committing"},
    {"Missing null check in the parser", "Missing bounds check in the parser"},
    {"Uses force push on the main branch", "Uses force push on the release branch"},
    {"Edits files without reading them first", "Deletes files without reading them first"},
    {"Edits files without reading them first", "Edits tests without running them first"},
    {"Database connections are not closed after an error",
     "Database transactions are not rolled back after an error"},
    {"Timeouts of external services are not handled",
     "Errors of external services are not handled"},
    {"Wrong file edited", "Wrong branch edited"},
    {"Assumes a file exists without checking", "Assumes a service runs without checking"},
    {"Runs commands in the wrong directory", "Runs commands in the wrong environment"},
    {"Runs commands in the wrong directory", "Runs commands as the wrong user"},
    {"Retries without a pause", "Retries without a limit"},
    {"Log rotation is not configured for the worker",
     "Log rotation is not configured for the web server"},
    {"Tokens expire and are never refreshed", "Caches expire and are never refreshed"},
    {"Ignores the rate limit of the GitHub API", "Ignores the rate limit of the Sentry API"},
    {"Config loaded from the wrong path on macOS", "Config loaded from the wrong path on Linux"},
    {"Did not ask before deleting files", "Did not ask before renaming files"},
    {"Agent did not ask before running a migration against the production database",
     "Agent did not ask before running a migration against the staging database"},
    {"Parser crashes on empty input", "Parser crashes on invalid UTF-8 input"},
    {"Summaries are too long", "Summaries are too short"},
    /* of three words, one more is another pattern */
    {"Tests fail often", "Tests fail often remotely in CI"},
    {"Wrong file", "Wrong file edited"},
    {"to the", "the to"},
    {"not", "to"},
};

START_TEST(a_word_in_the_place_of_another_is_another_pattern)
{
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        ck_assert_msg(likeness(others[i].a, others[i].b) == 0, "%s | %s", others[i].a, others[i].b);
}
END_TEST

/* A script without blanks is one word, and as long as its sentence. */
START_TEST(long_words_are_known_by_all_of_them)
{
    char a[400];
    char b[400];

    memset(a, 'x', sizeof a);
    a[sizeof a - 1] = '\0';
    memcpy(b, a, sizeof b);
    ck_assert_int_eq(likeness(a, b), DD_WORDING_SAME);
    b[sizeof b - 2] = 'y';
    ck_assert_int_ne(likeness(a, b), DD_WORDING_SAME);
}
END_TEST

START_TEST(very_long_texts_are_the_same_or_not)
{
    struct dd_buf a = DD_BUF_INIT;
    struct dd_buf b = DD_BUF_INIT;

    for (int i = 0; i < 10000; i++)
        dd_buf_printf(&a, "%c%c%c ", 'a' + i % 26, 'a' + i / 26 % 26, 'a' + i / 676 % 26);
    dd_buf_puts(&b, dd_buf_text(&a));
    ck_assert_int_eq(likeness(dd_buf_text(&a), dd_buf_text(&b)), DD_WORDING_SAME);
    dd_buf_puts(&b, "more");
    ck_assert_int_eq(likeness(dd_buf_text(&a), dd_buf_text(&b)), 0);
    dd_buf_free(&a);
    dd_buf_free(&b);
}
END_TEST

START_TEST(knows_a_text_without_words)
{
    struct dd_wording wording;

    ck_assert_int_eq(dd_wording_read(" ... ' -- ", &wording, NULL), DAYDREAM_OK);
    ck_assert(dd_wording_is_empty(&wording));
    dd_wording_free(&wording);
    ck_assert_int_eq(dd_wording_read("the", &wording, NULL), DAYDREAM_OK);
    ck_assert(!dd_wording_is_empty(&wording));
    dd_wording_free(&wording);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        case_punctuation_and_numbers_do_not_matter,
        nearly_the_same_words_are_the_same_pattern,
        a_word_in_the_place_of_another_is_another_pattern,
        long_words_are_known_by_all_of_them,
        very_long_texts_are_the_same_or_not,
        knows_a_text_without_words,
    };

    return suite_run("text/wording", tests, sizeof tests / sizeof tests[0]);
}
