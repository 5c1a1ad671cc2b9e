/* SPDX-License-Identifier: MIT */
/* Owns the answer. What comes in is foreign and bounded here, whatever transport brought it. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "net/ascii.h"
#include "net/response.h"

/* The first fault stays, so that a transport that goes on regardless is found out. */
static enum daydream_status refuse(struct daydream_http_response *response,
                                   enum daydream_status status)
{
    if (response->fault == DAYDREAM_OK)
        response->fault = status;
    return status;
}

void daydream_http_response_set_status(struct daydream_http_response *response, int status)
{
    response->status = status;
}

/* RFC 9110, section 5: a line break in a field is never a part of it. */
static bool is_one_line(const char *text)
{
    return text[strcspn(text, "\r\n")] == '\0';
}

enum daydream_status daydream_http_response_add_header(struct daydream_http_response *response,
                                                       const char *name, const char *value)
{
    struct dd_buf line = {.limit = DD_HTTP_MAX_HEADER};
    enum daydream_status status;

    if (name == NULL || value == NULL || !is_one_line(name) || !is_one_line(value))
        return refuse(response, DAYDREAM_ERROR_ARGUMENT);
    if (response->headers.count >= DD_HTTP_MAX_HEADERS ||
        strlen(name) + strlen(value) + 2 > DD_HTTP_MAX_HEADER)
        return refuse(response, DAYDREAM_ERROR_PROTOCOL);
    dd_buf_printf(&line, "%s: %s", name, value);
    status = dd_buf_status(&line, NULL);
    if (status == DAYDREAM_OK)
        status = dd_strings_add(&response->headers, dd_buf_text(&line), NULL);
    dd_buf_free(&line);
    return status == DAYDREAM_OK ? DAYDREAM_OK : refuse(response, status);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static enum daydream_status add_field(struct daydream_http_response *response, const char *line,
                                      size_t name, size_t length)
{
    struct dd_buf field = DD_BUF_INIT;
    enum daydream_status status;
    size_t value = name + 1;

    while (value < length && is_blank(line[value]))
        value++;
    while (length > value && is_blank(line[length - 1]))
        length--;
    dd_buf_add(&field, line, name);
    dd_buf_putc(&field, '\0');
    dd_buf_add(&field, line + value, length - value);
    if (field.failed)
        status = refuse(response, DAYDREAM_ERROR_MEMORY);
    else
        status = daydream_http_response_add_header(response, field.data, field.data + name + 1);
    dd_buf_free(&field);
    return status;
}

enum daydream_status dd_response_add_line(struct daydream_http_response *response, const char *line,
                                          size_t length)
{
    const char *colon = memchr(line, ':', length);

    if (length >= 5 && memcmp(line, "HTTP/", 5) == 0) {
        dd_strings_free(&response->headers);
        return DAYDREAM_OK;
    }
    if (colon == NULL || is_blank(*line))
        return DAYDREAM_OK;
    return add_field(response, line, (size_t)(colon - line), length);
}

enum daydream_status daydream_http_response_add_body(struct daydream_http_response *response,
                                                     const void *data, size_t length)
{
    if (length > DD_HTTP_MAX_BODY - response->body.length)
        return refuse(response, DAYDREAM_ERROR_PROTOCOL);
    dd_buf_add(&response->body, data, length);
    return response->body.failed ? refuse(response, DAYDREAM_ERROR_MEMORY) : DAYDREAM_OK;
}

const char *dd_http_header(const struct daydream_http_response *response, const char *name)
{
    size_t length = strlen(name);

    for (size_t i = 0; i < response->headers.count; i++) {
        const char *line = response->headers.items[i];

        if (dd_ascii_same(line, name, length) && strncmp(line + length, ": ", 2) == 0)
            return line + length + 2;
    }
    return NULL;
}

void dd_response_reset(struct daydream_http_response *response)
{
    response->status = 0;
    response->fault = DAYDREAM_OK;
    dd_strings_free(&response->headers);
    dd_buf_reset(&response->body);
}

void dd_http_response_free(struct daydream_http_response *response)
{
    dd_strings_free(&response->headers);
    dd_buf_free(&response->body);
    free(response->moved_to);
    *response = (struct daydream_http_response){0};
}
