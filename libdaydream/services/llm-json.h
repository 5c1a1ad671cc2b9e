/* SPDX-License-Identifier: MIT */
/* From the JSON of Anthropic's API to values, and back. */
#ifndef DD_SERVICES_LLM_JSON_H
#define DD_SERVICES_LLM_JSON_H

#include "services/llm.h"

enum dd_llm_stop {
    DD_LLM_DONE,
    DD_LLM_REFUSED,
    DD_LLM_CUT, /* the answer is longer than it was allowed to be */
    DD_LLM_ODD  /* anything else */
};

struct dd_llm_answer {
    enum dd_llm_stop stop;
    struct dd_buf text; /* of all its parts that are text; begin with DD_BUF_INIT */
};

void dd_llm_write_request(struct dd_buf *out, const char *model, int64_t most_tokens,
                          const struct dd_llm_question *question);

/* Anything but an object with a list of content and a reason to stop is DAYDREAM_ERROR_PROTOCOL.
 * The text is kept where the answer is done. */
enum daydream_status dd_llm_parse_answer(const struct dd_buf *body, struct dd_llm_answer *out,
                                         struct daydream_error *err);

/* Append what the server says of its refusal. False where it is not a refusal as this API has them:
 * then somebody else has answered. */
bool dd_llm_parse_refusal(const struct dd_buf *body, struct dd_buf *out);

#endif
