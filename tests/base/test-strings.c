/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>

#include "base/strings.h"
#include "support/suite.h"

static void add_all(struct dd_strings *list, const char *const *texts)
{
    for (; *texts != NULL; texts++)
        ck_assert_int_eq(dd_strings_add(list, *texts, NULL), DAYDREAM_OK);
}

static void check_all(const struct dd_strings *list, const char *const *texts)
{
    size_t count = 0;

    for (; texts[count] != NULL; count++)
        ck_assert_str_eq(dd_strings_at(list, count), texts[count]);
    ck_assert_uint_eq(list->count, count);
    ck_assert_ptr_null(dd_strings_at(list, count));
}

START_TEST(keeps_copies_in_order)
{
    struct dd_strings list = DD_STRINGS_INIT;
    char text[8];

    for (int i = 0; i < 100; i++) {
        snprintf(text, sizeof text, "%d", i);
        ck_assert_int_eq(dd_strings_add(&list, text, NULL), DAYDREAM_OK);
    }
    ck_assert_uint_eq(list.count, 100);
    ck_assert_str_eq(dd_strings_at(&list, 0), "0");
    ck_assert_str_eq(dd_strings_at(&list, 57), "57");
    ck_assert_str_eq(dd_strings_at(&list, 99), "99");
    ck_assert_ptr_null(dd_strings_at(&list, 100));
    dd_strings_free(&list);
    ck_assert_uint_eq(list.count, 0);
    dd_strings_free(&list);
}
END_TEST

START_TEST(finds_whole_texts_only)
{
    static const char *const texts[] = {"logs", "", "Bugs", NULL};
    struct dd_strings list = DD_STRINGS_INIT;

    ck_assert(!dd_strings_has(&list, ""));
    add_all(&list, texts);
    ck_assert(dd_strings_has(&list, "logs"));
    ck_assert(dd_strings_has(&list, ""));
    ck_assert(!dd_strings_has(&list, "log"));
    ck_assert(!dd_strings_has(&list, "bugs"));
    dd_strings_free(&list);
}
END_TEST

START_TEST(sorts_by_bytes)
{
    static const char *const texts[] = {"b", "\xc3\xa4", "a10", "B", "", "a9", "a", NULL};
    static const char *const sorted[] = {"", "B", "a", "a10", "a9", "b", "\xc3\xa4", NULL};
    struct dd_strings list = DD_STRINGS_INIT;

    dd_strings_sort(&list);
    add_all(&list, texts);
    dd_strings_sort(&list);
    check_all(&list, sorted);
    dd_strings_free(&list);
}
END_TEST

START_TEST(copy_appends)
{
    static const char *const first[] = {"one", NULL};
    static const char *const second[] = {"two", "three", NULL};
    static const char *const both[] = {"one", "two", "three", NULL};
    struct dd_strings list = DD_STRINGS_INIT;
    struct dd_strings from = DD_STRINGS_INIT;

    add_all(&list, first);
    add_all(&from, second);
    ck_assert_int_eq(dd_strings_copy(&list, &from, NULL), DAYDREAM_OK);
    dd_strings_free(&from);
    check_all(&list, both);
    dd_strings_free(&list);
}
END_TEST

START_TEST(a_slot_is_replaced)
{
    char *slot = NULL;

    ck_assert_int_eq(dd_string_set(&slot, "one", NULL), DAYDREAM_OK);
    ck_assert_str_eq(slot, "one");
    ck_assert_int_eq(dd_string_set(&slot, slot + 1, NULL), DAYDREAM_OK); /* part of itself */
    ck_assert_str_eq(slot, "ne");
    ck_assert_int_eq(dd_string_set(&slot, NULL, NULL), DAYDREAM_OK);
    ck_assert_ptr_null(slot);
    ck_assert_int_eq(dd_string_set(&slot, NULL, NULL), DAYDREAM_OK);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {keeps_copies_in_order, finds_whole_texts_only, sorts_by_bytes,
                                  copy_appends, a_slot_is_replaced};

    return suite_run("base/strings", tests, sizeof tests / sizeof tests[0]);
}
