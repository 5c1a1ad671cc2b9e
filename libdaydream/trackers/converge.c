/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/error.h"
#include "model/comment.h"
#include "model/issue.h"
#include "model/marker.h"
#include "trackers/converge.h"
#include "trackers/label.h"
#include "trackers/remark.h"
#include "trackers/rolling.h"

enum daydream_status dd_converge_issue(const struct dd_view *view,
                                       const struct dd_github_issue *from,
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
        (status = dd_string_set(&(*out)->repository, view->repository, err)) != DAYDREAM_OK) {
        daydream_issue_free(*out);
        *out = NULL;
    }
    return status;
}

static enum daydream_status has_said_so(struct dd_view *view, int64_t own, int64_t report,
                                        bool *out, struct daydream_error *err)
{
    struct dd_github_comments comments = {NULL, 0, 0};
    enum daydream_status status = dd_github_list_comments(view->github, view->names.org,
                                                          view->names.repo, own, &comments, err);

    *out = false;
    for (size_t i = 0; i < comments.count; i++)
        *out = *out || dd_comment_is_duplicate(comments.items[i].body, report);
    dd_github_comments_free(&comments);
    return status;
}

static enum daydream_status say_so(struct dd_view *view, int64_t own, int64_t report,
                                   struct daydream_error *err)
{
    struct dd_buf text = DD_BUF_INIT;
    bool said = false;
    enum daydream_status status = has_said_so(view, own, report, &said, err);

    dd_comment_write_duplicate(&text, report);
    if (status == DAYDREAM_OK)
        status = dd_buf_status(&text, err);
    if (status == DAYDREAM_OK && !said)
        status = dd_github_comment(view->github, view->names.org, view->names.repo, own,
                                   dd_buf_text(&text), err);
    dd_buf_free(&text);
    return status;
}

enum daydream_status dd_converge_withdraw(struct dd_view *view, const struct dd_github_issue *own,
                                          const struct dd_github_issue *report,
                                          struct daydream_error *err)
{
    enum daydream_status status = say_so(view, own->number, report->number, err);

    if (status != DAYDREAM_OK || !own->open)
        return status;
    return dd_github_close(view->github, view->names.org, view->names.repo, own->number, report->id,
                           err);
}

/* First the findings, then the closing: whoever dies in between has lost none. */
static enum daydream_status give_up(struct dd_view *view, struct dd_outbox_row *row,
                                    const struct dd_github_issue *own,
                                    const struct dd_github_issue *report,
                                    struct daydream_issue **out, struct daydream_error *err)
{
    enum daydream_action action;
    enum daydream_status status = dd_rolling_is(row->date)
                                      ? dd_rolling_join(view, row, report, &action, err)
                                      : dd_remark_join(view, row, report, &action, err);

    if (status == DAYDREAM_OK)
        status = dd_converge_withdraw(view, own, report, err);
    if (status == DAYDREAM_OK)
        status = dd_converge_issue(view, report, DAYDREAM_ACTION_DUPLICATE, out, err);
    return status;
}

enum daydream_status dd_converge_settle(struct dd_view *view, struct dd_outbox_row *row,
                                        struct daydream_issue **out, struct daydream_error *err)
{
    const struct dd_github_issue *own = NULL;
    const struct dd_github_issue *report = NULL;
    enum daydream_status status = dd_view_get(view, row->own, &own, err);

    if (status == DAYDREAM_OK && own != NULL)
        status = dd_view_report(view, &report, err);
    if (status == DAYDREAM_OK && own != NULL) /* once more: the view may have moved */
        status = dd_view_get(view, row->own, &own, err);
    if (status != DAYDREAM_OK)
        return status;
    if (own != NULL && report != NULL && report->number < own->number)
        status = give_up(view, row, own, report, out, err);
    else if (own != NULL)
        status = dd_converge_issue(view, own, DAYDREAM_ACTION_CREATED, out, err);
    if (status == DAYDREAM_OK)
        row->own = 0;
    return status;
}

/* From here on the row knows which number is its own, should we die before its place is clear. */
static enum daydream_status adopt(struct dd_view *view, struct dd_outbox_row *row,
                                  const struct dd_github_issue *own, struct daydream_error *err)
{
    enum daydream_status status = dd_string_set(&row->url, own->url, err);

    row->own = own->number;
    row->number = own->number;
    row->action = DAYDREAM_ACTION_CREATED;
    row->state = DD_OUTBOX_SETTLING;
    return status == DAYDREAM_OK ? dd_tracker_keep(view->tracker, row, err) : status;
}

enum daydream_status dd_converge_resolve(struct dd_view *view, struct dd_outbox_row *row,
                                         struct daydream_error *err)
{
    const struct dd_github_issue *own = NULL;
    char run[DD_UUID_SIZE];
    enum daydream_status status = DAYDREAM_OK;

    if (dd_marker_run(row->body, run))
        status = dd_view_run(view, run, row->floor, &own, err);
    if (status != DAYDREAM_OK)
        return status;
    if (own != NULL)
        return adopt(view, row, own, err);
    row->state = DD_OUTBOX_WAITING;
    return DAYDREAM_OK;
}

/* The intent is on disk before the first byte leaves: if we die now, the next run knows that it
 * has to look for the report before it files it. */
static enum daydream_status record_intent(const struct dd_view *view, struct dd_outbox_row *row,
                                          struct daydream_error *err)
{
    row->state = DD_OUTBOX_SENDING;
    row->attempts++;
    row->floor = view->newest;
    return dd_tracker_keep(view->tracker, row, err);
}

static enum daydream_status post(struct dd_view *view, struct dd_outbox_row *row,
                                 struct dd_github_issue *out, struct daydream_error *err)
{
    struct dd_github_draft draft = {row->title, row->body, row->label};
    enum daydream_status status = dd_label_see_to(view, &draft, err);

    return status == DAYDREAM_OK
               ? dd_github_create(view->github, view->names.org, view->names.repo, &draft, out, err)
               : status;
}

enum daydream_status dd_converge_file(struct dd_view *view, struct dd_outbox_row *row,
                                      struct daydream_issue **out, struct daydream_error *err)
{
    struct dd_github_issue created = {0};
    enum daydream_status status = record_intent(view, row, err);

    if (status != DAYDREAM_OK)
        return status;
    status = post(view, row, &created, err);
    if (status != DAYDREAM_OK && status != DAYDREAM_ERROR_AMBIGUOUS)
        row->state = DD_OUTBOX_WAITING;
    if (status != DAYDREAM_OK)
        return status;
    status = adopt(view, row, &created, err);
    view->now = created.created;
    if (status != DAYDREAM_OK) {
        dd_github_issue_free(&created);
        return status;
    }
    status = dd_github_issues_take(&view->issues, &created, err);
    return status == DAYDREAM_OK ? dd_converge_settle(view, row, out, err) : status;
}
