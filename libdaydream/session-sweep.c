/* SPDX-License-Identifier: MIT */
/* Owns putting a repository's reports in order. */
#include "base/date.h"
#include "base/error.h"
#include "model/projects.h"
#include "session.h"

static enum daydream_status open_state(struct daydream *dd,
                                       const struct daydream_projects *projects, bool dry_run,
                                       struct dd_state *out, struct daydream_error *err)
{
    return dry_run ? dd_state_open_copy(dd, projects, out, err)
                   : dd_state_open(dd, projects, out, err);
}

static enum daydream_status sweep(struct daydream *dd, const char *named, const char *repository,
                                  const char *date, bool dry_run, size_t *closed,
                                  struct daydream_error *err)
{
    struct daydream_projects *projects = NULL;
    struct dd_state state = DD_STATE_INIT;
    struct dd_delivery delivery;
    enum daydream_status status;

    if ((status = dd_session_connect(dd, err)) == DAYDREAM_OK &&
        (status = dd_session_projects(dd, &projects, err)) == DAYDREAM_OK &&
        (status = dd_session_trust_named(dd, projects, named, err)) == DAYDREAM_OK &&
        (status = open_state(dd, projects, dry_run, &state, err)) == DAYDREAM_OK) {
        delivery = dd_session_delivery(dd, projects, state.store);
        delivery.dry_run = dry_run;
        status = dd_deliver_sweep(&delivery, repository, date, closed, err);
    }
    dd_state_close(&state);
    daydream_projects_free(projects);
    return status;
}

enum daydream_status daydream_sweep_issues(struct daydream *dd, const char *repo, const char *date,
                                           bool dry_run, size_t *closed, struct daydream_error *err)
{
    struct dd_buf repository = DD_BUF_INIT;
    size_t count = 0;
    int64_t days = 0;
    enum daydream_status status = DAYDREAM_OK;

    if (date != NULL && !dd_date_parse(date, &days))
        status = dd_fail(err, DAYDREAM_ERROR_ARGUMENT, "issue", "'%s' is no date YYYY-MM-DD", date);
    if (status == DAYDREAM_OK)
        status = dd_session_repository(repo, &repository, err);
    if (status == DAYDREAM_OK)
        status = sweep(dd, repo, dd_buf_text(&repository), date, dry_run, &count, err);
    if (closed != NULL)
        *closed = count;
    dd_buf_free(&repository);
    return status;
}
