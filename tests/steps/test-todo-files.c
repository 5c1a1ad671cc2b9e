/* SPDX-License-Identifier: MIT */
/* The TODO.md files of the home project, and what becomes of their items. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/proc.h"
#include "support/fleet.h"
#include "support/repository.h"
#include "support/scratch.h"
#include "support/suite.h"

static int run_git(const char *folder, const char *command, const char *argument)
{
    const char *const argv[] = {"git", "-C", folder, command, argument, NULL};
    const struct dd_proc proc = {argv, 60000, 10000};
    struct dd_buf said = DD_BUF_INIT;
    int exit_status = -1;

    if (dd_proc_run(&proc, &said, &exit_status, NULL) != DAYDREAM_OK)
        exit_status = -1;
    dd_buf_free(&said);
    return exit_status;
}

static void git(const struct fleet *it, const char *command, const char *argument)
{
    char *folder = scratch_path(it->folder, "plain");

    ck_assert_msg(run_git(folder, command, argument) == 0, "git %s", command);
    free(folder);
}

static void start(struct fleet *it)
{
    fleet_lay_out(it);
    it->offline = true;
    fleet_configure(it, "{\"projects\": {\"plain\": {\"working_directory\": \"../plain\"}}, "
                        "\"daydream\": {\"timezone\": \"UTC0\", \"home\": \"plain\"}}");
}

static void put(const struct fleet *it, const char *name, const char *text)
{
    struct dd_buf path = DD_BUF_INIT;

    dd_buf_printf(&path, "plain/%s", name);
    free(scratch_write(it->folder, dd_buf_text(&path), text));
    dd_buf_free(&path);
}

static void link_to(const struct fleet *it, const char *target, const char *name)
{
    char *path = scratch_path(it->folder, name);

    ck_assert_int_eq(symlink(target, path), 0);
    free(path);
}

static const struct daydream_finding *look(struct fleet *it)
{
    const struct daydream_findings *findings;

    fleet_open(it, false);
    ck_assert_int_eq(daydream_step_clean_tasks(it->run, NULL), DAYDREAM_OK);
    findings = daydream_run_findings(it->run, "plain");
    ck_assert_uint_eq(daydream_findings_count(findings), 1);
    return daydream_findings_at(findings, 0);
}

START_TEST(are_those_that_git_has)
{
    struct fleet it;
    const struct daydream_finding *finding;

    start(&it);
    git(&it, "init", ".");
    put(&it, "TODO.md", "- [ ] a\n- [ ] b\n");
    put(&it, "docs/todo.md", "- [ ] c\n```\n- [ ] no\n```\n");
    put(&it, "src/deep/Todo.MD", "- [x] done\n");
    put(&it, "node_modules/x/TODO.md", "- [ ] of somebody else\n");
    put(&it, "NOTTODO.md", "- [ ] d\n");
    put(&it, ".gitignore", "node_modules\n");
    git(&it, "add", "docs");
    finding = look(&it);
    ck_assert_str_eq(daydream_finding_text(finding), "3 unchecked items in TODO.md");
    ck_assert_uint_eq(daydream_finding_detail_count(finding), 2);
    ck_assert_str_eq(daydream_finding_detail(finding, 0), "TODO.md: 2");
    ck_assert_str_eq(daydream_finding_detail(finding, 1), "docs/todo.md: 1");
    fleet_stop(&it);
}
END_TEST

/* As on a disk that does not tell cases apart: one file under several names. */
START_TEST(count_once_under_several_names)
{
    struct fleet it;
    const struct daydream_finding *finding;

    start(&it);
    put(&it, "TODO.md", "- [ ] a\n");
    link_to(&it, "TODO.md", "plain/todo.md");
    link_to(&it, "TODO.md", "plain/Todo.md");
    finding = look(&it);
    ck_assert_str_eq(daydream_finding_text(finding), "1 unchecked item in TODO.md");
    ck_assert_uint_eq(daydream_finding_detail_count(finding), 0);
    fleet_stop(&it);
}
END_TEST

/* A file that git knows and nobody has any more holds no items. */
START_TEST(are_those_that_are_there)
{
    struct fleet it;
    char *gone;

    start(&it);
    git(&it, "init", ".");
    put(&it, "TODO.md", "- [ ] a\n");
    put(&it, "docs/TODO.md", "- [ ] b\n");
    git(&it, "add", ".");
    gone = scratch_path(it.folder, "plain/docs/TODO.md");
    ck_assert_int_eq(unlink(gone), 0);
    ck_assert_str_eq(daydream_finding_text(look(&it)), "1 unchecked item in TODO.md");
    free(gone);
    fleet_stop(&it);
}
END_TEST

/* A repository's own settings name programs that git would start. */
START_TEST(starts_nothing_that_a_repository_names)
{
    struct fleet it;
    struct dd_buf words = DD_BUF_INIT;
    char *plain;
    char *script;
    char *mark;

    start(&it);
    git(&it, "init", ".");
    put(&it, "TODO.md", "- [ ] a\n");
    put(&it, "monitor", "#!/bin/sh\n: >started\n");
    plain = scratch_path(it.folder, "plain");
    script = scratch_path(it.folder, "plain/monitor");
    mark = scratch_path(it.folder, "plain/started");
    ck_assert_int_eq(chmod(script, 0700), 0);
    git(&it, "add", ".");
    dd_buf_printf(&words, "config core.fsmonitor %s", script);
    repository_git(plain, dd_buf_text(&words));
    ck_assert_str_eq(daydream_finding_text(look(&it)), "1 unchecked item in TODO.md");
    ck_assert(!scratch_exists(mark));
    dd_buf_free(&words);
    free(plain);
    free(script);
    free(mark);
    fleet_stop(&it);
}
END_TEST

/* Of lists that git does not tell of nobody knows whether they have grown. */
START_TEST(are_not_known_where_git_fails)
{
    struct fleet it;

    start(&it);
    put(&it, "TODO.md", "- [ ] a\n");
    put(&it, ".git", "gitdir: /nonexistent\n");
    ck_assert_ptr_nonnull(strstr(daydream_finding_text(look(&it)), "git ls-files"));
    fleet_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        are_those_that_git_has,        count_once_under_several_names,
        are_those_that_are_there,      starts_nothing_that_a_repository_names,
        are_not_known_where_git_fails,
    };

    if (run_git(".", "version", NULL) != 0)
        return suite_skip("steps/todo-files", "no git");
    return suite_run("steps/todo-files", tests, sizeof tests / sizeof tests[0]);
}
