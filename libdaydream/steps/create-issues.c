/* SPDX-License-Identifier: MIT */
/* Step 10: the day's report in each project's own repository. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "model/issue.h"
#include "model/news.h"
#include "steps/reporting.h"
#include "trackers/deliver.h"
#include "trackers/outbox.h"

#define NO_REPOSITORY "no GitHub repository; its findings stay in the local report"

static struct dd_delivery make_delivery(const struct dd_step_context *context)
{
    return (struct dd_delivery){context->store, context->accounts, context->clock, context->log,
                                context->dry_run};
}

/* The report of one repository: the entries of all projects that share it, in the file's order. */
static enum daydream_status gather(const struct dd_step_context *context, struct dd_report *report,
                                   struct dd_report_project **entries, struct daydream_error *err)
{
    size_t count = context->projects->count;
    enum daydream_status status = dd_reporting_head(context, report, err);

    *entries = calloc(count, sizeof **entries);
    if (status != DAYDREAM_OK)
        return status;
    if (*entries == NULL)
        return dd_fail_memory(err);
    for (size_t i = 0; i < count; i++)
        if (dd_projects_share(context->entries[i].project, context->project))
            (*entries)[report->project_count++] = context->entries[i];
    report->projects = *entries;
    return DAYDREAM_OK;
}

static enum dd_news news_of(const struct dd_report *report)
{
    enum dd_news greatest = DD_NEWS_NOTHING;

    for (size_t i = 0; i < report->project_count; i++) {
        enum dd_news news = dd_news_of(report->projects[i].findings);

        if (news > greatest)
            greatest = news;
    }
    return greatest;
}

/* Is there enough to say for a report of this repository today? */
static enum daydream_status is_worth_it(const struct dd_step_context *context,
                                        const struct dd_report *report, const char *repository,
                                        bool *out, struct daydream_error *err)
{
    struct dd_outbox_row last = {0};
    enum daydream_status status = dd_outbox_last_before(context->store, repository, report->date,
                                                        &last, err);

    *out = status == DAYDREAM_OK &&
           dd_news_is_worth(news_of(report), context->projects->settings.when, report->date,
                            last.id != 0 ? last.date : "");
    dd_outbox_row_free(&last);
    return status;
}

static enum daydream_status take_text(struct dd_buf *buf, char **slot, struct daydream_error *err)
{
    char *text = NULL;
    enum daydream_status status = dd_buf_take(buf, &text, err);

    if (status == DAYDREAM_OK) {
        free(*slot);
        *slot = text;
    }
    return status;
}

/* Write title and body. What was never sent may change until it is. */
static enum daydream_status compose(const struct dd_report *report, const char *repository,
                                    struct dd_outbox_row *row, struct daydream_error *err)
{
    struct dd_buf title = DD_BUF_INIT;
    struct dd_buf body = DD_BUF_INIT;
    enum daydream_status status = dd_report_body(&body, report, repository, err);

    dd_report_title(&title, report->date, report->projects[0].project->name);
    if (status == DAYDREAM_OK)
        status = take_text(&title, &row->title, err);
    if (status == DAYDREAM_OK)
        status = take_text(&body, &row->body, err);
    dd_buf_free(&title);
    dd_buf_free(&body);
    return status;
}

static enum daydream_status address(const struct dd_step_context *context, const char *repository,
                                    struct dd_outbox_row *row, struct daydream_error *err)
{
    enum daydream_status status;

    memcpy(row->date, context->run->date, DD_DATE_SIZE);
    row->queued = dd_clock_now(context->clock);
    row->state = DD_OUTBOX_WAITING;
    if ((status = dd_string_set(&row->repository, repository, err)) == DAYDREAM_OK &&
        (status = dd_string_set(&row->slug, context->project->slug, err)) == DAYDREAM_OK)
        status = dd_string_set(&row->label, context->projects->settings.label, err);
    return status;
}

/* A row that is there already may still be changed when it is a run's and never was on its way.
 * What a caller of daydream_create_issue() left there exists nowhere else. */
static bool may_change(const struct dd_step_context *context, const struct dd_outbox_row *row)
{
    if (row->state != DD_OUTBOX_WAITING)
        return false;
    if (*row->slug == '\0')
        dd_log(context->log, DAYDREAM_LOG_WARNING,
               "%s: a report of %s that was filed by hand waits; this run's findings are in the "
               "local report",
               row->repository, row->date);
    return *row->slug != '\0';
}

/* Bring the row up to date; `*wanted` is false when there is nothing to file. */
static enum daydream_status prepare_row(const struct dd_step_context *context,
                                        const struct dd_report *report, const char *repository,
                                        struct dd_outbox_row *row, bool *wanted,
                                        struct daydream_error *err)
{
    enum daydream_status status = dd_outbox_find(context->store, repository, report->date, row,
                                                 err);

    *wanted = true;
    if (status != DAYDREAM_OK || (row->id != 0 && !may_change(context, row)))
        return status;
    if (row->id == 0) {
        status = is_worth_it(context, report, repository, wanted, err);
        if (status == DAYDREAM_OK && *wanted)
            status = address(context, repository, row, err);
    }
    return status == DAYDREAM_OK && *wanted ? compose(report, repository, row, err) : status;
}

/* An issue that waits although it could have gone out makes the step fail, so that the run says
 * so; it is in the outbox all the same. */
static enum daydream_status judge(const struct daydream_issue *issue, struct daydream_error *err)
{
    if (issue->action != DAYDREAM_ACTION_QUEUED || dd_deliver_is_patient(issue->cause))
        return DAYDREAM_OK;
    return dd_fail(err, issue->cause, "create-issues", "waits in the outbox: %s", issue->reason);
}

static enum daydream_status deliver(const struct dd_step_context *context,
                                    const struct dd_report *report, const char *repository,
                                    struct daydream_issue **out, struct daydream_error *err)
{
    struct dd_delivery delivery = make_delivery(context);
    struct dd_outbox_row row = {0};
    bool wanted = false;
    enum daydream_status status = prepare_row(context, report, repository, &row, &wanted, err);

    if (status == DAYDREAM_OK && wanted)
        status = dd_deliver(&delivery, &row, out, err);
    else if (status == DAYDREAM_OK)
        status = dd_issue_new(DAYDREAM_ACTION_NONE, out, err);
    dd_outbox_row_free(&row);
    return status == DAYDREAM_OK ? judge(*out, err) : status;
}

static enum daydream_status file_report(const struct dd_step_context *context,
                                        struct daydream_issue **out, struct daydream_error *err)
{
    struct dd_report report;
    struct dd_report_project *entries = NULL;
    struct dd_buf repository = DD_BUF_INIT;
    enum daydream_status status = gather(context, &report, &entries, err);

    dd_project_repository(context->project, &repository);
    if (status == DAYDREAM_OK)
        status = dd_buf_status(&repository, err);
    if (status == DAYDREAM_OK)
        status = deliver(context, &report, dd_buf_text(&repository), out, err);
    dd_buf_free(&repository);
    free(entries);
    return status;
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

static void set_issue(struct dd_step_context *context, struct daydream_issue *issue)
{
    struct dd_report_project *entry = dd_step_entry(context, context->project);

    daydream_issue_free(entry->issue);
    entry->issue = issue;
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
                            : file_report(context, &issue, err);
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
    status = dd_deliver_waiting(&delivery, context->run->date, &delivered, err);
    if (status != DAYDREAM_OK)
        return status;
    if (delivered.filed > 0)
        dd_log(context->log, DAYDREAM_LOG_INFO, "%zu issues from earlier dates went out",
               delivered.filed);
    return dd_deliver_is_patient(delivered.cause.code) ? DAYDREAM_OK
                                                       : dd_fail_as(err, &delivered.cause);
}
