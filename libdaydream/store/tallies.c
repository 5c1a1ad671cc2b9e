/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "store/sql.h"
#include "store/tallies.h"

void dd_tally_rows_free(struct dd_tally_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        free(rows->items[i].path);
    free(rows->items);
    *rows = (struct dd_tally_rows){NULL, 0, 0};
}

/* Room for one more, empty; NULL without memory. */
static struct dd_tally_row *grow(struct dd_tally_rows *rows)
{
    if (rows->count == rows->capacity) {
        size_t capacity = rows->capacity == 0 ? 16 : rows->capacity * 2;
        struct dd_tally_row *items = realloc(rows->items, capacity * sizeof *items);

        if (items == NULL)
            return NULL;
        rows->items = items;
        rows->capacity = capacity;
    }
    rows->items[rows->count] = (struct dd_tally_row){NULL, 0};
    return &rows->items[rows->count++];
}

enum daydream_status dd_tally_rows_add(struct dd_tally_rows *rows, const char *path, int64_t count,
                                       struct daydream_error *err)
{
    struct dd_tally_row *row = grow(rows);

    if (row == NULL)
        return dd_fail_memory(err);
    row->path = strdup(path);
    row->count = count;
    return row->path != NULL ? DAYDREAM_OK : dd_fail_memory(err);
}

static int by_path(const void *key, const void *item)
{
    return strcmp(key, ((const struct dd_tally_row *)item)->path);
}

int64_t dd_tally_of(const struct dd_tally_rows *rows, const char *path)
{
    const struct dd_tally_row *row = rows->count == 0 ? NULL
                                                      : bsearch(path, rows->items, rows->count,
                                                                sizeof *rows->items, by_path);

    return row != NULL ? row->count : 0;
}

static enum daydream_status take_row(struct dd_tally_rows *rows, struct dd_sql *sql,
                                     struct daydream_error *err)
{
    struct dd_tally_row *row = grow(rows);

    if (row == NULL)
        return dd_fail_memory(err);
    dd_sql_copy(sql, 0, &row->path);
    row->count = dd_sql_int(sql, 1);
    return DAYDREAM_OK;
}

enum daydream_status dd_tallies_before(struct dd_store *store, const char *date, const char *slug,
                                       struct dd_tally_rows *out, struct daydream_error *err)
{
    struct dd_sql sql = dd_sql_prepare(
        store, "SELECT path, count FROM tallies WHERE slug = ?1 AND run ="
               " (SELECT tallies.run FROM tallies JOIN runs ON runs.id = tallies.run"
               "  WHERE tallies.slug = ?1 AND runs.date < ?2 ORDER BY runs.date DESC LIMIT 1)"
               " ORDER BY path");
    enum daydream_status status = DAYDREAM_OK;
    enum daydream_status ended;

    *out = (struct dd_tally_rows){NULL, 0, 0};
    dd_sql_bind_text(&sql, slug);
    dd_sql_bind_text(&sql, date);
    while (status == DAYDREAM_OK && dd_sql_next(&sql))
        status = take_row(out, &sql, err);
    ended = dd_sql_end(&sql, err);
    return status == DAYDREAM_OK ? ended : status;
}

/* What no later run asks for: all but the newest before this one. */
static enum daydream_status drop(struct dd_store *store, int64_t run, const char *slug,
                                 struct daydream_error *err)
{
    struct dd_sql sql = dd_sql_prepare(
        store, "DELETE FROM tallies WHERE slug = ?1 AND run IS NOT"
               " (SELECT earlier.id FROM runs AS earlier WHERE earlier.date <"
               "  (SELECT date FROM runs WHERE id = ?2) AND EXISTS"
               "  (SELECT 1 FROM tallies AS kept WHERE kept.slug = ?1 AND kept.run = earlier.id)"
               "  ORDER BY earlier.date DESC LIMIT 1)");

    dd_sql_bind_text(&sql, slug);
    dd_sql_bind_int(&sql, run);
    (void)dd_sql_next(&sql);
    return dd_sql_end(&sql, err);
}

enum daydream_status dd_tallies_put(struct dd_store *store, int64_t run, const char *slug,
                                    const struct dd_tally_rows *rows, struct daydream_error *err)
{
    enum daydream_status status = drop(store, run, slug, err);
    struct dd_sql sql;

    if (status != DAYDREAM_OK || rows->count == 0)
        return status;
    sql = dd_sql_prepare(store, "INSERT INTO tallies (slug, run, path, count) VALUES (?, ?, ?, ?)"
                                " ON CONFLICT (slug, run, path) DO NOTHING");
    for (size_t i = 0; i < rows->count; i++) {
        dd_sql_bind_text(&sql, slug);
        dd_sql_bind_int(&sql, run);
        dd_sql_bind_text(&sql, rows->items[i].path);
        dd_sql_bind_int(&sql, rows->items[i].count);
        (void)dd_sql_next(&sql);
    }
    return dd_sql_end(&sql, err);
}
