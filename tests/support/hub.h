/* SPDX-License-Identifier: MIT */
/* The loopback GitHub (github.py) as tests in C use it: start, prepare, ask what it holds. Every
 * function aborts the test when it cannot do its work. */
#ifndef TESTS_SUPPORT_HUB_H
#define TESTS_SUPPORT_HUB_H

#include <json-c/json.h>

#include "net/http.h"

struct server;

#define HUB_TOKEN "ghp_loopback0123456789" /* the one that it takes, of "daydream-user" */

struct hub {
    struct server *server;
    struct dd_http *http; /* for whoever talks to it */
    char *folder;
    char *traffic; /* path of the record of all exchanges */
};

/* Start one that has the repository "acme/rocket". */
void hub_start(struct hub *hub);
void hub_stop(struct hub *hub);

const char *hub_url(const struct hub *hub); /* borrowed */

/* Send a request for tests ("/_seed", see github.py). */
void hub_tell(struct hub *hub, const char *path, const char *json);

/* What it holds of "acme/rocket"; owned: json_object_put(). */
struct json_object *hub_state(struct hub *hub);

/* How many exchanges of that method there were. */
int hub_count(struct hub *hub, const char *method);

/* The body of the last request of that method; owned: free(). */
char *hub_last_body(struct hub *hub, const char *method);

/* Compare all exchanges with GitHub's own description of its API, where that is at hand; a fault
 * fails the test. */
void hub_check_traffic(struct hub *hub);

#endif
