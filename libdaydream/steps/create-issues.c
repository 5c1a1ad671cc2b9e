/* SPDX-License-Identifier: MIT */
/* Step 10: the day's report in each project's own repository. */
#include <stdlib.h>

#include "base/error.h"
#include "model/issue.h"
#include "steps/catch-up.h"
#include "steps/outgoing.h"
#include "trackers/waiting.h"

#define NO_REPOSITORY "no GitHub repository; its findings stay in the local report"

static struct dd_delivery make_delivery(const struct dd_step_context *context)
{
    return (struct dd_delivery){.store = context->store,
                                .accounts = context->accounts,
                                .clock = context->clock,
                                .log = context->log,
                                .dry_run = context->dry_run,
                                .no_comments = context->projects->settings.no_comments};
}

/* An issue that waits although it could have gone out makes the step fail, so that the run says
 * so; it is in the outbox all the same. */
static enum daydream_status judge(const struct daydream_issue *issue, struct daydream_error *err)
{
    if (issue->action != DAYDREAM_ACTION_QUEUED || dd_deliver_is_patient(issue->cause))
        return DAYDREAM_OK;
    if (err != NULL && err->code == DAYDREAM_OK)
        err->retry_at = issue->retry_at;
    return dd_fail(err, issue->cause, "create-issues", "waits in the outbox: %s", issue->reason);
}

/* Bring the repository's row up to date and deliver it. `*again` when what it was has gone out, so
 * that what the run has to say besides is still to come. */
static enum daydream_status file_row(const struct dd_step_context *context,
                                     struct daydream_issue **out, bool *again,
                                     struct daydream_error *err)
{
    struct dd_delivery delivery = make_delivery(context);
    struct dd_outbox_row row = {0};
    bool wanted = false;
    bool old = false;
    enum daydream_status status = dd_outgoing_prepare(context, &row, &wanted, err);

    old = row.id != 0 && dd_outgoing_is_fixed(&row);
    if (status == DAYDREAM_OK && wanted)
        status = dd_deliver(&delivery, &row, out, err);
    else if (status == DAYDREAM_OK)
        status = dd_issue_new(DAYDREAM_ACTION_NONE, out, err);
    *again = status == DAYDREAM_OK && old && row.state == DD_OUTBOX_FILED;
    if (status == DAYDREAM_OK && old && !*again && *row.slug == '\0')
        dd_log(context->log, DAYDREAM_LOG_WARNING,
               "%s: a report of %s that was filed by hand waits; this run's findings are in the "
               "local report",
               row.repository, row.date);
    dd_outbox_row_free(&row);
    return status;
}

static enum daydream_status file_report(const struct dd_step_context *context,
                                        struct daydream_issue **out, struct daydream_error *err)
{
    struct daydream_issue *more = NULL;
    bool again = false;
    enum daydream_status status = file_row(context, out, &again, err);

    if (status == DAYDREAM_OK && again)
        status = file_row(context, &more, &again, err);
    /* the action of the first says more, unless the second still has something to do */
    if (more != NULL && more->action != DAYDREAM_ACTION_EXISTS &&
        more->action != DAYDREAM_ACTION_NONE) {
        daydream_issue_free(*out);
        *out = more;
        more = NULL;
    }
    daydream_issue_free(more);
    return status == DAYDREAM_OK ? judge(*out, err) : status;
}

/* The issue that a project before this one has already seen to, because they share a repository. */
static const struct daydream_issue *shared_issue(const struct dd_step_context *context)
{
    for (const struct dd_report_project *entry = context->entries;
         entry->project != context->project; entry++)
        if (entry->issue != NULL && dd_projects_share(entry->project, context->project))
            return entry->issue;
    return NULL;
}

/* Whoever shares the repository is told what became of it, so its list is not needed again. */
static void forget_list(const struct dd_step_context *context)
{
    const struct daydream_project *project = context->project;
    struct dd_github *github = NULL;

    if (dd_accounts_client(context->accounts, project->host, &github, NULL) == DAYDREAM_OK)
        dd_github_forget_recent(github, project->org, project->repo);
}

static enum daydream_status file_and_forget(const struct dd_step_context *context,
                                            struct daydream_issue **out, struct daydream_error *err)
{
    enum daydream_status status = file_report(context, out, err);

    forget_list(context);
    return status;
}

/* The outbox has its body, unless the run is dry. */
static void set_issue(struct dd_step_context *context, struct daydream_issue *issue)
{
    struct dd_report_project *entry = dd_step_entry(context, context->project);

    daydream_issue_free(entry->issue);
    entry->issue = issue;
    if (issue != NULL && !context->dry_run)
        dd_issue_drop_body(issue);
}

enum daydream_status dd_step_run_create_issues(struct dd_step_context *context,
                                               struct daydream_error *err)
{
    const struct daydream_issue *shared = shared_issue(context);
    struct daydream_issue *issue = NULL;
    enum daydream_status status;

    if (context->project->repo == NULL) {
        dd_log(context->log, DAYDREAM_LOG_WARNING, "%s: " NO_REPOSITORY, context->project->slug);
        return dd_step_skip(context, NO_REPOSITORY);
    }
    status = shared != NULL ? dd_issue_copy(shared, &issue, err)
                            : file_and_forget(context, &issue, err);
    set_issue(context, issue);
    return status;
}

/* What waits from earlier dates goes out first, also for projects that are gone. */
enum daydream_status dd_step_send_waiting(struct dd_step_context *context,
                                          struct daydream_error *err)
{
    struct dd_delivery delivery = make_delivery(context);
    struct dd_delivered delivered;
    enum daydream_status status;

    if (context->dry_run)
        return DAYDREAM_OK;
    status = dd_catch_up(context, err);
    if (status != DAYDREAM_OK)
        return status;
    status = dd_deliver_waiting(&delivery, context->run->date, &delivered, err);
    if (status != DAYDREAM_OK)
        return status;
    if (delivered.filed > 0)
        dd_log(context->log, DAYDREAM_LOG_INFO, "%zu issues from earlier dates went out",
               delivered.filed);
    return dd_deliver_is_patient(delivered.cause.code) ? DAYDREAM_OK
                                                       : dd_fail_as(err, &delivered.cause);
}
