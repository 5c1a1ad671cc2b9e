/* SPDX-License-Identifier: MIT */
/* A machine that delivers, with a state of its own, and the loopback GitHub with "acme/rocket".
 * Every function aborts the test when it cannot do its work. */
#ifndef TESTS_TRACKERS_POST_H
#define TESTS_TRACKERS_POST_H

#include "support/github-fixture.h"
#include "trackers/deliver.h"

#define DATE   "2026-02-18"
#define ROCKET "github.com/acme/rocket"

struct post {
    struct fixture github;
    char *folder;
    struct dd_accounts *accounts;
    struct dd_delivery delivery;
};

void post_open(struct post *post);

/* The same over a client of one's own, once the fixture of `post` was started. */
void post_open_with(struct post *post, struct dd_http *http, const char *token, bool offline);
void post_close(struct post *post);

/* A report that was not sent yet. Owned. */
struct dd_outbox_row post_row(const char *repository, const char *date);

/* Have one wait in the outbox. */
void post_put(struct post *post, const char *repository, const char *date);

/* How many issues there are. */
size_t post_filed(struct post *post);

#endif
