/* SPDX-License-Identifier: MIT */
/* How far a project's logs were read, between the store and the review. */
#ifndef DD_STEPS_LOG_POSITIONS_H
#define DD_STEPS_LOG_POSITIONS_H

#include "logs/position.h"
#include "steps/step.h"

/* The places that are remembered. A name that holds a secret, or what hides, is stored without it
 * and known again when it is among `files`. */
enum daydream_status dd_log_positions_load(struct dd_step_context *context,
                                           const struct dd_strings *files,
                                           struct dd_log_positions *out,
                                           struct daydream_error *err);

/* Remember them together with what was found, and that logs were reviewed until then. */
enum daydream_status dd_log_positions_keep(struct dd_step_context *context, int64_t until,
                                           const struct dd_log_positions *positions,
                                           struct daydream_error *err);

#endif
