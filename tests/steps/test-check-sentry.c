/* SPDX-License-Identifier: MIT */
/* What Sentry saw of the home project. */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "support/fleet.h"
#include "support/scratch.h"
#include "support/server.h"
#include "support/service.h"
#include "support/suite.h"

static const char config[] =
    "{\"projects\": {\"blue\": {\"name\": \"Blue\", \"working_directory\": \"../blue\"}, "
    "\"red\": {\"name\": \"Red\", \"working_directory\": \"../red\", \"github\": {\"org\": "
    "\"acme\", "
    "\"repo\": \"red\"}, \"sentry\": {\"org\": \"acme\", \"project\": \"web\"}}}, "
    "\"daydream\": {\"timezone\": \"UTC0\", \"home\": \"red\"}}";

struct watch {
    struct fleet fleet;
    struct service sentry;
};

static void start(struct watch *it)
{
    fleet_start(&it->fleet);
    sentry_start(&it->sentry);
    fleet_configure(&it->fleet, config);
    free(scratch_write(it->fleet.folder, "red/logs/app.log", ""));
    it->fleet.sentry_token = SENTRY_TOKEN;
    it->fleet.sentry_url = service_url(&it->sentry);
    it->fleet.run_id = NULL;
}

static void stop(struct watch *it)
{
    fleet_stop(&it->fleet);
    service_stop(&it->sentry);
}

static void check(struct watch *it)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    fleet_open(&it->fleet, false);
    ck_assert_msg(daydream_step_check_sentry(it->fleet.run, &err) == DAYDREAM_OK, "%s", err.text);
}

/* The next morning, for both. */
static void sleep_well(struct watch *it, const char *now)
{
    struct dd_buf json = DD_BUF_INIT;

    it->fleet.now += FLEET_DAY;
    dd_buf_printf(&json, "{\"now\": \"%s\"}", now);
    service_tell(&it->sentry, "/_clock", dd_buf_text(&json));
    dd_buf_free(&json);
}

static const struct daydream_findings *found(const struct watch *it)
{
    return daydream_run_findings(it->fleet.run, "red");
}

static const struct daydream_finding *find(const struct watch *it, const char *text)
{
    for (size_t i = 0; i < daydream_findings_count(found(it)); i++)
        if (strcmp(daydream_finding_text(daydream_findings_at(found(it), i)), text) == 0)
            return daydream_findings_at(found(it), i);
    return NULL;
}

static void expect(const struct watch *it, const char *text, enum daydream_severity severity,
                   enum daydream_state state)
{
    const struct daydream_finding *finding = find(it, text);

    ck_assert_msg(finding != NULL, "%s", text);
    ck_assert_str_eq(daydream_finding_key(finding), "red:sentry");
    ck_assert_msg(daydream_finding_severity(finding) == severity, "%s", text);
    ck_assert_msg(daydream_finding_state(finding) == state, "%s", text);
}

static void expect_step(const struct watch *it, enum daydream_step_status status,
                        const char *reason)
{
    const char *said = daydream_run_step_reason(it->fleet.run, "check-sentry");

    ck_assert_msg(daydream_run_step_status(it->fleet.run, "check-sentry") == status, "%s", said);
    ck_assert_msg(reason == NULL ? said == NULL : said != NULL && strstr(said, reason) != NULL,
                  "%s", said);
}

/* The local report of what the open run knows. Owned: daydream_free_text(). */
static char *read_report(struct watch *it)
{
    char *report = NULL;

    ck_assert_int_eq(daydream_step_produce_report(it->fleet.run, NULL), DAYDREAM_OK);
    ck_assert_int_eq(
        daydream_read_report(it->fleet.dd, FLEET_DATE, DAYDREAM_FORMAT_MARKDOWN, &report, NULL),
        DAYDREAM_OK);
    return report;
}

static const char several[] =
    "{\"issues\": ["
    "{\"id\": 1, \"title\": \"Old and loud\", \"count\": 900, \"users\": 40, \"first\": "
    "\"2025-11-02T00:00:00Z\"},"
    "{\"id\": 2, \"title\": \"Back again\", \"count\": 3, \"users\": 1, \"first\": "
    "\"2025-12-02T00:00:00Z\", \"substatus\": \"regressed\"},"
    "{\"id\": 3, \"title\": \"Fresh\", \"count\": 7, \"users\": 2, \"substatus\": \"new\", "
    "\"first\": \"2026-02-18T03:00:00Z\", \"last\": \"2026-02-18T04:00:00Z\"},"
    "{\"id\": 4, \"title\": \"Fresh, of an old server\", \"count\": 5, \"substatus\": null, "
    "\"level\": \"warning\"},"
    "{\"id\": 5, \"title\": \"Rising\", \"count\": 60, \"first\": \"2026-01-02T00:00:00Z\", "
    "\"substatus\": \"escalating\"},"
    "{\"id\": 6, \"title\": \"Of another project\", \"project\": \"jobs\"},"
    "{\"id\": 7, \"title\": \"Resolved\", \"status\": \"resolved\"},"
    "{\"id\": 8, \"title\": \"Long ago\", \"last\": \"2026-02-10T00:00:00Z\"}]}";

START_TEST(puts_new_and_regressed_first)
{
    static const char *const order[] = {"Rising", "Fresh", "Fresh, of an old server", "Back again",
                                        "Old and loud"};
    struct watch it;
    const struct daydream_finding *finding;

    start(&it);
    service_tell(&it.sentry, "/_seed", several);
    check(&it);
    ck_assert_uint_eq(daydream_findings_count(found(&it)), 5);
    for (size_t i = 0; i < 5; i++)
        ck_assert_str_eq(daydream_finding_text(daydream_findings_at(found(&it), i)), order[i]);
    expect(&it, "Fresh", DAYDREAM_SEVERITY_ERROR, DAYDREAM_STATE_NEW);
    expect(&it, "Fresh, of an old server", DAYDREAM_SEVERITY_WARNING, DAYDREAM_STATE_NEW);
    expect(&it, "Old and loud", DAYDREAM_SEVERITY_NOTE, DAYDREAM_STATE_NEW);
    finding = find(&it, "Fresh");
    ck_assert_uint_eq(daydream_finding_count(finding), 7);
    ck_assert_int_eq(daydream_finding_first(finding), FLEET_NOW - 3 * 3600);
    ck_assert_int_eq(daydream_finding_last(finding), FLEET_NOW - 2 * 3600);
    ck_assert_str_eq(daydream_finding_detail(finding, 0),
                     "new error, 7 events, 2 users, in app.views (WEB-3)");
    ck_assert_ptr_nonnull(
        strstr(daydream_finding_evidence(finding, 0), "/organizations/acme/issues/3/"));
    expect_step(&it, DAYDREAM_STEP_DONE, NULL);
    stop(&it);
}
END_TEST

/* Findings without a slug never reached any issue: these are home's, and reach its issue only. */
START_TEST(reaches_the_issue_of_home)
{
    struct watch it;
    char *body;

    start(&it);
    service_tell(&it.sentry, "/_seed", several);
    fleet_day(&it.fleet);
    ck_assert_uint_eq(fleet_issues(&it.fleet, "acme/red"), 1);
    body = fleet_issue_text(&it.fleet, "acme/red", 0, "body");
    ck_assert_ptr_nonnull(strstr(body, "## Sentry\n\n**new · error · 60×** Rising"));
    ck_assert_ptr_nonnull(strstr(body, "/organizations/acme/issues/2/"));
    free(body);
    ck_assert_uint_eq(service_requests(&it.sentry), 1); /* though there are two projects */
    stop(&it);
}
END_TEST

/* Old errors were reported every day anew. */
START_TEST(knows_an_issue_again)
{
    struct watch it;

    start(&it);
    service_tell(&it.sentry, "/_seed", several);
    fleet_day(&it.fleet);
    sleep_well(&it, "2026-02-19T06:00:00Z");
    service_tell(&it.sentry, "/_clear", "{}");
    service_tell(
        &it.sentry, "/_seed",
        "{\"issues\": [{\"id\": 1, \"title\": \"Old and loud\", \"first\": "
        "\"2025-11-02T00:00:00Z\", \"count\": 800}, {\"id\": 3, \"title\": \"Fresh, with "
        "another value\", \"first\": \"2026-02-18T03:00:00Z\"}, {\"id\": 5, \"title\": "
        "\"Rising\", \"first\": \"2026-01-02T00:00:00Z\", \"substatus\": \"regressed\"}]}");
    fleet_run(&it.fleet);
    expect(&it, "Old and loud", DAYDREAM_SEVERITY_ERROR, DAYDREAM_STATE_RECURRING);
    expect(&it, "Fresh, with another value", DAYDREAM_SEVERITY_ERROR, DAYDREAM_STATE_RECURRING);
    expect(&it, "Back again", DAYDREAM_SEVERITY_ERROR, DAYDREAM_STATE_RESOLVED);
    ck_assert_ptr_null(find(&it, "Fresh"));
    stop(&it);
}
END_TEST

/* What was resolved and is back is news, whenever its number was seen before; then it is known. */
START_TEST(tells_a_regression_anew)
{
    static const struct {
        const char *now;
        const char *substatus;
        enum daydream_state state;
    } days[] = {
        {"2026-02-19T06:00:00Z", "ongoing", DAYDREAM_STATE_NEW},
        {"2026-02-20T06:00:00Z", "ongoing", DAYDREAM_STATE_RECURRING},
        {"2026-02-21T06:00:00Z", "regressed", DAYDREAM_STATE_RECURRING},
        {"2026-02-22T06:00:00Z", "ongoing", DAYDREAM_STATE_RECURRING},
    };
    struct watch it;

    start(&it);
    check(&it);
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        struct dd_buf wish = DD_BUF_INIT;

        sleep_well(&it, days[i].now);
        dd_buf_printf(&wish,
                      "{\"issues\": [{\"id\": 9, \"title\": \"Pool\", \"first\": "
                      "\"2025-11-02T00:00:00Z\", \"substatus\": \"%s\"}]}",
                      days[i].substatus);
        service_tell(&it.sentry, "/_seed", dd_buf_text(&wish));
        check(&it);
        expect(&it, "Pool", DAYDREAM_SEVERITY_ERROR, days[i].state);
        dd_buf_free(&wish);
    }
    stop(&it);
}
END_TEST

/* "No open bug issues" was a finding, so every project got an issue every day. */
START_TEST(files_nothing_when_all_is_quiet)
{
    struct watch it;

    start(&it);
    free(scratch_write(it.fleet.folder, "red/README.md", "# Red\n"));
    fleet_run(&it.fleet);
    expect(&it, "No unresolved issue at Sentry in the last 24 hours", DAYDREAM_SEVERITY_NOTE,
           DAYDREAM_STATE_NEW);
    ck_assert_uint_eq(fleet_issues(&it.fleet, "acme/red"), 0);
    stop(&it);
}
END_TEST

START_TEST(shows_the_foremost_and_counts_the_rest)
{
    struct watch it;
    char *report;

    start(&it);
    service_tell(&it.sentry, "/_seed", "{\"issues\": [{\"times\": 130, \"substatus\": \"new\"}]}");
    check(&it);
    ck_assert_uint_eq(daydream_findings_count(found(&it)), 50);
    report = read_report(&it);
    ck_assert_ptr_nonnull(strstr(report, "**partly · check-sentry** for Red: of 130 unresolved "
                                         "issues at Sentry only the 50 foremost are here"));
    daydream_free_text(report);
    stop(&it);
}
END_TEST

/* Who has nothing at Sentry misses nothing there; for who has, silence would not mean clean. */
START_TEST(is_skipped_with_the_reason)
{
    static const struct {
        bool configured;
        const char *token;
        bool offline;
        const char *reason;
        bool told; /* in the project's report */
    } cases[] = {
        {true, NULL, false, "no token for Sentry: set SENTRY_AUTH_TOKEN", true},
        {false, SENTRY_TOKEN, false, "no organization at Sentry: set SENTRY_ORG", false},
        {true, SENTRY_TOKEN, true, "this run is offline", true},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct watch it;
        char *report;

        start(&it);
        if (!cases[i].configured)
            fleet_configure(&it.fleet,
                            "{\"projects\": {\"red\": {\"working_directory\": \"../red\"}}, "
                            "\"daydream\": {\"timezone\": \"UTC0\", \"home\": \"red\"}}");
        it.fleet.sentry_token = cases[i].token;
        it.fleet.offline = cases[i].offline;
        fleet_run(&it.fleet);
        expect_step(&it, DAYDREAM_STEP_SKIPPED, cases[i].reason);
        ck_assert_uint_eq(service_requests(&it.sentry), 0);
        report = read_report(&it);
        ck_assert_msg((strstr(report, "**skipped · check-sentry**") != NULL) == cases[i].told, "%s",
                      report);
        daydream_free_text(report);
        stop(&it);
    }
}
END_TEST

/* A failed step was never retried, and "completed successfully" was printed. */
START_TEST(fails_as_itself_and_is_tried_again)
{
    struct watch it;

    start(&it);
    service_tell(&it.sentry, "/_seed", several);
    service_tell(&it.sentry, "/_fault",
                 "{\"status\": 403, \"body\": {\"detail\": \"You do not have permission\"}}");
    fleet_run(&it.fleet);
    ck_assert(daydream_run_failed(it.fleet.run));
    expect_step(&it, DAYDREAM_STEP_FAILED, "event:read");
    ck_assert_int_eq(daydream_run_step_status(it.fleet.run, "produce-report"), DAYDREAM_STEP_DONE);
    ck_assert_ptr_null(find(&it, "Fresh"));
    fleet_run(&it.fleet);
    ck_assert(!daydream_run_failed(it.fleet.run));
    expect_step(&it, DAYDREAM_STEP_DONE, NULL);
    expect(&it, "Fresh", DAYDREAM_SEVERITY_ERROR, DAYDREAM_STATE_NEW);
    stop(&it);
}
END_TEST

/* Titles and culprits are anybody's text: no secret, no ping, no token of ours. */
START_TEST(keeps_foreign_text_harmless)
{
    struct watch it;
    char *body;

    start(&it);
    service_tell(&it.sentry, "/_seed",
                 "{\"issues\": [{\"id\": 1, \"substatus\": \"new\", \"title\": \"Bad token "
                 "ghp_0123456789abcdefghijABCDEFGHIJ012345 of @everyone\\u001b[31m\", \"culprit\": "
                 "\"uses " SENTRY_TOKEN "\"}]}");
    fleet_day(&it.fleet);
    body = fleet_issue_text(&it.fleet, "acme/red", 0, "body");
    ck_assert_ptr_nonnull(strstr(body, "redacted:"));
    ck_assert_ptr_null(strstr(body, "ghp_0123456789"));
    ck_assert_ptr_null(strstr(body, SENTRY_TOKEN));
    ck_assert_ptr_null(strstr(body, " @everyone"));
    ck_assert(!fleet_folder_holds(it.fleet.state, SENTRY_TOKEN));
    ck_assert(!fleet_has_said(&it.fleet, SENTRY_TOKEN));
    free(body);
    stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        puts_new_and_regressed_first,
        reaches_the_issue_of_home,
        knows_an_issue_again,
        tells_a_regression_anew,
        files_nothing_when_all_is_quiet,
        shows_the_foremost_and_counts_the_rest,
        is_skipped_with_the_reason,
        fails_as_itself_and_is_tried_again,
        keeps_foreign_text_harmless,
    };

    if (!server_available())
        return suite_skip("steps/check-sentry", "no python3");
    return suite_run("steps/check-sentry", tests, sizeof tests / sizeof tests[0]);
}
