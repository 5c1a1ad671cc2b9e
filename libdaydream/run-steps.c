/* SPDX-License-Identifier: MIT */
/* The steps by their public names: a line each. */
#include "daydream.h"

enum daydream_status daydream_step_clean_legacy(struct daydream_run *run,
                                                struct daydream_error *err)
{
    return daydream_run_step(run, "clean-legacy", err);
}

enum daydream_status daydream_step_review_logs(struct daydream_run *run, struct daydream_error *err)
{
    return daydream_run_step(run, "review-logs", err);
}

enum daydream_status daydream_step_check_sentry(struct daydream_run *run,
                                                struct daydream_error *err)
{
    return daydream_run_step(run, "check-sentry", err);
}

enum daydream_status daydream_step_clean_tasks(struct daydream_run *run, struct daydream_error *err)
{
    return daydream_run_step(run, "clean-tasks", err);
}

enum daydream_status daydream_step_check_docs(struct daydream_run *run, struct daydream_error *err)
{
    return daydream_run_step(run, "check-docs", err);
}

enum daydream_status daydream_step_analyze_sessions(struct daydream_run *run,
                                                    struct daydream_error *err)
{
    return daydream_run_step(run, "analyze-sessions", err);
}

enum daydream_status daydream_step_reflect(struct daydream_run *run, struct daydream_error *err)
{
    return daydream_run_step(run, "reflect", err);
}

enum daydream_status daydream_step_consolidate_memory(struct daydream_run *run,
                                                      struct daydream_error *err)
{
    return daydream_run_step(run, "consolidate-memory", err);
}

enum daydream_status daydream_step_produce_report(struct daydream_run *run,
                                                  struct daydream_error *err)
{
    return daydream_run_step(run, "produce-report", err);
}

enum daydream_status daydream_step_create_issues(struct daydream_run *run,
                                                 struct daydream_error *err)
{
    return daydream_run_step(run, "create-issues", err);
}
