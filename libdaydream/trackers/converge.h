/* SPDX-License-Identifier: MIT */
/* One report of a repository and date, however many machines file one at the same moment: the
 * lowest number stays, and whoever filed another one gives it up. */
#ifndef DD_TRACKERS_CONVERGE_H
#define DD_TRACKERS_CONVERGE_H

#include "trackers/view.h"

/* File the row's report, which the view does not show, and see to its place. */
enum daydream_status dd_converge_file(struct dd_view *view, struct dd_outbox_row *row,
                                      struct daydream_issue **out, struct daydream_error *err);

/* A POST was begun and nobody knows what became of it: is there an issue of the row's run? Then it
 * is the row's own, else the row waits as before. */
enum daydream_status dd_converge_resolve(struct dd_view *view, struct dd_outbox_row *row,
                                         struct daydream_error *err);

/* See to the place of the issue that the row's POST has made (row->own): is it the report of the
 * date, or another's? `*out` stays NULL, and row->own becomes 0, when it was deleted. */
enum daydream_status dd_converge_settle(struct dd_view *view, struct dd_outbox_row *row,
                                        struct daydream_issue **out, struct daydream_error *err);

/* Close an issue of our own as a duplicate of the report, and say so on it: what is done already is
 * not done again. */
enum daydream_status dd_converge_withdraw(struct dd_view *view, const struct dd_github_issue *own,
                                          const struct dd_github_issue *report,
                                          struct daydream_error *err);

/* What the caller gets to see of an issue. Owned. */
enum daydream_status dd_converge_issue(const struct dd_view *view,
                                       const struct dd_github_issue *from,
                                       enum daydream_action action, struct daydream_issue **out,
                                       struct daydream_error *err);

#endif
