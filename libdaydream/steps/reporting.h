/* SPDX-License-Identifier: MIT */
/*
 * A report of what a run came to, gathered for those who write it: step 9 for all projects,
 * step 10 for one repository, and whoever holds the run.
 */
#ifndef DD_STEPS_REPORTING_H
#define DD_STEPS_REPORTING_H

#include "steps/step.h"
#include "store/outbox.h"

/* What the run has found for a project, as the store has it. `*out` is owned. */
enum daydream_status dd_reporting_findings(const struct dd_step_context *context,
                                           const struct daydream_project *project,
                                           struct daydream_findings **out,
                                           struct daydream_error *err);

/* Fill in what stands at the head of every report of the run. It borrows from the context. */
enum daydream_status dd_reporting_head(const struct dd_step_context *context, struct dd_report *out,
                                       struct daydream_error *err);

/* A report of all projects with the standing of all steps. */
struct dd_reporting {
    struct dd_report report;
    struct dd_report_step *steps;
    struct dd_step_row *standings; /* what the steps borrow their reasons from */
    struct dd_report_waiting *outbox;
    struct dd_outbox_rows rows; /* what those that wait borrow from */
};

/* Owned: dd_reporting_free(), also after a failure. It borrows the context: what was found is read
 * back from the store, a project at a time, when the report is written. */
enum daydream_status dd_reporting_all(const struct dd_step_context *context,
                                      struct dd_reporting *out, struct daydream_error *err);
void dd_reporting_free(struct dd_reporting *reporting);

#endif
