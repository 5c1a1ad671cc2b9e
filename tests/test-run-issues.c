/* SPDX-License-Identifier: MIT */
/* Whole runs against a server: what is filed on which date, and what a second run adds. */
#include <stdlib.h>
#include <string.h>

#include "support/fleet.h"
#include "support/scratch.h"
#include "support/server.h"
#include "support/suite.h"

static void check_report(struct fleet *it, const char *repository, const char *title,
                         const char *own, const char *foreign)
{
    struct dd_buf marker = DD_BUF_INIT;
    char *said = fleet_issue_text(it, repository, 0, "title");
    char *body = fleet_issue_text(it, repository, 0, "body");

    ck_assert_str_eq(said, title);
    ck_assert_msg(strstr(body, own) != NULL, "%s", body);
    ck_assert_msg(strstr(body, foreign) == NULL && strstr(body, "plain") == NULL, "%s", body);
    dd_buf_printf(&marker,
                  "\n<!-- daydream:1 date=" FLEET_DATE " repo=github.com/%s machine=" FLEET_MACHINE
                  " run=" FLEET_RUN " fp=",
                  repository);
    ck_assert_msg(strstr(body, dd_buf_text(&marker)) != NULL, "%s", body);
    dd_buf_free(&marker);
    free(said);
    free(body);
}

START_TEST(files_one_issue_in_each_repository)
{
    struct fleet it;
    struct json_object *repository;

    fleet_start(&it);
    fleet_run(&it);
    ck_assert(!daydream_run_failed(it.run));
    fleet_expect_action(&it, "red", DAYDREAM_ACTION_CREATED);
    fleet_expect_action(&it, "blue", DAYDREAM_ACTION_CREATED);
    ck_assert_ptr_null(daydream_run_issue(it.run, "plain"));
    ck_assert(fleet_has_said(&it, "WARNING plain: no GitHub repository"));
    fleet_close(&it);
    fleet_expect_issues(&it, 1, 1);
    check_report(&it, "acme/red", "Daydream Report - 2026-02-18 - Red", "Only red", "Only blue");
    check_report(&it, "acme/blue", "Daydream Report - 2026-02-18 - Blue", "Only blue", "Only red");
    repository = fleet_repository(&it, "acme/red");
    ck_assert_ptr_nonnull(strstr(json_object_to_json_string_ext(repository, JSON_C_TO_STRING_PLAIN),
                                 "\"labels\":[\"daydream\"]"));
    json_object_put(repository);
    hub_check_traffic(&it.hub);
    fleet_stop(&it);
}
END_TEST

/* What was asked before the exchange `end` of a record: a list of all issues at that very path? */
static bool was_listed(const char *traffic, const char *end, const char *path)
{
    struct dd_buf list = DD_BUF_INIT;
    const char *at;

    dd_buf_printf(&list, "\"path\": \"%s?state=all", path);
    at = strstr(traffic, dd_buf_text(&list));
    dd_buf_free(&list);
    return at != NULL && at < end;
}

/* Where a report is filed, there it was looked for; and never by a search, which lags. */
START_TEST(looks_where_it_files)
{
    static const char *const paths[] = {"/repos/acme/red/issues", "/repos/acme/blue/issues"};
    struct fleet it;
    char *traffic;

    fleet_start(&it);
    fleet_day(&it);
    traffic = scratch_read(it.hub.traffic);
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        struct dd_buf post = DD_BUF_INIT;
        const char *filed;

        dd_buf_printf(&post, "\"method\": \"POST\", \"path\": \"%s\"", paths[i]);
        filed = strstr(traffic, dd_buf_text(&post));
        ck_assert_msg(filed != NULL, "nothing was filed at %s", paths[i]);
        ck_assert_msg(was_listed(traffic, filed, paths[i]), "%s was not listed", paths[i]);
        dd_buf_free(&post);
    }
    ck_assert_ptr_null(strstr(traffic, "\"path\": \"/search"));
    free(traffic);
    fleet_stop(&it);
}
END_TEST

START_TEST(adds_nothing_on_the_same_date)
{
    struct fleet it;
    int posts;

    fleet_start(&it);
    fleet_day(&it);
    posts = hub_count(&it.hub, "POST");
    /* both before and after the date's first run: the evening belongs to tomorrow */
    fleet_log(&it, "red", 0, 60, "ERROR", "A line that was written late");
    fleet_log(&it, "red", 0, 3600 * 23, "ERROR", "Another breaks");
    it.now += 12 * 3600;
    fleet_run(&it);
    ck_assert(!daydream_run_failed(it.run));
    fleet_expect_action(&it, "red", DAYDREAM_ACTION_EXISTS);
    ck_assert_int_gt(daydream_issue_number(daydream_run_issue(it.run, "red")), 0);
    ck_assert_ptr_nonnull(daydream_issue_url(daydream_run_issue(it.run, "red")));
    ck_assert_uint_eq(fleet_issues(&it, "acme/red"), 1);
    fleet_expect_issues(&it, 1, 1);
    ck_assert_int_eq(hub_count(&it.hub, "POST"), posts);
    fleet_stop(&it);
}
END_TEST

START_TEST(files_again_when_there_is_something_new)
{
    struct fleet it;
    char *body;

    fleet_start(&it);
    fleet_day(&it);
    it.now += FLEET_DAY;
    it.run_id = NULL;
    fleet_log(&it, "red", 1, 0, "ERROR", "The disk of red is full");
    fleet_log(&it, "blue", 1, 0, "INFO", "all is well with ERROR: none");
    fleet_day(&it);
    fleet_expect_issues(&it, 2, 1);
    body = fleet_issue_text(&it, "acme/red", 1, "body");
    ck_assert_msg(strncmp(body, "**1 new**, 1 resolved since 2026-02-18 06:00", 43) == 0, "%s",
                  body);
    free(body);
    it.now += FLEET_DAY;
    fleet_log(&it, "red", 2, 0, "ERROR", "The roof of red leaks");
    fleet_log(&it, "blue", 2, 0, "ERROR", "The roof of blue leaks");
    fleet_day(&it);
    fleet_expect_issues(&it, 3, 2);
    fleet_stop(&it);
}
END_TEST

START_TEST(reminds_of_what_only_recurs_after_a_week)
{
    struct fleet it;
    char *body;

    fleet_start(&it);
    fleet_day(&it);
    it.run_id = NULL;
    for (int day = 1; day <= 8; day++) {
        it.now = FLEET_NOW + day * FLEET_DAY;
        fleet_log(&it, "red", day, 0, "ERROR", "Only red breaks at 23 ms");
        fleet_day(&it);
        ck_assert_msg(fleet_issues(&it, "acme/red") == (day < 7 ? 1 : 2), "day %d", day);
    }
    fleet_expect_issues(&it, 2, 1);
    body = fleet_issue_text(&it, "acme/red", 1, "body");
    ck_assert_msg(strstr(body, "recurring, day 8") != NULL, "%s", body);
    free(body);
    fleet_stop(&it);
}
END_TEST

START_TEST(reports_what_got_twice_as_frequent)
{
    struct fleet it;

    fleet_start(&it);
    fleet_day(&it);
    it.now += FLEET_DAY;
    it.run_id = NULL;
    fleet_log(&it, "red", 1, 0, "ERROR", "Only red breaks at 1 ms");
    fleet_log(&it, "red", 1, 1, "ERROR", "Only red breaks at 2 ms");
    fleet_log(&it, "blue", 1, 0, "ERROR", "Only blue breaks at 1 ms");
    fleet_day(&it);
    fleet_expect_issues(&it, 2, 1);
    fleet_stop(&it);
}
END_TEST

START_TEST(starts_another_date_afresh)
{
    struct fleet it;

    fleet_start(&it);
    fleet_day(&it);
    it.now += FLEET_DAY;
    fleet_open(&it, false);
    ck_assert_str_eq(daydream_run_date(it.run), "2026-02-19");
    ck_assert_int_eq(daydream_run_step_status(it.run, "review-logs"), DAYDREAM_STEP_PENDING);
    ck_assert_uint_eq(daydream_findings_count(daydream_run_findings(it.run, "red")), 0);
    fleet_stop(&it);
}
END_TEST

static const char shared[] = "{\"projects\": {"
                             "\"red\": {\"name\": \"Red\", \"working_directory\": \"../red\","
                             " \"github\": {\"org\": \"acme\", \"repo\": \"red\"}},"
                             "\"blue\": {\"name\": \"Blue\", \"working_directory\": \"../blue\","
                             " \"github\": {\"org\": \"ACME\", \"repo\": \"Red\"}}},"
                             "\"daydream\": {\"timezone\": \"UTC0\"}}";

START_TEST(lets_two_projects_share_an_issue)
{
    struct fleet it;
    char *title;
    char *body;

    fleet_start(&it);
    fleet_configure(&it, shared);
    fleet_run(&it);
    ck_assert(!daydream_run_failed(it.run));
    fleet_expect_action(&it, "red", DAYDREAM_ACTION_CREATED);
    fleet_expect_action(&it, "blue", DAYDREAM_ACTION_CREATED);
    ck_assert_int_eq(daydream_issue_number(daydream_run_issue(it.run, "red")),
                     daydream_issue_number(daydream_run_issue(it.run, "blue")));
    fleet_close(&it);
    fleet_day(&it);
    fleet_expect_issues(&it, 1, 0);
    title = fleet_issue_text(&it, "acme/red", 0, "title");
    body = fleet_issue_text(&it, "acme/red", 0, "body");
    ck_assert_str_eq(title, "Daydream Report - 2026-02-18 - Red");
    ck_assert_msg(strstr(body, "## Red\n") != NULL && strstr(body, "## Blue\n") != NULL, "%s",
                  body);
    ck_assert_msg(strstr(body, "Only red") != NULL && strstr(body, "Only blue") != NULL, "%s",
                  body);
    free(title);
    free(body);
    fleet_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        files_one_issue_in_each_repository,
        looks_where_it_files,
        adds_nothing_on_the_same_date,
        files_again_when_there_is_something_new,
        reminds_of_what_only_recurs_after_a_week,
        reports_what_got_twice_as_frequent,
        starts_another_date_afresh,
        lets_two_projects_share_an_issue,
    };

    if (!server_available())
        return suite_skip("run-issues", "no python3");
    return suite_run("run-issues", tests, sizeof tests / sizeof tests[0]);
}
