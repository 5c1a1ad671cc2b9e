/* SPDX-License-Identifier: MIT */
#include "steps/backlog.h"
#include "base/error.h"
#include "steps/marks.h"

static bool has_grown(const struct dd_backlog *backlog, const struct dd_measure *before)
{
    return before->date[0] != '\0' &&
           (backlog->fresh > 0 || (int64_t)backlog->size > before->value);
}

/* "2 open bugs", or "calls of old_api(): 2" where only the plural is known. */
static void write_size(struct dd_buf *out, const struct dd_backlog *backlog)
{
    if (backlog->one == NULL)
        dd_buf_printf(out, "%s: %zu", backlog->many, backlog->size);
    else
        dd_buf_printf(out, "%zu %s", backlog->size,
                      backlog->size == 1 ? backlog->one : backlog->many);
}

static void write_text(struct dd_buf *out, const struct dd_backlog *backlog,
                       const struct dd_measure *before)
{
    bool grown = has_grown(backlog, before);

    if (backlog->size == 0) {
        dd_buf_printf(out, "No %s", backlog->many);
        return;
    }
    if (grown && backlog->fresh > 0)
        dd_buf_printf(out, "%zu new, ", backlog->fresh);
    write_size(out, backlog);
    if (grown && backlog->fresh == 0)
        dd_buf_printf(out, ", %lld more than on %s",
                      (long long)((int64_t)backlog->size - before->value), before->date);
}

enum daydream_status dd_backlog_add(struct dd_step_context *context,
                                    const struct dd_backlog *backlog, struct daydream_finding **out,
                                    struct daydream_error *err)
{
    struct dd_measure before;
    struct dd_buf text = DD_BUF_INIT;
    bool grown;
    enum daydream_status status = dd_measure_before(
        context->store, context->run->date, context->project->slug, backlog->measure, &before, err);

    if (status != DAYDREAM_OK)
        return status;
    grown = has_grown(backlog, &before);
    write_text(&text, backlog, &before);
    status = dd_buf_status(&text, err);
    if (status == DAYDREAM_OK)
        status = dd_step_add(context, backlog->category,
                             grown ? DAYDREAM_SEVERITY_WARNING : DAYDREAM_SEVERITY_NOTE,
                             dd_buf_text(&text), out, err);
    if (status == DAYDREAM_OK && grown)
        dd_finding_set_event(*out);
    if (status == DAYDREAM_OK)
        status = dd_marks_measure(context->marks, backlog->measure, (int64_t)backlog->size, err);
    dd_buf_free(&text);
    return status;
}
