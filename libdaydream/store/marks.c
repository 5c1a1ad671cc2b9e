/* SPDX-License-Identifier: MIT */
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

enum daydream_status dd_position_get(struct dd_store *store, const char *slug, const char *path,
                                     struct dd_position_row *out, struct daydream_error *err)
{
    struct dd_sql sql = dd_sql_prepare(store,
                                       "SELECT device, inode, head, offset, unread FROM positions"
                                       " WHERE slug = ? AND path = ?");

    *out = (struct dd_position_row){0};
    dd_sql_bind_text(&sql, slug);
    dd_sql_bind_text(&sql, path);
    if (dd_sql_next(&sql)) {
        out->device = dd_sql_uint(&sql, 0);
        out->inode = dd_sql_uint(&sql, 1);
        out->head = dd_sql_uint(&sql, 2);
        out->offset = dd_sql_uint(&sql, 3);
        out->unread = dd_sql_int(&sql, 4);
    }
    return dd_sql_end(&sql, err);
}

enum daydream_status dd_position_put(struct dd_store *store, const char *slug, const char *path,
                                     const struct dd_position_row *row, struct daydream_error *err)
{
    struct dd_sql sql = dd_sql_prepare(
        store, "INSERT INTO positions (slug, path, device, inode, head, offset, unread)"
               " VALUES (?, ?, ?, ?, ?, ?, ?)"
               " ON CONFLICT (slug, path) DO UPDATE SET device = excluded.device,"
               " inode = excluded.inode, head = excluded.head,"
               " offset = excluded.offset, unread = excluded.unread");

    dd_sql_bind_text(&sql, slug);
    dd_sql_bind_text(&sql, path);
    dd_sql_bind_uint(&sql, row->device);
    dd_sql_bind_uint(&sql, row->inode);
    dd_sql_bind_uint(&sql, row->head);
    dd_sql_bind_uint(&sql, row->offset);
    dd_sql_bind_int(&sql, row->unread);
    (void)dd_sql_next(&sql);
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
