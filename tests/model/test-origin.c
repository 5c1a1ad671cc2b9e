/* SPDX-License-Identifier: MIT */
/* Real repositories, made by the real git in a scratch folder. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"
#include "base/proc.h"
#include "model/origin.h"
#include "support/scratch.h"
#include "support/suite.h"

static void run(const char *const *argv)
{
    struct dd_proc proc = {argv, 60000, 65536};
    struct dd_buf out = DD_BUF_INIT;
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    int exit_status = -1;

    ck_assert_msg(dd_proc_run(&proc, &out, &exit_status, &err) == DAYDREAM_OK, "%s", err.text);
    ck_assert_int_eq(exit_status, 0);
    dd_buf_free(&out);
}

/* A repository scratch/name with that origin (NULL: none), as the current directory. Neither the
 * user's configuration nor a repository around the scratch folder has a say. */
static char *enter_repository(const char *scratch, const char *name, const char *origin)
{
    char *path = scratch_path(scratch, name);
    const char *const init[] = {"git", "init", "--quiet", path, NULL};
    const char *const add[] = {"git", "-C", path, "remote", "add", "origin", origin, NULL};

    ck_assert_int_eq(setenv("GIT_CONFIG_GLOBAL", "/dev/null", 1), 0);
    ck_assert_int_eq(setenv("GIT_CONFIG_NOSYSTEM", "1", 1), 0);
    ck_assert_int_eq(setenv("GIT_CEILING_DIRECTORIES", scratch, 1), 0);
    ck_assert_int_eq(unsetenv("GIT_DIR"), 0);
    ck_assert_int_eq(unsetenv("GIT_WORK_TREE"), 0);
    run(init);
    if (origin != NULL)
        run(add);
    ck_assert_int_eq(chdir(path), 0);
    return path;
}

static void leave(char *scratch)
{
    ck_assert_int_eq(chdir("/"), 0);
    scratch_remove(scratch);
}

static void keep_text(void *user, enum daydream_log_level level, const char *text)
{
    ck_assert_int_eq(level, DAYDREAM_LOG_WARNING);
    dd_buf_printf(user, "%s\n", text);
}

/* The beginning, and 8 hex digits behind it. */
static void check_slug(const char *slug, const char *beginning)
{
    size_t length = strlen(beginning);

    ck_assert_msg(strncmp(slug, beginning, length) == 0, "%s", slug);
    ck_assert_msg(strlen(slug) == length + 8, "%s", slug);
    ck_assert_uint_eq(strspn(slug + length, "0123456789abcdef"), 8);
}

/* The state knows projects by their slugs. */
START_TEST(namesakes_are_told_apart)
{
    static const char *const names[] = {"red/app", "blue/app", "red/app"};
    char *scratch = scratch_make();
    char *slugs[3];

    for (size_t i = 0; i < 3; i++) {
        char *path = enter_repository(scratch, names[i], NULL);
        struct daydream_projects *projects = NULL;

        ck_assert_int_eq(dd_projects_new(&projects, NULL), DAYDREAM_OK);
        ck_assert_int_eq(dd_projects_from_origin(NULL, projects, NULL), DAYDREAM_OK);
        slugs[i] = strdup(daydream_project_slug(daydream_projects_home(projects)));
        check_slug(slugs[i], "app-");
        daydream_projects_free(projects);
        free(path);
    }
    ck_assert_str_ne(slugs[0], slugs[1]);
    ck_assert_str_eq(slugs[0], slugs[2]);
    for (size_t i = 0; i < 3; i++)
        free(slugs[i]);
    leave(scratch);
}
END_TEST

START_TEST(the_repository_is_the_only_project_and_home)
{
    char *scratch = scratch_make();
    char *path = enter_repository(scratch, "popoto", "git@github.com:tom/popoto.git");
    char *real = realpath(path, NULL);
    struct dd_buf warnings = DD_BUF_INIT;
    struct dd_log log = {keep_text, &warnings};
    struct daydream_projects *projects = NULL;
    const struct daydream_project *project;

    ck_assert_int_eq(mkdir("deep", 0755), 0);
    ck_assert_int_eq(chdir("deep"), 0);
    ck_assert_int_eq(dd_projects_new(&projects, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_projects_from_origin(&log, projects, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(daydream_projects_count(projects), 1);
    project = daydream_projects_home(projects);
    ck_assert_ptr_eq(project, daydream_projects_at(projects, 0));
    check_slug(project->slug, "popoto-");
    ck_assert_str_eq(project->name, "popoto");
    ck_assert_str_eq(project->directory, real);
    ck_assert_str_eq(project->host, "github.com");
    ck_assert_str_eq(project->org, "tom");
    ck_assert_str_eq(project->repo, "popoto");
    ck_assert_str_eq(dd_strings_at(&project->logs, 0), "logs/*.log");
    ck_assert_str_eq(projects->settings.label, "daydream");
    ck_assert_ptr_null(projects->folder);
    ck_assert_str_eq(dd_buf_text(&warnings), "");
    daydream_projects_free(projects);
    dd_buf_free(&warnings);
    free(real);
    free(path);
    leave(scratch);
}
END_TEST

START_TEST(an_origin_that_is_no_github_is_a_warning)
{
    static const char *const origins[] = {NULL, "/srv/git/popoto.git",
                                          "https://tom:hunter2@gitlab.example/a/b/c.git"};

    for (size_t i = 0; i < sizeof origins / sizeof origins[0]; i++) {
        char *scratch = scratch_make();
        char *path = enter_repository(scratch, "popoto", origins[i]);
        struct dd_buf warnings = DD_BUF_INIT;
        struct dd_log log = {keep_text, &warnings};
        struct daydream_projects *projects = NULL;

        ck_assert_int_eq(dd_projects_new(&projects, NULL), DAYDREAM_OK);
        ck_assert_int_eq(dd_projects_from_origin(&log, projects, NULL), DAYDREAM_OK);
        ck_assert_ptr_null(daydream_project_github_repo(daydream_projects_home(projects)));
        ck_assert_msg(strncmp(dd_buf_text(&warnings), "popoto: ", 8) == 0, "%s",
                      dd_buf_text(&warnings));
        ck_assert_ptr_nonnull(strstr(dd_buf_text(&warnings), "org/repo"));
        ck_assert_ptr_null(strstr(dd_buf_text(&warnings), "hunter2"));
        daydream_projects_free(projects);
        dd_buf_free(&warnings);
        free(path);
        leave(scratch);
    }
}
END_TEST

START_TEST(any_directory_name_makes_a_slug)
{
    static const char *const cases[][2] = {
        {"My Project", "My-Project-"},
        {"a_b.c", "a_b.c-"},
        {".hidden", "project-"},
        {"-dash", "project-"},
        {"gr\xc3\xb6\xc3\x9f"
         "e",
         "gr----e-"},
        {"1234567890123456789012345678901234567890123456789012345678901234567890",
         "1234567890123456789012345678901234567890123456789012345-"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *scratch = scratch_make();
        char *path = enter_repository(scratch, cases[i][0], "https://github.com/tom/popoto");
        struct daydream_projects *projects = NULL;

        ck_assert_int_eq(dd_projects_new(&projects, NULL), DAYDREAM_OK);
        ck_assert_int_eq(dd_projects_from_origin(NULL, projects, NULL), DAYDREAM_OK);
        check_slug(daydream_project_slug(daydream_projects_at(projects, 0)), cases[i][1]);
        ck_assert_str_eq(daydream_project_name(daydream_projects_at(projects, 0)), cases[i][0]);
        daydream_projects_free(projects);
        free(path);
        leave(scratch);
    }
}
END_TEST

START_TEST(outside_of_a_repository_it_says_what_to_do)
{
    char *scratch = scratch_make();
    struct daydream_projects *projects = NULL;
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct dd_repository repository;

    ck_assert_int_eq(setenv("GIT_CEILING_DIRECTORIES", scratch, 1), 0);
    ck_assert_int_eq(setenv("GIT_CONFIG_GLOBAL", "/dev/null", 1), 0);
    ck_assert_int_eq(chdir(scratch), 0);
    ck_assert_int_eq(dd_projects_new(&projects, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_projects_from_origin(NULL, projects, &err), DAYDREAM_ERROR_CONFIG);
    ck_assert_ptr_nonnull(strstr(err.text, "no git repository"));
    ck_assert_ptr_nonnull(strstr(err.text, "DAYDREAM_CONFIG"));
    ck_assert_uint_eq(daydream_projects_count(projects), 0);
    err = (struct daydream_error)DAYDREAM_ERROR_INIT;
    ck_assert_int_eq(dd_repository_from_origin(&repository, &err), DAYDREAM_ERROR_ARGUMENT);
    ck_assert_ptr_nonnull(strstr(err.text, "'origin'"));
    ck_assert_ptr_null(repository.repo);
    daydream_projects_free(projects);
    leave(scratch);
}
END_TEST

START_TEST(a_missing_git_says_so)
{
    char *scratch = scratch_make();
    struct daydream_projects *projects = NULL;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_int_eq(setenv("PATH", scratch, 1), 0);
    ck_assert_int_eq(dd_projects_new(&projects, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_projects_from_origin(NULL, projects, &err), DAYDREAM_ERROR_CONFIG);
    ck_assert_msg(strstr(err.text, "(git: ") != NULL, "%s", err.text);
    ck_assert_ptr_nonnull(strstr(err.text, "DAYDREAM_CONFIG"));
    daydream_projects_free(projects);
    scratch_remove(scratch);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        namesakes_are_told_apart,
        the_repository_is_the_only_project_and_home,
        an_origin_that_is_no_github_is_a_warning,
        any_directory_name_makes_a_slug,
        outside_of_a_repository_it_says_what_to_do,
        a_missing_git_says_so,
    };

    return suite_run("model/origin", tests, sizeof tests / sizeof tests[0]);
}
