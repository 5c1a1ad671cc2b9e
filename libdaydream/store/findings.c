/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "store/findings.h"
#include "store/sql.h"

/* Which list of a finding a line belongs to, as the schema says. */
enum list {
    LIST_DETAILS,
    LIST_EVIDENCE,
    LIST_FINGERPRINTS,
    LIST_COUNT
};

/* In the order of read_columns(). */
#define COLUMNS "id, key, text, severity, state, event, worse, count, first, last, since"

void dd_finding_row_free(struct dd_finding_row *row)
{
    if (row == NULL)
        return;
    free(row->key);
    free(row->text);
    dd_strings_free(&row->details);
    dd_strings_free(&row->evidence);
    dd_strings_free(&row->fingerprints);
    *row = (struct dd_finding_row){0};
}

void dd_finding_rows_free(struct dd_finding_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        dd_finding_row_free(&rows->items[i]);
    free(rows->items);
    *rows = (struct dd_finding_rows){NULL, 0, 0};
}

struct dd_finding_row *dd_finding_rows_new(struct dd_finding_rows *rows)
{
    size_t capacity = rows->capacity == 0 ? 8 : rows->capacity * 2;
    struct dd_finding_row *items;

    if (rows->count == rows->capacity) {
        items = realloc(rows->items, capacity * sizeof *items);
        if (items == NULL)
            return NULL;
        rows->items = items;
        rows->capacity = capacity;
    }
    rows->items[rows->count] = (struct dd_finding_row){0};
    return &rows->items[rows->count++];
}

/* Whose findings are written. */
struct owner {
    int64_t run;
    const char *step;
    const char *slug; /* NULL: each for the project of its key */
};

static enum daydream_status delete_old(struct dd_store *store, const struct owner *owner,
                                       struct daydream_error *err)
{
    /* their lines and sightings go with them */
    struct dd_sql sql = dd_sql_prepare(
        store, owner->slug != NULL ? "DELETE FROM findings WHERE run = ? AND step = ? AND slug = ?"
                                   : "DELETE FROM findings WHERE run = ? AND step = ?");

    dd_sql_bind_int(&sql, owner->run);
    dd_sql_bind_text(&sql, owner->step);
    if (owner->slug != NULL)
        dd_sql_bind_text(&sql, owner->slug);
    (void)dd_sql_next(&sql);
    return dd_sql_end(&sql, err);
}

static enum daydream_status insert_finding(struct dd_store *store, const struct owner *owner,
                                           const char *slug, const struct dd_finding_row *row,
                                           int64_t *id, struct daydream_error *err)
{
    struct dd_sql sql = dd_sql_prepare(
        store, "INSERT INTO findings (run, step, slug, key, text, severity, state, event, worse,"
               " count, first, last, since) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");

    dd_sql_bind_int(&sql, owner->run);
    dd_sql_bind_text(&sql, owner->step);
    dd_sql_bind_text(&sql, slug);
    dd_sql_bind_text(&sql, row->key);
    dd_sql_bind_text(&sql, row->text);
    dd_sql_bind_int(&sql, row->severity);
    dd_sql_bind_int(&sql, row->state);
    dd_sql_bind_int(&sql, row->event);
    dd_sql_bind_int(&sql, row->worse);
    dd_sql_bind_uint(&sql, row->count);
    dd_sql_bind_int(&sql, row->first);
    dd_sql_bind_int(&sql, row->last);
    dd_sql_bind_text(&sql, row->since);
    (void)dd_sql_next(&sql);
    *id = sqlite3_last_insert_rowid(store->db);
    return dd_sql_end(&sql, err);
}

static enum daydream_status insert_lines(struct dd_store *store, int64_t finding, enum list list,
                                         const struct dd_strings *lines, struct daydream_error *err)
{
    struct dd_sql sql = dd_sql_prepare(store, "INSERT INTO finding_lines (finding, list, position,"
                                              " text) VALUES (?, ?, ?, ?)");

    for (size_t i = 0; i < lines->count; i++) {
        dd_sql_bind_int(&sql, finding);
        dd_sql_bind_int(&sql, list);
        dd_sql_bind_int(&sql, (int64_t)i);
        dd_sql_bind_text(&sql, lines->items[i]);
        (void)dd_sql_next(&sql);
    }
    return dd_sql_end(&sql, err);
}

static enum daydream_status insert_sightings(struct dd_store *store, int64_t run, int64_t finding,
                                             const struct dd_finding_row *row,
                                             struct daydream_error *err)
{
    struct dd_sql sql = dd_sql_prepare(
        store, "INSERT INTO sightings (key, fingerprint, date, finding)"
               " SELECT ?, ?, date, ? FROM runs WHERE id = ? ON CONFLICT DO NOTHING");

    for (size_t i = 0; i < row->fingerprints.count; i++) {
        dd_sql_bind_text(&sql, row->key);
        dd_sql_bind_text(&sql, row->fingerprints.items[i]);
        dd_sql_bind_int(&sql, finding);
        dd_sql_bind_int(&sql, run);
        (void)dd_sql_next(&sql);
    }
    return dd_sql_end(&sql, err);
}

static enum daydream_status insert_row(struct dd_store *store, const struct owner *owner,
                                       const char *slug, const struct dd_finding_row *row,
                                       struct daydream_error *err)
{
    int64_t id = 0;
    enum daydream_status status;

    if ((status = insert_finding(store, owner, slug, row, &id, err)) == DAYDREAM_OK &&
        (status = insert_lines(store, id, LIST_DETAILS, &row->details, err)) == DAYDREAM_OK &&
        (status = insert_lines(store, id, LIST_EVIDENCE, &row->evidence, err)) == DAYDREAM_OK &&
        (status = insert_lines(store, id, LIST_FINGERPRINTS, &row->fingerprints, err)) ==
            DAYDREAM_OK &&
        row->state != DAYDREAM_STATE_RESOLVED)
        status = insert_sightings(store, owner->run, id, row, err);
    return status;
}

static enum daydream_status insert_by_key(struct dd_store *store, const struct owner *owner,
                                          const struct dd_finding_row *row,
                                          struct daydream_error *err)
{
    char *slug = strndup(row->key, strcspn(row->key, ":"));
    enum daydream_status status = slug != NULL ? insert_row(store, owner, slug, row, err)
                                               : dd_fail_memory(err);

    free(slug);
    return status;
}

enum daydream_status dd_findings_replace(struct dd_store *store, int64_t run, const char *step,
                                         const char *slug, const struct dd_finding_rows *rows,
                                         struct daydream_error *err)
{
    const struct owner owner = {run, step, slug};
    enum daydream_status status = delete_old(store, &owner, err);

    for (size_t i = 0; i < rows->count && status == DAYDREAM_OK; i++)
        status = slug != NULL ? insert_row(store, &owner, slug, &rows->items[i], err)
                              : insert_by_key(store, &owner, &rows->items[i], err);
    return status;
}

static enum daydream_status read_lines(struct dd_store *store, int64_t finding,
                                       struct dd_finding_row *row, struct daydream_error *err)
{
    struct dd_strings *const lists[LIST_COUNT] = {&row->details, &row->evidence,
                                                  &row->fingerprints};
    struct dd_sql sql = dd_sql_prepare(store, "SELECT list, text FROM finding_lines"
                                              " WHERE finding = ? ORDER BY list, position");
    char *text = NULL;

    dd_sql_bind_int(&sql, finding);
    while (dd_sql_next(&sql)) {
        uint64_t list = dd_sql_uint(&sql, 0);

        dd_sql_copy(&sql, 1, &text);
        if (list < LIST_COUNT && text != NULL)
            dd_sql_keep(&sql, dd_strings_add(lists[list], text, &sql.cause));
    }
    free(text);
    return dd_sql_end(&sql, err);
}

/* Read the row of COLUMNS that is at hand. */
static void read_columns(struct dd_sql *sql, struct dd_finding_row *out)
{
    dd_sql_copy(sql, 1, &out->key);
    dd_sql_copy(sql, 2, &out->text);
    out->severity = (int)dd_sql_int(sql, 3);
    out->state = (int)dd_sql_int(sql, 4);
    out->event = dd_sql_int(sql, 5) != 0;
    out->worse = dd_sql_int(sql, 6) != 0;
    out->count = dd_sql_uint(sql, 7);
    out->first = dd_sql_int(sql, 8);
    out->last = dd_sql_int(sql, 9);
    dd_sql_copy_to(sql, 10, out->since, sizeof out->since);
    dd_sql_keep(sql, read_lines(sql->store, dd_sql_int(sql, 0), out, &sql->cause));
}

static void read_rows(struct dd_sql *sql, struct dd_finding_rows *out)
{
    while (dd_sql_next(sql)) {
        struct dd_finding_row *row = dd_finding_rows_new(out);

        if (row != NULL)
            read_columns(sql, row);
        else
            dd_sql_keep(sql, dd_fail_memory(&sql->cause));
    }
}

enum daydream_status dd_findings_read(struct dd_store *store, int64_t run, const char *slug,
                                      struct dd_finding_rows *out, struct daydream_error *err)
{
    struct dd_sql sql = dd_sql_prepare(store, "SELECT " COLUMNS " FROM findings"
                                              " WHERE run = ? AND slug = ? ORDER BY id");

    dd_sql_bind_int(&sql, run);
    dd_sql_bind_text(&sql, slug);
    read_rows(&sql, out);
    return dd_sql_end(&sql, err);
}

/* The newest run before `date` in which the step was done; 0: there is none. */
static enum daydream_status find_previous(struct dd_store *store, const char *date,
                                          const char *step, const char *slug, int64_t *run,
                                          struct daydream_error *err)
{
    struct dd_sql sql = dd_sql_prepare(
        store, "SELECT id FROM runs WHERE date < ? AND EXISTS"
               " (SELECT 1 FROM steps WHERE run = runs.id AND step = ? AND slug = ?"
               " AND status = ?) ORDER BY date DESC LIMIT 1");

    dd_sql_bind_text(&sql, date);
    dd_sql_bind_text(&sql, step);
    dd_sql_bind_text(&sql, slug);
    dd_sql_bind_int(&sql, DAYDREAM_STEP_DONE);
    *run = dd_sql_next(&sql) ? dd_sql_int(&sql, 0) : 0;
    return dd_sql_end(&sql, err);
}

enum daydream_status dd_findings_previous(struct dd_store *store, const char *date,
                                          const char *step, const char *slug,
                                          struct dd_finding_rows *out, struct daydream_error *err)
{
    int64_t run = 0;
    enum daydream_status status = find_previous(store, date, step, slug, &run, err);
    struct dd_sql sql;

    if (status != DAYDREAM_OK || run == 0)
        return status;
    sql = dd_sql_prepare(store, "SELECT " COLUMNS " FROM findings WHERE run = ? AND slug = ?"
                                " AND step = ? AND state <> ? ORDER BY id");
    dd_sql_bind_int(&sql, run);
    dd_sql_bind_text(&sql, slug);
    dd_sql_bind_text(&sql, step);
    dd_sql_bind_int(&sql, DAYDREAM_STATE_RESOLVED);
    read_rows(&sql, out);
    return dd_sql_end(&sql, err);
}
