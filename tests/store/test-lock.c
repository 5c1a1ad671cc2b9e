/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/fs.h"
#include "store/fixture.h"
#include "store/lock.h"
#include "support/scratch.h"
#include "support/suite.h"

static int take(const char *directory)
{
    int fd = -1;

    ck_assert_int_eq(dd_store_lock(directory, &fd, NULL), DAYDREAM_OK);
    ck_assert_int_ge(fd, 0);
    return fd;
}

static void expect_taken(const char *directory)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    int fd = -1;

    ck_assert_int_eq(dd_store_lock(directory, &fd, &err), DAYDREAM_ERROR_LOCKED);
    ck_assert_int_eq(fd, -1);
    ck_assert_int_eq(err.code, DAYDREAM_ERROR_LOCKED);
    ck_assert_msg(strstr(err.text, directory) != NULL, "%s", err.text);
}

START_TEST(one_at_a_time)
{
    char *scratch = scratch_make();
    int fd = take(scratch);

    expect_taken(scratch); /* not by the same process either: two sessions never meet */
    fixture_child(expect_taken, scratch, 0);
    dd_fs_unlock(fd);
    dd_fs_unlock(take(scratch));
    scratch_remove(scratch);
}
END_TEST

static void take_and_leave(const char *directory)
{
    (void)take(directory);
    _exit(0);
}

START_TEST(who_dies_gives_it_back)
{
    char *scratch = scratch_make();

    fixture_child(take_and_leave, scratch, 0);
    dd_fs_unlock(take(scratch));
    scratch_remove(scratch);
}
END_TEST

START_TEST(a_missing_directory_is_made_for_us_alone)
{
    char *scratch = scratch_make();
    char *directory = scratch_path(scratch, "state/daydream");
    struct stat info;

    dd_fs_unlock(take(directory));
    ck_assert_int_eq(stat(directory, &info), 0);
    ck_assert_int_eq(info.st_mode & 0777, 0700);
    free(directory);
    scratch_remove(scratch);
}
END_TEST

START_TEST(what_is_no_directory_is_said)
{
    char *scratch = scratch_make();
    char *file = scratch_write(scratch, "state", "");
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    int fd = -1;

    ck_assert_int_eq(dd_store_lock(file, &fd, &err), DAYDREAM_ERROR_FILE);
    ck_assert_int_eq(fd, -1);
    ck_assert_msg(strstr(err.text, file) != NULL, "%s", err.text);
    free(file);
    scratch_remove(scratch);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        one_at_a_time,
        who_dies_gives_it_back,
        a_missing_directory_is_made_for_us_alone,
        what_is_no_directory_is_said,
    };

    return suite_run("store/lock", tests, sizeof tests / sizeof tests[0]);
}
