/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "store/reflections.h"
#include "store/sql.h"

static void free_row(struct dd_reflection *row)
{
    free(row->category);
    free(row->summary);
    free(row->pattern);
    free(row->prevention);
    free(row->source_session);
    dd_strings_free(&row->projects);
}

void dd_reflection_rows_free(struct dd_reflection_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        free_row(&rows->items[i]);
    free(rows->items);
    *rows = (struct dd_reflection_rows){NULL, 0, 0};
}

struct dd_reflection *dd_reflection_rows_new(struct dd_reflection_rows *rows)
{
    size_t capacity = rows->capacity == 0 ? 8 : rows->capacity * 2;
    struct dd_reflection *items;

    if (rows->count == rows->capacity) {
        items = realloc(rows->items, capacity * sizeof *items);
        if (items == NULL)
            return NULL;
        rows->items = items;
        rows->capacity = capacity;
    }
    rows->items[rows->count] = (struct dd_reflection){.projects = DD_STRINGS_INIT};
    return &rows->items[rows->count++];
}

static enum daydream_status drop(struct dd_store *store, int64_t run, struct daydream_error *err)
{
    struct dd_sql sql = dd_sql_prepare(store, "DELETE FROM reflections WHERE run = ?");

    dd_sql_bind_int(&sql, run);
    (void)dd_sql_next(&sql);
    return dd_sql_end(&sql, err);
}

/* Slugs have no blank in them, so one stands between them. */
static enum daydream_status join(const struct dd_strings *list, struct dd_buf *out,
                                 struct daydream_error *err)
{
    dd_buf_reset(out);
    for (size_t i = 0; i < list->count; i++)
        dd_buf_printf(out, "%s%s", i > 0 ? " " : "", list->items[i]);
    return dd_buf_status(out, err);
}

static enum daydream_status split(const char *text, struct dd_strings *out,
                                  struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    while (*text != '\0' && status == DAYDREAM_OK) {
        size_t length = strcspn(text, " ");
        char *slug = strndup(text, length);

        status = slug != NULL ? dd_strings_add(out, slug, err) : dd_fail_memory(err);
        free(slug);
        text += length + (text[length] == ' ');
    }
    return status;
}

static void put_row(struct dd_sql *sql, int64_t run, size_t position,
                    const struct dd_reflection *row, const char *projects)
{
    const char *texts[] = {row->category, row->summary, row->pattern, row->prevention,
                           row->source_session};

    dd_sql_bind_int(sql, run);
    dd_sql_bind_int(sql, (int64_t)position);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        dd_sql_bind_text(sql, texts[i] != NULL ? texts[i] : "");
    dd_sql_bind_text(sql, projects);
    (void)dd_sql_next(sql);
}

enum daydream_status dd_reflections_put(struct dd_store *store, int64_t run,
                                        const struct dd_reflection_rows *rows,
                                        struct daydream_error *err)
{
    enum daydream_status status = drop(store, run, err);
    struct dd_buf projects = DD_BUF_INIT;
    struct dd_sql sql;

    if (status != DAYDREAM_OK || rows->count == 0)
        return status;
    sql = dd_sql_prepare(store,
                         "INSERT INTO reflections (run, position, category, summary, pattern,"
                         " prevention, source_session, projects)"
                         " VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    for (size_t i = 0; i < rows->count && status == DAYDREAM_OK; i++) {
        status = join(&rows->items[i].projects, &projects, &sql.cause);
        if (status == DAYDREAM_OK)
            put_row(&sql, run, i, &rows->items[i], dd_buf_text(&projects));
    }
    dd_sql_keep(&sql, status);
    status = dd_sql_end(&sql, err);
    dd_buf_free(&projects);
    return status;
}

static enum daydream_status take_row(struct dd_reflection_rows *rows, struct dd_sql *sql,
                                     struct daydream_error *err)
{
    struct dd_reflection *row = dd_reflection_rows_new(rows);
    char *projects = NULL;
    enum daydream_status status = DAYDREAM_OK;

    if (row == NULL)
        return dd_fail_memory(err);
    dd_sql_copy(sql, 0, &row->category);
    dd_sql_copy(sql, 1, &row->summary);
    dd_sql_copy(sql, 2, &row->pattern);
    dd_sql_copy(sql, 3, &row->prevention);
    dd_sql_copy(sql, 4, &row->source_session);
    dd_sql_copy(sql, 5, &projects);
    if (projects != NULL)
        status = split(projects, &row->projects, err);
    free(projects);
    return status;
}

enum daydream_status dd_reflections_get(struct dd_store *store, int64_t run,
                                        struct dd_reflection_rows *out, struct daydream_error *err)
{
    struct dd_sql sql = dd_sql_prepare(
        store, "SELECT category, summary, pattern, prevention, source_session, projects"
               " FROM reflections WHERE run = ? ORDER BY position");
    enum daydream_status status = DAYDREAM_OK;
    enum daydream_status ended;

    *out = (struct dd_reflection_rows){NULL, 0, 0};
    dd_sql_bind_int(&sql, run);
    while (status == DAYDREAM_OK && dd_sql_next(&sql))
        status = take_row(out, &sql, err);
    ended = dd_sql_end(&sql, err);
    return status == DAYDREAM_OK ? ended : status;
}
