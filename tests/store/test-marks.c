/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "store/fixture.h"
#include "store/marks.h"
#include "support/scratch.h"
#include "support/suite.h"

static int64_t watermark(struct dd_store *store, const char *slug)
{
    int64_t until = -1;

    ck_assert_int_eq(dd_watermark_get(store, slug, &until, NULL), DAYDREAM_OK);
    return until;
}

START_TEST(test_watermarks)
{
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);

    ck_assert_int_eq(watermark(store, "popoto"), 0);
    ck_assert_int_eq(dd_watermark_put(store, "popoto", 1771246800, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_watermark_put(store, "Popoto", 5, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_watermark_put(store, "popoto", 1771333200, NULL), DAYDREAM_OK);
    dd_store_close(store);
    store = fixture_open(scratch);
    ck_assert_int_eq(watermark(store, "popoto"), 1771333200);
    ck_assert_int_eq(watermark(store, "Popoto"), 5); /* slugs have their case */
    ck_assert_int_eq(watermark(store, "valor"), 0);
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

static void put(struct dd_store *store, const char *slug, const struct dd_position_row *items,
                size_t count)
{
    const struct dd_position_rows rows = {(struct dd_position_row *)(uintptr_t)items, count};

    ck_assert_int_eq(dd_positions_put(store, slug, &rows, NULL), DAYDREAM_OK);
}

static void check_positions(struct dd_store *store, const char *slug,
                            const struct dd_position_row *wanted, size_t count)
{
    struct dd_position_rows rows;

    ck_assert_int_eq(dd_positions_get(store, slug, &rows, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(rows.count, count);
    for (size_t i = 0; i < count; i++) {
        const struct dd_position_row *row = &rows.items[i];

        ck_assert_str_eq(row->path, wanted[i].path);
        ck_assert_msg(row->device == wanted[i].device && row->inode == wanted[i].inode &&
                          row->head == wanted[i].head && row->tail == wanted[i].tail &&
                          row->offset == wanted[i].offset && row->size == wanted[i].size &&
                          row->unread == wanted[i].unread,
                      "%s %s", slug, row->path);
    }
    dd_position_rows_free(&rows);
}

START_TEST(test_positions)
{
    static char one[] = "logs/a.log";
    static char two[] = "logs/it's \xfc.log";
    static const struct dd_position_row rows[] = {
        {one, UINT64_MAX, UINT64_MAX - 1, UINT64_MAX - 2, 1, (uint64_t)1 << 63, 3, INT64_MAX},
        {two, 1, 2, 3, 4, 5, 6, 0}};
    static const struct dd_position_row twice[] = {{one, 1, 2, 3, 4, 5, 6, 0},
                                                   {one, 7, 8, 9, 10, 11, 12, 0}};
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);

    check_positions(store, "popoto", NULL, 0);
    put(store, "popoto", rows, 2);
    put(store, "valor", rows + 1, 1);
    check_positions(store, "popoto", rows, 2);
    check_positions(store, "valor", rows + 1, 1);
    put(store, "popoto", rows + 1, 1); /* in the place of both */
    check_positions(store, "popoto", rows + 1, 1);
    put(store, "popoto", twice, 2); /* one path, one place */
    check_positions(store, "popoto", twice, 1);
    put(store, "popoto", rows, 0);
    check_positions(store, "popoto", NULL, 0);
    check_positions(store, "valor", rows + 1, 1);
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

static void check_measure(struct dd_store *store, const char *date, const char *name,
                          const char *found, int64_t value)
{
    struct dd_measure measure;

    ck_assert_int_eq(dd_measure_before(store, date, "popoto", name, &measure, NULL), DAYDREAM_OK);
    ck_assert_str_eq(measure.date, found);
    ck_assert_int_eq(measure.value, value);
}

START_TEST(test_measures)
{
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    int64_t wednesday = fixture_run(store, "2026-02-18");
    int64_t monday = fixture_run(store, "2026-02-16");

    fixture_run(store, "2026-02-17"); /* did not measure */
    check_measure(store, "2026-02-18", "open-bugs", "", 0);
    ck_assert_int_eq(dd_measure_put(store, monday, "popoto", "open-bugs", 12, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_measure_put(store, monday, "popoto", "todos", -3, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_measure_put(store, monday, "valor", "open-bugs", 99, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_measure_put(store, wednesday, "popoto", "open-bugs", 14, NULL),
                     DAYDREAM_OK);
    ck_assert_int_eq(dd_measure_put(store, wednesday, "popoto", "open-bugs", 0, NULL), DAYDREAM_OK);
    check_measure(store, "2026-02-16", "open-bugs", "", 0);
    check_measure(store, "2026-02-17", "open-bugs", "2026-02-16", 12);
    check_measure(store, "2026-02-18", "open-bugs", "2026-02-16", 12);
    check_measure(store, "2026-02-19", "open-bugs", "2026-02-18", 0); /* a measured nothing */
    check_measure(store, "2026-02-19", "todos", "2026-02-16", -3);
    ck_assert_int_eq(dd_measure_put(store, 999, "popoto", "todos", 1, NULL), DAYDREAM_ERROR_STATE);
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

START_TEST(test_texts_by_name)
{
    static const char *const values[] = {"0123456789abcdef", "", "it's; -- \"x\"",
                                         "\xc3\xbc\xf0\x9f\x8c\x99\n"};
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    char *value = (char *)scratch;

    ck_assert_int_eq(dd_meta_get(store, "machine", &value, NULL), DAYDREAM_OK);
    ck_assert_ptr_null(value);
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        ck_assert_int_eq(dd_meta_put(store, "machine", values[i], NULL), DAYDREAM_OK);
        ck_assert_int_eq(dd_meta_get(store, "machine", &value, NULL), DAYDREAM_OK);
        ck_assert_pstr_eq(value, values[i]);
        free(value);
    }
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

/* What it costs to ask for the newest measure after so many days. */
static int64_t cost_of(int days)
{
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    struct dd_measure measure;
    static char path[] = "a.log";
    const struct dd_position_row position = {path, 1, 2, 3, 4, 5, 6, 7};
    struct fixture_watch watch;
    char date[DD_DATE_SIZE];
    char *text = NULL;
    int64_t steps;
    int64_t until;

    ck_assert_int_eq(dd_store_begin(store, NULL), DAYDREAM_OK);
    for (int i = 0; i < days; i++) {
        fixture_date(i, date);
        ck_assert_int_eq(
            dd_measure_put(store, fixture_run(store, date), "popoto", "open-bugs", i, NULL),
            DAYDREAM_OK);
    }
    ck_assert_int_eq(dd_store_end(store, DAYDREAM_OK, NULL), DAYDREAM_OK);
    fixture_date(days, date);
    fixture_watch(&watch, store);
    ck_assert_int_eq(dd_measure_before(store, date, "popoto", "open-bugs", &measure, NULL),
                     DAYDREAM_OK);
    put(store, "popoto", &position, 1);
    check_positions(store, "popoto", &position, 1);
    ck_assert_int_eq(dd_watermark_put(store, "popoto", 1, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_watermark_get(store, "popoto", &until, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_meta_put(store, "machine", "a", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_meta_get(store, "machine", &text, NULL), DAYDREAM_OK);
    steps = fixture_watched(&watch);
    ck_assert_int_eq(measure.value, days - 1);
    free(text);
    dd_store_close(store);
    scratch_remove(scratch);
    return steps;
}

START_TEST(test_a_long_history_costs_no_more)
{
    ck_assert_int_le(cost_of(800), cost_of(10) + 50);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_watermarks,
        test_positions,
        test_measures,
        test_texts_by_name,
        test_a_long_history_costs_no_more,
    };

    return suite_run("store/marks", tests, sizeof tests / sizeof tests[0]);
}
