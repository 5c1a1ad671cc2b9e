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

struct daydream_outbox {
    struct dd_outbox_rows rows;
    struct daydream_issue **issues; /* as many as rows */
    int64_t now;                    /* when it was loaded */
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

/* The issue of a row, with its body. */
static enum daydream_status make_issue(struct dd_store *store, const struct dd_outbox_row *glance,
                                       struct daydream_issue **out, struct daydream_error *err)
{
    struct dd_outbox_row row = {0};
    enum daydream_status status = dd_outbox_find(store, glance->repository, glance->date, &row,
                                                 err);

    if (status == DAYDREAM_OK)
        status = dd_outbox_row_to_issue(&row, out, err);
    dd_outbox_row_free(&row);
    return status;
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
        status = make_issue(store, &outbox->rows.items[i], &outbox->issues[i], err);
    return status;
}

static enum daydream_status load(struct dd_store *store, int64_t now, struct daydream_outbox **out,
                                 struct daydream_error *err)
{
    struct daydream_outbox *outbox = calloc(1, sizeof *outbox);
    enum daydream_status status;

    if (outbox == NULL)
        return dd_fail_memory(err);
    outbox->now = now;
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
        status = load(state.store, dd_clock_now(&dd->clock), out, err);
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

int64_t daydream_outbox_age(const struct daydream_outbox *outbox, size_t index)
{
    int64_t age = index < outbox->rows.count ? outbox->now - outbox->rows.items[index].queued : 0;

    return age > 0 ? age : 0; /* clocks are set back */
}

int64_t daydream_outbox_id(const struct daydream_outbox *outbox, size_t index)
{
    return index < outbox->rows.count ? outbox->rows.items[index].id : 0;
}

bool daydream_outbox_may_be_there(const struct daydream_outbox *outbox, size_t index)
{
    return index < outbox->rows.count && outbox->rows.items[index].state != DD_OUTBOX_WAITING;
}

static void write_members(struct dd_buf *out, const struct daydream_outbox *outbox, size_t index)
{
    const struct dd_outbox_row *row = &outbox->rows.items[index];
    char queued[DD_RFC3339_SIZE];

    dd_rfc3339_format(row->queued, queued);
    dd_buf_printf(out,
                  "\"id\":%" PRId64 ",\"date\":\"%s\",\"queued_at\":\"%s\",\"age\":%" PRId64
                  ",\"attempts\":%" PRId64 ",\"may_be_there\":%s,\"issue\":",
                  row->id, row->date, queued, daydream_outbox_age(outbox, index), row->attempts,
                  daydream_outbox_may_be_there(outbox, index) ? "true" : "false");
    dd_issue_write_json(out, outbox->issues[index], true);
}

enum daydream_status daydream_outbox_to_json(const struct daydream_outbox *outbox, char **out,
                                             struct daydream_error *err)
{
    struct dd_buf buf = DD_BUF_INIT;
    enum daydream_status status;

    dd_buf_puts(&buf, "{\"schema\":1,\"waiting\":[");
    for (size_t i = 0; i < outbox->rows.count; i++) {
        dd_buf_puts(&buf, i > 0 ? ",{" : "{");
        write_members(&buf, outbox, i);
        dd_buf_putc(&buf, '}');
    }
    dd_buf_puts(&buf, "]}");
    status = dd_buf_take(&buf, out, err);
    dd_buf_free(&buf);
    return status;
}

enum daydream_status daydream_outbox_item_to_json(const struct daydream_outbox *outbox,
                                                  size_t index, char **out,
                                                  struct daydream_error *err)
{
    struct dd_buf buf = DD_BUF_INIT;
    enum daydream_status status = DAYDREAM_OK;

    *out = NULL;
    if (index >= outbox->rows.count)
        return dd_fail(err, DAYDREAM_ERROR_NOT_FOUND, "outbox", "only %zu issues wait",
                       outbox->rows.count);
    dd_buf_puts(&buf, "{\"schema\":1,");
    write_members(&buf, outbox, index);
    dd_buf_putc(&buf, '}');
    status = dd_buf_take(&buf, out, err);
    dd_buf_free(&buf);
    return status;
}
