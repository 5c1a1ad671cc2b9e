/* SPDX-License-Identifier: MIT */
/* Owns the life of a session, its callbacks and its clients. */
#include <stdlib.h>

#include "base/error.h"
#include "model/projects.h"
#include "session.h"

enum daydream_status daydream_new(struct daydream **out, struct daydream_error *err)
{
    *out = calloc(1, sizeof **out);
    return *out != NULL ? DAYDREAM_OK : dd_fail_memory(err);
}

void daydream_free(struct daydream *dd)
{
    if (dd == NULL)
        return;
    dd_accounts_free(dd->accounts);
    dd_http_free(dd->http);
    dd_redactor_free(dd->redactor);
    for (size_t i = 0; i < DD_OPTION_COUNT; i++)
        free(dd->options[i]);
    free(dd->default_state_dir);
    free(dd->token_file);
    free(dd->sentry_file);
    free(dd);
}

void daydream_set_log(struct daydream *dd, daydream_log_fn fn, void *user)
{
    dd->log = (struct dd_log){fn, user};
}

void daydream_set_progress(struct daydream *dd, daydream_progress_fn fn, void *user)
{
    dd->progress = fn;
    dd->progress_user = user;
}

void daydream_set_transport(struct daydream *dd, daydream_transport_fn fn, void *user)
{
    dd->transport = fn;
    dd->transport_user = user;
}

void daydream_set_clock(struct daydream *dd, daydream_now_fn now, daydream_sleep_fn sleep,
                        void *user)
{
    dd->clock = (struct dd_clock){now, sleep, user};
}

const char *dd_session_option(const struct daydream *dd, enum daydream_option option)
{
    return dd->options[option];
}

static enum daydream_status make_http(struct daydream *dd, struct daydream_error *err)
{
    struct dd_http_options options = {
        .ca_file = dd->options[DAYDREAM_OPTION_CA_FILE],
        .transport = dd->transport,
        .transport_user = dd->transport_user,
        .log = &dd->log,
    };

    return dd->http != NULL ? DAYDREAM_OK : dd_http_new(&options, &dd->http, err);
}

static enum daydream_status make_accounts(struct daydream *dd, struct daydream_error *err)
{
    struct dd_accounts_options options = {
        .http = dd->http,
        .clock = &dd->clock,
        .log = &dd->log,
        .redactor = dd->redactor,
        .token = dd->options[DAYDREAM_OPTION_GITHUB_TOKEN],
        .enterprise_token = dd->options[DAYDREAM_OPTION_ENTERPRISE_TOKEN],
        .api_url = dd->options[DAYDREAM_OPTION_GITHUB_API_URL],
        .token_file = dd->token_file,
        .gh_program = dd->options[DAYDREAM_OPTION_GH_PROGRAM],
        .offline = dd->options[DAYDREAM_OPTION_OFFLINE] != NULL,
    };

    return dd->accounts != NULL ? DAYDREAM_OK : dd_accounts_new(&options, &dd->accounts, err);
}

enum daydream_status dd_session_connect(struct daydream *dd, struct daydream_error *err)
{
    enum daydream_status status;

    if ((status = make_http(dd, err)) == DAYDREAM_OK &&
        (status = dd_session_redactor(dd, err)) == DAYDREAM_OK)
        status = make_accounts(dd, err);
    if (status == DAYDREAM_OK)
        dd_accounts_begin(dd->accounts);
    return status;
}

enum daydream_status dd_session_trust(const struct daydream *dd,
                                      const struct daydream_projects *projects,
                                      struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    if (projects == NULL || projects->folder == NULL)
        return DAYDREAM_OK;
    for (size_t i = 0; i < projects->count && status == DAYDREAM_OK; i++)
        if (projects->items[i]->host != NULL)
            status = dd_accounts_trust(dd->accounts, projects->items[i]->host, err);
    return status;
}

bool dd_session_no_comments(const struct daydream *dd, const struct daydream_projects *projects)
{
    const char *word = dd->options[DAYDREAM_OPTION_ON_EXISTING];
    bool no_comments = projects != NULL && projects->settings.no_comments;

    if (word != NULL)
        (void)dd_settings_parse_on_existing(word, &no_comments);
    return no_comments;
}

struct dd_delivery dd_session_delivery(const struct daydream *dd,
                                       const struct daydream_projects *projects,
                                       struct dd_store *store)
{
    return (struct dd_delivery){.store = store,
                                .accounts = dd->accounts,
                                .clock = &dd->clock,
                                .log = &dd->log,
                                .no_comments = dd_session_no_comments(dd, projects)};
}
