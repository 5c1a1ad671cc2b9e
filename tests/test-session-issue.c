/* SPDX-License-Identifier: MIT */
/* Looking for and filing a single report. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "support/fleet.h"
#include "support/scratch.h"
#include "support/server.h"
#include "support/suite.h"

#define SLACK "xoxb-123456789012-1234567890123-AbCdEfGhIjKlMnOpQrStUvWx"

static struct daydream_findings *make_findings(const char *text)
{
    struct daydream_findings *findings = NULL;
    struct daydream_finding *finding = NULL;

    ck_assert_int_eq(daydream_findings_new(&findings, NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_findings_add(findings, "red", "custom", DAYDREAM_SEVERITY_ERROR, text,
                                           &finding, NULL),
                     DAYDREAM_OK);
    ck_assert_int_eq(daydream_finding_add_detail(finding, text, NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_finding_add_evidence(finding, text, NULL), DAYDREAM_OK);
    return findings;
}

static enum daydream_status create(struct fleet *it, const char *text, const char *date,
                                   const char *repo, struct daydream_issue **out)
{
    struct daydream_findings *findings = make_findings(text);
    enum daydream_status status;

    fleet_close(it);
    it->dd = fleet_session(it);
    status = daydream_create_issue(it->dd, findings, date, repo, out, NULL);
    daydream_findings_free(findings);
    return status;
}

START_TEST(is_filed_once_and_found)
{
    struct fleet it;
    struct daydream_issue *issue = NULL;
    char *title;

    fleet_start(&it);
    it.dd = fleet_session(&it);
    ck_assert_int_eq(daydream_find_issue(it.dd, FLEET_DATE, "acme/red", &issue, NULL), DAYDREAM_OK);
    ck_assert_ptr_null(issue);
    ck_assert_int_eq(create(&it, "It broke", FLEET_DATE, "acme/red", &issue), DAYDREAM_OK);
    ck_assert_int_eq(daydream_issue_action(issue), DAYDREAM_ACTION_CREATED);
    ck_assert_ptr_nonnull(daydream_issue_url(issue));
    daydream_issue_free(issue);
    ck_assert_int_eq(create(&it, "It broke", FLEET_DATE, "github.com/Acme/Red", &issue),
                     DAYDREAM_OK);
    ck_assert_int_eq(daydream_issue_action(issue), DAYDREAM_ACTION_EXISTS);
    daydream_issue_free(issue);
    ck_assert_int_eq(daydream_find_issue(it.dd, FLEET_DATE, "acme/red", &issue, NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_issue_number(issue), 1);
    daydream_issue_free(issue);
    ck_assert_int_eq(daydream_find_issue(it.dd, "2026-02-19", "acme/red", &issue, NULL),
                     DAYDREAM_OK);
    ck_assert_ptr_null(issue);
    title = fleet_issue_text(&it, "acme/red", 0, "title");
    ck_assert_str_eq(title, "Daydream Report - 2026-02-18 - Red"); /* named as in projects.json */
    free(title);
    fleet_day(&it); /* the run knows it too */
    fleet_expect_issues(&it, 1, 1);
    hub_check_traffic(&it.hub);
    fleet_stop(&it);
}
END_TEST

START_TEST(waits_where_it_cannot_be_filed)
{
    struct fleet it;
    struct daydream_issue *issue = NULL;

    fleet_start(&it);
    it.token = NULL;
    ck_assert_int_eq(create(&it, "It broke", FLEET_DATE, "acme/red", &issue), DAYDREAM_OK);
    ck_assert_int_eq(daydream_issue_action(issue), DAYDREAM_ACTION_QUEUED);
    ck_assert_int_eq(daydream_issue_cause(issue), DAYDREAM_ERROR_NO_TOKEN);
    daydream_issue_free(issue);
    /* to look is another matter: no answer is no "no" */
    ck_assert_int_eq(daydream_find_issue(it.dd, FLEET_DATE, "acme/red", &issue, NULL),
                     DAYDREAM_ERROR_NO_TOKEN);
    ck_assert_ptr_null(issue);
    it.token = HUB_TOKEN;
    ck_assert_int_eq(create(&it, "It broke", FLEET_DATE, "acme/red", &issue), DAYDREAM_OK);
    ck_assert_int_eq(daydream_issue_action(issue), DAYDREAM_ACTION_CREATED);
    daydream_issue_free(issue);
    fleet_expect_issues(&it, 1, 0);
    fleet_stop(&it);
}
END_TEST

START_TEST(takes_secrets_nowhere)
{
    static const char *const secrets[] = {HUB_TOKEN, SLACK};

    for (size_t i = 0; i < sizeof secrets / sizeof secrets[0]; i++) {
        struct fleet it;
        struct daydream_issue *issue = NULL;
        struct dd_buf text = DD_BUF_INIT;
        char *body;

        fleet_start(&it);
        dd_buf_printf(&text, "Refused with %s today", secrets[i]);
        it.offline = true;
        ck_assert_int_eq(create(&it, dd_buf_text(&text), FLEET_DATE, "acme/red", &issue),
                         DAYDREAM_OK);
        ck_assert_ptr_nonnull(strstr(daydream_issue_body(issue), "Refused with"));
        ck_assert_ptr_null(strstr(daydream_issue_body(issue), secrets[i]));
        daydream_issue_free(issue);
        fleet_close(&it);
        ck_assert(!fleet_folder_holds(it.state, secrets[i]));
        it.offline = false;
        ck_assert_int_eq(create(&it, dd_buf_text(&text), FLEET_DATE, "acme/red", &issue),
                         DAYDREAM_OK);
        daydream_issue_free(issue);
        body = hub_last_body(&it.hub, "POST");
        ck_assert_msg(strstr(body, "Refused with") != NULL, "%s", body);
        ck_assert_msg(strstr(body, secrets[i]) == NULL, "%s", body);
        free(body);
        fleet_close(&it);
        ck_assert(!fleet_folder_holds(it.state, secrets[i]));
        dd_buf_free(&text);
        fleet_stop(&it);
    }
}
END_TEST

START_TEST(takes_nowhere_the_token_that_gh_says)
{
    static const char token[] = "opaquetokenofwordsonly";
    struct fleet it;
    struct daydream_findings *findings = make_findings("Refused with opaquetokenofwordsonly today");
    struct daydream_issue *issue = NULL;
    char *program;

    fleet_start(&it);
    program = scratch_write(it.folder, "gh", "#!/bin/sh\necho opaquetokenofwordsonly\n");
    ck_assert_int_eq(chmod(program, 0700), 0);
    it.token = NULL;
    it.dd = fleet_session(&it);
    ck_assert_int_eq(daydream_set(it.dd, DAYDREAM_OPTION_GH_PROGRAM, program, NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_create_issue(it.dd, findings, FLEET_DATE, "acme/red", &issue, NULL),
                     DAYDREAM_OK);
    ck_assert_int_eq(daydream_issue_cause(issue), DAYDREAM_ERROR_AUTH);
    ck_assert_ptr_null(strstr(daydream_issue_body(issue), token));
    daydream_issue_free(issue);
    daydream_findings_free(findings);
    fleet_close(&it);
    ck_assert(!fleet_folder_holds(it.state, token));
    free(program);
    fleet_stop(&it);
}
END_TEST

START_TEST(refuses_what_breaks_its_rules)
{
    static const struct {
        const char *date;
        const char *repo;
    } cases[] = {
        {"2026-02-30", "acme/red"}, {"18.2.2026", "acme/red"},  {"", "acme/red"},
        {FLEET_DATE, "red"},        {FLEET_DATE, "a/b/c/d"},    {FLEET_DATE, "acme/.."},
        {FLEET_DATE, "ac me/red"},  {FLEET_DATE, "acme/red?x"}, {FLEET_DATE, ""},
    };
    struct fleet it;
    struct daydream_findings *none = NULL;
    struct daydream_issue *issue = NULL;

    fleet_lay_out(&it);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ck_assert_msg(create(&it, "x", cases[i].date, cases[i].repo, &issue) ==
                          DAYDREAM_ERROR_ARGUMENT,
                      "%zu", i);
        ck_assert_ptr_null(issue);
        ck_assert_msg(daydream_find_issue(it.dd, cases[i].date, cases[i].repo, &issue, NULL) ==
                          DAYDREAM_ERROR_ARGUMENT,
                      "%zu", i);
        ck_assert_ptr_null(issue);
    }
    ck_assert_int_eq(daydream_findings_new(&none, NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_create_issue(it.dd, none, FLEET_DATE, "acme/red", &issue, NULL),
                     DAYDREAM_ERROR_ARGUMENT);
    daydream_findings_free(none);
    fleet_stop(&it);
}
END_TEST

START_TEST(needs_the_state_for_itself)
{
    struct fleet it;
    struct daydream *other;
    struct daydream_findings *findings = make_findings("It broke");
    struct daydream_issue *issue = NULL;

    fleet_start(&it);
    fleet_open(&it, false);
    other = fleet_session(&it);
    ck_assert_int_eq(daydream_create_issue(other, findings, FLEET_DATE, "acme/red", &issue, NULL),
                     DAYDREAM_ERROR_LOCKED);
    ck_assert_ptr_null(issue);
    ck_assert_int_eq(daydream_find_issue(other, FLEET_DATE, "acme/red", &issue, NULL),
                     DAYDREAM_OK); /* to look changes nothing */
    daydream_findings_free(findings);
    daydream_free(other);
    fleet_expect_issues(&it, 0, 0);
    fleet_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        is_filed_once_and_found,       waits_where_it_cannot_be_filed,
        takes_secrets_nowhere,         takes_nowhere_the_token_that_gh_says,
        refuses_what_breaks_its_rules, needs_the_state_for_itself};

    if (!server_available())
        return suite_skip("session-issue", "no python3");
    return suite_run("session-issue", tests, sizeof tests / sizeof tests[0]);
}
