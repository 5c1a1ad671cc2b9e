/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/error.h"
#include "model/comment.h"
#include "model/marker.h"
#include "trackers/remark.h"
#include "trackers/trust.h"

/* Who says nothing of reports is not worth a question. */
static bool is_of_interest(const struct dd_github_comment *comment)
{
    return strstr(comment->body, "daydream:1") != NULL || strncmp(comment->body, "From #", 6) == 0;
}

/* Comments of those who may write there: a stranger's marker must not hide a finding. */
static enum daydream_status list_trusted(struct dd_view *view, int64_t number,
                                         struct dd_github_comments *out, struct daydream_error *err)
{
    size_t kept = 0;
    enum daydream_status status = dd_github_list_comments(view->github, view->names.org,
                                                          view->names.repo, number, out, err);

    for (size_t i = 0; i < out->count && status == DAYDREAM_OK; i++) {
        struct dd_github_comment *comment = &out->items[i];
        bool trusted = false;

        if (is_of_interest(comment))
            status = dd_trusted(view->github, comment->author, comment->association, &trusted, err);
        if (trusted) {
            struct dd_github_comment first = out->items[kept];

            out->items[kept++] = *comment;
            *comment = first;
        }
    }
    while (out->count > kept)
        dd_github_comment_free(&out->items[--out->count]);
    return status;
}

static enum daydream_status learn_comments(struct dd_view *view, int64_t number,
                                           struct dd_strings *known, struct daydream_error *err)
{
    struct dd_github_comments comments = {NULL, 0, 0};
    enum daydream_status status = list_trusted(view, number, &comments, err);

    for (size_t i = 0; i < comments.count && status == DAYDREAM_OK; i++)
        status = dd_marker_fingerprints(comments.items[i].body, known, err);
    dd_github_comments_free(&comments);
    return status;
}

static enum daydream_status post(struct dd_view *view, int64_t number, const struct dd_buf *text,
                                 struct daydream_error *err)
{
    return dd_github_comment(view->github, view->names.org, view->names.repo, number,
                             dd_buf_text(text), err);
}

enum daydream_status dd_remark_join(struct dd_view *view, const struct dd_outbox_row *row,
                                    const struct dd_github_issue *report,
                                    enum daydream_action *action, struct daydream_error *err)
{
    const struct dd_comment_source source = {row->body, row->parts};
    struct dd_strings known = DD_STRINGS_INIT;
    struct dd_buf text = DD_BUF_INIT;
    size_t count = 0;
    enum daydream_status status;

    *action = DAYDREAM_ACTION_EXISTS;
    if (view->tracker->no_comments)
        return DAYDREAM_OK;
    status = dd_marker_fingerprints(report->body, &known, err);
    if (status == DAYDREAM_OK)
        status = dd_comment_write(&text, &source, &known, &count, err);
    /* only who has something to add asks what others have added */
    if (status == DAYDREAM_OK && count > 0) {
        dd_buf_reset(&text);
        status = learn_comments(view, report->number, &known, err);
        if (status == DAYDREAM_OK)
            status = dd_comment_write(&text, &source, &known, &count, err);
        if (status == DAYDREAM_OK && count > 0)
            status = post(view, report->number, &text, err);
        if (status == DAYDREAM_OK && count > 0)
            *action = DAYDREAM_ACTION_COMMENTED;
    }
    dd_strings_free(&known);
    dd_buf_free(&text);
    return status;
}

/* ---- what an issue says that nobody will come back to ------------------------------------- */

static bool all_known(const struct dd_strings *fingerprints, const struct dd_strings *known)
{
    for (size_t i = 0; i < fingerprints->count; i++)
        if (!dd_strings_has(known, fingerprints->items[i]))
            return false;
    return true;
}

/* Was the issue moved as a whole? */
static enum daydream_status was_moved(struct dd_view *view, int64_t stray, int64_t report,
                                      bool *out, struct daydream_error *err)
{
    struct dd_github_comments comments = {NULL, 0, 0};
    enum daydream_status status = list_trusted(view, report, &comments, err);

    *out = false;
    for (size_t i = 0; i < comments.count; i++)
        *out = *out || dd_comment_is_stray(comments.items[i].body, stray);
    dd_github_comments_free(&comments);
    return status;
}

/* Is everything that the issue says in the report or its comments? One that names no finding, as
 * when a person took its marker out, can only have been moved. */
static enum daydream_status is_said(struct dd_view *view, const struct dd_github_issue *own,
                                    const struct dd_github_issue *report, bool *out,
                                    struct daydream_error *err)
{
    struct dd_strings wanted = DD_STRINGS_INIT;
    struct dd_strings known = DD_STRINGS_INIT;
    enum daydream_status status = dd_marker_fingerprints(own->body, &wanted, err);

    if (status == DAYDREAM_OK)
        status = dd_marker_fingerprints(report->body, &known, err);
    if (status == DAYDREAM_OK && !all_known(&wanted, &known))
        status = learn_comments(view, report->number, &known, err);
    *out = status == DAYDREAM_OK && all_known(&wanted, &known);
    if (status == DAYDREAM_OK && wanted.count == 0)
        status = was_moved(view, own->number, report->number, out, err);
    dd_strings_free(&wanted);
    dd_strings_free(&known);
    return status;
}

/* Two machines may have cleared up at the same moment: of their comments the first stays, and each
 * login takes its own back. */
static enum daydream_status thin_out(struct dd_view *view, int64_t stray, int64_t number,
                                     struct daydream_error *err)
{
    struct dd_github_comments comments = {NULL, 0, 0};
    enum daydream_status status = list_trusted(view, number, &comments, err);
    bool first = true;

    for (size_t i = 0; i < comments.count && status == DAYDREAM_OK; i++) {
        bool own = false;

        if (!dd_comment_is_stray(comments.items[i].body, stray))
            continue;
        if (!first)
            status = dd_is_own(view->github, comments.items[i].author, &own, err);
        if (own)
            status = dd_github_delete_comment(view->github, view->names.org, view->names.repo,
                                              comments.items[i].id, err);
        first = false;
    }
    dd_github_comments_free(&comments);
    return status;
}

enum daydream_status dd_remark_move(struct dd_view *view, const struct dd_github_issue *own,
                                    const struct dd_github_issue *report,
                                    struct daydream_error *err)
{
    struct dd_buf text = DD_BUF_INIT;
    bool said = false;
    enum daydream_status status = is_said(view, own, report, &said, err);

    if (status != DAYDREAM_OK || said)
        return status;
    dd_comment_write_stray(&text, own->number, own->body);
    status = dd_buf_status(&text, err);
    if (status == DAYDREAM_OK)
        status = post(view, report->number, &text, err);
    if (status == DAYDREAM_OK)
        status = thin_out(view, own->number, report->number, err);
    dd_buf_free(&text);
    return status;
}
