/* SPDX-License-Identifier: MIT */
/* The one-call functions take all from the environment, and nothing from GH_REPO. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/proc.h"
#include "support/fleet.h"
#include "support/server.h"
#include "support/suite.h"

static void set_environment(struct fleet *it)
{
    const struct {
        const char *name;
        const char *value;
    } variables[] = {
        {"DAYDREAM_CONFIG", it->config}, {"DAYDREAM_STATE_DIR", it->state},
        {"GH_TOKEN", HUB_TOKEN},         {"GITHUB_API_URL", hub_url(&it->hub)},
        {"GH_REPO", "acme/blue"},        {"HOME", it->folder},
    };

    for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++)
        ck_assert_int_eq(setenv(variables[i].name, variables[i].value, 1), 0);
    ck_assert_int_eq(unsetenv("XDG_CONFIG_HOME"), 0);
    ck_assert_int_eq(unsetenv("XDG_STATE_HOME"), 0);
}

static void git(const char *const *argv)
{
    const struct dd_proc proc = {argv, 60000, 65536};
    struct dd_buf said = DD_BUF_INIT;
    int exit_status = -1;

    ck_assert_int_eq(dd_proc_run(&proc, &said, &exit_status, NULL), DAYDREAM_OK);
    ck_assert_msg(exit_status == 0, "%s: %s", argv[1], dd_buf_text(&said));
    dd_buf_free(&said);
}

/* Go into a repository whose origin is acme/red. */
static void enter_repository(const struct fleet *it)
{
    static const char *const make[] = {"git", "init", "-q", "red", NULL};
    static const char *const point[] = {
        "git", "-C", "red", "remote", "add", "origin", "https://github.com/acme/red.git", NULL};

    ck_assert_int_eq(chdir(it->folder), 0);
    git(make);
    git(point);
    ck_assert_int_eq(chdir("red"), 0);
}

static enum daydream_action create(const char *date, const char *repo)
{
    struct daydream_findings *findings = NULL;
    struct daydream_issue *issue = NULL;
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    enum daydream_action action;

    ck_assert_int_eq(daydream_findings_new(&findings, NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_findings_add(findings, "red", "custom", DAYDREAM_SEVERITY_WARNING,
                                           "It broke", NULL, NULL),
                     DAYDREAM_OK);
    ck_assert_msg(create_daydream_issue(findings, date, repo, &issue, &err) == DAYDREAM_OK, "%s",
                  err.text);
    action = daydream_issue_action(issue);
    daydream_issue_free(issue);
    daydream_findings_free(findings);
    return action;
}

START_TEST(loads_the_local_projects)
{
    struct fleet it;
    struct daydream_projects *projects = NULL;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    fleet_start(&it);
    set_environment(&it);
    ck_assert_int_eq(load_local_projects(&projects, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(daydream_projects_count(projects), 3);
    daydream_projects_free(projects);
    ck_assert_int_eq(setenv("DAYDREAM_CONFIG", "/nowhere/projects.json", 1), 0);
    ck_assert_int_eq(load_local_projects(&projects, &err), DAYDREAM_ERROR_CONFIG);
    ck_assert_ptr_null(projects);
    ck_assert_ptr_nonnull(strstr(err.text, "/nowhere/projects.json"));
    fleet_stop(&it);
}
END_TEST

START_TEST(files_and_finds_where_it_is_told)
{
    struct fleet it;
    struct daydream_issue *issue = NULL;

    fleet_start(&it);
    set_environment(&it);
    ck_assert_int_eq(issue_exists_for_date(FLEET_DATE, "acme/red", &issue, NULL), DAYDREAM_OK);
    ck_assert_ptr_null(issue);
    ck_assert_int_eq(create(FLEET_DATE, "acme/red"), DAYDREAM_ACTION_CREATED);
    ck_assert_int_eq(create(FLEET_DATE, "acme/red"), DAYDREAM_ACTION_EXISTS);
    ck_assert_int_eq(issue_exists_for_date(FLEET_DATE, "acme/red", &issue, NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_issue_number(issue), 1);
    daydream_issue_free(issue);
    fleet_expect_issues(&it, 1, 0);
    fleet_stop(&it);
}
END_TEST

START_TEST(means_the_origin_where_no_repository_is_named)
{
    struct fleet it;
    struct daydream_issue *issue = NULL;

    fleet_start(&it);
    set_environment(&it);
    enter_repository(&it);
    ck_assert_int_eq(create(FLEET_DATE, NULL), DAYDREAM_ACTION_CREATED);
    ck_assert_int_eq(issue_exists_for_date(FLEET_DATE, NULL, &issue, NULL), DAYDREAM_OK);
    ck_assert_ptr_nonnull(issue);
    daydream_issue_free(issue);
    fleet_expect_issues(&it, 1, 0);
    ck_assert_int_eq(chdir("/"), 0);
    fleet_stop(&it);
}
END_TEST

START_TEST(fails_with_nothing_in_hand)
{
    struct fleet it;
    struct daydream_issue *issue = NULL;
    struct daydream_projects *projects = NULL;
    struct daydream_findings *findings = NULL;

    fleet_start(&it);
    set_environment(&it);
    ck_assert_int_eq(daydream_findings_new(&findings, NULL), DAYDREAM_OK);
    ck_assert_int_eq(setenv("GH_TOKEN", "broken\ntoken", 1), 0);
    ck_assert_int_eq(load_local_projects(&projects, NULL), DAYDREAM_ERROR_ARGUMENT);
    ck_assert_ptr_null(projects);
    ck_assert_int_eq(issue_exists_for_date(FLEET_DATE, "acme/red", &issue, NULL),
                     DAYDREAM_ERROR_ARGUMENT);
    ck_assert_ptr_null(issue);
    ck_assert_int_eq(create_daydream_issue(findings, FLEET_DATE, "acme/red", &issue, NULL),
                     DAYDREAM_ERROR_ARGUMENT);
    ck_assert_ptr_null(issue);
    daydream_findings_free(findings);
    fleet_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {loads_the_local_projects, files_and_finds_where_it_is_told,
                                  means_the_origin_where_no_repository_is_named,
                                  fails_with_nothing_in_hand};

    if (!server_available())
        return suite_skip("once", "no python3");
    return suite_run("once", tests, sizeof tests / sizeof tests[0]);
}
