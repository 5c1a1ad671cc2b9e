/* SPDX-License-Identifier: MIT */
/* Inside of the reading of sessions: one entry of a transcript or of a list of tool calls. */
#ifndef DD_STEPS_SESSION_ENTRY_H
#define DD_STEPS_SESSION_ENTRY_H

#include <json-c/json.h>

#include "steps/session-log.h"

/* The session that is read, and what is needed for that. */
struct dd_session_state {
    const struct dd_session_reading *reading;
    struct dd_session_log *log;
    bool unstamped_counts; /* entries without a time are of the window */
    size_t entries;        /* that were understood, in the window or not */
    size_t chat_calls;     /* calls and failures that the transcript tells of */
    size_t chat_failed;
    size_t open; /* calls that were announced and not finished */
};

/* One message: {"role", "content", "timestamp"}, or the same inside "message" with "type" and
 * "timestamp" beside it. What is neither is passed over. */
enum daydream_status dd_session_take_message(struct dd_session_state *state,
                                             struct json_object *entry, struct daydream_error *err);

/* One line of tool_use.jsonl: a call, or one half of it ("pre_tool_use", "post_tool_use"). */
void dd_session_take_call(struct dd_session_state *state, struct json_object *entry);

#endif
