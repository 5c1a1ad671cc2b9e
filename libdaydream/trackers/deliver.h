/* SPDX-License-Identifier: MIT */
/*
 * Bringing a report to its repository, and writing down how far it came. What cannot be filed stays
 * in the outbox, and nothing is filed twice.
 */
#ifndef DD_TRACKERS_DELIVER_H
#define DD_TRACKERS_DELIVER_H

#include <stdbool.h>

#include "base/clock.h"
#include "base/log.h"
#include "services/accounts.h"
#include "store/outbox.h"

struct dd_delivery {
    struct dd_store *store;
    struct dd_accounts *accounts;
    const struct dd_clock *clock;
    const struct dd_log *log;
    bool dry_run;     /* look, but write nothing: the issue comes out as planned */
    bool no_comments; /* what is there already stays as it is */
};

/* Look for the report of a repository ("host/org/repo") and date where it would be filed. `*out` is
 * owned, NULL when there is none. */
enum daydream_status dd_deliver_find(const struct dd_delivery *delivery, const char *repository,
                                     const char *date, struct daydream_issue **out,
                                     struct daydream_error *err);

/* Deliver one row, which may be new (id 0); its state, reason, number and url are brought up to
 * date. `*out` is owned. An issue that has to wait is DAYDREAM_OK: its action is queued, and its
 * cause and reason say why; errors are those of the store and of memory. */
enum daydream_status dd_deliver(const struct dd_delivery *delivery, struct dd_outbox_row *row,
                                struct daydream_issue **out, struct daydream_error *err);

/* Settle what waits for a repository, and close there the reports of our own login that are beside
 * the one of their date (a date, or NULL: of the last 30 days). `*closed` counts them. Unlike above
 * whatever fails is an error. */
enum daydream_status dd_deliver_sweep(const struct dd_delivery *delivery, const char *repository,
                                      const char *date, size_t *closed, struct daydream_error *err);

/* Is this why an issue waits no failure, because nobody asked for it to go out now? */
bool dd_deliver_is_patient(enum daydream_status cause);

#endif
