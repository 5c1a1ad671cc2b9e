/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "base/error.h"
#include "base/log.h"
#include "model/issue.h"
#include "model/marker.h"
#include "model/report.h"
#include "model/repository.h"
#include "trackers/github.h"

#define LABEL_COLOUR      "6f42c1"
#define LABEL_DESCRIPTION "Nightly report filed by daydream"

/* A date begins up to 14 hours before its midnight in UTC, and clocks differ a little. */
#define DATE_MARGIN_SECONDS (24 * 60 * 60)

static bool has_report_title(const struct dd_github_issue *issue, const char *date)
{
    struct dd_buf prefix = DD_BUF_INIT;
    bool has;

    dd_report_title_prefix(&prefix, date);
    has = !prefix.failed && strncmp(issue->title, dd_buf_text(&prefix), prefix.length) == 0;
    dd_buf_free(&prefix);
    return has;
}

/* Anybody can write a marker into an issue of a public repository: only those who may push there,
 * or we ourselves, are believed. */
static enum daydream_status is_trusted(struct dd_github *github,
                                       const struct dd_github_issue *issue, bool *out,
                                       struct daydream_error *err)
{
    static const char *const trusted[] = {"OWNER", "MEMBER", "COLLABORATOR"};
    const char *login = NULL;
    enum daydream_status status;

    *out = true;
    for (size_t i = 0; i < sizeof trusted / sizeof trusted[0]; i++)
        if (strcmp(issue->association, trusted[i]) == 0)
            return DAYDREAM_OK;
    status = dd_github_login(github, &login, err);
    *out = status == DAYDREAM_OK && strcmp(issue->author, login) == 0;
    return status;
}

/* The lowest number among the trusted reports of the date: the one that every machine agrees on. */
static enum daydream_status choose(struct dd_github *github, const struct dd_github_issues *issues,
                                   const char *repository, const char *date,
                                   const struct dd_github_issue **out, struct daydream_error *err)
{
    *out = NULL;
    for (size_t i = 0; i < issues->count; i++) {
        const struct dd_github_issue *issue = &issues->items[i];
        bool trusted = false;
        enum daydream_status status;

        if (!dd_marker_matches(issue->body, date, repository) && !has_report_title(issue, date))
            continue;
        status = is_trusted(github, issue, &trusted, err);
        if (status != DAYDREAM_OK)
            return status;
        if (trusted && (*out == NULL || issue->number < (*out)->number))
            *out = issue;
    }
    return DAYDREAM_OK;
}

static enum daydream_status make_issue(const struct dd_github_issue *from, const char *repository,
                                       enum daydream_action action, struct daydream_issue **out,
                                       struct daydream_error *err)
{
    enum daydream_status status = dd_issue_new(action, out, err);

    if (status != DAYDREAM_OK)
        return status;
    (*out)->number = from->number;
    if ((status = dd_string_set(&(*out)->url, from->url, err)) != DAYDREAM_OK ||
        (status = dd_string_set(&(*out)->title, from->title, err)) != DAYDREAM_OK ||
        (status = dd_string_set(&(*out)->body, from->body, err)) != DAYDREAM_OK ||
        (status = dd_string_set(&(*out)->repository, repository, err)) != DAYDREAM_OK) {
        daydream_issue_free(*out);
        *out = NULL;
    }
    return status;
}

static enum daydream_status find(const struct dd_tracker *tracker, const char *repository,
                                 const char *date, struct daydream_issue **out,
                                 struct daydream_error *err)
{
    struct dd_github_query query = {.state = "all"};
    struct dd_github_issues issues = {NULL, 0, 0};
    const struct dd_github_issue *found = NULL;
    struct dd_repository names;
    int64_t days = 0;
    enum daydream_status status = dd_repository_parse(repository, &names, err);

    *out = NULL;
    if (status == DAYDREAM_OK && !dd_date_parse(date, &days))
        status = dd_fail(err, DAYDREAM_ERROR_ARGUMENT, "github", "'%s' is no date YYYY-MM-DD",
                         date);
    query.created_since = days * 86400 - DATE_MARGIN_SECONDS;
    if (status == DAYDREAM_OK)
        status = dd_github_list(tracker->self, names.org, names.repo, &query, &issues, err);
    if (status == DAYDREAM_OK)
        status = choose(tracker->self, &issues, repository, date, &found, err);
    if (status == DAYDREAM_OK && found != NULL)
        status = make_issue(found, repository, DAYDREAM_ACTION_EXISTS, out, err);
    dd_github_issues_free(&issues);
    dd_repository_free(&names);
    return status;
}

/* Is it about the server or the token, and not about the label alone? That is a convenience. */
static bool is_of_the_whole(enum daydream_status status)
{
    return status == DAYDREAM_ERROR_AUTH || status == DAYDREAM_ERROR_RATE_LIMIT ||
           status == DAYDREAM_ERROR_NETWORK || status == DAYDREAM_ERROR_MEMORY;
}

/* One that may be there is asked for; the issue is made without it where it is not. */
static bool may_be_there(enum daydream_status status)
{
    return status == DAYDREAM_ERROR_AMBIGUOUS || status == DAYDREAM_ERROR_SERVER ||
           status == DAYDREAM_ERROR_PROTOCOL;
}

static enum daydream_status see_to_label(const struct dd_tracker *tracker,
                                         const struct dd_repository *names,
                                         struct dd_github_draft *draft, struct daydream_error *err)
{
    const struct dd_github_label label = {draft->label, LABEL_COLOUR, LABEL_DESCRIPTION};
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    enum daydream_status status = dd_github_ensure_label(tracker->self, names->org, names->repo,
                                                         &label, &cause);

    if (status == DAYDREAM_OK || may_be_there(status))
        return DAYDREAM_OK;
    if (is_of_the_whole(status))
        return dd_fail_as(err, &cause);
    dd_log(tracker->log, DAYDREAM_LOG_WARNING, "%s/%s: filed without label '%s': %s", names->org,
           names->repo, draft->label, cause.text);
    draft->label = NULL;
    return DAYDREAM_OK;
}

static enum daydream_status file(const struct dd_tracker *tracker, struct dd_outbox_row *row,
                                 struct daydream_issue **out, struct daydream_error *err)
{
    struct dd_github_draft draft = {row->title, row->body, row->label};
    struct dd_github_issue created = {0};
    struct dd_repository names;
    enum daydream_status status = dd_repository_parse(row->repository, &names, err);

    *out = NULL;
    if (status == DAYDREAM_OK)
        status = see_to_label(tracker, &names, &draft, err);
    if (status == DAYDREAM_OK)
        status = dd_github_create(tracker->self, names.org, names.repo, &draft, &created, err);
    if (status == DAYDREAM_OK)
        status = make_issue(&created, row->repository, DAYDREAM_ACTION_CREATED, out, err);
    dd_github_issue_free(&created);
    dd_repository_free(&names);
    return status;
}

static const struct dd_tracker_ops ops = {"github", find, file};

struct dd_tracker dd_tracker_github(struct dd_github *github, const struct dd_log *log)
{
    return (struct dd_tracker){&ops, github, log};
}
