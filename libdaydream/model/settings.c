/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/strings.h"
#include "base/zone.h"
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
    dd_redact_settings_free(&settings->redact);
    dd_legacy_free(&settings->legacy);
    dd_strings_free(&settings->docs_leave_out);
    dd_strings_free(&settings->corrections);
    dd_llm_settings_free(&settings->llm);
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

/* The word at `key`, or `fallback` with a warning when it is no text. */
static const char *word_of(struct json_object *issue, const char *key, const char *fallback,
                           const struct place *place)
{
    const char *word = fallback;

    if (dd_json_string(issue, key, &word) == DD_JSON_WRONG_TYPE)
        dd_log(place->log, DAYDREAM_LOG_WARNING, "%s: daydream.issue.%s is no text; taken as '%s'",
               place->source, key, fallback);
    return word;
}

static void load_when(struct json_object *issue, const struct place *place, struct dd_settings *out)
{
    const char *when = word_of(issue, "when", "new", place);

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
    const char *label = word_of(issue, "label", DD_SETTINGS_LABEL, place);

    if (*label == '\0' || strlen(label) > LABEL_MAX || strpbrk(label, ",\r\n") != NULL) {
        dd_log(place->log, DAYDREAM_LOG_WARNING,
               "%s: daydream.issue.label must be 1 to %d bytes without commas; taken as '%s'",
               place->source, LABEL_MAX, DD_SETTINGS_LABEL);
        label = DD_SETTINGS_LABEL;
    }
    return dd_string_set(&out->label, label, err);
}

static void load_mode(struct json_object *issue, const struct place *place, struct dd_settings *out)
{
    const char *mode = word_of(issue, "mode", "daily", place);

    if (strcmp(mode, "rolling") == 0)
        out->mode = DD_MODE_ROLLING;
    else if (strcmp(mode, "daily") != 0)
        dd_log(place->log, DAYDREAM_LOG_WARNING,
               "%s: daydream.issue.mode is '%s'; it may be 'daily' or 'rolling', taken as 'daily'",
               place->source, mode);
}

bool dd_settings_parse_on_existing(const char *word, bool *no_comments)
{
    *no_comments = strcmp(word, "skip") == 0;
    return *no_comments || strcmp(word, "comment") == 0;
}

static void load_on_existing(struct json_object *issue, const struct place *place,
                             struct dd_settings *out)
{
    const char *word = word_of(issue, "on_existing", "comment", place);

    if (!dd_settings_parse_on_existing(word, &out->no_comments))
        dd_log(place->log, DAYDREAM_LOG_WARNING,
               "%s: daydream.issue.on_existing is '%s'; it may be 'comment' or 'skip', taken as "
               "'comment'",
               place->source, word);
}

/* A zone that this machine does not know must not cost the night: its own serves instead. */
static enum daydream_status load_timezone(struct json_object *object, const struct place *place,
                                          struct dd_settings *out, struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    struct dd_zone *zone = NULL;
    enum daydream_status status = load_text(object, "timezone", place, &out->timezone, err);

    if (status != DAYDREAM_OK || out->timezone == NULL)
        return status;
    if (dd_zone_open(out->timezone, &zone, &cause) != DAYDREAM_OK) {
        dd_log(place->log, DAYDREAM_LOG_WARNING,
               "%s: daydream.timezone: %s; the machine's own zone serves instead", place->source,
               cause.text);
        status = dd_string_set(&out->timezone, NULL, err);
    }
    dd_zone_free(zone);
    return status;
}

static const char *const own_keys[] = {
    "home",   "state_dir", "timezone", "machines", "issue", "docs",
    "legacy", "logs",      "redact",   "sessions", "llm",   NULL,
};
static const char *const docs_keys[] = {"leave_out", NULL};
static const char *const legacy_keys[] = {"patterns", "leave_out", NULL};
static const char *const redact_keys[] = {"add", "allow", NULL};
static const char *const logs_keys[] = {"warnings", NULL};
static const char *const sessions_keys[] = {"corrections", NULL};
static const char *const llm_keys[] = {"model", "url", "input_bytes", "output_tokens", NULL};
static const char *const issue_keys[] = {"label", "mode", "when", "on_existing", NULL};

static bool is_one_of(const char *key, const char *const *keys)
{
    while (*keys != NULL && strcmp(*keys, key) != 0)
        keys++;
    return *keys != NULL;
}

/* `prefix` leads to the object: "daydream.". */
static void warn_of_unknown(struct json_object *object, const char *prefix, const char *const *keys,
                            const struct place *place)
{
    if (object == NULL)
        return;
    json_object_object_foreach(object, key, value)
    {
        (void)value;
        if (!is_one_of(key, keys))
            dd_log(place->log, DAYDREAM_LOG_WARNING,
                   "%s: %s%s is not known to this version; left out", place->source, prefix, key);
    }
}

static enum daydream_status load_issue(struct json_object *object, const struct place *place,
                                       struct dd_settings *out, struct daydream_error *err)
{
    struct json_object *issue = NULL;

    if (dd_json_object(object, "issue", &issue) == DD_JSON_WRONG_TYPE)
        dd_log(place->log, DAYDREAM_LOG_WARNING, "%s: daydream.issue is no object; left out",
               place->source);
    warn_of_unknown(issue, "daydream.issue.", issue_keys, place);
    load_mode(issue, place, out);
    load_on_existing(issue, place, out);
    load_when(issue, place, out);
    return load_label(issue, place, out, err);
}

static void load_logs(struct json_object *object, const struct place *place,
                      struct dd_settings *out)
{
    struct json_object *logs = NULL;

    if (dd_json_object(object, "logs", &logs) == DD_JSON_WRONG_TYPE)
        dd_log(place->log, DAYDREAM_LOG_WARNING, "%s: daydream.logs is no object; left out",
               place->source);
    warn_of_unknown(logs, "daydream.logs.", logs_keys, place);
    out->warnings = DD_SETTINGS_WARNINGS;
    if (dd_json_int(logs, "warnings", &out->warnings) == DD_JSON_WRONG_TYPE || out->warnings < 1) {
        dd_log(place->log, DAYDREAM_LOG_WARNING,
               "%s: daydream.logs.warnings must be a number from 1 on; taken as %d", place->source,
               DD_SETTINGS_WARNINGS);
        out->warnings = DD_SETTINGS_WARNINGS;
    }
}

static enum daydream_status load_redact(struct json_object *object, const struct place *place,
                                        struct dd_settings *out, struct daydream_error *err)
{
    struct json_object *redact = NULL;

    if (dd_json_object(object, "redact", &redact) == DD_JSON_OK)
        warn_of_unknown(redact, "daydream.redact.", redact_keys, place);
    return dd_redact_settings_load(object, place->source, &out->redact, err);
}

static enum daydream_status load_legacy(struct json_object *object, const struct place *place,
                                        struct dd_settings *out, struct daydream_error *err)
{
    struct json_object *legacy = NULL;

    if (dd_json_object(object, "legacy", &legacy) == DD_JSON_WRONG_TYPE)
        dd_log(place->log, DAYDREAM_LOG_WARNING, "%s: daydream.legacy is no object; left out",
               place->source);
    warn_of_unknown(legacy, "daydream.legacy.", legacy_keys, place);
    return dd_legacy_load(legacy, place->source, place->log, &out->legacy, err);
}

static enum daydream_status load_docs(struct json_object *object, const struct place *place,
                                      struct dd_settings *out, struct daydream_error *err)
{
    struct json_object *docs = NULL;

    if (dd_json_object(object, "docs", &docs) == DD_JSON_WRONG_TYPE)
        dd_log(place->log, DAYDREAM_LOG_WARNING, "%s: daydream.docs is no object; left out",
               place->source);
    warn_of_unknown(docs, "daydream.docs.", docs_keys, place);
    return dd_documents_load(docs, place->source, place->log, &out->docs_leave_out, err);
}

static enum daydream_status load_corrections(struct json_object *sessions,
                                             const struct place *place, struct dd_settings *out,
                                             struct daydream_error *err)
{
    struct json_object *list = NULL;
    enum daydream_status status = DAYDREAM_OK;
    bool odd = dd_json_array(sessions, "corrections", &list) == DD_JSON_WRONG_TYPE;

    for (size_t i = 0; list != NULL && i < json_object_array_length(list) && status == DAYDREAM_OK;
         i++) {
        struct json_object *item = json_object_array_get_idx(list, i);

        if (json_object_is_type(item, json_type_string))
            status = dd_strings_add(&out->corrections, json_object_get_string(item), err);
        else
            odd = true;
    }
    if (odd)
        dd_log(place->log, DAYDREAM_LOG_WARNING,
               "%s: daydream.sessions.corrections must be a list of patterns; what is none is left "
               "out",
               place->source);
    return status;
}

static enum daydream_status load_sessions(struct json_object *object, const struct place *place,
                                          struct dd_settings *out, struct daydream_error *err)
{
    struct json_object *sessions = NULL;

    if (dd_json_object(object, "sessions", &sessions) == DD_JSON_WRONG_TYPE)
        dd_log(place->log, DAYDREAM_LOG_WARNING, "%s: daydream.sessions is no object; left out",
               place->source);
    warn_of_unknown(sessions, "daydream.sessions.", sessions_keys, place);
    return load_corrections(sessions, place, out, err);
}

static enum daydream_status load_llm(struct json_object *object, const struct place *place,
                                     struct dd_settings *out, struct daydream_error *err)
{
    struct json_object *llm = NULL;

    if (dd_json_object(object, "llm", &llm) == DD_JSON_WRONG_TYPE)
        dd_log(place->log, DAYDREAM_LOG_WARNING, "%s: daydream.llm is no object; left out",
               place->source);
    warn_of_unknown(llm, "daydream.llm.", llm_keys, place);
    return dd_llm_settings_load(llm, place->source, place->log, &out->llm, err);
}

enum daydream_status dd_settings_load(struct json_object *object, const char *source,
                                      const struct dd_log *log, struct dd_settings *out,
                                      struct daydream_error *err)
{
    struct place place = {source, log};
    enum daydream_status status;

    *out = (struct dd_settings){0};
    warn_of_unknown(object, "daydream.", own_keys, &place);
    load_logs(object, &place, out);
    if ((status = load_text(object, "home", &place, &out->home, err)) == DAYDREAM_OK &&
        (status = load_text(object, "state_dir", &place, &out->state_dir, err)) == DAYDREAM_OK &&
        (status = load_timezone(object, &place, out, err)) == DAYDREAM_OK &&
        (status = load_legacy(object, &place, out, err)) == DAYDREAM_OK &&
        (status = load_docs(object, &place, out, err)) == DAYDREAM_OK)
        status = load_issue(object, &place, out, err);
    if (status == DAYDREAM_OK)
        status = load_redact(object, &place, out, err);
    if (status == DAYDREAM_OK)
        status = load_sessions(object, &place, out, err);
    if (status == DAYDREAM_OK)
        status = load_llm(object, &place, out, err);
    if (status != DAYDREAM_OK)
        dd_settings_free(out);
    return status;
}
