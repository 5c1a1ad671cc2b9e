/* SPDX-License-Identifier: MIT */
/* Owns what a caller gets to see of a run. */
#include <string.h>

#include "base/error.h"
#include "base/strings.h"
#include "model/issue.h"
#include "run.h"
#include "steps/gaps.h"
#include "steps/outgoing.h"
#include "steps/reporting.h"
#include "steps/standing.h"

static enum daydream_status refresh_gaps(struct daydream_run *run, struct dd_report_project *entry,
                                         struct daydream_error *err)
{
    struct dd_gaps gaps;
    enum daydream_status status = dd_gaps_load(run->store, run->row.id, run->projects,
                                               entry->project, &gaps, err);

    if (status == DAYDREAM_OK) {
        dd_gaps_free(&entry->gaps);
        entry->gaps = gaps;
    } else {
        dd_gaps_free(&gaps);
    }
    return status;
}

enum daydream_status dd_run_refresh(struct daydream_run *run, struct daydream_error *err)
{
    struct dd_step_row *standings = NULL;
    enum daydream_status status = dd_standings_load(run->store, run->row.id, run->projects,
                                                    &standings, err);

    if (status != DAYDREAM_OK)
        return status;
    dd_standings_free(run->standings);
    run->standings = standings;
    for (size_t i = 0; i < run->projects->count && status == DAYDREAM_OK; i++)
        status = refresh_gaps(run, &run->entries[i], err);
    return status;
}

bool daydream_run_failed(const struct daydream_run *run)
{
    return run->failed;
}

const char *daydream_run_date(const struct daydream_run *run)
{
    return run->row.date;
}

const struct daydream_projects *daydream_run_projects(const struct daydream_run *run)
{
    return run->projects;
}

static const struct dd_step_row *standing_of(const struct daydream_run *run, const char *step)
{
    for (size_t i = 0; i < dd_step_count(); i++)
        if (strcmp(daydream_step_name(daydream_step_at(i)), step) == 0)
            return &run->standings[i];
    return NULL;
}

enum daydream_step_status daydream_run_step_status(const struct daydream_run *run, const char *step)
{
    const struct dd_step_row *row = standing_of(run, step);

    return row != NULL ? row->status : DAYDREAM_STEP_PENDING;
}

const char *daydream_run_step_reason(const struct daydream_run *run, const char *step)
{
    const struct dd_step_row *row = standing_of(run, step);

    return row != NULL ? row->reason : NULL;
}

static struct dd_report_project *entry_of(const struct daydream_run *run, const char *slug)
{
    for (size_t i = 0; i < run->projects->count; i++)
        if (strcmp(run->entries[i].project->slug, slug) == 0)
            return &run->entries[i];
    return NULL;
}

static enum daydream_status find_entry(const struct daydream_run *run, const char *slug,
                                       struct dd_report_project **out, struct daydream_error *err)
{
    *out = entry_of(run, slug);
    if (*out == NULL)
        return dd_fail(err, DAYDREAM_ERROR_ARGUMENT, "run",
                       "no project '%s' on this machine; `daydream projects` lists them", slug);
    return DAYDREAM_OK;
}

enum daydream_status daydream_run_load_findings(const struct daydream_run *run, const char *slug,
                                                struct daydream_findings **out,
                                                struct daydream_error *err)
{
    struct dd_step_context context = dd_run_context(run);
    struct dd_report_project *entry;
    enum daydream_status status = find_entry(run, slug, &entry, err);

    *out = NULL;
    return status == DAYDREAM_OK ? dd_reporting_findings(&context, entry->project, out, err)
                                 : status;
}

/* Read back the body that was not kept in memory. */
static enum daydream_status complete(const struct daydream_run *run, struct daydream_issue *issue,
                                     struct daydream_error *err)
{
    struct dd_step_context context = dd_run_context(run);
    struct dd_outbox_row row = {0};
    enum daydream_status status;

    if (issue->body != NULL || issue->repository == NULL)
        return DAYDREAM_OK;
    status = dd_outbox_find(run->store, issue->repository, dd_outgoing_date(&context), &row, err);
    if (status == DAYDREAM_OK)
        status = dd_string_set(&issue->body, row.body, err);
    dd_outbox_row_free(&row);
    return status;
}

enum daydream_status daydream_run_load_issue(const struct daydream_run *run, const char *slug,
                                             struct daydream_issue **out,
                                             struct daydream_error *err)
{
    struct dd_report_project *entry;
    enum daydream_status status = find_entry(run, slug, &entry, err);

    *out = NULL;
    if (status != DAYDREAM_OK || entry->issue == NULL)
        return status;
    if ((status = dd_issue_copy(entry->issue, out, err)) == DAYDREAM_OK)
        status = complete(run, *out, err);
    if (status != DAYDREAM_OK) {
        daydream_issue_free(*out);
        *out = NULL;
    }
    return status;
}

const struct daydream_findings *daydream_run_findings(const struct daydream_run *run,
                                                      const char *slug)
{
    struct dd_report_project *entry = entry_of(run, slug);
    struct daydream_error cause = DAYDREAM_ERROR_INIT;

    if (entry == NULL)
        return NULL;
    if (entry->findings == NULL &&
        daydream_run_load_findings(run, slug, &entry->findings, &cause) != DAYDREAM_OK)
        dd_log(run->options.log, DAYDREAM_LOG_ERROR, "%s", cause.text);
    return entry->findings;
}

bool daydream_run_is_whole(const struct daydream_run *run, const char *slug)
{
    const struct dd_report_project *entry = entry_of(run, slug);

    return entry != NULL && entry->gaps.count == 0;
}

const struct daydream_issue *daydream_run_issue(const struct daydream_run *run, const char *slug)
{
    struct dd_report_project *entry = entry_of(run, slug);
    struct daydream_error cause = DAYDREAM_ERROR_INIT;

    if (entry == NULL || entry->issue == NULL)
        return NULL;
    if (complete(run, entry->issue, &cause) != DAYDREAM_OK)
        dd_log(run->options.log, DAYDREAM_LOG_ERROR, "%s", cause.text);
    return entry->issue;
}

void dd_run_let_go(struct daydream_run *run)
{
    for (size_t i = 0; i < run->projects->count; i++) {
        struct dd_report_project *entry = &run->entries[i];

        daydream_findings_free(entry->findings);
        entry->findings = NULL;
        if (entry->issue != NULL && !run->options.dry_run)
            dd_issue_drop_body(entry->issue);
    }
}

enum daydream_status daydream_run_to_json(const struct daydream_run *run, char **out,
                                          struct daydream_error *err)
{
    struct dd_step_context context = dd_run_context(run);
    struct dd_reporting reporting;
    struct dd_buf buf = DD_BUF_INIT;
    enum daydream_status status = dd_reporting_all(&context, &reporting, err);

    *out = NULL;
    if (status == DAYDREAM_OK)
        status = dd_report_json(&buf, &reporting.report, true, err);
    if (status == DAYDREAM_OK)
        status = dd_buf_take(&buf, out, err);
    dd_buf_free(&buf);
    dd_reporting_free(&reporting);
    return status;
}
