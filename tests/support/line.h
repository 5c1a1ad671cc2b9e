/* SPDX-License-Identifier: MIT */
/* A daydream_transport_fn on libcurl of which one request fails: over it nobody listens, or nobody
 * waits for the answer. Every function aborts the test when it cannot do its work. */
#ifndef TESTS_SUPPORT_LINE_H
#define TESTS_SUPPORT_LINE_H

#include "net/curl.h"

#define LINE_MOST 40 /* requests */

/* How a request fails. */
struct way {
    const char *name;
    const char *fault; /* members of a "/_fault", see github.py; NULL: the connection is refused */
    bool silent;       /* no answer comes, and the client gives up soon */
};

struct line {
    struct dd_curl *curl;
    int dead; /* the socket that holds the port */
    int dead_port;
    const struct way *way;
    int wanted;                /* which request fails, from 1; 0: none */
    int requests;              /* so far */
    char names[LINE_MOST][96]; /* "METHOD /path" of each */
};

void line_open(struct line *line);
void line_close(struct line *line);

/* `user` is the struct line. Without the failing one a request goes out as it is. */
enum daydream_status line_carry(void *user, const struct daydream_http_request *request,
                                struct daydream_http_response *response,
                                struct daydream_error *err);

#endif
