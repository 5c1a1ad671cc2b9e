/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/json.h"
#include "support/fleet.h"
#include "support/scratch.h"
#include "support/server.h"

static const char projects_json[] =
    "{\"projects\": {"
    "\"red\": {\"name\": \"Red\", \"working_directory\": \"../red\","
    " \"github\": {\"org\": \"acme\", \"repo\": \"red\"}},"
    "\"blue\": {\"name\": \"Blue\", \"working_directory\": \"../blue\","
    " \"github\": {\"org\": \"acme\", \"repo\": \"blue\"}},"
    "\"plain\": {\"name\": \"Plain\", \"working_directory\": \"../plain\"}},"
    "\"daydream\": {\"timezone\": \"UTC0\"}}";

/* ---- files ------------------------------------------------------------------------------- */

void fleet_configure(struct fleet *fleet, const char *json)
{
    free(fleet->config);
    fleet->config = scratch_write(fleet->folder, "config/projects.json", json);
}

static void append(const char *folder, const char *name, const char *line)
{
    char *path = scratch_path(folder, name);
    struct dd_buf text = DD_BUF_INIT;
    char *before;

    if (scratch_exists(path)) {
        before = scratch_read(path);
        dd_buf_puts(&text, before);
        free(before);
    }
    dd_buf_puts(&text, line);
    free(path);
    free(scratch_write(folder, name, dd_buf_text(&text)));
    dd_buf_free(&text);
}

void fleet_log(struct fleet *fleet, const char *slug, int day, int second, const char *level,
               const char *text)
{
    int64_t time = FLEET_NOW - FLEET_DAY + 3 * 3600 + day * FLEET_DAY + second;
    struct dd_civil at;
    struct dd_buf name = DD_BUF_INIT;
    struct dd_buf line = DD_BUF_INIT;

    dd_civil_from_seconds(time, &at);
    dd_buf_printf(&name, "%s/logs/app.log", slug);
    dd_buf_printf(&line, "%04d-%02d-%02d %02d:%02d:%02d,000 - app - %s - %s\n", at.year, at.month,
                  at.day, at.hour, at.minute, at.second, level, text);
    append(fleet->folder, dd_buf_text(&name), dd_buf_text(&line));
    dd_buf_free(&name);
    dd_buf_free(&line);
}

void fleet_lay_out(struct fleet *fleet)
{
    static const char *const slugs[] = {"red", "blue", "plain"};

    *fleet = (struct fleet){
        .now = FLEET_NOW, .token = HUB_TOKEN, .run_id = FLEET_RUN, .machine_id = FLEET_MACHINE};
    fleet->folder = scratch_make();
    fleet->state = scratch_path(fleet->folder, "state");
    fleet_configure(fleet, projects_json);
    for (size_t i = 0; i < sizeof slugs / sizeof slugs[0]; i++) {
        struct dd_buf text = DD_BUF_INIT;

        dd_buf_printf(&text, "Only %s breaks at 17 ms", slugs[i]);
        fleet_log(fleet, slugs[i], 0, -60, "INFO", "it begins");
        fleet_log(fleet, slugs[i], 0, 0, "ERROR", dd_buf_text(&text));
        dd_buf_free(&text);
    }
}

void fleet_start(struct fleet *fleet)
{
    fleet_lay_out(fleet);
    hub_start(&fleet->hub);
    fleet->url = hub_url(&fleet->hub);
    hub_tell(&fleet->hub, "/_seed", "{\"repo\": \"acme/red\"}");
    hub_tell(&fleet->hub, "/_seed", "{\"repo\": \"acme/blue\"}");
}

void fleet_stop(struct fleet *fleet)
{
    fleet_close(fleet);
    if (fleet->hub.server != NULL)
        hub_stop(&fleet->hub);
    dd_buf_free(&fleet->said);
    free(fleet->config);
    free(fleet->state);
    scratch_remove(fleet->folder);
}

/* ---- sessions and runs ------------------------------------------------------------------- */

static int64_t tell_time(void *user)
{
    const struct fleet *fleet = user;

    return fleet->now;
}

static void count_sleep(void *user, int64_t milliseconds)
{
    struct fleet *fleet = user;

    fleet->slept += milliseconds;
}

static void keep_log(void *user, enum daydream_log_level level, const char *text)
{
    static const char *const names[] = {"DEBUG", "INFO", "WARNING", "ERROR"};
    struct fleet *fleet = user;

    dd_buf_printf(&fleet->said, "%s %s\n", names[level], text);
}

static void set(struct daydream *dd, enum daydream_option option, const char *value)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_msg(daydream_set(dd, option, value, &err) == DAYDREAM_OK, "%s", err.text);
}

struct daydream *fleet_session(struct fleet *fleet)
{
    struct daydream *dd = NULL;

    ck_assert_int_eq(daydream_new(&dd, NULL), DAYDREAM_OK);
    set(dd, DAYDREAM_OPTION_CONFIG, fleet->config);
    set(dd, DAYDREAM_OPTION_STATE_DIR, fleet->state);
    set(dd, DAYDREAM_OPTION_GITHUB_TOKEN, fleet->token);
    set(dd, DAYDREAM_OPTION_GITHUB_API_URL, fleet->url);
    set(dd, DAYDREAM_OPTION_SENTRY_TOKEN, fleet->sentry_token);
    set(dd, DAYDREAM_OPTION_SENTRY_URL, fleet->sentry_url);
    set(dd, DAYDREAM_OPTION_LLM_KEY, fleet->llm_key);
    set(dd, DAYDREAM_OPTION_LLM_URL, fleet->llm_url);
    set(dd, DAYDREAM_OPTION_LLM_MODEL, fleet->llm_model);
    set(dd, DAYDREAM_OPTION_RUN_ID, fleet->run_id);
    set(dd, DAYDREAM_OPTION_MACHINE_ID, fleet->machine_id);
    set(dd, DAYDREAM_OPTION_OFFLINE, fleet->offline ? "1" : NULL);
    daydream_set_log(dd, keep_log, fleet);
    daydream_set_clock(dd, tell_time, count_sleep, fleet);
    return dd;
}

void fleet_open(struct fleet *fleet, bool dry_run)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    fleet_close(fleet);
    fleet->dd = fleet_session(fleet);
    ck_assert_msg(daydream_run_new(fleet->dd, dry_run, &fleet->run, &err) == DAYDREAM_OK, "%s",
                  err.text);
}

void fleet_close(struct fleet *fleet)
{
    daydream_run_free(fleet->run);
    daydream_free(fleet->dd);
    fleet->run = NULL;
    fleet->dd = NULL;
}

void fleet_run(struct fleet *fleet)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    fleet_open(fleet, false);
    ck_assert_msg(daydream_run_all(fleet->run, &err) == DAYDREAM_OK, "%s", err.text);
}

void fleet_day(struct fleet *fleet)
{
    fleet_run(fleet);
    ck_assert_msg(!daydream_run_failed(fleet->run), "%s", dd_buf_text(&fleet->said));
    fleet_close(fleet);
}

void fleet_expect_action(const struct fleet *fleet, const char *slug, enum daydream_action action)
{
    const struct daydream_issue *issue = daydream_run_issue(fleet->run, slug);

    ck_assert_msg(issue != NULL, "%s has no issue", slug);
    ck_assert_msg(daydream_issue_action(issue) == action, "%s: %s, %s", slug,
                  daydream_issue_action_name(issue),
                  daydream_issue_reason(issue) != NULL ? daydream_issue_reason(issue) : "");
}

bool fleet_has_said(const struct fleet *fleet, const char *text)
{
    return strstr(dd_buf_text(&fleet->said), text) != NULL;
}

/* ---- the server -------------------------------------------------------------------------- */

void fleet_fault(struct fleet *fleet, const char *json)
{
    hub_tell(&fleet->hub, "/_fault", json);
}

static struct json_object *ask_for_all(struct fleet *fleet)
{
    static const char *const headers[] = {NULL};
    struct dd_buf url = DD_BUF_INIT;
    struct daydream_http_request request = {.method = "GET", .headers = headers};
    struct daydream_http_response response = {0};
    struct json_object *all = NULL;

    dd_buf_printf(&url, "%s/_state", hub_url(&fleet->hub));
    request.url = dd_buf_text(&url);
    ck_assert_int_eq(dd_http_send(fleet->hub.http, &request, &response, NULL), DAYDREAM_OK);
    all = json_tokener_parse(dd_buf_text(&response.body));
    ck_assert_ptr_nonnull(all);
    dd_http_response_free(&response);
    dd_buf_free(&url);
    return all;
}

struct json_object *fleet_repository(struct fleet *fleet, const char *name)
{
    struct json_object *all = ask_for_all(fleet);
    struct json_object *repositories = NULL;
    struct json_object *repository = NULL;

    ck_assert_int_eq(dd_json_object(all, "repositories", &repositories), DD_JSON_OK);
    ck_assert_int_eq(dd_json_object(repositories, name, &repository), DD_JSON_OK);
    json_object_get(repository);
    json_object_put(all);
    return repository;
}

static struct json_object *issues_of(struct json_object *repository)
{
    struct json_object *issues = NULL;

    ck_assert_int_eq(dd_json_array(repository, "issues", &issues), DD_JSON_OK);
    return issues;
}

size_t fleet_issues(struct fleet *fleet, const char *name)
{
    struct json_object *repository = fleet_repository(fleet, name);
    size_t count = json_object_array_length(issues_of(repository));

    json_object_put(repository);
    return count;
}

char *fleet_issue_text(struct fleet *fleet, const char *name, size_t index, const char *key)
{
    struct json_object *repository = fleet_repository(fleet, name);
    struct json_object *issue = json_object_array_get_idx(issues_of(repository), index);
    char *text;

    ck_assert_msg(issue != NULL, "%s has no issue at %zu", name, index);
    text = strdup(dd_json_text(issue, key, ""));
    json_object_put(repository);
    return text;
}

static struct json_object *comments_of(struct json_object *repository, size_t index)
{
    struct json_object *issue = json_object_array_get_idx(issues_of(repository), index);
    struct json_object *comments = NULL;

    ck_assert_int_eq(dd_json_array(issue, "comments", &comments), DD_JSON_OK);
    return comments;
}

size_t fleet_comments(struct fleet *fleet, const char *name, size_t index)
{
    struct json_object *repository = fleet_repository(fleet, name);
    size_t count = json_object_array_length(comments_of(repository, index));

    json_object_put(repository);
    return count;
}

char *fleet_comment(struct fleet *fleet, const char *name, size_t index, size_t comment)
{
    struct json_object *repository = fleet_repository(fleet, name);
    struct json_object *found = json_object_array_get_idx(comments_of(repository, index), comment);
    char *text;

    ck_assert_msg(found != NULL, "%s: issue %zu has no comment %zu", name, index, comment);
    text = strdup(dd_json_text(found, "body", ""));
    json_object_put(repository);
    return text;
}

void fleet_expect_issues(struct fleet *fleet, size_t red, size_t blue)
{
    ck_assert_uint_eq(fleet_issues(fleet, "acme/red"), red);
    ck_assert_uint_eq(fleet_issues(fleet, "acme/blue"), blue);
}
