/* SPDX-License-Identifier: MIT */
/* What a run has to say to one repository, as a row of the outbox. */
#ifndef DD_STEPS_OUTGOING_H
#define DD_STEPS_OUTGOING_H

#include "steps/step.h"
#include "store/outbox.h"

/* Bring the row of the run's date and the repository of the project at hand up to date, or make
 * one.
 * `*wanted` is false when there is nothing to file. Nothing is written. `row` is zeroed before, and
 * owned: dd_outbox_row_free(), also after a failure. */
enum daydream_status dd_outgoing_prepare(const struct dd_step_context *context,
                                         struct dd_outbox_row *row, bool *wanted,
                                         struct daydream_error *err);

/* Is the row's report what was sent, or what somebody else left there, whatever the run found? */
bool dd_outgoing_is_fixed(const struct dd_outbox_row *row);

/* Under which date the row is kept: the run's, or DD_ROLLING_DATE. Borrowed. */
const char *dd_outgoing_date(const struct dd_step_context *context);

#endif
