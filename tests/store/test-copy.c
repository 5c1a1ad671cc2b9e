/* SPDX-License-Identifier: MIT */
/* The part of store/store.h for dry runs: whatever state the files are in, the copy holds what is
 * committed, and no byte, name or mode in the directory changes. */
#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/fixture.h"
#include "store/marks.h"
#include "store/runs.h"
#include "store/sql.h"
#include "support/scratch.h"
#include "support/suite.h"

#define NAME "daydream.db"

static void check_value(struct dd_store *store, const char *name, const char *value)
{
    char *found = NULL;

    ck_assert_int_eq(dd_meta_get(store, name, &found, NULL), DAYDREAM_OK);
    ck_assert_pstr_eq(found, value);
    free(found);
}

/* Open a copy, find `value` in it, write into it, and look that nobody sees a trace. */
static void check_copy(const char *directory, const char *value)
{
    char *before = fixture_snapshot(directory);
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct dd_store *store = NULL;
    char *during;
    char *after;

    ck_assert_msg(dd_store_open_copy(directory, &store, &err) == DAYDREAM_OK, "%s", err.text);
    check_value(store, "machine", value);
    ck_assert_int_eq(dd_store_begin(store, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_meta_put(store, "machine", "of the dry run", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_store_end(store, DAYDREAM_OK, NULL), DAYDREAM_OK);
    check_value(store, "machine", "of the dry run");
    ck_assert_int_gt(fixture_run(store, "2026-02-18"), 0);
    ck_assert_int_eq(fixture_number(store, "PRAGMA foreign_keys"), 1);
    during = fixture_snapshot(directory);
    dd_store_close(store);
    after = fixture_snapshot(directory);
    ck_assert_str_eq(during, before);
    ck_assert_str_eq(after, before);
    free(before);
    free(during);
    free(after);
}

static void write_or_exit(const char *directory, struct dd_store **store)
{
    if (dd_store_open(directory, store, NULL) != DAYDREAM_OK ||
        dd_meta_put(*store, "machine", "live", NULL) != DAYDREAM_OK)
        _exit(1);
}

static void write_and_close(const char *directory)
{
    struct dd_store *store = NULL;

    write_or_exit(directory, &store);
    dd_store_close(store);
}

static void write_and_be_killed(const char *directory)
{
    struct dd_store *store = NULL;

    write_or_exit(directory, &store);
    (void)raise(SIGKILL);
}

static void write_half_and_be_killed(const char *directory)
{
    struct dd_store *store = NULL;

    write_or_exit(directory, &store);
    if (dd_store_begin(store, NULL) != DAYDREAM_OK ||
        dd_meta_put(store, "machine", "half", NULL) != DAYDREAM_OK)
        _exit(1);
    (void)raise(SIGKILL);
}

START_TEST(test_nothing_is_there)
{
    char *scratch = scratch_make();
    char *missing = scratch_path(scratch, "a/b");

    for (int i = 0; i < 2; i++) {
        struct dd_store *store = NULL;

        ck_assert_int_eq(dd_store_open_copy(missing, &store, NULL), DAYDREAM_OK);
        check_value(store, "machine", NULL);
        ck_assert_int_eq(dd_meta_put(store, "machine", "dry", NULL), DAYDREAM_OK);
        dd_store_close(store);
        ck_assert(!scratch_exists(missing));
    }
    check_copy(scratch, NULL);
    free(missing);
    scratch_remove(scratch);
}
END_TEST

START_TEST(test_an_empty_file)
{
    char *scratch = scratch_make();

    free(scratch_write(scratch, NAME, ""));
    check_copy(scratch, NULL);
    scratch_remove(scratch);
}
END_TEST

START_TEST(test_what_the_last_one_left)
{
    static const struct {
        void (*work)(const char *directory);
        int signal;
        const char *lost; /* a file that is missing afterwards, say in a backup; NULL: none */
    } cases[] = {
        {write_and_close, 0, NULL},
        {write_and_be_killed, SIGKILL, NULL},
        {write_half_and_be_killed, SIGKILL, NULL},
        {write_and_be_killed, SIGKILL, NAME "-shm"},
        {write_half_and_be_killed, SIGKILL, NAME "-shm"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *scratch = scratch_make();

        fixture_child(cases[i].work, scratch, cases[i].signal);
        if (cases[i].lost != NULL) {
            char *lost = scratch_path(scratch, cases[i].lost);

            ck_assert_int_eq(unlink(lost), 0);
            free(lost);
        }
        check_copy(scratch, "live");
        check_copy(scratch, "live");
        scratch_remove(scratch);
    }
}
END_TEST

/* Write, say so, and stay open in the middle of the next transaction until told. */
static void stay_open(const char *directory, int ready, int end)
{
    struct dd_store *store = NULL;
    char byte = '\0';

    write_or_exit(directory, &store);
    if (dd_store_begin(store, NULL) != DAYDREAM_OK ||
        dd_meta_put(store, "machine", "half", NULL) != DAYDREAM_OK || write(ready, &byte, 1) != 1 ||
        read(end, &byte, 1) != 1 || dd_store_end(store, DAYDREAM_OK, NULL) != DAYDREAM_OK)
        _exit(1);
    dd_store_close(store);
    _exit(0);
}

START_TEST(test_another_process_writes)
{
    char *scratch = scratch_make();
    char *log;
    struct stat info;
    int ready[2];
    int end[2];
    int status = 0;
    char byte = '\0';
    pid_t child;

    ck_assert_int_eq(pipe(ready), 0);
    ck_assert_int_eq(pipe(end), 0);
    child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0)
        stay_open(scratch, ready[1], end[0]);
    ck_assert_int_eq(close(ready[1]), 0);
    ck_assert_int_eq(read(ready[0], &byte, 1), 1);
    log = scratch_path(scratch, NAME "-wal");
    ck_assert_int_eq(stat(log, &info), 0);
    ck_assert_int_gt(info.st_size, 0); /* not moved into the database yet */
    check_copy(scratch, "live");
    ck_assert_int_eq(write(end[1], &byte, 1), 1);
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_int_eq(status, 0);
    check_copy(scratch, "half");
    free(log);
    scratch_remove(scratch);
}
END_TEST

/* In one process: another thread's session keeps its locks when a copy is closed. */
START_TEST(test_we_ourselves_write)
{
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    struct dd_store *copy = NULL;

    ck_assert_int_eq(dd_meta_put(store, "machine", "live", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_store_begin(store, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_meta_put(store, "machine", "half", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_store_open_copy(scratch, &copy, NULL), DAYDREAM_OK);
    check_value(copy, "machine", "live");
    ck_assert_int_eq(dd_meta_put(copy, "machine", "dry", NULL), DAYDREAM_OK);
    dd_store_close(copy);
    copy = fixture_open(scratch);
    ck_assert_int_eq(sqlite3_busy_timeout(copy->db, 0), SQLITE_OK);
    ck_assert_int_eq(dd_store_begin(copy, NULL), DAYDREAM_ERROR_LOCKED);
    ck_assert_int_eq(dd_store_end(store, DAYDREAM_OK, NULL), DAYDREAM_OK);
    check_value(copy, "machine", "half");
    dd_store_close(copy);
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

/* Where nothing can be made there is nothing to make. */
START_TEST(test_a_directory_that_is_read_only)
{
    static const struct {
        void (*work)(const char *directory);
        int signal;
    } cases[] = {{write_and_close, 0}, {write_and_be_killed, SIGKILL}};

    for (size_t i = 0; i < 2; i++) {
        char *scratch = scratch_make();

        fixture_child(cases[i].work, scratch, cases[i].signal);
        ck_assert_int_eq(chmod(scratch, 0500), 0);
        check_copy(scratch, "live");
        scratch_remove(scratch);
    }
}
END_TEST

START_TEST(test_places_that_cannot_be)
{
    char *scratch = scratch_make();
    char *file = scratch_write(scratch, "file", "content");
    char *taken = scratch_path(scratch, "taken");
    const char *const places[] = {file, taken};

    free(scratch_write(taken, NAME "/inside", ""));
    for (size_t i = 0; i < 2; i++) {
        struct daydream_error err = DAYDREAM_ERROR_INIT;
        struct dd_store *store = NULL;

        ck_assert_int_eq(dd_store_open_copy(places[i], &store, &err), DAYDREAM_ERROR_FILE);
        ck_assert_ptr_null(store);
        ck_assert_msg(strstr(err.text, places[i]) == err.text, "%s", err.text);
    }
    free(file);
    free(taken);
    scratch_remove(scratch);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_nothing_is_there,       test_an_empty_file,      test_what_the_last_one_left,
        test_another_process_writes, test_we_ourselves_write, test_a_directory_that_is_read_only,
        test_places_that_cannot_be,
    };

    return suite_run("store/copy", tests, sizeof tests / sizeof tests[0]);
}
