/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "store/fixture.h"
#include "store/runs.h"
#include "support/scratch.h"
#include "support/suite.h"

static const struct dd_run_row monday = {
    .uuid = "5b1c7b0e-6f0e-4a0e-9d5f-0c9a4a1f2b3c", .date = "2026-02-16", .started = 1771246800};

START_TEST(test_a_date_has_one_run)
{
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    struct dd_run_row again = monday;
    struct dd_run_row first;
    struct dd_run_row second;

    ck_assert_int_eq(dd_runs_open(store, &monday, &first, NULL), DAYDREAM_OK);
    ck_assert_int_gt(first.id, 0);
    ck_assert_str_eq(first.uuid, monday.uuid);
    ck_assert_str_eq(first.date, "2026-02-16");
    ck_assert_int_eq(first.started, 1771246800);
    ck_assert_int_eq(first.finished, 0);

    memcpy(again.uuid, "99999999-9999-4999-8999-999999999999", DD_UUID_SIZE);
    again.started += 3600;
    dd_store_close(store);
    store = fixture_open(scratch);
    ck_assert_int_eq(dd_runs_open(store, &again, &second, NULL), DAYDREAM_OK);
    ck_assert_int_eq(second.id, first.id);
    ck_assert_str_eq(second.uuid, monday.uuid);
    ck_assert_int_eq(second.started, 1771246800);
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

START_TEST(test_finish)
{
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct dd_run_row run;

    ck_assert_int_eq(dd_runs_open(store, &monday, &run, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_runs_finish(store, run.id, 1771247000, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_runs_open(store, &monday, &run, NULL), DAYDREAM_OK);
    ck_assert_int_eq(run.finished, 1771247000);
    ck_assert_int_eq(dd_runs_finish(store, run.id + 1, 1, &err), DAYDREAM_ERROR_STATE);
    ck_assert_ptr_nonnull(strstr(err.text, "no such run"));
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

/* By date, not by the order in which they were made. */
START_TEST(test_the_run_before)
{
    static const struct {
        const char *date;
        const char *found; /* NULL: none */
    } cases[] = {
        {"2026-02-18", "2026-02-17"}, {"2026-02-17", "2026-02-16"}, {"2026-02-16", "2025-12-31"},
        {"2025-12-31", NULL},         {"2027-01-01", "2026-02-17"}, {"2026-01-01", "2025-12-31"},
    };
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);

    fixture_run(store, "2026-02-17");
    fixture_run(store, "2025-12-31");
    fixture_run(store, "2026-02-16");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct daydream_error err = DAYDREAM_ERROR_INIT;
        struct dd_run_row run;
        enum daydream_status status = dd_runs_before(store, cases[i].date, &run, &err);

        ck_assert_int_eq(err.code, DAYDREAM_OK);
        ck_assert_int_eq(status, cases[i].found != NULL ? DAYDREAM_OK : DAYDREAM_ERROR_NOT_FOUND);
        if (cases[i].found != NULL)
            ck_assert_str_eq(run.date, cases[i].found);
    }
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

static void check_step(struct dd_store *store, int64_t run, const char *step, const char *slug,
                       const struct dd_step_row *wanted)
{
    struct dd_step_row row = {DAYDREAM_STEP_FAILED, NULL, 9};

    ck_assert_int_eq(dd_steps_get(store, run, step, slug, &row, NULL), DAYDREAM_OK);
    ck_assert_int_eq(row.status, wanted->status);
    ck_assert_pstr_eq(row.reason, wanted->reason);
    ck_assert_double_eq(row.seconds, wanted->seconds);
    dd_step_row_free(&row);
    ck_assert_ptr_null(row.reason);
}

START_TEST(test_steps)
{
    static char no_token[] = "no token for 'github.com'; set GH_TOKEN";
    static const struct dd_step_row pending = {DAYDREAM_STEP_PENDING, NULL, 0};
    static const struct dd_step_row failed = {DAYDREAM_STEP_FAILED, no_token, 0.125};
    static const struct dd_step_row done = {DAYDREAM_STEP_DONE, NULL, 2.5};
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    int64_t run = fixture_run(store, "2026-02-16");
    int64_t other = fixture_run(store, "2026-02-17");

    check_step(store, run, "review-logs", "popoto", &pending);
    ck_assert_int_eq(dd_steps_put(store, run, "review-logs", "popoto", &failed, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_steps_put(store, run, "review-logs", "", &done, NULL), DAYDREAM_OK);
    check_step(store, run, "review-logs", "popoto", &failed);
    check_step(store, run, "review-logs", "", &done);
    check_step(store, run, "review-logs", "valor", &pending);
    check_step(store, run, "clean-tasks", "popoto", &pending);
    check_step(store, other, "review-logs", "popoto", &pending);
    ck_assert_int_eq(dd_steps_put(store, run, "review-logs", "popoto", &done, NULL), DAYDREAM_OK);
    check_step(store, run, "review-logs", "popoto", &done); /* and the reason is gone */
    dd_store_close(store);
    store = fixture_open(scratch);
    check_step(store, run, "review-logs", "popoto", &done);
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

START_TEST(test_a_step_needs_its_run)
{
    static const struct dd_step_row done = {DAYDREAM_STEP_DONE, NULL, 1};
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_int_eq(dd_steps_put(store, 77, "review-logs", "", &done, &err), DAYDREAM_ERROR_STATE);
    ck_assert_ptr_nonnull(strstr(err.text, "FOREIGN KEY constraint failed"));
    dd_step_row_free(NULL);
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

START_TEST(test_indexes_answer)
{
    static const struct dd_step_row done = {DAYDREAM_STEP_DONE, NULL, 1};
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    struct fixture_watch watch;
    struct dd_step_row row;
    struct dd_run_row run;

    fixture_watch(&watch, store);
    ck_assert_int_eq(dd_runs_open(store, &monday, &run, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_runs_finish(store, run.id, 1, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_runs_before(store, "2026-02-17", &run, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_steps_put(store, run.id, "review-logs", "", &done, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_steps_get(store, run.id, "review-logs", "", &row, NULL), DAYDREAM_OK);
    ck_assert_int_gt(fixture_watched(&watch), 0);
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_a_date_has_one_run,   test_finish,         test_the_run_before, test_steps,
        test_a_step_needs_its_run, test_indexes_answer,
    };

    return suite_run("store/runs", tests, sizeof tests / sizeof tests[0]);
}
