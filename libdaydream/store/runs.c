/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/strings.h"
#include "store/runs.h"
#include "store/sql.h"

/* Read the row that a query for "id, uuid, date, started, finished" gives; id 0: none. */
static void read_run(struct dd_sql *sql, struct dd_run_row *out)
{
    *out = (struct dd_run_row){0};
    if (!dd_sql_next(sql))
        return;
    out->id = dd_sql_int(sql, 0);
    dd_sql_copy_to(sql, 1, out->uuid, sizeof out->uuid);
    dd_sql_copy_to(sql, 2, out->date, sizeof out->date);
    out->started = dd_sql_int(sql, 3);
    out->finished = dd_sql_int(sql, 4);
}

static enum daydream_status make_run(struct dd_store *store, const struct dd_run_row *wanted,
                                     struct daydream_error *err)
{
    struct dd_sql sql = dd_sql_prepare(
        store, "INSERT INTO runs (uuid, date, started, finished) VALUES (?, ?, ?, ?)"
               " ON CONFLICT (date) DO NOTHING");

    dd_sql_bind_text(&sql, wanted->uuid);
    dd_sql_bind_text(&sql, wanted->date);
    dd_sql_bind_int(&sql, wanted->started);
    dd_sql_bind_int(&sql, wanted->finished);
    (void)dd_sql_next(&sql);
    return dd_sql_end(&sql, err);
}

enum daydream_status dd_runs_open(struct dd_store *store, const struct dd_run_row *wanted,
                                  struct dd_run_row *out, struct daydream_error *err)
{
    enum daydream_status status = make_run(store, wanted, err);
    struct dd_sql sql;

    if (status != DAYDREAM_OK)
        return status;
    sql = dd_sql_prepare(store,
                         "SELECT id, uuid, date, started, finished FROM runs WHERE date = ?");
    dd_sql_bind_text(&sql, wanted->date);
    read_run(&sql, out);
    return dd_sql_end(&sql, err);
}

enum daydream_status dd_runs_finish(struct dd_store *store, int64_t run, int64_t finished,
                                    struct daydream_error *err)
{
    struct dd_sql sql = dd_sql_prepare(store, "UPDATE runs SET finished = ? WHERE id = ?");

    dd_sql_bind_int(&sql, finished);
    dd_sql_bind_int(&sql, run);
    (void)dd_sql_next(&sql);
    dd_sql_need_change(&sql, "run");
    return dd_sql_end(&sql, err);
}

enum daydream_status dd_runs_forget_unused(struct dd_store *store, int64_t run,
                                           struct daydream_error *err)
{
    struct dd_sql sql = dd_sql_prepare(
        store,
        "DELETE FROM runs WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM steps WHERE run = ?1)");

    dd_sql_bind_int(&sql, run);
    (void)dd_sql_next(&sql);
    return dd_sql_end(&sql, err);
}

enum daydream_status dd_runs_before(struct dd_store *store, const char *date,
                                    struct dd_run_row *out, struct daydream_error *err)
{
    struct dd_sql sql = dd_sql_prepare(store, "SELECT id, uuid, date, started, finished FROM runs"
                                              " WHERE date < ? ORDER BY date DESC LIMIT 1");
    enum daydream_status status;

    dd_sql_bind_text(&sql, date);
    read_run(&sql, out);
    status = dd_sql_end(&sql, err);
    return status == DAYDREAM_OK && out->id == 0 ? DAYDREAM_ERROR_NOT_FOUND : status;
}

void dd_step_row_free(struct dd_step_row *row)
{
    if (row == NULL)
        return;
    free(row->reason);
    row->reason = NULL;
}

enum daydream_status dd_steps_get(struct dd_store *store, int64_t run, const char *step,
                                  const char *slug, struct dd_step_row *out,
                                  struct daydream_error *err)
{
    struct dd_sql sql = dd_sql_prepare(store, "SELECT status, seconds, reason FROM steps"
                                              " WHERE run = ? AND step = ? AND slug = ?");

    *out = (struct dd_step_row){DAYDREAM_STEP_PENDING, NULL, 0};
    dd_sql_bind_int(&sql, run);
    dd_sql_bind_text(&sql, step);
    dd_sql_bind_text(&sql, slug);
    if (dd_sql_next(&sql)) {
        out->status = (enum daydream_step_status)dd_sql_int(&sql, 0);
        out->seconds = dd_sql_double(&sql, 1);
        dd_sql_copy(&sql, 2, &out->reason);
    }
    return dd_sql_end(&sql, err);
}

enum daydream_status dd_steps_put(struct dd_store *store, int64_t run, const char *step,
                                  const char *slug, const struct dd_step_row *row,
                                  struct daydream_error *err)
{
    struct dd_sql sql = dd_sql_prepare(
        store, "INSERT INTO steps (run, step, slug, status, seconds, reason)"
               " VALUES (?, ?, ?, ?, ?, ?)"
               " ON CONFLICT (run, step, slug) DO UPDATE SET status = excluded.status,"
               " seconds = excluded.seconds, reason = excluded.reason");

    dd_sql_bind_int(&sql, run);
    dd_sql_bind_text(&sql, step);
    dd_sql_bind_text(&sql, slug);
    dd_sql_bind_int(&sql, row->status);
    dd_sql_bind_double(&sql, row->seconds);
    dd_sql_bind_text(&sql, row->reason);
    (void)dd_sql_next(&sql);
    return dd_sql_end(&sql, err);
}
