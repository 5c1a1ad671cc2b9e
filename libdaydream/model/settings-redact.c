/* SPDX-License-Identifier: MIT */
#include "model/settings-redact.h"
#include "base/error.h"
#include "base/json.h"

void dd_redact_settings_free(struct dd_redact_settings *settings)
{
    dd_strings_free(&settings->added);
    dd_strings_free(&settings->kinds);
    dd_strings_free(&settings->allowed);
}

static enum daydream_status refuse(const char *source, const char *what, struct daydream_error *err)
{
    return dd_fail(err, DAYDREAM_ERROR_CONFIG, "settings", "%s: daydream.redact%s", source, what);
}

static enum daydream_status load_list(struct json_object *redact, const char *key,
                                      const char *source, struct json_object **out,
                                      struct daydream_error *err)
{
    if (dd_json_array(redact, key, out) != DD_JSON_WRONG_TYPE)
        return DAYDREAM_OK;
    return dd_fail(err, DAYDREAM_ERROR_CONFIG, "settings",
                   "%s: daydream.redact.%s must be a list of patterns", source, key);
}

static enum daydream_status load_added(struct json_object *item, const char *source,
                                       struct dd_redact_settings *out, struct daydream_error *err)
{
    const char *pattern = NULL;
    const char *kind = "";
    enum daydream_status status;

    if (json_object_is_type(item, json_type_string))
        pattern = json_object_get_string(item);
    else if (json_object_is_type(item, json_type_object) &&
             (dd_json_string(item, "pattern", &pattern) == DD_JSON_WRONG_TYPE ||
              dd_json_string(item, "kind", &kind) == DD_JSON_WRONG_TYPE))
        pattern = NULL;
    if (pattern == NULL)
        return refuse(source, ".add: each must be a pattern, or an object with pattern and kind",
                      err);
    status = dd_strings_add(&out->added, pattern, err);
    return status == DAYDREAM_OK ? dd_strings_add(&out->kinds, kind, err) : status;
}

static enum daydream_status load_allowed(struct json_object *item, const char *source,
                                         struct dd_redact_settings *out, struct daydream_error *err)
{
    if (!json_object_is_type(item, json_type_string))
        return refuse(source, ".allow: each must be a pattern", err);
    return dd_strings_add(&out->allowed, json_object_get_string(item), err);
}

static size_t length_of(struct json_object *list)
{
    return list != NULL ? json_object_array_length(list) : 0;
}

enum daydream_status dd_redact_settings_load(struct json_object *object, const char *source,
                                             struct dd_redact_settings *out,
                                             struct daydream_error *err)
{
    struct json_object *redact = NULL;
    struct json_object *added = NULL;
    struct json_object *allowed = NULL;
    enum daydream_status status;

    if (dd_json_object(object, "redact", &redact) == DD_JSON_WRONG_TYPE)
        return refuse(source, " must be an object", err);
    if ((status = load_list(redact, "add", source, &added, err)) == DAYDREAM_OK)
        status = load_list(redact, "allow", source, &allowed, err);
    for (size_t i = 0; i < length_of(added) && status == DAYDREAM_OK; i++)
        status = load_added(json_object_array_get_idx(added, i), source, out, err);
    for (size_t i = 0; i < length_of(allowed) && status == DAYDREAM_OK; i++)
        status = load_allowed(json_object_array_get_idx(allowed, i), source, out, err);
    return status;
}

enum daydream_status dd_redact_settings_apply(const struct dd_redact_settings *settings,
                                              struct dd_redactor *redactor,
                                              struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < settings->added.count && status == DAYDREAM_OK; i++)
        status = dd_redactor_add_pattern(
            redactor, settings->added.items[i],
            settings->kinds.items[i][0] != '\0' ? settings->kinds.items[i] : NULL, err);
    for (size_t i = 0; i < settings->allowed.count && status == DAYDREAM_OK; i++)
        status = dd_redactor_allow_pattern(redactor, settings->allowed.items[i], err);
    return status;
}
