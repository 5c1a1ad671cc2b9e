/* SPDX-License-Identifier: MIT */
/* What git's history says of files. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "services/git-history.h"
#include "services/git.h"
#include "support/repository.h"
#include "support/scratch.h"
#include "support/suite.h"

#define FEB_10 INT64_C(1770703200) /* 2026-02-10T06:00:00Z */
#define DAY    INT64_C(86400)

struct finds {
    struct dd_buf text;
    struct dd_strings commits;
    int most; /* 0: all */
    int count;
};

static enum daydream_status keep(void *user, const struct dd_git_change *change, bool *enough,
                                 struct daydream_error *err)
{
    struct finds *finds = user;

    dd_buf_printf(&finds->text, "%c %s%s%s %d|", change->kind, change->path,
                  change->to != NULL ? ">" : "", change->to != NULL ? change->to : "",
                  (int)((change->time - FEB_10) / DAY));
    *enough = ++finds->count == finds->most;
    return dd_strings_add(&finds->commits, change->commit, err);
}

static void finds_free(struct finds *finds)
{
    dd_buf_free(&finds->text);
    dd_strings_free(&finds->commits);
}

/* Three commits: everything; two renamed and one removed; one changed. */
static char *make(void)
{
    char *folder = scratch_make();

    repository_init(folder);
    free(scratch_write(folder, "a.c", "int a_long_enough_to_be_known_again;\n"));
    free(scratch_write(folder, "sub/\xc3\xa4 \"b\"\n.c", "int b_long_enough_to_be_known, too;\n"));
    free(scratch_write(folder, "sub/c.c", "int c;\n"));
    repository_commit(folder, "2026-02-10", "All");
    free(scratch_write(folder, "sub/d.c", "int d;\n"));
    repository_git(folder, "mv a.c new.c");
    repository_git(folder, "rm -q sub/c.c");
    repository_commit(folder, "2026-02-12", "Move");
    free(scratch_write(folder, "sub/d.c", "int d = 1;\n"));
    repository_commit(folder, "2026-02-13", "Change");
    return folder;
}

static void expect_removed(const char *folder, const char *path, const char *wanted)
{
    struct finds finds = {.most = 0};
    struct dd_strings paths = DD_STRINGS_INIT;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    if (path != NULL)
        ck_assert_int_eq(dd_strings_add(&paths, path, NULL), DAYDREAM_OK);
    ck_assert_msg(dd_git_removed(folder, &paths, keep, &finds, &err) == DAYDREAM_OK, "%s",
                  err.text);
    ck_assert_str_eq(dd_buf_text(&finds.text), wanted);
    dd_strings_free(&paths);
    finds_free(&finds);
}

START_TEST(tells_what_was_removed)
{
    char *folder = make();
    char *below = scratch_path(folder, "sub");

    expect_removed(folder, NULL, "D a.c 2|D sub/c.c 2|");
    expect_removed(folder, "a.c", "D a.c 2|");
    expect_removed(folder, "sub", "D sub/c.c 2|");
    expect_removed(folder, "sub/*", ""); /* no pattern */
    expect_removed(folder, ":(top)a.c", "");
    expect_removed(folder, "never.c", "");
    expect_removed(below, NULL, "D c.c 2|");
    free(below);
    scratch_remove(folder);
}
END_TEST

START_TEST(tells_what_was_renamed)
{
    char *folder = make();
    struct finds removed = {.most = 1};
    struct finds renamed = {.most = 0};
    struct dd_strings none = DD_STRINGS_INIT;

    ck_assert_int_eq(dd_git_removed(folder, &none, keep, &removed, NULL), DAYDREAM_OK);
    ck_assert_str_eq(dd_buf_text(&removed.text), "D a.c 2|"); /* one was enough */
    ck_assert_int_eq(dd_git_renamed(folder, &removed.commits, keep, &renamed, NULL), DAYDREAM_OK);
    ck_assert_str_eq(dd_buf_text(&renamed.text), "R a.c>new.c 2|");
    finds_free(&removed);
    finds_free(&renamed);
    scratch_remove(folder);
}
END_TEST

START_TEST(tells_what_was_touched)
{
    char *folder = make();
    struct finds finds = {.most = 0};
    int seen = 0;

    ck_assert_int_eq(dd_git_touched(folder, 2, keep, &finds, &seen, NULL), DAYDREAM_OK);
    ck_assert_int_eq(seen, 2);
    ck_assert_str_eq(dd_buf_text(&finds.text),
                     "M sub/d.c 3|D a.c 2|A new.c 2|D sub/c.c 2|A sub/d.c 2|");
    finds_free(&finds);
    finds = (struct finds){.most = 0};
    ck_assert_int_eq(dd_git_touched(folder, 100, keep, &finds, &seen, NULL), DAYDREAM_OK);
    ck_assert_int_eq(seen, 3);
    ck_assert_ptr_nonnull(strstr(dd_buf_text(&finds.text), "A sub/\xc3\xa4 \"b\"\n.c 0|"));
    finds_free(&finds);
    scratch_remove(folder);
}
END_TEST

/* Whatever the repository's own settings are. */
START_TEST(is_not_led_astray)
{
    static const char *const settings[] = {
        "config log.follow true",        "config log.showRoot false", "config diff.renames copies",
        "config log.showSignature true", "config log.date relative",  "config color.ui always",
        "config diff.noprefix true",     "config log.decorate full",  "config format.pretty fuller",
    };
    char *folder = make();

    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++)
        repository_git(folder, settings[i]);
    expect_removed(folder, "a.c", "D a.c 2|");
    expect_removed(folder, NULL, "D a.c 2|D sub/c.c 2|");
    scratch_remove(folder);
}
END_TEST

static enum daydream_status refuse(void *user, const struct dd_git_change *change, bool *enough,
                                   struct daydream_error *err)
{
    (void)user;
    (void)enough;
    return dd_fail(err, DAYDREAM_ERROR_FILE, "test", "not %s", change->path);
}

START_TEST(says_why_it_fails)
{
    char *folder = make();
    char *empty = scratch_make();
    struct dd_strings none = DD_STRINGS_INIT;
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    bool is_shallow = true;

    ck_assert_int_eq(dd_git_removed(folder, &none, refuse, NULL, &err), DAYDREAM_ERROR_FILE);
    ck_assert_str_eq(err.text, "not a.c");
    err = (struct daydream_error)DAYDREAM_ERROR_INIT;
    repository_init(empty);
    ck_assert_int_eq(dd_git_removed(empty, &none, refuse, NULL, &err), DAYDREAM_ERROR_PROGRAM);
    ck_assert_ptr_nonnull(strstr(err.text, empty));
    ck_assert_int_eq(dd_git_is_shallow(folder, &is_shallow, NULL), DAYDREAM_OK);
    ck_assert(!is_shallow);
    scratch_remove(empty);
    scratch_remove(folder);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {tells_what_was_removed, tells_what_was_renamed,
                                  tells_what_was_touched, is_not_led_astray, says_why_it_fails};

    if (!repository_available())
        return suite_skip("services/git-history", "no git");
    return suite_run("services/git-history", tests, sizeof tests / sizeof tests[0]);
}
