/* SPDX-License-Identifier: MIT */
/*
 * Promise 2: no finding lost, nothing twice, with any call failing; and promise 1: one open report.
 * Each request of a run fails once, in each way in which one can. After the next run there is one
 * report, with everything in it, and nothing is said twice. Everything is real but the clock, which
 * does not wait, and the time after which a request is given up, which is short. All cases take
 * minutes: DAYDREAM_FAULT_EVERY=1 tries each of them, else a part of them stands for all.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "support/fleet.h"
#include "support/line.h"
#include "support/scratch.h"
#include "support/server.h"
#include "support/suite.h"

static const struct way ways[] = {
    {"refused", NULL, false},
    {"reset before the write", "\"drop\":\"before\",\"reset\":true", false},
    {"reset after the write", "\"drop\":\"after\",\"reset\":true", false},
    {"time-out before the write", "\"hang\":true", true},
    {"time-out after the write", "\"hang\":true,\"apply\":true", true},
    {"500", "\"status\":500", false},
    {"500 after the write", "\"status\":500,\"apply\":true", false},
    {"502 with HTML", "\"status\":502,\"html\":true", false},
    {"403 secondary limit", "\"limit\":\"secondary\"", false},
    {"403 primary limit, half an hour", "\"limit\":\"primary\",\"reset\":1771396200", false},
    {"truncated body", "\"truncate\":true", false},
    {"wrong JSON type", "\"wrong\":true", false},
    {"a login page", "\"html\":true", false},
};

#define WAYS  (sizeof ways / sizeof ways[0])
#define EVERY 7

/* ---- a day ------------------------------------------------------------------------------------
 */

/* Another machine's report, with what only that one saw. */
#define ANOTHER(name)                                                                              \
    "{\"repo\":\"acme/" name "\",\"issues\":[{\"title\":\"Daydream Report - " FLEET_DATE           \
    " - Elsewhere\",\"association\":\"OWNER\",\"body\":\"Seen elsewhere\\n\\n<!-- daydream:1 "     \
    "date=" FLEET_DATE " repo=github.com/acme/" name " machine=fedcba9876543210 "                  \
    "run=11111111-2222-4333-8444-555555555555 fp= -->\\n\"}]}"

/* What there is before the day's run. */
static const struct scene {
    const char *name;
    const char *seeds[2];
    bool hidden;  /* no list shows anything before the next run */
    bool waiting; /* the report of the date before waits in the outbox */
} scenes[] = {
    {"nobody has filed yet",
     {"{\"repo\":\"acme/red\",\"issues\":[{\"title\":\"Leak\",\"labels\":[\"bug\"]}]}",
      "{\"repo\":\"acme/blue\"}"},
     false,
     false},
    {"the report of the day before waits",
     {"{\"repo\":\"acme/red\"}", "{\"repo\":\"acme/blue\"}"},
     false,
     true},
    {"another machine has filed", {ANOTHER("red"), ANOTHER("blue")}, false, false},
    {"another machine files at the same time",
     {ANOTHER("red"), "{\"repo\":\"acme/blue\"}"},
     true,
     false},
};

struct day {
    struct fleet fleet;
    struct line line;
    const struct scene *scene;
    size_t count; /* of days so far: each has a state of its own */
};

static bool run_once(struct day *day);

/* The day before was done without a network. */
static void queue_the_day_before(struct day *day)
{
    day->fleet.now = FLEET_NOW - FLEET_DAY + 6 * 3600;
    day->fleet.offline = true;
    ck_assert(run_once(day));
    day->fleet.offline = false;
    day->fleet.now = FLEET_NOW;
}

static void begin_day(struct day *day)
{
    struct dd_buf name = DD_BUF_INIT;

    hub_tell(&day->fleet.hub, "/_reset", "{}");
    for (size_t i = 0; i < 2; i++)
        hub_tell(&day->fleet.hub, "/_seed", day->scene->seeds[i]);
    dd_buf_printf(&name, "state-%zu", day->count++);
    free(day->fleet.state);
    day->fleet.state = scratch_path(day->fleet.folder, dd_buf_text(&name));
    day->fleet.now = FLEET_NOW;
    if (day->scene->waiting)
        queue_the_day_before(day);
    if (day->scene->hidden)
        hub_tell(&day->fleet.hub, "/_lag", "{\"seconds\":2000000000}");
    dd_buf_reset(&day->fleet.said);
    dd_buf_free(&name);
}

/* The lists show everything by now. */
static void begin_next_run(struct day *day)
{
    hub_tell(&day->fleet.hub, "/_lag", "{\"seconds\":0}");
    day->fleet.now += 3600;
}

/* A whole run; true when nothing in it failed. */
static bool run_once(struct day *day)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    bool went_well;

    fleet_close(&day->fleet);
    day->line.requests = 0;
    day->fleet.dd = fleet_session(&day->fleet);
    daydream_set_transport(day->fleet.dd, line_carry, &day->line);
    ck_assert_msg(daydream_run_new(day->fleet.dd, false, &day->fleet.run, &err) == DAYDREAM_OK &&
                      daydream_run_all(day->fleet.run, &err) == DAYDREAM_OK,
                  "%s", err.text);
    went_well = !daydream_run_failed(day->fleet.run);
    fleet_close(&day->fleet);
    return went_well;
}

static bool run_with_failure(struct day *day, const struct way *way, int position)
{
    struct dd_buf fault = DD_BUF_INIT;
    bool went_well;

    day->line.way = way;
    day->line.wanted = position;
    dd_buf_printf(&fault, "{\"skip\":%d,%s}", position - 1, way->fault != NULL ? way->fault : "");
    if (way->fault != NULL)
        hub_tell(&day->fleet.hub, "/_fault", dd_buf_text(&fault));
    went_well = run_once(day);
    day->line.wanted = 0;
    dd_buf_free(&fault);
    return went_well;
}

/* ---- how it has to be afterwards ---------------------------------------------------------------
 */

static struct json_object *list_of(struct json_object *object, const char *key)
{
    struct json_object *list = NULL;

    ck_assert_int_eq(dd_json_array(object, key, &list), DD_JSON_OK);
    return list;
}

/* Is there a comment twice? */
static bool repeats_itself(struct json_object *issue)
{
    struct json_object *comments = list_of(issue, "comments");
    size_t count = json_object_array_length(comments);

    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < i; j++)
            if (strcmp(dd_json_text(json_object_array_get_idx(comments, i), "body", "i"),
                       dd_json_text(json_object_array_get_idx(comments, j), "body", "j")) == 0)
                return true;
    return false;
}

static bool says(struct json_object *issue, const char *text)
{
    return strstr(json_object_to_json_string(issue), text) != NULL;
}

static bool is_open_report(struct json_object *issue, const char *date)
{
    const char *title = dd_json_text(issue, "title", "");

    return strcmp(dd_json_text(issue, "state", ""), "open") == 0 &&
           strncmp(title, "Daydream Report - ", 18) == 0 && strncmp(title + 18, date, 10) == 0;
}

/* NULL when the repository has one report of the date that says the text, else what is wrong. */
static const char *find_flaw(struct fleet *fleet, const char *slug, const char *date,
                             const char *text)
{
    struct dd_buf name = DD_BUF_INIT;
    struct json_object *repository;
    struct json_object *issues;
    const char *flaw = NULL;
    size_t reports = 0;

    dd_buf_printf(&name, "acme/%s", slug);
    repository = fleet_repository(fleet, dd_buf_text(&name));
    issues = list_of(repository, "issues");
    for (size_t i = 0; i < json_object_array_length(issues); i++) {
        struct json_object *issue = json_object_array_get_idx(issues, i);

        if (repeats_itself(issue))
            flaw = "a comment twice";
        if (is_open_report(issue, date)) {
            reports++;
            if (!says(issue, text))
                flaw = "a finding is missing";
        }
    }
    json_object_put(repository);
    dd_buf_free(&name);
    return reports != 1 ? "not one report" : flaw;
}

static size_t count_waiting(struct day *day)
{
    struct daydream *dd = fleet_session(&day->fleet);
    struct daydream_outbox *outbox = NULL;
    size_t count;

    ck_assert_int_eq(daydream_outbox_load(dd, &outbox, NULL), DAYDREAM_OK);
    count = daydream_outbox_count(outbox);
    daydream_outbox_free(outbox);
    daydream_free(dd);
    return count;
}

static const char *find_any_flaw(struct day *day)
{
    static const char *const slugs[] = {"red", "blue"};
    /* without the number: where it cannot be told who reads it, no line stands there */
    static const char *const early[] = {"Only red breaks at ", "Only blue breaks at "};
    static const char *const late[] = {"Later red fails, too", "Later blue fails, too"};
    const char *flaw = NULL;

    for (size_t i = 0; i < 2 && flaw == NULL; i++)
        flaw = find_flaw(&day->fleet, slugs[i], FLEET_DATE, late[i]);
    for (size_t i = 0; i < 2 && flaw == NULL; i++)
        flaw = find_flaw(&day->fleet, slugs[i], day->scene->waiting ? "2026-02-17" : FLEET_DATE,
                         early[i]);
    if (flaw == NULL && count_waiting(day) > 0)
        flaw = "a report still waits";
    return flaw;
}

/* ---- the table ----------------------------------------------------------------------------------
 */

/* '=' the run came through by itself, '+' the next one made up for it, '!' it did not. */
static char try_it(struct day *day, const struct way *way, int position)
{
    const char *flaw;
    bool at_once;

    begin_day(day);
    at_once = run_with_failure(day, way, position);
    at_once = at_once && find_any_flaw(day) == NULL;
    begin_next_run(day);
    flaw = run_once(day) ? find_any_flaw(day) : "the next run fails";
    if (flaw != NULL)
        printf("%s, request %d (%s): %s\n%s\n", way->name, position, day->line.names[position - 1],
               flaw, dd_buf_text(&day->fleet.said));
    return flaw != NULL ? '!' : at_once ? '=' : '+';
}

/* Each way and each request have their turn, whatever the part. */
static bool has_its_turn(size_t way, int position)
{
    const char *every = getenv("DAYDREAM_FAULT_EVERY");
    long part = every != NULL ? strtol(every, NULL, 10) : EVERY;

    return part <= 1 || ((long)way + position) % part == 0;
}

/* Every request of the scene's healthy run, and one line for each way. */
static bool try_all(struct day *day)
{
    char results[WAYS][LINE_MOST + 1] = {{0}};
    bool good;
    int count;

    begin_day(day);
    good = run_once(day);
    count = day->line.requests;
    if (find_any_flaw(day) != NULL)
        printf("without any failure: %s\n", find_any_flaw(day));
    good = good && find_any_flaw(day) == NULL;
    printf("\n%s: %d requests\n", day->scene->name, count);
    for (int i = 0; i < count; i++)
        printf("%4d %s\n", i + 1, day->line.names[i]);
    for (size_t i = 0; i < WAYS; i++) {
        for (int position = 1; position <= count; position++)
            results[i][position - 1] = has_its_turn(i, position) ? try_it(day, &ways[i], position)
                                                                 : '.';
        good = good && strchr(results[i], '!') == NULL;
    }
    for (size_t i = 0; i < WAYS; i++)
        printf("  %-32s %s\n", ways[i].name, results[i]);
    return good;
}

START_TEST(no_failure_loses_or_repeats_anything)
{
    struct day day = {.scene = &scenes[_i]};
    bool good;

    fleet_start(&day.fleet);
    fleet_log(&day.fleet, "red", 0, 5 * 3600, "ERROR", "Later red fails, too");
    fleet_log(&day.fleet, "blue", 0, 5 * 3600, "ERROR", "Later blue fails, too");
    day.fleet.run_id = NULL; /* a new one for each date */
    line_open(&day.line);
    good = try_all(&day);
    printf("  = the run came through by itself, + the next one made up for it, ! it did not; . has "
           "had no turn\n");
    fflush(stdout);
    ck_assert_msg(good, "see above");
    hub_check_traffic(&day.fleet.hub);
    line_close(&day.line);
    fleet_stop(&day.fleet);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("run-faults");
    TCase *cases = tcase_create("run-faults");
    SRunner *runner;
    int failed;

    if (!server_available())
        return suite_skip("run-faults", "there is no python3 for the loopback server");
    tcase_set_timeout(cases, 1800);
    tcase_add_loop_test(cases, no_failure_loses_or_repeats_anything, 0,
                        (int)(sizeof scenes / sizeof scenes[0]));
    suite_add_tcase(suite, cases);
    runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
