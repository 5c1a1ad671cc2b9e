/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "support/fleet.h"
#include "support/scratch.h"
#include "support/server.h"
#include "support/service.h"

#define MOST_ARGS 16

/* `args` end with NULL; where the traffic goes is added to them. */
static void start(struct service *it, const char *script, const char *const *args)
{
    static const struct dd_http_options options = {.ca_file = NULL};
    const char *all[MOST_ARGS + 3] = {NULL};
    size_t count = 0;

    it->folder = scratch_make();
    it->traffic = scratch_write(it->folder, "traffic.jsonl", "");
    for (; args[count] != NULL && count < MOST_ARGS; count++)
        all[count] = args[count];
    all[count++] = "--traffic";
    all[count] = it->traffic;
    it->server = server_start(script, all);
    ck_assert_int_eq(dd_http_new(&options, &it->http, NULL), DAYDREAM_OK);
}

void sentry_start(struct service *it)
{
    static const char *const args[] = {
        "--token", SENTRY_TOKEN,           "--project", "web=7", "--project", "jobs=8",
        "--now",   "2026-02-18T06:00:00Z", NULL};

    start(it, "tests/support/sentry.py", args);
}

void llm_start(struct service *it)
{
    static const char *const args[] = {"--key", LLM_KEY, "--model", LLM_MODEL, NULL};

    start(it, "tests/support/anthropic.py", args);
}

void llm_offer(const struct service *it, struct fleet *fleet)
{
    fleet->llm_key = LLM_KEY;
    fleet->llm_url = service_url(it);
    fleet->llm_model = LLM_MODEL;
}

void service_stop(struct service *it)
{
    dd_http_free(it->http);
    server_stop(it->server);
    free(it->traffic);
    scratch_remove(it->folder);
}

const char *service_url(const struct service *it)
{
    return server_url(it->server);
}

void service_tell(struct service *it, const char *path, const char *json)
{
    static const char *const headers[] = {"Content-Type: application/json", NULL};
    struct dd_buf url = DD_BUF_INIT;
    struct daydream_http_request request = {.method = "POST", .headers = headers, .body = json};
    struct daydream_http_response response = {0};
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    dd_buf_printf(&url, "%s%s", service_url(it), path);
    request.url = dd_buf_text(&url);
    request.body_length = strlen(json);
    ck_assert_msg(dd_http_send(it->http, &request, &response, &err) == DAYDREAM_OK, "%s", err.text);
    ck_assert_int_eq(response.status, 200);
    dd_http_response_free(&response);
    dd_buf_free(&url);
}

size_t service_requests(const struct service *it)
{
    char *text = scratch_read(it->traffic);
    size_t count = 0;

    for (const char *at = text; (at = strchr(at, '\n')) != NULL; at++)
        count++;
    free(text);
    return count;
}

bool service_was_told(const struct service *it, const char *text)
{
    char *record = scratch_read(it->traffic);
    bool told = strstr(record, text) != NULL;

    free(record);
    return told;
}
