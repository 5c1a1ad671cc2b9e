/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "model/issue.h"
#include "model/marker.h"
#include "model/repository.h"
#include "trackers/deliver.h"
#include "trackers/github.h"
#include "trackers/outbox.h"

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
    if (status == DAYDREAM_OK)
        *out = dd_tracker_github(github, delivery->log);
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

/* The intent is on disk before the first byte leaves: if we die now, the next run knows that it
 * has to look for the report before it files it. */
static enum daydream_status record_intent(const struct dd_delivery *delivery,
                                          struct dd_outbox_row *row, struct daydream_error *err)
{
    row->state = DD_OUTBOX_SENDING;
    row->attempts++;
    return dd_outbox_put(delivery->store, row, err);
}

/* File a report that is not there yet. */
static enum daydream_status send(const struct dd_delivery *delivery,
                                 const struct dd_tracker *tracker, struct dd_outbox_row *row,
                                 struct daydream_issue **out, struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    enum daydream_status status = record_intent(delivery, row, err);

    if (status != DAYDREAM_OK)
        return status;
    status = tracker->ops->file(tracker, row, out, &cause);
    if (status == DAYDREAM_OK)
        return settle(delivery, row, *out, err);
    if (status != DAYDREAM_ERROR_AMBIGUOUS)
        row->state = DD_OUTBOX_WAITING;
    return keep_waiting(delivery, row, &cause, out, err);
}

static enum daydream_status plan(const struct dd_outbox_row *row, struct daydream_issue **out,
                                 struct daydream_error *err)
{
    enum daydream_status status = dd_outbox_row_to_issue(row, out, err);

    if (status == DAYDREAM_OK)
        (*out)->action = DAYDREAM_ACTION_PLANNED;
    return status;
}

/* A POST of ours had lost its answer, and this is what it made. */
static bool is_ours(const struct dd_outbox_row *row, const struct daydream_issue *found)
{
    char run[DD_UUID_SIZE];

    return row->state == DD_OUTBOX_SENDING && found->body != NULL &&
           dd_marker_run(row->body, run) && dd_marker_has_run(found->body, run);
}

static enum daydream_status accept_found(const struct dd_delivery *delivery,
                                         struct dd_outbox_row *row, struct daydream_issue *found,
                                         struct daydream_error *err)
{
    if (is_ours(row, found))
        found->action = DAYDREAM_ACTION_CREATED;
    return delivery->dry_run ? DAYDREAM_OK : settle(delivery, row, found, err);
}

static enum daydream_status deliver_to(const struct dd_delivery *delivery,
                                       const struct dd_tracker *tracker, struct dd_outbox_row *row,
                                       struct daydream_issue **out, struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    enum daydream_status status = tracker->ops->find(tracker, row->repository, row->date, out,
                                                     &cause);

    if (status != DAYDREAM_OK)
        return delivery->dry_run ? plan(row, out, err)
                                 : keep_waiting(delivery, row, &cause, out, err);
    if (*out != NULL)
        return accept_found(delivery, row, *out, err);
    return delivery->dry_run ? plan(row, out, err) : send(delivery, tracker, row, out, err);
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
        status = deliver_to(delivery, &tracker, row, out, err);
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
