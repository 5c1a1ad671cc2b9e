/* SPDX-License-Identifier: MIT */
/*
 * Promise 2: no finding lost, nothing twice, with any call failing; and promise 1: one open report.
 * Each request of a run fails once, in each way in which one can. After the next run there is one
 * report, with everything in it, and nothing is said twice. Everything is real but the clock, which
 * does not wait, and the time after which a request is given up, which is short.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/json.h"
#include "net/curl.h"
#include "support/fleet.h"
#include "support/scratch.h"
#include "support/server.h"
#include "support/suite.h"

#define SHORT_TIMEOUT_MS 400
#define MOST_REQUESTS    40

static const struct way {
    const char *name;
    const char *fault; /* members of a "/_fault"; NULL: nobody listens where the request goes */
    bool silent;       /* the client gives up */
} ways[] = {
    {"refused", NULL, false},
    {"reset before the write", "\"drop\":\"before\",\"reset\":true", false},
    {"reset after the write", "\"drop\":\"after\",\"reset\":true", false},
    {"closed before the write", "\"drop\":\"before\"", false},
    {"closed after the write", "\"drop\":\"after\"", false},
    {"time-out before the write", "\"hang\":true", true},
    {"time-out after the write", "\"hang\":true,\"apply\":true", true},
    {"500", "\"status\":500", false},
    {"500 after the write", "\"status\":500,\"apply\":true", false},
    {"502 with HTML", "\"status\":502,\"html\":true", false},
    {"502 with HTML after the write", "\"status\":502,\"html\":true,\"apply\":true", false},
    {"403 secondary limit", "\"limit\":\"secondary\"", false},
    {"403 secondary limit, too long", "\"limit\":\"secondary\",\"seconds\":1800", false},
    {"403 primary limit", "\"limit\":\"primary\",\"reset\":1771396200", false},
    {"truncated body", "\"truncate\":true", false},
    {"wrong JSON type", "\"wrong\":true", false},
    {"a login page", "\"html\":true", false},
    {"an endless body", "\"endless\":true", false},
};

#define WAYS (sizeof ways / sizeof ways[0])

/* ---- the transport: libcurl's, and the request at one place goes where nobody listens ----------
 */

struct line {
    struct dd_curl *curl;
    int dead; /* the socket that holds the port */
    int dead_port;
    const struct way *way;
    int wanted;   /* which request fails, from 1; 0: none */
    int requests; /* so far */
    char names[MOST_REQUESTS][96];
};

static void hold_dead_port(struct line *line)
{
    struct sockaddr_in at = {.sin_family = AF_INET};
    socklen_t length = sizeof at;

    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    line->dead = socket(AF_INET, SOCK_STREAM, 0);
    ck_assert_int_eq(bind(line->dead, (struct sockaddr *)&at, sizeof at), 0);
    ck_assert_int_eq(getsockname(line->dead, (struct sockaddr *)&at, &length), 0);
    line->dead_port = ntohs(at.sin_port);
}

/* Where the path begins in "http://127.0.0.1:PORT/path". */
static const char *path_of(const char *url)
{
    return strchr(url + strlen("http://"), '/');
}

static void note(struct line *line, const struct daydream_http_request *request)
{
    ck_assert_int_lt(line->requests, MOST_REQUESTS);
    snprintf(line->names[line->requests], sizeof line->names[0], "%s %.80s", request->method,
             path_of(request->url));
    line->requests++;
}

static enum daydream_status carry(void *user, const struct daydream_http_request *request,
                                  struct daydream_http_response *response,
                                  struct daydream_error *err)
{
    struct line *line = user;
    struct daydream_http_request sent = *request;
    struct dd_buf elsewhere = DD_BUF_INIT;
    enum daydream_status status;

    note(line, request);
    if (line->requests == line->wanted && line->way->silent)
        sent.timeout_ms = SHORT_TIMEOUT_MS;
    if (line->requests == line->wanted && line->way->fault == NULL) {
        dd_buf_printf(&elsewhere, "http://127.0.0.1:%d%s", line->dead_port, path_of(request->url));
        sent.url = dd_buf_text(&elsewhere);
    }
    status = dd_curl_exchange(line->curl, &sent, response, err);
    dd_buf_free(&elsewhere);
    return status;
}

/* ---- a day ------------------------------------------------------------------------------------
 */

/* What is in the repositories before the day's run. */
static const struct scene {
    const char *name;
    const char *seeds[3];
    const char *fault; /* that every run of it meets; NULL: none */
} scenes[] = {
    {"nobody has filed yet",
     {"{\"repo\":\"acme/red\",\"issues\":[{\"title\":\"Leak\",\"labels\":[\"bug\"]}]}",
      "{\"repo\":\"acme/blue\"}"},
     NULL},
};

struct day {
    struct fleet fleet;
    struct line line;
    const struct scene *scene;
    size_t count; /* of days so far: each has a state of its own */
};

static void begin_day(struct day *day)
{
    struct dd_buf name = DD_BUF_INIT;

    hub_tell(&day->fleet.hub, "/_reset", "{}");
    for (size_t i = 0; i < 3 && day->scene->seeds[i] != NULL; i++)
        hub_tell(&day->fleet.hub, "/_seed", day->scene->seeds[i]);
    if (day->scene->fault != NULL)
        hub_tell(&day->fleet.hub, "/_fault", day->scene->fault);
    dd_buf_printf(&name, "state-%zu", day->count++);
    free(day->fleet.state);
    day->fleet.state = scratch_path(day->fleet.folder, dd_buf_text(&name));
    day->fleet.now = FLEET_NOW;
    dd_buf_reset(&day->fleet.said);
    dd_buf_free(&name);
}

/* A whole run; true when nothing in it failed. */
static bool run_once(struct day *day)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    bool went_well;

    fleet_close(&day->fleet);
    day->line.requests = 0;
    day->fleet.dd = fleet_session(&day->fleet);
    daydream_set_transport(day->fleet.dd, carry, &day->line);
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

static bool is_open_report(struct json_object *issue)
{
    return strcmp(dd_json_text(issue, "state", ""), "open") == 0 && says(issue, "Daydream Report");
}

/* NULL when the repository is as it has to be, else what is not. */
static const char *find_flaw(struct fleet *fleet, const char *slug)
{
    struct dd_buf name = DD_BUF_INIT;
    struct dd_buf text = DD_BUF_INIT;
    struct json_object *repository;
    struct json_object *issues;
    const char *flaw = NULL;
    size_t reports = 0;

    dd_buf_printf(&name, "acme/%s", slug);
    dd_buf_printf(&text, "Only %s breaks at 17 ms", slug);
    repository = fleet_repository(fleet, dd_buf_text(&name));
    issues = list_of(repository, "issues");
    for (size_t i = 0; i < json_object_array_length(issues); i++) {
        struct json_object *issue = json_object_array_get_idx(issues, i);

        if (repeats_itself(issue))
            flaw = "a comment twice";
        if (is_open_report(issue)) {
            reports++;
            if (!says(issue, dd_buf_text(&text)))
                flaw = "a finding is missing";
        }
    }
    json_object_put(repository);
    dd_buf_free(&name);
    dd_buf_free(&text);
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
    const char *flaw = find_flaw(&day->fleet, "red");

    if (flaw == NULL)
        flaw = find_flaw(&day->fleet, "blue");
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
    day->fleet.now += 3600;
    flaw = run_once(day) ? find_any_flaw(day) : "the next run fails";
    if (flaw != NULL)
        printf("%s, request %d (%s): %s\n%s\n", way->name, position, day->line.names[position - 1],
               flaw, dd_buf_text(&day->fleet.said));
    return flaw != NULL ? '!' : at_once ? '=' : '+';
}

/* Every request of the scene's healthy run, and one line for each way. */
static bool try_all(struct day *day)
{
    char results[WAYS][MOST_REQUESTS + 1] = {{0}};
    bool good;
    int count;

    begin_day(day);
    good = run_once(day) && find_any_flaw(day) == NULL;
    count = day->line.requests;
    printf("\n%s: %d requests\n", day->scene->name, count);
    for (int i = 0; i < count; i++)
        printf("%4d %s\n", i + 1, day->line.names[i]);
    for (size_t i = 0; i < WAYS; i++) {
        for (int position = 1; position <= count; position++)
            results[i][position - 1] = try_it(day, &ways[i], position);
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
    ck_assert_int_eq(dd_curl_new(NULL, &day.line.curl, NULL), DAYDREAM_OK);
    hold_dead_port(&day.line);
    good = try_all(&day);
    printf("  = the run came through by itself, + the next one made up for it, ! it did not\n");
    fflush(stdout);
    ck_assert_msg(good, "see above");
    hub_check_traffic(&day.fleet.hub);
    dd_curl_free(day.line.curl);
    close(day.line.dead);
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
    tcase_set_timeout(cases, 600);
    tcase_add_loop_test(cases, no_failure_loses_or_repeats_anything, 0,
                        (int)(sizeof scenes / sizeof scenes[0]));
    suite_add_tcase(suite, cases);
    runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
