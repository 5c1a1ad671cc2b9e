/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/fs.h"
#include "base/json.h"
#include "model/report-case.h"
#include "model/repository.h"

#define CASE_MAX ((size_t)1024 * 1024)

/* ---- Members of an object ---------------------------------------------------------------- */

/* NULL when it is missing. */
static const char *text_of(struct json_object *object, const char *key)
{
    const char *text = NULL;

    ck_assert_msg(dd_json_string(object, key, &text) != DD_JSON_WRONG_TYPE, "%s is no text", key);
    return text;
}

static const char *needed_text(struct json_object *object, const char *key)
{
    const char *text = text_of(object, key);

    ck_assert_msg(text != NULL, "%s is missing in %s", key, json_object_to_json_string(object));
    return text;
}

static int64_t number_of(struct json_object *object, const char *key, int64_t fallback)
{
    ck_assert_msg(dd_json_int(object, key, &fallback) != DD_JSON_WRONG_TYPE, "%s is no number",
                  key);
    return fallback;
}

static bool flag_of(struct json_object *object, const char *key)
{
    bool flag = false;

    ck_assert_msg(dd_json_bool(object, key, &flag) != DD_JSON_WRONG_TYPE, "%s is no flag", key);
    return flag;
}

static int64_t time_of(struct json_object *object, const char *key)
{
    const char *text = text_of(object, key);
    int64_t time = 0;

    ck_assert_msg(text == NULL || dd_rfc3339_parse(text, &time), "%s is no time: %s", key, text);
    return time;
}

/* NULL when it is missing. */
static struct json_object *list_of(struct json_object *object, const char *key)
{
    struct json_object *list = NULL;

    ck_assert_msg(dd_json_array(object, key, &list) != DD_JSON_WRONG_TYPE, "%s is no list", key);
    return list;
}

static size_t length_of(struct json_object *list)
{
    return list != NULL ? json_object_array_length(list) : 0;
}

static void keep_text(char **slot, const char *text)
{
    ck_assert_int_eq(dd_string_set(slot, text, NULL), DAYDREAM_OK);
}

/* ---- Words ------------------------------------------------------------------------------- */

static enum daydream_state state_named(const char *name)
{
    for (int i = 0; i <= DAYDREAM_STATE_RESOLVED; i++)
        if (strcmp(dd_state_name((enum daydream_state)i), name) == 0)
            return (enum daydream_state)i;
    ck_abort_msg("no state: %s", name);
}

static enum daydream_action action_named(const char *name)
{
    for (int i = 0; i <= DAYDREAM_ACTION_PLANNED; i++)
        if (strcmp(dd_action_name((enum daydream_action)i), name) == 0)
            return (enum daydream_action)i;
    ck_abort_msg("no action: %s", name);
}

static enum daydream_step_status status_named(const char *name)
{
    for (int i = 0; i <= DAYDREAM_STEP_FAILED; i++)
        if (strcmp(dd_step_status_name((enum daydream_step_status)i), name) == 0)
            return (enum daydream_step_status)i;
    ck_abort_msg("no status of a step: %s", name);
}

static enum dd_samples samples_named(const char *name)
{
    if (name == NULL)
        return DD_SAMPLES_SHOWN;
    return strcmp(name, "public") == 0 ? DD_SAMPLES_PUBLIC : DD_SAMPLES_UNKNOWN;
}

/* ---- Parts of a report ------------------------------------------------------------------- */

/* The library reads no history from JSON, for it is the store's. */
static void set_history(struct daydream_finding *finding, struct json_object *json)
{
    const char *state = text_of(json, "state");

    finding->state = state != NULL ? state_named(state) : DAYDREAM_STATE_NEW;
    finding->days = (int)number_of(json, "days", 1);
    finding->worse = flag_of(json, "worse");
}

static struct daydream_findings *load_findings(struct json_object *list)
{
    struct daydream_findings *findings = NULL;
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    const char *text = list != NULL ? json_object_to_json_string(list) : "[]";

    ck_assert_int_eq(daydream_findings_new(&findings, NULL), DAYDREAM_OK);
    ck_assert_msg(daydream_findings_add_json(findings, text, strlen(text), &err) == DAYDREAM_OK,
                  "%s", err.text);
    for (size_t i = 0; i < findings->count; i++)
        set_history(findings->items[i], json_object_array_get_idx(list, i));
    return findings;
}

static const char *label_of(struct json_object *json)
{
    struct json_object *labels = list_of(json, "labels");

    ck_assert_uint_le(length_of(labels), 1);
    return length_of(labels) > 0 ? json_object_get_string(json_object_array_get_idx(labels, 0))
                                 : NULL;
}

static struct daydream_issue *load_issue(struct json_object *project)
{
    struct json_object *json = NULL;
    struct daydream_issue *issue = NULL;
    enum dd_json_result result = dd_json_object(project, "issue", &json);

    ck_assert_int_ne(result, DD_JSON_WRONG_TYPE);
    if (result == DD_JSON_ABSENT)
        return NULL;
    ck_assert_int_eq(dd_issue_new(action_named(needed_text(json, "action")), &issue, NULL),
                     DAYDREAM_OK);
    issue->number = number_of(json, "number", 0);
    keep_text(&issue->url, text_of(json, "url"));
    keep_text(&issue->repository, text_of(json, "repository"));
    keep_text(&issue->reason, text_of(json, "reason"));
    keep_text(&issue->title, text_of(json, "title"));
    keep_text(&issue->label, label_of(json));
    keep_text(&issue->body, text_of(json, "body"));
    return issue;
}

static void set_repository(struct daydream_project *project, const char *github)
{
    struct dd_repository repository;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    if (github == NULL)
        return;
    ck_assert_msg(dd_repository_parse(github, &repository, &err) == DAYDREAM_OK, "%s", err.text);
    project->host = repository.host;
    project->org = repository.org;
    project->repo = repository.repo;
}

static const struct daydream_project *load_project(struct report_case *it, struct json_object *json)
{
    struct daydream_project *project = calloc(1, sizeof *project);

    ck_assert_ptr_nonnull(project);
    keep_text(&project->slug, needed_text(json, "slug"));
    keep_text(&project->name, needed_text(json, "name"));
    keep_text(&project->directory, needed_text(json, "directory"));
    set_repository(project, text_of(json, "github"));
    ck_assert_int_eq(dd_projects_take(it->projects, project, NULL), DAYDREAM_OK);
    return project;
}

static struct dd_gaps load_gaps(struct json_object *list)
{
    size_t count = length_of(list);
    struct dd_gaps gaps = {calloc(count + 1, sizeof *gaps.items), count};

    ck_assert_ptr_nonnull(gaps.items);
    for (size_t i = 0; i < count; i++) {
        struct json_object *json = json_object_array_get_idx(list, i);

        gaps.items[i].step = needed_text(json, "step");
        gaps.items[i].status = status_named(needed_text(json, "status"));
        keep_text(&gaps.items[i].reason, needed_text(json, "reason"));
    }
    return gaps;
}

static void free_gaps(struct dd_gaps *gaps)
{
    for (size_t i = 0; i < gaps->count; i++)
        free(gaps->items[i].reason);
    free(gaps->items);
}

static void load_skipped(struct report_case *it)
{
    struct json_object *list = list_of(it->json, "skipped");

    for (size_t i = 0; i < length_of(list); i++) {
        struct json_object *json = json_object_array_get_idx(list, i);

        ck_assert_int_eq(dd_projects_skip(it->projects, needed_text(json, "slug"),
                                          needed_text(json, "reason"), NULL),
                         DAYDREAM_OK);
    }
}

static void load_projects(struct report_case *it)
{
    struct json_object *list = list_of(it->json, "projects");
    const char *home = text_of(it->json, "home");
    size_t count = length_of(list);

    ck_assert_int_eq(dd_projects_new(&it->projects, NULL), DAYDREAM_OK);
    it->entries = calloc(count + 1, sizeof *it->entries);
    ck_assert_ptr_nonnull(it->entries);
    for (size_t i = 0; i < count; i++) {
        struct json_object *json = json_object_array_get_idx(list, i);

        it->entries[i] = (struct dd_report_project){
            load_project(it, json), load_findings(list_of(json, "findings")), load_issue(json),
            load_gaps(list_of(json, "gaps")), samples_named(text_of(json, "samples"))};
    }
    it->report.projects = it->entries;
    it->report.project_count = count;
    it->report.left_out = it->projects;
    it->projects->home = home != NULL ? dd_projects_find(it->projects, home) : NULL;
    ck_assert_msg(home == NULL || it->projects->home != NULL, "no project %s", home);
    load_skipped(it);
}

static void load_steps(struct report_case *it)
{
    struct json_object *list = list_of(it->json, "steps");
    size_t count = length_of(list);

    it->steps = calloc(count + 1, sizeof *it->steps);
    ck_assert_ptr_nonnull(it->steps);
    for (size_t i = 0; i < count; i++) {
        struct json_object *json = json_object_array_get_idx(list, i);

        it->steps[i] = (struct dd_report_step){.number = (int)number_of(json, "number", 0),
                                               .name = needed_text(json, "name"),
                                               .status = status_named(needed_text(json, "status")),
                                               .reason = text_of(json, "reason"),
                                               .seconds = (double)number_of(json, "ms", 0) /
                                                          1000.0};
    }
    it->report.timed = count > 0 && strstr(json_object_to_json_string(list), "\"ms\"") != NULL;
    it->report.steps = it->steps;
    it->report.step_count = count;
}

static void load_outbox(struct report_case *it)
{
    struct json_object *list = list_of(it->json, "outbox");
    size_t count = length_of(list);

    if (list == NULL)
        return;
    it->outbox = calloc(count + 1, sizeof *it->outbox);
    ck_assert_ptr_nonnull(it->outbox);
    for (size_t i = 0; i < count; i++) {
        struct json_object *json = json_object_array_get_idx(list, i);

        it->outbox[i] = (struct dd_report_waiting){.date = needed_text(json, "date"),
                                                   .repository = needed_text(json, "repository"),
                                                   .url = text_of(json, "url"),
                                                   .reason = text_of(json, "reason"),
                                                   .queued = time_of(json, "queued_at")};
    }
    it->report.outbox = it->outbox;
    it->report.waiting = count;
}

static void load_head(struct report_case *it)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_msg(dd_zone_open(needed_text(it->json, "zone"), &it->zone, &err) == DAYDREAM_OK, "%s",
                  err.text);
    it->report.zone = it->zone;
    it->report.date = needed_text(it->json, "date");
    it->report.run = needed_text(it->json, "run");
    it->report.machine = needed_text(it->json, "machine");
    it->report.previous = time_of(it->json, "previous");
    it->report.waiting = (size_t)number_of(it->json, "waiting", 0);
    it->report.alone = number_of(it->json, "alone", 0) != 0;
}

static struct json_object *read_json(const char *path)
{
    struct dd_buf text = DD_BUF_INIT;
    struct json_object *json = NULL;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_msg(dd_fs_read(path, CASE_MAX, &text, &err) == DAYDREAM_OK &&
                      dd_json_parse(dd_buf_text(&text), text.length, path, DAYDREAM_ERROR_CONFIG,
                                    &json, &err) == DAYDREAM_OK,
                  "%s", err.text);
    dd_buf_free(&text);
    return json;
}

void report_case_load(struct report_case *it, const char *path)
{
    *it = (struct report_case){.json = read_json(path)};
    load_head(it);
    load_projects(it);
    load_steps(it);
    load_outbox(it);
}

void report_case_free(struct report_case *it)
{
    for (size_t i = 0; i < it->report.project_count; i++) {
        daydream_findings_free(it->entries[i].findings);
        daydream_issue_free(it->entries[i].issue);
        free_gaps(&it->entries[i].gaps);
    }
    free(it->entries);
    free(it->steps);
    free(it->outbox);
    daydream_projects_free(it->projects);
    dd_zone_free(it->zone);
    json_object_put(it->json);
}
