/* SPDX-License-Identifier: MIT */
/* A client and the server that it talks to, for the tests of this folder. */
#ifndef TESTS_NET_CLIENT_H
#define TESTS_NET_CLIENT_H

#include <json-c/json.h>

#include "net/http.h"
#include "support/server.h"

struct client {
    struct server *server; /* NULL with a transport that needs none */
    struct dd_http *http;
    const char *const *headers; /* sent with each request; may be NULL */
    long timeout_ms;            /* 0: the default */
    struct daydream_http_response response;
    struct daydream_error err;
};

/* Make a client, and start tests/support/http-server.py unless the options (which may be NULL)
 * bring a transport. */
void client_open(struct client *client, const struct dd_http_options *options);
void client_close(struct client *client);

/* One exchange, over the answer and error of the one before. `target` is a path on the server, or
 * a whole URL. */
enum daydream_status client_send(struct client *client, const char *method, const char *target,
                                 const char *body);

/* How often "METHOD /path" has come to the server. */
int client_count(struct client *client, const char *request);

/* The body as JSON: json_object_put(). */
struct json_object *client_json(const struct client *client);

/* From which port of ours the last request to /echo came. */
int client_peer(const struct client *client);

#endif
