/* SPDX-License-Identifier: MIT */
/* May the lines of a project's logs stand in its issue? */
#ifndef DD_STEPS_PUBLISHING_H
#define DD_STEPS_PUBLISHING_H

#include "base/clock.h"
#include "base/log.h"
#include "model/report.h"
#include "services/accounts.h"
#include "store/store.h"

struct dd_publishing { /* all of it borrowed */
    struct dd_store *store;
    struct dd_accounts *accounts;
    const struct dd_clock *clock;
    const struct dd_log *log;
};

/* Say it of all entries, which share one repository. Who can read that is asked only where an entry
 * has lines and does not publish them in any case, and an answer holds for a week; without one it
 * counts as public. */
enum daydream_status dd_publishing_decide(const struct dd_publishing *publishing,
                                          struct dd_report_project *entries, size_t count,
                                          struct daydream_error *err);

#endif
