/* SPDX-License-Identifier: MIT */
/* Lines of logs, and who gets to read them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/fleet.h"
#include "support/scratch.h"
#include "support/server.h"
#include "support/suite.h"

#define MASKED   "`Only red breaks at <*>`"
#define LINE     "Only red breaks at 17 ms"
#define LEFT_OUT "Lines of logs and sessions are left out"

#define PROJECTS                                                                                   \
    "{\"projects\": {\"red\": {\"working_directory\": \"../red\", %s \"github\": {\"org\": "       \
    "\"acme\", \"repo\": \"red\"}}}, \"daydream\": {\"timezone\": \"UTC0\", \"issue\": "           \
    "{\"mode\": \"%s\"}}}"

static void set_up(struct fleet *it, const char *publish, const char *mode, bool is_private)
{
    char json[400];

    fleet_start(it);
    snprintf(json, sizeof json, PROJECTS, publish, mode);
    fleet_configure(it, json);
    hub_tell(&it->hub, "/_seed",
             is_private ? "{\"repo\": \"acme/red\", \"private\": true}"
                        : "{\"repo\": \"acme/red\", \"private\": false}");
}

/* How often it was asked who can read red. */
static int questions(struct fleet *it)
{
    char *text = scratch_read(it->hub.traffic);
    int count = 0;

    for (const char *at = text; (at = strstr(at, "\"path\": \"/repos/acme/red\"")) != NULL; at++)
        count++;
    free(text);
    return count;
}

static void expect_body(struct fleet *it, size_t index, bool shown, const char *what)
{
    char *body = fleet_issue_text(it, "acme/red", index, "body");

    ck_assert_msg(strstr(body, MASKED) != NULL, "%s: %s", what, body);
    ck_assert_msg((strstr(body, LINE) != NULL) == shown, "%s: %s", what, body);
    ck_assert_msg((strstr(body, LEFT_OUT) == NULL) == shown, "%s: %s", what, body);
    free(body);
}

static void expect_local_report(struct fleet *it)
{
    char *path = scratch_path(it->state, "reports/" FLEET_DATE ".md");
    char *text = scratch_read(path);

    ck_assert_msg(strstr(text, LINE) != NULL, "%s", text);
    ck_assert_ptr_null(strstr(text, LEFT_OUT));
    free(text);
    free(path);
}

static const struct publishing_case {
    const char *what;
    const char *publish;
    const char *fault; /* NULL: none */
    bool is_private;
    bool shown;
    int questions;
} cases[] = {
    {"private", "", NULL, true, true, 1},
    {"public", "", NULL, false, false, 1},
    {"public, and told not to", "\"publish_samples\": false,", NULL, false, false, 1},
    {"public, and told to", "\"publish_samples\": true,", NULL, false, true, 0},
    {"public, and told in a wrong way", "\"publish_samples\": \"yes\",", NULL, false, false, 1},
    {"refused", "", "{\"method\": \"GET\", \"path\": \"acme/red$\", \"status\": 403}", true, false,
     1},
    {"not found", "", "{\"method\": \"GET\", \"path\": \"acme/red$\", \"status\": 404}", true,
     false, 1},
    {"no answer", "",
     "{\"method\": \"GET\", \"path\": \"acme/red$\", \"html\": true, \"count\": 9}", true, false,
     1},
};

START_TEST(only_what_may_be_read_is_shown)
{
    static const char *const modes[] = {"daily", "rolling"};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        for (size_t m = 0; m < 2; m++) {
            struct fleet it;

            set_up(&it, cases[i].publish, modes[m], cases[i].is_private);
            if (cases[i].fault != NULL)
                fleet_fault(&it, cases[i].fault);
            fleet_day(&it);
            ck_assert_uint_eq(fleet_issues(&it, "acme/red"), 1);
            expect_body(&it, 0, cases[i].shown, cases[i].what);
            expect_local_report(&it);
            ck_assert_msg(questions(&it) == cases[i].questions, "%s: %d", cases[i].what,
                          questions(&it));
            fleet_stop(&it);
        }
}
END_TEST

/* What another machine saw goes into a comment. */
START_TEST(a_comment_holds_no_more_than_the_issue)
{
    for (int shown = 0; shown < 2; shown++) {
        struct fleet it;
        char *comment;

        set_up(&it, "", "daily", shown != 0);
        fleet_day(&it);
        fleet_log(&it, "red", 0, 60, "ERROR", "Disk 17 is full");
        free(it.state);
        it.state = scratch_path(it.folder, "other");
        it.machine_id = "fedcba9876543210";
        it.run_id = NULL;
        fleet_day(&it);
        ck_assert_uint_eq(fleet_comments(&it, "acme/red", 0), 1);
        comment = fleet_comment(&it, "acme/red", 0, 0);
        ck_assert_msg(strstr(comment, "`Disk <*> is full`") != NULL, "%s", comment);
        ck_assert_msg((strstr(comment, "Disk 17") != NULL) == (shown != 0), "%s", comment);
        free(comment);
        fleet_stop(&it);
    }
}
END_TEST

/* One day after the other, each with an error of its own. */
static void next_day(struct fleet *it, int day)
{
    char text[40];

    snprintf(text, sizeof text, "Job of type %c broke at 17 ms", 'a' + day);
    fleet_log(it, "red", day, 0, "ERROR", text);
    it->now = FLEET_NOW + day * FLEET_DAY;
    it->run_id = NULL;
    fleet_day(it);
}

START_TEST(an_answer_holds_for_a_week)
{
    struct fleet it;

    set_up(&it, "", "daily", true);
    fleet_day(&it);
    hub_tell(&it.hub, "/_seed", "{\"repo\": \"acme/red\", \"private\": false}");
    for (int day = 1; day < 7; day++)
        next_day(&it, day);
    ck_assert_int_eq(questions(&it), 1);
    next_day(&it, 7);
    ck_assert_int_eq(questions(&it), 2);
    for (size_t i = 0; i < 8; i++) {
        char *body = fleet_issue_text(&it, "acme/red", i, "body");

        ck_assert_msg((strstr(body, " 17 ms") != NULL) == (i < 7), "%zu: %s", i, body);
        free(body);
    }
    fleet_stop(&it);
}
END_TEST

/* The report that waits is one that everybody may read. */
START_TEST(without_a_way_to_ask_it_counts_as_public)
{
    struct fleet it;

    set_up(&it, "", "daily", true);
    it.offline = true;
    fleet_day(&it);
    expect_local_report(&it);
    it.offline = false;
    it.now += FLEET_DAY;
    fleet_day(&it);
    expect_body(&it, 0, false, "from the outbox");
    fleet_stop(&it);
}
END_TEST

START_TEST(a_day_without_lines_has_nothing_to_ask)
{
    struct fleet it;

    set_up(&it, "", "daily", false);
    fleet_day(&it);
    it.now += FLEET_DAY;
    fleet_day(&it);
    ck_assert_int_eq(questions(&it), 1);
    fleet_stop(&it);
}
END_TEST

START_TEST(a_dry_run_shows_what_is_left_out)
{
    struct fleet it;
    const char *body;

    set_up(&it, "", "daily", false);
    fleet_open(&it, true);
    ck_assert_int_eq(daydream_run_all(it.run, NULL), DAYDREAM_OK);
    body = daydream_issue_body(daydream_run_issue(it.run, "red"));
    ck_assert_ptr_nonnull(strstr(body, LEFT_OUT));
    ck_assert_ptr_nonnull(strstr(body, "publish_samples"));
    ck_assert_ptr_null(strstr(body, LINE));
    fleet_stop(&it);
}
END_TEST

START_TEST(a_single_report_keeps_to_it)
{
    static const char *const wish = "[{\"key\": \"red:logs\", \"severity\": \"error\", \"text\": "
                                    "\"Only red breaks at <*>\", \"details\": [\"" LINE "\"]}]";

    for (int shown = 0; shown < 2; shown++) {
        struct fleet it;
        struct daydream_findings *findings = NULL;
        struct daydream_issue *issue = NULL;

        set_up(&it, "", "daily", shown != 0);
        it.dd = fleet_session(&it);
        ck_assert_int_eq(daydream_findings_new(&findings, NULL), DAYDREAM_OK);
        ck_assert_int_eq(daydream_findings_add_json(findings, wish, strlen(wish), NULL),
                         DAYDREAM_OK);
        ck_assert_int_eq(
            daydream_create_issue(it.dd, findings, FLEET_DATE, "acme/red", &issue, NULL),
            DAYDREAM_OK);
        expect_body(&it, 0, shown != 0, "single");
        daydream_issue_free(issue);
        daydream_findings_free(findings);
        fleet_stop(&it);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        only_what_may_be_read_is_shown,
        a_comment_holds_no_more_than_the_issue,
        an_answer_holds_for_a_week,
        without_a_way_to_ask_it_counts_as_public,
        a_day_without_lines_has_nothing_to_ask,
        a_dry_run_shows_what_is_left_out,
        a_single_report_keeps_to_it,
    };

    if (!server_available())
        return suite_skip("steps/publishing", "there is no python3 for the loopback server");
    return suite_run("steps/publishing", tests, sizeof tests / sizeof tests[0]);
}
