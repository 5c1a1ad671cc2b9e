/* SPDX-License-Identifier: MIT */
/*
 * Where reports go. A tracker is a table of operations and whatever they work on; the report is an
 * outbox row, which lives before, during and after it is filed. To add a tracker: one file with
 * its operations beside github.c and outbox.c, and a line in deliver.c that says whose it is.
 */
#ifndef DD_TRACKERS_TRACKER_H
#define DD_TRACKERS_TRACKER_H

#include "daydream.h"
#include "store/outbox.h"

struct dd_tracker;

struct dd_tracker_ops {
    const char *name;
    /* The report of a repository and date: `*out` is owned, NULL when there is none. An error
     * means "cannot tell". */
    enum daydream_status (*find)(const struct dd_tracker *tracker, const char *repository,
                                 const char *date, struct daydream_issue **out,
                                 struct daydream_error *err);
    /* File a report that find() did not show; `*out` is owned. DAYDREAM_ERROR_AMBIGUOUS when it may
     * be there although no answer came. */
    enum daydream_status (*file)(const struct dd_tracker *tracker, struct dd_outbox_row *row,
                                 struct daydream_issue **out, struct daydream_error *err);
};

struct dd_tracker {
    const struct dd_tracker_ops *ops;
    void *self;               /* what the operations work on; borrowed */
    const struct dd_log *log; /* borrowed; may be NULL */
};

#endif
