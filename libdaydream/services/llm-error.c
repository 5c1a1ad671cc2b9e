/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/error.h"
#include "net/url.h"
#include "services/github-error.h"
#include "services/github-limit.h"
#include "services/llm-error.h"
#include "text/foreign.h"

#define SOURCE          "llm"
#define LONGEST_MESSAGE 80

#define URL_REMEDY      "check ANTHROPIC_BASE_URL, or daydream.llm.url in projects.json"
#define MODEL_REMEDY    "name another one by ANTHROPIC_MODEL, or daydream.llm.model in projects.json"

/* The first row counts that holds the status: docs/en/api/errors, and what is between. */
static const struct meaning {
    int from;
    int to;
    enum daydream_status code;
    bool may_pass;
    const char *remedy;
} meanings[] = {
    {300, 399, DAYDREAM_ERROR_PROTOCOL, false, "it sends us elsewhere; " URL_REMEDY},
    {400, 400, DAYDREAM_ERROR_REJECTED, false,
     "the request is refused; where the model is too old for it, " MODEL_REMEDY},
    {401, 401, DAYDREAM_ERROR_AUTH, false, "the key is not accepted; renew ANTHROPIC_API_KEY"},
    {402, 402, DAYDREAM_ERROR_REJECTED, false, "it is not paid for; see to the account's billing"},
    {403, 403, DAYDREAM_ERROR_FORBIDDEN, false,
     "the key may not do that; give its workspace access to the model"},
    {404, 404, DAYDREAM_ERROR_NOT_FOUND, false, "there is no such model (any more); " MODEL_REMEDY},
    {409, 409, DAYDREAM_ERROR_REJECTED, true, "the request met another one; try again later"},
    {413, 413, DAYDREAM_ERROR_REJECTED, false,
     "the request is too large; lower daydream.llm.input_bytes in projects.json"},
    {429, 429, DAYDREAM_ERROR_RATE_LIMIT, false,
     "no more requests, and it does not say until when; look at the account's limits"},
    {400, 499, DAYDREAM_ERROR_REJECTED, false, "the server refuses the request"},
    {504, 504, DAYDREAM_ERROR_SERVER, true, "the model took too long; try again later"},
    {529, 529, DAYDREAM_ERROR_SERVER, true, "the model is overloaded; try again later"},
    {500, 599, DAYDREAM_ERROR_SERVER, true, "the server is ill; try again later"},
    {0, 999, DAYDREAM_ERROR_PROTOCOL, false, "Anthropic has no such answer; " URL_REMEDY},
};

static const struct meaning limited = {429, 429, DAYDREAM_ERROR_RATE_LIMIT, false,
                                       "too many requests"};
static const struct meaning web_page = {
    0, 0, DAYDREAM_ERROR_PROTOCOL, false,
    "a web page came instead of an answer; is a login page in the way? Else " URL_REMEDY};
static const struct meaning nobody = {404, 404, DAYDREAM_ERROR_NOT_FOUND, false,
                                      "Anthropic's API is not there; " URL_REMEDY};

static const struct meaning *row_of(int status)
{
    const struct meaning *meaning = meanings;

    while (status < meaning->from || status > meaning->to)
        meaning++;
    return meaning;
}

static const struct meaning *meaning_of(const struct daydream_http_response *response, bool is_ours,
                                        int64_t retry_at)
{
    if (response->status < 300)
        return &web_page;
    if (response->status == 404 && !is_ours)
        return &nobody;
    return response->status == 429 && retry_at != 0 ? &limited : row_of(response->status);
}

bool dd_llm_may_pass(int http_status)
{
    return row_of(http_status)->may_pass;
}

void dd_llm_asked_show(const struct dd_llm_asked *asked, struct dd_buf *out)
{
    dd_url_show(out, asked->url);
    dd_buf_printf(out, ", %s", asked->model);
}

static enum daydream_status fail(enum daydream_status code, int http_status, int64_t retry_at,
                                 const struct dd_buf *text, struct daydream_error *err)
{
    enum daydream_status status = dd_buf_status(text, err);

    if (status != DAYDREAM_OK)
        return status;
    if (err != NULL && err->code == DAYDREAM_OK) {
        err->http_status = http_status;
        err->retry_at = retry_at;
    }
    return dd_fail(err, code, SOURCE, "%s", dd_buf_text(text));
}

/* What the server says, in one line that holds nothing but text. */
static enum daydream_status add_message(const struct dd_llm_asked *asked, const struct dd_buf *raw,
                                        struct dd_buf *out, struct daydream_error *err)
{
    if (raw->length == 0 || strstr(dd_buf_text(raw), asked->key) != NULL)
        return DAYDREAM_OK;
    dd_buf_puts(out, ": ");
    return dd_foreign_line(asked->redactor, dd_buf_text(raw), raw->length, LONGEST_MESSAGE, out,
                           err);
}

enum daydream_status dd_llm_error(const struct dd_llm_asked *asked,
                                  const struct daydream_http_response *response, int64_t now,
                                  struct daydream_error *err)
{
    struct dd_buf raw = DD_BUF_INIT;
    struct dd_buf text = DD_BUF_INIT;
    bool is_ours = dd_github_is_json(response) && dd_llm_parse_refusal(&response->body, &raw);
    int64_t retry_at = 0;
    char time[DD_RFC3339_SIZE];
    const struct meaning *meaning;
    enum daydream_status status = dd_buf_status(&raw, err);

    if (!dd_github_retry_after(response, now, &retry_at))
        retry_at = 0;
    meaning = meaning_of(response, is_ours, retry_at);
    dd_llm_asked_show(asked, &text);
    dd_buf_printf(&text, ": %s", meaning->remedy);
    if (retry_at != 0) {
        dd_rfc3339_format(retry_at, time);
        dd_buf_printf(&text, "; try again after %s", time);
    }
    dd_buf_printf(&text, " (%d", response->status);
    if (status == DAYDREAM_OK)
        status = add_message(asked, &raw, &text, err);
    dd_buf_putc(&text, ')');
    if (status == DAYDREAM_OK)
        status = fail(meaning->code, response->status, retry_at, &text, err);
    dd_buf_free(&raw);
    dd_buf_free(&text);
    return status;
}

/* What net/ advises, to look for the effect of what was sent, is nothing that could be done here.
 */
enum daydream_status dd_llm_unanswered(const struct dd_llm_asked *asked,
                                       const struct daydream_error *cause,
                                       struct daydream_error *err)
{
    const char *advice = strrchr(cause->text, ';');
    int length = (int)(advice != NULL ? (size_t)(advice - cause->text) : strlen(cause->text));
    struct dd_buf text = DD_BUF_INIT;
    enum daydream_status status;

    dd_buf_printf(&text, "%s: no answer, or not the whole of it: %.*s; try again later",
                  asked->model, length, cause->text);
    status = fail(DAYDREAM_ERROR_NETWORK, 0, 0, &text, err);
    dd_buf_free(&text);
    return status;
}

enum daydream_status dd_llm_unusable(const struct dd_llm_asked *asked, enum daydream_status code,
                                     const char *why, struct daydream_error *err)
{
    struct dd_buf text = DD_BUF_INIT;
    enum daydream_status status;

    dd_llm_asked_show(asked, &text);
    dd_buf_printf(&text, ": %s", why);
    status = fail(code, 200, 0, &text, err);
    dd_buf_free(&text);
    return status;
}
