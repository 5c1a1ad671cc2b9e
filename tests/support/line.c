/* SPDX-License-Identifier: MIT */
#include <arpa/inet.h>
#include <check.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/buf.h"
#include "support/line.h"

#define SHORT_TIMEOUT_MS 200

/* A port that is bound, so that nobody else has it, and not listened to. */
static void hold_dead_port(struct line *line)
{
    struct sockaddr_in at = {.sin_family = AF_INET};
    socklen_t length = sizeof at;

    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    line->dead = socket(AF_INET, SOCK_STREAM, 0);
    ck_assert_int_eq(bind(line->dead, (struct sockaddr *)&at, sizeof at), 0);
    ck_assert_int_eq(getsockname(line->dead, (struct sockaddr *)&at, &length), 0);
    line->dead_port = ntohs(at.sin_port);
}

void line_open(struct line *line)
{
    *line = (struct line){.wanted = 0};
    ck_assert_int_eq(dd_curl_new(NULL, &line->curl, NULL), DAYDREAM_OK);
    hold_dead_port(line);
}

void line_close(struct line *line)
{
    dd_curl_free(line->curl);
    ck_assert_int_eq(close(line->dead), 0);
}

/* Where the path begins in "http://127.0.0.1:PORT/path". */
static const char *path_of(const char *url)
{
    return strchr(url + strlen("http://"), '/');
}

static void note(struct line *line, const struct daydream_http_request *request)
{
    ck_assert_int_lt(line->requests, LINE_MOST);
    snprintf(line->names[line->requests], sizeof line->names[0], "%s %.80s", request->method,
             path_of(request->url));
    line->requests++;
}

enum daydream_status line_carry(void *user, const struct daydream_http_request *request,
                                struct daydream_http_response *response, struct daydream_error *err)
{
    struct line *line = user;
    struct daydream_http_request sent = *request;
    struct dd_buf elsewhere = DD_BUF_INIT;
    enum daydream_status status;

    note(line, request);
    if (line->requests == line->wanted && line->way->silent)
        sent.timeout_ms = SHORT_TIMEOUT_MS;
    if (line->requests == line->wanted && line->way->fault == NULL) {
        dd_buf_printf(&elsewhere, "http://127.0.0.1:%d%s", line->dead_port, path_of(request->url));
        sent.url = dd_buf_text(&elsewhere);
    }
    status = dd_curl_exchange(line->curl, &sent, response, err);
    dd_buf_free(&elsewhere);
    return status;
}
