/* SPDX-License-Identifier: MIT */
/* Which language model is asked, and how much it may be shown: "llm" of the "daydream" object. */
#ifndef DD_MODEL_SETTINGS_LLM_H
#define DD_MODEL_SETTINGS_LLM_H

#include <json-c/json.h>
#include <stdint.h>

#include "base/log.h"
#include "daydream.h"

#define DD_LLM_INPUT_BYTES   60000
#define DD_LLM_OUTPUT_TOKENS 8192

struct dd_llm_settings {
    char *model; /* NULL: not said */
    char *url;   /* NULL: not said; what is no text is "", which is no address */
    int64_t input_bytes;
    int64_t output_tokens;
};

void dd_llm_settings_free(struct dd_llm_settings *settings);

/* Read the object, which may be NULL. A value that cannot be used is warned of and left at its
 * default, but for an address: what was to go to one server must not go to another. */
enum daydream_status dd_llm_settings_load(struct json_object *llm, const char *source,
                                          const struct dd_log *log, struct dd_llm_settings *out,
                                          struct daydream_error *err);

#endif
