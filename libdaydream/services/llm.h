/* SPDX-License-Identifier: MIT */
/*
 * Anthropic's Messages API (platform.claude.com/docs/en/api/messages), the one question that
 * daydream has: a text and a JSON schema in, a JSON value out. A request that met no server, an ill
 * or a busy one, or a rate limit that ends soon is sent once more; one whose answer got lost is
 * not, as it may have been paid for.
 */
#ifndef DD_SERVICES_LLM_H
#define DD_SERVICES_LLM_H

#include <json-c/json.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "net/http.h"
#include "text/redact.h"

#define DD_LLM_URL           "https://api.anthropic.com"
#define DD_LLM_MODEL         "claude-haiku-5-5"
#define DD_LLM_LONGEST_PAUSE 120 /* seconds of a rate limit that are waited out */

struct dd_llm;

struct dd_llm_options {
    struct dd_http *http;               /* borrowed for the life of the client */
    const struct dd_clock *clock;       /* borrowed */
    const struct dd_log *log;           /* borrowed; may be NULL */
    const struct dd_redactor *redactor; /* borrowed; for what refusals say; may be NULL */
    const char *key;                    /* NULL: there is none, and nothing is asked */
    const char *url;                    /* without "/v1"; NULL: DD_LLM_URL */
    const char *model;                  /* NULL: DD_LLM_MODEL */
    const char *lacks;   /* why it must not be asked although there is a key; NULL: nothing */
    int64_t most_tokens; /* of an answer, thinking included */
    long timeout_ms;     /* of one exchange; 0: five minutes */
    bool offline;
};

/* Owned; texts are copied. Asks nothing yet, and is made without a key, too. */
enum daydream_status dd_llm_new(const struct dd_llm_options *options, struct dd_llm **out,
                                struct daydream_error *err);
void dd_llm_free(struct dd_llm *llm);

/* An address that a key may go to: https, or http on loopback, without query and fragment. */
bool dd_llm_is_url(const char *text);

/* Something that can be a model's name: printable ASCII without blanks. */
bool dd_llm_is_model(const char *text);

/* What is missing before anything can be asked, and what to do about it; NULL: nothing. Borrowed.
 */
const char *dd_llm_lacks(const struct dd_llm *llm);

/* Append who would be asked: "https://api.anthropic.com, claude-haiku-5-5". */
void dd_llm_show(const struct dd_llm *llm, struct dd_buf *out);

struct dd_llm_question {
    const char *system; /* what it is to do */
    const char *text;   /* what it is to do that with */
    const char *schema; /* JSON schema of the answer, as JSON */
};

/* Append the body of the request. */
void dd_llm_write(const struct dd_llm *llm, const struct dd_llm_question *question,
                  struct dd_buf *out);

/* `*out` is the answer, owned: json_object_put(). It is JSON, but need not be what the schema says.
 * Call it only where nothing is lacking. The errors, each with the server and the model:
 * - DAYDREAM_ERROR_AUTH (401), FORBIDDEN (403), NOT_FOUND (404: no such model, or another server),
 *   REJECTED (other 4xx; the model refused), RATE_LIMIT (429), SERVER (5xx);
 * - DAYDREAM_ERROR_NETWORK: no answer, or not the whole of it;
 * - DAYDREAM_ERROR_PROTOCOL: it was cut off at its budget, is not JSON or has another shape. */
enum daydream_status dd_llm_ask(struct dd_llm *llm, const struct dd_llm_question *question,
                                struct json_object **out, struct daydream_error *err);

#endif
