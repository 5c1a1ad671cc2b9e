/* SPDX-License-Identifier: MIT */
/* A step that could not look says so in the report of the project that it did not look at. */
#include <stdlib.h>
#include <string.h>

#include "support/fleet.h"
#include "support/server.h"
#include "support/suite.h"

#define REDS_BUGS "\"method\": \"GET\", \"path\": \"acme/red/issues.*labels=bug\""

static char *local_report(struct fleet *it)
{
    char *text = NULL;

    ck_assert_int_eq(
        daydream_read_report(it->dd, FLEET_DATE, DAYDREAM_FORMAT_MARKDOWN, &text, NULL),
        DAYDREAM_OK);
    return text;
}

static void expect(const char *text, const char *part, bool there)
{
    ck_assert_msg((strstr(text, part) != NULL) == there, "%s: %s", part, text);
}

START_TEST(a_failure_is_said_where_it_was)
{
    struct fleet it;
    char *body;

    fleet_start(&it);
    fleet_fault(&it, "{" REDS_BUGS ", \"status\": 404}");
    fleet_run(&it);
    fleet_expect_issues(&it, 1, 1);
    body = fleet_issue_text(&it, "acme/red", 0, "body");
    expect(body, "**failed · clean-tasks** ", true);
    expect(body, "review-logs", false);
    free(body);
    body = fleet_issue_text(&it, "acme/blue", 0, "body");
    expect(body, "clean-tasks", false);
    free(body);
    fleet_stop(&it);
}
END_TEST

START_TEST(a_skip_is_said_until_it_was_done)
{
    struct fleet it;
    char *text;

    fleet_start(&it);
    it.offline = true;
    fleet_run(&it);
    text = local_report(&it);
    expect(text, "**skipped · clean-tasks** for Red, Blue: github.com was not asked", true);
    ck_assert(!daydream_run_is_whole(it.run, "red"));
    ck_assert(daydream_run_is_whole(it.run, "plain")); /* it has no bugs to look at */
    ck_assert(!daydream_run_is_whole(it.run, "nobody"));
    daydream_free_text(text);
    fleet_close(&it);
    it.offline = false;
    fleet_run(&it);
    text = local_report(&it);
    expect(text, "**skipped · clean-tasks**", false);
    ck_assert(daydream_run_is_whole(it.run, "red"));
    daydream_free_text(text);
    fleet_stop(&it);
}
END_TEST

START_TEST(scripts_see_it_too)
{
    struct fleet it;
    char *json = NULL;

    fleet_start(&it);
    fleet_fault(&it, "{" REDS_BUGS ", \"status\": 404}");
    fleet_run(&it);
    ck_assert_int_eq(daydream_run_to_json(it.run, &json, NULL), DAYDREAM_OK);
    expect(json, "\"gaps\":[{\"step\":\"clean-tasks\",\"status\":\"failed\",\"reason\":\"", true);
    expect(json, "\"gaps\":[],", true);
    daydream_free_text(json);
    fleet_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        a_failure_is_said_where_it_was,
        a_skip_is_said_until_it_was_done,
        scripts_see_it_too,
    };

    if (!server_available())
        return suite_skip("steps/gaps", "no python3");
    return suite_run("steps/gaps", tests, sizeof tests / sizeof tests[0]);
}
