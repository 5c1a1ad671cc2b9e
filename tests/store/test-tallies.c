/* SPDX-License-Identifier: MIT */
/* Counts of files, from run to run. */
#include <string.h>

#include "store/fixture.h"
#include "store/tallies.h"
#include "support/scratch.h"
#include "support/suite.h"

static void put(struct dd_store *store, const char *date, const char *slug, const char *path,
                int64_t count)
{
    struct dd_tally_rows rows = {NULL, 0, 0};

    ck_assert_int_eq(dd_tally_rows_add(&rows, "", 0, NULL), DAYDREAM_OK);
    if (path != NULL)
        ck_assert_int_eq(dd_tally_rows_add(&rows, path, count, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_tallies_put(store, fixture_run(store, date), slug, &rows, NULL),
                     DAYDREAM_OK);
    dd_tally_rows_free(&rows);
}

static int64_t before(struct dd_store *store, const char *date, const char *slug, const char *path)
{
    struct dd_tally_rows rows;
    int64_t count;

    ck_assert_int_eq(dd_tallies_before(store, date, slug, &rows, NULL), DAYDREAM_OK);
    count = dd_tally_of(&rows, path);
    dd_tally_rows_free(&rows);
    return count;
}

START_TEST(tells_those_of_the_run_before)
{
    char *folder = scratch_make();
    struct dd_store *store = fixture_open(folder);

    ck_assert_int_eq(before(store, "2026-02-17", "red", "a"), 0);
    put(store, "2026-02-17", "red", "a", 3);
    put(store, "2026-02-17", "blue", "a", 7);
    ck_assert_int_eq(before(store, "2026-02-17", "red", "a"), 0);
    ck_assert_int_eq(before(store, "2026-02-18", "red", "a"), 3);
    ck_assert_int_eq(before(store, "2026-02-18", "blue", "a"), 7);
    ck_assert_int_eq(before(store, "2026-02-18", "red", "b"), 0);
    put(store, "2026-02-18", "red", "b", 4);
    ck_assert_int_eq(before(store, "2026-02-18", "red", "a"), 3); /* the same date once more */
    ck_assert_int_eq(before(store, "2026-02-19", "red", "a"), 0);
    ck_assert_int_eq(before(store, "2026-02-19", "red", "b"), 4);
    /* a run that found none is the run before, all the same */
    put(store, "2026-02-19", "red", NULL, 0);
    ck_assert_int_eq(before(store, "2026-02-20", "red", "b"), 0);
    ck_assert_int_eq(fixture_number(store, "SELECT count(*) FROM tallies WHERE slug = 'red'"), 3);
    ck_assert_int_eq(before(store, "2026-02-20", "blue", "a"), 7);
    dd_store_close(store);
    scratch_remove(folder);
}
END_TEST

START_TEST(puts_new_ones_in_the_place_of_those_of_a_run)
{
    char *folder = scratch_make();
    struct dd_store *store = fixture_open(folder);

    put(store, "2026-02-17", "red", "a", 3);
    put(store, "2026-02-17", "red", "b", 4);
    ck_assert_int_eq(before(store, "2026-02-18", "red", "a"), 0);
    ck_assert_int_eq(before(store, "2026-02-18", "red", "b"), 4);
    dd_store_close(store);
    scratch_remove(folder);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {tells_those_of_the_run_before,
                                  puts_new_ones_in_the_place_of_those_of_a_run};

    return suite_run("store/tallies", tests, sizeof tests / sizeof tests[0]);
}
