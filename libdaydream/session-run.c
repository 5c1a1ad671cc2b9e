/* SPDX-License-Identifier: MIT */
/* Owns opening a run for a session, and reading what earlier ones reported. */
#include <stdlib.h>

#include "base/error.h"
#include "model/projects.h"
#include "run.h"
#include "session.h"
#include "steps/report-file.h"

static struct dd_run_options make_options(struct daydream *dd, struct dd_sentry *sentry,
                                          struct dd_llm *llm, const char *state_directory,
                                          bool dry_run)
{
    return (struct dd_run_options){
        .log = &dd->log,
        .clock = &dd->clock,
        .accounts = dd->accounts,
        .sentry_take = sentry,
        .llm_take = llm,
        .redactor = dd->redactor,
        .state_directory = state_directory,
        .machine = dd_session_option(dd, DAYDREAM_OPTION_MACHINE_ID),
        .uuid = dd_session_option(dd, DAYDREAM_OPTION_RUN_ID),
        .progress = dd->progress,
        .progress_user = dd->progress_user,
        .dry_run = dry_run,
    };
}

enum daydream_status daydream_run_new(struct daydream *dd, bool dry_run, struct daydream_run **out,
                                      struct daydream_error *err)
{
    struct daydream_projects *projects = NULL;
    struct dd_sentry *sentry = NULL;
    struct dd_llm *llm = NULL;
    char *directory = NULL;
    struct dd_run_options options;
    enum daydream_status status = dd_session_connect(dd, err);

    *out = NULL;
    if (status == DAYDREAM_OK)
        status = daydream_load_projects(dd, &projects, err);
    if (status == DAYDREAM_OK)
        status = dd_session_trust(dd, projects, err);
    if (status == DAYDREAM_OK)
        status = dd_session_state_directory(dd, projects, &directory, err);
    if (status == DAYDREAM_OK)
        status = dd_session_llm(dd, projects, &llm, err);
    if (status == DAYDREAM_OK)
        status = dd_session_sentry(dd, projects, &sentry, err);
    if (status == DAYDREAM_OK) {
        projects->settings.no_comments = dd_session_no_comments(dd, projects);
        options = make_options(dd, sentry, llm, directory, dry_run);
        status = dd_run_open(&options, projects, out, err);
        projects = NULL;
        llm = NULL;
    }
    dd_llm_free(llm);
    daydream_projects_free(projects);
    free(directory);
    return status;
}

enum daydream_status daydream_read_report(struct daydream *dd, const char *date,
                                          enum daydream_format format, char **out,
                                          struct daydream_error *err)
{
    struct daydream_projects *projects = NULL;
    char *directory = NULL;
    enum daydream_status status = dd_session_projects(dd, &projects, err);

    *out = NULL;
    if (status == DAYDREAM_OK)
        status = dd_session_state_directory(dd, projects, &directory, err);
    if (status == DAYDREAM_OK)
        status = dd_report_file_read(directory, date, format, out, err);
    free(directory);
    daydream_projects_free(projects);
    return status;
}
