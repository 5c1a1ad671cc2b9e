/* SPDX-License-Identifier: MIT */
/* Owns the life of a run: opening the date's state, the order of the steps, closing. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/fs.h"
#include "model/issue.h"
#include "run.h"
#include "steps/gaps.h"
#include "steps/outgoing.h"
#include "steps/standing.h"
#include "store/lock.h"
#include "store/machine.h"
#include "trackers/outbox.h"

struct dd_step_context dd_run_context(const struct daydream_run *run)
{
    return (struct dd_step_context){
        .log = run->options.log,
        .clock = run->options.clock,
        .zone = run->zone,
        .store = run->store,
        .accounts = run->options.accounts,
        .sentry = run->options.sentry_take,
        .llm = run->options.llm_take,
        .redactor = run->options.redactor,
        .projects = run->projects,
        .entries = run->entries,
        .run = &run->row,
        .machine = run->machine,
        .state_directory = run->state_directory,
        .since = run->since,
        .dry_run = run->options.dry_run,
        .reason = DD_BUF_INIT,
    };
}

static enum daydream_status open_store(struct daydream_run *run, struct daydream_error *err)
{
    enum daydream_status status;

    if (run->options.dry_run)
        return dd_store_open_copy(run->state_directory, &run->store, err);
    status = dd_store_lock(run->state_directory, &run->lock, err);
    return status == DAYDREAM_OK ? dd_store_open(run->state_directory, &run->store, err) : status;
}

/* The date's run: the one that was begun, else a new one. */
static enum daydream_status open_row(struct daydream_run *run, struct daydream_error *err)
{
    struct dd_run_row wanted = {.started = dd_clock_now(run->options.clock)};
    enum daydream_status status = DAYDREAM_OK;

    dd_zone_date(run->zone, wanted.started, wanted.date);
    if (run->options.uuid != NULL)
        memcpy(wanted.uuid, run->options.uuid, DD_UUID_SIZE);
    else
        status = dd_random_uuid(wanted.uuid, err);
    return status == DAYDREAM_OK ? dd_runs_open(run->store, &wanted, &run->row, err) : status;
}

/* What became of the project's report when the date's run was opened before. */
static enum daydream_status open_issue(const struct daydream_run *run,
                                       struct dd_report_project *entry, struct daydream_error *err)
{
    struct dd_step_context context = dd_run_context(run);
    struct dd_outbox_row row = {0};
    struct dd_buf repository = DD_BUF_INIT;
    enum daydream_status status;

    if (entry->project->repo == NULL)
        return DAYDREAM_OK;
    dd_project_repository(entry->project, &repository);
    status = dd_buf_status(&repository, err);
    if (status == DAYDREAM_OK)
        status = dd_outbox_find(run->store, dd_buf_text(&repository), dd_outgoing_date(&context),
                                &row, err);
    if (status == DAYDREAM_OK && row.id != 0)
        status = dd_outbox_row_to_issue(&row, &entry->issue, err);
    if (entry->issue != NULL)
        dd_issue_drop_body(entry->issue);
    dd_outbox_row_free(&row);
    dd_buf_free(&repository);
    return status;
}

/* Issues that an earlier run of the date has kept. */
static enum daydream_status open_entries(struct daydream_run *run, struct daydream_error *err)
{
    size_t count = run->projects->count;
    enum daydream_status status = DAYDREAM_OK;

    run->entries = calloc(count + 1, sizeof *run->entries);
    if (run->entries == NULL)
        return dd_fail_memory(err);
    for (size_t i = 0; i < count && status == DAYDREAM_OK; i++) {
        struct dd_report_project *entry = &run->entries[i];

        entry->project = run->projects->items[i];
        status = open_issue(run, entry, err);
    }
    return status;
}

static enum daydream_status open_parts(struct daydream_run *run, struct daydream_error *err)
{
    enum daydream_status status;

    if ((status = dd_string_set(&run->state_directory, run->options.state_directory, err)) ==
            DAYDREAM_OK &&
        (status = dd_zone_open(run->projects->settings.timezone, &run->zone, err)) == DAYDREAM_OK &&
        (status = open_store(run, err)) == DAYDREAM_OK &&
        (status = dd_machine_id(run->store, run->options.machine, &run->machine, err)) ==
            DAYDREAM_OK &&
        (status = open_row(run, err)) == DAYDREAM_OK &&
        (status = open_entries(run, err)) == DAYDREAM_OK)
        status = dd_run_refresh(run, err);
    return status;
}

enum daydream_status dd_run_open(const struct dd_run_options *options,
                                 struct daydream_projects *projects, struct daydream_run **out,
                                 struct daydream_error *err)
{
    struct daydream_run *run = calloc(1, sizeof *run);
    enum daydream_status status;

    *out = NULL;
    if (run == NULL) {
        daydream_projects_free(projects);
        dd_sentry_free(options->sentry_take);
        dd_llm_free(options->llm_take);
        return dd_fail_memory(err);
    }
    run->options = *options;
    run->projects = projects;
    run->lock = -1;
    status = open_parts(run, err);
    if (status != DAYDREAM_OK) {
        daydream_run_free(run);
        return status;
    }
    *out = run;
    return DAYDREAM_OK;
}

static void free_entries(struct daydream_run *run)
{
    for (size_t i = 0; run->entries != NULL && i < run->projects->count; i++) {
        daydream_findings_free(run->entries[i].findings);
        daydream_issue_free(run->entries[i].issue);
        dd_gaps_free(&run->entries[i].gaps);
    }
    free(run->entries);
}

/* A run in which no step was begun, say because of a wrong name, must not be the beginning of its
 * date: the log window would end there. */
static void forget_unused(const struct daydream_run *run)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;

    if (run->store == NULL || run->row.id == 0 || run->options.dry_run)
        return;
    if (dd_runs_forget_unused(run->store, run->row.id, &cause) != DAYDREAM_OK)
        dd_log(run->options.log, DAYDREAM_LOG_WARNING, "%s", cause.text);
}

void daydream_run_free(struct daydream_run *run)
{
    if (run == NULL)
        return;
    dd_standings_free(run->standings);
    free_entries(run);
    dd_strings_free(&run->only_projects);
    dd_strings_free(&run->only_steps);
    forget_unused(run);
    dd_store_close(run->store);
    dd_fs_unlock(run->lock);
    dd_zone_free(run->zone);
    daydream_projects_free(run->projects);
    dd_sentry_free(run->options.sentry_take);
    dd_llm_free(run->options.llm_take);
    free(run->state_directory);
    free(run->machine);
    free(run);
}

enum daydream_status daydream_run_only_project(struct daydream_run *run, const char *slug,
                                               struct daydream_error *err)
{
    if (dd_projects_find(run->projects, slug) == NULL)
        return dd_fail(err, DAYDREAM_ERROR_ARGUMENT, "run",
                       "no project '%s' on this machine; `daydream projects` lists them", slug);
    return dd_strings_add(&run->only_projects, slug, err);
}

static enum daydream_status find_step(const char *name, const struct daydream_step **out,
                                      struct daydream_error *err)
{
    *out = dd_step_find(name);
    if (*out == NULL)
        return dd_fail(err, DAYDREAM_ERROR_ARGUMENT, "run",
                       "no step '%s'; `daydream steps` lists them", name);
    return DAYDREAM_OK;
}

enum daydream_status daydream_run_only_step(struct daydream_run *run, const char *step,
                                            struct daydream_error *err)
{
    const struct daydream_step *found = NULL;
    enum daydream_status status = find_step(step, &found, err);

    return status == DAYDREAM_OK ? dd_strings_add(&run->only_steps, step, err) : status;
}

void daydream_run_set_since(struct daydream_run *run, int64_t since)
{
    run->since = since;
}

enum daydream_status daydream_run_step(struct daydream_run *run, const char *step,
                                       struct daydream_error *err)
{
    const struct daydream_step *found = NULL;
    enum daydream_status status = find_step(step, &found, err);

    return status == DAYDREAM_OK ? dd_run_do(run, found, err) : status;
}

static bool is_wanted(const struct daydream_run *run, const struct daydream_step *step)
{
    return run->only_steps.count == 0 || dd_strings_has(&run->only_steps, step->name);
}

/* A step that failed is no reason to stop; a state that cannot be written is. */
static enum daydream_status go_on(enum daydream_status status, struct daydream_error *cause,
                                  struct daydream_error *err)
{
    if (dd_run_is_over(status))
        return dd_fail_as(err, cause);
    dd_error_clear(cause);
    return DAYDREAM_OK;
}

static enum daydream_status do_wanted(struct daydream_run *run, bool at_the_end,
                                      struct daydream_error *err)
{
    const struct daydream_step *step;
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; (step = daydream_step_at(i)) != NULL && status == DAYDREAM_OK; i++)
        if (is_wanted(run, step) && (!at_the_end || step->when == DD_AT_THE_END))
            status = go_on(dd_run_do(run, step, &cause), &cause, err);
    return status;
}

enum daydream_status daydream_run_all(struct daydream_run *run, struct daydream_error *err)
{
    bool whole = run->only_projects.count == 0 && run->only_steps.count == 0;
    enum daydream_status status = do_wanted(run, false, err);

    if (status == DAYDREAM_OK)
        status = do_wanted(run, true, err);
    if (status == DAYDREAM_OK && whole && !run->failed)
        status = dd_runs_finish(run->store, run->row.id, dd_clock_now(run->options.clock), err);
    return status;
}
