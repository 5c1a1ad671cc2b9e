/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/findings.h"
#include "store/fixture.h"
#include "store/runs.h"
#include "support/scratch.h"
#include "support/suite.h"

static struct dd_finding_row *add(struct dd_finding_rows *rows, const char *text, int state)
{
    struct dd_finding_row *row = dd_finding_rows_new(rows);

    ck_assert_ptr_nonnull(row);
    ck_assert_int_eq(dd_string_set(&row->key, "popoto:logs", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_string_set(&row->text, text, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_strings_add(&row->fingerprints, "00000000000000aa", NULL), DAYDREAM_OK);
    row->state = state;
    row->count = 1;
    memcpy(row->since, "2026-02-16", DD_DATE_SIZE);
    return row;
}

/* Write findings of these texts; NULL: none. */
static void replace(struct dd_store *store, int64_t run, const char *step, const char *slug,
                    const char *one, const char *two)
{
    struct dd_finding_rows rows = {NULL, 0, 0};
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    if (one != NULL)
        add(&rows, one, DAYDREAM_STATE_NEW);
    if (two != NULL)
        add(&rows, two, DAYDREAM_STATE_NEW);
    ck_assert_msg(dd_findings_replace(store, run, step, slug, &rows, &err) == DAYDREAM_OK, "%s",
                  err.text);
    dd_finding_rows_free(&rows);
}

/* The texts that a run has for a project, one after another. */
static void check_texts(struct dd_store *store, int64_t run, const char *slug, const char *wanted)
{
    struct dd_finding_rows rows = {NULL, 0, 0};
    char texts[256] = "";
    size_t used = 0;

    ck_assert_int_eq(dd_findings_read(store, run, slug, &rows, NULL), DAYDREAM_OK);
    for (size_t i = 0; i < rows.count; i++)
        used += (size_t)snprintf(texts + used, sizeof texts - used, "%s ", rows.items[i].text);
    ck_assert_str_eq(texts, wanted);
    dd_finding_rows_free(&rows);
}

static void mark(struct dd_store *store, int64_t run, const char *slug,
                 enum daydream_step_status status)
{
    const struct dd_step_row row = {status, NULL, 0};

    ck_assert_int_eq(dd_steps_put(store, run, "review-logs", slug, &row, NULL), DAYDREAM_OK);
}

static void check_list(const struct dd_strings *a, const struct dd_strings *b)
{
    ck_assert_uint_eq(a->count, b->count);
    for (size_t i = 0; i < a->count; i++)
        ck_assert_str_eq(a->items[i], b->items[i]);
}

static void fill_lists(struct dd_finding_row *row)
{
    static const char *const lines[] = {"it's \"quoted\"; --", "", "\xf0\x9f\x8c\x99",
                                        "not UTF-8: \xff", "it's \"quoted\"; --"};

    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        ck_assert_int_eq(dd_strings_add(&row->details, lines[i], NULL), DAYDREAM_OK);
        if (i > 1)
            ck_assert_int_eq(dd_strings_add(&row->evidence, lines[i], NULL), DAYDREAM_OK);
    }
    ck_assert_int_eq(dd_strings_add(&row->fingerprints, "00000000000000bb", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_strings_add(&row->fingerprints, "00000000000000aa", NULL), DAYDREAM_OK);
}

START_TEST(test_all_fields_come_back)
{
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    int64_t run = fixture_run(store, "2026-02-18");
    struct dd_finding_rows rows = {NULL, 0, 0};
    struct dd_finding_rows found = {NULL, 0, 0};
    struct dd_finding_row *row = add(&rows, "KeyError: <*> isn't \xc3\xbc",
                                     DAYDREAM_STATE_RECURRING);

    row->severity = DAYDREAM_SEVERITY_ERROR;
    row->event = true;
    row->worse = true;
    row->count = UINT64_MAX;
    row->first = -5;
    row->last = INT64_MAX;
    fill_lists(row);
    add(&rows, "bare", DAYDREAM_STATE_NEW);
    ck_assert_int_eq(dd_findings_replace(store, run, "review-logs", "popoto", &rows, NULL),
                     DAYDREAM_OK);
    dd_store_close(store);
    store = fixture_open(scratch);
    ck_assert_int_eq(dd_findings_read(store, run, "popoto", &found, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(found.count, 2);
    for (size_t i = 0; i < 2; i++) {
        const struct dd_finding_row *a = &found.items[i];
        const struct dd_finding_row *b = &rows.items[i];

        ck_assert_str_eq(a->key, b->key);
        ck_assert_str_eq(a->text, b->text);
        ck_assert_int_eq(a->severity, b->severity);
        ck_assert_int_eq(a->state, b->state);
        ck_assert_int_eq(a->event, b->event);
        ck_assert_int_eq(a->worse, b->worse);
        ck_assert(a->count == b->count);
        ck_assert_int_eq(a->first, b->first);
        ck_assert_int_eq(a->last, b->last);
        ck_assert_str_eq(a->since, b->since);
        check_list(&a->details, &b->details);
        check_list(&a->evidence, &b->evidence);
        check_list(&a->fingerprints, &b->fingerprints);
    }
    dd_finding_rows_free(&rows);
    dd_finding_rows_free(&found);
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

START_TEST(test_doing_a_step_again_doubles_nothing)
{
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    int64_t run = fixture_run(store, "2026-02-17");
    int64_t next = fixture_run(store, "2026-02-18");

    replace(store, run, "review-logs", "popoto", "one", "two");
    replace(store, run, "clean-tasks", "popoto", "three", NULL);
    replace(store, run, "review-logs", "valor", "four", NULL);
    replace(store, next, "review-logs", "popoto", "five", NULL);
    check_texts(store, run, "popoto", "one two three ");
    replace(store, run, "clean-tasks", "popoto", "three", NULL);
    check_texts(store, run, "popoto", "one two three ");
    replace(store, run, "clean-tasks", "popoto", NULL, NULL);
    check_texts(store, run, "popoto", "one two ");
    replace(store, run, "review-logs", "popoto", "six", NULL);
    check_texts(store, run, "popoto", "six ");
    check_texts(store, run, "valor", "four ");
    check_texts(store, next, "popoto", "five ");
    ck_assert_int_eq(fixture_number(store, "SELECT count(*) FROM finding_lines"), 3);
    ck_assert_int_eq(fixture_number(store, "SELECT count(*) FROM sightings"), 3);
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

/* A step without a project at hand has found something for several. */
START_TEST(test_findings_go_where_their_keys_say)
{
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    int64_t run = fixture_run(store, "2026-02-18");
    struct dd_finding_rows rows = {NULL, 0, 0};
    struct dd_finding_row *row;

    replace(store, run, "review-logs", "valor", "one", NULL);
    for (int times = 0; times < 2; times++) {
        add(&rows, "two", DAYDREAM_STATE_NEW);
        row = add(&rows, "three", DAYDREAM_STATE_NEW);
        ck_assert_int_eq(dd_string_set(&row->key, "valor:reflection", NULL), DAYDREAM_OK);
        ck_assert_int_eq(dd_findings_replace(store, run, "reflect", NULL, &rows, NULL),
                         DAYDREAM_OK);
        dd_finding_rows_free(&rows);
        check_texts(store, run, "popoto", "two ");
        check_texts(store, run, "valor", "one three ");
    }
    ck_assert_int_eq(dd_findings_replace(store, run, "reflect", NULL, &rows, NULL), DAYDREAM_OK);
    check_texts(store, run, "popoto", "");
    check_texts(store, run, "valor", "one ");
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

START_TEST(test_reading_appends)
{
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    int64_t run = fixture_run(store, "2026-02-18");
    struct dd_finding_rows rows = {NULL, 0, 0};

    replace(store, run, "review-logs", "popoto", "one", NULL);
    for (size_t i = 1; i <= 20; i++) {
        ck_assert_int_eq(dd_findings_read(store, run, "popoto", &rows, NULL), DAYDREAM_OK);
        ck_assert_uint_eq(rows.count, i);
    }
    ck_assert_int_eq(dd_findings_read(store, run, "nobody", &rows, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(rows.count, 20);
    dd_finding_rows_free(&rows);
    ck_assert_ptr_null(rows.items);
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

START_TEST(test_no_transaction_of_its_own)
{
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    int64_t run = fixture_run(store, "2026-02-18");

    replace(store, run, "review-logs", "popoto", "old", NULL);
    ck_assert_int_eq(dd_store_begin(store, NULL), DAYDREAM_OK);
    replace(store, run, "review-logs", "popoto", "new", "newer");
    ck_assert_int_eq(dd_store_end(store, DAYDREAM_ERROR_FILE, NULL), DAYDREAM_ERROR_FILE);
    check_texts(store, run, "popoto", "old ");
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

static void replace_and_be_killed(const char *directory)
{
    struct dd_store *store = NULL;

    if (dd_store_open(directory, &store, NULL) != DAYDREAM_OK ||
        dd_store_begin(store, NULL) != DAYDREAM_OK)
        _exit(1);
    replace(store, 1, "review-logs", "popoto", "new", "newer");
    (void)raise(SIGKILL);
}

START_TEST(test_a_killed_step_leaves_what_was)
{
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);

    ck_assert_int_eq(fixture_run(store, "2026-02-18"), 1);
    replace(store, 1, "review-logs", "popoto", "old", NULL);
    dd_store_close(store);
    fixture_child(replace_and_be_killed, scratch, SIGKILL);
    store = fixture_open(scratch);
    check_texts(store, 1, "popoto", "old ");
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

START_TEST(test_findings_need_their_run)
{
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    struct dd_finding_rows rows = {NULL, 0, 0};
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    add(&rows, "one", DAYDREAM_STATE_NEW);
    ck_assert_int_eq(dd_findings_replace(store, 7, "review-logs", "popoto", &rows, &err),
                     DAYDREAM_ERROR_STATE);
    ck_assert_ptr_nonnull(strstr(err.text, "FOREIGN KEY constraint failed"));
    dd_finding_rows_free(&rows);
    dd_finding_row_free(NULL);
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

static void check_previous(struct dd_store *store, const char *date, const char *slug,
                           const char *wanted)
{
    struct dd_finding_rows rows = {NULL, 0, 0};

    ck_assert_int_eq(dd_findings_previous(store, date, "review-logs", slug, &rows, NULL),
                     DAYDREAM_OK);
    ck_assert_uint_eq(rows.count, wanted != NULL);
    if (wanted != NULL) {
        ck_assert_str_eq(rows.items[0].text, wanted);
        ck_assert_uint_eq(rows.items[0].fingerprints.count, 1);
    }
    dd_finding_rows_free(&rows);
}

/* The newest run in which that step was done for that project, which need not be the last run. */
START_TEST(test_previous)
{
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    int64_t failed = fixture_run(store, "2026-02-17");
    int64_t done = fixture_run(store, "2026-02-15");
    int64_t older = fixture_run(store, "2026-02-14");
    struct dd_finding_rows rows = {NULL, 0, 0};

    check_previous(store, "2026-02-18", "popoto", NULL);
    replace(store, failed, "review-logs", "popoto", "of the failed", NULL);
    mark(store, failed, "popoto", DAYDREAM_STEP_FAILED);
    mark(store, failed, "valor", DAYDREAM_STEP_DONE);
    replace(store, done, "clean-tasks", "popoto", "of another step", NULL);
    replace(store, done, "review-logs", "valor", "of another project", NULL);
    add(&rows, "of the done", DAYDREAM_STATE_RECURRING);
    add(&rows, "resolved then", DAYDREAM_STATE_RESOLVED);
    ck_assert_int_eq(dd_findings_replace(store, done, "review-logs", "popoto", &rows, NULL),
                     DAYDREAM_OK);
    dd_finding_rows_free(&rows);
    mark(store, done, "popoto", DAYDREAM_STEP_DONE);
    replace(store, older, "review-logs", "popoto", "of the older", NULL);
    mark(store, older, "popoto", DAYDREAM_STEP_DONE);
    check_previous(store, "2026-02-18", "popoto", "of the done");
    check_previous(store, "2026-02-16", "popoto", "of the done");
    check_previous(store, "2026-02-15", "popoto", "of the older");
    check_previous(store, "2026-02-14", "popoto", NULL);
    check_previous(store, "2026-02-18", "valor", NULL); /* it was done, and found nothing */
    mark(store, failed, "popoto", DAYDREAM_STEP_SKIPPED);
    check_previous(store, "2026-02-18", "popoto", "of the done");
    mark(store, failed, "popoto", DAYDREAM_STEP_DONE);
    check_previous(store, "2026-02-18", "popoto", "of the failed");
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

/* What a day's reading and writing costs after so many days. */
static int64_t cost_of(int days)
{
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    struct dd_finding_rows rows = {NULL, 0, 0};
    struct fixture_watch watch;
    char date[DD_DATE_SIZE];
    int64_t steps;
    int64_t run;

    ck_assert_int_eq(dd_store_begin(store, NULL), DAYDREAM_OK);
    for (int i = 0; i < days; i++) {
        fixture_date(i, date);
        run = fixture_run(store, date);
        replace(store, run, "review-logs", "popoto", "one", "two");
        mark(store, run, "popoto", DAYDREAM_STEP_DONE);
    }
    fixture_date(days, date);
    run = fixture_run(store, date);
    replace(store, run, "review-logs", "popoto", "one", "two");
    ck_assert_int_eq(dd_store_end(store, DAYDREAM_OK, NULL), DAYDREAM_OK);
    fixture_watch(&watch, store);
    ck_assert_int_eq(dd_findings_previous(store, date, "review-logs", "popoto", &rows, NULL),
                     DAYDREAM_OK);
    ck_assert_uint_eq(rows.count, 2);
    ck_assert_int_eq(dd_findings_read(store, run, "popoto", &rows, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(rows.count, 4);
    replace(store, run, "review-logs", "popoto", "one", "two");
    steps = fixture_watched(&watch);
    dd_finding_rows_free(&rows);
    dd_store_close(store);
    scratch_remove(scratch);
    return steps;
}

START_TEST(test_a_long_history_costs_no_more)
{
    ck_assert_int_le(cost_of(400), cost_of(10) + 50);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_all_fields_come_back,
        test_doing_a_step_again_doubles_nothing,
        test_findings_go_where_their_keys_say,
        test_reading_appends,
        test_no_transaction_of_its_own,
        test_a_killed_step_leaves_what_was,
        test_findings_need_their_run,
        test_previous,
        test_a_long_history_costs_no_more,
    };

    return suite_run("store/findings", tests, sizeof tests / sizeof tests[0]);
}
