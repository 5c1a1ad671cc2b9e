/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "store/fixture.h"
#include "store/sql.h"
#include "support/scratch.h"
#include "support/suite.h"

static struct dd_store *open_fresh(const char *directory)
{
    char *path = scratch_write(directory, "a.db", "");
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct dd_store *store = NULL;

    ck_assert_msg(dd_sql_open(path, "mode=rw", &store, &err) == DAYDREAM_OK, "%s", err.text);
    free(path);
    return store;
}

static void exec(struct dd_store *store, const char *script)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_msg(dd_sql_exec(store, script, &err) == DAYDREAM_OK, "%s: %s", script, err.text);
}

START_TEST(test_any_path_is_opened_as_it_is)
{
    static const char *const names[] = {
        "plain.db",  "with blank.db",   "question?mode=memory", "hash#part", "per%20cent%",
        "file:x.db", "umlaut-\xc3\xbc", "latin-\xfc",           "a&b=c;d+e", "new\nline",
    };
    char *directory = scratch_make();

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char *path = scratch_write(directory, names[i], "");
        struct dd_store *store = NULL;
        struct daydream_error err = DAYDREAM_ERROR_INIT;
        struct stat info;

        ck_assert_msg(dd_sql_open(path, "mode=rw", &store, &err) == DAYDREAM_OK, "%s", err.text);
        exec(store, "CREATE TABLE t (x)");
        dd_store_close(store);
        ck_assert_int_eq(stat(path, &info), 0);
        ck_assert_msg(info.st_size > 0, "%s", names[i]);
        free(path);
    }
    scratch_remove(directory);
}
END_TEST

START_TEST(test_path_with_two_slashes_in_front)
{
    char *directory = scratch_make();
    char *path = scratch_write(directory, "a.db", "");
    char doubled[512];
    struct dd_store *store = NULL;

    snprintf(doubled, sizeof doubled, "/%s", path);
    ck_assert_int_eq(dd_sql_open(doubled, "mode=rw", &store, NULL), DAYDREAM_OK);
    exec(store, "CREATE TABLE t (x)");
    dd_store_close(store);
    free(path);
    scratch_remove(directory);
}
END_TEST

START_TEST(test_values_come_back)
{
    static const char *const texts[] = {"",
                                        "it's \"quoted\"; DROP TABLE t; --",
                                        "\xf0\x9f\x8c\x99",
                                        "line\nline\ttab",
                                        "bytes \xff\xfe that are no UTF-8",
                                        NULL};
    char *directory = scratch_make();
    struct dd_store *store = open_fresh(directory);
    struct dd_sql sql;
    char *text = NULL;

    exec(store, "CREATE TABLE t (id INTEGER PRIMARY KEY, a, b, c, d)");
    sql = dd_sql_prepare(store, "INSERT INTO t (a, b, c, d) VALUES (?, ?, ?, ?)");
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        dd_sql_bind_text(&sql, texts[i]);
        dd_sql_bind_int(&sql, INT64_MIN);
        dd_sql_bind_uint(&sql, UINT64_MAX - i);
        dd_sql_bind_double(&sql, 0.125);
        ck_assert(!dd_sql_next(&sql));
    }
    ck_assert_int_eq(dd_sql_end(&sql, NULL), DAYDREAM_OK);
    sql = dd_sql_prepare(store, "SELECT a, b, c, d FROM t ORDER BY id");
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        ck_assert(dd_sql_next(&sql));
        dd_sql_copy(&sql, 0, &text);
        ck_assert_pstr_eq(text, texts[i]);
        ck_assert(dd_sql_int(&sql, 1) == INT64_MIN);
        ck_assert(dd_sql_uint(&sql, 2) == UINT64_MAX - i);
        ck_assert_double_eq(dd_sql_double(&sql, 3), 0.125);
    }
    ck_assert(!dd_sql_next(&sql));
    ck_assert_int_eq(dd_sql_end(&sql, NULL), DAYDREAM_OK);
    free(text);
    dd_store_close(store);
    scratch_remove(directory);
}
END_TEST

START_TEST(test_copy_to_cuts_and_ends)
{
    char *directory = scratch_make();
    struct dd_store *store = open_fresh(directory);
    struct dd_sql sql = dd_sql_prepare(store, "SELECT '2026-02-18 and more', NULL");
    char out[11];

    ck_assert(dd_sql_next(&sql));
    dd_sql_copy_to(&sql, 0, out, sizeof out);
    ck_assert_str_eq(out, "2026-02-18");
    dd_sql_copy_to(&sql, 1, out, sizeof out);
    ck_assert_str_eq(out, "");
    ck_assert_int_eq(dd_sql_end(&sql, NULL), DAYDREAM_OK);
    dd_store_close(store);
    scratch_remove(directory);
}
END_TEST

/* Everything behind the first failure does nothing, and its words are the ones that come out. */
START_TEST(test_first_failure_is_kept)
{
    char *directory = scratch_make();
    struct dd_store *store = open_fresh(directory);
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct dd_sql sql = dd_sql_prepare(store, "SELECT x FROM nowhere WHERE x = ?");

    dd_sql_bind_text(&sql, "a");
    exec(store, "CREATE TABLE other (x)");
    ck_assert(!dd_sql_next(&sql));
    dd_sql_need_change(&sql, "thing");
    dd_sql_keep(&sql, DAYDREAM_ERROR_MEMORY);
    ck_assert_int_eq(dd_sql_end(&sql, &err), DAYDREAM_ERROR_STATE);
    ck_assert_int_eq(err.code, DAYDREAM_ERROR_STATE);
    ck_assert_str_eq(err.source, "store");
    ck_assert_ptr_nonnull(strstr(err.text, "a.db: no such table: nowhere; "));
    dd_store_close(store);
    scratch_remove(directory);
}
END_TEST

START_TEST(test_a_change_can_be_required)
{
    char *directory = scratch_make();
    struct dd_store *store = open_fresh(directory);
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct dd_sql sql;

    exec(store, "CREATE TABLE t (x); INSERT INTO t VALUES (1)");
    for (int wanted = 1; wanted <= 2; wanted++) {
        sql = dd_sql_prepare(store, "UPDATE t SET x = x WHERE x = ?");
        dd_sql_bind_int(&sql, wanted);
        ck_assert(!dd_sql_next(&sql));
        dd_sql_need_change(&sql, "number");
        ck_assert_int_eq(dd_sql_end(&sql, &err), wanted == 1 ? DAYDREAM_OK : DAYDREAM_ERROR_STATE);
    }
    ck_assert_ptr_nonnull(strstr(err.text, "no such number"));
    dd_store_close(store);
    scratch_remove(directory);
}
END_TEST

struct failure {
    const char *file; /* content; NULL: there is none */
    const char *query;
    const char *script;
    enum daydream_status status;
    const char *words;
};

START_TEST(test_failures_become_statuses)
{
    static const struct failure cases[] = {
        {NULL, "mode=rw", "SELECT 1", DAYDREAM_ERROR_FILE, "unable to open database file; look at"},
        {"", "mode=ro", "CREATE TABLE t (x)", DAYDREAM_ERROR_FILE,
         "attempt to write a readonly database; look at"},
        {"This is a text and not at all a database, though it is long enough to be one.....",
         "mode=rw", "SELECT * FROM sqlite_master", DAYDREAM_ERROR_STATE,
         "file is not a database; move the file away"},
        {"", "mode=rw", "nonsense", DAYDREAM_ERROR_STATE, "syntax error; if this stays"},
        {"", "mode=rw", "CREATE TABLE t (x UNIQUE); INSERT INTO t VALUES (1), (1)",
         DAYDREAM_ERROR_STATE, "UNIQUE constraint failed: t.x; "},
        {"", "mode=rw", "PRAGMA max_page_count = 2; CREATE TABLE t (x); CREATE TABLE u (x)",
         DAYDREAM_ERROR_FILE, "database or disk is full; make room"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *directory = scratch_make();
        char *path = scratch_path(directory, "a.db");
        struct daydream_error err = DAYDREAM_ERROR_INIT;
        struct dd_store *store = NULL;
        enum daydream_status status;

        if (cases[i].file != NULL)
            free(scratch_write(directory, "a.db", cases[i].file));
        status = dd_sql_open(path, cases[i].query, &store, &err);
        if (status == DAYDREAM_OK)
            status = dd_sql_exec(store, cases[i].script, &err);
        ck_assert_msg(status == cases[i].status, "case %zu: %d %s", i, (int)status, err.text);
        ck_assert_int_eq(err.code, status);
        ck_assert_msg(strstr(err.text, path) == err.text, "case %zu: %s", i, err.text);
        ck_assert_msg(strstr(err.text, cases[i].words) != NULL, "case %zu: %s", i, err.text);
        dd_store_close(store);
        free(path);
        scratch_remove(directory);
    }
}
END_TEST

START_TEST(test_a_lock_of_another_is_said)
{
    char *directory = scratch_make();
    struct dd_store *one = open_fresh(directory);
    struct dd_store *two = open_fresh(directory);
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    exec(one, "BEGIN EXCLUSIVE");
    ck_assert_int_eq(sqlite3_busy_timeout(two->db, 0), SQLITE_OK);
    ck_assert_int_eq(dd_sql_exec(two, "BEGIN EXCLUSIVE", &err), DAYDREAM_ERROR_LOCKED);
    ck_assert_ptr_nonnull(strstr(err.text, "wait for it to end"));
    exec(one, "ROLLBACK");
    exec(two, "BEGIN EXCLUSIVE");
    dd_store_close(one);
    dd_store_close(two);
    scratch_remove(directory);
}
END_TEST

START_TEST(test_no_memory_is_said)
{
    char *directory = scratch_make();
    struct dd_store *store = open_fresh(directory);
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct dd_sql sql;

    exec(store, "CREATE TABLE t (x); INSERT INTO t VALUES (zeroblob(1000000))");
    sqlite3_hard_heap_limit64(500000);
    sql = dd_sql_prepare(store, "SELECT hex(x) FROM t");
    ck_assert(!dd_sql_next(&sql));
    ck_assert_int_eq(dd_sql_end(&sql, &err), DAYDREAM_ERROR_MEMORY);
    ck_assert_int_eq(err.code, DAYDREAM_ERROR_MEMORY);
    sqlite3_hard_heap_limit64(0);
    dd_store_close(store);
    scratch_remove(directory);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_any_path_is_opened_as_it_is,
        test_path_with_two_slashes_in_front,
        test_values_come_back,
        test_copy_to_cuts_and_ends,
        test_first_failure_is_kept,
        test_a_change_can_be_required,
        test_failures_become_statuses,
        test_a_lock_of_another_is_said,
        test_no_memory_is_said,
    };

    return suite_run("store/sql", tests, sizeof tests / sizeof tests[0]);
}
