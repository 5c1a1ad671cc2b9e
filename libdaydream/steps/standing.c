/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/strings.h"
#include "steps/standing.h"

#define STATUSES ((size_t)DAYDREAM_STEP_FAILED + 1)

/* What the rows seen so far have in common. */
struct tally {
    size_t counts[STATUSES];
    struct dd_buf reasons[STATUSES]; /* the first row's, with its slug in front */
    struct dd_buf plain;             /* of the first that was skipped, without its slug */
    bool same;                       /* do all that were skipped say that? */
    double seconds;
};

static void add_reason(struct tally *tally, const char *slug, const struct dd_step_row *row)
{
    struct dd_buf *reason = &tally->reasons[row->status];

    if (row->reason == NULL)
        return;
    if (reason->length == 0)
        dd_buf_printf(reason, "%s%s%s", slug, *slug != '\0' ? ": " : "", row->reason);
    if (row->status != DAYDREAM_STEP_SKIPPED)
        return;
    if (tally->plain.length == 0)
        dd_buf_puts(&tally->plain, row->reason);
    tally->same = tally->same && strcmp(dd_buf_text(&tally->plain), row->reason) == 0;
}

static enum daydream_status add_row(struct tally *tally, struct dd_store *store, int64_t run,
                                    const struct daydream_step *step, const char *slug,
                                    struct daydream_error *err)
{
    struct dd_step_row row = {DAYDREAM_STEP_PENDING, NULL, 0};
    enum daydream_status status = dd_steps_get(store, run, step->name, slug, &row, err);

    if (status == DAYDREAM_OK) {
        tally->counts[row.status]++;
        tally->seconds += row.seconds;
        add_reason(tally, slug, &row);
    }
    dd_step_row_free(&row);
    return status;
}

static enum daydream_status add_rows(struct tally *tally, struct dd_store *store, int64_t run,
                                     const struct daydream_step *step,
                                     const struct daydream_projects *projects,
                                     struct daydream_error *err)
{
    enum daydream_status status = add_row(tally, store, run, step, "", err);

    /* of a step that is done for projects, the row without one tells only of failures */
    if (step->scope != DD_SCOPE_ALL && tally->counts[DAYDREAM_STEP_FAILED] == 0)
        memset(tally->counts, 0, sizeof tally->counts);
    for (size_t i = 0; i < projects->count && status == DAYDREAM_OK; i++)
        if (dd_step_concerns(step, projects, projects->items[i]))
            status = add_row(tally, store, run, step, projects->items[i]->slug, err);
    return status;
}

static enum daydream_step_status overall(const struct tally *tally)
{
    static const enum daydream_step_status order[] = {DAYDREAM_STEP_FAILED, DAYDREAM_STEP_DONE,
                                                      DAYDREAM_STEP_PENDING, DAYDREAM_STEP_SKIPPED};

    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++)
        if (tally->counts[order[i]] > 0)
            return order[i];
    return DAYDREAM_STEP_PENDING;
}

/* A failure tells of its first; a skip of the reason that all share, else of the first; what is
 * done of whom it was skipped for, else of the first that could not be seen wholly. */
static enum daydream_status write_reason(const struct tally *tally,
                                         enum daydream_step_status status, struct dd_buf *out,
                                         struct daydream_error *err)
{
    bool left_out = status == DAYDREAM_STEP_DONE && tally->counts[DAYDREAM_STEP_SKIPPED] > 0;
    enum daydream_step_status told = left_out ? DAYDREAM_STEP_SKIPPED : status;
    size_t count = told != DAYDREAM_STEP_DONE ? tally->counts[told] : 0;

    if (status == DAYDREAM_STEP_SKIPPED && tally->same) {
        dd_buf_puts(out, dd_buf_text(&tally->plain));
    } else if (tally->reasons[told].length > 0) {
        dd_buf_printf(out, "%s%s", left_out ? "skipped for " : "",
                      dd_buf_text(&tally->reasons[told]));
        if (count > 1)
            dd_buf_printf(out, " (and %zu more)", count - 1);
    }
    out->failed = out->failed || tally->plain.failed || tally->reasons[told].failed;
    return dd_buf_status(out, err);
}

/* Why the step concerns nobody here; NULL when it does concern somebody. */
static const char *nobody(const struct daydream_step *step,
                          const struct daydream_projects *projects)
{
    if (step->scope == DD_SCOPE_PROJECT && projects->count == 0)
        return "no project on this machine";
    if (step->scope == DD_SCOPE_HOME && projects->home == NULL)
        return "no project here is home; see daydream.home in daydream-projects(5)";
    return NULL;
}

static void tally_free(struct tally *tally)
{
    for (size_t i = 0; i < STATUSES; i++)
        dd_buf_free(&tally->reasons[i]);
    dd_buf_free(&tally->plain);
}

enum daydream_status dd_standing_of(struct dd_store *store, int64_t run,
                                    const struct daydream_step *step,
                                    const struct daydream_projects *projects,
                                    struct dd_step_row *out, struct daydream_error *err)
{
    struct tally tally = {.same = true};
    struct dd_buf reason = DD_BUF_INIT;
    const char *why = nobody(step, projects);
    enum daydream_status status;

    *out = (struct dd_step_row){DAYDREAM_STEP_SKIPPED, NULL, 0};
    if (why != NULL)
        return dd_string_set(&out->reason, why, err);
    status = add_rows(&tally, store, run, step, projects, err);
    out->status = overall(&tally);
    out->seconds = tally.seconds;
    if (status == DAYDREAM_OK)
        status = write_reason(&tally, out->status, &reason, err);
    if (status == DAYDREAM_OK && reason.length > 0)
        status = dd_buf_take(&reason, &out->reason, err);
    dd_buf_free(&reason);
    tally_free(&tally);
    return status;
}

enum daydream_status dd_standings_load(struct dd_store *store, int64_t run,
                                       const struct daydream_projects *projects,
                                       struct dd_step_row **out, struct daydream_error *err)
{
    size_t count = dd_step_count();
    enum daydream_status status = DAYDREAM_OK;

    *out = calloc(count, sizeof **out);
    if (*out == NULL)
        return dd_fail_memory(err);
    for (size_t i = 0; i < count && status == DAYDREAM_OK; i++)
        status = dd_standing_of(store, run, daydream_step_at(i), projects, &(*out)[i], err);
    if (status != DAYDREAM_OK) {
        dd_standings_free(*out);
        *out = NULL;
    }
    return status;
}

void dd_standings_free(struct dd_step_row *standings)
{
    for (size_t i = 0; standings != NULL && i < dd_step_count(); i++)
        dd_step_row_free(&standings[i]);
    free(standings);
}
