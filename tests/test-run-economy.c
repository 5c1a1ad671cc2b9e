/* SPDX-License-Identifier: MIT */
/* What a run costs: which requests it makes, over how many connections. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/fleet.h"
#include "support/scratch.h"
#include "support/server.h"
#include "support/suite.h"

static struct json_object *counts(struct fleet *it)
{
    struct json_object *all = NULL;
    struct daydream_http_request request = {.method = "GET"};
    struct daydream_http_response response = {0};
    struct dd_buf url = DD_BUF_INIT;

    dd_buf_printf(&url, "%s/_counts", hub_url(&it->hub));
    request.url = dd_buf_text(&url);
    ck_assert_int_eq(dd_http_send(it->hub.http, &request, &response, NULL), DAYDREAM_OK);
    all = json_tokener_parse(dd_buf_text(&response.body));
    ck_assert_ptr_nonnull(all);
    dd_http_response_free(&response);
    dd_buf_free(&url);
    return all;
}

static int number_of(struct fleet *it, const char *key)
{
    struct json_object *all = counts(it);
    int number = json_object_get_int(json_object_object_get(all, key));

    json_object_put(all);
    return number;
}

/* How many of the recorded exchanges hold all of these. */
static int recorded(struct fleet *it, const char *method, const char *path, const char *more)
{
    char *text = scratch_read(it->hub.traffic);
    char *rest = NULL;
    char wanted[32];
    int count = 0;

    snprintf(wanted, sizeof wanted, "\"method\": \"%s\"", method);
    for (char *line = strtok_r(text, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest))
        count += strstr(line, wanted) != NULL && strstr(line, path) != NULL &&
                 strstr(line, more) != NULL;
    free(text);
    return count;
}

/* Answers name the addresses of labels, too: only a request's is followed by its headers. */
static int asked_about_labels(struct fleet *it)
{
    return recorded(it, "GET", "/labels/daydream\", \"headers\"", "") +
           recorded(it, "POST", "/labels\", \"headers\"", "");
}

static void forget(struct fleet *it)
{
    free(scratch_write(it->hub.folder, "traffic.jsonl", ""));
}

/* A request of tests is one over a connection of tests. */
START_TEST(files_over_one_connection_with_what_it_needs)
{
    struct fleet it;

    fleet_start(&it);
    fleet_day(&it);
    fleet_expect_issues(&it, 1, 1);
    ck_assert_int_eq(number_of(&it, "connections"), 1);
    ck_assert_int_eq(recorded(&it, "GET", "labels=bug", ""), 2);
    ck_assert_int_eq(recorded(&it, "GET", "state=all", ""), 2);
    ck_assert_int_eq(asked_about_labels(&it), 2);
    ck_assert_int_eq(recorded(&it, "POST", "/issues\"", ""), 2);
    ck_assert_int_le(recorded(&it, "GET", "/user\"", ""), 1);
    ck_assert_int_eq(recorded(&it, "GET", "acme/red\"", ""), 1); /* who reads it: once a week */
    ck_assert_int_le(number_of(&it, "requests"), 9 + 2);
    hub_check_traffic(&it.hub);
    fleet_stop(&it);
}
END_TEST

/* As when another machine has filed a day before. */
START_TEST(a_label_that_is_seen_is_not_asked_for)
{
    struct fleet it;

    fleet_start(&it);
    hub_tell(
        &it.hub, "/_seed",
        "{\"repo\": \"acme/red\", \"labels\": [\"Daydream\"], \"issues\": [{\"title\": \"Any\", "
        "\"labels\": [\"Daydream\"]}]}");
    fleet_day(&it);
    fleet_expect_issues(&it, 2, 1);
    ck_assert_int_eq(asked_about_labels(&it), 1); /* blue's */
    fleet_stop(&it);
}
END_TEST

/* Two reports for each repository, and one look for both. */
START_TEST(what_waits_costs_no_list_of_its_own)
{
    struct fleet it;

    fleet_start(&it);
    fleet_log(&it, "red", 0, 5 * 3600, "ERROR", "Later red fails, too");
    fleet_log(&it, "blue", 0, 5 * 3600, "ERROR", "Later blue fails, too");
    it.offline = true;
    it.now = FLEET_NOW - FLEET_DAY + 6 * 3600;
    it.run_id = NULL;
    fleet_day(&it);
    it.offline = false;
    it.now = FLEET_NOW;
    fleet_day(&it);
    fleet_expect_issues(&it, 2, 2);
    ck_assert_int_eq(recorded(&it, "GET", "state=all", ""), 2);
    ck_assert_int_eq(asked_about_labels(&it), 2);
    ck_assert_int_eq(recorded(&it, "POST", "/issues\"", ""), 4);
    ck_assert_int_eq(number_of(&it, "requests"), 2 + 2 + 2 + 4 + 2);
    ck_assert_int_eq(number_of(&it, "connections"), 1);
    fleet_stop(&it);
}
END_TEST

START_TEST(a_quiet_day_costs_a_question_for_changes)
{
    struct fleet it;

    fleet_start(&it);
    fleet_day(&it);
    forget(&it);
    it.now += FLEET_DAY;
    fleet_day(&it);
    ck_assert_int_eq(recorded(&it, "GET", "labels=bug", "\"status\": 304"), 2);
    ck_assert_int_eq(recorded(&it, "POST", "", ""), 0);
    ck_assert_int_eq(recorded(&it, "GET", "", ""), 2);
    fleet_stop(&it);
}
END_TEST

/* Who asks with one program per request asks for two lists and files; so does the second day. */
START_TEST(a_second_report_costs_three_requests)
{
    struct fleet it;

    fleet_start(&it);
    fleet_day(&it);
    forget(&it);
    fleet_log(&it, "red", 1, 3600, "ERROR", "Later red fails, too");
    fleet_log(&it, "blue", 1, 3600, "ERROR", "Later blue fails, too");
    it.now += FLEET_DAY;
    fleet_day(&it);
    fleet_expect_issues(&it, 2, 2);
    ck_assert_int_eq(recorded(&it, "POST", "/issues\"", ""), 2);
    ck_assert_int_eq(asked_about_labels(&it), 0);
    ck_assert_int_eq(recorded(&it, "GET", "", ""), 4);
    fleet_stop(&it);
}
END_TEST

/* Projects that share a repository share its lists and its report. */
START_TEST(a_shared_repository_is_asked_once)
{
    struct fleet it;

    fleet_start(&it);
    fleet_configure(&it, "{\"projects\": {\"red\": {\"working_directory\": \"../red\", \"github\": "
                         "{\"org\": \"acme\", \"repo\": \"red\"}}, \"blue\": "
                         "{\"working_directory\": \"../blue\", \"github\": {\"org\": \"acme\", "
                         "\"repo\": \"red\"}}}, \"daydream\": {\"timezone\": \"UTC0\"}}");
    fleet_day(&it);
    fleet_expect_issues(&it, 1, 0);
    ck_assert_int_eq(recorded(&it, "GET", "labels=bug", ""), 1);
    ck_assert_int_eq(recorded(&it, "GET", "state=all", ""), 1);
    ck_assert_int_eq(recorded(&it, "POST", "/issues\"", ""), 1);
    fleet_stop(&it);
}
END_TEST

/* A token that is refused is shown once, and not once per project. */
START_TEST(a_refused_token_is_shown_once)
{
    struct fleet it;

    fleet_start(&it);
    it.token = "ghp_another";
    fleet_run(&it);
    ck_assert(daydream_run_failed(it.run));
    ck_assert_int_eq(daydream_issue_cause(daydream_run_issue(it.run, "red")), DAYDREAM_ERROR_AUTH);
    ck_assert_int_eq(daydream_issue_cause(daydream_run_issue(it.run, "blue")), DAYDREAM_ERROR_AUTH);
    ck_assert_int_eq(number_of(&it, "requests"), 1);
    fleet_stop(&it);
}
END_TEST

/* A repository that fails does not hold up the others, whatever is the matter with it. */
START_TEST(a_repository_that_fails_does_not_hold_up_the_others)
{
    static const char *const matters[] = {
        "{\"path\": \"acme/red\", \"status\": 404, \"count\": 100}",
        "{\"path\": \"acme/red\", \"status\": 500, \"count\": 100}",
        "{\"path\": \"acme/red\", \"status\": 403, \"count\": 100}",
        "{\"path\": \"acme/red\", \"drop\": \"before\", \"count\": 100}",
        "{\"path\": \"acme/red\", \"html\": true, \"count\": 100}",
    };

    for (size_t i = 0; i < sizeof matters / sizeof matters[0]; i++) {
        struct fleet it;

        fleet_start(&it);
        fleet_fault(&it, matters[i]);
        fleet_run(&it);
        fleet_expect_action(&it, "red", DAYDREAM_ACTION_QUEUED);
        fleet_expect_action(&it, "blue", DAYDREAM_ACTION_CREATED);
        fleet_stop(&it);
    }
}
END_TEST

static void add_project(struct dd_buf *json, int i)
{
    dd_buf_printf(json,
                  "%s\"p%d\": {\"working_directory\": \"../red\", \"github\": {\"org\": "
                  "\"acme\", \"repo\": \"r%d\"}}",
                  i > 0 ? "," : "", i, i);
}

/* A server that has us wait before each answer does not keep a run until the next morning. */
START_TEST(a_run_has_an_hour_for_all_of_its_waits)
{
    struct fleet it;
    struct dd_buf json = DD_BUF_INIT;

    fleet_start(&it);
    dd_buf_puts(&json, "{\"projects\": {");
    for (int i = 0; i < 40; i++)
        add_project(&json, i);
    dd_buf_puts(&json, "}, \"daydream\": {\"timezone\": \"UTC0\"}}");
    fleet_configure(&it, dd_buf_text(&json));
    fleet_fault(&it, "{\"limit\": \"secondary\", \"seconds\": 110, \"count\": 10000}");
    fleet_run(&it);
    ck_assert_int_gt(it.slept, INT64_C(3000) * 1000);
    ck_assert_int_lt(it.slept, INT64_C(3800) * 1000);
    ck_assert(daydream_run_failed(it.run));
    dd_buf_free(&json);
    fleet_stop(&it);
}
END_TEST

/* What waits says when it makes sense to try again, and so does whoever flushes it. */
START_TEST(a_flush_hands_on_when_to_come_back)
{
    struct fleet it;
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    size_t waiting = 0;

    fleet_start(&it);
    it.offline = true;
    fleet_day(&it);
    it.offline = false;
    it.dd = fleet_session(&it);
    fleet_fault(&it, "{\"limit\": \"primary\", \"reset\": 1771398000, \"count\": 100}");
    ck_assert_int_eq(daydream_outbox_flush(it.dd, NULL, &waiting, &err), DAYDREAM_ERROR_RATE_LIMIT);
    ck_assert_uint_eq(waiting, 2);
    ck_assert_int_eq(err.retry_at, 1771398000);
    ck_assert_msg(strstr(err.text, "2026-02-18T07:00:00Z") != NULL, "%s", err.text);
    ck_assert_int_eq(number_of(&it, "requests"), 1);
    /* before that time the session asks for nothing; then it goes on */
    dd_buf_reset(&it.said);
    ck_assert_int_eq(daydream_outbox_flush(it.dd, NULL, NULL, NULL), DAYDREAM_ERROR_RATE_LIMIT);
    ck_assert_int_eq(number_of(&it, "requests"), 1);
    fleet_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {files_over_one_connection_with_what_it_needs,
                                  a_label_that_is_seen_is_not_asked_for,
                                  what_waits_costs_no_list_of_its_own,
                                  a_quiet_day_costs_a_question_for_changes,
                                  a_second_report_costs_three_requests,
                                  a_shared_repository_is_asked_once,
                                  a_refused_token_is_shown_once,
                                  a_repository_that_fails_does_not_hold_up_the_others,
                                  a_run_has_an_hour_for_all_of_its_waits,
                                  a_flush_hands_on_when_to_come_back};

    if (!server_available())
        return suite_skip("run-economy", "there is no python3 for the loopback server");
    return suite_run("run-economy", tests, sizeof tests / sizeof tests[0]);
}
