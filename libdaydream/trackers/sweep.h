/* SPDX-License-Identifier: MIT */
/* Strays: reports of our own login beside the one of their date, left by somebody who died before
 * it could close them. */
#ifndef DD_TRACKERS_SWEEP_H
#define DD_TRACKERS_SWEEP_H

#include "trackers/view.h"

/* Younger ones belong to somebody who is still at it; a run leaves their owner the time until its
 * own next run. */
#define DD_SWEEP_AGE_SECONDS     600
#define DD_SWEEP_RUN_AGE_SECONDS (30 * 3600)

/* Second rolling reports come about when the first one does: afterwards everybody knows its number,
 * and nobody but `issue sweep` looks for them. */
#define DD_SWEEP_ROLLING_SECONDS (7 * 86400)

/* Does the view show a rolling report, and not whether there is a lower one? */
bool dd_sweep_needs_all(const struct dd_view *view);

/* Close the strays that the view shows and that are older than `age`, of every date that the list
 * covers; what only they say goes into a comment on the report. `*count` says how many (with `dry`:
 * would be) closed. */
enum daydream_status dd_sweep(struct dd_view *view, int64_t age, bool dry, size_t *count,
                              struct daydream_error *err);

#endif
