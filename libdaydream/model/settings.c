/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/strings.h"
#include "model/settings.h"

#define LABEL_MAX 50 /* GitHub's limit for a label's name */

/* What loading needs to speak of. */
struct place {
    const char *source;
    const struct dd_log *log;
};

void dd_settings_free(struct dd_settings *settings)
{
    free(settings->home);
    free(settings->state_dir);
    free(settings->timezone);
    free(settings->label);
    *settings = (struct dd_settings){0};
}

static enum daydream_status load_text(struct json_object *object, const char *key,
                                      const struct place *place, char **slot,
                                      struct daydream_error *err)
{
    const char *text = NULL;

    if (dd_json_string(object, key, &text) == DD_JSON_WRONG_TYPE)
        dd_log(place->log, DAYDREAM_LOG_WARNING, "%s: daydream.%s is no text; left out",
               place->source, key);
    return text != NULL && *text != '\0' ? dd_string_set(slot, text, err) : DAYDREAM_OK;
}

static void load_when(struct json_object *issue, const struct place *place, struct dd_settings *out)
{
    const char *when = dd_json_text(issue, "when", "new");

    if (strcmp(when, "any") == 0)
        out->when = DD_WHEN_ANY;
    else if (strcmp(when, "new") != 0)
        dd_log(place->log, DAYDREAM_LOG_WARNING,
               "%s: daydream.issue.when is '%s'; it may be 'new' or 'any', taken as 'new'",
               place->source, when);
}

static enum daydream_status load_label(struct json_object *issue, const struct place *place,
                                       struct dd_settings *out, struct daydream_error *err)
{
    const char *label = dd_json_text(issue, "label", DD_SETTINGS_LABEL);

    if (*label == '\0' || strlen(label) > LABEL_MAX || strpbrk(label, ",\r\n") != NULL) {
        dd_log(place->log, DAYDREAM_LOG_WARNING,
               "%s: daydream.issue.label must be 1 to %d bytes without commas; taken as '%s'",
               place->source, LABEL_MAX, DD_SETTINGS_LABEL);
        label = DD_SETTINGS_LABEL;
    }
    return dd_string_set(&out->label, label, err);
}

/* Keys of the design that this version knows or another part of daydream reads. */
static const char *const known_keys[] = {
    "home", "state_dir", "timezone", "machines", "issue", "llm", "ignore",
};

static bool is_known(const char *key)
{
    for (size_t i = 0; i < sizeof known_keys / sizeof known_keys[0]; i++)
        if (strcmp(known_keys[i], key) == 0)
            return true;
    return false;
}

static void warn_of_unknown(struct json_object *object, const struct place *place)
{
    if (object == NULL)
        return;
    json_object_object_foreach(object, key, value)
    {
        (void)value;
        if (!is_known(key))
            dd_log(place->log, DAYDREAM_LOG_WARNING,
                   "%s: daydream.%s is not known to this version; left out", place->source, key);
    }
}

static enum daydream_status load_members(struct json_object *object, const struct place *place,
                                         struct dd_settings *out, struct daydream_error *err)
{
    struct json_object *issue = NULL;
    enum daydream_status status;

    if ((status = load_text(object, "home", place, &out->home, err)) != DAYDREAM_OK ||
        (status = load_text(object, "state_dir", place, &out->state_dir, err)) != DAYDREAM_OK ||
        (status = load_text(object, "timezone", place, &out->timezone, err)) != DAYDREAM_OK)
        return status;
    if (dd_json_object(object, "issue", &issue) == DD_JSON_WRONG_TYPE)
        dd_log(place->log, DAYDREAM_LOG_WARNING, "%s: daydream.issue is no object; left out",
               place->source);
    load_when(issue, place, out);
    return load_label(issue, place, out, err);
}

enum daydream_status dd_settings_load(struct json_object *object, const char *source,
                                      const struct dd_log *log, struct dd_settings *out,
                                      struct daydream_error *err)
{
    struct place place = {source, log};
    enum daydream_status status;

    *out = (struct dd_settings){0};
    warn_of_unknown(object, &place);
    status = load_members(object, &place, out, err);
    if (status != DAYDREAM_OK)
        dd_settings_free(out);
    return status;
}
