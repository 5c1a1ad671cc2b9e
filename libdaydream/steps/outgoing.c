/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "model/news.h"
#include "steps/outgoing.h"
#include "steps/reporting.h"

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

enum daydream_status dd_outgoing_prepare(const struct dd_step_context *context,
                                         struct dd_outbox_row *row, bool *wanted,
                                         struct daydream_error *err)
{
    struct dd_report report;
    struct dd_report_project *entries = NULL;
    struct dd_buf repository = DD_BUF_INIT;
    enum daydream_status status = gather(context, &report, &entries, err);

    dd_project_repository(context->project, &repository);
    if (status == DAYDREAM_OK)
        status = dd_buf_status(&repository, err);
    if (status == DAYDREAM_OK)
        status = prepare_row(context, &report, dd_buf_text(&repository), row, wanted, err);
    dd_buf_free(&repository);
    free(entries);
    return status;
}
