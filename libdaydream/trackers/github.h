/* SPDX-License-Identifier: MIT */
/* GitHub as a tracker. */
#ifndef DD_TRACKERS_GITHUB_H
#define DD_TRACKERS_GITHUB_H

#include "base/log.h"
#include "services/github.h"
#include "trackers/tracker.h"

struct dd_tracker dd_tracker_github(struct dd_github *github, const struct dd_log *log);

#endif
