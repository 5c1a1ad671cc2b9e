/* SPDX-License-Identifier: MIT */
#include "trackers/github.h"
#include "base/error.h"
#include "base/log.h"
#include "trackers/converge.h"
#include "trackers/remark.h"
#include "trackers/rolling.h"
#include "trackers/sweep.h"

#define SWEEP_SECONDS (30 * INT64_C(86400)) /* back, where nobody says how far */

static enum daydream_status find(const struct dd_tracker *tracker, const char *repository,
                                 const char *date, struct daydream_issue **out,
                                 struct daydream_error *err)
{
    const struct dd_github_issue *found = NULL;
    struct dd_view view;
    enum daydream_status status = dd_view_open(&view, tracker, repository, date, err);

    *out = NULL;
    if (status == DAYDREAM_OK)
        status = dd_view_list(&view, err);
    if (status == DAYDREAM_OK)
        status = dd_view_report(&view, &found, err);
    if (status == DAYDREAM_OK && found != NULL)
        status = dd_converge_issue(&view, found, DAYDREAM_ACTION_EXISTS, out, err);
    dd_view_close(&view);
    return status;
}

static enum daydream_status join(struct dd_view *view, const struct dd_outbox_row *row,
                                 const struct dd_github_issue *report, struct daydream_issue **out,
                                 struct daydream_error *err)
{
    enum daydream_action action;
    enum daydream_status status = dd_remark_join(view, row, report, &action, err);

    return status == DAYDREAM_OK ? dd_converge_issue(view, report, action, out, err) : status;
}

/* What we began comes first, then what others have filed, and only then a report of our own. */
static enum daydream_status file_daily(struct dd_view *view, struct dd_outbox_row *row,
                                       struct daydream_issue **out, struct daydream_error *err)
{
    const struct dd_github_issue *report = NULL;
    enum daydream_status status = dd_view_list(view, err);

    if (status == DAYDREAM_OK && row->state == DD_OUTBOX_SENDING)
        status = dd_converge_resolve(view, row, err);
    if (status == DAYDREAM_OK && row->own != 0)
        status = dd_converge_settle(view, row, out, err);
    if (status == DAYDREAM_OK && *out == NULL)
        status = dd_view_report(view, &report, err);
    if (status != DAYDREAM_OK || *out != NULL)
        return status;
    return report != NULL ? join(view, row, report, out, err)
                          : dd_converge_file(view, row, out, err);
}

/* The list is at hand. What others left behind is no reason for our own report to wait. */
static void clear_up(struct dd_view *view)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    size_t count = 0;

    if (dd_sweep(view, DD_SWEEP_RUN_AGE_SECONDS, false, &count, &cause) != DAYDREAM_OK)
        dd_log(view->tracker->log, DAYDREAM_LOG_WARNING,
               "%s: reports that are there twice are left to the next run: %s", view->repository,
               cause.text);
    else if (count > 0)
        dd_log(view->tracker->log, DAYDREAM_LOG_INFO,
               "%s: closed %zu reports that were there twice", view->repository, count);
}

/* The rolling report was read by its number, and no list. Whoever filed a second one did so shortly
 * after it: for a week that is looked for. */
static void clear_up_rolling(const struct dd_view *view)
{
    const struct dd_github_issue *report = &view->issues.items[0];
    struct dd_view beside;
    enum daydream_status status;

    if (view->issues.count == 0 || view->now - report->created > DD_SWEEP_ROLLING_SECONDS)
        return;
    status = dd_view_open(&beside, view->tracker, view->repository, view->date, NULL);
    beside.begun = report->created;
    if (status == DAYDREAM_OK)
        status = dd_view_list_since(&beside, report->created, NULL);
    if (status == DAYDREAM_OK)
        clear_up(&beside);
    dd_view_close(&beside);
}

static enum daydream_status file(const struct dd_tracker *tracker, struct dd_outbox_row *row,
                                 struct daydream_issue **out, struct daydream_error *err)
{
    struct dd_view view;
    enum daydream_status status = dd_view_open(&view, tracker, row->repository, row->date, err);
    bool rolling = dd_rolling_is(row->date);
    bool by_number = rolling && row->number != 0 && row->own == 0;

    *out = NULL;
    if (status == DAYDREAM_OK)
        status = rolling ? dd_rolling_file(&view, row, out, err) : file_daily(&view, row, out, err);
    if (status == DAYDREAM_OK && by_number)
        clear_up_rolling(&view);
    else if (status == DAYDREAM_OK)
        clear_up(&view);
    dd_view_close(&view);
    return status;
}

/* Reports of all dates, or of one. */
static enum daydream_status list_for_sweep(struct dd_view *view, const char *date,
                                           struct daydream_error *err)
{
    enum daydream_status status = date != NULL
                                      ? dd_view_list(view, err)
                                      : dd_view_list_since(view, view->now - SWEEP_SECONDS, err);

    if (status != DAYDREAM_OK || date != NULL || !dd_sweep_needs_all(view))
        return status;
    dd_github_issues_free(&view->issues);
    return dd_view_list_since(view, 0, err);
}

static enum daydream_status sweep(const struct dd_tracker *tracker, const char *repository,
                                  const char *date, bool dry, size_t *count,
                                  struct daydream_error *err)
{
    struct dd_view view;
    enum daydream_status status = dd_view_open(&view, tracker, repository, date != NULL ? date : "",
                                               err);

    *count = 0;
    if (status == DAYDREAM_OK)
        status = list_for_sweep(&view, date, err);
    if (status == DAYDREAM_OK)
        status = dd_sweep(&view, DD_SWEEP_AGE_SECONDS, dry, count, err);
    dd_view_close(&view);
    return status;
}

static const struct dd_tracker_ops ops = {"github", find, file, sweep};

struct dd_tracker dd_tracker_github(struct dd_github *github, const struct dd_log *log)
{
    return (struct dd_tracker){.ops = &ops, .self = github, .log = log};
}
