/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "model/issue.h"
#include "model/repository.h"
#include "trackers/deliver.h"
#include "trackers/github.h"
#include "trackers/label-memory.h"
#include "trackers/login.h"
#include "trackers/outbox.h"
#include "trackers/rolling.h"

bool dd_deliver_is_patient(enum daydream_status cause)
{
    return cause == DAYDREAM_OK || cause == DAYDREAM_ERROR_NO_TOKEN ||
           cause == DAYDREAM_ERROR_OFFLINE;
}

/* The tracker of a repository's host. */
static enum daydream_status choose_tracker(const struct dd_delivery *delivery,
                                           const char *repository, struct dd_tracker *out,
                                           struct daydream_error *err)
{
    struct dd_github *github = NULL;
    struct dd_repository names;
    enum daydream_status status = dd_repository_parse(repository, &names, err);

    if (status == DAYDREAM_OK)
        status = dd_accounts_client(delivery->accounts, names.host, &github, err);
    if (status == DAYDREAM_OK && delivery->store != NULL)
        status = dd_login_recall(delivery->store, names.host, github, err);
    if (status == DAYDREAM_OK) {
        *out = dd_tracker_github(github, delivery->log);
        out->clock = delivery->clock;
        out->no_comments = delivery->no_comments;
    }
    dd_repository_free(&names);
    return status;
}

enum daydream_status dd_deliver_find(const struct dd_delivery *delivery, const char *repository,
                                     const char *date, struct daydream_issue **out,
                                     struct daydream_error *err)
{
    struct dd_tracker tracker;
    enum daydream_status status = choose_tracker(delivery, repository, &tracker, err);

    *out = NULL;
    return status == DAYDREAM_OK ? tracker.ops->find(&tracker, repository, date, out, err) : status;
}

/* Leave the row in the outbox with the reason why. */
static enum daydream_status keep_waiting(const struct dd_delivery *delivery,
                                         struct dd_outbox_row *row,
                                         const struct daydream_error *cause,
                                         struct daydream_issue **out, struct daydream_error *err)
{
    struct dd_tracker outbox = dd_tracker_outbox(delivery->store, delivery->log);
    enum daydream_status status = dd_string_set(&row->reason, cause->text, err);

    if (status == DAYDREAM_OK)
        status = outbox.ops->file(&outbox, row, out, err);
    if (status == DAYDREAM_OK)
        (*out)->cause = cause->code;
    if (status == DAYDREAM_OK)
        (*out)->retry_at = cause->retry_at;
    return status;
}

/* Write down that the report is there, and where. */
static enum daydream_status settle(const struct dd_delivery *delivery, struct dd_outbox_row *row,
                                   const struct daydream_issue *issue, struct daydream_error *err)
{
    enum daydream_status status = dd_string_set(&row->url, issue->url, err);

    if (status == DAYDREAM_OK)
        status = dd_string_set(&row->reason, NULL, err);
    row->number = issue->number;
    row->action = (int)issue->action;
    row->filed = dd_clock_now(delivery->clock);
    row->state = DD_OUTBOX_FILED;
    return status == DAYDREAM_OK ? dd_outbox_put(delivery->store, row, err) : status;
}

static enum daydream_status keep(void *store, struct dd_outbox_row *row, struct daydream_error *err)
{
    return dd_outbox_put(store, row, err);
}

/* What cannot be written down must not go on: the next one would not know of it. */
static bool is_fatal(enum daydream_status status)
{
    return status == DAYDREAM_ERROR_STATE || status == DAYDREAM_ERROR_MEMORY;
}

/* What the next run need not ask for again. */
static enum daydream_status keep_learnt(const struct dd_delivery *delivery,
                                        const struct dd_tracker *tracker,
                                        const struct dd_outbox_row *row, struct daydream_error *err)
{
    enum daydream_status status = dd_login_keep(delivery->store, row->repository, tracker->self,
                                                err);

    return status == DAYDREAM_OK ? dd_label_keep(delivery->store, row,
                                                 dd_clock_now(delivery->clock), tracker->self, err)
                                 : status;
}

static enum daydream_status send(const struct dd_delivery *delivery, struct dd_tracker *tracker,
                                 struct dd_outbox_row *row, struct daydream_issue **out,
                                 struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    enum daydream_status status;

    tracker->journal = keep;
    tracker->journal_user = delivery->store;
    status = dd_label_recall(delivery->store, row, dd_clock_now(delivery->clock), tracker->self,
                             &cause);
    if (status == DAYDREAM_OK)
        status = tracker->ops->file(tracker, row, out, &cause);
    if (is_fatal(status))
        return dd_fail_as(err, &cause);
    if (status != DAYDREAM_OK)
        return keep_waiting(delivery, row, &cause, out, err);
    status = settle(delivery, row, *out, err);
    return status == DAYDREAM_OK ? keep_learnt(delivery, tracker, row, err) : status;
}

static enum daydream_status plan(const struct dd_outbox_row *row, struct daydream_issue **out,
                                 struct daydream_error *err)
{
    enum daydream_status status = dd_outbox_row_to_issue(row, out, err);

    if (status == DAYDREAM_OK)
        (*out)->action = DAYDREAM_ACTION_PLANNED;
    return status;
}

/* What would become of it. */
static enum daydream_status foresee(const struct dd_tracker *tracker,
                                    const struct dd_outbox_row *row, struct daydream_issue **out,
                                    struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;

    if (dd_rolling_is(row->date) ||
        tracker->ops->find(tracker, row->repository, row->date, out, &cause) != DAYDREAM_OK ||
        *out == NULL)
        return plan(row, out, err);
    return DAYDREAM_OK;
}

enum daydream_status dd_deliver(const struct dd_delivery *delivery, struct dd_outbox_row *row,
                                struct daydream_issue **out, struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    struct dd_tracker tracker;
    enum daydream_status status;

    *out = NULL;
    if (row->state == DD_OUTBOX_FILED)
        return dd_outbox_row_to_issue(row, out, err);
    status = choose_tracker(delivery, row->repository, &tracker, &cause);
    if (status == DAYDREAM_OK)
        status = delivery->dry_run ? foresee(&tracker, row, out, err)
                                   : send(delivery, &tracker, row, out, err);
    else if (delivery->dry_run)
        status = plan(row, out, err);
    else
        status = keep_waiting(delivery, row, &cause, out, err);
    if (status != DAYDREAM_OK) {
        daydream_issue_free(*out);
        *out = NULL;
    }
    return status;
}

/* Bring one row of the repository to its end, or say what keeps it. */
static enum daydream_status finish(const struct dd_delivery *delivery,
                                   const struct dd_outbox_row *glance, struct daydream_error *err)
{
    struct daydream_issue *issue = NULL;
    struct dd_outbox_row row = {0};
    enum daydream_status status = dd_outbox_find(delivery->store, glance->repository, glance->date,
                                                 &row, err);

    if (status == DAYDREAM_OK)
        status = dd_deliver(delivery, &row, &issue, err);
    if (status == DAYDREAM_OK && issue->action == DAYDREAM_ACTION_QUEUED)
        status = dd_fail(err, issue->cause, "outbox", "%s", issue->reason);
    daydream_issue_free(issue);
    dd_outbox_row_free(&row);
    return status;
}

static enum daydream_status finish_all(const struct dd_delivery *delivery, const char *repository,
                                       struct daydream_error *err)
{
    struct dd_outbox_rows rows = {NULL, 0, 0};
    enum daydream_status status = dd_outbox_waiting(delivery->store, &rows, err);

    for (size_t i = 0; i < rows.count && status == DAYDREAM_OK; i++)
        if (strcasecmp(rows.items[i].repository, repository) == 0)
            status = finish(delivery, &rows.items[i], err);
    dd_outbox_rows_free(&rows);
    return status;
}

enum daydream_status dd_deliver_sweep(const struct dd_delivery *delivery, const char *repository,
                                      const char *date, size_t *closed, struct daydream_error *err)
{
    struct dd_tracker tracker;
    enum daydream_status status = choose_tracker(delivery, repository, &tracker, err);

    *closed = 0;
    if (status == DAYDREAM_OK && !delivery->dry_run)
        status = finish_all(delivery, repository, err);
    return status == DAYDREAM_OK
               ? tracker.ops->sweep(&tracker, repository, date, delivery->dry_run, closed, err)
               : status;
}
