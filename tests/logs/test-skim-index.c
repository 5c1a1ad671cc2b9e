/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "logs/skim-index.h"
#include "support/suite.h"

struct keys {
    char texts[DD_SKIM_KEYS][DD_SKIM_LONGEST];
    struct dd_skim_key keys[DD_SKIM_KEYS];
    size_t count;
};

static void add_key(struct keys *keys, const char *text)
{
    size_t length = strlen(text);

    ck_assert(length <= DD_SKIM_LONGEST && keys->count < DD_SKIM_KEYS);
    memset(keys->texts[keys->count], 0, DD_SKIM_LONGEST);
    memcpy(keys->texts[keys->count], text, length);
    keys->keys[keys->count] = (struct dd_skim_key){keys->texts[keys->count], length};
    keys->count++;
}

/* Is a key among those that a text may begin with? How many of them are there before it? */
static bool finds(const struct dd_skim_index *index, const char *begin, bool folded, size_t key,
                  size_t *before)
{
    char text[2 * DD_SKIM_LONGEST] = {0};

    memcpy(text, begin, strlen(begin));
    *before = 0;
    for (size_t i = index->buckets[dd_skim_bucket(index, text, folded)]; i > 0;
         i = index->next[i]) {
        if (i == key + 1)
            return true;
        ++*before;
    }
    return false;
}

START_TEST(finds_a_key_whatever_follows)
{
    static const char *const texts[] = {"x",
                                        "ab",
                                        " - app.db - INFO - ",
                                        " - app.db - DEBUG - ",
                                        " - app.db - INFO",
                                        " - urllib3.connectionpool - INFO - "};
    struct dd_skim_index index;
    struct keys keys = {.count = 0};
    char line[100];
    size_t before;

    for (size_t count = 0; count < sizeof texts / sizeof texts[0]; count++) {
        add_key(&keys, texts[count]);
        dd_skim_index_make(&index, keys.keys, keys.count, false);
        for (size_t i = 0; i <= count; i++) {
            snprintf(line, sizeof line, "%s", texts[i]);
            ck_assert_msg(finds(&index, line, false, i, &before), "%s", line);
            snprintf(line, sizeof line, "%srequest 4711", texts[i]);
            ck_assert_msg(finds(&index, line, false, i, &before), "%s", line);
        }
    }
}
END_TEST

/* Levels of loggers with long names differ far behind the end of the shortest key. */
START_TEST(tells_most_keys_apart)
{
    struct dd_skim_index index;
    struct keys keys = {.count = 0};
    char text[DD_SKIM_LONGEST];
    size_t total = 0;

    add_key(&keys, " INFO x");
    for (int i = 0; i < 20; i++) {
        snprintf(text, sizeof text, " - %c.some.long.name - INFO - ", 'a' + i);
        add_key(&keys, text);
        snprintf(text, sizeof text, " - %c.some.long.name - DEBUG - ", 'a' + i);
        add_key(&keys, text);
    }
    dd_skim_index_make(&index, keys.keys, keys.count, false);
    for (size_t i = 0; i < keys.count; i++) {
        size_t before;

        ck_assert(finds(&index, keys.texts[i], false, i, &before));
        total += before;
    }
    ck_assert_uint_lt(total, keys.count / 2);
}
END_TEST

START_TEST(folds_digits_when_told_to)
{
    static const char other[] = "2025-12-31 23:";
    struct dd_skim_index index;
    struct keys keys = {.count = 0};
    size_t before;

    add_key(&keys, "2026-07-20 10:");
    dd_skim_index_make(&index, keys.keys, keys.count, true);
    ck_assert(finds(&index, other, true, 0, &before));
    dd_skim_index_make(&index, keys.keys, keys.count, false);
    ck_assert(!finds(&index, other, false, 0, &before));
}
END_TEST

START_TEST(folds_nothing_but_digits)
{
    for (unsigned c = 0; c < 256; c++) {
        uint64_t word = c * UINT64_C(0x0101010101010101);

        ck_assert_uint_eq(dd_skim_fold(word), c >= '0' && c <= '9' ? 0 : word);
        ck_assert_uint_eq(dd_skim_fold(c << 8) & 0xff00, c >= '0' && c <= '9' ? 0 : c << 8);
    }
}
END_TEST

START_TEST(counts_what_is_before_a_digit)
{
    static const char text[] = "abc:/.xy01234567";

    for (size_t i = 0; i <= 8; i++)
        ck_assert_uint_eq(dd_skim_before_digit(dd_skim_load(text + i)), 8 - i);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        finds_a_key_whatever_follows, tells_most_keys_apart,         folds_digits_when_told_to,
        folds_nothing_but_digits,     counts_what_is_before_a_digit,
    };

    return suite_run("logs/skim-index", tests, sizeof tests / sizeof tests[0]);
}
