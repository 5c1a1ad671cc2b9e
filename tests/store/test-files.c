/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/files.h"
#include "support/scratch.h"
#include "support/suite.h"

static unsigned int mode_of(const char *path)
{
    struct stat info;

    ck_assert_msg(lstat(path, &info) == 0, "%s", path);
    return info.st_mode & 07777;
}

START_TEST(test_file_is_private_whatever_the_umask)
{
    static const mode_t masks[] = {0, 022, 077, 0277, 0777};

    for (size_t i = 0; i < sizeof masks / sizeof masks[0]; i++) {
        char *directory = scratch_make();
        char *path = scratch_path(directory, "daydream.db");
        mode_t before = umask(masks[i]);
        enum daydream_status status = dd_store_make_file(path, NULL);

        ck_assert_uint_eq(umask(before), masks[i]); /* nobody touched it */
        ck_assert_int_eq(status, DAYDREAM_OK);
        ck_assert_uint_eq(mode_of(path), 0600);
        free(path);
        scratch_remove(directory);
    }
}
END_TEST

START_TEST(test_a_file_that_is_there_stays)
{
    char *directory = scratch_make();
    char *path = scratch_write(directory, "daydream.db", "content");
    char *content;

    ck_assert_int_eq(chmod(path, 0640), 0);
    ck_assert_int_eq(dd_store_make_file(path, NULL), DAYDREAM_OK);
    content = scratch_read(path);
    ck_assert_str_eq(content, "content");
    ck_assert_uint_eq(mode_of(path), 0640);
    free(content);
    free(path);
    scratch_remove(directory);
}
END_TEST

/* A link would take the file to where nobody looked whether it can be. */
START_TEST(test_what_is_no_file_is_refused)
{
    char *directory = scratch_make();
    char *target = scratch_path(directory, "elsewhere");
    char *link = scratch_path(directory, "link");
    char *folder = scratch_path(directory, "folder");
    const char *const paths[] = {link, folder};

    ck_assert_int_eq(symlink(target, link), 0);
    ck_assert_int_eq(mkdir(folder, 0700), 0);
    for (size_t i = 0; i < 2; i++) {
        struct daydream_error err = DAYDREAM_ERROR_INIT;
        bool there;

        ck_assert_int_eq(dd_store_make_file(paths[i], &err), DAYDREAM_ERROR_FILE);
        ck_assert_ptr_eq(strstr(err.text, paths[i]), err.text);
        ck_assert_ptr_nonnull(strstr(err.text, "is no regular file; move it away"));
        ck_assert_int_eq(dd_store_is_there(paths[i], &there, NULL), DAYDREAM_ERROR_FILE);
    }
    ck_assert(!scratch_exists(target));
    free(target);
    free(link);
    free(folder);
    scratch_remove(directory);
}
END_TEST

START_TEST(test_directories_are_private)
{
    char *scratch = scratch_make();
    char *parent = scratch_path(scratch, "a");
    char *directory = scratch_path(scratch, "a/b");
    mode_t before = umask(0);

    ck_assert_int_eq(dd_store_make_directory(directory, NULL), DAYDREAM_OK);
    umask(before);
    ck_assert_uint_eq(mode_of(parent), 0700);
    ck_assert_uint_eq(mode_of(directory), 0700);
    ck_assert_int_eq(dd_store_make_directory(directory, NULL), DAYDREAM_OK);
    free(parent);
    free(directory);
    scratch_remove(scratch);
}
END_TEST

START_TEST(test_a_file_is_no_directory)
{
    char *scratch = scratch_make();
    char *file = scratch_write(scratch, "state", "content");
    char *below = scratch_path(scratch, "state/deeper");
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    char *content;

    ck_assert_int_eq(dd_store_make_directory(file, &err), DAYDREAM_ERROR_FILE);
    ck_assert_ptr_eq(strstr(err.text, file), err.text);
    ck_assert_ptr_nonnull(strstr(err.text, "is no directory; move it away"));
    ck_assert_int_eq(dd_store_check_directory(file, NULL), DAYDREAM_ERROR_FILE);
    ck_assert_int_eq(dd_store_make_directory(below, NULL), DAYDREAM_ERROR_FILE);
    content = scratch_read(file);
    ck_assert_str_eq(content, "content");
    free(content);
    free(below);
    free(file);
    scratch_remove(scratch);
}
END_TEST

START_TEST(test_what_lies_beside)
{
    char *directory = scratch_make();
    char *path = scratch_path(directory, "daydream.db");
    int64_t size = 0;

    free(scratch_write(directory, "daydream.db-wal", "12345"));
    free(scratch_write(directory, "daydream.db-shm", ""));
    ck_assert_int_eq(dd_store_beside(path, "-wal", &size, NULL), DAYDREAM_OK);
    ck_assert_int_eq(size, 5);
    ck_assert_int_eq(dd_store_beside(path, "-shm", &size, NULL), DAYDREAM_OK);
    ck_assert_int_eq(size, 0);
    ck_assert_int_eq(dd_store_beside(path, "-journal", &size, NULL), DAYDREAM_OK);
    ck_assert_int_eq(size, -1);
    free(path);
    scratch_remove(directory);
}
END_TEST

START_TEST(test_path_of_the_database)
{
    static const char *const cases[][2] = {{"/var/state", "/var/state/daydream.db"},
                                           {"state/", "state/daydream.db"}};

    for (size_t i = 0; i < 2; i++) {
        struct dd_buf out = DD_BUF_INIT;

        ck_assert_int_eq(dd_store_path(cases[i][0], &out, NULL), DAYDREAM_OK);
        ck_assert_str_eq(dd_buf_text(&out), cases[i][1]);
        dd_buf_free(&out);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_file_is_private_whatever_the_umask,
        test_a_file_that_is_there_stays,
        test_what_is_no_file_is_refused,
        test_directories_are_private,
        test_a_file_is_no_directory,
        test_what_lies_beside,
        test_path_of_the_database,
    };

    return suite_run("store/files", tests, sizeof tests / sizeof tests[0]);
}
