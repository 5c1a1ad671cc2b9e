/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/error.h"
#include "base/path.h"
#include "steps/gaps.h"

static bool has_what_it_looks_at(const struct daydream_step *step,
                                 const struct daydream_project *project)
{
    switch (step->looks_at) {
    case DD_LOOKS_AT_GITHUB:
        return project->repo != NULL;
    case DD_LOOKS_AT_SENTRY:
        return project->sentry_org != NULL || project->sentry_project != NULL;
    case DD_LOOKS_AT_FILES:
        break;
    }
    return true;
}

/* A step that looks at the project and is not about reporting what was seen. */
static bool looks_at(const struct daydream_step *step, const struct daydream_projects *projects,
                     const struct daydream_project *project)
{
    return step->when == DD_ONCE && has_what_it_looks_at(step, project) &&
           dd_step_concerns(step, projects, project);
}

/* The reason as it may leave the machine: whose home the project lies in is nobody's business. */
static enum daydream_status add(struct dd_gaps *gaps, const struct daydream_step *step,
                                const struct dd_step_row *row,
                                const struct daydream_project *project, struct daydream_error *err)
{
    struct dd_gap *gap = &gaps->items[gaps->count++];
    struct dd_buf reason = DD_BUF_INIT;
    enum daydream_status status;

    *gap = (struct dd_gap){step->name, row->status, NULL};
    dd_path_shorten(&reason, row->reason != NULL ? row->reason : "not done yet",
                    project->directory);
    status = dd_buf_take(&reason, &gap->reason, err);
    dd_buf_free(&reason);
    return status;
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
        if (status == DAYDREAM_OK && (row.status != DAYDREAM_STEP_DONE || row.reason != NULL))
            status = add(out, step, &row, project, err);
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
