/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "net/url.h"
#include "services/github-error.h"
#include "services/llm-error.h"
#include "services/llm-json.h"
#include "services/llm.h"

#define PATH           "/v1/messages"
#define VERSION_HEADER "anthropic-version: 2023-06-01"
#define TIMEOUT_MS     (5 * 60 * 1000)
#define PAUSE_MS       5000 /* before asking an ill or busy server again */
#define LONGEST_MODEL  100

struct dd_llm {
    struct dd_http *http;
    const struct dd_clock *clock;
    const struct dd_log *log;
    const struct dd_redactor *redactor;
    char *key;
    char *url;    /* without a slash at its end */
    char *target; /* of the request */
    char *model;
    char *header; /* with the key; NULL without one */
    char *lacks;
    int64_t most_tokens;
    long timeout_ms;
    bool offline;
};

bool dd_llm_is_url(const char *text)
{
    return dd_url_allowed(text) && strpbrk(text, "?#") == NULL;
}

bool dd_llm_is_model(const char *text)
{
    size_t length = strlen(text);

    for (size_t i = 0; i < length; i++)
        if (text[i] <= ' ' || text[i] > '~')
            return false;
    return length > 0 && length <= LONGEST_MODEL;
}

static enum daydream_status set_urls(struct dd_llm *llm, const char *given,
                                     struct daydream_error *err)
{
    struct dd_buf url = DD_BUF_INIT;
    enum daydream_status status;

    dd_buf_puts(&url, given);
    while (url.length > 0 && url.data[url.length - 1] == '/')
        dd_buf_truncate(&url, url.length - 1);
    if ((status = dd_buf_status(&url, err)) == DAYDREAM_OK &&
        (status = dd_string_set(&llm->url, dd_buf_text(&url), err)) == DAYDREAM_OK) {
        dd_buf_puts(&url, PATH);
        status = dd_buf_take(&url, &llm->target, err);
    }
    dd_buf_free(&url);
    return status;
}

static enum daydream_status set_header(struct dd_llm *llm, struct daydream_error *err)
{
    struct dd_buf header = DD_BUF_INIT;
    enum daydream_status status;

    dd_buf_printf(&header, "x-api-key: %s", llm->key);
    status = dd_buf_take(&header, &llm->header, err);
    dd_buf_free(&header);
    return status;
}

static enum daydream_status fill(struct dd_llm *llm, const struct dd_llm_options *options,
                                 struct daydream_error *err)
{
    enum daydream_status status;

    llm->http = options->http;
    llm->clock = options->clock;
    llm->log = options->log;
    llm->redactor = options->redactor;
    llm->most_tokens = options->most_tokens;
    llm->timeout_ms = options->timeout_ms != 0 ? options->timeout_ms : TIMEOUT_MS;
    llm->offline = options->offline;
    if ((status = set_urls(llm, options->url != NULL ? options->url : DD_LLM_URL, err)) ==
            DAYDREAM_OK &&
        (status = dd_string_set(&llm->model, options->model != NULL ? options->model : DD_LLM_MODEL,
                                err)) == DAYDREAM_OK &&
        (status = dd_string_set(&llm->lacks, options->lacks, err)) == DAYDREAM_OK)
        status = dd_string_set(&llm->key, options->key, err);
    return status == DAYDREAM_OK && llm->key != NULL ? set_header(llm, err) : status;
}

enum daydream_status dd_llm_new(const struct dd_llm_options *options, struct dd_llm **out,
                                struct daydream_error *err)
{
    struct dd_llm *llm = calloc(1, sizeof *llm);
    enum daydream_status status = llm != NULL ? fill(llm, options, err) : dd_fail_memory(err);

    *out = NULL;
    if (status == DAYDREAM_OK)
        *out = llm;
    else
        dd_llm_free(llm);
    return status;
}

void dd_llm_free(struct dd_llm *llm)
{
    if (llm == NULL)
        return;
    free(llm->key);
    free(llm->url);
    free(llm->target);
    free(llm->model);
    free(llm->header);
    free(llm->lacks);
    free(llm);
}

const char *dd_llm_lacks(const struct dd_llm *llm)
{
    if (llm->key == NULL)
        return "no key for a language model: set ANTHROPIC_API_KEY";
    if (llm->lacks != NULL)
        return llm->lacks;
    return llm->offline ? "no model was asked: this run is offline; run again without --offline"
                        : NULL;
}

static struct dd_llm_asked asked_of(const struct dd_llm *llm)
{
    return (struct dd_llm_asked){llm->url, llm->model, llm->key, llm->redactor};
}

void dd_llm_show(const struct dd_llm *llm, struct dd_buf *out)
{
    const struct dd_llm_asked asked = asked_of(llm);

    dd_llm_asked_show(&asked, out);
}

void dd_llm_write(const struct dd_llm *llm, const struct dd_llm_question *question,
                  struct dd_buf *out)
{
    dd_llm_write_request(out, llm->model, llm->most_tokens, question);
}

/* ---- asking ---- */

static enum daydream_status try_once(struct dd_llm *llm, const struct dd_buf *body,
                                     struct daydream_http_response *response,
                                     struct daydream_error *err)
{
    const struct dd_llm_asked asked = asked_of(llm);
    const char *const headers[] = {"User-Agent: daydream/" DAYDREAM_VERSION,
                                   "Content-Type: application/json",
                                   "Accept: application/json",
                                   VERSION_HEADER,
                                   llm->header,
                                   NULL};
    const struct daydream_http_request request = {.method = "POST",
                                                  .url = llm->target,
                                                  .headers = headers,
                                                  .body = body->data,
                                                  .body_length = body->length,
                                                  .timeout_ms = llm->timeout_ms};
    enum daydream_status status = dd_http_send(llm->http, &request, response, err);

    if (status == DAYDREAM_OK && (response->status != 200 || !dd_github_is_json(response)))
        status = dd_llm_error(&asked, response, dd_clock_now(llm->clock), err);
    return status;
}

/* How long to wait before asking once more; false where that would be in vain, or too long. */
static bool may_pass(const struct dd_llm *llm, const struct daydream_error *cause, int64_t *wait_ms)
{
    int64_t seconds = cause->retry_at - dd_clock_now(llm->clock);

    *wait_ms = PAUSE_MS;
    if (cause->retry_at == 0)
        return cause->http_status != 0 ? dd_llm_may_pass(cause->http_status)
                                       : cause->code == DAYDREAM_ERROR_NETWORK;
    if (seconds > DD_LLM_LONGEST_PAUSE)
        return false;
    *wait_ms = seconds > 0 ? seconds * 1000 : PAUSE_MS;
    return cause->code == DAYDREAM_ERROR_RATE_LIMIT || dd_llm_may_pass(cause->http_status);
}

static enum daydream_status post(struct dd_llm *llm, const struct dd_buf *body,
                                 struct daydream_http_response *response,
                                 struct daydream_error *err)
{
    const struct dd_llm_asked asked = asked_of(llm);
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    enum daydream_status status = try_once(llm, body, response, &cause);
    int64_t wait_ms = 0;

    if (status != DAYDREAM_OK && may_pass(llm, &cause, &wait_ms)) {
        dd_log(llm->log, DAYDREAM_LOG_INFO, "once more: %s", cause.text);
        dd_http_response_free(response);
        dd_error_clear(&cause);
        dd_clock_sleep(llm->clock, wait_ms);
        status = try_once(llm, body, response, &cause);
    }
    if (status == DAYDREAM_ERROR_NETWORK || status == DAYDREAM_ERROR_AMBIGUOUS)
        return dd_llm_unanswered(&asked, &cause, err);
    return status == DAYDREAM_OK ? status : dd_fail_as(err, &cause);
}

/* An answer that is there; whether it is one of those that were wanted. */
static enum daydream_status check_stop(const struct dd_llm *llm, const struct dd_llm_answer *answer,
                                       struct daydream_error *err)
{
    static const struct {
        enum daydream_status code;
        const char *why;
    } faults[] = {
        [DD_LLM_REFUSED] = {DAYDREAM_ERROR_REJECTED,
                            "the model refused to answer; what it was shown stays as it is"},
        [DD_LLM_CUT] = {DAYDREAM_ERROR_PROTOCOL,
                        "the answer was cut off; raise daydream.llm.output_tokens in "
                        "projects.json"},
        [DD_LLM_ODD] = {DAYDREAM_ERROR_PROTOCOL,
                        "the model stopped for a reason that this version does not know"},
    };
    const struct dd_llm_asked asked = asked_of(llm);

    if (answer->stop != DD_LLM_DONE)
        return dd_llm_unusable(&asked, faults[answer->stop].code, faults[answer->stop].why, err);
    if (answer->text.length == 0)
        return dd_llm_unusable(&asked, DAYDREAM_ERROR_PROTOCOL, "the answer holds no text", err);
    return DAYDREAM_OK;
}

static enum daydream_status unreadable(const struct dd_llm *llm, const char *what,
                                       const struct daydream_error *cause,
                                       struct daydream_error *err)
{
    const struct dd_llm_asked asked = asked_of(llm);
    struct dd_buf why = DD_BUF_INIT;
    enum daydream_status status;

    if (cause->code == DAYDREAM_ERROR_MEMORY)
        return dd_fail_as(err, cause);
    dd_buf_printf(&why, "%s: %s", what, cause->text);
    status = dd_buf_status(&why, err);
    if (status == DAYDREAM_OK)
        status = dd_llm_unusable(&asked, DAYDREAM_ERROR_PROTOCOL, dd_buf_text(&why), err);
    dd_buf_free(&why);
    return status;
}

static enum daydream_status read_answer(const struct dd_llm *llm, const struct dd_buf *body,
                                        struct json_object **out, struct daydream_error *err)
{
    struct dd_llm_answer answer = {DD_LLM_ODD, DD_BUF_INIT};
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    enum daydream_status status = dd_llm_parse_answer(body, &answer, &cause);

    if (status != DAYDREAM_OK)
        status = unreadable(llm, "the answer is not what Anthropic promises", &cause, err);
    else if ((status = check_stop(llm, &answer, err)) == DAYDREAM_OK &&
             dd_json_parse(dd_buf_text(&answer.text), answer.text.length, "its text",
                           DAYDREAM_ERROR_PROTOCOL, out, &cause) != DAYDREAM_OK)
        status = unreadable(llm, "the model did not answer in JSON", &cause, err);
    dd_buf_free(&answer.text);
    return status;
}

enum daydream_status dd_llm_ask(struct dd_llm *llm, const struct dd_llm_question *question,
                                struct json_object **out, struct daydream_error *err)
{
    struct daydream_http_response response = {0};
    struct dd_buf body = DD_BUF_INIT;
    enum daydream_status status;

    *out = NULL;
    dd_llm_write(llm, question, &body);
    if ((status = dd_buf_status(&body, err)) == DAYDREAM_OK &&
        (status = post(llm, &body, &response, err)) == DAYDREAM_OK)
        status = read_answer(llm, &response.body, out, err);
    dd_buf_free(&body);
    dd_http_response_free(&response);
    return status;
}
