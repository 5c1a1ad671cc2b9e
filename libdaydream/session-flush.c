/* SPDX-License-Identifier: MIT */
/* Owns what a caller does with the outbox, outside of a run: send what waits, or let one go. */
#include <inttypes.h>

#include "base/error.h"
#include "session.h"
#include "trackers/rolling.h"
#include "trackers/waiting.h"

static enum daydream_status flush(struct daydream *dd, const struct daydream_projects *projects,
                                  struct dd_store *store, struct dd_delivered *out,
                                  struct daydream_error *err)
{
    struct dd_delivery delivery;
    enum daydream_status status = dd_session_connect(dd, err);

    if (status == DAYDREAM_OK)
        status = dd_session_trust(dd, projects, err);
    if (status != DAYDREAM_OK)
        return status;
    delivery = dd_session_delivery(dd, projects, store);
    status = dd_deliver_waiting(&delivery, NULL, out, err);
    if (status == DAYDREAM_OK && out->cause.code != DAYDREAM_OK)
        status = dd_fail_as(err, &out->cause);
    return status;
}

enum daydream_status daydream_outbox_flush(struct daydream *dd, size_t *filed, size_t *waiting,
                                           struct daydream_error *err)
{
    struct daydream_projects *projects = NULL;
    struct dd_delivered delivered = {0};
    struct dd_state state = DD_STATE_INIT;
    enum daydream_status status = dd_session_projects(dd, &projects, err);

    if (status == DAYDREAM_OK)
        status = dd_state_open(dd, projects, &state, err);
    if (status == DAYDREAM_OK)
        status = flush(dd, projects, state.store, &delivered, err);
    if (filed != NULL)
        *filed = delivered.filed;
    if (waiting != NULL)
        *waiting = delivered.waiting;
    dd_state_close(&state);
    daydream_projects_free(projects);
    return status;
}

/* The one row of a rolling issue is for every date to come, which must not find it dropped. */
static enum daydream_status let_go(struct dd_store *store, struct dd_outbox_row *row,
                                   struct daydream_error *err)
{
    return dd_rolling_is(row->date) && row->url == NULL ? dd_outbox_remove(store, row, err)
                                                        : dd_outbox_drop(store, row, err);
}

static enum daydream_status drop(struct dd_store *store, int64_t id, struct daydream_error *err)
{
    struct dd_outbox_row row = {0};
    struct dd_outbox_rows rows = {NULL, 0, 0};
    const struct dd_outbox_row *found = NULL;
    enum daydream_status status = dd_outbox_waiting(store, &rows, err);

    for (size_t i = 0; i < rows.count && found == NULL; i++)
        found = rows.items[i].id == id ? &rows.items[i] : NULL;
    if (status == DAYDREAM_OK && found == NULL)
        status = dd_fail(err, DAYDREAM_ERROR_NOT_FOUND, "outbox",
                         "no issue %" PRId64 " waits in the outbox", id);
    if (status == DAYDREAM_OK)
        status = dd_outbox_find(store, found->repository, found->date, &row, err);
    if (status == DAYDREAM_OK)
        status = let_go(store, &row, err);
    dd_outbox_row_free(&row);
    dd_outbox_rows_free(&rows);
    return status;
}

enum daydream_status daydream_outbox_drop(struct daydream *dd, int64_t id,
                                          struct daydream_error *err)
{
    struct daydream_projects *projects = NULL;
    struct dd_state state = DD_STATE_INIT;
    enum daydream_status status = dd_session_projects(dd, &projects, err);

    if (status == DAYDREAM_OK)
        status = dd_state_open(dd, projects, &state, err);
    if (status == DAYDREAM_OK)
        status = drop(state.store, id, err);
    dd_state_close(&state);
    daydream_projects_free(projects);
    return status;
}
