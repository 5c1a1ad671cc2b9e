/* SPDX-License-Identifier: MIT */
/*
 * Sentry's web API, the one list that daydream needs: docs.sentry.io/api/events, "List an
 * Organization's Issues" (the list of a project is deprecated). Scope of the token: event:read.
 * A request that met an ill server, no server, or a rate limit that ends within a minute is sent
 * once more.
 */
#ifndef DD_SERVICES_SENTRY_H
#define DD_SERVICES_SENTRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "net/http.h"
#include "services/sentry-account.h"
#include "text/redact.h"

#define DD_SENTRY_WINDOW ((int64_t)24 * 60 * 60) /* seconds back that the list reaches */

struct dd_sentry;

struct dd_sentry_options {
    struct dd_http *http;               /* borrowed for the life of the client */
    const struct dd_clock *clock;       /* borrowed */
    const struct dd_log *log;           /* borrowed; may be NULL */
    const struct dd_redactor *redactor; /* borrowed; for what refusals say; may be NULL */
    bool offline;
};

/* Owned. Takes over the account, also on failure: it is left empty. Asks nothing yet, and is made
 * without a token, too. */
enum daydream_status dd_sentry_new(const struct dd_sentry_options *options,
                                   struct dd_sentry_account *account_take, struct dd_sentry **out,
                                   struct daydream_error *err);
void dd_sentry_free(struct dd_sentry *sentry);

/* What is missing before anything can be asked, and what to do about it; NULL: nothing. */
const char *dd_sentry_lacks(const struct dd_sentry *sentry);

enum dd_sentry_state {
    DD_SENTRY_NEW,
    DD_SENTRY_REGRESSED,  /* was resolved, and is back */
    DD_SENTRY_ESCALATING, /* far more often than was to be expected */
    DD_SENTRY_ONGOING     /* none of these, or the server does not say */
};

struct dd_sentry_issue {
    char *id;
    char *short_id; /* "WEB-12"; "" where the server has none, as the texts below */
    char *title;
    char *culprit;
    char *level; /* "error", "fatal", "warning", "info", "debug" */
    char *url;   /* of its page; NULL: none that can be shown */
    enum dd_sentry_state state;
    uint64_t events; /* in the window */
    uint64_t users;
    int64_t first; /* 0: not known */
    int64_t last;
};

struct dd_sentry_issues {
    struct dd_sentry_issue *items;
    size_t count;
    size_t capacity;
    bool more; /* there are more than the pages that were read hold */
};

/* The project's unresolved issues that had events in the last 24 hours, all pages up to a thousand
 * issues, in the server's order. Begin with a zeroed list; dd_sentry_issues_free() in any case.
 * Call it only where nothing is lacking. */
enum daydream_status dd_sentry_unresolved(struct dd_sentry *sentry, struct dd_sentry_issues *out,
                                          struct daydream_error *err);
void dd_sentry_issues_free(struct dd_sentry_issues *issues);

#endif
