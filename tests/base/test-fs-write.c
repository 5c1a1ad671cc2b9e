/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"
#include "support/scratch.h"
#include "support/suite.h"

/* The names in a directory, the dot files too. */
static size_t count_entries(const char *directory)
{
    struct dd_strings names = DD_STRINGS_INIT;
    size_t count;

    ck_assert_int_eq(dd_fs_glob(directory, "*", &names, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_fs_glob(directory, ".*", &names, NULL), DAYDREAM_OK);
    count = names.count;
    dd_strings_free(&names);
    return count;
}

static void check_mode(const char *path, mode_t mode)
{
    struct stat info;

    ck_assert_int_eq(stat(path, &info), 0);
    ck_assert_uint_eq(info.st_mode & 07777, mode);
}

START_TEST(writes_and_replaces)
{
    char *directory = scratch_make();
    char *path = scratch_path(directory, "file");
    char *text;

    umask(022);
    ck_assert_int_eq(dd_fs_write(path, "old and long", 12, 0644, NULL), DAYDREAM_OK);
    check_mode(path, 0644);
    ck_assert_int_eq(dd_fs_write(path, "new", 3, 0600, NULL), DAYDREAM_OK);
    check_mode(path, 0600);
    text = scratch_read(path);
    ck_assert_str_eq(text, "new");
    ck_assert_int_eq(dd_fs_write(path, "", 0, 0600, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(count_entries(directory), 1);
    free(text);
    free(path);
    scratch_remove(directory);
}
END_TEST

/* Who holds the file open goes on to see what it was: nothing is written into it. */
START_TEST(a_reader_keeps_the_old_content)
{
    char *directory = scratch_make();
    char *path = scratch_write(directory, "file", "old");
    char text[8] = "";
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(dd_fs_write(path, "new text", 8, 0600, NULL), DAYDREAM_OK);
    ck_assert_int_eq(read(fd, text, sizeof text - 1), 3);
    ck_assert_str_eq(text, "old");
    ck_assert_int_eq(close(fd), 0);
    free(path);
    scratch_remove(directory);
}
END_TEST

START_TEST(writes_plain_names_and_the_longest_one)
{
    char *directory = scratch_make();
    char name[256];
    char *path;
    char *text;

    memset(name, 'n', 255); /* NAME_MAX everywhere */
    name[255] = '\0';
    ck_assert_int_eq(chdir(directory), 0);
    ck_assert_int_eq(dd_fs_write("plain", "x", 1, 0600, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_fs_write(name, "y", 1, 0600, NULL), DAYDREAM_OK);
    path = scratch_path(directory, name);
    text = scratch_read(path);
    ck_assert_str_eq(text, "y");
    ck_assert_uint_eq(count_entries(directory), 2);
    ck_assert_int_eq(chdir("/"), 0);
    free(text);
    free(path);
    scratch_remove(directory);
}
END_TEST

START_TEST(a_write_that_fails_leaves_nothing)
{
    char *directory = scratch_make();
    char *in_the_way = scratch_path(directory, "in-the-way");
    char *missing = scratch_path(directory, "missing/file");
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_int_eq(mkdir(in_the_way, 0700), 0);
    ck_assert_int_eq(dd_fs_write(in_the_way, "x", 1, 0600, &err), DAYDREAM_ERROR_FILE);
    ck_assert_ptr_nonnull(strstr(err.text, in_the_way));
    ck_assert_int_eq(dd_fs_write(missing, "x", 1, 0600, NULL), DAYDREAM_ERROR_FILE);
    ck_assert_uint_eq(count_entries(directory), 1);
    free(missing);
    free(in_the_way);
    scratch_remove(directory);
}
END_TEST

START_TEST(a_place_that_takes_no_file_is_an_error)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    /* no directory of ours: whatever the system says, it is no success */
    ck_assert_int_eq(dd_fs_write("/proc/daydream-test", "x", 1, 0600, &err), DAYDREAM_ERROR_FILE);
    ck_assert_int_eq(err.code, DAYDREAM_ERROR_FILE);
}
END_TEST

static void add(struct dd_fs_draft *draft, const char *text)
{
    ck_assert_int_eq(dd_fs_draft_add(draft, text, strlen(text), NULL), DAYDREAM_OK);
}

static void check_content(const char *path, const char *expected)
{
    char *text = scratch_read(path);

    ck_assert_str_eq(text, expected);
    free(text);
}

/* Until it is kept, and where it is not, the file is what it was. */
START_TEST(pieces_become_a_file_when_they_are_kept)
{
    char *directory = scratch_make();
    char *path = scratch_write(directory, "file", "old");
    struct dd_fs_draft draft;

    ck_assert_int_eq(dd_fs_draft_begin(&draft, path, 0600, NULL), DAYDREAM_OK);
    add(&draft, "given up");
    dd_fs_draft_free(&draft);
    ck_assert_uint_eq(count_entries(directory), 1);

    ck_assert_int_eq(dd_fs_draft_begin(&draft, path, 0600, NULL), DAYDREAM_OK);
    add(&draft, "one, ");
    check_content(path, "old");
    add(&draft, "two");
    ck_assert_int_eq(dd_fs_draft_keep(&draft, NULL), DAYDREAM_OK);
    dd_fs_draft_free(&draft);
    check_content(path, "one, two");
    ck_assert_uint_eq(count_entries(directory), 1);
    free(path);
    scratch_remove(directory);
}
END_TEST

START_TEST(drafts_of_the_dead_can_be_swept)
{
    char *directory = scratch_make();

    free(scratch_write(directory, ".daydream-0123456789abcdef.tmp", "half"));
    free(scratch_write(directory, ".daydream-0123456789abcdef.tmp.mine", ""));
    free(scratch_write(directory, ".daydream-0123456789abcdeX.tmp", ""));
    free(scratch_write(directory, ".daydream-0123.tmp", ""));
    free(scratch_write(directory, "file", ""));
    dd_fs_draft_sweep(directory);
    ck_assert_uint_eq(count_entries(directory), 4);
    scratch_remove(directory);
    dd_fs_draft_sweep("/missing/folder");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        writes_and_replaces,
        a_reader_keeps_the_old_content,
        writes_plain_names_and_the_longest_one,
        a_write_that_fails_leaves_nothing,
        a_place_that_takes_no_file_is_an_error,
        pieces_become_a_file_when_they_are_kept,
        drafts_of_the_dead_can_be_swept,
    };

    return suite_run("base/fs-write", tests, sizeof tests / sizeof tests[0]);
}
