/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/error.h"
#include "base/json.h"
#include "net/ascii.h"
#include "net/url.h"
#include "services/sentry-json.h"

#define SOURCE         "sentry"
#define PAGE_SIZE      100
#define LONGEST_NUMBER 18 /* digits; fits into uint64_t */

static void issue_free(struct dd_sentry_issue *issue)
{
    free(issue->id);
    free(issue->short_id);
    free(issue->title);
    free(issue->culprit);
    free(issue->level);
    free(issue->url);
}

void dd_sentry_issues_free(struct dd_sentry_issues *issues)
{
    for (size_t i = 0; i < issues->count; i++)
        issue_free(&issues->items[i]);
    free(issues->items);
    *issues = (struct dd_sentry_issues){.items = NULL};
}

/* Numbers come as such or as a text. */
static uint64_t read_number(struct json_object *json, const char *key)
{
    const char *text = dd_json_text(json, key, "");
    size_t digits = strspn(text, "0123456789");
    uint64_t value = 0;
    int64_t number = 0;

    if (dd_json_int(json, key, &number) == DD_JSON_OK)
        return number > 0 ? (uint64_t)number : 0;
    if (text[digits] != '\0' || digits > LONGEST_NUMBER)
        return 0;
    for (size_t i = 0; i < digits; i++)
        value = value * 10 + (uint64_t)(text[i] - '0');
    return value;
}

static int64_t read_time(struct json_object *json, const char *key)
{
    int64_t time = 0;

    return dd_rfc3339_parse(dd_json_text(json, key, ""), &time) ? time : 0;
}

static enum dd_sentry_state read_state(struct json_object *json)
{
    static const struct {
        const char *word;
        enum dd_sentry_state state;
    } words[] = {
        {"new", DD_SENTRY_NEW},
        {"regressed", DD_SENTRY_REGRESSED},
        {"escalating", DD_SENTRY_ESCALATING},
    };
    const char *word = dd_json_text(json, "substatus", "");

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(words[i].word, word) == 0)
            return words[i].state;
    return DD_SENTRY_ONGOING;
}

/* The address ends up in terminals and reports: nothing but what a URL may hold. */
static const char *read_url(struct json_object *json)
{
    const char *url = dd_json_text(json, "permalink", "");

    for (const char *c = url; *c != '\0'; c++)
        if (*c <= ' ' || *c > '~' || strchr("<>\"\\`", *c) != NULL)
            return NULL;
    return dd_url_allowed(url) ? url : NULL;
}

/* An id becomes a part of fingerprints; it is digits, in a text or not. */
static enum daydream_status read_id(struct json_object *json, char **out,
                                    struct daydream_error *err)
{
    const char *text = dd_json_text(json, "id", "");
    int64_t number = 0;

    if (dd_json_int(json, "id", &number) == DD_JSON_OK)
        text = json_object_get_string(json_object_object_get(json, "id"));
    if (*text == '\0' || text[strspn(text, "0123456789")] != '\0')
        return dd_fail(err, DAYDREAM_ERROR_PROTOCOL, SOURCE, "an issue in the list has no id");
    return dd_string_set(out, text, err);
}

static enum daydream_status read_texts(struct json_object *json, struct dd_sentry_issue *out,
                                       struct daydream_error *err)
{
    enum daydream_status status;

    if ((status = read_id(json, &out->id, err)) == DAYDREAM_OK &&
        (status = dd_string_set(&out->short_id, dd_json_text(json, "shortId", ""), err)) ==
            DAYDREAM_OK &&
        (status = dd_string_set(&out->title, dd_json_text(json, "title", ""), err)) ==
            DAYDREAM_OK &&
        (status = dd_string_set(&out->culprit, dd_json_text(json, "culprit", ""), err)) ==
            DAYDREAM_OK &&
        (status = dd_string_set(&out->level, dd_json_text(json, "level", "error"), err)) ==
            DAYDREAM_OK)
        status = dd_string_set(&out->url, read_url(json), err);
    return status;
}

/* Make room for one more. */
static enum daydream_status grow(struct dd_sentry_issues *issues, struct daydream_error *err)
{
    size_t capacity = issues->capacity == 0 ? PAGE_SIZE : issues->capacity * 2;
    struct dd_sentry_issue *items = issues->items;

    if (issues->count < issues->capacity)
        return DAYDREAM_OK;
    items = realloc(items, capacity * sizeof *items);
    if (items == NULL)
        return dd_fail_memory(err);
    issues->items = items;
    issues->capacity = capacity;
    return DAYDREAM_OK;
}

/* Pages shift while they are read, so that one issue may be on two. */
static bool is_listed(const struct dd_sentry_issues *issues, const char *id)
{
    for (size_t i = 0; i < issues->count; i++)
        if (strcmp(issues->items[i].id, id) == 0)
            return true;
    return false;
}

static enum daydream_status add_issue(struct json_object *json, struct dd_sentry_issues *out,
                                      struct daydream_error *err)
{
    struct dd_sentry_issue issue = {.state = read_state(json),
                                    .events = read_number(json, "count"),
                                    .users = read_number(json, "userCount"),
                                    .first = read_time(json, "firstSeen"),
                                    .last = read_time(json, "lastSeen")};
    enum daydream_status status;

    if (!json_object_is_type(json, json_type_object))
        return dd_fail(err, DAYDREAM_ERROR_PROTOCOL, SOURCE, "%s stands in the list of issues",
                       dd_json_type(json));
    if ((status = read_texts(json, &issue, err)) == DAYDREAM_OK && !is_listed(out, issue.id) &&
        (status = grow(out, err)) == DAYDREAM_OK)
        out->items[out->count++] = issue;
    else
        issue_free(&issue);
    return status;
}

enum daydream_status dd_sentry_parse_page(const struct dd_buf *body, struct dd_sentry_issues *out,
                                          struct daydream_error *err)
{
    struct json_object *json = NULL;
    enum daydream_status status = dd_json_parse(dd_buf_text(body), body->length, SOURCE,
                                                DAYDREAM_ERROR_PROTOCOL, &json, err);

    if (status == DAYDREAM_OK && !json_object_is_type(json, json_type_array))
        status = dd_fail(err, DAYDREAM_ERROR_PROTOCOL, SOURCE, "%s came where a list was due",
                         dd_json_type(json));
    for (size_t i = 0; status == DAYDREAM_OK && i < json_object_array_length(json); i++)
        status = add_issue(json_object_array_get_idx(json, i), out, err);
    json_object_put(json);
    return status;
}

/* {"detail": "..."} or {"detail": {"message": "..."}}. */
void dd_sentry_parse_detail(const struct dd_buf *body, struct dd_buf *out)
{
    struct json_object *json = NULL;
    struct json_object *detail = NULL;

    if (dd_json_parse(dd_buf_text(body), body->length, SOURCE, DAYDREAM_ERROR_PROTOCOL, &json,
                      NULL) != DAYDREAM_OK)
        return;
    if (dd_json_object(json, "detail", &detail) == DD_JSON_OK)
        dd_buf_puts(out, dd_json_text(detail, "message", ""));
    else
        dd_buf_puts(out, dd_json_text(json, "detail", ""));
    json_object_put(json);
}
