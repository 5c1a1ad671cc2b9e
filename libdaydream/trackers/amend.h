/* SPDX-License-Identifier: MIT */
/* A report of the outbox that was composed again. */
#ifndef DD_TRACKERS_AMEND_H
#define DD_TRACKERS_AMEND_H

#include <stdbool.h>

#include "store/outbox.h"

/* A report as it would be now. Its texts are owned by whoever made it. */
struct dd_draft {
    char *title;
    char *body;
    char *parts;
};

void dd_draft_free(struct dd_draft *draft);

/* Let the row have the draft's texts, which it takes. */
void dd_amend(struct dd_outbox_row *row, struct dd_draft *draft);

/* Let a row that is filed have them when they name a finding that it did not, so that it is told:
 * the row is settling then. Otherwise it stays as it is. */
enum daydream_status dd_amend_filed(struct dd_outbox_row *row, struct dd_draft *draft,
                                    struct daydream_error *err);

/* The same for a rolling row, which follows what its findings are: when they are gone as well. */
enum daydream_status dd_amend_rolling(struct dd_outbox_row *row, struct dd_draft *draft,
                                      struct daydream_error *err);

#endif
