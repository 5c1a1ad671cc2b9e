/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/error.h"
#include "base/json.h"
#include "net/ascii.h"
#include "services/github-json.h"

#define SOURCE    "github"
#define PAGE_SIZE 100

static enum daydream_status odd(const char *key, enum dd_json_result result,
                                struct daydream_error *err)
{
    return dd_fail(err, DAYDREAM_ERROR_PROTOCOL, SOURCE, "\"%s\" %s", key,
                   result == DD_JSON_ABSENT ? "is missing" : "is of the wrong type");
}

/* A text that has to be there, unless `fallback` stands for a missing one. */
static enum daydream_status read_text(struct json_object *json, const char *key,
                                      const char *fallback, char **out, struct daydream_error *err)
{
    const char *value = fallback;
    enum dd_json_result result = dd_json_string(json, key, &value);

    if (result == DD_JSON_WRONG_TYPE || value == NULL)
        return odd(key, result, err);
    return dd_string_set(out, value, err);
}

/* The same for what people write, in which anything may stand: a NUL becomes U+FFFD, so that nobody
 * can hide the rest of a text behind it, or keep us from reading a list. */
static enum daydream_status read_prose(struct json_object *json, const char *key,
                                       const char *fallback, char **out, struct daydream_error *err)
{
    struct json_object *value = json_object_object_get(json, key);
    struct dd_buf text = DD_BUF_INIT;
    enum daydream_status status;

    if (!json_object_is_type(value, json_type_string))
        return read_text(json, key, fallback, out, err);
    for (size_t i = 0; i < (size_t)json_object_get_string_len(value); i++) {
        char c = json_object_get_string(value)[i];

        dd_buf_add(&text, c != '\0' ? &c : "\xef\xbf\xbd", c != '\0' ? 1 : 3);
    }
    status = dd_buf_take(&text, out, err);
    dd_buf_free(&text);
    return status;
}

static enum daydream_status read_texts(struct json_object *json, struct dd_github_issue *out,
                                       struct daydream_error *err)
{
    enum daydream_status status;

    if ((status = read_prose(json, "title", NULL, &out->title, err)) == DAYDREAM_OK &&
        (status = read_prose(json, "body", "", &out->body, err)) == DAYDREAM_OK &&
        (status = read_text(json, "html_url", NULL, &out->url, err)) == DAYDREAM_OK)
        status = read_text(json, "author_association", "NONE", &out->association, err);
    return status;
}

/* The address ends up in terminals and reports: nothing but what a URL may hold. */
static enum daydream_status check_url(const char *url, struct daydream_error *err)
{
    for (const char *c = url; *c != '\0'; c++)
        if (*c <= ' ' || *c > '~' || strchr("<>\"\\`", *c) != NULL)
            return dd_fail(err, DAYDREAM_ERROR_PROTOCOL, SOURCE, "\"html_url\" is no URL");
    return DAYDREAM_OK;
}

static enum daydream_status read_positive(struct json_object *json, const char *key, int64_t *out,
                                          struct daydream_error *err)
{
    enum dd_json_result result = dd_json_int(json, key, out);

    if (result != DD_JSON_OK)
        return odd(key, result, err);
    if (*out <= 0)
        return dd_fail(err, DAYDREAM_ERROR_PROTOCOL, SOURCE, "\"%s\" is not above 0", key);
    return DAYDREAM_OK;
}

static enum daydream_status read_created(struct json_object *json, int64_t *out,
                                         struct daydream_error *err)
{
    const char *text = NULL;
    enum dd_json_result result = dd_json_string(json, "created_at", &text);

    if (result != DD_JSON_OK)
        return odd("created_at", result, err);
    if (!dd_rfc3339_parse(text, out))
        return dd_fail(err, DAYDREAM_ERROR_PROTOCOL, SOURCE, "\"created_at\" is no time");
    return DAYDREAM_OK;
}

static enum daydream_status read_state(struct json_object *json, bool *open,
                                       struct daydream_error *err)
{
    const char *text = NULL;
    enum dd_json_result result = dd_json_string(json, "state", &text);

    if (result != DD_JSON_OK)
        return odd("state", result, err);
    *open = strcmp(text, "open") == 0;
    if (!*open && strcmp(text, "closed") != 0)
        return dd_fail(err, DAYDREAM_ERROR_PROTOCOL, SOURCE, "\"state\" is unknown");
    return DAYDREAM_OK;
}

/* The account of an author can be gone: then there is no user. */
static enum daydream_status read_author(struct json_object *json, char **out,
                                        struct daydream_error *err)
{
    struct json_object *user = NULL;
    enum dd_json_result result = dd_json_object(json, "user", &user);

    if (result == DD_JSON_WRONG_TYPE)
        return odd("user", result, err);
    return result == DD_JSON_ABSENT ? dd_string_set(out, "", err)
                                    : read_text(user, "login", NULL, out, err);
}

/* A label is an object or a mere name. */
static enum daydream_status read_label(struct json_object *label, struct dd_strings *out,
                                       struct daydream_error *err)
{
    const char *name = NULL;
    enum dd_json_result result = DD_JSON_OK;

    if (json_object_is_type(label, json_type_string))
        name = json_object_get_string(label);
    else
        result = dd_json_string(label, "name", &name);
    return name != NULL ? dd_strings_add(out, name, err) : odd("labels", result, err);
}

static enum daydream_status read_labels(struct json_object *json, struct dd_strings *out,
                                        struct daydream_error *err)
{
    struct json_object *labels = NULL;
    enum dd_json_result result = dd_json_array(json, "labels", &labels);
    enum daydream_status status = DAYDREAM_OK;

    if (result != DD_JSON_OK)
        return odd("labels", result, err);
    for (size_t i = 0; i < json_object_array_length(labels) && status == DAYDREAM_OK; i++)
        status = read_label(json_object_array_get_idx(labels, i), out, err);
    return status;
}

static enum daydream_status read_issue(struct json_object *json, struct dd_github_issue *out,
                                       struct daydream_error *err)
{
    enum daydream_status status;

    *out = (struct dd_github_issue){0};
    if ((status = read_positive(json, "number", &out->number, err)) != DAYDREAM_OK ||
        (status = read_positive(json, "id", &out->id, err)) != DAYDREAM_OK ||
        (status = read_texts(json, out, err)) != DAYDREAM_OK ||
        (status = check_url(out->url, err)) != DAYDREAM_OK ||
        (status = read_author(json, &out->author, err)) != DAYDREAM_OK ||
        (status = read_created(json, &out->created, err)) != DAYDREAM_OK ||
        (status = read_state(json, &out->open, err)) != DAYDREAM_OK ||
        (status = read_labels(json, &out->labels, err)) != DAYDREAM_OK)
        dd_github_issue_free(out);
    return status;
}

static bool is_pull_request(struct json_object *json)
{
    return json_object_is_type(json_object_object_get(json, "pull_request"), json_type_object);
}

static enum daydream_status parse(const struct dd_buf *body, enum json_type type,
                                  struct json_object **out, struct daydream_error *err)
{
    enum daydream_status status = dd_json_parse(dd_buf_text(body), body->length, SOURCE,
                                                DAYDREAM_ERROR_PROTOCOL, out, err);

    if (status != DAYDREAM_OK || json_object_is_type(*out, type))
        return status;
    status = dd_fail(err, DAYDREAM_ERROR_PROTOCOL, SOURCE, "%s came where %s was due",
                     dd_json_type(*out), type == json_type_array ? "a list" : "an object");
    json_object_put(*out);
    *out = NULL;
    return status;
}

enum daydream_status dd_github_parse_issue(const struct dd_buf *body, struct dd_github_issue *out,
                                           struct daydream_error *err)
{
    struct json_object *json = NULL;
    enum daydream_status status = parse(body, json_type_object, &json, err);

    *out = (struct dd_github_issue){0};
    if (status == DAYDREAM_OK && is_pull_request(json))
        status = dd_fail(err, DAYDREAM_ERROR_NOT_FOUND, SOURCE, "it is a pull request, no issue");
    else if (status == DAYDREAM_OK)
        status = read_issue(json, out, err);
    json_object_put(json);
    return status;
}

static enum daydream_status note_pull_request(struct json_object *json,
                                              struct dd_github_issues *out,
                                              struct daydream_error *err)
{
    int64_t number = 0;

    return dd_json_int(json, "number", &number) == DD_JSON_OK
               ? dd_github_issues_note(out, number, err)
               : DAYDREAM_OK;
}

static enum daydream_status add_entry(struct json_object *json, struct dd_github_issues *out,
                                      struct dd_github_page *page, struct daydream_error *err)
{
    struct dd_github_issue issue;
    int64_t created = 0;
    enum daydream_status status = read_created(json, &created, err);

    if (status != DAYDREAM_OK)
        return status;
    page->entries++;
    if (created > page->newest)
        page->newest = created;
    if (is_pull_request(json))
        return note_pull_request(json, out, err);
    status = read_issue(json, &issue, err);
    return status == DAYDREAM_OK ? dd_github_issues_take(out, &issue, err) : status;
}

enum daydream_status dd_github_parse_page(const struct dd_buf *body, struct dd_github_issues *out,
                                          struct dd_github_page *page, struct daydream_error *err)
{
    struct json_object *json = NULL;
    enum daydream_status status = parse(body, json_type_array, &json, err);

    *page = (struct dd_github_page){0, 0};
    for (size_t i = 0; status == DAYDREAM_OK && i < json_object_array_length(json); i++)
        status = add_entry(json_object_array_get_idx(json, i), out, page, err);
    json_object_put(json);
    return status;
}

static enum daydream_status read_comment(struct json_object *json, struct dd_github_comments *out,
                                         struct daydream_error *err)
{
    struct dd_github_comment comment = {0};
    enum daydream_status status;

    if ((status = read_positive(json, "id", &comment.id, err)) == DAYDREAM_OK &&
        (status = read_prose(json, "body", "", &comment.body, err)) == DAYDREAM_OK &&
        (status = read_text(json, "author_association", "NONE", &comment.association, err)) ==
            DAYDREAM_OK)
        status = read_author(json, &comment.author, err);
    if (status == DAYDREAM_OK)
        return dd_github_comments_take(out, &comment, err);
    dd_github_comment_free(&comment);
    return status;
}

enum daydream_status dd_github_parse_comments(const struct dd_buf *body,
                                              struct dd_github_comments *out,
                                              struct daydream_error *err)
{
    struct json_object *json = NULL;
    enum daydream_status status = parse(body, json_type_array, &json, err);

    for (size_t i = 0; status == DAYDREAM_OK && i < json_object_array_length(json); i++)
        status = read_comment(json_object_array_get_idx(json, i), out, err);
    json_object_put(json);
    return status;
}

enum daydream_status dd_github_parse_text(const struct dd_buf *body, const char *key, char **out,
                                          struct daydream_error *err)
{
    struct json_object *json = NULL;
    enum daydream_status status = parse(body, json_type_object, &json, err);

    *out = NULL;
    if (status == DAYDREAM_OK)
        status = read_text(json, key, NULL, out, err);
    json_object_put(json);
    return status;
}

enum daydream_status dd_github_parse_flag(const struct dd_buf *body, const char *key, bool *out,
                                          struct daydream_error *err)
{
    struct json_object *json = NULL;
    enum daydream_status status = parse(body, json_type_object, &json, err);

    if (status == DAYDREAM_OK && dd_json_bool(json, key, out) != DD_JSON_OK)
        status = dd_fail(err, DAYDREAM_ERROR_PROTOCOL, SOURCE,
                         "'%s' is missing, or neither true nor false", key);
    json_object_put(json);
    return status;
}

bool dd_github_has_label(const struct dd_github_issue *issue, const char *name)
{
    for (size_t i = 0; i < issue->labels.count; i++)
        if (dd_ascii_same(issue->labels.items[i], name, strlen(name) + 1))
            return true;
    return false;
}

/* `before` and a value, as JSON. */
static void add_member(struct dd_buf *out, const char *before, const char *value)
{
    dd_buf_puts(out, before);
    dd_json_quote(out, value);
}

void dd_github_write_draft(struct dd_buf *out, const struct dd_github_draft *draft)
{
    add_member(out, "{\"title\":", draft->title);
    add_member(out, ",\"body\":", draft->body);
    if (draft->label != NULL) {
        add_member(out, ",\"labels\":[", draft->label);
        dd_buf_putc(out, ']');
    }
    dd_buf_putc(out, '}');
}

void dd_github_write_label(struct dd_buf *out, const char *name, const char *colour,
                           const char *description)
{
    add_member(out, "{\"name\":", name);
    add_member(out, ",\"color\":", colour);
    add_member(out, ",\"description\":", description);
    dd_buf_putc(out, '}');
}

void dd_github_write_comment(struct dd_buf *out, const char *body)
{
    add_member(out, "{\"body\":", body);
    dd_buf_putc(out, '}');
}

void dd_github_write_edit(struct dd_buf *out, const char *body, bool open)
{
    add_member(out, "{\"body\":", body);
    dd_buf_printf(out, ",\"state\":\"%s\",\"state_reason\":\"%s\"}", open ? "open" : "closed",
                  open ? "reopened" : "completed");
}

void dd_github_write_close(struct dd_buf *out, const char *reason, int64_t duplicate_of)
{
    add_member(out, "{\"state\":\"closed\",\"state_reason\":", reason);
    if (duplicate_of != 0)
        dd_buf_printf(out, ",\"duplicate_issue_id\":%" PRId64, duplicate_of);
    dd_buf_putc(out, '}');
}
