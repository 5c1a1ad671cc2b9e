/* SPDX-License-Identifier: MIT */
/* The loopback Sentry (sentry.py) as tests in C use it. It has the organization "acme" with the
 * projects "web" (7) and "jobs" (8), and its clock is FLEET_NOW. Every function aborts the test
 * when it cannot do its work. */
#ifndef TESTS_SUPPORT_SENTRY_FIXTURE_H
#define TESTS_SUPPORT_SENTRY_FIXTURE_H

#include "net/http.h"

struct server;

#define SENTRY_TOKEN "sntrys_loopback0123456789" /* the one that it takes */

struct sentry_fixture {
    struct server *server;
    struct dd_http *http;
    char *folder;
    char *traffic; /* path of the record of all exchanges */
};

void sentry_start(struct sentry_fixture *it);
void sentry_stop(struct sentry_fixture *it);

const char *sentry_url(const struct sentry_fixture *it); /* borrowed */

/* Send a request for tests ("/_seed", see sentry.py). */
void sentry_tell(struct sentry_fixture *it, const char *path, const char *json);

/* How many requests there were, and whether their record holds a text. */
size_t sentry_requests(const struct sentry_fixture *it);
bool sentry_was_told(const struct sentry_fixture *it, const char *text);

#endif
