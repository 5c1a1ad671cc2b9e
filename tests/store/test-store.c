/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/fixture.h"
#include "store/marks.h"
#include "store/sql.h"
#include "support/nobody.h"
#include "support/scratch.h"
#include "support/suite.h"

/* Enough for them to meet at every place where they can. */
#define OPENERS 6
#define ROUNDS  10

/* A directory below the scratch folder that is not there yet. */
static char *state_in(const char *scratch)
{
    return scratch_path(scratch, "state");
}

static void put(struct dd_store *store, const char *name, const char *value)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_msg(dd_meta_put(store, name, value, &err) == DAYDREAM_OK, "%s", err.text);
}

static void check_value(struct dd_store *store, const char *name, const char *value)
{
    char *found = NULL;

    ck_assert_int_eq(dd_meta_get(store, name, &found, NULL), DAYDREAM_OK);
    ck_assert_pstr_eq(found, value);
    free(found);
}

static void check_mode(const char *directory, const char *name, unsigned int mode)
{
    char *path = scratch_path(directory, name);
    struct stat info;

    ck_assert_msg(lstat(path, &info) == 0, "%s", path);
    ck_assert_uint_eq(info.st_mode & 07777, mode);
    free(path);
}

START_TEST(test_only_the_owner_may_read)
{
    char *scratch = scratch_make();
    char *directory = state_in(scratch);
    mode_t before = umask(0);
    struct dd_store *store = fixture_open(directory);

    umask(before);
    put(store, "machine", "abc");
    check_mode(scratch, "state", 0700);
    check_mode(directory, "daydream.db", 0600);
    check_mode(directory, "daydream.db-wal", 0600);
    check_mode(directory, "daydream.db-shm", 0600);
    dd_store_close(store);
    free(directory);
    scratch_remove(scratch);
}
END_TEST

START_TEST(test_how_it_is_kept)
{
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    struct dd_sql sql = dd_sql_prepare(store, "PRAGMA journal_mode");
    char mode[8] = "";

    ck_assert(dd_sql_next(&sql));
    dd_sql_copy_to(&sql, 0, mode, sizeof mode);
    ck_assert_int_eq(dd_sql_end(&sql, NULL), DAYDREAM_OK);
    ck_assert_str_eq(mode, "wal");
    ck_assert_int_eq(fixture_number(store, "PRAGMA synchronous"), 1);
    ck_assert_int_eq(fixture_number(store, "PRAGMA foreign_keys"), 1);
    ck_assert_int_ge(fixture_number(store, "PRAGMA busy_timeout"), 1000);
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

START_TEST(test_reopening_keeps_everything)
{
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    char *once;
    char *twice;

    put(store, "machine", "0123456789abcdef");
    dd_store_close(store);
    once = fixture_snapshot(scratch);
    for (int i = 0; i < 3; i++) {
        store = fixture_open(scratch);
        check_value(store, "machine", "0123456789abcdef");
        dd_store_close(store);
    }
    twice = fixture_snapshot(scratch);
    ck_assert_str_eq(once, twice);
    free(once);
    free(twice);
    scratch_remove(scratch);
}
END_TEST

START_TEST(test_transactions)
{
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_int_eq(dd_store_begin(store, NULL), DAYDREAM_OK);
    put(store, "kept", "1");
    ck_assert_int_eq(dd_store_end(store, DAYDREAM_OK, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_store_begin(store, NULL), DAYDREAM_OK);
    put(store, "kept", "2");
    put(store, "lost", "2");
    ck_assert_int_eq(dd_store_begin(store, &err), DAYDREAM_ERROR_STATE); /* one at a time */
    ck_assert_int_eq(dd_store_end(store, DAYDREAM_ERROR_NETWORK, NULL), DAYDREAM_ERROR_NETWORK);
    check_value(store, "kept", "1");
    check_value(store, "lost", NULL);
    ck_assert_int_eq(dd_store_end(store, DAYDREAM_OK, NULL), DAYDREAM_ERROR_STATE);
    ck_assert_int_eq(dd_store_end(store, DAYDREAM_ERROR_NETWORK, NULL), DAYDREAM_ERROR_NETWORK);
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

static void write_half(const char *directory, struct dd_store **store)
{
    if (dd_store_open(directory, store, NULL) != DAYDREAM_OK ||
        dd_meta_put(*store, "before", "1", NULL) != DAYDREAM_OK ||
        dd_store_begin(*store, NULL) != DAYDREAM_OK)
        _exit(1);
    /* more than SQLite's memory holds, so that half of it is in the log already */
    if (dd_sql_exec(*store,
                    "PRAGMA cache_size = 10;"
                    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                    " WHERE i < 2000) INSERT INTO meta SELECT 'half ' || i, hex(zeroblob(500))"
                    " FROM n",
                    NULL) != DAYDREAM_OK)
        _exit(1);
}

static void be_killed_in_transaction(const char *directory)
{
    struct dd_store *store = NULL;

    write_half(directory, &store);
    (void)raise(SIGKILL);
}

START_TEST(test_dying_leaves_nothing_half_written)
{
    char *scratch = scratch_make();
    struct dd_store *store;

    fixture_child(be_killed_in_transaction, scratch, SIGKILL);
    store = fixture_open(scratch);
    check_value(store, "before", "1");
    ck_assert_int_eq(fixture_number(store, "SELECT count(*) FROM meta"), 1);
    put(store, "after", "1");
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

START_TEST(test_two_connections)
{
    char *scratch = scratch_make();
    struct dd_store *one = fixture_open(scratch);
    struct dd_store *two = fixture_open(scratch);
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_int_eq(sqlite3_busy_timeout(two->db, 0), SQLITE_OK);
    ck_assert_int_eq(dd_store_begin(one, NULL), DAYDREAM_OK);
    put(one, "machine", "abc");
    check_value(two, "machine", NULL); /* reads on, and sees what is committed */
    ck_assert_int_eq(dd_store_begin(two, &err), DAYDREAM_ERROR_LOCKED);
    ck_assert_ptr_nonnull(strstr(err.text, "wait for it to end"));
    ck_assert_int_eq(dd_store_end(one, DAYDREAM_OK, NULL), DAYDREAM_OK);
    check_value(two, "machine", "abc");
    ck_assert_int_eq(dd_store_begin(two, NULL), DAYDREAM_OK);
    put(two, "machine", "def");
    ck_assert_int_eq(dd_store_end(two, DAYDREAM_OK, NULL), DAYDREAM_OK);
    check_value(one, "machine", "def");
    dd_store_close(one);
    check_value(two, "machine", "def");
    dd_store_close(two);
    scratch_remove(scratch);
}
END_TEST

static void open_and_put(const char *directory, char letter)
{
    const char name[] = {letter, '\0'};
    struct dd_store *store = NULL;

    if (dd_store_open(directory, &store, NULL) != DAYDREAM_OK ||
        dd_meta_put(store, name, "here", NULL) != DAYDREAM_OK)
        _exit(1);
    dd_store_close(store);
    _exit(0);
}

static void open_all_at_once(const char *directory)
{
    pid_t children[OPENERS];

    for (int i = 0; i < OPENERS; i++) {
        children[i] = fork();
        ck_assert_int_ge(children[i], 0);
        if (children[i] == 0)
            open_and_put(directory, (char)('a' + i));
    }
    for (int i = 0; i < OPENERS; i++) {
        int status = 0;

        ck_assert_int_eq(waitpid(children[i], &status, 0), children[i]);
        ck_assert_int_eq(status, 0);
    }
}

/* They wait for each other instead of failing, and the tables are made once. */
START_TEST(test_many_make_it_at_once)
{
    for (int round = 0; round < ROUNDS; round++) {
        char *scratch = scratch_make();
        char *directory = state_in(scratch);
        struct dd_store *store;

        open_all_at_once(directory);
        store = fixture_open(directory);
        ck_assert_int_eq(fixture_number(store, "SELECT count(*) FROM meta"), OPENERS);
        dd_store_close(store);
        free(directory);
        scratch_remove(scratch);
    }
}
END_TEST

static void open_and_fail(const char *directory, enum daydream_status status, const char *words)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct dd_store *store = (struct dd_store *)&err;
    enum daydream_status result = dd_store_open(directory, &store, &err);

    ck_assert_msg(result == status, "%d: %s", (int)result, err.text);
    ck_assert_int_eq(err.code, status);
    ck_assert_ptr_null(store);
    ck_assert_msg(strncmp(err.text, directory, strlen(directory)) == 0, "%s", err.text);
    ck_assert_msg(strstr(err.text, words) != NULL, "%s", err.text);
}

START_TEST(test_places_that_cannot_be)
{
    char *scratch = scratch_make();
    char *file = scratch_write(scratch, "file", "content");
    char *linked = scratch_path(scratch, "linked");
    char *link = scratch_path(linked, "daydream.db");
    char *taken = scratch_path(scratch, "taken");

    free(scratch_write(taken, "daydream.db/inside", ""));
    ck_assert_int_eq(mkdir(linked, 0700), 0);
    ck_assert_int_eq(symlink("nowhere", link), 0);
    open_and_fail(file, DAYDREAM_ERROR_FILE, "is no directory; move it away");
    open_and_fail(linked, DAYDREAM_ERROR_FILE, "is no regular file; move it away");
    open_and_fail(taken, DAYDREAM_ERROR_FILE, "is no regular file; move it away");
    free(file);
    free(linked);
    free(link);
    free(taken);
    scratch_remove(scratch);
}
END_TEST

START_TEST(test_permissions_are_said)
{
    char *scratch = scratch_make();
    char *closed = scratch_path(scratch, "closed");
    char *unreadable = scratch_path(scratch, "unreadable");
    char *database = scratch_write(unreadable, "daydream.db", "");
    char *below = scratch_path(closed, "state");

    ck_assert_int_eq(mkdir(closed, 0555), 0);
    ck_assert_int_eq(chmod(database, 0), 0);
    nobody_begin(scratch);
    open_and_fail(closed, DAYDREAM_ERROR_FILE,
                  "cannot be made; look at the permissions of its directory: Permission denied");
    open_and_fail(below, DAYDREAM_ERROR_FILE, "Permission denied");
    open_and_fail(unreadable, DAYDREAM_ERROR_FILE, "look at the permissions of the file");
    nobody_end();
    free(closed);
    free(unreadable);
    free(database);
    free(below);
    scratch_remove(scratch);
}
END_TEST

START_TEST(test_closing_nothing)
{
    dd_store_close(NULL);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_only_the_owner_may_read,
        test_how_it_is_kept,
        test_reopening_keeps_everything,
        test_transactions,
        test_dying_leaves_nothing_half_written,
        test_two_connections,
        test_many_make_it_at_once,
        test_places_that_cannot_be,
        test_permissions_are_said,
        test_closing_nothing,
    };

    return suite_run("store/store", tests, sizeof tests / sizeof tests[0]);
}
