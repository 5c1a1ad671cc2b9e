/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
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

static struct dd_literal_place places[16];

/* How many places there are; the first of them are in `places`. */
static size_t find(const struct dd_literals *literals, const char *text, size_t length)
{
    struct dd_literal_place place = {0, NULL, 0, 0};
    size_t count = 0;

    for (; dd_literals_next(literals, text, length, &place); count++)
        if (count < sizeof places / sizeof places[0])
            places[count] = place;
    return count;
}

START_TEST(test_find)
{
    struct dd_literals literals = {0};

    fill(&literals);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char found[WORDS + 1] = {0};

        for (size_t id = 0; id < WORDS; id++)
            found[id] = '.';
        for (size_t k = find(&literals, cases[i].text, strlen(cases[i].text)); k > 0; k--)
            found[places[k - 1].literal->id] = (char)('0' + places[k - 1].literal->id);
        ck_assert_msg(strcmp(found, cases[i].found) == 0, "'%s': %s", cases[i].text, found);
    }
    dd_literals_free(&literals);
}
END_TEST

/* Each place, in order, and all words of one place. */
START_TEST(test_places)
{
    struct dd_literals literals = {0};

    fill(&literals);
    ck_assert_uint_eq(find(&literals, "pass sk- Password", 17), 4);
    ck_assert_uint_eq(places[0].at, 0);
    ck_assert_uint_eq(places[1].at, 5);
    ck_assert_uint_eq(places[2].at, 9);
    ck_assert_uint_eq(places[3].at, 9);
    ck_assert_uint_ne(places[2].literal->id, places[3].literal->id);
    dd_literals_free(&literals);
}
END_TEST

/* Text is bounded by its length and may hold anything. */
START_TEST(test_bounds)
{
    struct dd_literals literals = {0};

    fill(&literals);
    ck_assert_uint_eq(find(&literals, "\0\xff sk-", 4), 0);
    ck_assert_uint_eq(find(&literals, "\0\xff sk-", 6), 1);
    ck_assert_uint_eq(find(&literals, "ghp_", 3), 0);
    dd_literals_free(&literals);
}
END_TEST

START_TEST(test_many)
{
    struct dd_literals literals = {0};

    for (size_t i = 0; i < 3000; i++)
        ck_assert_int_eq(dd_literals_add(&literals, "abc abd", i, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(find(&literals, "xabdx", 5), 3000);
    dd_literals_free(&literals);
}
END_TEST

static char random_byte(unsigned short seed[3])
{
    static const char bytes[] = "abcABC_-:1\xc3";

    return bytes[(size_t)nrand48(seed) % (sizeof bytes - 1)];
}

static void fill_randomly(char *text, size_t length, unsigned short seed[3])
{
    for (size_t i = 0; i < length; i++)
        text[i] = random_byte(seed);
}

static bool stands_at(const char *word, const char *text)
{
    for (; *word != '\0'; word++, text++)
        if ((*word | 0x20) != (*text | 0x20))
            return false;
    return true;
}

/* What a plain search finds is found, in its order, and nothing else. */
START_TEST(test_plain_search)
{
    unsigned short seed[3] = {1, 2, 3};
    char random[200][16] = {{0}};
    char text[20000 + 1] = {0};
    struct dd_literals literals = {0};
    struct dd_literal_place place = {0, NULL, 0, 0};
    size_t count = 0;

    for (size_t i = 0; i < 200; i++) {
        fill_randomly(random[i], DD_LITERALS_MIN + i % 10, seed);
        ck_assert_int_eq(dd_literals_add_word(&literals, random[i], strlen(random[i]), i, NULL),
                         DAYDREAM_OK);
    }
    fill_randomly(text, sizeof text - 1, seed);
    for (size_t i = 0; i < 1000; i++)
        memcpy(text + i * 20, random[i % 200], strlen(random[i % 200]));
    for (size_t at = 0; text[at] != '\0'; at++)
        for (size_t i = 0; i < 200; i++) {
            if (!stands_at(random[i], text + at))
                continue;
            ck_assert(dd_literals_next(&literals, text, sizeof text - 1, &place));
            ck_assert_uint_eq(place.at, at);
            ck_assert_uint_eq(place.literal->id, i);
            count++;
        }
    ck_assert(!dd_literals_next(&literals, text, sizeof text - 1, &place));
    ck_assert_uint_gt(count, 1500);
    dd_literals_free(&literals);
}
END_TEST

/* A word at each place of a text of each length, however it is read. */
START_TEST(test_ends)
{
    static const char *const last[] = {"sk-", "pass", "password", "github_pat_"};
    struct dd_literals literals = {0};

    fill(&literals);
    for (size_t i = 0; i < sizeof last / sizeof last[0]; i++)
        for (size_t before = 0; before < 40; before++) {
            size_t length = before + strlen(last[i]);
            char *text = malloc(length); /* of its own size, so that reading beyond it is seen */

            ck_assert_ptr_nonnull(text);
            memset(text, '.', before);
            memcpy(text + before, last[i], strlen(last[i]));
            ck_assert_uint_ge(find(&literals, text, length), 1);
            ck_assert_uint_eq(places[0].at, before);
            ck_assert_uint_eq(find(&literals, text, length - 1), strcmp(last[i], "password") == 0);
            free(text);
        }
    dd_literals_free(&literals);
}
END_TEST

START_TEST(test_refused)
{
    struct dd_literals literals = {0};
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_int_eq(dd_literals_add(&literals, "abc xy", 0, &err), DAYDREAM_ERROR_ARGUMENT);
    ck_assert_ptr_nonnull(strstr(err.text, "'xy'"));
    dd_literals_free(&literals);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_find,         test_places, test_bounds, test_many,
                                  test_plain_search, test_ends,   test_refused};

    return suite_run("text/literals", tests, sizeof tests / sizeof tests[0]);
}
