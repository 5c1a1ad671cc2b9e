/* SPDX-License-Identifier: MIT */
/* The day's report in each project's own repository, and what waits for better days. */
#include <stdlib.h>
#include <string.h>

#include "support/fleet.h"
#include "support/server.h"
#include "support/suite.h"

#define POST_TO_RED "\"method\": \"POST\", \"path\": \"acme/red/issues\""

/* What keeps red from being filed; blue is filed all the same. */
static const struct {
    const char *fault;
    enum daydream_status cause;
} faults[] = {
    {"{" POST_TO_RED ", \"status\": 502}", DAYDREAM_ERROR_AMBIGUOUS},
    {"{" POST_TO_RED ", \"status\": 403, \"count\": 2}", DAYDREAM_ERROR_FORBIDDEN},
    {"{" POST_TO_RED ", \"status\": 404}", DAYDREAM_ERROR_NOT_FOUND},
    {"{" POST_TO_RED ", \"status\": 410}", DAYDREAM_ERROR_GONE},
    {"{" POST_TO_RED ", \"status\": 422, \"count\": 2}", DAYDREAM_ERROR_REJECTED},
    {"{" POST_TO_RED ", \"drop\": \"after\"}", DAYDREAM_ERROR_AMBIGUOUS},
    {"{\"method\": \"GET\", \"path\": \"acme/red/issues.*state=all\", \"status\": 500, \"count\": "
     "3}",
     DAYDREAM_ERROR_SERVER},
};

START_TEST(queues_one_and_goes_on_with_the_others)
{
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        struct fleet it;
        const struct daydream_issue *issue;

        fleet_start(&it);
        fleet_fault(&it, faults[i].fault);
        fleet_run(&it);
        ck_assert_msg(daydream_run_failed(it.run), "%s", faults[i].fault);
        issue = daydream_run_issue(it.run, "red");
        fleet_expect_action(&it, "red", DAYDREAM_ACTION_QUEUED);
        ck_assert_msg(daydream_issue_cause(issue) == faults[i].cause, "%s: %s", faults[i].fault,
                      daydream_status_name(daydream_issue_cause(issue)));
        ck_assert_str_ne(daydream_issue_reason(issue), "");
        fleet_expect_action(&it, "blue", DAYDREAM_ACTION_CREATED);
        ck_assert_int_eq(daydream_run_step_status(it.run, "create-issues"), DAYDREAM_STEP_FAILED);
        ck_assert_ptr_nonnull(strstr(daydream_run_step_reason(it.run, "create-issues"), "red: "));
        fleet_close(&it);
        fleet_run(&it);
        ck_assert_msg(!daydream_run_failed(it.run), "%s", faults[i].fault);
        fleet_expect_action(&it, "red", DAYDREAM_ACTION_CREATED);
        fleet_expect_issues(&it, 1, 1);
        fleet_stop(&it);
    }
}
END_TEST

START_TEST(files_without_its_label)
{
    static const struct {
        const char *path;
        const char *wish;
    } cases[] = {
        {"/_fault", "{\"method\": \"POST\", \"path\": \"acme/red/labels\", \"status\": 403}"},
        {"/_fault", "{" POST_TO_RED ", \"drop_labels\": true}"},
        {"/_seed", "{\"repo\": \"acme/red\", \"push\": false}"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct fleet it;

        fleet_start(&it);
        hub_tell(&it.hub, cases[i].path, cases[i].wish);
        fleet_day(&it);
        fleet_expect_issues(&it, 1, 1);
        ck_assert_msg(fleet_has_said(&it, "acme/red") && fleet_has_said(&it, "without"), "%s",
                      dd_buf_text(&it.said));
        fleet_day(&it); /* and knows it again by its marker */
        fleet_expect_issues(&it, 1, 1);
        fleet_stop(&it);
    }
}
END_TEST

START_TEST(waits_patiently_without_token_or_network)
{
    for (int round = 0; round < 2; round++) {
        struct fleet it;

        fleet_start(&it);
        it.offline = round == 0;
        it.token = round == 0 ? HUB_TOKEN : NULL;
        fleet_run(&it);
        ck_assert(!daydream_run_failed(it.run));
        fleet_expect_action(&it, "red", DAYDREAM_ACTION_QUEUED);
        ck_assert_int_eq(daydream_issue_cause(daydream_run_issue(it.run, "red")),
                         round == 0 ? DAYDREAM_ERROR_OFFLINE : DAYDREAM_ERROR_NO_TOKEN);
        ck_assert_int_eq(hub_count(&it.hub, "GET"), 0);
        fleet_close(&it);
        it.offline = false;
        it.token = HUB_TOKEN;
        fleet_day(&it);
        fleet_day(&it);
        fleet_expect_issues(&it, 1, 1);
        fleet_stop(&it);
    }
}
END_TEST

START_TEST(fails_where_nobody_listens)
{
    struct fleet it;

    fleet_start(&it);
    it.url = "http://127.0.0.1:1";
    fleet_run(&it);
    ck_assert(daydream_run_failed(it.run));
    fleet_expect_action(&it, "red", DAYDREAM_ACTION_QUEUED);
    ck_assert_int_eq(daydream_issue_cause(daydream_run_issue(it.run, "red")),
                     DAYDREAM_ERROR_NETWORK);
    fleet_close(&it);
    it.url = hub_url(&it.hub);
    it.now += FLEET_DAY; /* the next date sends what waits */
    fleet_run(&it);
    ck_assert(!daydream_run_failed(it.run));
    ck_assert(fleet_has_said(&it, "2 issues from earlier dates went out"));
    fleet_expect_issues(&it, 1, 1);
    fleet_stop(&it);
}
END_TEST

/* What the date's later run finds out (here: how many bugs there are) is in the body that is sent.
 */
START_TEST(sends_the_newest_body)
{
    struct fleet it;
    char *body;

    fleet_start(&it);
    it.offline = true;
    fleet_run(&it);
    fleet_close(&it);
    it.offline = false;
    hub_tell(&it.hub, "/_seed",
             "{\"repo\": \"acme/blue\", \"issues\": [{\"title\": \"Leak\", \"labels\": "
             "[\"bug\"]}]}");
    fleet_day(&it);
    body = fleet_issue_text(&it, "acme/blue", 1, "body");
    ck_assert_msg(strstr(body, "1 open bug") != NULL && strstr(body, "Only blue") != NULL, "%s",
                  body);
    free(body);
    fleet_expect_issues(&it, 1, 2);
    fleet_stop(&it);
}
END_TEST

/* The machine went down before it came to the issues, and was off until the next day. */
START_TEST(files_what_an_earlier_date_did_not_come_to)
{
    struct fleet it;
    char *title;
    char *body;

    fleet_start(&it);
    it.run_id = NULL;
    fleet_open(&it, false);
    ck_assert_int_eq(daydream_step_review_logs(it.run, NULL), DAYDREAM_OK);
    fleet_close(&it);
    for (int day = 0; day < 2; day++) {
        it.now += FLEET_DAY;
        fleet_day(&it);
        fleet_expect_issues(&it, 1, 1);
    }
    title = fleet_issue_text(&it, "acme/red", 0, "title");
    body = fleet_issue_text(&it, "acme/red", 0, "body");
    ck_assert_str_eq(title, "Daydream Report - " FLEET_DATE " - Red");
    ck_assert_msg(strstr(body, "Only red") != NULL, "%s", body);
    ck_assert_msg(strstr(body, "**pending · clean-tasks** not done") != NULL, "%s", body);
    free(body);
    free(title);
    fleet_stop(&it);
}
END_TEST

/* A report that somebody made with daydream_create_issue() exists nowhere else while it waits. What
 * the run found besides follows once it is filed. */
START_TEST(leaves_a_callers_own_report_as_it_is)
{
    struct fleet it;
    struct daydream_findings *findings = NULL;
    struct daydream_issue *issue = NULL;
    char *body;

    fleet_start(&it);
    it.offline = true;
    it.dd = fleet_session(&it);
    ck_assert_int_eq(daydream_findings_new(&findings, NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_findings_add(findings, "red", "backup", DAYDREAM_SEVERITY_ERROR,
                                           "No backup since Monday", NULL, NULL),
                     DAYDREAM_OK);
    ck_assert_int_eq(daydream_create_issue(it.dd, findings, FLEET_DATE, "acme/red", &issue, NULL),
                     DAYDREAM_OK);
    ck_assert_int_eq(daydream_issue_action(issue), DAYDREAM_ACTION_QUEUED);
    daydream_issue_free(issue);
    daydream_findings_free(findings);
    fleet_close(&it);
    fleet_day(&it);
    ck_assert(fleet_has_said(&it, "acme/red"));
    it.offline = false;
    fleet_day(&it);
    body = fleet_issue_text(&it, "acme/red", 0, "body");
    ck_assert_msg(strstr(body, "No backup since Monday") != NULL, "%s", body);
    free(body);
    fleet_expect_issues(&it, 1, 1);
    body = fleet_comment(&it, "acme/red", 0, 0);
    ck_assert_msg(strstr(body, "Only red") != NULL, "%s", body);
    ck_assert_msg(strstr(body, "No backup") == NULL, "%s", body);
    free(body);
    fleet_stop(&it);
}
END_TEST

static const struct {
    const char *name;
    const char *issue;
    enum daydream_action action;
    size_t count;
} present[] = {
    {"a stranger's title", "{\"title\": \"Daydream Report - 2026-02-18 - Red\"}",
     DAYDREAM_ACTION_CREATED, 2},
    {"a stranger's marker",
     "{\"title\": \"x\", \"association\": \"CONTRIBUTOR\", \"body\": \"<!-- daydream:1 "
     "date=2026-02-18 repo=github.com/acme/red machine=0123456789abcdef run=x fp= -->\"}",
     DAYDREAM_ACTION_CREATED, 2},
    {"our own closed one",
     "{\"title\": \"Daydream Report - 2026-02-18 - Red\", \"author\": \"daydream-user\", "
     "\"state\": \"closed\"}",
     DAYDREAM_ACTION_COMMENTED, 1},
    {"another machine's under another name",
     "{\"title\": \"Daydream Report - 2026-02-18 - Rouge\", \"association\": \"MEMBER\"}",
     DAYDREAM_ACTION_COMMENTED, 1},
};

START_TEST(respects_the_report_that_is_there)
{
    for (size_t i = 0; i < sizeof present / sizeof present[0]; i++) {
        struct fleet it;
        struct dd_buf wish = DD_BUF_INIT;

        fleet_start(&it);
        dd_buf_printf(&wish, "{\"repo\": \"acme/red\", \"issues\": [%s]}", present[i].issue);
        hub_tell(&it.hub, "/_seed", dd_buf_text(&wish));
        fleet_run(&it);
        ck_assert_msg(!daydream_run_failed(it.run), "%s", present[i].name);
        fleet_expect_action(&it, "red", present[i].action);
        ck_assert_msg(fleet_issues(&it, "acme/red") == present[i].count, "%s", present[i].name);
        dd_buf_free(&wish);
        fleet_stop(&it);
    }
}
END_TEST

START_TEST(has_nothing_to_say_on_a_quiet_day)
{
    struct fleet it;

    fleet_start(&it);
    fleet_day(&it);
    it.now += FLEET_DAY;
    fleet_run(&it);
    fleet_expect_action(&it, "red", DAYDREAM_ACTION_NONE);
    ck_assert_int_eq(daydream_run_step_status(it.run, "create-issues"), DAYDREAM_STEP_DONE);
    fleet_expect_issues(&it, 1, 1);
    fleet_stop(&it);
}
END_TEST

START_TEST(makes_the_same_body_of_the_same_input)
{
    char *bodies[2];

    for (int i = 0; i < 2; i++) {
        struct fleet it;

        fleet_start(&it);
        fleet_day(&it);
        bodies[i] = fleet_issue_text(&it, "acme/red", 0, "body");
        fleet_stop(&it);
    }
    ck_assert_str_eq(bodies[0], bodies[1]);
    free(bodies[0]);
    free(bodies[1]);
}
END_TEST

/* Text that a log may hold by bad luck or by malice. */
START_TEST(lets_no_log_line_act)
{
    struct fleet it;
    char *body;

    fleet_start(&it);
    fleet_log(&it, "red", 0, 10, "ERROR", "Ask @octocat about #1 and ![x](http://evil.example/p)");
    fleet_log(&it, "red", 0, 11, "ERROR",
              "<!-- daydream:1 date=2026-02-19 repo=github.com/acme/red machine=m run=r fp= -->");
    fleet_day(&it);
    it.now += FLEET_DAY;
    fleet_log(&it, "red", 1, 0, "ERROR", "Something else");
    fleet_day(&it); /* the forged marker is of this date */
    fleet_expect_issues(&it, 2, 1);
    body = fleet_issue_text(&it, "acme/red", 0, "body");
    ck_assert_msg(strstr(body, "octocat") != NULL, "%s", body);
    ck_assert_msg(strstr(body, "\n<!-- daydream:1 date=2026-02-19") == NULL, "%s", body);
    free(body);
    fleet_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        queues_one_and_goes_on_with_the_others,
        files_without_its_label,
        waits_patiently_without_token_or_network,
        fails_where_nobody_listens,
        sends_the_newest_body,
        files_what_an_earlier_date_did_not_come_to,
        leaves_a_callers_own_report_as_it_is,
        respects_the_report_that_is_there,
        has_nothing_to_say_on_a_quiet_day,
        makes_the_same_body_of_the_same_input,
        lets_no_log_line_act,
    };

    if (!server_available())
        return suite_skip("steps/create-issues", "no python3");
    return suite_run("steps/create-issues", tests, sizeof tests / sizeof tests[0]);
}
