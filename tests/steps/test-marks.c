/* SPDX-License-Identifier: MIT */
/* What a step wants remembered is written when it is told to, and not before. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "steps/marks.h"
#include "store/fixture.h"
#include "support/scratch.h"
#include "support/suite.h"

static int64_t watermark(struct dd_store *store)
{
    int64_t until = -1;

    ck_assert_int_eq(dd_watermark_get(store, "red", &until, NULL), DAYDREAM_OK);
    return until;
}

static int64_t measure(struct dd_store *store, const char *name)
{
    struct dd_measure out;

    ck_assert_int_eq(dd_measure_before(store, "2026-02-19", "red", name, &out, NULL), DAYDREAM_OK);
    return out.date[0] != '\0' ? out.value : -1;
}

START_TEST(writes_what_was_collected)
{
    char *folder = scratch_make();
    struct dd_store *store = fixture_open(folder);
    int64_t run = fixture_run(store, "2026-02-18");
    struct dd_position_rows rows = {calloc(1, sizeof *rows.items), 1};
    struct dd_marks *marks = NULL;

    ck_assert_int_eq(dd_marks_new(&marks, NULL), DAYDREAM_OK);
    ck_assert_ptr_nonnull(rows.items);
    rows.items[0] = (struct dd_position_row){strdup("logs/a.log"), 1, 2, 3, 4, 5, 6, 7};
    dd_marks_reviewed(marks, 1771394400, &rows);
    ck_assert_ptr_null(rows.items);
    for (int64_t i = 0; i < 20; i++) {
        char name[16];

        snprintf(name, sizeof name, "measure-%d", (int)i);
        ck_assert_int_eq(dd_marks_measure(marks, name, i * i, NULL), DAYDREAM_OK);
    }
    ck_assert_int_eq(watermark(store), 0);
    ck_assert_int_eq(measure(store, "measure-7"), -1);

    ck_assert_int_eq(dd_marks_write(marks, store, run, "red", NULL), DAYDREAM_OK);
    ck_assert_int_eq(watermark(store), 1771394400);
    ck_assert_int_eq(measure(store, "measure-0"), 0);
    ck_assert_int_eq(measure(store, "measure-7"), 49);
    ck_assert_int_eq(measure(store, "measure-19"), 361);
    ck_assert_int_eq(dd_positions_get(store, "red", &rows, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(rows.count, 1);
    ck_assert_str_eq(rows.items[0].path, "logs/a.log");
    ck_assert_uint_eq(rows.items[0].offset, 5);
    dd_position_rows_free(&rows);
    dd_marks_free(marks);
    dd_store_close(store);
    scratch_remove(folder);
}
END_TEST

START_TEST(is_undone_with_its_transaction)
{
    char *folder = scratch_make();
    struct dd_store *store = fixture_open(folder);
    int64_t run = fixture_run(store, "2026-02-18");
    struct dd_position_rows rows = {NULL, 0};
    struct dd_marks *marks = NULL;

    ck_assert_int_eq(dd_marks_new(&marks, NULL), DAYDREAM_OK);
    dd_marks_reviewed(marks, 1771394400, &rows);
    ck_assert_int_eq(dd_marks_measure(marks, "open-bugs", 3, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_store_begin(store, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_marks_write(marks, store, run, "red", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_store_end(store, DAYDREAM_ERROR_MEMORY, NULL), DAYDREAM_ERROR_MEMORY);
    ck_assert_int_eq(watermark(store), 0);
    ck_assert_int_eq(measure(store, "open-bugs"), -1);
    dd_marks_free(marks);
    dd_store_close(store);
    scratch_remove(folder);
}
END_TEST

START_TEST(leaves_alone_what_nobody_marked)
{
    char *folder = scratch_make();
    struct dd_store *store = fixture_open(folder);
    int64_t run = fixture_run(store, "2026-02-18");
    struct dd_marks *marks = NULL;

    ck_assert_int_eq(dd_watermark_put(store, "red", 17, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_marks_new(&marks, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_marks_write(marks, store, run, "red", NULL), DAYDREAM_OK);
    ck_assert_int_eq(watermark(store), 17);
    dd_marks_free(marks);
    dd_marks_free(NULL);
    dd_store_close(store);
    scratch_remove(folder);
}
END_TEST

START_TEST(keeps_reflections_as_lines_without_secrets)
{
    char *folder = scratch_make();
    struct dd_store *store = fixture_open(folder);
    int64_t run = fixture_run(store, "2026-02-18");
    struct dd_reflection_rows rows = {NULL, 0, 0};
    struct dd_reflection *row = dd_reflection_rows_new(&rows);
    struct dd_redactor *redactor = NULL;
    struct dd_marks *marks = NULL;
    struct dd_buf many = DD_BUF_INIT;

    for (int i = 0; i < 1000; i++)
        dd_buf_puts(&many, "word ");
    ck_assert_ptr_nonnull(row);
    ck_assert_int_eq(dd_string_set(&row->pattern,
                                   "Prints ghp_"
                                   "16C7e42F292c6912E7710c838347Ae178B4a\n"
                                   "in\x1b[31m red",
                                   NULL),
                     DAYDREAM_OK);
    ck_assert_int_eq(dd_string_set(&row->summary, dd_buf_text(&many), NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_redactor_new(&redactor, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_marks_new(&marks, NULL), DAYDREAM_OK);
    dd_marks_reflections(marks, &rows);
    ck_assert_ptr_null(rows.items);
    ck_assert_int_eq(dd_marks_redact(marks, redactor, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_marks_write(marks, store, run, "", NULL), DAYDREAM_OK);
    dd_marks_free(marks);

    ck_assert_int_eq(dd_reflections_get(store, run, &rows, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(rows.count, 1);
    ck_assert_str_eq(rows.items[0].pattern, "Prints [redacted:github-token] in red");
    ck_assert_uint_le(strlen(rows.items[0].summary), DD_REFLECTION_TEXT_MAX);
    ck_assert_uint_ge(strlen(rows.items[0].summary), DD_REFLECTION_TEXT_MAX - 10);
    dd_reflection_rows_free(&rows);

    /* who does not reflect leaves them alone */
    ck_assert_int_eq(dd_marks_new(&marks, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_marks_write(marks, store, run, "", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_reflections_get(store, run, &rows, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(rows.count, 1);
    dd_reflection_rows_free(&rows);

    /* and who finds none has none */
    dd_marks_reflections(marks, &rows);
    ck_assert_int_eq(dd_marks_write(marks, store, run, "", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_reflections_get(store, run, &rows, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(rows.count, 0);
    dd_marks_free(marks);
    dd_redactor_free(redactor);
    dd_buf_free(&many);
    dd_store_close(store);
    scratch_remove(folder);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {writes_what_was_collected, is_undone_with_its_transaction,
                                  keeps_reflections_as_lines_without_secrets,
                                  leaves_alone_what_nobody_marked};

    return suite_run("steps/marks", tests, sizeof tests / sizeof tests[0]);
}
