/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/error.h"
#include "store/marks.h"
#include "store/sql.h"

enum daydream_status dd_watermark_get(struct dd_store *store, const char *slug, int64_t *until,
                                      struct daydream_error *err)
{
    struct dd_sql sql = dd_sql_prepare(store, "SELECT until FROM watermarks WHERE slug = ?");

    dd_sql_bind_text(&sql, slug);
    *until = dd_sql_next(&sql) ? dd_sql_int(&sql, 0) : 0;
    return dd_sql_end(&sql, err);
}

enum daydream_status dd_watermark_put(struct dd_store *store, const char *slug, int64_t until,
                                      struct daydream_error *err)
{
    struct dd_sql sql = dd_sql_prepare(store,
                                       "INSERT INTO watermarks (slug, until) VALUES (?, ?)"
                                       " ON CONFLICT (slug) DO UPDATE SET until = excluded.until");

    dd_sql_bind_text(&sql, slug);
    dd_sql_bind_int(&sql, until);
    (void)dd_sql_next(&sql);
    return dd_sql_end(&sql, err);
}

void dd_position_rows_free(struct dd_position_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        free(rows->items[i].path);
    free(rows->items);
    *rows = (struct dd_position_rows){NULL, 0};
}

static enum daydream_status add_row(struct dd_position_rows *rows, struct dd_sql *sql,
                                    struct daydream_error *err)
{
    struct dd_position_row *items = realloc(rows->items, (rows->count + 1) * sizeof *items);
    struct dd_position_row *row;

    if (items == NULL)
        return dd_fail_memory(err);
    rows->items = items;
    row = &items[rows->count++];
    *row = (struct dd_position_row){.device = dd_sql_uint(sql, 1),
                                    .inode = dd_sql_uint(sql, 2),
                                    .head = dd_sql_uint(sql, 3),
                                    .tail = dd_sql_uint(sql, 4),
                                    .offset = dd_sql_uint(sql, 5),
                                    .size = dd_sql_uint(sql, 6),
                                    .unread = dd_sql_int(sql, 7)};
    dd_sql_copy(sql, 0, &row->path);
    return DAYDREAM_OK;
}

enum daydream_status dd_positions_get(struct dd_store *store, const char *slug,
                                      struct dd_position_rows *out, struct daydream_error *err)
{
    struct dd_sql sql = dd_sql_prepare(
        store, "SELECT path, device, inode, head, tail, offset, size, unread FROM positions"
               " WHERE slug = ? ORDER BY path");
    enum daydream_status status = DAYDREAM_OK;
    enum daydream_status ended;

    *out = (struct dd_position_rows){NULL, 0};
    dd_sql_bind_text(&sql, slug);
    while (status == DAYDREAM_OK && dd_sql_next(&sql))
        status = add_row(out, &sql, err);
    ended = dd_sql_end(&sql, err);
    return status == DAYDREAM_OK ? ended : status;
}

static void put_row(struct dd_sql *sql, const char *slug, const struct dd_position_row *row)
{
    dd_sql_bind_text(sql, slug);
    dd_sql_bind_text(sql, row->path);
    dd_sql_bind_uint(sql, row->device);
    dd_sql_bind_uint(sql, row->inode);
    dd_sql_bind_uint(sql, row->head);
    dd_sql_bind_uint(sql, row->tail);
    dd_sql_bind_uint(sql, row->offset);
    dd_sql_bind_uint(sql, row->size);
    dd_sql_bind_int(sql, row->unread);
    (void)dd_sql_next(sql);
}

static enum daydream_status drop_positions(struct dd_store *store, const char *slug,
                                           struct daydream_error *err)
{
    struct dd_sql sql = dd_sql_prepare(store, "DELETE FROM positions WHERE slug = ?");

    dd_sql_bind_text(&sql, slug);
    (void)dd_sql_next(&sql);
    return dd_sql_end(&sql, err);
}

enum daydream_status dd_positions_put(struct dd_store *store, const char *slug,
                                      const struct dd_position_rows *rows,
                                      struct daydream_error *err)
{
    enum daydream_status status = drop_positions(store, slug, err);
    struct dd_sql sql;

    if (status != DAYDREAM_OK || rows->count == 0)
        return status;
    /* a log that is counted twice is better than no report */
    sql = dd_sql_prepare(
        store, "INSERT INTO positions (slug, path, device, inode, head, tail, offset, size, unread)"
               " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (slug, path) DO NOTHING");
    for (size_t i = 0; i < rows->count; i++)
        put_row(&sql, slug, &rows->items[i]);
    return dd_sql_end(&sql, err);
}

enum daydream_status dd_measure_put(struct dd_store *store, int64_t run, const char *slug,
                                    const char *name, int64_t value, struct daydream_error *err)
{
    struct dd_sql sql = dd_sql_prepare(
        store, "INSERT INTO measures (run, slug, name, value) VALUES (?, ?, ?, ?)"
               " ON CONFLICT (run, slug, name) DO UPDATE SET value ="
               " excluded.value");

    dd_sql_bind_int(&sql, run);
    dd_sql_bind_text(&sql, slug);
    dd_sql_bind_text(&sql, name);
    dd_sql_bind_int(&sql, value);
    (void)dd_sql_next(&sql);
    return dd_sql_end(&sql, err);
}

enum daydream_status dd_measure_before(struct dd_store *store, const char *date, const char *slug,
                                       const char *name, struct dd_measure *out,
                                       struct daydream_error *err)
{
    /* CROSS JOIN keeps the order of the loops: from the newest run back, one look into each */
    struct dd_sql sql = dd_sql_prepare(
        store, "SELECT runs.date, measures.value FROM runs CROSS JOIN measures"
               " ON measures.run = runs.id AND measures.slug = ? AND measures.name = ?"
               " WHERE runs.date < ? ORDER BY runs.date DESC LIMIT 1");

    *out = (struct dd_measure){"", 0};
    dd_sql_bind_text(&sql, slug);
    dd_sql_bind_text(&sql, name);
    dd_sql_bind_text(&sql, date);
    if (dd_sql_next(&sql)) {
        dd_sql_copy_to(&sql, 0, out->date, sizeof out->date);
        out->value = dd_sql_int(&sql, 1);
    }
    return dd_sql_end(&sql, err);
}

enum daydream_status dd_meta_get(struct dd_store *store, const char *name, char **out,
                                 struct daydream_error *err)
{
    struct dd_sql sql = dd_sql_prepare(store, "SELECT value FROM meta WHERE name = ?");

    *out = NULL;
    dd_sql_bind_text(&sql, name);
    if (dd_sql_next(&sql))
        dd_sql_copy(&sql, 0, out);
    return dd_sql_end(&sql, err);
}

enum daydream_status dd_meta_put(struct dd_store *store, const char *name, const char *value,
                                 struct daydream_error *err)
{
    struct dd_sql sql = dd_sql_prepare(store,
                                       "INSERT INTO meta (name, value) VALUES (?, ?)"
                                       " ON CONFLICT (name) DO UPDATE SET value = excluded.value");

    dd_sql_bind_text(&sql, name);
    dd_sql_bind_text(&sql, value);
    (void)dd_sql_next(&sql);
    return dd_sql_end(&sql, err);
}
