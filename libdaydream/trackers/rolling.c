/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/error.h"
#include "model/blocks.h"
#include "model/issue.h"
#include "model/marker.h"
#include "model/report.h"
#include "trackers/converge.h"
#include "trackers/rolling.h"

#define BODY_MAX 65000 /* GitHub takes 65,536 characters */

bool dd_rolling_is(const char *date)
{
    return strcmp(date, DD_ROLLING_DATE) == 0;
}

/* Is there a fingerprint in `of` that is not in `than`? */
static enum daydream_status has_more(const char *of, const char *than, bool *out,
                                     struct daydream_error *err)
{
    struct dd_strings ours = DD_STRINGS_INIT;
    struct dd_strings theirs = DD_STRINGS_INIT;
    enum daydream_status status = dd_marker_fingerprints(of, &ours, err);

    if (status == DAYDREAM_OK)
        status = dd_marker_fingerprints(than, &theirs, err);
    *out = false;
    for (size_t i = 0; i < ours.count && status == DAYDREAM_OK; i++)
        *out = *out || !dd_strings_has(&theirs, ours.items[i]);
    dd_strings_free(&ours);
    dd_strings_free(&theirs);
    return status;
}

/* What the report is to become. */
struct wish {
    struct dd_buf body;
    bool open;
    bool write;
};

/* One that somebody closed although there were findings stays closed until there is another one;
 * that it lost some is written down all the same, so that they count when they come back. */
static enum daydream_status respect_closing(const struct dd_github_issue *report, struct wish *wish,
                                            struct daydream_error *err)
{
    bool more = false;
    bool fewer = false;
    enum daydream_status status = has_more(dd_buf_text(&wish->body), report->body, &more, err);

    if (status == DAYDREAM_OK)
        status = has_more(report->body, dd_buf_text(&wish->body), &fewer, err);
    wish->open = more;
    wish->write = more || fewer;
    return status;
}

static enum daydream_status make_wish(const struct dd_github_issue *report, const char *block,
                                      struct wish *wish, struct daydream_error *err)
{
    enum daydream_status status;

    dd_blocks_merge(&wish->body, report->body, block);
    if (wish->body.length > BODY_MAX) /* without us, rather than without another one */
        return dd_fail(err, DAYDREAM_ERROR_REJECTED, "github",
                       "issue #%lld is full: what other machines wrote there leaves no room; close "
                       "what is done, or file daily reports",
                       (long long)report->number);
    status = dd_buf_status(&wish->body, err);
    if (status == DAYDREAM_OK)
        status = dd_blocks_are_open(dd_buf_text(&wish->body), &wish->open, err);
    if (status != DAYDREAM_OK)
        return status;
    wish->write = wish->open != report->open || strcmp(dd_buf_text(&wish->body), report->body) != 0;
    return wish->open && !report->open ? respect_closing(report, wish, err) : DAYDREAM_OK;
}

enum daydream_status dd_rolling_join(struct dd_view *view, const struct dd_outbox_row *row,
                                     const struct dd_github_issue *report,
                                     enum daydream_action *action, struct daydream_error *err)
{
    struct wish wish = {.body = DD_BUF_INIT};
    enum daydream_status status = make_wish(report, row->body, &wish, err);

    *action = DAYDREAM_ACTION_EXISTS;
    if (status == DAYDREAM_OK && wish.write) {
        status = dd_github_edit(view->github, view->names.org, view->names.repo, report->number,
                                dd_buf_text(&wish.body), wish.open, err);
        *action = report->open && !wish.open ? DAYDREAM_ACTION_CLOSED : DAYDREAM_ACTION_UPDATED;
    }
    dd_buf_free(&wish.body);
    return status;
}

static enum daydream_status update(struct dd_view *view, const struct dd_outbox_row *row,
                                   const struct dd_github_issue *report,
                                   struct daydream_issue **out, struct daydream_error *err)
{
    enum daydream_action action;
    enum daydream_status status = dd_rolling_join(view, row, report, &action, err);

    return status == DAYDREAM_OK ? dd_converge_issue(view, report, action, out, err) : status;
}

/* What was not there needs no issue to say that it is gone. */
static enum daydream_status file_new(struct dd_view *view, struct dd_outbox_row *row,
                                     struct daydream_issue **out, struct daydream_error *err)
{
    bool open = false;
    enum daydream_status status = dd_blocks_are_open(row->body, &open, err);

    if (status != DAYDREAM_OK)
        return status;
    return open ? dd_converge_file(view, row, out, err)
                : dd_issue_new(DAYDREAM_ACTION_NONE, out, err);
}

/* An issue of ours may be there, whose number or place is not known: that comes first. */
static enum daydream_status clear_up(struct dd_view *view, struct dd_outbox_row *row,
                                     struct daydream_issue **out, struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    if (row->state == DD_OUTBOX_SENDING)
        status = dd_converge_resolve(view, row, err);
    if (status == DAYDREAM_OK && row->own != 0)
        status = dd_converge_settle(view, row, out, err);
    return status;
}

static enum daydream_status file_listed(struct dd_view *view, struct dd_outbox_row *row,
                                        struct daydream_issue **out, struct daydream_error *err)
{
    const struct dd_github_issue *report = NULL;
    enum daydream_status status = dd_view_list(view, err);

    if (status == DAYDREAM_OK)
        status = clear_up(view, row, out, err);
    if (status == DAYDREAM_OK && *out == NULL)
        status = dd_view_report(view, &report, err);
    if (status != DAYDREAM_OK || *out != NULL)
        return status;
    return report != NULL ? update(view, row, report, out, err) : file_new(view, row, out, err);
}

enum daydream_status dd_rolling_file(struct dd_view *view, struct dd_outbox_row *row,
                                     struct daydream_issue **out, struct daydream_error *err)
{
    const struct dd_github_issue *report = NULL;
    enum daydream_status status = DAYDREAM_OK;

    /* who knows the number needs no list */
    if (row->number != 0 && row->own == 0)
        status = dd_view_get(view, row->number, &report, err);
    if (status != DAYDREAM_OK)
        return status;
    return report != NULL ? update(view, row, report, out, err) : file_listed(view, row, out, err);
}
