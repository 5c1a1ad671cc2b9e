/* SPDX-License-Identifier: MIT */
/* The part of store/store.h that refuses: what is damaged, another's or newer stays as it is, byte
 * by byte, and nothing appears beside it. The index of a log (-shm) is shared memory and holds no
 * data: a dead process leaves one that who opens it next makes anew, but for a dry run. */
#include <check.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/fixture.h"
#include "store/marks.h"
#include "store/sql.h"
#include "support/scratch.h"
#include "support/suite.h"

#define NAME "daydream.db"

typedef enum daydream_status (*open_fn)(const char *directory, struct dd_store **out,
                                        struct daydream_error *err);

static const open_fn ways[] = {dd_store_open, dd_store_open_copy};

static void check_refused(const char *directory, const char *words)
{
    char *before = fixture_snapshot(directory);
    char *path = scratch_path(directory, NAME);

    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        struct daydream_error err = DAYDREAM_ERROR_INIT;
        struct dd_store *store = (struct dd_store *)&err;
        enum daydream_status status = ways[i](directory, &store, &err);
        char *after = fixture_snapshot(directory);

        ck_assert_msg(status == DAYDREAM_ERROR_STATE, "way %zu: %d %s", i, (int)status, err.text);
        ck_assert_int_eq(err.code, DAYDREAM_ERROR_STATE);
        ck_assert_ptr_null(store);
        ck_assert_msg(strstr(err.text, path) == err.text, "%s", err.text);
        ck_assert_msg(strstr(err.text, words) != NULL, "way %zu: %s", i, err.text);
        ck_assert_str_eq(after, before);
        free(after);
    }
    free(before);
    free(path);
}

/* A state with something in it, closed. */
static char *make_state(void)
{
    char *directory = scratch_make();
    struct dd_store *store = fixture_open(directory);

    for (int i = 0; i < 200; i++) {
        char name[16];
        char value[201];

        snprintf(name, sizeof name, "name-%d", i);
        memset(value, 'v', sizeof value - 1);
        value[sizeof value - 1] = '\0';
        ck_assert_int_eq(dd_meta_put(store, name, value, NULL), DAYDREAM_OK);
    }
    dd_store_close(store);
    return directory;
}

START_TEST(test_a_text)
{
    char *directory = scratch_make();

    free(scratch_write(directory, NAME,
                       "Dear diary, this is no database at all, but it is long enough to be taken "
                       "for the header of one, and a little longer still.\n"));
    check_refused(directory, "file is not a database; move the file away to begin anew");
    scratch_remove(directory);
}
END_TEST

START_TEST(test_a_broken_header)
{
    char *directory = make_state();
    char *path = scratch_path(directory, NAME);
    int fd = open(path, O_WRONLY);

    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(pwrite(fd, "XXXXXXXX", 8, 0), 8);
    ck_assert_int_eq(close(fd), 0);
    check_refused(directory, "file is not a database; move the file away to begin anew");
    free(path);
    scratch_remove(directory);
}
END_TEST

START_TEST(test_every_broken_page)
{
    char *directory = make_state();
    char *path = scratch_path(directory, NAME);
    struct stat info;
    char page[4096];
    char saved[4096];
    off_t pages;

    memset(page, 0x5a, sizeof page);
    ck_assert_int_eq(stat(path, &info), 0);
    pages = info.st_size / 4096;
    ck_assert_int_gt(pages, 10);
    for (off_t i = 1; i < pages; i++) {
        int fd = open(path, O_RDWR);

        ck_assert_int_ge(fd, 0);
        ck_assert_int_eq(pread(fd, saved, sizeof saved, i * 4096), 4096);
        ck_assert_int_eq(pwrite(fd, page, sizeof page, i * 4096), 4096);
        ck_assert_int_eq(close(fd), 0);
        check_refused(directory, "move the file away to begin anew");
        fd = open(path, O_RDWR);
        ck_assert_int_ge(fd, 0);
        ck_assert_int_eq(pwrite(fd, saved, sizeof saved, i * 4096), 4096);
        ck_assert_int_eq(close(fd), 0);
    }
    dd_store_close(fixture_open(directory));
    free(path);
    scratch_remove(directory);
}
END_TEST

START_TEST(test_cut_anywhere)
{
    static const off_t lengths[] = {50, 100, 511, 512, 4095, 4096, 4097, 20000, 40960};

    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        char *directory = make_state();
        char *path = scratch_path(directory, NAME);

        ck_assert_int_eq(truncate(path, lengths[i]), 0);
        check_refused(directory, "move the file away to begin anew");
        free(path);
        scratch_remove(directory);
    }
}
END_TEST

START_TEST(test_other_databases)
{
    static const struct {
        const char *script;
        const char *words;
    } cases[] = {
        {"CREATE TABLE bookmarks (url)", "of another program; move it away"},
        {"PRAGMA journal_mode = WAL; CREATE TABLE bookmarks (url)", "of another program"},
        {"PRAGMA application_id = 252006673; CREATE TABLE runs (x)", "of another program"},
        {"PRAGMA application_id = 0x6464726d; PRAGMA user_version = 1000; CREATE TABLE runs (x)",
         "newer daydream (version 1000"},
        {"PRAGMA journal_mode = WAL; PRAGMA application_id = 0x6464726d;"
         "PRAGMA user_version = 1000; CREATE TABLE runs (x)",
         "newer daydream (version 1000"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *directory = scratch_make();
        char *path = scratch_path(directory, NAME);

        fixture_sql(path, cases[i].script);
        check_refused(directory, cases[i].words);
        free(path);
        scratch_remove(directory);
    }
}
END_TEST

/* Dies with all of it still in the log. */
static void write_newer_and_die(const char *directory)
{
    char *path = scratch_path(directory, NAME);
    sqlite3 *db = NULL;

    if (sqlite3_open(path, &db) != SQLITE_OK ||
        sqlite3_exec(db,
                     "PRAGMA journal_mode = WAL; PRAGMA application_id = 0x6464726d;"
                     "PRAGMA user_version = 1000; CREATE TABLE runs (x)",
                     NULL, NULL, NULL) != SQLITE_OK)
        _exit(1);
    (void)raise(SIGKILL);
}

static char *read_all(const char *directory, const char *name)
{
    char *path = scratch_path(directory, name);
    char *listing = fixture_file(path);

    free(path);
    return listing;
}

START_TEST(test_newer_with_a_log_keeps_its_log)
{
    char *directory = scratch_make();
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct dd_store *store = NULL;
    char *before[3];
    char *database;
    char *log;

    fixture_child(write_newer_and_die, directory, SIGKILL);
    before[0] = fixture_snapshot(directory);
    before[1] = read_all(directory, NAME);
    before[2] = read_all(directory, NAME "-wal");
    ck_assert_ptr_null(strstr(before[2], " 0 ")); /* not an empty one */
    ck_assert_int_eq(dd_store_open_copy(directory, &store, NULL), DAYDREAM_ERROR_STATE);
    log = fixture_snapshot(directory);
    ck_assert_str_eq(log, before[0]);
    free(log);
    ck_assert_int_eq(dd_store_open(directory, &store, &err), DAYDREAM_ERROR_STATE);
    ck_assert_ptr_nonnull(strstr(err.text, "newer daydream (version 1000"));
    database = read_all(directory, NAME);
    log = read_all(directory, NAME "-wal");
    ck_assert_str_eq(database, before[1]);
    ck_assert_str_eq(log, before[2]);
    free(database);
    free(log);
    for (int i = 0; i < 3; i++)
        free(before[i]);
    scratch_remove(directory);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_a_text,       test_a_broken_header, test_every_broken_page,
        test_cut_anywhere, test_other_databases, test_newer_with_a_log_keeps_its_log,
    };

    return suite_run("store/refuse", tests, sizeof tests / sizeof tests[0]);
}
