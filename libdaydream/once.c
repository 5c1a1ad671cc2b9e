/* SPDX-License-Identifier: MIT */
/* The one-call functions: a session from the environment, one job, and it is closed. */
#include "daydream.h"

static enum daydream_status open_session(struct daydream **out, struct daydream_error *err)
{
    enum daydream_status status = daydream_new(out, err);

    return status == DAYDREAM_OK ? daydream_use_environment(*out, err) : status;
}

enum daydream_status load_local_projects(struct daydream_projects **out, struct daydream_error *err)
{
    struct daydream *dd = NULL;
    enum daydream_status status = open_session(&dd, err);

    *out = NULL;
    if (status == DAYDREAM_OK)
        status = daydream_load_projects(dd, out, err);
    daydream_free(dd);
    return status;
}

enum daydream_status issue_exists_for_date(const char *date, const char *repo,
                                           struct daydream_issue **out, struct daydream_error *err)
{
    struct daydream *dd = NULL;
    enum daydream_status status = open_session(&dd, err);

    *out = NULL;
    if (status == DAYDREAM_OK)
        status = daydream_find_issue(dd, date, repo, out, err);
    daydream_free(dd);
    return status;
}

enum daydream_status create_daydream_issue(const struct daydream_findings *findings,
                                           const char *date, const char *repo,
                                           struct daydream_issue **out, struct daydream_error *err)
{
    struct daydream *dd = NULL;
    enum daydream_status status = open_session(&dd, err);

    *out = NULL;
    if (status == DAYDREAM_OK)
        status = daydream_create_issue(dd, findings, date, repo, out, err);
    daydream_free(dd);
    return status;
}
