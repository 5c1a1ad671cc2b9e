/* SPDX-License-Identifier: MIT */
/* How a step stands, over all projects that it concerns. */
#ifndef DD_STEPS_STANDING_H
#define DD_STEPS_STANDING_H

#include "model/projects.h"
#include "steps/step.h"

/* Failed when it failed for anybody; done when it is done for somebody; skipped when it is skipped
 * for all; else pending. The reason names whom it is about, the seconds are summed up. */
enum daydream_status dd_standing_of(struct dd_store *store, int64_t run,
                                    const struct daydream_step *step,
                                    const struct daydream_projects *projects,
                                    struct dd_step_row *out, struct daydream_error *err);

/* The same for every step of the table: `*out` is an owned array, dd_standings_free(). */
enum daydream_status dd_standings_load(struct dd_store *store, int64_t run,
                                       const struct daydream_projects *projects,
                                       struct dd_step_row **out, struct daydream_error *err);
void dd_standings_free(struct dd_step_row *standings);

#endif
