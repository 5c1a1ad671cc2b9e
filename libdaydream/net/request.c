/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "net/ascii.h"
#include "net/request.h"
#include "net/url.h"

#define SOURCE "http"

/* so that the remedy, which stands last, still fits into the error's text */
#define SHOWN_URL   96
#define SHOWN_WORDS 80

bool dd_request_is_safe(const struct daydream_http_request *request)
{
    return strcmp(request->method, "GET") == 0 || strcmp(request->method, "HEAD") == 0;
}

bool dd_request_has_body(const struct daydream_http_request *request)
{
    static const char *const methods[] = {"POST", "PUT", "PATCH"};

    for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++)
        if (strcmp(request->method, methods[i]) == 0)
            return true;
    return request->body != NULL;
}

enum daydream_status dd_request_meaning(const struct daydream_http_request *request,
                                        enum daydream_status status)
{
    if (!dd_request_is_safe(request))
        return status == DAYDREAM_ERROR_NETWORK ? status : DAYDREAM_ERROR_AMBIGUOUS;
    if (status == DAYDREAM_ERROR_MEMORY || status == DAYDREAM_ERROR_PROTOCOL)
        return status;
    return DAYDREAM_ERROR_NETWORK;
}

enum daydream_status dd_request_fail(const struct daydream_http_request *request,
                                     enum daydream_status code, const char *words,
                                     const char *remedy, struct daydream_error *err)
{
    struct dd_buf url = DD_BUF_INIT;
    char clean[SHOWN_WORDS + 1];

    snprintf(clean, sizeof clean, "%s", words);
    for (char *c = clean; *c != '\0'; c++)
        if (*c < ' ' || *c > '~')
            *c = '?';
    dd_url_show(&url, request->url);
    dd_fail(err, code, SOURCE, "%s %.*s: %s; %s", request->method, SHOWN_URL, dd_buf_text(&url),
            clean, remedy);
    dd_buf_free(&url);
    return code;
}

static bool is_method(const char *text)
{
    size_t length = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    return length > 0 && text[length] == '\0';
}

/* RFC 9110, section 5.6.2: token */
static size_t token_length(const char *text)
{
    size_t length = 0;

    while (dd_ascii_alnum(text[length]) ||
           (text[length] != '\0' && strchr("!#$%&'*+-.^_`|~", text[length]) != NULL))
        length++;
    return length;
}

/* RFC 9110, section 5.5: no control characters but the tab */
static bool is_value(const char *text)
{
    for (; *text != '\0'; text++)
        if (((unsigned char)*text < ' ' && *text != '\t') || *text == 0x7f)
            return false;
    return true;
}

/* "Name: value" with something in the value: without, libcurl would take it as an order to leave a
 * header of its own out. */
static bool is_header(const char *line)
{
    size_t name = token_length(line);
    const char *value = line + name + 1;

    return name > 0 && line[name] == ':' && value[strspn(value, " \t")] != '\0' && is_value(value);
}

static enum daydream_status check_headers(const struct daydream_http_request *request,
                                          struct daydream_error *err)
{
    for (size_t i = 0; request->headers != NULL && request->headers[i] != NULL; i++) {
        const char *line = request->headers[i];

        if (!is_header(line))
            return dd_fail(
                err, DAYDREAM_ERROR_ARGUMENT, SOURCE,
                "the request header \"%.*s\" is not one line of \"Name: value\"; look for "
                "a line break or control character in its value",
                (int)token_length(line), line);
    }
    return DAYDREAM_OK;
}

enum daydream_status dd_request_check(const struct daydream_http_request *request,
                                      struct daydream_error *err)
{
    if (request->method == NULL || !is_method(request->method))
        return dd_fail(err, DAYDREAM_ERROR_ARGUMENT, SOURCE,
                       "the request's method has to be one upper-case word");
    if (request->url == NULL)
        return dd_fail(err, DAYDREAM_ERROR_ARGUMENT, SOURCE, "the request has no URL");
    if (!dd_url_allowed(request->url))
        return dd_request_fail(request, DAYDREAM_ERROR_ARGUMENT, "this URL is not allowed",
                               "it has to be https without a user name in it, or http on loopback",
                               err);
    if (request->timeout_ms < 0 || (request->body == NULL && request->body_length > 0))
        return dd_request_fail(request, DAYDREAM_ERROR_ARGUMENT, "body or time limit is missing",
                               "mend the call", err);
    return check_headers(request, err);
}
