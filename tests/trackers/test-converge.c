/* SPDX-License-Identifier: MIT */
/* Promise: one open report per repository and date, however many machines file at once. */
#include <stdlib.h>

#include "support/server.h"
#include "support/suite.h"
#include "trackers/machines.h"

#define LAG    "{\"seconds\": 3600}"
#define NO_LAG "{\"seconds\": 0}"

/* The second looks while the list does not show what the first has filed a moment ago. */
static void start_race(struct machines *it)
{
    machines_start(it);
    machines_tell(it, "/_lag", LAG);
}

START_TEST(gives_way_to_a_report_that_the_list_did_not_show)
{
    struct machines it;

    start_race(&it);
    ck_assert_int_eq(machine_file(&it.first, "ab"), DAYDREAM_ACTION_CREATED);
    ck_assert_int_eq(machine_file(&it.second, "bc"), DAYDREAM_ACTION_DUPLICATE);
    machines_expect_state(&it, 1, "open");
    machines_expect_told(&it, 1, "ab|c");
    machines_expect_state(&it, 2, "closed duplicate");
    machines_expect_told(&it, 2, "bc|=1");
    /* nothing twice, and nothing is left to do */
    ck_assert_int_eq(machine_again(&it.second), DAYDREAM_ACTION_EXISTS);
    ck_assert_int_eq(machine_again(&it.first), DAYDREAM_ACTION_EXISTS);
    machines_expect_told(&it, 1, "ab|c");
    hub_check_traffic(&it.github.hub);
    machines_stop(&it);
}
END_TEST

/* What came in between is read by number, once each; what the list showed is not. */
START_TEST(reads_what_came_in_between)
{
    static const struct {
        const char *issues; /* of the repository before, of which some are not in the list */
        int reads;
        const char *state; /* of ours */
    } cases[] = {
        {"{\"title\": \"Old\", \"count\": 30}", 0, "open"},
        {"{\"title\": \"Old\"}, {\"title\": \"New\", \"count\": 3, \"hidden\": true}", 3, "open"},
        {"{\"title\": \"Old\"}, {\"title\": \"Pull\", \"pull_request\": true, \"hidden\": true}", 1,
         "open"},
        {"{\"title\": \"Old\", \"count\": 5}, {\"title\": \"Pull\", \"pull_request\": true}", 0,
         "open"},
        /* 41 shows before 40 */
        {"{\"title\": \"Daydream Report - " DATE " - x\", \"association\": \"OWNER\", \"hidden\": "
         "true}, {\"title\": \"New\", \"count\": 3}",
         1, "closed duplicate"},
        {"{\"title\": \"Daydream Report - " DATE " - x\", \"hidden\": true}", 1, "open"},
        {"{\"title\": \"New\", \"count\": 80, \"hidden\": true}", 50, "open"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct machines it;
        struct dd_buf wish = DD_BUF_INIT;
        size_t own;
        int reads = 0;
        struct json_object *issues;

        start_race(&it);
        dd_buf_printf(&wish, "{\"repo\": \"acme/rocket\", \"issues\": [%s]}", cases[i].issues);
        machines_tell(&it, "/_seed", dd_buf_text(&wish));
        (void)machine_file(&it.first, "a");
        issues = machines_issues(&it);
        own = json_object_array_length(issues);
        machines_expect_state(&it, own, cases[i].state);
        for (size_t number = 1; number < own; number++) {
            dd_buf_reset(&wish);
            dd_buf_printf(&wish, "/issues/%zu", number);
            reads += machines_requests(&it, "GET", dd_buf_text(&wish));
        }
        ck_assert_msg(reads == cases[i].reads, "case %zu: %d reads", i, reads);
        json_object_put(issues);
        dd_buf_free(&wish);
        machines_stop(&it);
    }
}
END_TEST

/* A 404 below us is a deleted issue, or a replica that lags: it is tried, and then let be. */
START_TEST(tries_a_missing_number_three_times)
{
    struct machines it;

    start_race(&it);
    machines_tell(&it, "/_seed",
                  "{\"repo\": \"acme/rocket\", \"issues\": [{\"title\": \"Old\", \"count\": 3}]}");
    machines_tell(&it, "/_edit", "{\"repo\": \"acme/rocket\", \"number\": 2}");
    ck_assert_int_eq(machine_file(&it.first, "a"), DAYDREAM_ACTION_CREATED);
    ck_assert_int_eq(machines_requests(&it, "GET", "/issues/2"), 3);
    machines_stop(&it);
}
END_TEST

START_TEST(believes_a_number_that_comes_late)
{
    struct machines it;

    start_race(&it);
    ck_assert_int_eq(machine_file(&it.first, "a"), DAYDREAM_ACTION_CREATED);
    machines_tell(&it, "/_fault",
                  "{\"method\": \"GET\", \"path\": \"/issues/1$\", \"status\": 404, \"body\": "
                  "{\"message\": \"Not Found\"}, \"count\": 2}");
    ck_assert_int_eq(machine_file(&it.second, "b"), DAYDREAM_ACTION_DUPLICATE);
    machines_expect_state(&it, 2, "closed duplicate");
    machines_stop(&it);
}
END_TEST

/* The list shows the later of two reports: that one gives way as well. */
START_TEST(comments_on_the_lowest_and_not_on_what_the_list_shows)
{
    struct machines it;

    start_race(&it);
    ck_assert_int_eq(machine_file(&it.first, "a"), DAYDREAM_ACTION_CREATED);
    machines_tell(&it, "/_seed",
                  "{\"repo\": \"acme/rocket\", \"issues\": [{\"title\": \"Daydream Report - " DATE
                  " - x\", \"association\": \"OWNER\"}]}");
    ck_assert_int_eq(machine_file(&it.second, "b"), DAYDREAM_ACTION_COMMENTED);
    machines_expect_told(&it, 1, "a|b");
    machines_expect_told(&it, 2, "");
    machines_expect_state(&it, 2, "open"); /* not ours */
    machines_stop(&it);
}
END_TEST

START_TEST(a_report_that_a_person_closed_stays_the_report)
{
    struct machines it;

    start_race(&it);
    ck_assert_int_eq(machine_file(&it.first, "a"), DAYDREAM_ACTION_CREATED);
    machines_tell(&it, "/_edit",
                  "{\"repo\": \"acme/rocket\", \"number\": 1, \"state\": \"closed\", "
                  "\"state_reason\": \"completed\"}");
    ck_assert_int_eq(machine_file(&it.second, "b"), DAYDREAM_ACTION_DUPLICATE);
    machines_expect_state(&it, 1, "closed completed");
    machines_expect_told(&it, 1, "a|b");
    machines_expect_state(&it, 2, "closed duplicate");
    machines_stop(&it);
}
END_TEST

START_TEST(closes_as_not_planned_where_nobody_knows_duplicates)
{
    struct machines it;

    start_race(&it);
    ck_assert_int_eq(machine_file(&it.first, "a"), DAYDREAM_ACTION_CREATED);
    machines_tell(&it, "/_fault",
                  "{\"method\": \"PATCH\", \"status\": 422, \"body\": {\"message\": \"Validation "
                  "Failed\"}}");
    ck_assert_int_eq(machine_file(&it.second, "b"), DAYDREAM_ACTION_DUPLICATE);
    machines_expect_state(&it, 2, "closed not_planned");
    machines_stop(&it);
}
END_TEST

/* The answer is lost, the list lags, and the issue is there: it is found by its number. */
START_TEST(finds_what_it_filed_although_the_list_does_not_show_it)
{
    static const char *const faults[] = {
        "{\"method\": \"POST\", \"path\": \"/issues$\", \"drop\": \"after\"}",
        "{\"method\": \"POST\", \"path\": \"/issues$\", \"status\": 502, \"apply\": true}",
        "{\"method\": \"POST\", \"path\": \"/issues$\", \"truncate\": true}",
    };

    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        struct machines it;

        start_race(&it);
        machines_tell(&it, "/_seed",
                      "{\"repo\": \"acme/rocket\", \"issues\": [{\"title\": \"Old\"}]}");
        machines_tell(&it, "/_fault", faults[i]);
        ck_assert_int_eq(machine_file(&it.first, "a"), DAYDREAM_ACTION_QUEUED);
        /* others have come since */
        machines_tell(&it, "/_seed",
                      "{\"repo\": \"acme/rocket\", \"issues\": [{\"title\": \"New\", \"count\": 4, "
                      "\"hidden\": true}]}");
        ck_assert_int_eq(machine_again(&it.first), DAYDREAM_ACTION_CREATED);
        machines_expect_state(&it, 2, "open");
        machines_expect_state(&it, 7, "-");
        ck_assert_int_eq(machines_requests(&it, "POST", "/issues"), 1);
        machines_stop(&it);
    }
}
END_TEST

START_TEST(files_again_what_is_nowhere)
{
    struct machines it;

    start_race(&it);
    machines_tell(&it, "/_fault",
                  "{\"method\": \"POST\", \"path\": \"/issues$\", \"drop\": \"before\"}");
    ck_assert_int_eq(machine_file(&it.first, "a"), DAYDREAM_ACTION_QUEUED);
    machines_tell(&it, "/_seed",
                  "{\"repo\": \"acme/rocket\", \"issues\": [{\"title\": \"New\", \"hidden\": "
                  "true}]}");
    ck_assert_int_eq(machine_again(&it.first), DAYDREAM_ACTION_CREATED);
    machines_expect_state(&it, 2, "open");
    machines_expect_state(&it, 3, "-");
    machines_stop(&it);
}
END_TEST

/* Someone else copies our marker: that is not our issue. */
START_TEST(does_not_take_a_strangers_copy_for_its_own)
{
    struct machines it;

    start_race(&it);
    machines_tell(&it, "/_fault",
                  "{\"method\": \"POST\", \"path\": \"/issues$\", \"drop\": \"before\"}");
    ck_assert_int_eq(machine_file(&it.first, "a"), DAYDREAM_ACTION_QUEUED);
    machines_tell(&it, "/_seed",
                  "{\"repo\": \"acme/rocket\", \"issues\": [{\"title\": \"x\", \"body\": \"<!-- "
                  "daydream:1 date=" DATE " repo=" ROCKET " machine=1111111111111111 "
                  "run=11111111-1111-4111-8111-111111111111 fp=aaaaaaaaaaaaaaaa -->\"}]}");
    ck_assert_int_eq(machine_again(&it.first), DAYDREAM_ACTION_CREATED);
    machines_expect_state(&it, 2, "open");
    machines_stop(&it);
}
END_TEST

/* A caller may give several dates the same run. */
START_TEST(does_not_take_another_dates_report_for_its_own)
{
    struct machines it;

    start_race(&it);
    machines_tell(&it, "/_fault",
                  "{\"method\": \"POST\", \"path\": \"/issues$\", \"drop\": \"before\"}");
    ck_assert_int_eq(machine_file(&it.first, "a"), DAYDREAM_ACTION_QUEUED);
    machines_tell(&it, "/_seed",
                  "{\"repo\": \"acme/rocket\", \"issues\": [{\"title\": \"x\", \"association\": "
                  "\"OWNER\", \"body\": \"<!-- daydream:1 date=2026-02-17 repo=" ROCKET
                  " machine=1111111111111111 run=11111111-1111-4111-8111-111111111111 "
                  "fp=aaaaaaaaaaaaaaaa -->\"}]}");
    ck_assert_int_eq(machine_again(&it.first), DAYDREAM_ACTION_CREATED);
    machines_expect_state(&it, 2, "open");
    machines_stop(&it);
}
END_TEST

/* Giving way is several requests: whichever of them fails, or is done and not heard of, the next
 * run comes to the same end. */
START_TEST(comes_to_the_same_end_after_any_failure)
{
    static const char *const requests[] = {
        "\"method\": \"GET\", \"path\": \"/issues/1$\"",
        "\"method\": \"GET\", \"path\": \"/issues/1/comments\"",
        "\"method\": \"POST\", \"path\": \"/issues/1/comments\"",
        "\"method\": \"GET\", \"path\": \"/issues/2/comments\"",
        "\"method\": \"POST\", \"path\": \"/issues/2/comments\"",
        "\"method\": \"PATCH\", \"path\": \"/issues/2$\"",
    };
    static const char *const ways[] = {
        "\"drop\": \"before\", \"count\": 3",
        "\"drop\": \"after\", \"count\": 3",
        "\"status\": 500, \"count\": 3",
        "\"status\": 502, \"apply\": true, \"count\": 3",
        "\"status\": 403",
        "\"wrong\": true",
    };

    for (size_t i = 0; i < sizeof requests / sizeof requests[0] * 6; i++) {
        struct machines it;
        struct dd_buf fault = DD_BUF_INIT;

        start_race(&it);
        ck_assert_int_eq(machine_file(&it.first, "ab"), DAYDREAM_ACTION_CREATED);
        dd_buf_printf(&fault, "{%s, %s}", requests[i / 6], ways[i % 6]);
        machines_tell(&it, "/_fault", dd_buf_text(&fault));
        (void)machine_file(&it.second, "bc");
        for (int run = 0; run < 4; run++) /* the fault may be still there at first */
            (void)machine_again(&it.second);
        machines_expect_state(&it, 1, "open");
        machines_expect_told(&it, 1, "ab|c");
        machines_expect_state(&it, 2, "closed duplicate");
        machines_expect_told(&it, 2, "bc|=1");
        dd_buf_free(&fault);
        machines_stop(&it);
    }
}
END_TEST

/* A place that could not be confirmed is no success, and the next run confirms it. */
START_TEST(settles_later_what_it_could_not_settle_at_once)
{
    struct machines it;
    struct dd_outbox_row row;
    enum daydream_status cause;

    start_race(&it);
    ck_assert_int_eq(machine_file(&it.first, "a"), DAYDREAM_ACTION_CREATED);
    row = machine_row(&it.second, "b");
    machines_tell(&it, "/_fault",
                  "{\"method\": \"GET\", \"path\": \"/issues/1$\", \"status\": 403}");
    ck_assert_int_eq(machine_deliver(&it.second, &row, &cause), DAYDREAM_ACTION_QUEUED);
    ck_assert_int_eq(cause, DAYDREAM_ERROR_FORBIDDEN);
    ck_assert_int_eq(row.state, DD_OUTBOX_SETTLING);
    ck_assert_int_eq(row.own, 2);
    dd_outbox_row_free(&row);
    machines_tell(&it, "/_lag", NO_LAG);
    ck_assert_int_eq(machine_again(&it.second), DAYDREAM_ACTION_DUPLICATE);
    machines_expect_state(&it, 2, "closed duplicate");
    machines_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        gives_way_to_a_report_that_the_list_did_not_show,
        reads_what_came_in_between,
        tries_a_missing_number_three_times,
        believes_a_number_that_comes_late,
        comments_on_the_lowest_and_not_on_what_the_list_shows,
        a_report_that_a_person_closed_stays_the_report,
        closes_as_not_planned_where_nobody_knows_duplicates,
        finds_what_it_filed_although_the_list_does_not_show_it,
        files_again_what_is_nowhere,
        does_not_take_a_strangers_copy_for_its_own,
        does_not_take_another_dates_report_for_its_own,
        comes_to_the_same_end_after_any_failure,
        settles_later_what_it_could_not_settle_at_once,
    };

    if (!server_available())
        return suite_skip("trackers/converge", "no python3");
    return suite_run("trackers/converge", tests, sizeof tests / sizeof tests[0]);
}
