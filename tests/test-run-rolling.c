/* SPDX-License-Identifier: MIT */
/* One issue per repository for all dates: edited, closed, opened again. */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "support/fleet.h"
#include "support/scratch.h"
#include "support/server.h"
#include "support/suite.h"

static void start(struct fleet *it)
{
    fleet_start(it);
    fleet_configure(it,
                    "{\"projects\": {\"red\": {\"name\": \"Red\", \"working_directory\": "
                    "\"../red\", \"github\": {\"org\": \"acme\", \"repo\": \"red\"}}}, "
                    "\"daydream\": {\"timezone\": \"UTC0\", \"issue\": {\"mode\": \"rolling\"}}}");
    it->run_id = NULL;
}

/* The next day's run, and what it did; `line` is an error of the day (NULL: none). */
static void next_day(struct fleet *it, const char *line, enum daydream_action action)
{
    it->now += FLEET_DAY;
    if (line != NULL)
        fleet_log(it, "red", (int)((it->now - FLEET_NOW) / FLEET_DAY), 0, "ERROR", line);
    fleet_run(it);
    ck_assert(!daydream_run_failed(it->run));
    fleet_expect_action(it, "red", action);
    fleet_close(it);
}

static void expect(struct fleet *it, const char *state, const char *has, const char *lacks)
{
    char *is = fleet_issue_text(it, "acme/red", 0, "state");
    char *body = fleet_issue_text(it, "acme/red", 0, "body");

    ck_assert_uint_eq(fleet_issues(it, "acme/red"), 1);
    ck_assert_str_eq(is, state);
    ck_assert_msg(strstr(body, has) != NULL, "%s", body);
    ck_assert_msg(lacks == NULL || strstr(body, lacks) == NULL, "%s", body);
    free(body);
    free(is);
}

START_TEST(is_edited_while_there_are_findings_and_closed_when_none_is_left)
{
    struct fleet it;
    char *title;

    start(&it);
    fleet_run(&it);
    fleet_expect_action(&it, "red", DAYDREAM_ACTION_CREATED);
    fleet_close(&it);
    title = fleet_issue_text(&it, "acme/red", 0, "title");
    ck_assert_str_eq(title, "Daydream Report - Red");
    free(title);
    expect(&it, "open", "**new · error** `Only red breaks", NULL);
    next_day(&it, "The disk of red is full", DAYDREAM_ACTION_UPDATED);
    expect(&it, "open", "The disk of red is full", NULL);
    expect(&it, "open", "<summary>Resolved</summary>\n\n- `Only red breaks", NULL);
    next_day(&it, NULL, DAYDREAM_ACTION_CLOSED);
    expect(&it, "closed", "<summary>Resolved</summary>\n\n- `The disk of red is full", "Only red");
    next_day(&it, NULL, DAYDREAM_ACTION_NONE);
    expect(&it, "closed", "The disk of red is full", NULL);
    next_day(&it, "The disk of red is full", DAYDREAM_ACTION_UPDATED);
    expect(&it, "open", "**recurring since 2026-02-19 · error** `The disk", NULL);
    hub_check_traffic(&it.hub);
    fleet_stop(&it);
}
END_TEST

/* Nothing has changed, so nothing is written, though the days go by. */
START_TEST(is_not_written_when_nothing_has_changed)
{
    struct fleet it;
    int patches;

    start(&it);
    fleet_day(&it);
    /* what a run of the same date finds is the same */
    fleet_run(&it);
    fleet_expect_action(&it, "red", DAYDREAM_ACTION_EXISTS);
    fleet_close(&it);
    ck_assert_int_eq(hub_count(&it.hub, "PATCH"), 0);
    next_day(&it, NULL, DAYDREAM_ACTION_CLOSED);
    patches = hub_count(&it.hub, "PATCH");
    ck_assert_int_eq(patches, 1);
    for (int day = 0; day < 3; day++)
        next_day(&it, NULL, DAYDREAM_ACTION_NONE);
    ck_assert_int_eq(hub_count(&it.hub, "PATCH"), patches);
    ck_assert_int_eq(hub_count(&it.hub, "POST"), 2); /* the label and the issue */
    fleet_stop(&it);
}
END_TEST

static void be_another_machine(struct fleet *it)
{
    free(it->state);
    it->state = scratch_path(it->folder, "other-state");
    it->machine_id = "fedcba9876543210";
}

START_TEST(each_machine_has_its_own_part)
{
    struct fleet it;
    char *first;

    start(&it);
    fleet_day(&it);
    first = strdup(it.state);
    be_another_machine(&it);
    fleet_run(&it);
    fleet_expect_action(&it, "red", DAYDREAM_ACTION_UPDATED);
    fleet_close(&it);
    expect(&it, "open", "machine=" FLEET_MACHINE, NULL);
    expect(&it, "open", "machine=fedcba9876543210", NULL);
    next_day(&it, NULL, DAYDREAM_ACTION_UPDATED); /* the other one is clean now */
    expect(&it, "open", "**new · error** `Only red breaks", NULL);
    free(it.state);
    it.state = first;
    it.machine_id = FLEET_MACHINE;
    it.now -= FLEET_DAY;
    next_day(&it, NULL, DAYDREAM_ACTION_CLOSED); /* and so is the first */
    expect(&it, "closed", "machine=fedcba9876543210", NULL);
    fleet_stop(&it);
}
END_TEST

static void edit(struct fleet *it, const char *json)
{
    hub_tell(&it->hub, "/_edit", json);
}

START_TEST(one_that_a_person_closed_waits_for_another_finding)
{
    struct fleet it;

    start(&it);
    fleet_day(&it);
    edit(&it, "{\"repo\": \"acme/red\", \"number\": 1, \"state\": \"closed\"}");
    next_day(&it, "Only red breaks at 23 ms", DAYDREAM_ACTION_EXISTS);
    expect(&it, "closed", "Only red breaks", NULL);
    next_day(&it, "The disk of red is full", DAYDREAM_ACTION_UPDATED);
    expect(&it, "open", "The disk of red is full", NULL);
    fleet_stop(&it);
}
END_TEST

/* The answer to the POST is lost: it is the same issue all the same. */
START_TEST(is_filed_once_when_the_answer_was_lost)
{
    struct fleet it;

    start(&it);
    fleet_fault(&it, "{\"method\": \"POST\", \"path\": \"/issues$\", \"drop\": \"after\"}");
    hub_tell(&it.hub, "/_lag", "{\"seconds\": 3600}");
    fleet_run(&it);
    fleet_expect_action(&it, "red", DAYDREAM_ACTION_QUEUED);
    fleet_close(&it);
    next_day(&it, "The disk of red is full", DAYDREAM_ACTION_UPDATED);
    expect(&it, "open", "The disk of red is full", NULL);
    fleet_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        is_edited_while_there_are_findings_and_closed_when_none_is_left,
        is_not_written_when_nothing_has_changed,
        each_machine_has_its_own_part,
        one_that_a_person_closed_waits_for_another_finding,
        is_filed_once_when_the_answer_was_lost,
    };

    if (!server_available())
        return suite_skip("run-rolling", "no python3");
    return suite_run("run-rolling", tests, sizeof tests / sizeof tests[0]);
}
