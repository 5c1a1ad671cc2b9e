/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/strings.h"
#include "model/lesson.h"

void dd_lesson_clear(struct daydream_lesson *lesson)
{
    free(lesson->category);
    free(lesson->summary);
    free(lesson->pattern);
    free(lesson->prevention);
    free(lesson->source_session);
    *lesson = (struct daydream_lesson){0};
}

static enum daydream_status read_texts(struct json_object *object, struct daydream_lesson *out,
                                       bool *good, struct daydream_error *err)
{
    struct {
        const char *key;
        char **text;
    } texts[] = {
        {"category", &out->category},
        {"summary", &out->summary},
        {"pattern", &out->pattern},
        {"prevention", &out->prevention},
        {"source_session", &out->source_session},
    };
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < sizeof texts / sizeof texts[0] && status == DAYDREAM_OK; i++) {
        const char *text = "";

        if (dd_json_string(object, texts[i].key, &text) == DD_JSON_WRONG_TYPE)
            *good = false;
        status = dd_string_set(texts[i].text, text, err);
    }
    *good = *good && status == DAYDREAM_OK && *out->pattern != '\0';
    return status;
}

/* A date that may be missing; false when something else stands there. */
static bool read_date(struct json_object *object, const char *key, char out[DD_DATE_SIZE])
{
    const char *text = NULL;
    int64_t days;
    enum dd_json_result result = dd_json_string(object, key, &text);

    if (result != DD_JSON_OK)
        return result == DD_JSON_ABSENT;
    if (!dd_date_parse(text, &days))
        return false;
    memcpy(out, text, DD_DATE_SIZE);
    return true;
}

/* Dates are compared as text. */
static bool read_dates(struct json_object *object, struct daydream_lesson *out)
{
    if (!read_date(object, "date", out->date) || out->date[0] == '\0' ||
        !read_date(object, "last_seen", out->last_seen))
        return false;
    if (strcmp(out->last_seen, out->date) < 0)
        memcpy(out->last_seen, out->date, DD_DATE_SIZE);
    return true;
}

static bool read_numbers(struct json_object *object, struct daydream_lesson *out)
{
    bool yes = false;

    out->times = 1;
    if (dd_json_int(object, "times", &out->times) == DD_JSON_WRONG_TYPE || out->times < 1)
        return false;
    if (dd_json_int(object, "validated", &out->validated) != DD_JSON_WRONG_TYPE)
        return true;
    if (dd_json_bool(object, "validated", &yes) != DD_JSON_OK)
        return false;
    out->validated = yes ? 1 : 0;
    return true;
}

static enum daydream_status read_members(struct json_object *object, struct daydream_lesson *out,
                                         bool *understood, struct daydream_error *err)
{
    bool good = json_object_is_type(object, json_type_object) && read_dates(object, out) &&
                read_numbers(object, out);
    enum daydream_status status = good ? read_texts(object, out, &good, err) : DAYDREAM_OK;

    *understood = good;
    return status;
}

enum daydream_status dd_lesson_read(const char *line, size_t length, struct daydream_lesson *out,
                                    bool *understood, struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    struct json_object *object = NULL;
    enum daydream_status status;

    *out = (struct daydream_lesson){0};
    *understood = false;
    if (length > DD_LESSON_LINE_MAX)
        return DAYDREAM_OK;
    status = dd_json_parse(line, length, "lesson", DAYDREAM_ERROR_ARGUMENT, &object, &cause);
    if (status == DAYDREAM_ERROR_MEMORY)
        return dd_fail_as(err, &cause);
    status = status == DAYDREAM_OK ? read_members(object, out, understood, err) : DAYDREAM_OK;
    json_object_put(object);
    if (!*understood)
        dd_lesson_clear(out);
    return status;
}

/* With blanks, as Python writes them: lines of other tools look like that. */
void dd_lesson_write(struct dd_buf *out, const struct daydream_lesson *lesson)
{
    const struct {
        const char *key;
        const char *text;
    } texts[] = {
        {"category", lesson->category},
        {"summary", lesson->summary},
        {"pattern", lesson->pattern},
        {"prevention", lesson->prevention},
        {"source_session", lesson->source_session},
    };

    dd_buf_printf(out, "{\"date\": \"%s\"", lesson->date);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        dd_buf_printf(out, ", \"%s\": ", texts[i].key);
        dd_json_quote(out, texts[i].text != NULL ? texts[i].text : "");
    }
    dd_buf_printf(out,
                  ", \"validated\": %" PRId64 ", \"last_seen\": \"%s\", \"times\": %" PRId64 "}",
                  lesson->validated, lesson->last_seen, lesson->times);
}

const char *daydream_lesson_date(const struct daydream_lesson *lesson)
{
    return lesson->date;
}

const char *daydream_lesson_last_seen(const struct daydream_lesson *lesson)
{
    return lesson->last_seen;
}

int64_t daydream_lesson_times(const struct daydream_lesson *lesson)
{
    return lesson->times;
}

int64_t daydream_lesson_validated(const struct daydream_lesson *lesson)
{
    return lesson->validated;
}

const char *daydream_lesson_category(const struct daydream_lesson *lesson)
{
    return lesson->category;
}

const char *daydream_lesson_summary(const struct daydream_lesson *lesson)
{
    return lesson->summary;
}

const char *daydream_lesson_pattern(const struct daydream_lesson *lesson)
{
    return lesson->pattern;
}

const char *daydream_lesson_prevention(const struct daydream_lesson *lesson)
{
    return lesson->prevention;
}

const char *daydream_lesson_source_session(const struct daydream_lesson *lesson)
{
    return lesson->source_session;
}
