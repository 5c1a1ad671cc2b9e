/* SPDX-License-Identifier: MIT */
/* What we saw and a report lacks goes into a comment on it, once. */
#ifndef DD_TRACKERS_REMARK_H
#define DD_TRACKERS_REMARK_H

#include "base/strings.h"
#include "trackers/view.h"

/* See that the report, with its comments, has every finding of the row: DAYDREAM_ACTION_COMMENTED
 * when one was added, else DAYDREAM_ACTION_EXISTS. */
enum daydream_status dd_remark_join(struct dd_view *view, const struct dd_outbox_row *row,
                                    const struct dd_github_issue *report,
                                    enum daydream_action *action, struct daydream_error *err);

/* See that the report has what an issue of our own for the same date says. */
enum daydream_status dd_remark_move(struct dd_view *view, const struct dd_github_issue *own,
                                    const struct dd_github_issue *report,
                                    struct daydream_error *err);

#endif
