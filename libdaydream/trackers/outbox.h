/* SPDX-License-Identifier: MIT */
/* The embedded tracker: reports wait in the store until they can be filed elsewhere. */
#ifndef DD_TRACKERS_OUTBOX_H
#define DD_TRACKERS_OUTBOX_H

#include "base/log.h"
#include "trackers/tracker.h"

struct dd_tracker dd_tracker_outbox(struct dd_store *store, const struct dd_log *log);

/* A row as the caller sees it: filed, or queued with its reason. `*out` is owned. */
enum daydream_status dd_outbox_row_to_issue(const struct dd_outbox_row *row,
                                            struct daydream_issue **out,
                                            struct daydream_error *err);

#endif
