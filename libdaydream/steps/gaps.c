/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/error.h"
#include "steps/gaps.h"

/* A step that looks at the project and is not about reporting what was seen. */
static bool looks_at(const struct daydream_step *step, const struct daydream_projects *projects,
                     const struct daydream_project *project)
{
    return step->when == DD_ONCE && dd_step_concerns(step, projects, project);
}

/* `row` gives its reason away. */
static void add(struct dd_gaps *gaps, const struct daydream_step *step, struct dd_step_row *row)
{
    gaps->items[gaps->count++] = (struct dd_gap){step->name, row->status, row->reason};
    row->reason = NULL;
}

enum daydream_status dd_gaps_load(struct dd_store *store, int64_t run,
                                  const struct daydream_projects *projects,
                                  const struct daydream_project *project, struct dd_gaps *out,
                                  struct daydream_error *err)
{
    const struct daydream_step *step;
    enum daydream_status status = DAYDREAM_OK;

    *out = (struct dd_gaps){calloc(dd_step_count(), sizeof *out->items), 0};
    if (out->items == NULL)
        return dd_fail_memory(err);
    for (size_t i = 0; (step = daydream_step_at(i)) != NULL && status == DAYDREAM_OK; i++) {
        struct dd_step_row row = {DAYDREAM_STEP_PENDING, NULL, 0};

        if (!looks_at(step, projects, project))
            continue;
        status = dd_steps_get(store, run, step->name, project->slug, &row, err);
        if (row.status == DAYDREAM_STEP_SKIPPED || row.status == DAYDREAM_STEP_FAILED)
            add(out, step, &row);
        dd_step_row_free(&row);
    }
    return status;
}

void dd_gaps_free(struct dd_gaps *gaps)
{
    for (size_t i = 0; i < gaps->count; i++)
        free(gaps->items[i].reason);
    free(gaps->items);
    *gaps = (struct dd_gaps){NULL, 0};
}
