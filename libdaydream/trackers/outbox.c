/* SPDX-License-Identifier: MIT */
#include "trackers/outbox.h"
#include "base/strings.h"
#include "model/issue.h"

static enum daydream_action action_of(const struct dd_outbox_row *row)
{
    if (row->state != DD_OUTBOX_FILED)
        return DAYDREAM_ACTION_QUEUED;
    return dd_outbox_is_dropped(row) ? DAYDREAM_ACTION_NONE : DAYDREAM_ACTION_EXISTS;
}

static enum daydream_status copy_texts(const struct dd_outbox_row *row,
                                       struct daydream_issue *issue, struct daydream_error *err)
{
    enum daydream_status status;

    if ((status = dd_string_set(&issue->url, row->url, err)) == DAYDREAM_OK &&
        (status = dd_string_set(&issue->repository, row->repository, err)) == DAYDREAM_OK &&
        (status = dd_string_set(&issue->title, row->title, err)) == DAYDREAM_OK &&
        (status = dd_string_set(&issue->label, row->label, err)) == DAYDREAM_OK &&
        (status = dd_string_set(&issue->body, row->body, err)) == DAYDREAM_OK)
        status = dd_string_set(&issue->reason, row->reason, err);
    return status;
}

enum daydream_status dd_outbox_row_to_issue(const struct dd_outbox_row *row,
                                            struct daydream_issue **out, struct daydream_error *err)
{
    enum daydream_status status = dd_issue_new(action_of(row), out, err);

    if (status != DAYDREAM_OK)
        return status;
    (*out)->number = row->number;
    status = copy_texts(row, *out, err);
    if (status != DAYDREAM_OK) {
        daydream_issue_free(*out);
        *out = NULL;
    }
    return status;
}

static enum daydream_status find(const struct dd_tracker *tracker, const char *repository,
                                 const char *date, struct daydream_issue **out,
                                 struct daydream_error *err)
{
    struct dd_outbox_row row = {0};
    enum daydream_status status = dd_outbox_find(tracker->self, repository, date, &row, err);

    *out = NULL;
    if (status == DAYDREAM_OK && row.id != 0)
        status = dd_outbox_row_to_issue(&row, out, err);
    dd_outbox_row_free(&row);
    return status;
}

static enum daydream_status file(const struct dd_tracker *tracker, struct dd_outbox_row *row,
                                 struct daydream_issue **out, struct daydream_error *err)
{
    enum daydream_status status = dd_outbox_put(tracker->self, row, err);

    *out = NULL;
    return status == DAYDREAM_OK ? dd_outbox_row_to_issue(row, out, err) : status;
}

static const struct dd_tracker_ops ops = {"outbox", find, file, NULL};

struct dd_tracker dd_tracker_outbox(struct dd_store *store, const struct dd_log *log)
{
    return (struct dd_tracker){.ops = &ops, .self = store, .log = log};
}
