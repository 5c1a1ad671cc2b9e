/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "model/marker.h"
#include "model/report.h"
#include "trackers/converge.h"
#include "trackers/remark.h"
#include "trackers/sweep.h"
#include "trackers/trust.h"

#define DATE_MARGIN_SECONDS 86400 /* a date begins up to 14 hours before its midnight in UTC */

/* The date that an issue is the report of, by its marker or its title. */
static bool read_date(const struct dd_github_issue *issue, char out[DD_DATE_SIZE])
{
    struct dd_buf prefix = DD_BUF_INIT;
    int64_t days = 0;
    bool is;

    if (dd_marker_member(issue->body, "date", out, DD_DATE_SIZE))
        return true;
    dd_report_title_prefix(&prefix, "");
    is = !prefix.failed && strncmp(issue->title, dd_buf_text(&prefix), prefix.length) == 0;
    if (is) {
        memcpy(out, issue->title + prefix.length,
               strnlen(issue->title + prefix.length, DD_DATE_SIZE - 1));
        out[DD_DATE_SIZE - 1] = '\0';
    }
    dd_buf_free(&prefix);
    return is && dd_date_parse(out, &days);
}

/* Is every report of the date in the list, so that the lowest of them is the report? */
static bool covers(const struct dd_view *view, const char *date)
{
    int64_t days = 0;

    if (strcmp(date, DD_ROLLING_DATE) == 0)
        return view->since <= view->begun;
    return dd_date_parse(date, &days) && days * 86400 - DATE_MARGIN_SECONDS >= view->since;
}

/* Could it be a stray, as far as can be told without a question? */
static bool is_candidate(const struct dd_view *view, const struct dd_github_issue *issue,
                         int64_t age, char date[DD_DATE_SIZE])
{
    return issue->open && view->now - issue->created >= age && read_date(issue, date) &&
           dd_view_is_report(view, issue, date) && covers(view, date);
}

bool dd_sweep_needs_all(const struct dd_view *view)
{
    bool needs = false;

    for (size_t i = 0; i < view->issues.count; i++)
        needs = needs || (view->issues.items[i].open && !covers(view, DD_ROLLING_DATE) &&
                          dd_view_is_report(view, &view->issues.items[i], DD_ROLLING_DATE));
    return needs;
}

/* The lowest trusted report of the date below an issue; NULL: it is the report itself. */
static enum daydream_status find_lower(struct dd_view *view, const struct dd_github_issue *issue,
                                       const char *date, const struct dd_github_issue **out,
                                       struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    *out = NULL;
    for (size_t i = 0; i < view->issues.count && status == DAYDREAM_OK; i++) {
        const struct dd_github_issue *other = &view->issues.items[i];
        bool trusted = false;

        if (other->number >= issue->number || (*out != NULL && other->number > (*out)->number) ||
            !dd_view_is_report(view, other, date))
            continue;
        status = dd_trusted(view->github, other->author, other->association, &trusted, err);
        if (trusted)
            *out = other;
    }
    return status;
}

static enum daydream_status close_stray(struct dd_view *view, const struct dd_github_issue *stray,
                                        const struct dd_github_issue *report,
                                        struct daydream_error *err)
{
    enum daydream_status status = dd_remark_move(view, stray, report, err);

    return status == DAYDREAM_OK ? dd_converge_withdraw(view, stray, report, err) : status;
}

static enum daydream_status look_at(struct dd_view *view, const struct dd_github_issue *issue,
                                    int64_t age, bool dry, size_t *count,
                                    struct daydream_error *err)
{
    const struct dd_github_issue *report = NULL;
    char date[DD_DATE_SIZE] = "";
    bool own = false;
    enum daydream_status status;

    if (!is_candidate(view, issue, age, date))
        return DAYDREAM_OK;
    status = find_lower(view, issue, date, &report, err);
    if (status == DAYDREAM_OK && report != NULL)
        status = dd_is_own(view->github, issue->author, &own, err);
    if (status != DAYDREAM_OK || !own)
        return status;
    if (!dry)
        status = close_stray(view, issue, report, err);
    *count += status == DAYDREAM_OK;
    return status;
}

enum daydream_status dd_sweep(struct dd_view *view, int64_t age, bool dry, size_t *count,
                              struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    *count = 0;
    for (size_t i = 0; i < view->issues.count && status == DAYDREAM_OK; i++)
        status = look_at(view, &view->issues.items[i], age, dry, count, err);
    return status;
}
