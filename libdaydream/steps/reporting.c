/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/error.h"
#include "model/history.h"
#include "steps/reporting.h"
#include "steps/standing.h"

enum daydream_status dd_reporting_findings(const struct dd_step_context *context,
                                           const struct daydream_project *project,
                                           struct daydream_findings **out,
                                           struct daydream_error *err)
{
    enum daydream_status status = daydream_findings_new(out, err);

    if (status == DAYDREAM_OK)
        status = dd_history_load(context->store, context->run->id, context->run->date,
                                 project->slug, *out, err);
    if (status != DAYDREAM_OK) {
        daydream_findings_free(*out);
        *out = NULL;
    }
    return status;
}

static enum daydream_status load_findings(const void *user, const struct daydream_project *project,
                                          struct daydream_findings **out,
                                          struct daydream_error *err)
{
    return dd_reporting_findings(user, project, out, err);
}

enum daydream_status dd_reporting_head(const struct dd_step_context *context, struct dd_report *out,
                                       struct daydream_error *err)
{
    struct dd_run_row before;
    enum daydream_status status = dd_runs_before(context->store, context->run->date, &before, err);

    if (status != DAYDREAM_OK && status != DAYDREAM_ERROR_NOT_FOUND)
        return status;
    *out = (struct dd_report){
        .date = context->run->date,
        .run = context->run->uuid,
        .machine = context->machine,
        .previous = status == DAYDREAM_OK ? before.started : 0,
        .timed = context->clock == NULL || context->clock->now == NULL,
        .zone = context->zone,
    };
    return DAYDREAM_OK;
}

static enum daydream_status gather_waiting(const struct dd_step_context *context,
                                           struct dd_reporting *out, struct daydream_error *err)
{
    enum daydream_status status = dd_outbox_waiting(context->store, &out->rows, err);

    if (status != DAYDREAM_OK)
        return status;
    out->outbox = calloc(out->rows.count + 1, sizeof *out->outbox);
    if (out->outbox == NULL)
        return dd_fail_memory(err);
    for (size_t i = 0; i < out->rows.count; i++) {
        const struct dd_outbox_row *row = &out->rows.items[i];

        out->outbox[i] = (struct dd_report_waiting){row->date, row->repository, row->url,
                                                    row->reason, row->queued};
    }
    out->report.outbox = out->outbox;
    out->report.waiting = out->rows.count;
    return DAYDREAM_OK;
}

static enum daydream_status gather_steps(const struct dd_step_context *context,
                                         struct dd_reporting *out, struct daydream_error *err)
{
    size_t count = dd_step_count();
    enum daydream_status status = dd_standings_load(context->store, context->run->id,
                                                    context->projects, &out->standings, err);

    if (status != DAYDREAM_OK)
        return status;
    out->steps = calloc(count, sizeof *out->steps);
    if (out->steps == NULL)
        return dd_fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        const struct daydream_step *step = daydream_step_at(i);
        const struct dd_step_row *row = &out->standings[i];

        out->steps[i] = (struct dd_report_step){step->number, step->name, row->status, row->reason,
                                                row->seconds};
    }
    out->report.steps = out->steps;
    out->report.step_count = count;
    return DAYDREAM_OK;
}

enum daydream_status dd_reporting_all(const struct dd_step_context *context,
                                      struct dd_reporting *out, struct daydream_error *err)
{
    enum daydream_status status;

    *out = (struct dd_reporting){.steps = NULL, .standings = NULL, .outbox = NULL};
    status = dd_reporting_head(context, &out->report, err);
    out->report.projects = context->entries;
    out->report.project_count = context->projects->count;
    out->report.left_out = context->projects;
    out->report.source = (struct dd_report_source){load_findings, context};
    if (status == DAYDREAM_OK)
        status = gather_waiting(context, out, err);
    return status == DAYDREAM_OK ? gather_steps(context, out, err) : status;
}

void dd_reporting_free(struct dd_reporting *reporting)
{
    free(reporting->steps);
    free(reporting->outbox);
    dd_outbox_rows_free(&reporting->rows);
    dd_standings_free(reporting->standings);
}
