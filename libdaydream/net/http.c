/* SPDX-License-Identifier: MIT */
/* What holds for every exchange, whoever carries it out: which requests go out, which redirects are
 * followed, and what a failure means. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "net/curl.h"
#include "net/http.h"
#include "net/request.h"
#include "net/response.h"
#include "net/url.h"

#define MAX_REDIRECTS      3
#define DEFAULT_TIMEOUT_MS 60000

struct dd_http {
    daydream_transport_fn transport;
    void *transport_user;
    struct dd_curl *curl; /* NULL with a host program's own transport */
    const struct dd_log *log;
};

enum daydream_status dd_http_new(const struct dd_http_options *options, struct dd_http **out,
                                 struct daydream_error *err)
{
    struct dd_http *http = calloc(1, sizeof *http);
    enum daydream_status status = DAYDREAM_OK;

    *out = NULL;
    if (http == NULL)
        return dd_fail_memory(err);
    http->log = options->log;
    http->transport = options->transport;
    http->transport_user = options->transport_user;
    if (http->transport == NULL) {
        status = dd_curl_new(options->ca_file, &http->curl, err);
        http->transport = dd_curl_exchange;
        http->transport_user = http->curl;
    }
    if (status == DAYDREAM_OK)
        *out = http;
    else
        dd_http_free(http);
    return status;
}

void dd_http_free(struct dd_http *http)
{
    if (http == NULL)
        return;
    dd_curl_free(http->curl);
    free(http);
}

static const char *remedy_for(enum daydream_status status)
{
    return status == DAYDREAM_ERROR_AMBIGUOUS ? "look for its effect before trying again"
                                              : "try again later";
}

/* See that what a transport calls success is an answer. */
static enum daydream_status check_answer(const struct daydream_http_request *request,
                                         const struct daydream_http_response *response,
                                         struct daydream_error *err)
{
    enum daydream_status status = dd_request_meaning(request, DAYDREAM_ERROR_PROTOCOL);

    if (response->fault == DAYDREAM_ERROR_MEMORY && dd_request_is_safe(request))
        return dd_fail_memory(err);
    if (response->fault != DAYDREAM_OK)
        return dd_request_fail(request, status, "the answer is too large or no HTTP",
                               remedy_for(status), err);
    if (response->status < 100 || response->status > 599)
        return dd_request_fail(request, status, "the answer has no HTTP status", remedy_for(status),
                               err);
    return DAYDREAM_OK;
}

static enum daydream_status exchange(struct dd_http *http,
                                     const struct daydream_http_request *request,
                                     struct daydream_http_response *response,
                                     struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    enum daydream_status status = http->transport(http->transport_user, request, response, &cause);

    if (status == DAYDREAM_OK)
        return check_answer(request, response, err);
    status = dd_request_meaning(request, status);
    if (cause.text[0] != '\0')
        return dd_fail(err, status, cause.source, "%s", cause.text);
    return dd_request_fail(request, status, "no answer", remedy_for(status), err);
}

static bool is_redirect(const struct daydream_http_request *request, int status)
{
    switch (status) {
    case 301:
    case 302:
        return dd_request_is_safe(request);
    case 307:
    case 308:
        return true;
    default:
        return false;
    }
}

/* Where the answer sends us, appended to `url`: false when we do not go there. Another origin is
 * not for our token, nor for a body that was meant for this one. One that found no memory is no
 * other origin: its owner asks. */
static bool find_next(struct dd_http *http, const struct daydream_http_request *request,
                      const struct daydream_http_response *response, struct dd_buf *url)
{
    const char *location = dd_http_header(response, "Location");
    struct dd_buf shown = DD_BUF_INIT;

    if (!is_redirect(request, response->status) || location == NULL)
        return false;
    dd_url_resolve(url, request->url, location);
    if (url->failed || dd_url_same_origin(request->url, dd_buf_text(url)))
        return true;
    dd_url_show(&shown, dd_buf_text(url));
    dd_log(http->log, DAYDREAM_LOG_WARNING, "a redirect to %s was not followed: another server",
           dd_buf_text(&shown));
    dd_buf_free(&shown);
    return false;
}

static void tell(struct dd_http *http, const struct daydream_http_request *request,
                 const struct daydream_http_response *response)
{
    struct dd_buf url = DD_BUF_INIT;

    dd_url_show(&url, request->url);
    dd_log(http->log, DAYDREAM_LOG_DEBUG, "%s %s: %d, %zu bytes", request->method,
           dd_buf_text(&url), response->status, response->body.length);
    dd_buf_free(&url);
}

/* Do the exchange and set `*moved` when it has to be done again with response->moved_to. */
static enum daydream_status one_hop(struct dd_http *http,
                                    const struct daydream_http_request *request, bool last,
                                    struct daydream_http_response *response, bool *moved,
                                    struct daydream_error *err)
{
    struct dd_buf url = DD_BUF_INIT;
    enum daydream_status status = exchange(http, request, response, err);

    *moved = false;
    if (status != DAYDREAM_OK)
        return status;
    tell(http, request, response);
    if (!last && find_next(http, request, response, &url)) {
        status = dd_buf_status(&url, err);
        if (status == DAYDREAM_OK)
            status = dd_string_set(&response->moved_to, dd_buf_text(&url), err);
        *moved = status == DAYDREAM_OK;
    }
    dd_buf_free(&url);
    return status;
}

enum daydream_status dd_http_send(struct dd_http *http, const struct daydream_http_request *request,
                                  struct daydream_http_response *response,
                                  struct daydream_error *err)
{
    struct daydream_http_request hop = *request;
    enum daydream_status status = dd_request_check(request, err);
    bool moved = status == DAYDREAM_OK;

    if (hop.timeout_ms == 0)
        hop.timeout_ms = DEFAULT_TIMEOUT_MS;
    for (int hops = 0; moved; hops++) {
        dd_response_reset(response);
        status = one_hop(http, &hop, hops == MAX_REDIRECTS, response, &moved, err);
        if (moved)
            hop.url = response->moved_to;
    }
    if (status != DAYDREAM_OK)
        dd_response_reset(response);
    return status;
}
