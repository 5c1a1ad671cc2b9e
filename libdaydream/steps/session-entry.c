/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "base/json.h"
#include "steps/session-entry.h"
#include "text/foreign.h"

#define QUOTE_MAX    200
#define MILLISECONDS INT64_C(100000000000) /* epoch numbers from here on are no seconds */

/* ---- time ---- */

/* "2026-02-17T23:30:00" without a zone is a time of the home zone. */
static bool parse_local(const struct dd_session_reading *reading, const char *text, int64_t *out)
{
    struct dd_buf utc = DD_BUF_INIT;
    struct dd_civil civil;
    int64_t seconds = 0;
    bool parsed;

    dd_buf_add(&utc, text, strcspn(text, "."));
    dd_buf_putc(&utc, 'Z');
    parsed = !utc.failed && dd_rfc3339_parse(dd_buf_text(&utc), &seconds);
    dd_buf_free(&utc);
    if (!parsed)
        return false;
    dd_civil_from_seconds(seconds, &civil);
    *out = dd_zone_to_utc(reading->zone, &civil);
    return true;
}

static bool read_time(const struct dd_session_reading *reading, struct json_object *json,
                      int64_t *out)
{
    static const char *const keys[] = {"timestamp", "time", "created_at", "ts"};
    const char *text = NULL;

    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (dd_json_int(json, keys[i], out) == DD_JSON_OK) {
            *out = *out >= MILLISECONDS ? *out / 1000 : *out;
            return true;
        }
        if (dd_json_string(json, keys[i], &text) == DD_JSON_OK)
            return dd_rfc3339_parse(text, out) || parse_local(reading, text, out);
    }
    return false;
}

/* Is the entry of the window? */
static bool counts(struct dd_session_state *state, struct json_object *entry)
{
    int64_t time = 0;

    if (!read_time(state->reading, entry, &time))
        return state->unstamped_counts;
    if (time < state->reading->since || time >= state->reading->until)
        return false;
    if (time > state->log->last)
        state->log->last = time;
    return true;
}

/* ---- messages ---- */

static enum daydream_status quote(struct dd_session_state *state, const char *text, size_t length,
                                  struct daydream_error *err)
{
    struct dd_buf line = DD_BUF_INIT;
    enum daydream_status status;

    state->log->corrections++;
    if (state->log->quotes.count >= DD_SESSION_QUOTES)
        return DAYDREAM_OK;
    status = dd_foreign_line(state->reading->redactor, text, length, QUOTE_MAX, &line, err);
    if (status == DAYDREAM_OK)
        status = dd_strings_add(&state->log->quotes, dd_buf_text(&line), err);
    dd_buf_free(&line);
    return status;
}

/* What begins like a tag was put in by a program. */
static bool is_typed(const char *text)
{
    return *text != '\0' && *text != '<' && strncmp(text, "Caveat:", 7) != 0;
}

static enum daydream_status take_text(struct dd_session_state *state, const char *text,
                                      struct daydream_error *err)
{
    bool found = false;
    size_t start = 0;
    size_t length = 0;
    enum daydream_status status = DAYDREAM_OK;

    if (is_typed(text))
        status = dd_corrections_find(state->reading->corrections, text, strlen(text), &found,
                                     &start, &length, err);
    return status == DAYDREAM_OK && found ? quote(state, text + start, length, err) : status;
}

/* What the parts of one message are. */
struct parts {
    bool spoken; /* there is text */
    struct dd_buf text;
};

static void take_part(struct dd_session_state *state, struct json_object *part, struct parts *parts)
{
    const char *type = dd_json_text(part, "type", "text");
    const char *text = NULL;
    bool failed = false;

    if (json_object_is_type(part, json_type_string))
        text = json_object_get_string(part);
    else if (strcmp(type, "text") == 0)
        text = dd_json_text(part, "text", NULL);
    else if (strcmp(type, "tool_use") == 0)
        state->chat_calls++;
    else if (strcmp(type, "tool_result") == 0 &&
             dd_json_bool(part, "is_error", &failed) == DD_JSON_OK)
        state->chat_failed += failed;
    if (text == NULL)
        return;
    parts->spoken = true;
    dd_buf_puts(&parts->text, text);
    dd_buf_putc(&parts->text, '\n');
}

/* A text, a list of parts, or one part alone. */
static void take_content(struct dd_session_state *state, struct json_object *content,
                         struct parts *parts)
{
    if (!json_object_is_type(content, json_type_array)) {
        if (content != NULL)
            take_part(state, content, parts);
        return;
    }
    for (size_t i = 0; i < json_object_array_length(content); i++)
        take_part(state, json_object_array_get_idx(content, i), parts);
}

/* Entries that no person wrote, though they are the user's: what a program added, and what one
 * agent told another. */
static bool is_machine_made(struct json_object *entry)
{
    static const char *const keys[] = {"isMeta", "isSidechain", "isCompactSummary"};

    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        bool set = false;

        if (dd_json_bool(entry, keys[i], &set) == DD_JSON_OK && set)
            return true;
    }
    return false;
}

static bool is_user(const char *role)
{
    return strcmp(role, "user") == 0 || strcmp(role, "human") == 0;
}

static enum daydream_status take(struct dd_session_state *state, struct json_object *entry,
                                 struct json_object *message, const char *role,
                                 struct daydream_error *err)
{
    struct parts parts = {false, DD_BUF_INIT};
    enum daydream_status status;

    take_content(state, json_object_object_get(message, "content"), &parts);
    status = dd_buf_status(&parts.text, err);
    state->log->messages += parts.spoken;
    if (status == DAYDREAM_OK && parts.spoken && is_user(role) && !is_machine_made(entry))
        status = take_text(state, dd_buf_text(&parts.text), err);
    dd_buf_free(&parts.text);
    return status;
}

enum daydream_status dd_session_take_message(struct dd_session_state *state,
                                             struct json_object *entry, struct daydream_error *err)
{
    struct json_object *message = NULL;
    const char *role;

    if (dd_json_object(entry, "message", &message) != DD_JSON_OK)
        message = entry;
    role = dd_json_text(message, "role", dd_json_text(entry, "type", ""));
    if (*role == '\0')
        return DAYDREAM_OK;
    state->entries++;
    if (!is_user(role) && strcmp(role, "assistant") != 0)
        return DAYDREAM_OK;
    return counts(state, entry) ? take(state, entry, message, role, err) : DAYDREAM_OK;
}

/* ---- tool calls ---- */

enum half {
    WHOLE,
    BEFORE,
    AFTER
};

static enum half half_of(struct json_object *entry)
{
    static const struct {
        const char *word;
        enum half half;
    } words[] = {
        {"pre_tool_use", BEFORE},
        {"PreToolUse", BEFORE},
        {"post_tool_use", AFTER},
        {"PostToolUse", AFTER},
    };
    static const char *const keys[] = {"event", "type", "hook_event_name", "hook"};

    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        for (size_t j = 0; j < sizeof words / sizeof words[0]; j++)
            if (strcmp(dd_json_text(entry, keys[i], ""), words[j].word) == 0)
                return words[j].half;
    return WHOLE;
}

void dd_session_take_call(struct dd_session_state *state, struct json_object *entry)
{
    enum half half = half_of(entry);
    bool success = true;

    if (!json_object_is_type(entry, json_type_object) || !counts(state, entry))
        return;
    if (half != AFTER || state->open == 0)
        state->log->calls++;
    if (half == BEFORE)
        state->open++;
    else if (half == AFTER && state->open > 0)
        state->open--;
    if (dd_json_bool(entry, "success", &success) == DD_JSON_OK && !success)
        state->log->failed++;
}
