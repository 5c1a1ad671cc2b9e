/* SPDX-License-Identifier: MIT */
/* Loading the projects for a session. */
#include <stdlib.h>
#include <string.h>

#include "model/projects.h"
#include "session.h"
#include "support/fleet.h"
#include "support/suite.h"

START_TEST(are_those_of_the_config_file)
{
    struct fleet it;
    struct daydream_projects *projects = NULL;

    fleet_lay_out(&it);
    it.dd = fleet_session(&it);
    ck_assert_int_eq(daydream_load_projects(it.dd, &projects, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(daydream_projects_count(projects), 3);
    daydream_free(it.dd); /* they outlive the session */
    it.dd = NULL;
    ck_assert_str_eq(daydream_project_slug(daydream_projects_at(projects, 0)), "red");
    ck_assert_ptr_null(daydream_projects_at(projects, 3));
    daydream_projects_free(projects);
    fleet_stop(&it);
}
END_TEST

START_TEST(are_skipped_aloud_when_asked_for)
{
    struct fleet it;
    struct daydream_projects *projects = NULL;

    fleet_lay_out(&it);
    fleet_configure(&it, "{\"projects\": {\"lost\": {\"working_directory\": \"../nowhere\"},"
                         "\"vague\": {}, \"red\": {\"working_directory\": \"../red\"}}}");
    it.dd = fleet_session(&it);
    ck_assert_int_eq(dd_session_projects(it.dd, &projects, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(daydream_projects_count(projects), 1);
    ck_assert(!fleet_has_said(&it, "WARNING"));
    daydream_projects_free(projects);
    ck_assert_int_eq(daydream_load_projects(it.dd, &projects, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(daydream_projects_skipped_count(projects), 2);
    ck_assert_str_eq(daydream_projects_skipped_slug(projects, 0), "lost");
    ck_assert_ptr_nonnull(strstr(daydream_projects_skipped_reason(projects, 0), "nowhere"));
    ck_assert(fleet_has_said(&it, "lost") && fleet_has_said(&it, "vague"));
    daydream_projects_free(projects);
    fleet_stop(&it);
}
END_TEST

START_TEST(belong_to_the_host_that_the_session_names)
{
    static const struct {
        const char *host;
        size_t count;
    } cases[] = {{"Studio", 1}, {"STUDIO.local", 1}, {"attic", 0}};
    struct fleet it;

    fleet_lay_out(&it);
    fleet_configure(&it, "{\"projects\": {\"red\": {\"working_directory\": \"../red\"}},"
                         "\"daydream\": {\"machines\": {\"red\": \"studio\"}}}");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct daydream_projects *projects = NULL;

        it.dd = fleet_session(&it);
        ck_assert_int_eq(daydream_set(it.dd, DAYDREAM_OPTION_HOST_NAME, cases[i].host, NULL),
                         DAYDREAM_OK);
        ck_assert_int_eq(daydream_load_projects(it.dd, &projects, NULL), DAYDREAM_OK);
        ck_assert_msg(daydream_projects_count(projects) == cases[i].count, "%s", cases[i].host);
        daydream_projects_free(projects);
        fleet_close(&it);
    }
    fleet_stop(&it);
}
END_TEST

START_TEST(are_an_error_when_the_file_is_broken)
{
    static const char *const texts[] = {"{\"projects\": {", "[]]", "", "\"text"};
    struct fleet it;

    fleet_lay_out(&it);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct daydream_projects *projects = NULL;
        struct daydream_error err = DAYDREAM_ERROR_INIT;

        fleet_configure(&it, texts[i]);
        it.dd = fleet_session(&it);
        ck_assert_int_eq(daydream_load_projects(it.dd, &projects, &err), DAYDREAM_ERROR_CONFIG);
        ck_assert_ptr_null(projects);
        ck_assert_msg(strstr(err.text, "projects.json") != NULL, "%s", err.text);
        ck_assert_int_eq(daydream_run_new(it.dd, true, &it.run, NULL), DAYDREAM_ERROR_CONFIG);
        fleet_close(&it);
    }
    fleet_stop(&it);
}
END_TEST

START_TEST(are_unknown_without_a_file)
{
    struct daydream *dd = NULL;
    struct daydream_projects *projects = NULL;

    ck_assert_int_eq(daydream_new(&dd, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_session_projects(dd, &projects, NULL), DAYDREAM_OK);
    ck_assert_ptr_null(projects);
    daydream_free(dd);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {are_those_of_the_config_file, are_skipped_aloud_when_asked_for,
                                  belong_to_the_host_that_the_session_names,
                                  are_an_error_when_the_file_is_broken, are_unknown_without_a_file};

    return suite_run("session-projects", tests, sizeof tests / sizeof tests[0]);
}
