/* SPDX-License-Identifier: MIT */
/* That a repository has the label, so that not every run asks for it again. */
#ifndef DD_TRACKERS_LABEL_MEMORY_H
#define DD_TRACKERS_LABEL_MEMORY_H

#include "services/github.h"
#include "store/outbox.h"

/* Tell a client that the row's repository has its label, when that was seen within 90 days. */
enum daydream_status dd_label_recall(struct dd_store *store, const struct dd_outbox_row *row,
                                     int64_t now, struct dd_github *github,
                                     struct daydream_error *err);

/* Keep what a client has learnt of it. */
enum daydream_status dd_label_keep(struct dd_store *store, const struct dd_outbox_row *row,
                                   int64_t now, const struct dd_github *github,
                                   struct daydream_error *err);

#endif
