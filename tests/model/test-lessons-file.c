/* SPDX-License-Identifier: MIT */
/* The file of lessons, and what may stand in its place. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/lessons-file.h"
#include "support/scratch.h"
#include "support/suite.h"

/* What reading comes to: what is there, or the error. Owned: free(). */
static char *read_home(const char *home)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct dd_buf out = DD_BUF_INIT;
    char *text = NULL;

    if (dd_lessons_file_read(home, &out, &err) != DAYDREAM_OK)
        dd_buf_printf(&out, "%s: %s", daydream_status_name(err.code), err.text);
    ck_assert_int_eq(dd_buf_take(&out, &text, NULL), DAYDREAM_OK);
    return text;
}

static void expect(const char *home, const char *wanted)
{
    char *text = read_home(home);

    ck_assert_msg(strstr(text, wanted) != NULL && (*wanted != '\0' || *text == '\0'), "%s", text);
    free(text);
}

/* Put one text in the place of another; false when another was there. */
static bool replace(const char *home, const char *was, const char *text,
                    enum daydream_status wanted)
{
    struct dd_buf old = DD_BUF_INIT;
    struct dd_buf new = DD_BUF_INIT;
    bool done = false;

    dd_buf_puts(&old, was);
    dd_buf_puts(&new, text);
    ck_assert_int_eq(dd_lessons_file_replace(home, &old, &new, &done, NULL), wanted);
    dd_buf_free(&old);
    dd_buf_free(&new);
    return done;
}

START_TEST(is_made_with_its_folder)
{
    char *home = scratch_make();

    expect(home, "");
    ck_assert(replace(home, "", "one\n", DAYDREAM_OK));
    expect(home, "one\n");
    ck_assert(replace(home, "one\n", "", DAYDREAM_OK));
    expect(home, "");
    scratch_remove(home);
}
END_TEST

START_TEST(is_not_replaced_when_somebody_has_written)
{
    char *home = scratch_make();

    ck_assert(!replace(home, "what was there", "mine", DAYDREAM_OK));
    expect(home, "");
    free(scratch_write(home, DD_LESSONS_FILE, "theirs"));
    ck_assert(!replace(home, "", "mine", DAYDREAM_OK));
    expect(home, "theirs");
    ck_assert(!replace(home, "their", "mine", DAYDREAM_OK));
    expect(home, "theirs");
    scratch_remove(home);
}
END_TEST

START_TEST(keeps_mode_and_links)
{
    char *home = scratch_make();
    char *path = scratch_write(home, "elsewhere/mine.jsonl", "old");
    char *folder = scratch_path(home, "data");
    char *link = scratch_path(home, DD_LESSONS_FILE);
    struct stat info;

    umask(077);
    ck_assert_int_eq(chmod(path, 0664), 0);
    ck_assert_int_eq(mkdir(folder, 0700), 0);
    ck_assert_int_eq(symlink("../elsewhere/mine.jsonl", link), 0);
    expect(home, "old");
    ck_assert(replace(home, "old", "new", DAYDREAM_OK));
    expect(home, "new");
    ck_assert_int_eq(lstat(link, &info), 0);
    ck_assert(S_ISLNK(info.st_mode));
    ck_assert_int_eq(stat(path, &info), 0);
    ck_assert_int_eq(info.st_mode & 0777, 0664);
    free(path);
    free(folder);
    free(link);
    scratch_remove(home);
}
END_TEST

/* A repository may hold links, and whoever writes to it could name any file of ours. */
START_TEST(leads_nowhere_else)
{
    char *home = scratch_make();
    char *outside = scratch_make();
    char *other = scratch_write(outside, "lessons_learned.jsonl", "secret");
    char *folder = scratch_path(home, "data");
    char *link = scratch_path(home, DD_LESSONS_FILE);

    ck_assert_int_eq(symlink(outside, folder), 0);
    expect(home, "leads out of the project");
    ck_assert(!replace(home, "secret", "mine", DAYDREAM_ERROR_FILE));
    ck_assert_int_eq(unlink(other), 0); /* nor is one made there */
    expect(home, "leads out of the project");
    ck_assert(!replace(home, "", "mine", DAYDREAM_ERROR_FILE));
    ck_assert(!scratch_exists(other));

    ck_assert_int_eq(unlink(folder), 0);
    ck_assert_int_eq(mkdir(folder, 0700), 0);
    free(scratch_write(outside, "lessons_learned.jsonl", "secret"));
    ck_assert_int_eq(symlink(other, link), 0);
    expect(home, "leads out of the project");
    ck_assert(!replace(home, "secret", "mine", DAYDREAM_ERROR_FILE));

    ck_assert_int_eq(unlink(link), 0);
    ck_assert_int_eq(symlink("missing", link), 0);
    expect(home, "file: ");
    ck_assert(!replace(home, "", "mine", DAYDREAM_ERROR_FILE));
    free(other);
    free(folder);
    free(link);
    scratch_remove(home);
    scratch_remove(outside);
}
END_TEST

START_TEST(other_things_in_its_place_are_refused)
{
    char *home = scratch_make();
    char *path = scratch_path(home, DD_LESSONS_FILE);
    char *folder = scratch_path(home, "data");

    free(scratch_write(home, "data", "a file"));
    expect(home, "");
    ck_assert(!replace(home, "a file", "mine", DAYDREAM_OK));
    (void)replace(home, "", "mine", DAYDREAM_ERROR_FILE);
    ck_assert_int_eq(unlink(folder), 0);
    free(scratch_write(home, DD_LESSONS_FILE "/file", "a folder"));
    expect(home, "no regular file");
    scratch_remove(home);

    home = scratch_make();
    free(path);
    free(folder);
    folder = scratch_path(home, "data");
    path = scratch_path(home, DD_LESSONS_FILE);
    ck_assert_int_eq(mkdir(folder, 0700), 0);
    ck_assert_int_eq(mkfifo(path, 0600), 0);
    expect(home, "no regular file");
    free(path);
    free(folder);
    scratch_remove(home);
}
END_TEST

START_TEST(is_bounded)
{
    char *home = scratch_make();
    char *path = scratch_write(home, DD_LESSONS_FILE, "x");
    struct dd_buf whole = DD_BUF_INIT;

    while (whole.length < DD_LESSONS_MAX)
        dd_buf_putc(&whole, 'x');
    ck_assert(replace(home, "x", dd_buf_text(&whole), DAYDREAM_OK));
    ck_assert_int_eq(truncate(path, (off_t)DD_LESSONS_MAX + 1), 0);
    expect(home, "4194304");
    ck_assert_int_eq(truncate(path, 0), 0);
    dd_buf_putc(&whole, 'x');
    (void)replace(home, "", dd_buf_text(&whole), DAYDREAM_ERROR_FILE);
    expect(home, "");
    dd_buf_free(&whole);
    free(path);
    scratch_remove(home);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        is_made_with_its_folder, is_not_replaced_when_somebody_has_written, keeps_mode_and_links,
        leads_nowhere_else,      other_things_in_its_place_are_refused,     is_bounded,
    };

    return suite_run("model/lessons-file", tests, sizeof tests / sizeof tests[0]);
}
