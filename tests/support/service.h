/* SPDX-License-Identifier: MIT */
/* The loopback Sentry (sentry.py) and the loopback Anthropic (anthropic.py) as tests in C use them.
 * Every function aborts the test when it cannot do its work. */
#ifndef TESTS_SUPPORT_SERVICE_H
#define TESTS_SUPPORT_SERVICE_H

#include "net/http.h"

struct fleet;
struct server;

#define SENTRY_TOKEN "sntrys_loopback0123456789" /* the one that it takes */
#define LLM_KEY      "sk-loopback-0123456789"    /* likewise */
#define LLM_MODEL    "claude-loopback-1"

struct service {
    struct server *server;
    struct dd_http *http;
    char *folder;
    char *traffic; /* path of the record of all exchanges */
};

/* The organization "acme" with the projects "web" (7) and "jobs" (8); its clock is FLEET_NOW. */
void sentry_start(struct service *it);

/* It has one model. */
void llm_start(struct service *it);

/* Let the fleet's next session ask it. */
void llm_offer(const struct service *it, struct fleet *fleet);

void service_stop(struct service *it);

const char *service_url(const struct service *it); /* borrowed */

/* Send a request for tests ("/_seed", "/_reply", ...). */
void service_tell(struct service *it, const char *path, const char *json);

/* How many requests there were, and whether their record holds a text. */
size_t service_requests(const struct service *it);
bool service_was_told(const struct service *it, const char *text);

#endif
