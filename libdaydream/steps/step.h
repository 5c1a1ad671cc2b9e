/* SPDX-License-Identifier: MIT */
/*
 * What a step is and what it gets. To add a step: one file with its function beside the others, a
 * row in steps.c, a line in the public header, and its public function in run-steps.c.
 */
#ifndef DD_STEPS_STEP_H
#define DD_STEPS_STEP_H

#include "base/clock.h"
#include "base/log.h"
#include "base/zone.h"
#include "logs/review.h"
#include "model/finding.h"
#include "model/projects.h"
#include "model/report.h"
#include "services/accounts.h"
#include "services/llm.h"
#include "services/sentry.h"
#include "store/runs.h"
#include "text/redact.h"

enum dd_step_scope {
    DD_SCOPE_PROJECT, /* for each project, in the file's order */
    DD_SCOPE_HOME,    /* for the home project only */
    DD_SCOPE_ALL      /* once for all of them */
};

struct dd_marks;

/* All that a step may use. Everything is borrowed, but for what the step leaves behind. */
struct dd_step_context {
    /* the same for every step of a run */
    const struct dd_log *log;
    const struct dd_clock *clock;
    const struct dd_zone *zone;
    struct dd_store *store;
    struct dd_accounts *accounts;
    struct dd_sentry *sentry;
    struct dd_llm *llm;
    const struct dd_redactor *redactor;
    const struct daydream_projects *projects;
    /* what is known of each project, by its index; dd_reporting_findings() has what was found */
    struct dd_report_project *entries;
    const struct dd_run_row *run;
    const char *machine;
    const char *state_directory;
    int64_t since; /* review logs from here; 0: from the last review */
    bool dry_run;
    /* for this call */
    const struct daydream_step *step;
    const struct daydream_project *project; /* NULL where the scope is all */
    /* what the step leaves behind */
    struct daydream_findings *findings;
    struct dd_marks *marks; /* kept in one transaction with the findings */
    struct dd_buf reason;   /* why it was skipped, or what it could not see */
    bool skipped;           /* it is done again when the date's run is opened again */
    bool partial;           /* what it does not show may still be there */
};

typedef enum daydream_status (*dd_step_fn)(struct dd_step_context *context,
                                           struct daydream_error *err);

enum dd_step_when {
    DD_ONCE,       /* done once per date */
    DD_EVERY_TIME, /* again in each run of a date: it asks by itself what is left to do */
    DD_AT_THE_END  /* as that, and once more when all other steps are through */
};

/* What it looks at beside the project's files: a project that has none of it has nothing there to
 * miss. */
enum dd_step_looks_at {
    DD_LOOKS_AT_FILES,
    DD_LOOKS_AT_GITHUB, /* the project's repository */
    DD_LOOKS_AT_SENTRY  /* what it has at Sentry */
};

struct daydream_step {
    int number; /* of the ten */
    const char *name;
    const char *title;
    enum dd_step_scope scope;
    enum dd_step_when when;
    enum dd_step_looks_at looks_at;
    dd_step_fn run;
    dd_step_fn prepare; /* once before the first project, with none at hand; NULL: nothing to do */
};

size_t dd_step_count(void);

/* NULL when there is no step of that name. */
const struct daydream_step *dd_step_find(const char *name);

/* Is the step done for that project? */
bool dd_step_concerns(const struct daydream_step *step, const struct daydream_projects *projects,
                      const struct daydream_project *project);

/* Say that the step cannot look, and why. What it has found nevertheless is kept. */
enum daydream_status dd_step_skip(struct dd_step_context *context, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Say what a step that is done could not see; the first time counts. */
void dd_step_missed(struct dd_step_context *context, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Add a finding for the project at hand; its text loses its secrets before it is cut. */
enum daydream_status dd_step_add(struct dd_step_context *context, const char *category,
                                 enum daydream_severity severity, const char *text,
                                 struct daydream_finding **out, struct daydream_error *err);

/* The same for any project, from a step whose scope is all. */
enum daydream_status dd_step_add_for(struct dd_step_context *context,
                                     const struct daydream_project *project, const char *category,
                                     enum daydream_severity severity, const char *text,
                                     struct daydream_finding **out, struct daydream_error *err);

/* What is known of a project. Borrowed. */
struct dd_report_project *dd_step_entry(const struct dd_step_context *context,
                                        const struct daydream_project *project);

/* The GitHub client of the project at hand. DAYDREAM_OK with `*out` NULL: the step was skipped,
 * with the reason (no repository, no token, offline). */
enum daydream_status dd_step_github(struct dd_step_context *context, struct dd_github **out,
                                    struct daydream_error *err);

enum daydream_status dd_step_run_clean_legacy(struct dd_step_context *context,
                                              struct daydream_error *err);
enum daydream_status dd_step_run_review_logs(struct dd_step_context *context,
                                             struct daydream_error *err);
enum daydream_status dd_step_run_check_sentry(struct dd_step_context *context,
                                              struct daydream_error *err);
enum daydream_status dd_step_run_clean_tasks(struct dd_step_context *context,
                                             struct daydream_error *err);
enum daydream_status dd_step_run_check_docs(struct dd_step_context *context,
                                            struct daydream_error *err);
enum daydream_status dd_step_run_analyze_sessions(struct dd_step_context *context,
                                                  struct daydream_error *err);
enum daydream_status dd_step_run_reflect(struct dd_step_context *context,
                                         struct daydream_error *err);
enum daydream_status dd_step_run_consolidate_memory(struct dd_step_context *context,
                                                    struct daydream_error *err);
enum daydream_status dd_step_run_produce_report(struct dd_step_context *context,
                                                struct daydream_error *err);
enum daydream_status dd_step_send_waiting(struct dd_step_context *context,
                                          struct daydream_error *err);
enum daydream_status dd_step_run_create_issues(struct dd_step_context *context,
                                               struct daydream_error *err);

#endif
