/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "model/legacy.h"
#include "text/matcher.h"

#define NAME_MAX_BYTES 80

static const struct {
    const char *name;
    const char *pattern;
    const char *files;
} defaults[] = {
    {"imports of typing.Optional, List or Dict",
     "^[ \\t]*from[ \\t]+typing[ \\t]+import[ "
     "\\t]*(?:\\([^)]*?|[^\\n(#]*?)\\b(?:Optional|List|Dict)\\b",
     "*.py"},
};

void dd_legacy_free(struct dd_legacy *legacy)
{
    dd_strings_free(&legacy->names);
    dd_strings_free(&legacy->patterns);
    dd_strings_free(&legacy->files);
    dd_strings_free(&legacy->leave_out);
}

static enum daydream_status add(struct dd_legacy *legacy, const char *name, const char *pattern,
                                const char *files, struct daydream_error *err)
{
    enum daydream_status status = dd_strings_add(&legacy->names, name, err);

    if (status == DAYDREAM_OK)
        status = dd_strings_add(&legacy->patterns, pattern, err);
    if (status == DAYDREAM_OK)
        status = dd_strings_add(&legacy->files, files, err);
    return status;
}

static enum daydream_status add_defaults(struct dd_legacy *legacy, struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < sizeof defaults / sizeof defaults[0] && status == DAYDREAM_OK; i++)
        status = add(legacy, defaults[i].name, defaults[i].pattern, defaults[i].files, err);
    return status;
}

/* Why a rule cannot be used; NULL when it can. `cause` holds the words of a bad pattern. */
static const char *fault_of(const struct dd_legacy *legacy, const char *name, const char *pattern,
                            struct daydream_error *cause)
{
    struct dd_matcher matcher = {NULL, name};

    if (name == NULL || *name == '\0' || strlen(name) > NAME_MAX_BYTES)
        return "has no name of 1 to 80 bytes";
    if (pattern == NULL || *pattern == '\0')
        return "has no pattern";
    if (dd_strings_has(&legacy->names, name))
        return "has a name that another one has";
    if (dd_matcher_compile(&matcher, pattern, false, DAYDREAM_ERROR_CONFIG, cause) != DAYDREAM_OK)
        return cause->text;
    dd_matcher_free(&matcher);
    return NULL;
}

static enum daydream_status load_rule(struct json_object *rule, size_t index, const char *source,
                                      const struct dd_log *log, struct dd_legacy *out,
                                      struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    const char *name = dd_json_text(rule, "name", NULL);
    const char *pattern = dd_json_text(rule, "pattern", NULL);
    const char *fault = fault_of(out, name, pattern, &cause);

    if (cause.code == DAYDREAM_ERROR_MEMORY)
        return dd_fail_as(err, &cause);
    if (fault == NULL)
        return add(out, name, pattern, dd_json_text(rule, "files", "*"), err);
    dd_log(log, DAYDREAM_LOG_WARNING, "%s: daydream.legacy.patterns[%zu] %s; left out", source,
           index, fault);
    return DAYDREAM_OK;
}

static enum daydream_status load_rules(struct json_object *list, const char *source,
                                       const struct dd_log *log, struct dd_legacy *out,
                                       struct daydream_error *err)
{
    size_t count = json_object_array_length(list);
    enum daydream_status status = DAYDREAM_OK;

    if (count > DD_LEGACY_PATTERNS_MAX) {
        dd_log(log, DAYDREAM_LOG_WARNING,
               "%s: daydream.legacy.patterns has more than %d; the others are left out", source,
               DD_LEGACY_PATTERNS_MAX);
        count = DD_LEGACY_PATTERNS_MAX;
    }
    for (size_t i = 0; i < count && status == DAYDREAM_OK; i++)
        status = load_rule(json_object_array_get_idx(list, i), i, source, log, out, err);
    return status;
}

enum daydream_status dd_legacy_load_texts(struct json_object *object, const char *prefix,
                                          const char *key, const char *source,
                                          const struct dd_log *log, struct dd_strings *out,
                                          struct daydream_error *err)
{
    struct json_object *list = NULL;
    enum dd_json_result result = dd_json_array(object, key, &list);
    bool wrong = result == DD_JSON_WRONG_TYPE;
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; list != NULL && i < json_object_array_length(list); i++) {
        struct json_object *item = json_object_array_get_idx(list, i);

        if (!json_object_is_type(item, json_type_string))
            wrong = true;
        else if (status == DAYDREAM_OK)
            status = dd_strings_add(out, json_object_get_string(item), err);
    }
    if (wrong)
        dd_log(log, DAYDREAM_LOG_WARNING, "%s: %s.%s is no list of texts; what is none is left out",
               source, prefix, key);
    return status;
}

enum daydream_status dd_legacy_load(struct json_object *object, const char *source,
                                    const struct dd_log *log, struct dd_legacy *out,
                                    struct daydream_error *err)
{
    struct json_object *list = NULL;
    enum dd_json_result result = dd_json_array(object, "patterns", &list);
    enum daydream_status status;

    if (result == DD_JSON_WRONG_TYPE)
        dd_log(log, DAYDREAM_LOG_WARNING, "%s: daydream.legacy.patterns is no list; left out",
               source);
    status = result == DD_JSON_OK ? load_rules(list, source, log, out, err)
                                  : add_defaults(out, err);
    if (status == DAYDREAM_OK)
        status = dd_legacy_load_texts(object, "daydream.legacy", "leave_out", source, log,
                                      &out->leave_out, err);
    return status;
}
