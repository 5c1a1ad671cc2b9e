/* SPDX-License-Identifier: MIT */
/*
 * Where reports go. A tracker is a table of operations and whatever they work on; the report is an
 * outbox row, which lives before, during and after it is filed. To add a tracker: one file with
 * its operations beside github.c and outbox.c, and a line in deliver.c that says whose it is.
 */
#ifndef DD_TRACKERS_TRACKER_H
#define DD_TRACKERS_TRACKER_H

#include "base/clock.h"
#include "base/log.h"
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
    /* Do whatever is missing so that the report's findings are in its repository, once; `*out` is
     * owned: the report there, and by which action it got what the row holds. The row's state says
     * how far it came, also on failure, and each state is kept (dd_tracker_keep) before a request
     * that its successor would have to know of. DAYDREAM_ERROR_AMBIGUOUS when the report may be
     * there although no answer came. */
    enum daydream_status (*file)(const struct dd_tracker *tracker, struct dd_outbox_row *row,
                                 struct daydream_issue **out, struct daydream_error *err);
    /* Close reports of ours that are beside the one of their date, back to a date (NULL: for 30
     * days); `*count` says how many (with `dry`: would be) closed. NULL where that cannot be. */
    enum daydream_status (*sweep)(const struct dd_tracker *tracker, const char *repository,
                                  const char *date, bool dry, size_t *count,
                                  struct daydream_error *err);
};

/* Writes a row down; returns when it is on disk. */
typedef enum daydream_status (*dd_journal_fn)(void *user, struct dd_outbox_row *row,
                                              struct daydream_error *err);

struct dd_tracker {
    const struct dd_tracker_ops *ops;
    void *self;                   /* what the operations work on; borrowed */
    const struct dd_log *log;     /* borrowed; may be NULL */
    const struct dd_clock *clock; /* borrowed; may be NULL: the system's */
    dd_journal_fn journal;        /* NULL: nothing is written down */
    void *journal_user;
    bool no_comments; /* a report that is there already stays as it is */
};

static inline enum daydream_status dd_tracker_keep(const struct dd_tracker *tracker,
                                                   struct dd_outbox_row *row,
                                                   struct daydream_error *err)
{
    return tracker->journal != NULL ? tracker->journal(tracker->journal_user, row, err)
                                    : DAYDREAM_OK;
}

#endif
