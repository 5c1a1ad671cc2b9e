/* SPDX-License-Identifier: MIT */
/* Owns finding out what a session can ask at Sentry. */
#include <string.h>

#include "base/error.h"
#include "base/path.h"
#include "model/projects.h"
#include "session.h"

#define FILE_NAME ".sentryclirc"

/* The project is one of the list's own; it is const only for those who look at it from below. */
static struct daydream_project *home_of(const struct daydream_projects *projects)
{
    for (size_t i = 0; i < projects->count; i++)
        if (projects->items[i] == projects->home)
            return projects->items[i];
    return NULL;
}

static enum daydream_status read_own_file(const struct daydream *dd,
                                          const struct daydream_project *home,
                                          struct dd_sentry_account *account,
                                          struct daydream_error *err)
{
    struct dd_buf path = DD_BUF_INIT;
    enum daydream_status status;

    dd_path_join(&path, home->directory, FILE_NAME);
    status = dd_buf_status(&path, err);
    if (status == DAYDREAM_OK)
        status = dd_sentry_account_read(account, dd_buf_text(&path), false, &dd->log, err);
    dd_buf_free(&path);
    return status;
}

/* Is the user's file one that a project holds? */
static bool is_inside(const char *file, const struct daydream_project *home)
{
    size_t length = strlen(home->directory);

    return strncmp(file, home->directory, length) == 0 && file[length] == '/';
}

static enum daydream_status find_account(const struct daydream *dd,
                                         const struct daydream_project *home,
                                         struct dd_sentry_account *out, struct daydream_error *err)
{
    enum daydream_status status = dd_sentry_account_fill(
        out, dd_session_option(dd, DAYDREAM_OPTION_SENTRY_TOKEN),
        dd_session_option(dd, DAYDREAM_OPTION_SENTRY_URL),
        dd_session_option(dd, DAYDREAM_OPTION_SENTRY_ORG),
        dd_session_option(dd, DAYDREAM_OPTION_SENTRY_PROJECT), err);

    if (status == DAYDREAM_OK && home != NULL &&
        (status = dd_sentry_account_fill(out, NULL, NULL, home->sentry_org, home->sentry_project,
                                         err)) == DAYDREAM_OK)
        status = read_own_file(dd, home, out, err);
    if (status == DAYDREAM_OK && dd->sentry_file != NULL &&
        (home == NULL || !is_inside(dd->sentry_file, home)))
        status = dd_sentry_account_read(out, dd->sentry_file, true, &dd->log, err);
    return status;
}

static enum daydream_status tell_project(struct daydream_project *home,
                                         const struct dd_sentry_account *account,
                                         struct daydream_error *err)
{
    enum daydream_status status = dd_string_set(&home->sentry_org, account->org, err);

    return status == DAYDREAM_OK ? dd_string_set(&home->sentry_project, account->project, err)
                                 : status;
}

enum daydream_status dd_session_sentry(struct daydream *dd, struct daydream_projects *projects,
                                       struct dd_sentry **out, struct daydream_error *err)
{
    const struct dd_sentry_options options = {
        .http = dd->http,
        .clock = &dd->clock,
        .log = &dd->log,
        .redactor = dd->redactor,
        .offline = dd_session_option(dd, DAYDREAM_OPTION_OFFLINE) != NULL};
    struct daydream_project *home = home_of(projects);
    struct dd_sentry_account account = {NULL, NULL, NULL, NULL};
    enum daydream_status status = find_account(dd, home, &account, err);

    *out = NULL;
    if (status == DAYDREAM_OK && account.token != NULL)
        status = dd_redactor_add_value(dd->redactor, account.token, err);
    if (status == DAYDREAM_OK && home != NULL)
        status = tell_project(home, &account, err);
    if (status == DAYDREAM_OK)
        status = dd_sentry_new(&options, &account, out, err);
    dd_sentry_account_free(&account);
    return status;
}
