/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "support/suite.h"
#include "text/literals.h"

static const char *const words[] = {"ghp_ github_pat_", " ://  ", "sk-", "password", "pass"};

#define WORDS (sizeof words / sizeof words[0])

/* Which of the rows above are found: one letter each. */
static const struct {
    const char *text, *found;
} cases[] = {
    {"", "....."},
    {"s", "....."},
    {"nothing of interest", "....."},
    {"sk-", "..2.."},
    {"x sk", "....."},
    {"SK-abc", "..2.."},
    {"https://x", ".1..."},
    {"a GitHub_Pat_ here", "0...."},
    {"GHP_", "0...."},
    {"the passport", "....4"},
    {"PassWord", "...34"},
    {"sk-ghp_://password", "01234"},
    {"github_pa", "....."},
};

static void fill(struct dd_literals *literals)
{
    for (size_t i = 0; i < WORDS; i++)
        ck_assert_int_eq(dd_literals_add(literals, words[i], i, NULL), DAYDREAM_OK);
}

START_TEST(test_find)
{
    struct dd_literals literals = {0};

    fill(&literals);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_literal_hits hits;
        char found[WORDS + 1] = {0};

        dd_literals_find(&literals, cases[i].text, strlen(cases[i].text), &hits);
        for (size_t id = 0; id < WORDS; id++)
            found[id] = dd_literals_hit(&hits, id) ? (char)('0' + id) : '.';
        ck_assert_msg(strcmp(found, cases[i].found) == 0, "'%s': %s", cases[i].text, found);
    }
    dd_literals_free(&literals);
}
END_TEST

/* Text is bounded by its length and may hold anything. */
START_TEST(test_bounds)
{
    struct dd_literals literals = {0};
    struct dd_literal_hits hits;

    fill(&literals);
    dd_literals_find(&literals, "\0\xff sk-", 4, &hits);
    ck_assert(!dd_literals_hit(&hits, 2));
    dd_literals_find(&literals, "\0\xff sk-", 6, &hits);
    ck_assert(dd_literals_hit(&hits, 2));
    dd_literals_free(&literals);
}
END_TEST

START_TEST(test_many)
{
    struct dd_literals literals = {0};
    struct dd_literal_hits hits;

    for (size_t i = 0; i < DD_LITERALS_IDS; i++)
        ck_assert_int_eq(dd_literals_add(&literals, "abc abd", i, NULL), DAYDREAM_OK);
    dd_literals_find(&literals, "xabdx", 5, &hits);
    for (size_t i = 0; i < DD_LITERALS_IDS; i++)
        ck_assert(dd_literals_hit(&hits, i));
    dd_literals_free(&literals);
}
END_TEST

START_TEST(test_refused)
{
    struct dd_literals literals = {0};
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_int_eq(dd_literals_add(&literals, "abc x", 0, &err), DAYDREAM_ERROR_ARGUMENT);
    ck_assert_ptr_nonnull(strstr(err.text, "'x'"));
    ck_assert_int_eq(dd_literals_add(&literals, "abc", DD_LITERALS_IDS, NULL),
                     DAYDREAM_ERROR_ARGUMENT);
    dd_literals_free(&literals);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_find, test_bounds, test_many, test_refused};

    return suite_run("text/literals", tests, sizeof tests / sizeof tests[0]);
}
