/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "steps/catch-up.h"
#include "steps/gaps.h"
#include "steps/outgoing.h"

/* A machine that was off for longer has other things to tell. */
#define RUNS_MAX 7

static enum daydream_status load_entry(const struct dd_step_context *old, size_t index,
                                       struct daydream_error *err)
{
    struct dd_report_project *entry = &old->entries[index];

    entry->project = old->projects->items[index];
    return dd_gaps_load(old->store, old->run->id, old->projects, entry->project, &entry->gaps, err);
}

static void free_entries(const struct dd_step_context *old)
{
    for (size_t i = 0; i < old->projects->count; i++)
        dd_gaps_free(&old->entries[i].gaps);
    free(old->entries);
}

/* Queue the report of the repository of the project at hand, unless it was queued or filed then. */
static enum daydream_status queue_report(const struct dd_step_context *old,
                                         struct daydream_error *err)
{
    struct dd_outbox_row row = {0};
    bool wanted = false;
    enum daydream_status status = dd_outgoing_prepare(old, &row, &wanted, err);

    if (status == DAYDREAM_OK && wanted && row.id == 0)
        status = dd_outbox_put(old->store, &row, err);
    dd_outbox_row_free(&row);
    return status;
}

/* What was found then, seen as it was then. */
static enum daydream_status catch_up_with(const struct dd_step_context *context,
                                          const struct dd_run_row *run, struct daydream_error *err)
{
    struct dd_step_context old = *context;
    enum daydream_status status = DAYDREAM_OK;

    old.run = run;
    old.entries = calloc(old.projects->count + 1, sizeof *old.entries);
    if (old.entries == NULL)
        return dd_fail_memory(err);
    for (size_t i = 0; i < old.projects->count && status == DAYDREAM_OK; i++)
        status = load_entry(&old, i, err);
    for (size_t i = 0; i < old.projects->count && status == DAYDREAM_OK; i++) {
        old.project = old.projects->items[i];
        if (old.project->repo != NULL)
            status = queue_report(&old, err);
    }
    free_entries(&old);
    return status;
}

enum daydream_status dd_catch_up(const struct dd_step_context *context, struct daydream_error *err)
{
    struct dd_run_row run = {0};
    char date[DD_DATE_SIZE];

    /* the one rolling report says how things are now */
    if (context->projects->settings.mode == DD_MODE_ROLLING)
        return DAYDREAM_OK;
    memcpy(date, context->run->date, sizeof date);
    for (int i = 0; i < RUNS_MAX; i++) {
        enum daydream_status status = dd_runs_before(context->store, date, &run, err);

        if (status == DAYDREAM_ERROR_NOT_FOUND || (status == DAYDREAM_OK && run.finished != 0))
            return DAYDREAM_OK;
        if (status == DAYDREAM_OK)
            status = catch_up_with(context, &run, err);
        if (status != DAYDREAM_OK)
            return status;
        memcpy(date, run.date, sizeof date);
    }
    return DAYDREAM_OK;
}
