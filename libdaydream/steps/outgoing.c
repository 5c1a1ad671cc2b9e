/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "model/news.h"
#include "steps/outgoing.h"
#include "steps/reporting.h"
#include "trackers/amend.h"

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

static enum daydream_status compose(const struct dd_report *report, const char *repository,
                                    struct dd_draft *out, struct daydream_error *err)
{
    struct dd_buf title = DD_BUF_INIT;
    struct dd_buf body = DD_BUF_INIT;
    struct dd_buf parts = DD_BUF_INIT;
    enum daydream_status status = dd_report_body_in_parts(&body, &parts, report, repository, err);

    dd_report_title(&title, report->rolling ? DD_ROLLING_DATE : report->date,
                    report->projects[0].project->name);
    if (status == DAYDREAM_OK && (status = dd_buf_take(&title, &out->title, err)) == DAYDREAM_OK &&
        (status = dd_buf_take(&body, &out->body, err)) == DAYDREAM_OK)
        status = dd_buf_take(&parts, &out->parts, err);
    dd_buf_free(&title);
    dd_buf_free(&body);
    dd_buf_free(&parts);
    return status;
}

static enum daydream_status address(const struct dd_step_context *context, const char *repository,
                                    struct dd_outbox_row *row, struct daydream_error *err)
{
    enum daydream_status status;

    memcpy(row->date, dd_outgoing_date(context), strlen(dd_outgoing_date(context)) + 1);
    row->queued = dd_clock_now(context->clock);
    row->state = DD_OUTBOX_WAITING;
    if ((status = dd_string_set(&row->repository, repository, err)) == DAYDREAM_OK &&
        (status = dd_string_set(&row->slug, context->project->slug, err)) == DAYDREAM_OK)
        status = dd_string_set(&row->label, context->projects->settings.label, err);
    return status;
}

/* Where the outcome of a POST is not known, the row has to stay what was sent; what a caller of
 * daydream_create_issue() left in the outbox exists nowhere else; and what was let go stays so. */
bool dd_outgoing_is_fixed(const struct dd_outbox_row *row)
{
    return dd_outbox_is_dropped(row) || row->state == DD_OUTBOX_SENDING || row->own != 0 ||
           (row->state != DD_OUTBOX_FILED && *row->slug == '\0');
}

/* What was never sent may change until it is; what was filed may lack something. */
static enum daydream_status revise(const struct dd_step_context *context,
                                   const struct dd_report *report, const char *repository,
                                   struct dd_outbox_row *row, struct daydream_error *err)
{
    struct dd_draft draft = {NULL, NULL, NULL};
    enum daydream_status status = compose(report, repository, &draft, err);

    if (status == DAYDREAM_OK && row->id != 0 && report->rolling)
        status = dd_amend_rolling(row, &draft, err);
    else if (status == DAYDREAM_OK && row->state == DD_OUTBOX_FILED)
        status = dd_amend_filed(row, &draft, err);
    else if (status == DAYDREAM_OK)
        dd_amend(row, &draft);
    if (status == DAYDREAM_OK && row->state == DD_OUTBOX_SETTLING) /* and no caller's any more */
        status = dd_string_set(&row->slug, context->project->slug, err);
    dd_draft_free(&draft);
    return status;
}

static enum daydream_status begin_row(const struct dd_step_context *context,
                                      const struct dd_report *report, const char *repository,
                                      struct dd_outbox_row *row, bool *wanted,
                                      struct daydream_error *err)
{
    enum daydream_status status = is_worth_it(context, report, repository, wanted, err);

    return status == DAYDREAM_OK && *wanted ? address(context, repository, row, err) : status;
}

static enum daydream_status prepare_row(const struct dd_step_context *context,
                                        const struct dd_report *report, const char *repository,
                                        struct dd_outbox_row *row, bool *wanted,
                                        struct daydream_error *err)
{
    enum daydream_status status = dd_outbox_find(context->store, repository,
                                                 dd_outgoing_date(context), row, err);

    *wanted = true;
    if (status == DAYDREAM_OK && row->id == 0)
        status = begin_row(context, report, repository, row, wanted, err);
    if (status != DAYDREAM_OK || !*wanted || dd_outgoing_is_fixed(row))
        return status;
    status = revise(context, report, repository, row, err);
    if (report->rolling && row->state == DD_OUTBOX_FILED) /* it was clean, and still is */
        *wanted = false;
    return status;
}

const char *dd_outgoing_date(const struct dd_step_context *context)
{
    return context->projects->settings.mode == DD_MODE_ROLLING ? DD_ROLLING_DATE
                                                               : context->run->date;
}

enum daydream_status dd_outgoing_prepare(const struct dd_step_context *context,
                                         struct dd_outbox_row *row, bool *wanted,
                                         struct daydream_error *err)
{
    struct dd_report report = {.date = NULL};
    struct dd_report_project *entries = NULL;
    struct dd_buf repository = DD_BUF_INIT;
    enum daydream_status status = gather(context, &report, &entries, err);

    report.rolling = context->projects->settings.mode == DD_MODE_ROLLING;
    dd_project_repository(context->project, &repository);
    if (status == DAYDREAM_OK)
        status = dd_buf_status(&repository, err);
    if (status == DAYDREAM_OK)
        status = prepare_row(context, &report, dd_buf_text(&repository), row, wanted, err);
    dd_buf_free(&repository);
    free(entries);
    return status;
}
