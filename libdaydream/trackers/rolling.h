/* SPDX-License-Identifier: MIT */
/* One issue for many dates: edited while findings stay, closed when none is left, opened again when
 * one comes back. */
#ifndef DD_TRACKERS_ROLLING_H
#define DD_TRACKERS_ROLLING_H

#include "trackers/view.h"

/* Is that what stands in the place of a rolling report's date? */
bool dd_rolling_is(const char *date);

/* Bring the row's block (model/blocks.h) into the report: DAYDREAM_ACTION_UPDATED, _CLOSED, or
 * _EXISTS when nothing had to be written. */
enum daydream_status dd_rolling_join(struct dd_view *view, const struct dd_outbox_row *row,
                                     const struct dd_github_issue *report,
                                     enum daydream_action *action, struct daydream_error *err);

/* The operation "file" for a rolling report. */
enum daydream_status dd_rolling_file(struct dd_view *view, struct dd_outbox_row *row,
                                     struct daydream_issue **out, struct daydream_error *err);

#endif
