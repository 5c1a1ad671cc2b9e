/* SPDX-License-Identifier: MIT */
/* The steps by their public names. */
#include "support/fleet.h"
#include "support/server.h"
#include "support/service.h"
#include "support/suite.h"

/* With a home, and with all that its steps look at. */
static const char config[] =
    "{\"projects\": {\"red\": {\"working_directory\": \"../red\", \"github\": {\"org\": \"acme\", "
    "\"repo\": \"red\"}, \"sentry\": {\"org\": \"acme\", \"project\": \"web\"}}, "
    "\"blue\": {\"working_directory\": \"../blue\", \"github\": {\"org\": \"acme\", \"repo\": "
    "\"blue\"}}}, \"daydream\": {\"timezone\": \"UTC0\", \"home\": \"red\"}}";

START_TEST(knows_its_steps_by_their_public_names)
{
    static const struct {
        enum daydream_status (*run)(struct daydream_run *, struct daydream_error *);
        const char *name;
    } cases[] = {
        {daydream_step_clean_legacy, "clean-legacy"},
        {daydream_step_review_logs, "review-logs"},
        {daydream_step_check_sentry, "check-sentry"},
        {daydream_step_clean_tasks, "clean-tasks"},
        {daydream_step_check_docs, "check-docs"},
        {daydream_step_analyze_sessions, "analyze-sessions"},
        {daydream_step_reflect, "reflect"},
        {daydream_step_consolidate_memory, "consolidate-memory"},
        {daydream_step_produce_report, "produce-report"},
        {daydream_step_create_issues, "create-issues"},
    };
    struct fleet it;
    struct service sentry;
    struct service llm;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    fleet_start(&it);
    sentry_start(&sentry);
    llm_start(&llm);
    fleet_configure(&it, config);
    it.sentry_token = SENTRY_TOKEN;
    it.sentry_url = service_url(&sentry);
    llm_offer(&llm, &it);
    fleet_open(&it, false);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ck_assert_int_eq(daydream_run_step_status(it.run, cases[i].name), DAYDREAM_STEP_PENDING);
        ck_assert_msg(cases[i].run(it.run, &err) == DAYDREAM_OK, "%s", err.text);
        ck_assert_int_eq(daydream_run_step_status(it.run, cases[i].name), DAYDREAM_STEP_DONE);
    }
    ck_assert_int_eq(daydream_run_step(it.run, "dream", NULL), DAYDREAM_ERROR_ARGUMENT);
    fleet_expect_issues(&it, 1, 1);
    fleet_stop(&it);
    service_stop(&sentry);
    service_stop(&llm);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        knows_its_steps_by_their_public_names,
    };

    if (!server_available())
        return suite_skip("run-steps", "no python3");
    return suite_run("run-steps", tests, sizeof tests / sizeof tests[0]);
}
