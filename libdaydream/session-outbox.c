/* SPDX-License-Identifier: MIT */
/* Owns the public view of the outbox. */
#include <inttypes.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/error.h"
#include "base/json.h"
#include "model/issue.h"
#include "session.h"
#include "trackers/outbox.h"
#include "trackers/waiting.h"

struct daydream_outbox {
    struct dd_outbox_rows rows;
    struct daydream_issue **issues; /* as many as rows */
};

void daydream_outbox_free(struct daydream_outbox *outbox)
{
    if (outbox == NULL)
        return;
    for (size_t i = 0; outbox->issues != NULL && i < outbox->rows.count; i++)
        daydream_issue_free(outbox->issues[i]);
    free(outbox->issues);
    dd_outbox_rows_free(&outbox->rows);
    free(outbox);
}

static enum daydream_status fill(struct dd_store *store, struct daydream_outbox *outbox,
                                 struct daydream_error *err)
{
    enum daydream_status status = dd_outbox_waiting(store, &outbox->rows, err);

    if (status != DAYDREAM_OK)
        return status;
    outbox->issues = calloc(outbox->rows.count + 1, sizeof(struct daydream_issue *));
    if (outbox->issues == NULL)
        return dd_fail_memory(err);
    for (size_t i = 0; i < outbox->rows.count && status == DAYDREAM_OK; i++)
        status = dd_outbox_row_to_issue(&outbox->rows.items[i], &outbox->issues[i], err);
    return status;
}

static enum daydream_status load(struct dd_store *store, struct daydream_outbox **out,
                                 struct daydream_error *err)
{
    struct daydream_outbox *outbox = calloc(1, sizeof *outbox);
    enum daydream_status status;

    if (outbox == NULL)
        return dd_fail_memory(err);
    status = fill(store, outbox, err);
    if (status == DAYDREAM_OK)
        *out = outbox;
    else
        daydream_outbox_free(outbox);
    return status;
}

enum daydream_status daydream_outbox_load(struct daydream *dd, struct daydream_outbox **out,
                                          struct daydream_error *err)
{
    struct daydream_projects *projects = NULL;
    struct dd_state state = DD_STATE_INIT;
    enum daydream_status status = dd_session_projects(dd, &projects, err);

    *out = NULL;
    if (status == DAYDREAM_OK)
        status = dd_state_open_copy(dd, projects, &state, err);
    if (status == DAYDREAM_OK)
        status = load(state.store, out, err);
    dd_state_close(&state);
    daydream_projects_free(projects);
    return status;
}

size_t daydream_outbox_count(const struct daydream_outbox *outbox)
{
    return outbox->rows.count;
}

const struct daydream_issue *daydream_outbox_at(const struct daydream_outbox *outbox, size_t index)
{
    return index < outbox->rows.count ? outbox->issues[index] : NULL;
}

int64_t daydream_outbox_queued_at(const struct daydream_outbox *outbox, size_t index)
{
    return index < outbox->rows.count ? outbox->rows.items[index].queued : 0;
}

static void write_row(struct dd_buf *out, const struct dd_outbox_row *row,
                      const struct daydream_issue *issue)
{
    char queued[DD_RFC3339_SIZE];

    dd_rfc3339_format(row->queued, queued);
    dd_buf_printf(out, "{\"date\":\"%s\",\"queued_at\":\"%s\",\"attempts\":%" PRId64 ",\"issue\":",
                  row->date, queued, row->attempts);
    dd_issue_write_json(out, issue, true);
    dd_buf_putc(out, '}');
}

enum daydream_status daydream_outbox_to_json(const struct daydream_outbox *outbox, char **out,
                                             struct daydream_error *err)
{
    struct dd_buf buf = DD_BUF_INIT;
    enum daydream_status status;

    dd_buf_puts(&buf, "{\"schema\":1,\"waiting\":[");
    for (size_t i = 0; i < outbox->rows.count; i++) {
        dd_buf_puts(&buf, i > 0 ? "," : "");
        write_row(&buf, &outbox->rows.items[i], outbox->issues[i]);
    }
    dd_buf_puts(&buf, "]}");
    status = dd_buf_take(&buf, out, err);
    dd_buf_free(&buf);
    return status;
}

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
