/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "model/news.h"
#include "steps/outgoing.h"
#include "steps/publishing.h"
#include "steps/reporting.h"
#include "trackers/amend.h"

/* What a run has to say to one repository. */
struct outgoing {
    const struct dd_step_context *context;
    const char *repository; /* "host/org/repo" */
    struct dd_report report;
    struct dd_report_project *entries; /* of the report */
};

static void let_go(struct outgoing *it)
{
    for (size_t i = 0; i < it->report.project_count; i++)
        daydream_findings_free(it->entries[i].findings);
    free(it->entries);
}

/* An entry of one's own, with what was found. */
static enum daydream_status gather_one(struct outgoing *it, const struct dd_report_project *from,
                                       struct daydream_error *err)
{
    struct dd_report_project *entry = &it->entries[it->report.project_count++];

    *entry = *from;
    return dd_reporting_findings(it->context, from->project, &entry->findings, err);
}

/* The entries of all projects that share the repository, in the file's order. */
static enum daydream_status gather(struct outgoing *it, struct daydream_error *err)
{
    const struct dd_step_context *context = it->context;
    size_t count = context->projects->count;
    enum daydream_status status = dd_reporting_head(context, &it->report, err);

    if (status != DAYDREAM_OK)
        return status;
    it->entries = calloc(count, sizeof *it->entries);
    if (it->entries == NULL)
        return dd_fail_memory(err);
    for (size_t i = 0; i < count && status == DAYDREAM_OK; i++)
        if (dd_projects_share(context->entries[i].project, context->project))
            status = gather_one(it, &context->entries[i], err);
    it->report.projects = it->entries;
    it->report.rolling = context->projects->settings.mode == DD_MODE_ROLLING;
    return status;
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
static enum daydream_status is_worth_it(const struct outgoing *it, bool *out,
                                        struct daydream_error *err)
{
    struct dd_outbox_row last = {0};
    enum daydream_status status = dd_outbox_last_before(it->context->store, it->repository,
                                                        it->report.date, &last, err);

    *out = status == DAYDREAM_OK &&
           dd_news_is_worth(news_of(&it->report), it->context->projects->settings.when,
                            it->report.date, last.id != 0 ? last.date : "");
    dd_outbox_row_free(&last);
    return status;
}

static enum daydream_status compose(const struct outgoing *it, struct dd_draft *out,
                                    struct daydream_error *err)
{
    const struct dd_report *report = &it->report;
    struct dd_buf title = DD_BUF_INIT;
    struct dd_buf body = DD_BUF_INIT;
    struct dd_buf parts = DD_BUF_INIT;
    enum daydream_status status = dd_report_body_in_parts(&body, &parts, report, it->repository,
                                                          err);

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

static enum daydream_status address(const struct outgoing *it, struct dd_outbox_row *row,
                                    struct daydream_error *err)
{
    const struct dd_step_context *context = it->context;
    enum daydream_status status;

    memcpy(row->date, dd_outgoing_date(context), strlen(dd_outgoing_date(context)) + 1);
    row->queued = dd_clock_now(context->clock);
    row->state = DD_OUTBOX_WAITING;
    if ((status = dd_string_set(&row->repository, it->repository, err)) == DAYDREAM_OK &&
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

/* The texts, with as much in them as everybody who can read the repository may see. */
static enum daydream_status draft(struct outgoing *it, struct dd_draft *out,
                                  struct daydream_error *err)
{
    const struct dd_publishing publishing = {it->context->store, it->context->accounts,
                                             it->context->clock, it->context->log};
    enum daydream_status status = dd_publishing_decide(&publishing, it->entries,
                                                       it->report.project_count, err);

    return status == DAYDREAM_OK ? compose(it, out, err) : status;
}

/* What was never sent may change until it is; what was filed may lack something. */
static enum daydream_status revise(struct outgoing *it, struct dd_outbox_row *row,
                                   struct daydream_error *err)
{
    struct dd_draft texts = {NULL, NULL, NULL};
    enum daydream_status status = draft(it, &texts, err);

    if (status == DAYDREAM_OK && row->id != 0 && it->report.rolling)
        status = dd_amend_rolling(row, &texts, err);
    else if (status == DAYDREAM_OK && row->state == DD_OUTBOX_FILED)
        status = dd_amend_filed(row, &texts, err);
    else if (status == DAYDREAM_OK)
        dd_amend(row, &texts);
    if (status == DAYDREAM_OK && row->state == DD_OUTBOX_SETTLING) /* and no caller's any more */
        status = dd_string_set(&row->slug, it->context->project->slug, err);
    dd_draft_free(&texts);
    return status;
}

static enum daydream_status begin_row(const struct outgoing *it, struct dd_outbox_row *row,
                                      bool *wanted, struct daydream_error *err)
{
    enum daydream_status status = is_worth_it(it, wanted, err);

    return status == DAYDREAM_OK && *wanted ? address(it, row, err) : status;
}

static enum daydream_status prepare_row(struct outgoing *it, struct dd_outbox_row *row,
                                        bool *wanted, struct daydream_error *err)
{
    enum daydream_status status = dd_outbox_find(it->context->store, it->repository,
                                                 dd_outgoing_date(it->context), row, err);

    *wanted = true;
    if (status == DAYDREAM_OK && row->id == 0)
        status = begin_row(it, row, wanted, err);
    if (status != DAYDREAM_OK || !*wanted || dd_outgoing_is_fixed(row))
        return status;
    status = revise(it, row, err);
    if (it->report.rolling && row->state == DD_OUTBOX_FILED) /* it was clean, and still is */
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
    struct outgoing it = {.context = context};
    struct dd_buf repository = DD_BUF_INIT;
    enum daydream_status status = gather(&it, err);

    dd_project_repository(context->project, &repository);
    if (status == DAYDREAM_OK)
        status = dd_buf_status(&repository, err);
    it.repository = dd_buf_text(&repository);
    if (status == DAYDREAM_OK)
        status = prepare_row(&it, row, wanted, err);
    dd_buf_free(&repository);
    let_go(&it);
    return status;
}
