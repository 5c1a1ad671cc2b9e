/* SPDX-License-Identifier: MIT */
/* Owns sending what waits, in its order. */
#include <string.h>

#include "base/error.h"
#include "model/issue.h"
#include "trackers/waiting.h"

/* A report that was sent so often, each time in vain, holds up nobody. */
#define ATTEMPTS_MAX 3

static bool is_due(const struct dd_outbox_row *row, const char *date)
{
    return date == NULL || strcmp(row->date, date) < 0;
}

static void count_in(const struct daydream_issue *issue, struct dd_delivered *out)
{
    if (issue->action != DAYDREAM_ACTION_QUEUED) {
        out->filed++;
        return;
    }
    out->waiting++;
    /* one that waits although it could have gone out is worth more words than one that could not */
    if (dd_deliver_is_patient(out->cause.code) && !dd_deliver_is_patient(issue->cause))
        dd_error_clear(&out->cause);
    if (out->cause.code == DAYDREAM_OK)
        out->cause.retry_at = issue->retry_at;
    /* what the server answers names its repository already */
    if (strncmp(issue->reason, issue->repository, strlen(issue->repository)) == 0)
        (void)dd_fail(&out->cause, issue->cause, "outbox", "%s", issue->reason);
    else
        (void)dd_fail(&out->cause, issue->cause, "outbox", "%s: %s", issue->repository,
                      issue->reason);
}

/* Does it hold up what follows in its repository? That would meet the same failure, and come before
 * this one if it did not. But one that was refused for what it says, or that was sent several times
 * in vain, says nothing about the others. */
static bool holds_up(const struct dd_outbox_row *row, const struct daydream_issue *issue)
{
    return issue->action == DAYDREAM_ACTION_QUEUED && issue->cause != DAYDREAM_ERROR_REJECTED &&
           row->attempts < ATTEMPTS_MAX;
}

static enum daydream_status deliver_next(const struct dd_delivery *delivery,
                                         const struct dd_outbox_row *next, struct dd_strings *held,
                                         struct dd_delivered *out, struct daydream_error *err)
{
    struct daydream_issue *issue = NULL;
    struct dd_outbox_row row = {0};
    enum daydream_status status = dd_outbox_find(delivery->store, next->repository, next->date,
                                                 &row, err);

    if (status == DAYDREAM_OK)
        status = dd_deliver(delivery, &row, &issue, err);
    if (status == DAYDREAM_OK) {
        count_in(issue, out);
        if (holds_up(&row, issue))
            status = dd_strings_add(held, row.repository, err);
    }
    daydream_issue_free(issue);
    dd_outbox_row_free(&row);
    return status;
}

enum daydream_status dd_deliver_waiting(const struct dd_delivery *delivery, const char *date,
                                        struct dd_delivered *out, struct daydream_error *err)
{
    struct dd_outbox_rows rows = {NULL, 0, 0};
    struct dd_strings held = {NULL, 0, 0};
    enum daydream_status status = dd_outbox_waiting(delivery->store, &rows, err);

    *out = (struct dd_delivered){0};
    for (size_t i = 0; i < rows.count && status == DAYDREAM_OK; i++) {
        if (!is_due(&rows.items[i], date))
            continue;
        if (dd_strings_has(&held, rows.items[i].repository))
            out->waiting++;
        else
            status = deliver_next(delivery, &rows.items[i], &held, out, err);
    }
    dd_strings_free(&held);
    dd_outbox_rows_free(&rows);
    return status;
}
