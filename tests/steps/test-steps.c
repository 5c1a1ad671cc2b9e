/* SPDX-License-Identifier: MIT */
/* The table of steps, and what every step may use. */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "run.h"
#include "support/fleet.h"
#include "support/suite.h"

static const struct {
    int number;
    const char *name;
    const char *scope;
} rows[] = {
    {1, "clean-legacy", "home"},  {2, "review-logs", "project"},
    {3, "check-sentry", "home"},  {4, "clean-tasks", "project"},
    {5, "check-docs", "home"},    {6, "analyze-sessions", "home"},
    {7, "reflect", "all"},        {8, "consolidate-memory", "all"},
    {9, "produce-report", "all"}, {10, "create-issues", "project"},
};

#define ROWS (sizeof rows / sizeof rows[0])

START_TEST(stands_in_order)
{
    ck_assert_uint_eq(dd_step_count(), ROWS);
    for (size_t i = 0; i < ROWS; i++) {
        const struct daydream_step *step = daydream_step_at(i);

        ck_assert_int_eq(daydream_step_number(step), rows[i].number);
        ck_assert_str_eq(daydream_step_name(step), rows[i].name);
        ck_assert_str_eq(daydream_step_scope(step), rows[i].scope);
        ck_assert_str_ne(daydream_step_title(step), "");
        ck_assert_ptr_eq(dd_step_find(rows[i].name), step);
    }
    ck_assert_ptr_null(daydream_step_at(ROWS));
    ck_assert_ptr_null(daydream_step_at((size_t)-1));
    ck_assert_ptr_null(dd_step_find("dream"));
    ck_assert_ptr_null(dd_step_find(""));
}
END_TEST

START_TEST(is_written_as_json)
{
    char *text = NULL;
    struct json_object *json = NULL;
    struct json_object *list = NULL;

    ck_assert_int_eq(daydream_steps_to_json(&text, NULL), DAYDREAM_OK);
    ck_assert_int_eq(
        dd_json_parse(text, strlen(text), "steps", DAYDREAM_ERROR_PROTOCOL, &json, NULL),
        DAYDREAM_OK);
    ck_assert_int_eq(dd_json_array(json, "steps", &list), DD_JSON_OK);
    ck_assert_uint_eq(json_object_array_length(list), ROWS);
    for (size_t i = 0; i < ROWS; i++) {
        struct json_object *step = json_object_array_get_idx(list, i);
        int64_t number = 0;

        ck_assert_int_eq(dd_json_int(step, "number", &number), DD_JSON_OK);
        ck_assert_int_eq(number, rows[i].number);
        ck_assert_str_eq(dd_json_text(step, "name", ""), rows[i].name);
        ck_assert_str_eq(dd_json_text(step, "scope", ""), rows[i].scope);
    }
    json_object_put(json);
    daydream_free_text(text);
}
END_TEST

/* A context for a project of the fleet, with a place for findings. */
static struct dd_step_context open_context(struct fleet *it, size_t project)
{
    struct dd_step_context context;

    fleet_open(it, false);
    context = dd_run_context(it->run);
    context.step = daydream_step_at(0);
    context.project = it->run->projects->items[project];
    ck_assert_int_eq(daydream_findings_new(&context.findings, NULL), DAYDREAM_OK);
    return context;
}

static void close_context(struct dd_step_context *context)
{
    daydream_findings_free(context->findings);
    dd_buf_free(&context->reason);
}

START_TEST(skips_with_the_last_reason)
{
    struct fleet it;
    struct dd_step_context context;

    fleet_lay_out(&it);
    it.offline = true;
    context = open_context(&it, 0);
    ck_assert(!context.skipped);
    ck_assert_int_eq(dd_step_skip(&context, "no %s", "moon"), DAYDREAM_OK);
    ck_assert_int_eq(dd_step_skip(&context, "no %d suns", 2), DAYDREAM_OK);
    ck_assert(context.skipped);
    ck_assert_str_eq(dd_buf_text(&context.reason), "no 2 suns");
    close_context(&context);
    fleet_stop(&it);
}
END_TEST

/* A secret that the limit cuts in the middle must not leave its first half. */
START_TEST(takes_secrets_out_before_it_cuts)
{
    struct fleet it;
    struct dd_step_context context;
    struct daydream_finding *finding = NULL;
    struct dd_buf text = DD_BUF_INIT;

    fleet_lay_out(&it);
    it.offline = true;
    context = open_context(&it, 1);
    while (text.length < DD_FINDING_TEXT_MAX - 10)
        dd_buf_puts(&text, "word ");
    dd_buf_puts(&text, HUB_TOKEN);
    ck_assert_int_eq(
        dd_step_add(&context, "logs", DAYDREAM_SEVERITY_ERROR, dd_buf_text(&text), &finding, NULL),
        DAYDREAM_OK);
    ck_assert_str_eq(daydream_finding_key(finding), "blue:logs");
    ck_assert_uint_le(strlen(daydream_finding_text(finding)), DD_FINDING_TEXT_MAX);
    ck_assert_ptr_null(strstr(daydream_finding_text(finding), "ghp_"));
    dd_buf_free(&text);
    close_context(&context);
    fleet_stop(&it);
}
END_TEST

START_TEST(adds_one_clean_line)
{
    struct fleet it;
    struct dd_step_context context;
    struct daydream_finding *finding = NULL;

    fleet_lay_out(&it);
    it.offline = true;
    context = open_context(&it, 0);
    ck_assert_int_eq(dd_step_add(&context, "logs", DAYDREAM_SEVERITY_NOTE,
                                 "two\nlines \x1b[31mred\x1b[0m \xff", &finding, NULL),
                     DAYDREAM_OK);
    ck_assert_ptr_null(strpbrk(daydream_finding_text(finding), "\n\x1b\xff"));
    ck_assert_ptr_eq(dd_step_entry(&context, context.project), &it.run->entries[0]);
    close_context(&context);
    fleet_stop(&it);
}
END_TEST

START_TEST(says_why_there_is_no_client)
{
    static const struct {
        const char *token;
        bool offline;
        size_t project;
        const char *reason; /* "": there is one */
    } cases[] = {
        {HUB_TOKEN, false, 0, ""},
        {HUB_TOKEN, false, 2, "no GitHub repository"},
        {NULL, false, 0, "no token for github.com"},
        {HUB_TOKEN, true, 0, "offline"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct fleet it;
        struct dd_step_context context;
        struct dd_github *github = NULL;

        fleet_lay_out(&it);
        it.token = cases[i].token;
        it.offline = cases[i].offline;
        context = open_context(&it, cases[i].project);
        ck_assert_int_eq(dd_step_github(&context, &github, NULL), DAYDREAM_OK);
        ck_assert_msg((github != NULL) == (cases[i].reason[0] == '\0'), "%zu", i);
        ck_assert_msg(context.skipped == (github == NULL), "%zu", i);
        ck_assert_msg(strstr(dd_buf_text(&context.reason), cases[i].reason) != NULL, "%s",
                      dd_buf_text(&context.reason));
        close_context(&context);
        fleet_stop(&it);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {stands_in_order,
                                  is_written_as_json,
                                  skips_with_the_last_reason,
                                  takes_secrets_out_before_it_cuts,
                                  adds_one_clean_line,
                                  says_why_there_is_no_client};

    return suite_run("steps/steps", tests, sizeof tests / sizeof tests[0]);
}
