/* SPDX-License-Identifier: MIT */
/* git as a program. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "services/git.h"
#include "support/repository.h"
#include "support/scratch.h"
#include "support/suite.h"

static enum daydream_status keep(void *user, const char *record, struct daydream_error *err)
{
    (void)err;
    dd_buf_printf(user, "%s|", record);
    return DAYDREAM_OK;
}

static enum daydream_status refuse(void *user, const char *record, struct daydream_error *err)
{
    (void)user;
    return dd_fail(err, DAYDREAM_ERROR_FILE, "test", "not %s", record);
}

static void expect_tracked(const char *folder, const char *wanted)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct dd_buf found = DD_BUF_INIT;

    ck_assert_msg(dd_git_tracked(folder, keep, &found, &err) == DAYDREAM_OK, "%s", err.text);
    ck_assert_str_eq(dd_buf_text(&found), wanted);
    dd_buf_free(&found);
}

START_TEST(lists_what_is_tracked)
{
    char *folder = scratch_make();
    char *below = scratch_path(folder, "sub");
    char *other = scratch_make();

    repository_init(folder);
    expect_tracked(folder, "");
    free(scratch_write(folder, "b b.c", ""));
    free(scratch_write(folder, "sub/\xc3\xa4\n\"x\".c", ""));
    free(scratch_write(folder, ".gitignore", "ignored\n"));
    free(scratch_write(folder, "ignored", ""));
    repository_commit(folder, "2026-02-17", "All");
    free(scratch_write(folder, "untracked", ""));
    expect_tracked(folder, ".gitignore|b b.c|sub/\xc3\xa4\n\"x\".c|");
    expect_tracked(below, "\xc3\xa4\n\"x\".c|");

    /* a hook has these set, and they lead elsewhere */
    repository_init(other);
    setenv("GIT_DIR", other, 1);
    setenv("GIT_INDEX_FILE", "/nonexistent/index", 1);
    setenv("GIT_WORK_TREE", other, 1);
    expect_tracked(below, "\xc3\xa4\n\"x\".c|");
    unsetenv("GIT_DIR");
    unsetenv("GIT_INDEX_FILE");
    unsetenv("GIT_WORK_TREE");
    free(below);
    scratch_remove(other);
    scratch_remove(folder);
}
END_TEST

/* A repository's own settings name programs that git would start. */
START_TEST(starts_nothing_that_a_repository_names)
{
    char *folder = scratch_make();
    char *mark = scratch_path(folder, "started");
    struct dd_buf words = DD_BUF_INIT;
    char *script = scratch_write(folder, "monitor", "#!/bin/sh\n: >started\n");

    repository_init(folder);
    repository_commit(folder, "2026-02-17", "All");
    dd_buf_printf(&words, "config core.fsmonitor %s", script);
    repository_git(folder, dd_buf_text(&words));
    dd_buf_reset(&words);
    dd_buf_printf(&words, "update-index --chmod=+x monitor");
    repository_git(folder, dd_buf_text(&words));
    expect_tracked(folder, "monitor|");
    ck_assert(!scratch_exists(mark));
    dd_buf_free(&words);
    free(script);
    free(mark);
    scratch_remove(folder);
}
END_TEST

START_TEST(tells_what_fails)
{
    static const char *const unknown[] = {"no-such-command", NULL};
    char *folder = scratch_make();
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    free(scratch_write(folder, "a", ""));
    repository_init(folder);
    repository_commit(folder, "2026-02-17", "All");
    ck_assert_int_eq(dd_git_tracked(folder, refuse, NULL, &err), DAYDREAM_ERROR_FILE);
    ck_assert_str_eq(err.text, "not a");
    dd_error_clear(&err);
    ck_assert_int_eq(dd_git_records(folder, unknown, keep, NULL, &err), DAYDREAM_ERROR_PROGRAM);
    ck_assert_ptr_nonnull(strstr(err.text, "no-such-command"));
    ck_assert_ptr_nonnull(strstr(err.text, folder));
    scratch_remove(folder);
}
END_TEST

START_TEST(knows_where_a_repository_is)
{
    char *folder = scratch_make();
    char *below = scratch_path(folder, "a/b");

    free(scratch_write(folder, "a/b/c", ""));
    ck_assert(!dd_git_is_there(below));
    repository_init(folder);
    ck_assert(dd_git_is_there(folder));
    ck_assert(dd_git_is_there(below));
    free(below);
    scratch_remove(folder);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {lists_what_is_tracked, starts_nothing_that_a_repository_names,
                                  tells_what_fails, knows_where_a_repository_is};

    if (!repository_available())
        return suite_skip("services/git", "no git");
    return suite_run("services/git", tests, sizeof tests / sizeof tests[0]);
}
