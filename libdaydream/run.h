/* SPDX-License-Identifier: MIT */
/*
 * A run: the only place that knows the order of the steps. The session above makes it and hands
 * it to the caller; its public functions are in run.c, run-steps.c and run-view.c.
 */
#ifndef DD_RUN_H
#define DD_RUN_H

#include "steps/step.h"

struct dd_run_options {
    const struct dd_log *log; /* borrowed, as all that follows, for the run's life */
    const struct dd_clock *clock;
    struct dd_accounts *accounts;
    struct dd_sentry *sentry_take; /* the run frees it, also when it cannot be opened */
    struct dd_llm *llm_take;       /* likewise */
    struct dd_redactor *redactor;
    const char *state_directory;
    const char *machine; /* 16 hex digits; NULL: the one that the state remembers */
    const char *uuid;    /* of a date's first run; NULL: random */
    daydream_progress_fn progress;
    void *progress_user;
    bool dry_run;
};

struct daydream_run {
    struct dd_run_options options;
    struct dd_run_row row;
    struct daydream_projects *projects;
    struct dd_zone *zone;
    struct dd_store *store;
    char *state_directory;
    char *machine;
    int lock; /* file descriptor; -1: none */
    int64_t since;
    struct dd_strings only_projects; /* empty: all */
    struct dd_strings only_steps;
    struct dd_report_project *entries; /* by the index of projects */
    struct dd_step_row *standings;     /* how each step stands, by its index in the table */
    bool failed;
};

/* Open the run of the present date. Steals `projects`, also on failure. `*out` is owned:
 * daydream_run_free(). */
enum daydream_status dd_run_open(const struct dd_run_options *options,
                                 struct daydream_projects *projects, struct daydream_run **out,
                                 struct daydream_error *err);

/* What a step gets to see of the run. */
struct dd_step_context dd_run_context(const struct daydream_run *run);

/* Can the run not go on after this? */
bool dd_run_is_over(enum daydream_status status);

/* What cannot be written down, whatever the reason, has not been done: the run is over. */
enum daydream_status dd_run_give_up(struct daydream_run *run, const struct daydream_error *cause,
                                    struct daydream_error *err);

/* Write down how a step went that began at `began` (monotonic milliseconds), and hand on its own
 * failure, which is `cause`; its code is DAYDREAM_OK when there was none. */
enum daydream_status dd_run_settle(struct daydream_run *run, struct dd_step_context *context,
                                   struct daydream_error *cause, int64_t began,
                                   struct daydream_error *err);

/* Do one step, and read again how all steps stand. */
enum daydream_status dd_run_do(struct daydream_run *run, const struct daydream_step *step,
                               struct daydream_error *err);

/* Have the redactor know the token of a host, which is looked for where it was not yet, and every
 * other that is known: none of them may stand in a text, whatever was read before it was needed. */
enum daydream_status dd_run_learn_secrets(struct dd_accounts *accounts,
                                          struct dd_redactor *redactor, const char *host,
                                          struct daydream_error *err);

/* Free what the caller has looked at, which is good until the next step. */
void dd_run_let_go(struct daydream_run *run);

/* Read how all steps stand, and which could not look at a project. */
enum daydream_status dd_run_refresh(struct daydream_run *run, struct daydream_error *err);

#endif
