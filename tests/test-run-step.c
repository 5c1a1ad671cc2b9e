/* SPDX-License-Identifier: MIT */
/* Doing a step: what is kept of it, when it is done again, and what is said of it. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/fixture.h"
#include "support/fleet.h"
#include "support/scratch.h"
#include "support/server.h"
#include "support/suite.h"

#define BUGS_OF_RED_FAIL                                                                           \
    "{\"method\": \"GET\", \"path\": \"acme/red/issues.*labels=bug\", \"status\": 500, "           \
    "\"count\": 3}"

static size_t findings(const struct fleet *it, const char *slug)
{
    return daydream_findings_count(daydream_run_findings(it->run, slug));
}

static void watch(void *user, int number, const char *step, const char *slug, int done)
{
    dd_buf_printf(user, "%d %s %s %s\n", number, step, slug != NULL ? slug : "-",
                  done ? "ends" : "begins");
}

START_TEST(tells_of_its_progress)
{
    struct fleet it;
    struct dd_buf seen = DD_BUF_INIT;

    fleet_lay_out(&it);
    it.offline = true;
    it.dd = fleet_session(&it);
    daydream_set_progress(it.dd, watch, &seen);
    ck_assert_int_eq(daydream_run_new(it.dd, false, &it.run, NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_step_produce_report(it.run, NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_run_only_project(it.run, "blue", NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_step_review_logs(it.run, NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_step_review_logs(it.run, NULL), DAYDREAM_OK); /* is done already */
    ck_assert_str_eq(dd_buf_text(&seen), "9 produce-report - begins\n"
                                         "9 produce-report - ends\n"
                                         "2 review-logs blue begins\n"
                                         "2 review-logs blue ends\n");
    dd_buf_free(&seen);
    fleet_stop(&it);
}
END_TEST

START_TEST(records_a_failure_and_tries_again)
{
    struct fleet it;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    fleet_start(&it);
    fleet_fault(&it, BUGS_OF_RED_FAIL);
    fleet_run(&it);
    ck_assert(daydream_run_failed(it.run));
    ck_assert_int_eq(daydream_run_step_status(it.run, "review-logs"), DAYDREAM_STEP_DONE);
    ck_assert_int_eq(daydream_run_step_status(it.run, "clean-tasks"), DAYDREAM_STEP_FAILED);
    ck_assert_int_eq(daydream_run_step_status(it.run, "create-issues"), DAYDREAM_STEP_DONE);
    ck_assert_ptr_nonnull(strstr(daydream_run_step_reason(it.run, "clean-tasks"), "red: "));
    ck_assert(fleet_has_said(&it, "ERROR red: clean-tasks: "));
    ck_assert_uint_eq(findings(&it, "red"), 1);  /* its log */
    ck_assert_uint_eq(findings(&it, "blue"), 2); /* and how many bugs are open */
    fleet_expect_issues(&it, 1, 1);
    fleet_close(&it);

    fleet_fault(&it, BUGS_OF_RED_FAIL);
    fleet_open(&it, false);
    ck_assert_int_eq(daydream_step_clean_tasks(it.run, &err), DAYDREAM_ERROR_SERVER);
    ck_assert_int_eq(err.http_status, 500);
    fleet_close(&it);

    fleet_run(&it);
    ck_assert(!daydream_run_failed(it.run));
    ck_assert_int_eq(daydream_run_step_status(it.run, "clean-tasks"), DAYDREAM_STEP_DONE);
    ck_assert_str_eq(daydream_run_step_reason(it.run, "clean-tasks"),
                     "skipped for plain: no GitHub repository");
    ck_assert_uint_eq(findings(&it, "red"), 2);
    ck_assert_uint_eq(findings(&it, "blue"), 2);
    fleet_expect_issues(&it, 1, 1);
    fleet_stop(&it);
}
END_TEST

START_TEST(looks_again_at_what_was_skipped)
{
    struct fleet it;

    fleet_start(&it);
    it.token = NULL;
    fleet_day(&it);
    fleet_open(&it, false);
    ck_assert_int_eq(daydream_run_step_status(it.run, "clean-tasks"), DAYDREAM_STEP_SKIPPED);
    ck_assert_ptr_nonnull(strstr(daydream_run_step_reason(it.run, "clean-tasks"), "GH_TOKEN"));
    ck_assert_uint_eq(findings(&it, "red"), 1);
    fleet_close(&it);
    it.token = HUB_TOKEN;
    fleet_run(&it);
    ck_assert_int_eq(daydream_run_step_status(it.run, "clean-tasks"), DAYDREAM_STEP_DONE);
    ck_assert_uint_eq(findings(&it, "red"), 2);
    fleet_stop(&it);
}
END_TEST

/* Do the first step and die with everything open. */
static void die_between_steps(struct fleet *it)
{
    int status = 0;
    pid_t child = fork();

    ck_assert_int_ge(child, 0);
    if (child == 0) {
        fleet_open(it, false);
        if (daydream_step_review_logs(it->run, NULL) == DAYDREAM_OK)
            raise(SIGKILL);
        _exit(1);
    }
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_msg(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL, "wait status %d", status);
}

START_TEST(goes_on_after_it_was_killed)
{
    struct fleet it;
    struct dd_buf seen = DD_BUF_INIT;

    fleet_start(&it);
    die_between_steps(&it);
    fleet_log(&it, "red", 0, 60, "ERROR", "A line that was written late");
    it.now += 3600;
    it.dd = fleet_session(&it);
    daydream_set_progress(it.dd, watch, &seen);
    ck_assert_int_eq(daydream_run_new(it.dd, false, &it.run, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(findings(&it, "red"), 1);
    ck_assert_int_eq(daydream_run_all(it.run, NULL), DAYDREAM_OK);
    ck_assert(!daydream_run_failed(it.run));
    ck_assert_ptr_null(strstr(dd_buf_text(&seen), "review-logs"));
    ck_assert_ptr_nonnull(strstr(dd_buf_text(&seen), "10 create-issues red ends"));
    ck_assert_uint_eq(findings(&it, "red"), 2);
    ck_assert_uint_eq(findings(&it, "blue"), 2);
    fleet_expect_issues(&it, 1, 1);
    dd_buf_free(&seen);
    fleet_stop(&it);
}
END_TEST

/* The state refuses a step's row, which is written last. */
static void refuse_rows(struct fleet *it, const char *script)
{
    char *path = scratch_path(it->state, "daydream.db");

    fixture_sql(path, script);
    free(path);
}

START_TEST(keeps_findings_and_marks_together_or_not_at_all)
{
    struct fleet it;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    fleet_start(&it);
    fleet_open(&it, false);
    fleet_close(&it);
    refuse_rows(&it, "CREATE TRIGGER refuse BEFORE INSERT ON steps WHEN NEW.status = 1 "
                     "BEGIN SELECT RAISE(ABORT, 'refused'); END");
    fleet_open(&it, false);
    ck_assert_int_eq(daydream_run_all(it.run, &err), DAYDREAM_ERROR_STATE);
    ck_assert_msg(strstr(err.text, "refused") != NULL, "%s", err.text);
    fleet_close(&it);
    refuse_rows(&it, "DROP TRIGGER refuse");
    fleet_open(&it, false);
    ck_assert_uint_eq(findings(&it, "red"), 0);
    fleet_close(&it);
    fleet_run(&it); /* had the watermark been kept, it would see nothing */
    ck_assert(!daydream_run_failed(it.run));
    ck_assert_uint_eq(findings(&it, "red"), 2);
    fleet_expect_issues(&it, 1, 1);
    fleet_stop(&it);
}
END_TEST

static void allow_bytes(rlim_t bytes)
{
    struct rlimit limit;

    ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = bytes;
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

/* The disk is full, or so it seems: nothing of that is silent, and nothing is lost. */
START_TEST(a_state_that_cannot_be_written_ends_the_run)
{
    struct fleet it;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    (void)signal(SIGXFSZ, SIG_IGN);
    fleet_start(&it);
    fleet_open(&it, false);
    allow_bytes(0);
    ck_assert_int_eq(daydream_run_all(it.run, &err), DAYDREAM_ERROR_STATE);
    allow_bytes(RLIM_INFINITY);
    ck_assert_msg(strstr(err.text, "daydream.db") != NULL, "%s", err.text);
    ck_assert(daydream_run_failed(it.run));
    fleet_expect_issues(&it, 0, 0);
    fleet_close(&it);
    fleet_day(&it);
    fleet_expect_issues(&it, 1, 1);
    fleet_stop(&it);
}
END_TEST

START_TEST(keeps_no_secret)
{
    static const char secret[] = "xoxb-123456789012-1234567890123-AbCdEfGhIjKlMnOpQrStUvWx";
    struct fleet it;
    const struct daydream_findings *red;
    char *body;

    fleet_start(&it);
    fleet_log(&it, "red", 0, 10, "ERROR",
              "Slack refuses "
              "xoxb-123456789012-1234567890123-"
              "AbCdEfGhIjKlMnOpQrStUvWx"
              " today");
    fleet_log(&it, "red", 0, 11, "ERROR", "Our token " HUB_TOKEN " is refused");
    fleet_log(&it, "red", 0, 12, "ERROR",
              "No answer for sk-ant-api03-"
              "abCDefGHijKLmnOPqrSTuvWXyz0123456789abCDefGHijKLmnOPqrSTuvWX_hBKqFYAA");
    fleet_run(&it);
    red = daydream_run_findings(it.run, "red");
    for (size_t i = 0; i < daydream_findings_count(red); i++) {
        const char *text = daydream_finding_text(daydream_findings_at(red, i));

        ck_assert_msg(strstr(text, secret) == NULL && strstr(text, HUB_TOKEN) == NULL, "%s", text);
    }
    fleet_close(&it);
    ck_assert(!fleet_folder_holds(it.state, secret));
    ck_assert(!fleet_folder_holds(it.state, HUB_TOKEN));
    ck_assert(!fleet_folder_holds(it.state, "hBKqFYAA")); /* the end of a key that was masked */
    body = fleet_issue_text(&it, "acme/red", 0, "body");
    ck_assert_msg(strstr(body, "Slack refuses") != NULL, "%s", body);
    ck_assert_msg(strstr(body, secret) == NULL && strstr(body, HUB_TOKEN) == NULL, "%s", body);
    free(body);
    ck_assert(!fleet_has_said(&it, secret) && !fleet_has_said(&it, HUB_TOKEN));
    fleet_stop(&it);
}
END_TEST

/* A token that only shows when it is asked for, in a log that is read before that. */
START_TEST(keeps_no_token_that_it_finds_on_the_way)
{
    static const char token[] = "opaquetokenofwordsonly";
    struct fleet it;
    char *program;

    fleet_start(&it);
    program = scratch_write(it.folder, "gh", "#!/bin/sh\necho opaquetokenofwordsonly\n");
    ck_assert_int_eq(chmod(program, 0700), 0);
    fleet_log(&it, "red", 0, 10, "ERROR", "The server refuses opaquetokenofwordsonly today");
    it.token = NULL;
    it.dd = fleet_session(&it);
    ck_assert_int_eq(daydream_set(it.dd, DAYDREAM_OPTION_GH_PROGRAM, program, NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_run_new(it.dd, false, &it.run, NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_run_all(it.run, NULL), DAYDREAM_OK);
    fleet_expect_action(&it, "red", DAYDREAM_ACTION_QUEUED); /* the server does not know it */
    ck_assert_ptr_null(strstr(daydream_issue_body(daydream_run_issue(it.run, "red")), token));
    fleet_close(&it);
    ck_assert(!fleet_folder_holds(it.state, token));
    free(program);
    fleet_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        tells_of_its_progress,
        records_a_failure_and_tries_again,
        looks_again_at_what_was_skipped,
        goes_on_after_it_was_killed,
        keeps_findings_and_marks_together_or_not_at_all,
        a_state_that_cannot_be_written_ends_the_run,
        keeps_no_secret,
        keeps_no_token_that_it_finds_on_the_way,
    };

    if (!server_available())
        return suite_skip("run-step", "no python3");
    return suite_run("run-step", tests, sizeof tests / sizeof tests[0]);
}
