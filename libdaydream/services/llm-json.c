/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "services/llm-json.h"

#define SOURCE "llm"

void dd_llm_write_request(struct dd_buf *out, const char *model, int64_t most_tokens,
                          const struct dd_llm_question *question)
{
    dd_buf_puts(out, "{\"model\":");
    dd_json_quote(out, model);
    dd_buf_printf(out, ",\"max_tokens\":%" PRId64 ",\"system\":", most_tokens);
    dd_json_quote(out, question->system);
    dd_buf_puts(out, ",\"messages\":[{\"role\":\"user\",\"content\":");
    dd_json_quote(out, question->text);
    dd_buf_puts(out, "}],\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":");
    dd_buf_puts(out, question->schema);
    dd_buf_puts(out, "}}}");
}

static enum dd_llm_stop stop_of(const char *reason)
{
    static const struct {
        const char *reason;
        enum dd_llm_stop stop;
    } stops[] = {
        {"end_turn", DD_LLM_DONE},
        {"stop_sequence", DD_LLM_DONE},
        {"refusal", DD_LLM_REFUSED},
        {"max_tokens", DD_LLM_CUT},
        {"model_context_window_exceeded", DD_LLM_CUT},
    };

    for (size_t i = 0; i < sizeof stops / sizeof stops[0]; i++)
        if (strcmp(stops[i].reason, reason) == 0)
            return stops[i].stop;
    return DD_LLM_ODD;
}

/* Thinking comes first, and more kinds of parts may come: only what says that it is text is. */
static void add_text(struct json_object *content, struct dd_buf *out)
{
    for (size_t i = 0; i < json_object_array_length(content); i++) {
        struct json_object *part = json_object_array_get_idx(content, i);

        if (strcmp(dd_json_text(part, "type", ""), "text") == 0)
            dd_buf_puts(out, dd_json_text(part, "text", ""));
    }
}

static enum daydream_status read_answer(struct json_object *json, struct dd_llm_answer *out,
                                        struct daydream_error *err)
{
    struct json_object *content = NULL;
    const char *reason = NULL;

    if (!json_object_is_type(json, json_type_object))
        return dd_fail(err, DAYDREAM_ERROR_PROTOCOL, SOURCE, "%s came where an object was due",
                       dd_json_type(json));
    if (dd_json_array(json, "content", &content) != DD_JSON_OK)
        return dd_fail(err, DAYDREAM_ERROR_PROTOCOL, SOURCE, "it has no list \"content\"");
    if (dd_json_string(json, "stop_reason", &reason) != DD_JSON_OK)
        return dd_fail(err, DAYDREAM_ERROR_PROTOCOL, SOURCE, "it has no \"stop_reason\"");
    out->stop = stop_of(reason);
    if (out->stop == DD_LLM_DONE)
        add_text(content, &out->text);
    return dd_buf_status(&out->text, err);
}

enum daydream_status dd_llm_parse_answer(const struct dd_buf *body, struct dd_llm_answer *out,
                                         struct daydream_error *err)
{
    struct json_object *json = NULL;
    enum daydream_status status = dd_json_parse(dd_buf_text(body), body->length, SOURCE,
                                                DAYDREAM_ERROR_PROTOCOL, &json, err);

    if (status == DAYDREAM_OK)
        status = read_answer(json, out, err);
    json_object_put(json);
    return status;
}

/* {"type": "error", "error": {"type": "...", "message": "..."}}: docs/en/api/errors. */
bool dd_llm_parse_refusal(const struct dd_buf *body, struct dd_buf *out)
{
    struct json_object *json = NULL;
    struct json_object *error = NULL;
    bool is_ours;

    if (dd_json_parse(dd_buf_text(body), body->length, SOURCE, DAYDREAM_ERROR_PROTOCOL, &json,
                      NULL) != DAYDREAM_OK)
        return false;
    is_ours = dd_json_object(json, "error", &error) == DD_JSON_OK &&
              *dd_json_text(error, "type", "") != '\0';
    if (is_ours)
        dd_buf_puts(out, dd_json_text(error, "message", ""));
    json_object_put(json);
    return is_ours;
}
