/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "steps/reflect-finding.h"
#include "steps/reflect-reply.h"
#include "steps/reporting.h"
#include "text/foreign.h"

#define SOURCE       "reflect"
#define LONGEST_TEXT 400 /* bytes of what is said */
#define LONGEST_NAME 200 /* of a session's name */

static const struct {
    const char *category;
    const char *title;
} categories[] = {
    {"misunderstanding", "Misunderstanding"}, {"code_bug", "Code bug"},
    {"poor_planning", "Poor planning"},       {"tool_misuse", "Tool misuse"},
    {"scope_creep", "Scope creep"},           {"integration_failure", "Integration failure"},
};

#define TEXT_MEMBER(name) "\"" name "\":{\"type\":\"string\"}"

/* The projects are no list of words here: there may be more of them than a schema may have. How
 * many reflections there are cannot be said in one. */
const char dd_reflect_schema[] =
    "{\"type\":\"object\",\"properties\":{\"reflections\":{\"type\":\"array\",\"items\":{"
    "\"type\":\"object\",\"properties\":{\"category\":{\"type\":\"string\",\"enum\":["
    "\"misunderstanding\",\"code_bug\",\"poor_planning\",\"tool_misuse\",\"scope_creep\","
    "\"integration_failure\"]}," TEXT_MEMBER("summary") "," TEXT_MEMBER("pattern") "," TEXT_MEMBER(
        "prevention") "," TEXT_MEMBER("source_session") ",\"projects\":{\"type\":\"array\","
                                                        "\"items\":{\"type\":\"string\"}}},"
                                                        "\"required\":[\"category\",\"summary\","
                                                        "\"pattern\","
                                                        "\"prevention\",\"source_session\","
                                                        "\"projects\"],\"additionalProperties\":"
                                                        "false}}},"
                                                        "\"required\":[\"reflections\"],"
                                                        "\"additionalProperties\":false}";

const char *dd_reflect_title(const char *category)
{
    for (size_t i = 0; i < sizeof categories / sizeof categories[0]; i++)
        if (strcmp(categories[i].category, category) == 0)
            return categories[i].title;
    return NULL;
}

/* Why something was left out. */
enum refusal {
    REFUSED_SHAPE,
    REFUSED_CATEGORY,
    REFUSED_PROJECT,
    REFUSED_EMPTY,
    REFUSED_MANY,
    REFUSALS
};

struct reading {
    const struct dd_step_context *context;
    struct daydream_findings *home; /* where sessions are named; NULL: there is no home */
    struct dd_reflect_reply *reply;
    size_t refused[REFUSALS];
};

static enum daydream_status clean(const struct reading *reading, const char *text, size_t most,
                                  char **slot, struct daydream_error *err)
{
    struct dd_buf line = DD_BUF_INIT;
    enum daydream_status status = dd_foreign_line(reading->context->redactor, text, strlen(text),
                                                  most, &line, err);

    if (status == DAYDREAM_OK)
        status = dd_buf_take(&line, slot, err);
    dd_buf_free(&line);
    return status;
}

/* One that only this answer knows is no project; the others may stay. */
static enum daydream_status read_projects(struct reading *reading, struct json_object *list,
                                          struct dd_strings *out, struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < json_object_array_length(list) && status == DAYDREAM_OK; i++) {
        struct json_object *item = json_object_array_get_idx(list, i);
        const char *slug = json_object_is_type(item, json_type_string)
                               ? json_object_get_string(item)
                               : "";
        const struct daydream_project *project = dd_projects_find(reading->context->projects, slug);

        if (project == NULL)
            reading->refused[REFUSED_PROJECT]++;
        else if (!dd_strings_has(out, project->slug))
            status = dd_strings_add(out, project->slug, err);
    }
    return status;
}

/* The members of one reflection, as they came. */
struct raw {
    const char *category;
    const char *summary;
    const char *pattern;
    const char *prevention;
    const char *session;
    struct json_object *projects;
};

static bool has_shape(struct json_object *json, struct raw *out)
{
    return dd_json_string(json, "category", &out->category) == DD_JSON_OK &&
           dd_json_string(json, "summary", &out->summary) == DD_JSON_OK &&
           dd_json_string(json, "pattern", &out->pattern) == DD_JSON_OK &&
           dd_json_string(json, "prevention", &out->prevention) == DD_JSON_OK &&
           dd_json_string(json, "source_session", &out->session) == DD_JSON_OK &&
           dd_json_array(json, "projects", &out->projects) == DD_JSON_OK;
}

/* A session that home's agents did not have is none. */
static bool is_session(const struct reading *reading, const char *name)
{
    for (size_t i = 0; reading->home != NULL && i < reading->home->count; i++)
        if (dd_reflect_names_session(reading->home->items[i], name))
            return true;
    return false;
}

static enum daydream_status fill(struct reading *reading, const struct raw *raw,
                                 struct dd_reflection *row, struct daydream_error *err)
{
    enum daydream_status status;

    if ((status = dd_string_set(&row->category, raw->category, err)) == DAYDREAM_OK &&
        (status = clean(reading, raw->summary, LONGEST_TEXT, &row->summary, err)) == DAYDREAM_OK &&
        (status = clean(reading, raw->pattern, LONGEST_TEXT, &row->pattern, err)) == DAYDREAM_OK &&
        (status = clean(reading, raw->prevention, LONGEST_TEXT, &row->prevention, err)) ==
            DAYDREAM_OK &&
        (status = clean(reading, raw->session, LONGEST_NAME, &row->source_session, err)) ==
            DAYDREAM_OK)
        status = read_projects(reading, raw->projects, &row->projects, err);
    if (status == DAYDREAM_OK && !is_session(reading, row->source_session))
        status = dd_string_set(&row->source_session, "", err);
    return status;
}

/* Who says nothing, or of nobody that we know, has said nothing. */
static bool is_refused(struct reading *reading, const struct dd_reflection *row)
{
    if (row->projects.count == 0)
        return true;
    if (*row->summary != '\0' && *row->pattern != '\0')
        return false;
    reading->refused[REFUSED_EMPTY]++;
    return true;
}

static enum daydream_status keep(struct reading *reading, struct dd_reflection_rows *one,
                                 struct daydream_error *err)
{
    struct dd_reflection *row = dd_reflection_rows_new(&reading->reply->rows);

    if (row == NULL)
        return dd_fail_memory(err);
    *row = one->items[0];
    one->count = 0;
    return DAYDREAM_OK;
}

static enum daydream_status take(struct reading *reading, const struct raw *raw,
                                 struct daydream_error *err)
{
    struct dd_reflection_rows one = {NULL, 0, 0};
    struct dd_reflection *row = dd_reflection_rows_new(&one);
    enum daydream_status status = row != NULL ? fill(reading, raw, row, err) : dd_fail_memory(err);

    if (status == DAYDREAM_OK && !is_refused(reading, row))
        status = keep(reading, &one, err);
    dd_reflection_rows_free(&one);
    return status;
}

static enum daydream_status read_one(struct reading *reading, struct json_object *json,
                                     struct daydream_error *err)
{
    struct raw raw;
    enum refusal refusal = REFUSALS;

    if (reading->reply->rows.count == DD_REFLECT_MOST)
        refusal = REFUSED_MANY;
    else if (!has_shape(json, &raw))
        refusal = REFUSED_SHAPE;
    else if (dd_reflect_title(raw.category) == NULL)
        refusal = REFUSED_CATEGORY;
    if (refusal == REFUSALS)
        return take(reading, &raw, err);
    reading->refused[refusal]++;
    return DAYDREAM_OK;
}

static void tell_refused(const struct reading *reading, struct dd_buf *out)
{
    static const char *const whats[] = {
        [REFUSED_SHAPE] = "of another shape",
        [REFUSED_CATEGORY] = "of an unknown category",
        [REFUSED_PROJECT] = "about an unknown project",
        [REFUSED_EMPTY] = "without words",
        [REFUSED_MANY] = "beyond the tenth",
    };
    const char *separator = "of what the model said was refused: ";

    for (size_t i = 0; i < REFUSALS; i++) {
        if (reading->refused[i] == 0)
            continue;
        dd_buf_printf(out, "%s%zu %s", separator, reading->refused[i], whats[i]);
        separator = ", ";
    }
}

enum daydream_status dd_reflect_reply_read(const struct dd_step_context *context,
                                           struct json_object *answer, struct dd_reflect_reply *out,
                                           struct daydream_error *err)
{
    struct reading reading = {.context = context, .reply = out};
    struct json_object *list = NULL;
    enum daydream_status status = DAYDREAM_OK;

    if (dd_json_array(answer, "reflections", &list) != DD_JSON_OK)
        return dd_fail(err, DAYDREAM_ERROR_PROTOCOL, SOURCE,
                       "the model answered with %s without a list of reflections; another model "
                       "may know how: set ANTHROPIC_MODEL",
                       dd_json_type(answer));
    if (context->projects->home != NULL)
        status = dd_reporting_findings(context, context->projects->home, &reading.home, err);
    for (size_t i = 0; i < json_object_array_length(list) && status == DAYDREAM_OK; i++)
        status = read_one(&reading, json_object_array_get_idx(list, i), err);
    tell_refused(&reading, &out->refused);
    daydream_findings_free(reading.home);
    return status == DAYDREAM_OK ? dd_buf_status(&out->refused, err) : status;
}

void dd_reflect_reply_free(struct dd_reflect_reply *reply)
{
    dd_reflection_rows_free(&reply->rows);
    dd_buf_free(&reply->refused);
}
