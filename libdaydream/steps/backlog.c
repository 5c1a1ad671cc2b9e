/* SPDX-License-Identifier: MIT */
#include "steps/backlog.h"
#include "base/error.h"
#include "steps/marks.h"

static bool has_grown(const struct dd_backlog *backlog, const struct dd_measure *before)
{
    return before->date[0] != '\0' &&
           (backlog->fresh > 0 || (int64_t)backlog->size > before->value);
}

static void write_text(struct dd_buf *out, const struct dd_backlog *backlog,
                       const struct dd_measure *before)
{
    const char *noun = backlog->size == 1 ? backlog->one : backlog->many;

    if (backlog->size == 0) {
        dd_buf_printf(out, "No %s", noun);
    } else if (!has_grown(backlog, before)) {
        dd_buf_printf(out, "%zu %s", backlog->size, noun);
    } else if (backlog->fresh > 0) {
        dd_buf_printf(out, "%zu new, %zu %s", backlog->fresh, backlog->size, noun);
    } else {
        dd_buf_printf(out, "%zu %s, %lld more than on %s", backlog->size, noun,
                      (long long)((int64_t)backlog->size - before->value), before->date);
    }
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
