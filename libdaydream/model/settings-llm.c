/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>

#include "base/json.h"
#include "base/strings.h"
#include "model/settings-llm.h"

void dd_llm_settings_free(struct dd_llm_settings *settings)
{
    free(settings->model);
    free(settings->url);
    *settings = (struct dd_llm_settings){NULL, NULL, 0, 0};
}

static const struct number {
    const char *key;
    size_t slot; /* in struct dd_llm_settings */
    int64_t usual;
    int64_t least;
    int64_t most;
} numbers[] = {
    {"input_bytes", offsetof(struct dd_llm_settings, input_bytes), DD_LLM_INPUT_BYTES, 1000,
     1000000},
    {"output_tokens", offsetof(struct dd_llm_settings, output_tokens), DD_LLM_OUTPUT_TOKENS, 256,
     65536},
};

static void load_number(struct json_object *llm, const struct number *number, const char *source,
                        const struct dd_log *log, struct dd_llm_settings *out)
{
    int64_t *slot = (int64_t *)(void *)((char *)out + number->slot);

    *slot = number->usual;
    if (dd_json_int(llm, number->key, slot) != DD_JSON_WRONG_TYPE && *slot >= number->least &&
        *slot <= number->most)
        return;
    dd_log(log, DAYDREAM_LOG_WARNING,
           "%s: daydream.llm.%s must be a number from %" PRId64 " to %" PRId64
           "; taken as %" PRId64,
           source, number->key, number->least, number->most, number->usual);
    *slot = number->usual;
}

/* The text, NULL where there is none, `odd` with a warning where it is none. */
static const char *text_of(struct json_object *llm, const char *key, const char *odd,
                           const char *source, const struct dd_log *log)
{
    const char *text = NULL;

    if (dd_json_string(llm, key, &text) != DD_JSON_WRONG_TYPE)
        return text;
    dd_log(log, DAYDREAM_LOG_WARNING, "%s: daydream.llm.%s is no text", source, key);
    return odd;
}

enum daydream_status dd_llm_settings_load(struct json_object *llm, const char *source,
                                          const struct dd_log *log, struct dd_llm_settings *out,
                                          struct daydream_error *err)
{
    enum daydream_status status;

    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        load_number(llm, &numbers[i], source, log, out);
    status = dd_string_set(&out->model, text_of(llm, "model", NULL, source, log), err);
    if (status == DAYDREAM_OK)
        status = dd_string_set(&out->url, text_of(llm, "url", "", source, log), err);
    return status;
}
