/* SPDX-License-Identifier: MIT */
/* Writing what is somebody else's, too. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"
#include "support/scratch.h"
#include "support/suite.h"

static void expect(const char *path, const char *text, enum daydream_status wanted)
{
    ck_assert_int_eq(dd_fs_rewrite(path, text, strlen(text), NULL), wanted);
}

static void expect_mode(const char *path, mode_t mode)
{
    struct stat info;

    ck_assert_int_eq(stat(path, &info), 0);
    ck_assert_uint_eq(info.st_mode & 0777, mode);
}

static void expect_content(const char *path, const char *wanted)
{
    char *text = scratch_read(path);

    ck_assert_str_eq(text, wanted);
    free(text);
}

START_TEST(keeps_the_mode)
{
    char *directory = scratch_make();
    char *path = scratch_path(directory, "file");

    umask(027);
    expect(path, "new", DAYDREAM_OK);
    expect_mode(path, 0640);
    ck_assert_int_eq(chmod(path, 0666), 0);
    expect(path, "newer", DAYDREAM_OK);
    expect_mode(path, 0666);
    expect_content(path, "newer");
    free(path);
    scratch_remove(directory);
}
END_TEST

START_TEST(writes_through_links)
{
    char *directory = scratch_make();
    char *path = scratch_path(directory, "file");
    char *link = scratch_path(directory, "link");
    struct stat info;

    ck_assert_int_eq(symlink("file", link), 0);
    expect(link, "leads nowhere", DAYDREAM_ERROR_FILE);
    ck_assert(!scratch_exists(path));
    free(scratch_write(directory, "file", "old"));
    expect(link, "new", DAYDREAM_OK);
    expect_content(path, "new");
    ck_assert_int_eq(lstat(link, &info), 0);
    ck_assert(S_ISLNK(info.st_mode));
    free(path);
    free(link);
    scratch_remove(directory);
}
END_TEST

START_TEST(refuses_what_is_read_only_or_no_file)
{
    char *directory = scratch_make();
    char *path = scratch_write(directory, "file", "old");

    ck_assert_int_eq(chmod(path, 0444), 0);
    expect(path, "new", DAYDREAM_ERROR_FILE);
    expect_content(path, "old");
    expect(directory, "new", DAYDREAM_ERROR_FILE);
    free(path);
    path = scratch_path(directory, "missing/file");
    expect(path, "new", DAYDREAM_ERROR_FILE);
    free(path);
    scratch_remove(directory);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {keeps_the_mode, writes_through_links,
                                  refuses_what_is_read_only_or_no_file};

    return suite_run("base/fs-rewrite", tests, sizeof tests / sizeof tests[0]);
}
