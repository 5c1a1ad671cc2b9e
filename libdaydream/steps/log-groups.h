/* SPDX-License-Identifier: MIT */
/* Groups of log messages as findings. */
#ifndef DD_STEPS_LOG_GROUPS_H
#define DD_STEPS_LOG_GROUPS_H

#include "logs/review.h"
#include "steps/step.h"

/* Add a finding for each group: errors, warnings that came often enough, and as notes the rarer
 * ones; of more than a person will read how many more there are. */
enum daydream_status dd_log_groups_say(struct dd_step_context *context,
                                       struct dd_log_review *review, struct daydream_error *err);

#endif
