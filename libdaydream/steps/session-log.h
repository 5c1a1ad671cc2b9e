/* SPDX-License-Identifier: MIT */
/*
 * What happened in one session of an agent, of the folder that it left: a transcript (chat.json,
 * one object with "messages" or one entry per line; transcript.jsonl) and, where there is one, the
 * list of its tool calls (tool_use.jsonl).
 */
#ifndef DD_STEPS_SESSION_LOG_H
#define DD_STEPS_SESSION_LOG_H

#include <stdbool.h>
#include <stdint.h>

#include "base/strings.h"
#include "base/zone.h"
#include "text/corrections.h"
#include "text/redact.h"

#define DD_SESSION_QUOTES 10 /* of one session that are kept; the others are counted */

struct dd_session_log {
    char *name;
    size_t messages; /* of people and the agent, in the window */
    size_t calls;    /* of tools */
    size_t failed;   /* of these, as somebody wrote down */
    size_t corrections;
    struct dd_strings quotes; /* of these: redacted, cut, one line each */
    int64_t last;             /* time of the last message or call in the window; 0: none has one */
    const char *fault;        /* why one of its files could not be read; NULL: all could */
};

/* How it is read. All borrowed. */
struct dd_session_reading {
    const struct dd_zone *zone; /* of stamps that name none */
    const struct dd_corrections *corrections;
    const struct dd_redactor *redactor;
    int64_t since; /* what is stamped before it, or from `until` on, does not count */
    int64_t until;
};

/* Read the session in `directory`. A fault of its files is in `out->fault`, and no error. What has
 * no stamp of its own, or cannot be read, counts when the file was written in the window or later.
 * dd_session_log_free() in any case. */
enum daydream_status dd_session_log_read(const struct dd_session_reading *reading,
                                         const char *directory, const char *name,
                                         struct dd_session_log *out, struct daydream_error *err);
void dd_session_log_free(struct dd_session_log *log);

#endif
