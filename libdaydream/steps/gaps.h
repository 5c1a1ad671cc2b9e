/* SPDX-License-Identifier: MIT */
/* Which steps have not, or not wholly, looked at a project, so that its report can say so. */
#ifndef DD_STEPS_GAPS_H
#define DD_STEPS_GAPS_H

#include "steps/step.h"

/* Read the gaps of a project in a run, as its step rows have them; those of reporting steps are
 * none.
 * `*out` is owned: dd_gaps_free(), also after a failure. */
enum daydream_status dd_gaps_load(struct dd_store *store, int64_t run,
                                  const struct daydream_projects *projects,
                                  const struct daydream_project *project, struct dd_gaps *out,
                                  struct daydream_error *err);
void dd_gaps_free(struct dd_gaps *gaps);

#endif
