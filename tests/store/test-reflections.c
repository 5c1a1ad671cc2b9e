/* SPDX-License-Identifier: MIT */
/* What was thought about a date. */
#include <string.h>

#include "base/date.h"
#include "store/fixture.h"
#include "store/reflections.h"
#include "support/scratch.h"
#include "support/suite.h"

static void add(struct dd_reflection_rows *rows, const char *pattern, const char *slug)
{
    struct dd_reflection *row = dd_reflection_rows_new(rows);

    ck_assert_ptr_nonnull(row);
    ck_assert_int_eq(dd_string_set(&row->pattern, pattern, NULL), DAYDREAM_OK);
    if (slug != NULL)
        ck_assert_int_eq(dd_strings_add(&row->projects, slug, NULL), DAYDREAM_OK);
}

static void put(struct dd_store *store, const char *date, struct dd_reflection_rows *rows)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_msg(dd_reflections_put(store, fixture_run(store, date), rows, &err) == DAYDREAM_OK,
                  "%s", err.text);
    dd_reflection_rows_free(rows);
}

static struct dd_reflection_rows get(struct dd_store *store, const char *date)
{
    struct dd_reflection_rows rows;

    ck_assert_int_eq(dd_reflections_get(store, fixture_run(store, date), &rows, NULL), DAYDREAM_OK);
    return rows;
}

START_TEST(gives_back_what_was_put)
{
    char *folder = scratch_make();
    struct dd_store *store = fixture_open(folder);
    struct dd_reflection_rows rows = {NULL, 0, 0};
    struct dd_reflection *row;

    add(&rows, "Guesses before reading", "red");
    row = &rows.items[0];
    ck_assert_int_eq(dd_string_set(&row->category, "misunderstanding", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_string_set(&row->summary, "It guessed", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_string_set(&row->prevention, "Read", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_string_set(&row->source_session, "s-1", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_strings_add(&row->projects, "blue", NULL), DAYDREAM_OK);
    for (int i = 0; i < 20; i++)
        add(&rows, "Has only a pattern", NULL);
    put(store, "2026-02-18", &rows);

    rows = get(store, "2026-02-18");
    ck_assert_uint_eq(rows.count, 21);
    row = &rows.items[0];
    ck_assert_str_eq(row->category, "misunderstanding");
    ck_assert_str_eq(row->summary, "It guessed");
    ck_assert_str_eq(row->pattern, "Guesses before reading");
    ck_assert_str_eq(row->prevention, "Read");
    ck_assert_str_eq(row->source_session, "s-1");
    ck_assert_uint_eq(row->projects.count, 2);
    ck_assert_str_eq(row->projects.items[0], "red");
    ck_assert_str_eq(row->projects.items[1], "blue");
    ck_assert_str_eq(rows.items[20].pattern, "Has only a pattern");
    ck_assert_str_eq(rows.items[20].category, "");
    ck_assert_uint_eq(rows.items[20].projects.count, 0);
    dd_reflection_rows_free(&rows);
    dd_store_close(store);
    scratch_remove(folder);
}
END_TEST

START_TEST(puts_those_of_a_run_in_the_place_of_its_last)
{
    char *folder = scratch_make();
    struct dd_store *store = fixture_open(folder);
    struct dd_reflection_rows rows = {NULL, 0, 0};

    add(&rows, "one", NULL);
    add(&rows, "two", NULL);
    put(store, "2026-02-18", &rows);
    add(&rows, "of the day before", NULL);
    put(store, "2026-02-17", &rows);
    add(&rows, "three", NULL);
    put(store, "2026-02-18", &rows);

    rows = get(store, "2026-02-18");
    ck_assert_uint_eq(rows.count, 1);
    ck_assert_str_eq(rows.items[0].pattern, "three");
    dd_reflection_rows_free(&rows);
    rows = get(store, "2026-02-17");
    ck_assert_uint_eq(rows.count, 1);
    dd_reflection_rows_free(&rows);

    put(store, "2026-02-18", &rows); /* none any more */
    rows = get(store, "2026-02-18");
    ck_assert_uint_eq(rows.count, 0);
    dd_reflection_rows_free(&rows);
    dd_store_close(store);
    scratch_remove(folder);
}
END_TEST

START_TEST(asks_without_walking_through_the_years)
{
    char *folder = scratch_make();
    struct dd_store *store = fixture_open(folder);
    struct fixture_watch watch;
    struct dd_reflection_rows rows = {NULL, 0, 0};
    char date[DD_DATE_SIZE];

    for (int i = 0; i < 400; i++) {
        fixture_date(i, date);
        add(&rows, "one", "red");
        put(store, date, &rows);
    }
    fixture_watch(&watch, store);
    rows = get(store, date);
    dd_reflection_rows_free(&rows);
    ck_assert_int_lt(fixture_watched(&watch), 200);
    dd_store_close(store);
    scratch_remove(folder);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {gives_back_what_was_put,
                                  puts_those_of_a_run_in_the_place_of_its_last,
                                  asks_without_walking_through_the_years};

    return suite_run("store/reflections", tests, sizeof tests / sizeof tests[0]);
}
