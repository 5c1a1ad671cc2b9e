/* SPDX-License-Identifier: MIT */
/* Which language model a session asks, and where: which of several places counts, and where no
 * address is taken. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "support/fleet.h"
#include "support/scratch.h"
#include "support/server.h"
#include "support/service.h"
#include "support/suite.h"

#define OTHER "claude-loopback-2" /* a model that the server does not have */

struct session {
    struct fleet fleet;
    struct service own;   /* the one that is meant */
    struct service other; /* the one that is not */
};

static void start(struct session *it)
{
    fleet_lay_out(&it->fleet);
    it->fleet.token = NULL;
    llm_start(&it->own);
    llm_start(&it->other);
    llm_offer(&it->own, &it->fleet);
}

static void stop(struct session *it)
{
    fleet_stop(&it->fleet);
    service_stop(&it->own);
    service_stop(&it->other);
}

/* "llm" of projects.json; "%s" in the address stands for the server's. */
static void configure(struct session *it, const char *model, const char *url)
{
    struct dd_buf json = DD_BUF_INIT;

    dd_buf_puts(&json, "{\"projects\": {\"red\": {\"working_directory\": \"../red\"}}, "
                       "\"daydream\": {\"timezone\": \"UTC0\", \"llm\": {\"input_bytes\": 2000");
    if (model != NULL)
        dd_buf_printf(&json, ", \"model\": %s", model);
    if (url != NULL)
        dd_buf_printf(&json, ", \"url\": %s", url);
    dd_buf_puts(&json, "}}}");
    fleet_configure(&it->fleet, dd_buf_text(&json));
    dd_buf_free(&json);
}

static void reflect(struct session *it)
{
    fleet_open(&it->fleet, false);
    ck_assert_int_eq(daydream_step_review_logs(it->fleet.run, NULL), DAYDREAM_OK);
    (void)daydream_step_reflect(it->fleet.run, NULL);
}

static void expect_reason(const struct session *it, const char *wanted)
{
    const char *said = daydream_run_step_reason(it->fleet.run, "reflect");

    ck_assert_msg(wanted == NULL ? said == NULL : said != NULL && strstr(said, wanted) != NULL,
                  "%s", said);
}

START_TEST(the_option_counts_more_than_the_setting)
{
    struct session it;
    struct dd_buf url = DD_BUF_INIT;

    start(&it);
    dd_buf_printf(&url, "\"%s\"", service_url(&it.other));
    configure(&it, "\"" OTHER "\"", dd_buf_text(&url));
    reflect(&it);
    expect_reason(&it, NULL);
    ck_assert_uint_eq(service_requests(&it.own), 1);
    ck_assert_uint_eq(service_requests(&it.other), 0);
    dd_buf_free(&url);
    stop(&it);
}
END_TEST

START_TEST(the_setting_counts_where_there_is_no_option)
{
    struct session it;
    struct dd_buf url = DD_BUF_INIT;

    start(&it);
    it.fleet.llm_url = NULL;
    it.fleet.llm_model = NULL;
    dd_buf_printf(&url, "\"%s/\"", service_url(&it.own));
    configure(&it, "\"" LLM_MODEL "\"", dd_buf_text(&url));
    reflect(&it);
    expect_reason(&it, NULL);
    ck_assert(service_was_told(&it.own, "\"path\": \"/v1/messages\""));
    dd_buf_free(&url);
    stop(&it);
}
END_TEST

/* A model id that had gone is named, wherever it was named. */
START_TEST(a_model_that_has_gone_is_named)
{
    struct session it;

    start(&it);
    it.fleet.llm_model = NULL;
    configure(&it, "\"" OTHER "\"", NULL);
    reflect(&it);
    expect_reason(&it, OTHER ": there is no such model (any more)");
    stop(&it);
}
END_TEST

/* What was meant for one server goes to no other. */
START_TEST(an_address_that_cannot_be_used_is_not_replaced)
{
    static const char *const urls[] = {"7", "\"\"", "\"http://llm.example\"", "\"nonsense\"",
                                       "\"https://u:p@llm.example\""};
    struct session it;

    start(&it);
    it.fleet.llm_url = NULL;
    for (size_t i = 0; i < sizeof urls / sizeof urls[0]; i++) {
        configure(&it, NULL, urls[i]);
        reflect(&it);
        expect_reason(&it, "daydream.llm.url in projects.json is not https");
    }
    stop(&it);
}
END_TEST

/* Whoever wrote the projects.json of a folder that somebody merely stands in sends no key anywhere
 * but to this machine. */
START_TEST(a_file_that_was_met_names_no_other_machine)
{
    struct session it;
    struct daydream *dd = NULL;
    struct daydream_run *run = NULL;

    start(&it);
    configure(&it, NULL, "\"https://llm.example\"");
    ck_assert_int_eq(chdir(it.fleet.folder), 0);
    ck_assert_int_eq(setenv("ANTHROPIC_API_KEY", LLM_KEY, 1), 0);
    ck_assert_int_eq(unsetenv("DAYDREAM_CONFIG"), 0);
    ck_assert_int_eq(daydream_new(&dd, NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_set(dd, DAYDREAM_OPTION_STATE_DIR, it.fleet.state, NULL),
                     DAYDREAM_OK);
    ck_assert_int_eq(daydream_set(dd, DAYDREAM_OPTION_GH_PROGRAM, "", NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_use_environment(dd, NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_run_new(dd, false, &run, NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_step_reflect(run, NULL), DAYDREAM_OK);
    ck_assert_ptr_nonnull(
        strstr(daydream_run_step_reason(run, "reflect"), "lay in the current directory"));
    daydream_run_free(run);
    daydream_free(dd);
    stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        the_option_counts_more_than_the_setting,
        the_setting_counts_where_there_is_no_option,
        a_model_that_has_gone_is_named,
        an_address_that_cannot_be_used_is_not_replaced,
        a_file_that_was_met_names_no_other_machine,
    };

    if (!server_available())
        return suite_skip("session-llm", "no python3");
    return suite_run("session-llm", tests, sizeof tests / sizeof tests[0]);
}
