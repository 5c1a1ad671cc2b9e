/* SPDX-License-Identifier: MIT */
/* What a language model says of all projects: what it is shown, what is taken from it, and what
 * becomes of a run whose model fails. */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "run.h"
#include "store/fixture.h"
#include "store/reflections.h"
#include "support/fleet.h"
#include "support/scratch.h"
#include "support/server.h"
#include "support/service.h"
#include "support/suite.h"

#define REFLECTION(category, pattern, projects)                                                    \
    "{\"category\": \"" category "\", \"summary\": \"All break\", \"pattern\": \"" pattern         \
    "\", \"prevention\": \"Break less\", \"source_session\": \"\", \"projects\": [" projects "]}"

#define REPLY(items) "{\"reply\": {\"reflections\": [" items "]}}"

struct thinking {
    struct fleet fleet;
    struct service llm;
};

static void start(struct thinking *it)
{
    fleet_start(&it->fleet);
    llm_start(&it->llm);
    llm_offer(&it->llm, &it->fleet);
    it->fleet.run_id = NULL;
}

static void stop(struct thinking *it)
{
    fleet_stop(&it->fleet);
    service_stop(&it->llm);
}

/* Reviews the logs, then thinks. */
static enum daydream_status reflect(struct thinking *it, bool dry_run, struct daydream_error *err)
{
    fleet_open(&it->fleet, dry_run);
    ck_assert_int_eq(daydream_step_review_logs(it->fleet.run, NULL), DAYDREAM_OK);
    return daydream_step_reflect(it->fleet.run, err);
}

static void expect_step(const struct thinking *it, enum daydream_step_status status,
                        const char *reason)
{
    const char *said = daydream_run_step_reason(it->fleet.run, "reflect");

    ck_assert_msg(daydream_run_step_status(it->fleet.run, "reflect") == status, "%s", said);
    ck_assert_msg(reason == NULL ? said == NULL : said != NULL && strstr(said, reason) != NULL,
                  "%s", said);
}

/* The reflection at that place among the project's; NULL beyond the last. */
static const struct daydream_finding *at(const struct thinking *it, const char *slug, size_t index)
{
    const struct daydream_findings *findings = daydream_run_findings(it->fleet.run, slug);

    for (size_t i = 0; i < daydream_findings_count(findings); i++) {
        const struct daydream_finding *finding = daydream_findings_at(findings, i);

        if (strcmp(dd_finding_category(finding), "reflection") == 0 && index-- == 0)
            return finding;
    }
    return NULL;
}

static void expect_rows(const struct thinking *it, size_t count)
{
    struct dd_reflection_rows rows;

    ck_assert_int_eq(dd_reflections_get(it->fleet.run->store, it->fleet.run->row.id, &rows, NULL),
                     DAYDREAM_OK);
    ck_assert_uint_eq(rows.count, count);
    dd_reflection_rows_free(&rows);
}

/* Findings without a slug never reached any issue: a reflection goes to those that it names. */
START_TEST(reaches_the_projects_that_it_names)
{
    struct thinking it;
    const struct daydream_finding *finding;

    start(&it);
    service_tell(&it.llm, "/_reply",
                 REPLY(REFLECTION("poor_planning", "Timeouts everywhere", "\"red\", \"plain\"")));
    ck_assert_int_eq(reflect(&it, false, NULL), DAYDREAM_OK);
    expect_step(&it, DAYDREAM_STEP_DONE, NULL);
    ck_assert_ptr_null(at(&it, "blue", 0));
    ck_assert_ptr_nonnull(at(&it, "plain", 0));
    finding = at(&it, "red", 0);
    ck_assert_str_eq(daydream_finding_key(finding), "red:reflection");
    ck_assert_str_eq(daydream_finding_text(finding), "Poor planning, in 2 projects");
    ck_assert_int_eq(daydream_finding_severity(finding), DAYDREAM_SEVERITY_NOTE);
    ck_assert_int_eq(daydream_finding_state(finding), DAYDREAM_STATE_NEW);
    ck_assert_str_eq(daydream_finding_detail(finding, 0), "Timeouts everywhere");
    ck_assert_str_eq(daydream_finding_detail(finding, 1), "Seen: All break");
    ck_assert_str_eq(daydream_finding_detail(finding, 2), "Prevention: Break less");
    ck_assert_str_eq(daydream_finding_detail(finding, 3), "Projects: red, plain");
    expect_rows(&it, 1);
    stop(&it);
}
END_TEST

/* Once per date; and a run that is opened again knows what the one before has thought. */
START_TEST(is_thought_once)
{
    struct thinking it;

    start(&it);
    service_tell(&it.llm, "/_reply", REPLY(REFLECTION("code_bug", "Again", "\"red\"")));
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(reflect(&it, false, NULL), DAYDREAM_OK);
        ck_assert_ptr_nonnull(at(&it, "red", 0));
        ck_assert_ptr_null(at(&it, "red", 1));
        expect_rows(&it, 1);
    }
    ck_assert_uint_eq(service_requests(&it.llm), 1);
    stop(&it);
}
END_TEST

static const char unwritten[] =
    "CREATE TRIGGER full BEFORE INSERT ON steps WHEN NEW.step = 'reflect' "
    "BEGIN SELECT RAISE(ABORT, 'disk is full'); END;";

static void run_sql(const struct thinking *it, const char *script)
{
    char *path = scratch_path(it->fleet.state, "daydream.db");

    fixture_sql(path, script);
    free(path);
}

/* Killed before its row was there, it has thought nothing; done again, it doubles nothing. */
START_TEST(is_kept_whole_or_not_at_all)
{
    struct thinking it;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    start(&it);
    service_tell(&it.llm, "/_reply", REPLY(REFLECTION("code_bug", "Once", "\"red\", \"blue\"")));
    fleet_open(&it.fleet, false);
    ck_assert_int_eq(daydream_step_review_logs(it.fleet.run, NULL), DAYDREAM_OK);
    run_sql(&it, unwritten);
    ck_assert_int_eq(daydream_step_reflect(it.fleet.run, &err), DAYDREAM_ERROR_STATE);
    fleet_close(&it.fleet);
    run_sql(&it, "DROP TRIGGER full;");
    fleet_open(&it.fleet, false);
    ck_assert_ptr_null(at(&it, "red", 0));
    expect_rows(&it, 0);
    ck_assert_int_eq(daydream_step_reflect(it.fleet.run, NULL), DAYDREAM_OK);
    ck_assert_ptr_nonnull(at(&it, "red", 0));
    ck_assert_ptr_null(at(&it, "red", 1));
    ck_assert_ptr_nonnull(at(&it, "blue", 0));
    expect_rows(&it, 1);
    stop(&it);
}
END_TEST

static const struct {
    const char *path; /* "/_fault" or "/_reply" */
    const char *wish;
    const char *reason;
} failures[] = {
    {"/_fault", "{\"status\": 400, \"count\": 9}", "refused"},
    {"/_fault", "{\"status\": 401, \"count\": 9}", "renew ANTHROPIC_API_KEY"},
    {"/_fault", "{\"status\": 402, \"count\": 9}", "billing"},
    {"/_fault", "{\"status\": 403, \"count\": 9}", "(403"},
    /* a model id that had gone */
    {"/_fault", "{\"status\": 404, \"count\": 9, \"message\": \"model: x\"}",
     LLM_MODEL ": there is no such model (any more); name another one by ANTHROPIC_MODEL"},
    {"/_fault", "{\"status\": 409, \"count\": 9}", "(409"},
    {"/_fault", "{\"status\": 413, \"count\": 9}", "input_bytes"},
    {"/_fault", "{\"status\": 429, \"count\": 9}", "limits"},
    {"/_fault", "{\"status\": 429, \"count\": 9, \"seconds\": 5}", "too many requests"},
    {"/_fault", "{\"status\": 500, \"count\": 9}", "(500"},
    {"/_fault", "{\"status\": 504, \"count\": 9}", "(504"},
    {"/_fault", "{\"status\": 529, \"count\": 9}", "overloaded"},
    {"/_fault", "{\"drop\": \"before\", \"count\": 99}", "no answer"},
    {"/_fault", "{\"truncate\": true, \"count\": 9}", "not the whole of it"},
    {"/_fault", "{\"html\": true, \"count\": 9}", "web page"},
    {"/_reply", "{\"reply\": \"x\", \"stop_reason\": \"refusal\"}", "refused to answer"},
    {"/_reply", "{\"reply\": \"xxxx\", \"stop_reason\": \"max_tokens\"}", "output_tokens"},
    {"/_reply", "{\"reply\": \"I would say\"}", "not answer in JSON"},
    {"/_reply", "{\"reply\": []}", "a list without a list of reflections"},
    {"/_reply", "{\"reply\": \"null\"}", "null without a list of reflections"},
    {"/_reply", "{\"reply\": {\"reflections\": {}}}", "an object without a list of reflections"},
};

/* The other steps have their turn, the report and the issues are there; and the next run of the
 * date tries again. */
START_TEST(a_failure_leaves_the_run_going)
{
    char *report = NULL;

    for (size_t i = 0; i < sizeof failures / sizeof failures[0]; i++) {
        struct thinking it;

        start(&it);
        service_tell(&it.llm, failures[i].path, failures[i].wish);
        fleet_run(&it.fleet);
        ck_assert(daydream_run_failed(it.fleet.run));
        expect_step(&it, DAYDREAM_STEP_FAILED, failures[i].reason);
        expect_rows(&it, 0);
        fleet_expect_issues(&it.fleet, 1, 1);
        ck_assert_int_eq(
            daydream_read_report(it.fleet.dd, FLEET_DATE, DAYDREAM_FORMAT_JSON, &report, NULL),
            DAYDREAM_OK);
        ck_assert_msg(strstr(report, "\"name\":\"reflect\",\"status\":\"failed\"") != NULL, "%s",
                      report);
        ck_assert_ptr_null(strstr(report, LLM_KEY));
        daydream_free_text(report);
        stop(&it);
    }
}
END_TEST

START_TEST(tries_again_after_a_failure)
{
    struct thinking it;

    start(&it);
    service_tell(&it.llm, "/_reply", REPLY(REFLECTION("code_bug", "Late", "\"red\"")));
    service_tell(&it.llm, "/_fault", "{\"status\": 401}");
    ck_assert_int_eq(reflect(&it, false, NULL), DAYDREAM_ERROR_AUTH);
    ck_assert_int_eq(reflect(&it, false, NULL), DAYDREAM_OK);
    expect_step(&it, DAYDREAM_STEP_DONE, NULL);
    ck_assert_ptr_nonnull(at(&it, "red", 0));
    stop(&it);
}
END_TEST

START_TEST(says_why_it_does_not_ask)
{
    static const struct {
        const char *key;
        bool offline;
        bool quiet;
        bool dry_run;
        const char *reason;
    } cases[] = {
        {NULL, false, false, false, "set ANTHROPIC_API_KEY"},
        {LLM_KEY, true, false, false, "offline"},
        {LLM_KEY, false, true, false, "nothing happened"},
        {LLM_KEY, false, false, true,
         " bytes with 3 of 3 findings of 3 projects would be sent to "
         "http://127.0.0.1:"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct thinking it;

        start(&it);
        it.fleet.llm_key = cases[i].key;
        it.fleet.offline = cases[i].offline;
        if (cases[i].quiet)
            for (const char *const *slug = (const char *const[]){"red", "blue", "plain", NULL};
                 *slug != NULL; slug++) {
                struct dd_buf name = DD_BUF_INIT;

                dd_buf_printf(&name, "%s/logs/app.log", *slug);
                free(scratch_write(it.fleet.folder, dd_buf_text(&name), ""));
                dd_buf_free(&name);
            }
        ck_assert_int_eq(reflect(&it, cases[i].dry_run, NULL), DAYDREAM_OK);
        expect_step(&it, DAYDREAM_STEP_SKIPPED, cases[i].reason);
        ck_assert_uint_eq(service_requests(&it.llm), 0);
        stop(&it);
    }
}
END_TEST

/* What only recurs was thought about when it was new. */
START_TEST(does_not_ask_about_what_is_known)
{
    struct thinking it;

    start(&it);
    ck_assert_int_eq(reflect(&it, false, NULL), DAYDREAM_OK);
    fleet_log(&it.fleet, "red", 1, 0, "ERROR", "Only red breaks at 19 ms");
    it.fleet.now += FLEET_DAY;
    ck_assert_int_eq(reflect(&it, false, NULL), DAYDREAM_OK);
    expect_step(&it, DAYDREAM_STEP_SKIPPED, "nothing happened");
    ck_assert_uint_eq(service_requests(&it.llm), 1);
    stop(&it);
}
END_TEST

/* "No open bug issues" was a finding, so that every project got an issue every day: a thought alone
 * makes none. Its words may come from a repository that fewer people can read. */
START_TEST(makes_no_issue_by_itself)
{
    static const struct {
        const char *repository;
        bool tells;
    } cases[] = {
        {"{\"repo\": \"acme/red\", \"private\": false}", false},
        {"{\"repo\": \"acme/red\", \"private\": true}", true},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct thinking it;
        char *body;

        start(&it);
        hub_tell(&it.fleet.hub, "/_seed", cases[i].repository);
        service_tell(&it.llm, "/_reply",
                     REPLY(REFLECTION("scope_creep", "Wide patterns", "\"red\", \"blue\"")));
        free(scratch_write(it.fleet.folder, "blue/logs/app.log", ""));
        fleet_run(&it.fleet);
        ck_assert_ptr_nonnull(at(&it, "blue", 0));
        fleet_expect_issues(&it.fleet, 1, 0);
        body = fleet_issue_text(&it.fleet, "acme/red", 0, "body");
        ck_assert_msg(strstr(body, "## Reflections\n\nScope creep, in 2 projects\n") != NULL, "%s",
                      body);
        ck_assert_msg((strstr(body, "Wide patterns") != NULL) == cases[i].tells, "%s", body);
        free(body);
        stop(&it);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        reaches_the_projects_that_it_names, is_thought_once,
        is_kept_whole_or_not_at_all,        a_failure_leaves_the_run_going,
        tries_again_after_a_failure,        says_why_it_does_not_ask,
        does_not_ask_about_what_is_known,   makes_no_issue_by_itself,
    };

    if (!server_available())
        return suite_skip("steps/reflect", "no python3");
    return suite_run("steps/reflect", tests, sizeof tests / sizeof tests[0]);
}
