/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "store/fixture.h"
#include "store/outbox.h"
#include "store/sql.h"
#include "support/scratch.h"
#include "support/suite.h"

#define MEGABYTE ((size_t)1024 * 1024)

static char *copy(const char *text)
{
    char *made = strdup(text);

    ck_assert_ptr_nonnull(made);
    return made;
}

/* A row that waits. */
static struct dd_outbox_row make_row(const char *repository, const char *date)
{
    struct dd_outbox_row row = {.state = DD_OUTBOX_WAITING, .queued = 1771246800};

    row.repository = copy(repository);
    snprintf(row.date, sizeof row.date, "%s", date);
    row.slug = copy("popoto");
    row.title = copy("Daydream Report - it's \"one\" \xe2\x80\x94 \xf0\x9f\x8c\x99");
    row.label = copy("daydream");
    row.body = copy("**2 new**\n\n'); DROP TABLE outbox; --\n");
    return row;
}

static int64_t put(struct dd_store *store, const char *repository, const char *date)
{
    struct dd_outbox_row row = make_row(repository, date);
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    int64_t id;

    ck_assert_msg(dd_outbox_put(store, &row, &err) == DAYDREAM_OK, "%s", err.text);
    id = row.id;
    ck_assert_int_gt(id, 0);
    dd_outbox_row_free(&row);
    return id;
}

static void check_equal(const struct dd_outbox_row *a, const struct dd_outbox_row *b)
{
    ck_assert_int_eq(a->id, b->id);
    ck_assert_str_eq(a->repository, b->repository);
    ck_assert_str_eq(a->date, b->date);
    ck_assert_str_eq(a->slug, b->slug);
    ck_assert_str_eq(a->title, b->title);
    ck_assert_str_eq(a->label, b->label);
    ck_assert_str_eq(a->body, b->body);
    ck_assert_int_eq(a->state, b->state);
    ck_assert_int_eq(a->queued, b->queued);
    ck_assert_int_eq(a->attempts, b->attempts);
    ck_assert_pstr_eq(a->reason, b->reason);
    ck_assert_int_eq(a->number, b->number);
    ck_assert_pstr_eq(a->url, b->url);
    ck_assert_int_eq(a->filed, b->filed);
    ck_assert_int_eq(a->action, b->action);
}

static void check_stored(struct dd_store *store, const struct dd_outbox_row *row)
{
    struct dd_outbox_row found;

    ck_assert_int_eq(dd_outbox_find(store, row->repository, row->date, &found, NULL), DAYDREAM_OK);
    check_equal(&found, row);
    dd_outbox_row_free(&found);
}

START_TEST(test_all_fields_come_back)
{
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    struct dd_outbox_row row = make_row("github.com/tom/popoto", "2026-02-18");

    ck_assert_int_eq(dd_outbox_put(store, &row, NULL), DAYDREAM_OK);
    check_stored(store, &row);
    row.state = DD_OUTBOX_SENDING;
    row.attempts = 3;
    row.reason = copy("no answer; it's \"ambiguous\"");
    ck_assert_int_eq(dd_outbox_put(store, &row, NULL), DAYDREAM_OK);
    check_stored(store, &row);
    row.state = DD_OUTBOX_FILED;
    row.number = INT64_MAX;
    row.url = copy("https://github.com/tom/popoto/issues/1");
    row.filed = 1771246900;
    row.action = DAYDREAM_ACTION_COMMENTED;
    free(row.reason);
    row.reason = NULL;
    ck_assert_int_eq(dd_outbox_put(store, &row, NULL), DAYDREAM_OK);
    dd_store_close(store);
    store = fixture_open(scratch);
    check_stored(store, &row);
    dd_outbox_row_free(&row);
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

START_TEST(test_a_large_body)
{
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    struct dd_outbox_row row = make_row("github.com/tom/popoto", "2026-02-18");

    free(row.body);
    row.body = malloc(MEGABYTE + 1);
    ck_assert_ptr_nonnull(row.body);
    for (size_t i = 0; i < MEGABYTE; i++)
        row.body[i] = (char)(1 + i % 255); /* every byte but NUL, UTF-8 or not */
    row.body[MEGABYTE] = '\0';
    ck_assert_int_eq(dd_outbox_put(store, &row, NULL), DAYDREAM_OK);
    dd_store_close(store);
    store = fixture_open(scratch);
    check_stored(store, &row);
    dd_outbox_row_free(&row);
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

START_TEST(test_one_per_repository_and_date)
{
    static const char *const same[] = {"github.com/tom/popoto", "GitHub.com/Tom/POPOTO"};
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    int64_t id = put(store, same[0], "2026-02-18");

    for (size_t i = 0; i < 2; i++) {
        struct dd_outbox_row row = make_row(same[i], "2026-02-18");
        struct daydream_error err = DAYDREAM_ERROR_INIT;

        ck_assert_int_eq(dd_outbox_put(store, &row, &err), DAYDREAM_ERROR_STATE);
        ck_assert_int_eq(row.id, 0);
        ck_assert_msg(strstr(err.text, "has its report of 2026-02-18 in the outbox already") !=
                          NULL,
                      "%s", err.text);
        dd_outbox_row_free(&row);
        ck_assert_int_eq(dd_outbox_find(store, same[i], "2026-02-18", &row, NULL), DAYDREAM_OK);
        ck_assert_int_eq(row.id, id);
        ck_assert_str_eq(row.repository, same[0]);
        dd_outbox_row_free(&row);
    }
    put(store, same[0], "2026-02-19");
    put(store, "github.com/tom/popoto2", "2026-02-18");
    put(store, "ghe.example.com/tom/popoto", "2026-02-18");
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

START_TEST(test_moving_onto_another_is_refused)
{
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    struct dd_outbox_row row = make_row("github.com/tom/popoto", "2026-02-19");

    put(store, "github.com/tom/popoto", "2026-02-18");
    ck_assert_int_eq(dd_outbox_put(store, &row, NULL), DAYDREAM_OK);
    memcpy(row.date, "2026-02-18", DD_DATE_SIZE);
    ck_assert_int_eq(dd_outbox_put(store, &row, NULL), DAYDREAM_ERROR_STATE);
    memcpy(row.date, "2026-02-19", DD_DATE_SIZE);
    check_stored(store, &row);
    dd_outbox_row_free(&row);
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

START_TEST(test_an_unknown_row_is_said)
{
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    struct dd_outbox_row row = make_row("github.com/tom/popoto", "2026-02-18");
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    row.id = 12;
    ck_assert_int_eq(dd_outbox_put(store, &row, &err), DAYDREAM_ERROR_STATE);
    ck_assert_ptr_nonnull(strstr(err.text, "no such row of the outbox"));
    dd_outbox_row_free(&row);
    ck_assert_int_eq(dd_outbox_find(store, "github.com/tom/popoto", "2026-02-18", &row, NULL),
                     DAYDREAM_OK);
    ck_assert_int_eq(row.id, 0);
    ck_assert_ptr_null(row.body);
    dd_outbox_row_free(&row);
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

START_TEST(test_the_last_before)
{
    static const struct {
        const char *repository;
        const char *date;
        const char *found; /* "": none */
    } cases[] = {
        {"github.com/tom/popoto", "2026-02-18", "2026-02-17"},
        {"GITHUB.com/tom/Popoto", "2026-02-17", "2026-02-10"},
        {"github.com/tom/popoto", "2026-02-10", ""},
        {"github.com/tom/popoto", "2027-01-01", "2026-02-18"},
        {"github.com/tom/valor", "2026-02-18", ""},
    };
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    struct dd_outbox_row row = make_row("github.com/tom/popoto", "2026-02-10");

    put(store, "github.com/tom/popoto", "2026-02-18");
    put(store, "github.com/tom/popoto", "2026-02-17"); /* waits; the one of the 10th is filed */
    row.state = DD_OUTBOX_FILED;
    ck_assert_int_eq(dd_outbox_put(store, &row, NULL), DAYDREAM_OK);
    dd_outbox_row_free(&row);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ck_assert_int_eq(
            dd_outbox_last_before(store, cases[i].repository, cases[i].date, &row, NULL),
            DAYDREAM_OK);
        ck_assert_str_eq(row.date, cases[i].found);
        ck_assert_int_eq(row.id != 0, cases[i].found[0] != '\0');
        dd_outbox_row_free(&row);
    }
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

START_TEST(test_what_waits)
{
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    struct dd_outbox_rows rows = {NULL, 0, 0};
    struct dd_outbox_row row;
    int64_t ids[3];

    ck_assert_int_eq(dd_outbox_waiting(store, &rows, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(rows.count, 0);
    ids[0] = put(store, "github.com/tom/b", "2026-02-18");
    ids[1] = put(store, "github.com/tom/a", "2026-02-17");
    ids[2] = put(store, "github.com/tom/c", "2026-02-16");
    ck_assert_int_eq(dd_outbox_find(store, "github.com/tom/a", "2026-02-17", &row, NULL),
                     DAYDREAM_OK);
    row.state = DD_OUTBOX_FILED;
    ck_assert_int_eq(dd_outbox_put(store, &row, NULL), DAYDREAM_OK);
    dd_outbox_row_free(&row);
    ck_assert_int_eq(dd_outbox_find(store, "github.com/tom/c", "2026-02-16", &row, NULL),
                     DAYDREAM_OK);
    row.state = DD_OUTBOX_SENDING;
    ck_assert_int_eq(dd_outbox_put(store, &row, NULL), DAYDREAM_OK);
    dd_outbox_row_free(&row);
    for (size_t round = 1; round <= 2; round++) { /* it appends */
        ck_assert_int_eq(dd_outbox_waiting(store, &rows, NULL), DAYDREAM_OK);
        ck_assert_uint_eq(rows.count, 2 * round);
        ck_assert_int_eq(rows.items[2 * round - 2].id, ids[2]); /* the older date */
        ck_assert_int_eq(rows.items[2 * round - 2].state, DD_OUTBOX_SENDING);
        ck_assert_int_eq(rows.items[2 * round - 1].id, ids[0]);
    }
    dd_outbox_rows_free(&rows);
    ck_assert_uint_eq(rows.count, 0);
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

static void put_and_be_killed(const char *directory)
{
    struct dd_store *store = NULL;
    struct dd_outbox_row row = make_row("github.com/tom/popoto", "2026-02-18");

    if (dd_store_open(directory, &store, NULL) != DAYDREAM_OK ||
        dd_outbox_put(store, &row, NULL) != DAYDREAM_OK)
        _exit(1);
    row.state = DD_OUTBOX_SENDING;
    if (dd_outbox_put(store, &row, NULL) != DAYDREAM_OK)
        _exit(1);
    (void)raise(SIGKILL);
}

START_TEST(test_what_was_put_outlives_its_writer)
{
    char *scratch = scratch_make();
    struct dd_store *store;
    struct dd_outbox_row row;

    fixture_child(put_and_be_killed, scratch, SIGKILL);
    store = fixture_open(scratch);
    ck_assert_int_eq(dd_outbox_find(store, "github.com/tom/popoto", "2026-02-18", &row, NULL),
                     DAYDREAM_OK);
    ck_assert_int_gt(row.id, 0);
    ck_assert_int_eq(row.state, DD_OUTBOX_SENDING);
    dd_outbox_row_free(&row);
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

START_TEST(test_within_a_transaction)
{
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    struct dd_outbox_rows rows = {NULL, 0, 0};

    ck_assert_int_eq(dd_store_begin(store, NULL), DAYDREAM_OK);
    put(store, "github.com/tom/popoto", "2026-02-18");
    ck_assert_int_eq(dd_store_end(store, DAYDREAM_ERROR_FILE, NULL), DAYDREAM_ERROR_FILE);
    ck_assert_int_eq(dd_outbox_waiting(store, &rows, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(rows.count, 0);
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

/* What it costs to find the rows of today after so many days of filed ones. */
static int64_t cost_of(int days)
{
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    struct dd_outbox_rows rows = {NULL, 0, 0};
    struct dd_outbox_row row;
    struct fixture_watch watch;
    char date[DD_DATE_SIZE];
    int64_t steps;

    ck_assert_int_eq(dd_store_begin(store, NULL), DAYDREAM_OK);
    for (int i = 0; i <= days; i++) {
        fixture_date(i, date);
        row = make_row("github.com/tom/popoto", date);
        row.state = i < days ? DD_OUTBOX_FILED : DD_OUTBOX_WAITING;
        ck_assert_int_eq(dd_outbox_put(store, &row, NULL), DAYDREAM_OK);
        dd_outbox_row_free(&row);
    }
    ck_assert_int_eq(dd_store_end(store, DAYDREAM_OK, NULL), DAYDREAM_OK);
    fixture_watch(&watch, store);
    ck_assert_int_eq(dd_outbox_waiting(store, &rows, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(rows.count, 1);
    ck_assert_int_eq(dd_outbox_last_before(store, "GitHub.com/tom/popoto", date, &row, NULL),
                     DAYDREAM_OK);
    dd_outbox_row_free(&row);
    ck_assert_int_eq(dd_outbox_find(store, "GitHub.com/tom/popoto", date, &row, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_outbox_put(store, &row, NULL), DAYDREAM_OK);
    dd_outbox_row_free(&row);
    steps = fixture_watched(&watch);
    dd_outbox_rows_free(&rows);
    dd_store_close(store);
    scratch_remove(scratch);
    return steps;
}

START_TEST(test_a_long_history_costs_no_more)
{
    ck_assert_int_le(cost_of(800), cost_of(10) + 50);
}
END_TEST

static int keep_statement(unsigned reason, void *user, void *statement, void *text)
{
    (void)reason;
    (void)statement;
    dd_buf_printf(user, "%.24s;", (const char *)text);
    return 0;
}

/* An intent is on the disk before anybody acts on it; nothing else has to wait for the disk. */
START_TEST(test_an_intent_lasts)
{
    static const struct {
        enum dd_outbox_state state;
        bool lasting;
    } cases[] = {
        {DD_OUTBOX_WAITING, false},
        {DD_OUTBOX_SENDING, true},
        {DD_OUTBOX_SETTLING, true},
        {DD_OUTBOX_FILED, false},
    };
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    struct dd_outbox_row row = make_row("github.com/tom/popoto", "2026-02-18");

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *expected = cases[i].lasting
                                   ? "PRAGMA synchronous = FUL;UPDATE outbox SET (repos;"
                                     "PRAGMA synchronous = NOR;"
                                   : "UPDATE outbox SET (repos;";
        struct dd_buf said = DD_BUF_INIT;

        ck_assert_int_eq(dd_outbox_put(store, &row, NULL), DAYDREAM_OK);
        row.state = cases[i].state;
        ck_assert_int_eq(sqlite3_trace_v2(store->db, SQLITE_TRACE_STMT, keep_statement, &said),
                         SQLITE_OK);
        ck_assert_int_eq(dd_outbox_put(store, &row, NULL), DAYDREAM_OK);
        ck_assert_int_eq(sqlite3_trace_v2(store->db, 0, NULL, NULL), SQLITE_OK);
        ck_assert_str_eq(dd_buf_text(&said), expected);
        ck_assert_int_eq(fixture_number(store, "PRAGMA synchronous"), 1);
        dd_buf_free(&said);
    }
    dd_outbox_row_free(&row);
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_all_fields_come_back,
        test_a_large_body,
        test_one_per_repository_and_date,
        test_moving_onto_another_is_refused,
        test_an_unknown_row_is_said,
        test_the_last_before,
        test_what_waits,
        test_what_was_put_outlives_its_writer,
        test_within_a_transaction,
        test_an_intent_lasts,
        test_a_long_history_costs_no_more,
    };

    return suite_run("store/outbox", tests, sizeof tests / sizeof tests[0]);
}
