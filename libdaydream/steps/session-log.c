/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/fs.h"
#include "base/json.h"
#include "base/path.h"
#include "steps/session-entry.h"

#define MAX_BYTES ((size_t)32 * 1024 * 1024)
#define CALLS     "tool_use.jsonl"

static const char *const transcripts[] = {"chat.json", "chat.jsonl", "transcript.jsonl"};

#define TRANSCRIPTS (sizeof transcripts / sizeof transcripts[0])

void dd_session_log_free(struct dd_session_log *log)
{
    free(log->name);
    dd_strings_free(&log->quotes);
    *log = (struct dd_session_log){.name = NULL};
}

/* One line of JSON; NULL when it is none: the last one of a program that was killed, say. */
static struct json_object *parse_line(const char *line, size_t length)
{
    struct json_object *json = NULL;

    if (length == 0 ||
        dd_json_parse(line, length, "session", DAYDREAM_ERROR_PROTOCOL, &json, NULL) != DAYDREAM_OK)
        return NULL;
    return json;
}

static enum daydream_status take_list(struct dd_session_state *state, struct json_object *list,
                                      struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < json_object_array_length(list) && status == DAYDREAM_OK; i++)
        status = dd_session_take_message(state, json_object_array_get_idx(list, i), err);
    return status;
}

/* The next line, and where the one behind it begins. */
static size_t line_length(const char *at, const char *end)
{
    const char *feed = memchr(at, '\n', (size_t)(end - at));

    return feed != NULL ? (size_t)(feed - at) : (size_t)(end - at);
}

static enum daydream_status take_lines(struct dd_session_state *state, const struct dd_buf *text,
                                       bool calls, struct daydream_error *err)
{
    const char *at = dd_buf_text(text);
    const char *end = at + text->length;
    enum daydream_status status = DAYDREAM_OK;

    while (at < end && status == DAYDREAM_OK) {
        size_t length = line_length(at, end);
        struct json_object *entry = parse_line(at, length);

        if (calls && entry != NULL)
            dd_session_take_call(state, entry);
        else if (entry != NULL)
            status = dd_session_take_message(state, entry, err);
        json_object_put(entry);
        at += length + (at + length < end);
    }
    return status;
}

/* The whole file as one value: an object with "messages", or the list alone. A single line of a
 * transcript looks like it, too, and has no messages. */
static enum daydream_status take_whole(struct dd_session_state *state, struct json_object *json,
                                       struct daydream_error *err)
{
    struct json_object *messages = NULL;

    if (json_object_is_type(json, json_type_array))
        return take_list(state, json, err);
    switch (dd_json_array(json, "messages", &messages)) {
    case DD_JSON_OK:
        state->entries++; /* also when nothing was said */
        return take_list(state, messages, err);
    case DD_JSON_WRONG_TYPE:
        state->log->fault = "its messages are no list";
        return DAYDREAM_OK;
    case DD_JSON_ABSENT:
        break;
    }
    return dd_session_take_message(state, json, err);
}

static enum daydream_status take_transcript(struct dd_session_state *state,
                                            const struct dd_buf *text, struct daydream_error *err)
{
    struct json_object *json = parse_line(dd_buf_text(text), text->length);
    enum daydream_status status = json != NULL ? take_whole(state, json, err)
                                               : take_lines(state, text, false, err);

    json_object_put(json);
    if (status == DAYDREAM_OK && state->entries == 0 && state->log->fault == NULL)
        state->log->fault = text->length == 0 ? "it is empty" : "it is no transcript";
    return status;
}

/* Read a file of the session. DAYDREAM_ERROR_NOT_FOUND when there is none; another fault of it is
 * written down. */
static enum daydream_status read_file(struct dd_session_state *state, const char *directory,
                                      const char *name, struct dd_buf *text,
                                      struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    struct dd_buf path = DD_BUF_INIT;
    struct stat file;
    enum daydream_status status;

    dd_path_join(&path, directory, name);
    status = dd_buf_status(&path, err);
    if (status == DAYDREAM_OK) {
        state->unstamped_counts = stat(dd_buf_text(&path), &file) == 0 &&
                                  (int64_t)file.st_mtime >= state->reading->since;
        status = dd_fs_read(dd_buf_text(&path), MAX_BYTES, text, &cause);
        if (status == DAYDREAM_ERROR_MEMORY)
            status = dd_fail_as(err, &cause);
        else if (status == DAYDREAM_ERROR_FILE)
            state->log->fault = "it cannot be read, or is larger than 32 MiB";
    }
    dd_buf_free(&path);
    return status;
}

static enum daydream_status read_transcript(struct dd_session_state *state, const char *directory,
                                            struct daydream_error *err)
{
    struct dd_buf text = DD_BUF_INIT;
    enum daydream_status status = DAYDREAM_ERROR_NOT_FOUND;

    for (size_t i = 0; i < TRANSCRIPTS && status == DAYDREAM_ERROR_NOT_FOUND; i++)
        status = read_file(state, directory, transcripts[i], &text, err);
    if (status == DAYDREAM_OK)
        status = take_transcript(state, &text, err);
    else if (status == DAYDREAM_ERROR_NOT_FOUND || status == DAYDREAM_ERROR_FILE)
        status = DAYDREAM_OK;
    /* what nobody can read has no stamps: it counts while it is young */
    if (!state->unstamped_counts)
        state->log->fault = NULL;
    dd_buf_free(&text);
    return status;
}

/* The list of calls tells more of them than the transcript does, where there is one. */
static enum daydream_status read_calls(struct dd_session_state *state, const char *directory,
                                       struct daydream_error *err)
{
    struct dd_buf text = DD_BUF_INIT;
    enum daydream_status status = read_file(state, directory, CALLS, &text, err);

    state->log->fault = NULL;
    if (status == DAYDREAM_ERROR_FILE && state->unstamped_counts)
        state->log->fault = "its " CALLS " cannot be read, or is larger than 32 MiB";
    if (status == DAYDREAM_OK)
        status = take_lines(state, &text, true, err);
    else if (status == DAYDREAM_ERROR_NOT_FOUND || status == DAYDREAM_ERROR_FILE)
        status = DAYDREAM_OK;
    if (state->log->calls == 0) {
        state->log->calls = state->chat_calls;
        state->log->failed = state->chat_failed;
    }
    dd_buf_free(&text);
    return status;
}

enum daydream_status dd_session_log_read(const struct dd_session_reading *reading,
                                         const char *directory, const char *name,
                                         struct dd_session_log *out, struct daydream_error *err)
{
    struct dd_session_state state = {.reading = reading, .log = out};
    enum daydream_status status;

    *out = (struct dd_session_log){.name = NULL};
    status = dd_string_set(&out->name, name, err);
    if (status == DAYDREAM_OK)
        status = read_transcript(&state, directory, err);
    if (status == DAYDREAM_OK && out->fault == NULL)
        status = read_calls(&state, directory, err);
    return status;
}
