/* SPDX-License-Identifier: MIT */
/* What a caller gets to see of a run. */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "support/fleet.h"
#include "support/suite.h"

START_TEST(shows_a_fresh_run)
{
    struct fleet it;
    const struct daydream_projects *projects;

    fleet_lay_out(&it);
    it.offline = true;
    fleet_open(&it, false);
    projects = daydream_run_projects(it.run);
    ck_assert_str_eq(daydream_run_date(it.run), FLEET_DATE);
    ck_assert_uint_eq(daydream_projects_count(projects), 3);
    ck_assert_str_eq(daydream_project_slug(daydream_projects_at(projects, 2)), "plain");
    ck_assert(!daydream_run_failed(it.run));
    ck_assert_int_eq(daydream_run_step_status(it.run, "review-logs"), DAYDREAM_STEP_PENDING);
    ck_assert_ptr_null(daydream_run_step_reason(it.run, "review-logs"));
    ck_assert_uint_eq(daydream_findings_count(daydream_run_findings(it.run, "red")), 0);
    ck_assert_ptr_null(daydream_run_issue(it.run, "red"));
    fleet_stop(&it);
}
END_TEST

START_TEST(knows_nothing_of_strangers)
{
    struct fleet it;

    fleet_lay_out(&it);
    it.offline = true;
    fleet_open(&it, false);
    ck_assert_ptr_null(daydream_run_findings(it.run, "green"));
    ck_assert_ptr_null(daydream_run_issue(it.run, "green"));
    ck_assert_int_eq(daydream_run_step_status(it.run, "dream"), DAYDREAM_STEP_PENDING);
    ck_assert_ptr_null(daydream_run_step_reason(it.run, "dream"));
    fleet_stop(&it);
}
END_TEST

START_TEST(shows_what_a_project_came_to)
{
    struct fleet it;
    const struct daydream_finding *finding;
    const struct daydream_issue *issue;

    fleet_lay_out(&it);
    it.offline = true;
    fleet_run(&it);
    ck_assert(!daydream_run_failed(it.run)); /* nobody asked for it to go out */
    ck_assert_uint_eq(daydream_findings_count(daydream_run_findings(it.run, "red")), 1);
    finding = daydream_findings_at(daydream_run_findings(it.run, "red"), 0);
    ck_assert_str_eq(daydream_finding_key(finding), "red:logs");
    ck_assert_int_eq(daydream_finding_severity(finding), DAYDREAM_SEVERITY_ERROR);
    ck_assert_int_eq(daydream_finding_state(finding), DAYDREAM_STATE_NEW);
    ck_assert_int_eq(daydream_finding_first(finding), FLEET_NOW - FLEET_DAY + 3 * 3600);
    issue = daydream_run_issue(it.run, "blue");
    ck_assert_int_eq(daydream_issue_action(issue), DAYDREAM_ACTION_QUEUED);
    ck_assert_int_eq(daydream_issue_cause(issue), DAYDREAM_ERROR_OFFLINE);
    ck_assert_ptr_nonnull(daydream_issue_reason(issue));
    fleet_stop(&it);
}
END_TEST

static struct json_object *member(struct json_object *list, const char *key, const char *value)
{
    for (size_t i = 0; i < json_object_array_length(list); i++)
        if (strcmp(dd_json_text(json_object_array_get_idx(list, i), key, ""), value) == 0)
            return json_object_array_get_idx(list, i);
    ck_abort_msg("no %s %s", key, value);
    return NULL;
}

static void check_step(struct json_object *steps, const char *name, int64_t number,
                       const char *status)
{
    struct json_object *step = member(steps, "name", name);
    int64_t got = 0;

    ck_assert_int_eq(dd_json_int(step, "number", &got), DD_JSON_OK);
    ck_assert_int_eq(got, number);
    ck_assert_str_eq(dd_json_text(step, "status", ""), status);
    ck_assert_ptr_nonnull(json_object_object_get(step, "seconds"));
}

START_TEST(writes_the_run_as_json)
{
    struct fleet it;
    char *text = NULL;
    struct json_object *json = NULL;
    struct json_object *list = NULL;
    struct json_object *issue = NULL;

    fleet_lay_out(&it);
    it.offline = true;
    fleet_run(&it);
    ck_assert_int_eq(daydream_run_to_json(it.run, &text, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_json_parse(text, strlen(text), "run", DAYDREAM_ERROR_PROTOCOL, &json, NULL),
                     DAYDREAM_OK);
    ck_assert_str_eq(dd_json_text(json, "date", ""), FLEET_DATE);
    ck_assert_int_eq(dd_json_array(json, "steps", &list), DD_JSON_OK);
    check_step(list, "review-logs", 2, "done");
    check_step(list, "clean-tasks", 4, "skipped");
    check_step(list, "produce-report", 9, "done");
    check_step(list, "create-issues", 10, "done");
    ck_assert_int_eq(dd_json_array(json, "projects", &list), DD_JSON_OK);
    ck_assert_uint_eq(json_object_array_length(list), 3);
    ck_assert_int_eq(dd_json_object(member(list, "slug", "red"), "issue", &issue), DD_JSON_OK);
    ck_assert_str_eq(dd_json_text(issue, "action", ""), "queued");
    ck_assert_int_eq(dd_json_object(member(list, "slug", "plain"), "issue", &issue), DD_JSON_OK);
    ck_assert_str_eq(dd_json_text(issue, "action", ""), "none");
    json_object_put(json);
    daydream_free_text(text);
    fleet_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {shows_a_fresh_run, knows_nothing_of_strangers,
                                  shows_what_a_project_came_to, writes_the_run_as_json};

    return suite_run("run-view", tests, sizeof tests / sizeof tests[0]);
}
