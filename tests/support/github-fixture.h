/* SPDX-License-Identifier: MIT */
/* A client of the loopback GitHub, with a clock that does not wait and a log that is kept. */
#ifndef TESTS_SUPPORT_GITHUB_FIXTURE_H
#define TESTS_SUPPORT_GITHUB_FIXTURE_H

#include "services/github.h"
#include "support/hub.h"

#define FIXTURE_NOW INT64_C(1771394400) /* 2026-02-18T06:00:00Z */

struct fixture {
    struct hub hub;
    struct dd_clock clock;
    struct dd_log log;
    int64_t now;        /* FIXTURE_NOW unless a test moves it */
    int64_t slept;      /* milliseconds that were asked for altogether */
    struct dd_buf said; /* "LEVEL text" lines of the log, warnings and worse */
    struct dd_github *github;
};

void fixture_start(struct fixture *fixture);
void fixture_stop(struct fixture *fixture);

/* Another client of the same server. Owned. */
struct dd_github *fixture_client(struct fixture *fixture, const char *path, const char *token);

/* Make the log a log of this fixture, and the clock its clock. */
void fixture_watch_log(struct fixture *fixture);

#endif
