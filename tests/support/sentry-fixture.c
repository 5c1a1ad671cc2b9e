/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "support/scratch.h"
#include "support/sentry-fixture.h"
#include "support/server.h"

void sentry_start(struct sentry_fixture *it)
{
    static const struct dd_http_options options = {.ca_file = NULL};
    const char *args[] = {"--token",   SENTRY_TOKEN, "--project", "web=7",
                          "--project", "jobs=8",     "--now",     "2026-02-18T06:00:00Z",
                          "--traffic", NULL,         NULL};

    it->folder = scratch_make();
    it->traffic = scratch_write(it->folder, "traffic.jsonl", "");
    args[9] = it->traffic;
    it->server = server_start("tests/support/sentry.py", args);
    ck_assert_int_eq(dd_http_new(&options, &it->http, NULL), DAYDREAM_OK);
}

void sentry_stop(struct sentry_fixture *it)
{
    dd_http_free(it->http);
    server_stop(it->server);
    free(it->traffic);
    scratch_remove(it->folder);
}

const char *sentry_url(const struct sentry_fixture *it)
{
    return server_url(it->server);
}

void sentry_tell(struct sentry_fixture *it, const char *path, const char *json)
{
    static const char *const headers[] = {"Content-Type: application/json", NULL};
    struct dd_buf url = DD_BUF_INIT;
    struct daydream_http_request request = {.method = "POST", .headers = headers, .body = json};
    struct daydream_http_response response = {0};
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    dd_buf_printf(&url, "%s%s", sentry_url(it), path);
    request.url = dd_buf_text(&url);
    request.body_length = strlen(json);
    ck_assert_msg(dd_http_send(it->http, &request, &response, &err) == DAYDREAM_OK, "%s", err.text);
    ck_assert_int_eq(response.status, 200);
    dd_http_response_free(&response);
    dd_buf_free(&url);
}

size_t sentry_requests(const struct sentry_fixture *it)
{
    char *text = scratch_read(it->traffic);
    size_t count = 0;

    for (const char *at = text; (at = strchr(at, '\n')) != NULL; at++)
        count++;
    free(text);
    return count;
}

bool sentry_was_told(const struct sentry_fixture *it, const char *text)
{
    char *record = scratch_read(it->traffic);
    bool told = strstr(record, text) != NULL;

    free(record);
    return told;
}
