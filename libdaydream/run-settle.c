/* SPDX-License-Identifier: MIT */
/* Owns what is kept of a step that was done: its findings, its marks, how it went. */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "model/history.h"
#include "run.h"
#include "steps/marks.h"
#include "text/foreign.h"

#define REASON_MAX (sizeof((struct daydream_error *)NULL)->text - 1)

/* The slug under which a step's row is kept; "" without a project. */
static const char *slug_of(const struct dd_step_context *context)
{
    return context->project != NULL ? context->project->slug : "";
}

static enum daydream_status put_row(const struct dd_step_context *context,
                                    const struct dd_step_row *row, struct daydream_error *err)
{
    return dd_steps_put(context->store, context->run->id, context->step->name, slug_of(context),
                        row, err);
}

/* It has no project at hand, and may have found something for each. */
static bool is_for_all(const struct dd_step_context *context)
{
    return context->step->scope == DD_SCOPE_ALL;
}

/* Findings, marks and the step's own row are kept together or not at all. */
static enum daydream_status write_all(struct dd_step_context *context,
                                      const struct dd_step_row *row, struct daydream_error *err)
{
    const char *slug = slug_of(context);
    const char *owner = is_for_all(context) ? NULL : slug;
    int64_t run = context->run->id;
    enum daydream_status status = dd_store_begin(context->store, err);

    if (status != DAYDREAM_OK)
        return status;
    if ((status = dd_history_save(context->store, run, context->step->name, owner,
                                  context->findings, err)) == DAYDREAM_OK &&
        (status = dd_marks_write(context->marks, context->store, run, slug, err)) == DAYDREAM_OK)
        status = put_row(context, row, err);
    return dd_store_end(context->store, status, err);
}

/* What a step could not see has not gone; nor has what somebody thought about all projects. */
static enum daydream_status place(const struct dd_step_context *context, struct daydream_error *err)
{
    const char *date = context->run->date;
    enum daydream_status status = dd_history_place(context->store, date, context->findings, err);

    if (status == DAYDREAM_OK && !context->partial && context->project != NULL)
        status = dd_history_resolve(context->store, date, context->step->name,
                                    context->project->slug, context->findings, err);
    return status;
}

static enum daydream_status keep(struct dd_step_context *context, const struct dd_step_row *row,
                                 struct daydream_error *err)
{
    enum daydream_status status = dd_findings_redact(context->findings, context->redactor, err);

    if (status == DAYDREAM_OK)
        status = dd_marks_redact(context->marks, context->redactor, err);
    if (status == DAYDREAM_OK)
        status = place(context, err);
    return status == DAYDREAM_OK ? write_all(context, row, err) : status;
}

/* A reason is shown as findings are, and quotes what others wrote: a path, a server, a proxy. */
static enum daydream_status make_row(const struct dd_step_context *context,
                                     enum daydream_step_status standing, const char *reason,
                                     int64_t began, struct dd_step_row *row,
                                     struct daydream_error *err)
{
    struct dd_buf line = DD_BUF_INIT;
    enum daydream_status status = dd_foreign_line(context->redactor, reason, strlen(reason),
                                                  REASON_MAX, &line, err);

    *row = (struct dd_step_row){standing, NULL, (double)(dd_clock_monotonic_ms() - began) / 1000.0};
    if (status == DAYDREAM_OK && line.length > 0)
        status = dd_string_set(&row->reason, dd_buf_text(&line), err);
    dd_buf_free(&line);
    return status;
}

/* A step that is done: what it has found, and what it could not see. */
static enum daydream_status settle_done(struct dd_step_context *context, int64_t began,
                                        struct daydream_error *err)
{
    struct dd_step_row row;
    enum daydream_status status = make_row(
        context, context->skipped ? DAYDREAM_STEP_SKIPPED : DAYDREAM_STEP_DONE,
        dd_buf_text(&context->reason), began, &row, err);

    /* one that was skipped and has nothing to say leaves alone what was found before */
    if (status == DAYDREAM_OK)
        status = context->skipped && context->findings->count == 0 ? put_row(context, &row, err)
                                                                   : keep(context, &row, err);
    dd_step_row_free(&row);
    return status;
}

/* A step that failed. */
static enum daydream_status settle_failed(struct daydream_run *run, struct dd_step_context *context,
                                          struct daydream_error *cause, int64_t began,
                                          struct daydream_error *err)
{
    struct dd_step_row row;
    enum daydream_status status = make_row(context, DAYDREAM_STEP_FAILED, cause->text, began, &row,
                                           err);

    run->failed = true;
    if (status == DAYDREAM_OK) {
        snprintf(cause->text, sizeof cause->text, "%s", row.reason != NULL ? row.reason : "");
        dd_log(run->options.log, DAYDREAM_LOG_ERROR, "%s%s%s: %s", slug_of(context),
               context->project != NULL ? ": " : "", context->step->name, cause->text);
        status = put_row(context, &row, err);
    }
    dd_step_row_free(&row);
    return status;
}

bool dd_run_is_over(enum daydream_status status)
{
    return status == DAYDREAM_ERROR_STATE || status == DAYDREAM_ERROR_MEMORY;
}

enum daydream_status dd_run_give_up(struct daydream_run *run, const struct daydream_error *cause,
                                    struct daydream_error *err)
{
    run->failed = true;
    if (dd_run_is_over(cause->code))
        return dd_fail_as(err, cause);
    return dd_fail(err, DAYDREAM_ERROR_STATE, cause->source, "%s", cause->text);
}

enum daydream_status dd_run_settle(struct daydream_run *run, struct dd_step_context *context,
                                   struct daydream_error *cause, int64_t began,
                                   struct daydream_error *err)
{
    struct daydream_error refusal = DAYDREAM_ERROR_INIT;
    enum daydream_status status = cause->code == DAYDREAM_OK
                                      ? settle_done(context, began, &refusal)
                                      : settle_failed(run, context, cause, began, &refusal);

    if (status != DAYDREAM_OK)
        return dd_run_give_up(run, &refusal, err);
    return cause->code != DAYDREAM_OK ? dd_fail_as(err, cause) : DAYDREAM_OK;
}
