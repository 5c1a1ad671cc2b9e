/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/error.h"
#include "base/strings.h"
#include "store/outbox.h"
#include "store/sql.h"

/* The index of what waits, and the query that it answers, have the number in their texts. */
_Static_assert(DD_OUTBOX_FILED == 2, "the schema says that filed is 2");

/* In the order of read_columns() and bind_columns(). */
#define COLUMNS_WITH(body, parts)                                                                  \
    "repository, date, slug, title, label, " body ", state, queued, attempts, reason, number,"     \
    " url, filed, action, floor, own, " parts
#define COLUMNS COLUMNS_WITH("body", "parts")
#define GLANCE  COLUMNS_WITH("NULL", "NULL")

void dd_outbox_row_free(struct dd_outbox_row *row)
{
    if (row == NULL)
        return;
    free(row->repository);
    free(row->slug);
    free(row->title);
    free(row->label);
    free(row->body);
    free(row->parts);
    free(row->reason);
    free(row->url);
    *row = (struct dd_outbox_row){0};
}

void dd_outbox_rows_free(struct dd_outbox_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        dd_outbox_row_free(&rows->items[i]);
    free(rows->items);
    *rows = (struct dd_outbox_rows){NULL, 0, 0};
}

/* Read the row of "id, COLUMNS" that is at hand. */
static void read_columns(struct dd_sql *sql, struct dd_outbox_row *out)
{
    out->id = dd_sql_int(sql, 0);
    dd_sql_copy(sql, 1, &out->repository);
    dd_sql_copy_to(sql, 2, out->date, sizeof out->date);
    dd_sql_copy(sql, 3, &out->slug);
    dd_sql_copy(sql, 4, &out->title);
    dd_sql_copy(sql, 5, &out->label);
    dd_sql_copy(sql, 6, &out->body);
    out->state = (enum dd_outbox_state)dd_sql_int(sql, 7);
    out->queued = dd_sql_int(sql, 8);
    out->attempts = dd_sql_int(sql, 9);
    dd_sql_copy(sql, 10, &out->reason);
    out->number = dd_sql_int(sql, 11);
    dd_sql_copy(sql, 12, &out->url);
    out->filed = dd_sql_int(sql, 13);
    out->action = (int)dd_sql_int(sql, 14);
    out->floor = dd_sql_int(sql, 15);
    out->own = dd_sql_int(sql, 16);
    dd_sql_copy(sql, 17, &out->parts);
}

static void bind_columns(struct dd_sql *sql, const struct dd_outbox_row *row)
{
    dd_sql_bind_text(sql, row->repository);
    dd_sql_bind_text(sql, row->date);
    dd_sql_bind_text(sql, row->slug);
    dd_sql_bind_text(sql, row->title);
    dd_sql_bind_text(sql, row->label);
    dd_sql_bind_text(sql, row->body);
    dd_sql_bind_int(sql, row->state);
    dd_sql_bind_int(sql, row->queued);
    dd_sql_bind_int(sql, row->attempts);
    dd_sql_bind_text(sql, row->reason);
    dd_sql_bind_int(sql, row->number);
    dd_sql_bind_text(sql, row->url);
    dd_sql_bind_int(sql, row->filed);
    dd_sql_bind_int(sql, row->action);
    dd_sql_bind_int(sql, row->floor);
    dd_sql_bind_int(sql, row->own);
    dd_sql_bind_text(sql, row->parts != NULL ? row->parts : "");
}

/* The one row of a query for "id, COLUMNS" by repository and date. */
static enum daydream_status read_one(struct dd_store *store, const char *query,
                                     const char *repository, const char *date,
                                     struct dd_outbox_row *out, struct daydream_error *err)
{
    struct dd_sql sql = dd_sql_prepare(store, query);
    enum daydream_status status;

    *out = (struct dd_outbox_row){0};
    dd_sql_bind_text(&sql, repository);
    dd_sql_bind_text(&sql, date);
    if (dd_sql_next(&sql))
        read_columns(&sql, out);
    status = dd_sql_end(&sql, err);
    if (status != DAYDREAM_OK)
        dd_outbox_row_free(out);
    return status;
}

enum daydream_status dd_outbox_find(struct dd_store *store, const char *repository,
                                    const char *date, struct dd_outbox_row *out,
                                    struct daydream_error *err)
{
    return read_one(store, "SELECT id, " COLUMNS " FROM outbox WHERE repository = ? AND date = ?",
                    repository, date, out, err);
}

enum daydream_status dd_outbox_last_before(struct dd_store *store, const char *repository,
                                           const char *date, struct dd_outbox_row *out,
                                           struct daydream_error *err)
{
    return read_one(store,
                    "SELECT id, " COLUMNS " FROM outbox WHERE repository = ? AND date < ?"
                    " ORDER BY date DESC LIMIT 1",
                    repository, date, out, err);
}

/* A fresh zeroed row at the end of the list, borrowed; NULL when there is no memory. */
static struct dd_outbox_row *append(struct dd_outbox_rows *rows)
{
    size_t capacity = rows->capacity == 0 ? 4 : rows->capacity * 2;
    struct dd_outbox_row *items;

    if (rows->count == rows->capacity) {
        items = realloc(rows->items, capacity * sizeof *items);
        if (items == NULL)
            return NULL;
        rows->items = items;
        rows->capacity = capacity;
    }
    rows->items[rows->count] = (struct dd_outbox_row){0};
    return &rows->items[rows->count++];
}

enum daydream_status dd_outbox_waiting(struct dd_store *store, struct dd_outbox_rows *out,
                                       struct daydream_error *err)
{
    struct dd_sql sql = dd_sql_prepare(store, "SELECT id, " GLANCE
                                              " FROM outbox WHERE state <> 2 ORDER BY date, id");

    while (dd_sql_next(&sql)) {
        struct dd_outbox_row *row = append(out);

        if (row != NULL)
            read_columns(&sql, row);
        else
            dd_sql_keep(&sql, dd_fail_memory(&sql.cause));
    }
    return dd_sql_end(&sql, err);
}

/* Say a second row of a day in words that its reader knows; other failures speak for themselves. */
static enum daydream_status end_write(struct dd_sql *sql, const struct dd_outbox_row *row,
                                      struct daydream_error *err)
{
    bool twice = sql->code == SQLITE_CONSTRAINT_UNIQUE;
    enum daydream_status status = dd_sql_end(sql, twice ? NULL : err);

    if (!twice)
        return status;
    return dd_fail(
        err, DAYDREAM_ERROR_STATE, "store",
        "%s has its report of %s in the outbox already; look at it before writing another",
        row->repository, row->date);
}

static enum daydream_status insert(struct dd_store *store, struct dd_outbox_row *row,
                                   struct daydream_error *err)
{
    struct dd_sql sql = dd_sql_prepare(
        store, "INSERT INTO outbox (" COLUMNS ")"
               " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    enum daydream_status status;

    bind_columns(&sql, row);
    (void)dd_sql_next(&sql);
    status = end_write(&sql, row, err);
    if (status == DAYDREAM_OK)
        row->id = sqlite3_last_insert_rowid(store->db);
    return status;
}

static enum daydream_status update(struct dd_store *store, const struct dd_outbox_row *row,
                                   struct daydream_error *err)
{
    struct dd_sql sql = dd_sql_prepare(store,
                                       "UPDATE outbox SET (" COLUMNS ")"
                                       " = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                       " WHERE id = ?");

    bind_columns(&sql, row);
    dd_sql_bind_int(&sql, row->id);
    (void)dd_sql_next(&sql);
    dd_sql_need_change(&sql, "row of the outbox");
    return end_write(&sql, row, err);
}

enum daydream_status dd_outbox_drop(struct dd_store *store, struct dd_outbox_row *row,
                                    struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    row->state = DD_OUTBOX_FILED;
    if (row->url == NULL) {
        row->action = DAYDREAM_ACTION_NONE;
        status = dd_string_set(&row->reason, "dropped from the outbox", err);
    }
    return status == DAYDREAM_OK ? dd_outbox_put(store, row, err) : status;
}

enum daydream_status dd_outbox_remove(struct dd_store *store, const struct dd_outbox_row *row,
                                      struct daydream_error *err)
{
    struct dd_sql sql = dd_sql_prepare(store, "DELETE FROM outbox WHERE id = ?");

    dd_sql_bind_int(&sql, row->id);
    (void)dd_sql_next(&sql);
    dd_sql_need_change(&sql, "row of the outbox");
    return dd_sql_end(&sql, err);
}

bool dd_outbox_is_dropped(const struct dd_outbox_row *row)
{
    return row->state == DD_OUTBOX_FILED && row->url == NULL;
}

static enum daydream_status put(struct dd_store *store, struct dd_outbox_row *row,
                                struct daydream_error *err)
{
    return row->id == 0 ? insert(store, row, err) : update(store, row, err);
}

/* Is it an intent, which somebody who comes after a power cut has to know of? One within a
 * transaction is as lasting as that. */
static bool must_last(const struct dd_store *store, const struct dd_outbox_row *row)
{
    return (row->state == DD_OUTBOX_SENDING || row->state == DD_OUTBOX_SETTLING) &&
           sqlite3_get_autocommit(store->db);
}

static enum daydream_status put_to_last(struct dd_store *store, struct dd_outbox_row *row,
                                        struct daydream_error *err)
{
    enum daydream_status status = dd_store_lasting(store, true, err);
    enum daydream_status ended;

    if (status != DAYDREAM_OK)
        return status;
    status = put(store, row, err);
    ended = dd_store_lasting(store, false, err);
    return status == DAYDREAM_OK ? ended : status;
}

enum daydream_status dd_outbox_put(struct dd_store *store, struct dd_outbox_row *row,
                                   struct daydream_error *err)
{
    return must_last(store, row) ? put_to_last(store, row, err) : put(store, row, err);
}
