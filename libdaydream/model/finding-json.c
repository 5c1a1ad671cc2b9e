/* SPDX-License-Identifier: MIT */
/* Findings to and from JSON: the object FINDING of daydream(1). */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "model/finding.h"

#define SOURCE "findings"

static const char *const severity_names[] = {"note", "warning", "error"};
static const char *const state_names[] = {"new", "recurring", "resolved"};

const char *dd_severity_name(enum daydream_severity severity)
{
    return severity_names[severity];
}

const char *dd_state_name(enum daydream_state state)
{
    return state_names[state];
}

static void write_list(struct dd_buf *out, const struct dd_strings *list)
{
    dd_buf_putc(out, '[');
    for (size_t i = 0; i < list->count; i++) {
        dd_buf_puts(out, i > 0 ? "," : "");
        dd_json_quote(out, list->items[i]);
    }
    dd_buf_putc(out, ']');
}

static void write_time(struct dd_buf *out, int64_t seconds)
{
    char text[DD_RFC3339_SIZE];

    dd_rfc3339_format(seconds, text);
    dd_json_quote(out, seconds != 0 ? text : NULL);
}

void dd_finding_write_json(struct dd_buf *out, const struct daydream_finding *finding)
{
    dd_buf_puts(out, "{\"key\":");
    dd_json_quote(out, finding->key);
    dd_buf_printf(out, ",\"severity\":\"%s\",\"text\":", dd_severity_name(finding->severity));
    dd_json_quote(out, finding->text);
    dd_buf_puts(out, ",\"details\":");
    write_list(out, &finding->details);
    dd_buf_puts(out, ",\"evidence\":");
    write_list(out, &finding->evidence);
    dd_buf_printf(out, ",\"count\":%" PRIu64 ",\"first\":", finding->count);
    write_time(out, finding->first);
    dd_buf_puts(out, ",\"last\":");
    write_time(out, finding->last);
    dd_buf_printf(out, ",\"state\":\"%s\",\"days\":%d,\"worse\":%s,\"fingerprint\":\"%s\"}",
                  dd_state_name(finding->state), finding->days, finding->worse ? "true" : "false",
                  daydream_finding_fingerprint(finding));
}

static bool severity_of(const char *name, enum daydream_severity *out)
{
    for (size_t i = 0; i < sizeof severity_names / sizeof severity_names[0]; i++)
        if (strcmp(severity_names[i], name) == 0) {
            *out = (enum daydream_severity)i;
            return true;
        }
    return false;
}

/* Where a reading stands, for its error texts. */
struct reading {
    struct json_object *object;
    size_t index;
    struct daydream_error *err;
};

static enum daydream_status fault(const struct reading *reading, const char *what)
{
    return dd_fail(reading->err, DAYDREAM_ERROR_ARGUMENT, SOURCE, "finding %zu: %s",
                   reading->index + 1, what);
}

static enum daydream_status read_severity(const struct reading *reading,
                                          enum daydream_severity *out)
{
    const char *name = dd_severity_name(DAYDREAM_SEVERITY_WARNING);

    if (dd_json_string(reading->object, "severity", &name) == DD_JSON_WRONG_TYPE ||
        !severity_of(name, out))
        return fault(reading, "severity must be note, warning or error");
    return DAYDREAM_OK;
}

static enum daydream_status read_lines(
    const struct reading *reading, const char *key, struct daydream_finding *finding,
    enum daydream_status (*add)(struct daydream_finding *, const char *, struct daydream_error *))
{
    struct json_object *list = NULL;
    enum daydream_status status = DAYDREAM_OK;

    if (dd_json_array(reading->object, key, &list) == DD_JSON_WRONG_TYPE)
        return fault(reading, "details and evidence must be lists of text");
    for (size_t i = 0; list != NULL && i < json_object_array_length(list) && status == DAYDREAM_OK;
         i++) {
        struct json_object *line = json_object_array_get_idx(list, i);

        if (!json_object_is_type(line, json_type_string))
            return fault(reading, "details and evidence must be lists of text");
        status = add(finding, json_object_get_string(line), reading->err);
    }
    return status;
}

static enum daydream_status read_time(const struct reading *reading, const char *key, int64_t *out)
{
    const char *text = NULL;

    if (dd_json_string(reading->object, key, &text) == DD_JSON_WRONG_TYPE ||
        (text != NULL && !dd_rfc3339_parse(text, out)))
        return fault(reading, "first and last must be RFC 3339 times");
    return DAYDREAM_OK;
}

static enum daydream_status read_numbers(const struct reading *reading,
                                         struct daydream_finding *finding)
{
    enum daydream_status status;
    int64_t count = 1;

    if (dd_json_int(reading->object, "count", &count) == DD_JSON_WRONG_TYPE || count < 0)
        return fault(reading, "count must be a number of 0 or more");
    finding->count = (uint64_t)count;
    status = read_time(reading, "first", &finding->first);
    return status == DAYDREAM_OK ? read_time(reading, "last", &finding->last) : status;
}

static enum daydream_status read_fingerprint(const struct reading *reading,
                                             struct daydream_finding *finding)
{
    const char *text = NULL;
    enum dd_json_result result = dd_json_string(reading->object, "fingerprint", &text);

    if (result == DD_JSON_ABSENT)
        return DAYDREAM_OK;
    if (result == DD_JSON_WRONG_TYPE || strlen(text) != 16 ||
        strspn(text, "0123456789abcdef") != 16)
        return fault(reading, "fingerprint must be 16 lower-case hex digits");
    free(finding->identity);
    finding->identity = NULL;
    dd_strings_free(&finding->fingerprints);
    return dd_strings_add(&finding->fingerprints, text, reading->err);
}

/* "slug:category" cut in two at its last colon; `slug` is owned. */
static enum daydream_status split_key(const struct reading *reading, const char *key, char **slug,
                                      const char **category)
{
    const char *colon = key != NULL ? strrchr(key, ':') : NULL;

    if (colon == NULL)
        return fault(reading, "key must be \"slug:category\"");
    *slug = strndup(key, (size_t)(colon - key));
    *category = colon + 1;
    return *slug != NULL ? DAYDREAM_OK : dd_fail_memory(reading->err);
}

static enum daydream_status read_one(const struct reading *reading, struct daydream_findings *into)
{
    const char *text = dd_json_text(reading->object, "text", NULL);
    const char *category = NULL;
    char *slug = NULL;
    struct daydream_finding *finding = NULL;
    enum daydream_severity severity = DAYDREAM_SEVERITY_WARNING;
    enum daydream_status status;

    if (text == NULL || *text == '\0')
        return fault(reading, "text is missing");
    status = read_severity(reading, &severity);
    if (status == DAYDREAM_OK)
        status = split_key(reading, dd_json_text(reading->object, "key", NULL), &slug, &category);
    if (status == DAYDREAM_OK)
        status = daydream_findings_add(into, slug, category, severity, text, &finding,
                                       reading->err);
    free(slug);
    if (status == DAYDREAM_OK)
        status = read_lines(reading, "details", finding, daydream_finding_add_detail);
    if (status == DAYDREAM_OK)
        status = read_lines(reading, "evidence", finding, daydream_finding_add_evidence);
    if (status == DAYDREAM_OK)
        status = read_numbers(reading, finding);
    return status == DAYDREAM_OK ? read_fingerprint(reading, finding) : status;
}

static enum daydream_status read_all(struct json_object *root, struct daydream_findings *into,
                                     struct daydream_error *err)
{
    struct json_object *list = json_object_is_type(root, json_type_array) ? root : NULL;
    enum daydream_status status = DAYDREAM_OK;

    if (list == NULL && dd_json_array(root, "findings", &list) != DD_JSON_OK)
        return dd_fail(err, DAYDREAM_ERROR_ARGUMENT, SOURCE,
                       "neither a list of findings nor an object with a list \"findings\"");
    for (size_t i = 0; i < json_object_array_length(list) && status == DAYDREAM_OK; i++) {
        struct reading reading = {json_object_array_get_idx(list, i), i, err};

        status = read_one(&reading, into);
    }
    return status;
}

enum daydream_status daydream_findings_add_json(struct daydream_findings *findings,
                                                const char *json, size_t length,
                                                struct daydream_error *err)
{
    struct daydream_findings *scratch = NULL;
    struct json_object *root = NULL;
    enum daydream_status status = daydream_findings_new(&scratch, err);

    if (status == DAYDREAM_OK)
        status = dd_json_parse(json, length, SOURCE, DAYDREAM_ERROR_ARGUMENT, &root, err);
    if (status == DAYDREAM_OK)
        status = read_all(root, scratch, err);
    if (status == DAYDREAM_OK)
        status = dd_findings_move(findings, scratch, err);
    json_object_put(root);
    daydream_findings_free(scratch);
    return status;
}
