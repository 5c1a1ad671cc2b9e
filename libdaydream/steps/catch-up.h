/* SPDX-License-Identifier: MIT */
/* Dates whose run ended before it came to its issues. */
#ifndef DD_STEPS_CATCH_UP_H
#define DD_STEPS_CATCH_UP_H

#include "steps/step.h"

/* Leave in the outbox what the runs of earlier dates have found and never got to file: on the next
 * date it would be no news any more. */
enum daydream_status dd_catch_up(const struct dd_step_context *context, struct daydream_error *err);

#endif
