/* SPDX-License-Identifier: MIT */
/* The label of a report: a convenience, which never keeps one from being filed. */
#ifndef DD_TRACKERS_LABEL_H
#define DD_TRACKERS_LABEL_H

#include "trackers/view.h"

/* See that the draft's label exists; where it may not be made the draft goes without. */
enum daydream_status dd_label_see_to(const struct dd_view *view, struct dd_github_draft *draft,
                                     struct daydream_error *err);

#endif
