/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/error.h"
#include "base/strings.h"
#include "store/pages.h"
#include "store/sql.h"

static void free_row(struct dd_page_row *row)
{
    free(row->url);
    free(row->etag);
    free(row->next);
    free(row->items);
}

void dd_page_rows_free(struct dd_page_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        free_row(&rows->items[i]);
    free(rows->items);
    *rows = (struct dd_page_rows){NULL, 0};
}

/* A new row at the end, empty; NULL without memory. */
static struct dd_page_row *grow(struct dd_page_rows *rows)
{
    struct dd_page_row *items = realloc(rows->items, (rows->count + 1) * sizeof *items);

    if (items == NULL)
        return NULL;
    rows->items = items;
    items[rows->count] = (struct dd_page_row){0};
    return &items[rows->count++];
}

enum daydream_status dd_page_rows_add(struct dd_page_rows *rows, const struct dd_page_row *row,
                                      struct daydream_error *err)
{
    struct dd_page_row *copy = grow(rows);
    enum daydream_status status;

    if (copy == NULL)
        return dd_fail_memory(err);
    if ((status = dd_string_set(&copy->url, row->url, err)) == DAYDREAM_OK &&
        (status = dd_string_set(&copy->etag, row->etag, err)) == DAYDREAM_OK &&
        (status = dd_string_set(&copy->next, row->next, err)) == DAYDREAM_OK)
        status = dd_string_set(&copy->items, row->items, err);
    return status;
}

static enum daydream_status take_row(struct dd_page_rows *rows, struct dd_sql *sql,
                                     struct daydream_error *err)
{
    struct dd_page_row *row = grow(rows);

    if (row == NULL)
        return dd_fail_memory(err);
    dd_sql_copy(sql, 0, &row->url);
    dd_sql_copy(sql, 1, &row->etag);
    dd_sql_copy(sql, 2, &row->next);
    dd_sql_copy(sql, 3, &row->items);
    return DAYDREAM_OK;
}

enum daydream_status dd_pages_get(struct dd_store *store, const char *slug,
                                  struct dd_page_rows *out, struct daydream_error *err)
{
    struct dd_sql sql = dd_sql_prepare(
        store, "SELECT url, etag, next, items FROM pages WHERE slug = ? ORDER BY position");
    enum daydream_status status = DAYDREAM_OK;
    enum daydream_status ended;

    *out = (struct dd_page_rows){NULL, 0};
    dd_sql_bind_text(&sql, slug);
    while (status == DAYDREAM_OK && dd_sql_next(&sql))
        status = take_row(out, &sql, err);
    ended = dd_sql_end(&sql, err);
    return status == DAYDREAM_OK ? ended : status;
}

static enum daydream_status drop(struct dd_store *store, const char *slug,
                                 struct daydream_error *err)
{
    struct dd_sql sql = dd_sql_prepare(store, "DELETE FROM pages WHERE slug = ?");

    dd_sql_bind_text(&sql, slug);
    (void)dd_sql_next(&sql);
    return dd_sql_end(&sql, err);
}

static void put_row(struct dd_sql *sql, const char *slug, size_t position,
                    const struct dd_page_row *row)
{
    dd_sql_bind_text(sql, slug);
    dd_sql_bind_int(sql, (int64_t)position);
    dd_sql_bind_text(sql, row->url);
    dd_sql_bind_text(sql, row->etag);
    dd_sql_bind_text(sql, row->next);
    dd_sql_bind_text(sql, row->items);
    (void)dd_sql_next(sql);
}

enum daydream_status dd_pages_put(struct dd_store *store, const char *slug,
                                  const struct dd_page_rows *rows, struct daydream_error *err)
{
    enum daydream_status status = drop(store, slug, err);
    struct dd_sql sql;

    if (status != DAYDREAM_OK || rows->count == 0)
        return status;
    sql = dd_sql_prepare(store, "INSERT INTO pages (slug, position, url, etag, next, items)"
                                " VALUES (?, ?, ?, ?, ?, ?)");
    for (size_t i = 0; i < rows->count; i++)
        put_row(&sql, slug, i, &rows->items[i]);
    return dd_sql_end(&sql, err);
}
