/* SPDX-License-Identifier: MIT */
/* Opening a run: which state it takes, and what it is narrowed to or leaves alone. */
#include <stdlib.h>
#include <string.h>

#include "store/fixture.h"
#include "support/fleet.h"
#include "support/scratch.h"
#include "support/server.h"
#include "support/suite.h"

START_TEST(narrows_to_projects_and_steps)
{
    struct fleet it;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    fleet_start(&it);
    fleet_open(&it, false);
    ck_assert_int_eq(daydream_run_only_project(it.run, "green", &err), DAYDREAM_ERROR_ARGUMENT);
    ck_assert_msg(strstr(err.text, "'green'") != NULL, "%s", err.text);
    ck_assert_int_eq(daydream_run_only_step(it.run, "dream", NULL), DAYDREAM_ERROR_ARGUMENT);
    ck_assert_int_eq(daydream_run_only_project(it.run, "red", NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_run_only_step(it.run, "create-issues", NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_run_only_step(it.run, "review-logs", NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_run_all(it.run, NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_run_step_status(it.run, "clean-tasks"), DAYDREAM_STEP_PENDING);
    ck_assert_uint_eq(daydream_findings_count(daydream_run_findings(it.run, "blue")), 0);
    fleet_expect_issues(&it, 1, 0);
    fleet_close(&it);
    fleet_day(&it); /* the rest of the date's work */
    fleet_expect_issues(&it, 1, 1);
    fleet_stop(&it);
}
END_TEST

START_TEST(changes_nothing_when_dry)
{
    struct fleet it;
    const struct daydream_issue *issue;
    char *before;
    char *after;

    fleet_start(&it);
    for (int round = 0; round < 2; round++) {
        before = fleet_snapshot(&it);
        fleet_open(&it, true);
        ck_assert_int_eq(daydream_run_all(it.run, NULL), DAYDREAM_OK);
        ck_assert(!daydream_run_failed(it.run));
        fleet_expect_action(&it, "red", DAYDREAM_ACTION_PLANNED);
        issue = daydream_run_issue(it.run, "red");
        ck_assert_str_eq(daydream_issue_repository(issue), "github.com/acme/red");
        ck_assert_str_eq(daydream_issue_label(issue), "daydream");
        ck_assert_ptr_nonnull(strstr(daydream_issue_title(issue), " - Red"));
        ck_assert_ptr_nonnull(strstr(daydream_issue_body(issue), round == 0 ? "Only red" : "roof"));
        ck_assert_ptr_null(daydream_issue_url(issue));
        fleet_close(&it);
        after = fleet_snapshot(&it);
        ck_assert_str_eq(after, before);
        free(before);
        free(after);
        if (round == 0) {
            ck_assert_int_eq(hub_count(&it.hub, "POST"), 0);
            fleet_expect_issues(&it, 0, 0);
            fleet_day(&it);
            it.now += FLEET_DAY;
            fleet_log(&it, "red", 1, 0, "ERROR", "The roof of red leaks");
        }
    }
    fleet_expect_issues(&it, 1, 1);
    ck_assert_int_eq(hub_count(&it.hub, "PATCH"), 0);
    fleet_stop(&it);
}
END_TEST

START_TEST(is_alone_with_its_state)
{
    struct fleet it;
    struct daydream *other;
    struct daydream_run *second = NULL;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    fleet_start(&it);
    fleet_open(&it, false);
    other = fleet_session(&it);
    ck_assert_int_eq(daydream_run_new(other, false, &second, &err), DAYDREAM_ERROR_LOCKED);
    ck_assert_ptr_null(second);
    ck_assert_str_ne(err.text, "");
    fleet_close(&it);
    ck_assert_int_eq(daydream_run_new(other, false, &second, NULL), DAYDREAM_OK);
    daydream_run_free(second);
    daydream_free(other);
    fleet_stop(&it);
}
END_TEST

static void spoil(const char *path, const char *how)
{
    char *folder = strdup(path);

    if (strcmp(how, "newer") == 0) {
        fixture_sql(path, "PRAGMA user_version = 9999");
    } else {
        *strrchr(folder, '/') = '\0';
        free(
            scratch_write(folder, "daydream.db", "this was a database once, and is none any more"));
    }
    free(folder);
}

START_TEST(leaves_a_state_alone_that_it_cannot_use)
{
    static const char *const cases[] = {"newer", "corrupt"};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct fleet it;
        struct daydream *dd;
        struct daydream_run *run = NULL;
        struct daydream_error err = DAYDREAM_ERROR_INIT;
        char *path;
        char *before;
        char *after;

        fleet_start(&it);
        fleet_day(&it);
        path = scratch_path(it.state, "daydream.db");
        spoil(path, cases[i]);
        before = fixture_file(path);
        dd = fleet_session(&it);
        ck_assert_msg(daydream_run_new(dd, false, &run, &err) == DAYDREAM_ERROR_STATE, "%s",
                      cases[i]);
        ck_assert_ptr_null(run);
        ck_assert_msg(strstr(err.text, path) != NULL, "%s", err.text);
        after = fixture_file(path);
        ck_assert_str_eq(after, before);
        free(path);
        free(before);
        free(after);
        daydream_free(dd);
        fleet_stop(&it);
    }
}
END_TEST

/* Whoever mistypes a name at midnight has not begun the day. */
START_TEST(without_a_step_no_date_is_begun)
{
    struct fleet it;

    fleet_start(&it);
    it.now -= 3600;
    fleet_open(&it, false);
    ck_assert_int_eq(daydream_run_only_project(it.run, "tpyo", NULL), DAYDREAM_ERROR_ARGUMENT);
    fleet_close(&it);
    it.now += 3600;
    fleet_log(&it, "red", 0, 21 * 3600 - 60, "ERROR", "A minute before six");
    fleet_run(&it);
    ck_assert_uint_eq(daydream_findings_count(daydream_run_findings(it.run, "red")), 3);
    fleet_stop(&it);
}
END_TEST

/* What is left out of a later opening keeps what became of it. */
START_TEST(a_narrow_run_keeps_the_others_issues)
{
    struct fleet it;
    char *json = NULL;

    fleet_start(&it);
    fleet_day(&it);
    fleet_open(&it, false);
    ck_assert_int_eq(daydream_issue_action(daydream_run_issue(it.run, "blue")),
                     DAYDREAM_ACTION_EXISTS);
    ck_assert_int_eq(daydream_run_only_project(it.run, "red", NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_run_all(it.run, NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_run_to_json(it.run, &json, NULL), DAYDREAM_OK);
    ck_assert_ptr_null(strstr(json, "\"action\":\"none\",\"url\":null,"));
    ck_assert_ptr_nonnull(strstr(json, "acme/blue/issues/1"));
    daydream_free_text(json);
    fleet_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        narrows_to_projects_and_steps,   changes_nothing_when_dry,
        is_alone_with_its_state,         leaves_a_state_alone_that_it_cannot_use,
        without_a_step_no_date_is_begun, a_narrow_run_keeps_the_others_issues,
    };

    if (!server_available())
        return suite_skip("run", "no python3");
    return suite_run("run", tests, sizeof tests / sizeof tests[0]);
}
