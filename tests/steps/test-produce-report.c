/* SPDX-License-Identifier: MIT */
/* The local report of a date. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/json.h"
#include "support/fleet.h"
#include "support/scratch.h"
#include "support/suite.h"

static void open_offline(struct fleet *it)
{
    fleet_lay_out(it);
    it->offline = true;
}

static char *read_report(struct fleet *it, enum daydream_format format)
{
    char *text = NULL;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_msg(daydream_read_report(it->dd, NULL, format, &text, &err) == DAYDREAM_OK, "%s",
                  err.text);
    return text;
}

/* In the order of the file, each project with its own, then the steps: itself and the last too. */
START_TEST(is_grouped_by_project)
{
    static const char *const order[] = {"# Daydream Report - 2026-02-18",
                                        "**3 new** in 3 projects",
                                        "**2 issues wait",
                                        "## Red",
                                        "Issue: waits in the outbox",
                                        "Only red",
                                        "## Blue",
                                        "Only blue",
                                        "## Plain",
                                        "Only plain",
                                        "## Steps",
                                        "|  2 | review-logs  ",
                                        "|  9 | produce-report ",
                                        "| 10 | create-issues  "};
    struct fleet it;
    char *text;
    const char *at;

    open_offline(&it);
    fleet_run(&it);
    text = read_report(&it, DAYDREAM_FORMAT_MARKDOWN);
    at = text;
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        at = strstr(at, order[i]);
        ck_assert_msg(at != NULL, "no %s in its place:\n%s", order[i], text);
    }
    daydream_free_text(text);
    fleet_stop(&it);
}
END_TEST

START_TEST(is_json_too)
{
    struct fleet it;
    struct json_object *json = NULL;
    struct json_object *list = NULL;
    char *text;

    open_offline(&it);
    fleet_run(&it);
    text = read_report(&it, DAYDREAM_FORMAT_JSON);
    ck_assert_int_eq(
        dd_json_parse(text, strlen(text), "report", DAYDREAM_ERROR_PROTOCOL, &json, NULL),
        DAYDREAM_OK);
    ck_assert_str_eq(dd_json_text(json, "date", ""), FLEET_DATE);
    ck_assert_str_eq(dd_json_text(json, "run", ""), FLEET_RUN);
    ck_assert_int_eq(dd_json_array(json, "projects", &list), DD_JSON_OK);
    ck_assert_uint_eq(json_object_array_length(list), 3);
    json_object_put(json);
    daydream_free_text(text);
    fleet_stop(&it);
}
END_TEST

START_TEST(is_for_its_owner_only)
{
    struct fleet it;
    struct stat info;
    char *directory;
    char *file;

    open_offline(&it);
    fleet_run(&it);
    directory = scratch_path(it.state, "reports");
    file = scratch_path(it.state, "reports/" FLEET_DATE ".md");
    ck_assert_int_eq(stat(directory, &info), 0);
    ck_assert_int_eq(info.st_mode & 07777, 0700);
    ck_assert_int_eq(stat(file, &info), 0);
    ck_assert_int_eq(info.st_mode & 07777, 0600);
    free(directory);
    free(file);
    fleet_stop(&it);
}
END_TEST

static void remove_state(struct fleet *it)
{
    scratch_remove(it->state);
    it->state = scratch_path(it->folder, "state");
}

START_TEST(is_the_same_for_the_same_input)
{
    static const enum daydream_format formats[] = {DAYDREAM_FORMAT_MARKDOWN, DAYDREAM_FORMAT_JSON};

    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        struct fleet it;
        char *first;
        char *second;

        open_offline(&it);
        fleet_run(&it);
        first = read_report(&it, formats[i]);
        fleet_close(&it);
        fleet_run(&it); /* a second run of the date finds the issues waiting */
        fleet_close(&it);
        remove_state(&it);
        fleet_run(&it);
        second = read_report(&it, formats[i]);
        ck_assert_str_eq(first, second);
        daydream_free_text(first);
        daydream_free_text(second);
        fleet_stop(&it);
    }
}
END_TEST

START_TEST(is_not_written_when_dry)
{
    struct fleet it;

    open_offline(&it);
    fleet_open(&it, true);
    ck_assert_int_eq(daydream_step_produce_report(it.run, NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_run_step_status(it.run, "produce-report"), DAYDREAM_STEP_DONE);
    ck_assert(!scratch_exists(it.state));
    fleet_stop(&it);
}
END_TEST

START_TEST(fails_where_it_cannot_write)
{
    struct fleet it;
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    char *in_the_way;

    open_offline(&it);
    fleet_open(&it, false);
    in_the_way = scratch_write(it.state, "reports", "a file of that name");
    ck_assert_int_eq(daydream_step_produce_report(it.run, &err), DAYDREAM_ERROR_FILE);
    ck_assert_msg(strstr(err.text, in_the_way) != NULL, "%s", err.text);
    ck_assert(daydream_run_failed(it.run));
    free(in_the_way);
    fleet_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {is_grouped_by_project,   is_json_too,
                                  is_for_its_owner_only,   is_the_same_for_the_same_input,
                                  is_not_written_when_dry, fails_where_it_cannot_write};

    return suite_run("steps/produce-report", tests, sizeof tests / sizeof tests[0]);
}
