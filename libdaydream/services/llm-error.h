/* SPDX-License-Identifier: MIT */
/* From the refusals of Anthropic's API to our errors, with a text that says what to do. */
#ifndef DD_SERVICES_LLM_ERROR_H
#define DD_SERVICES_LLM_ERROR_H

#include "net/http.h"
#include "services/llm-json.h"

/* Who was asked, for the text. */
struct dd_llm_asked {
    const char *url;
    const char *model;
    const char *key;                    /* never shown, should the server echo it */
    const struct dd_redactor *redactor; /* for what the server says; NULL: none */
};

/* Append "https://api.anthropic.com, claude-haiku-5-5". */
void dd_llm_asked_show(const struct dd_llm_asked *asked, struct dd_buf *out);

/* The error of an answer that is no success, with http_status and, where the server says when
 * trying again makes sense, retry_at. */
enum daydream_status dd_llm_error(const struct dd_llm_asked *asked,
                                  const struct daydream_http_response *response, int64_t now,
                                  struct daydream_error *err);

/* May an answer with that status be another one in a moment? */
bool dd_llm_may_pass(int http_status);

/* The error of a request without a whole answer. */
enum daydream_status dd_llm_unanswered(const struct dd_llm_asked *asked,
                                       const struct daydream_error *cause,
                                       struct daydream_error *err);

/* The error of an answer that claims success but cannot be used, and `why`. */
enum daydream_status dd_llm_unusable(const struct dd_llm_asked *asked, enum daydream_status code,
                                     const char *why, struct daydream_error *err);

#endif
