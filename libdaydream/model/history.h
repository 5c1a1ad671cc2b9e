/* SPDX-License-Identifier: MIT */
/*
 * What the store knows of findings: new, recurring or resolved, and for how long. Everything is
 * derived from the runs of earlier dates, so doing a step of a date again changes nothing.
 */
#ifndef DD_MODEL_HISTORY_H
#define DD_MODEL_HISTORY_H

#include "model/finding.h"
#include "store/findings.h"

/* A finding that was away for no longer than this is recurring when it comes back, so that what
 * flaps is no news. */
#define DD_HISTORY_MEMORY_DAYS 14

/* Place the findings that a step made for a project on a date: set state, streak and worse. */
enum daydream_status dd_history_place(struct dd_store *store, const char *date,
                                      struct daydream_findings *findings,
                                      struct daydream_error *err);

/* Append what the step's previous run saw and this one does not, as resolved. */
enum daydream_status dd_history_resolve(struct dd_store *store, const char *date, const char *step,
                                        const char *slug, struct daydream_findings *findings,
                                        struct daydream_error *err);

/* Keep them as what this step of this run found for a project; `slug` NULL: for those that their
 * keys name. */
enum daydream_status dd_history_save(struct dd_store *store, int64_t run, const char *step,
                                     const char *slug, const struct daydream_findings *findings,
                                     struct daydream_error *err);

/* Append all that a run found for a project. `date` is the run's. */
enum daydream_status dd_history_load(struct dd_store *store, int64_t run, const char *date,
                                     const char *slug, struct daydream_findings *findings,
                                     struct daydream_error *err);

#endif
