/* SPDX-License-Identifier: MIT */
/* Statements that are used again behave like fresh ones. */
#include <check.h>
#include <stdio.h>

#include "store/fixture.h"
#include "store/sql.h"
#include "support/scratch.h"
#include "support/suite.h"

static const char put_text[] = "INSERT INTO meta (name, value) VALUES (?, ?)";
static const char all_text[] = "SELECT name FROM meta ORDER BY name";

static void put(struct dd_store *store, const char *name, enum daydream_status expected)
{
    struct dd_sql sql = dd_sql_prepare(store, put_text);

    dd_sql_bind_text(&sql, name);
    dd_sql_bind_text(&sql, "");
    ck_assert(!dd_sql_next(&sql));
    ck_assert_int_eq(dd_sql_end(&sql, NULL), expected);
}

static size_t count(struct dd_store *store)
{
    struct dd_sql sql = dd_sql_prepare(store, all_text);
    size_t rows = 0;

    while (dd_sql_next(&sql))
        rows++;
    ck_assert_int_eq(dd_sql_end(&sql, NULL), DAYDREAM_OK);
    return rows;
}

START_TEST(test_used_again)
{
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    sqlite3_stmt *first;
    sqlite3_stmt *second;
    struct dd_sql sql = dd_sql_prepare(store, all_text);

    first = sql.statement;
    ck_assert_int_eq(dd_sql_end(&sql, NULL), DAYDREAM_OK);
    sql = dd_sql_prepare(store, all_text);
    second = sql.statement;
    ck_assert_int_eq(dd_sql_end(&sql, NULL), DAYDREAM_OK);
    ck_assert_ptr_eq(first, second);
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

/* One that stopped in the middle of its rows begins at the first one, and holds no lock. */
START_TEST(test_begins_anew)
{
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    struct dd_sql sql;
    size_t before = count(store);

    put(store, "a", DAYDREAM_OK);
    put(store, "b", DAYDREAM_OK);
    sql = dd_sql_prepare(store, all_text);
    ck_assert(dd_sql_next(&sql));
    ck_assert_int_eq(dd_sql_end(&sql, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(count(store), before + 2);
    ck_assert_int_eq(fixture_number(store, "PRAGMA wal_checkpoint(TRUNCATE)"), 0);
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

/* A value that was not bound this time is NULL, not that of last time. */
START_TEST(test_forgets_values)
{
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    struct dd_sql sql;

    put(store, "a", DAYDREAM_OK);
    sql = dd_sql_prepare(store, put_text);
    dd_sql_bind_text(&sql, "b");
    ck_assert(!dd_sql_next(&sql));
    ck_assert_int_ne(dd_sql_end(&sql, NULL), DAYDREAM_OK); /* value is NOT NULL */
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

START_TEST(test_works_after_a_failure)
{
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);

    put(store, "a", DAYDREAM_OK);
    put(store, "a", DAYDREAM_ERROR_STATE); /* there can be one only */
    put(store, "b", DAYDREAM_OK);
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

/* The same text, used inside of itself. */
START_TEST(test_within_itself)
{
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    struct dd_sql outer;
    size_t rows = 0;
    size_t all;

    put(store, "a", DAYDREAM_OK);
    put(store, "b", DAYDREAM_OK);
    all = count(store);
    outer = dd_sql_prepare(store, all_text);
    while (dd_sql_next(&outer)) {
        rows++;
        ck_assert_uint_eq(count(store), all);
    }
    ck_assert_int_eq(dd_sql_end(&outer, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(rows, all);
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

START_TEST(test_keeps_not_more_than_so_many)
{
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);

    for (int i = 0; i < 3 * DD_STATEMENTS_MAX; i++) {
        char text[64];

        snprintf(text, sizeof text, "SELECT %d", i);
        ck_assert_int_eq(fixture_number(store, text), i);
        ck_assert_uint_le(store->statements.count, DD_STATEMENTS_MAX);
    }
    ck_assert_int_eq(fixture_number(store, "SELECT 0"), 0); /* which was let go */
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_used_again,     test_begins_anew,
                                  test_forgets_values, test_works_after_a_failure,
                                  test_within_itself,  test_keeps_not_more_than_so_many};

    return suite_run("store/statements", tests, sizeof tests / sizeof tests[0]);
}
