/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/strings.h"
#include "store/sql.h"

#define SOURCE "store"

/* How long to wait for another connection's transaction. */
#define BUSY_MS 5000

/* What each primary result code (https://www.sqlite.org/rescode.html) means to people. */
struct outcome {
    int code;
    enum daydream_status status;
    const char *advice;
};

#define BEGIN_ANEW "move the file away to begin anew, or bring back a copy"
#define LOOK_AT    "look at the permissions of the file and its directory"

static const struct outcome outcomes[] = {
    {SQLITE_BUSY, DAYDREAM_ERROR_LOCKED, "another process works on it; wait for it to end"},
    {SQLITE_LOCKED, DAYDREAM_ERROR_LOCKED, "another process works on it; wait for it to end"},
    {SQLITE_CORRUPT, DAYDREAM_ERROR_STATE, BEGIN_ANEW},
    {SQLITE_NOTADB, DAYDREAM_ERROR_STATE, BEGIN_ANEW},
    {SQLITE_FULL, DAYDREAM_ERROR_FILE, "make room on its disk"},
    {SQLITE_IOERR, DAYDREAM_ERROR_FILE, "look at its disk"},
    {SQLITE_CANTOPEN, DAYDREAM_ERROR_FILE, LOOK_AT},
    {SQLITE_READONLY, DAYDREAM_ERROR_FILE, LOOK_AT},
    {SQLITE_PERM, DAYDREAM_ERROR_FILE, LOOK_AT},
};

static const struct outcome *find_outcome(int code)
{
    static const struct outcome other = {SQLITE_ERROR, DAYDREAM_ERROR_STATE,
                                         "if this stays, move the file away to begin anew"};

    for (size_t i = 0; i < sizeof outcomes / sizeof outcomes[0]; i++)
        if (outcomes[i].code == (code & 0xff))
            return &outcomes[i];
    return &other;
}

/* The connection's own words, where they are about this failure. */
static const char *words_for(const struct dd_store *store, int code)
{
    return sqlite3_extended_errcode(store->db) == code ? sqlite3_errmsg(store->db)
                                                       : sqlite3_errstr(code);
}

enum daydream_status dd_sql_fail(const struct dd_store *store, int code, struct daydream_error *err)
{
    const struct outcome *outcome = find_outcome(code);

    if (code == SQLITE_NOMEM || code == SQLITE_IOERR_NOMEM)
        return dd_fail_memory(err);
    return dd_fail(err, outcome->status, SOURCE, "%s: %s; %s", store->path, words_for(store, code),
                   outcome->advice);
}

/* A path as the part of a URI that it is (RFC 3986, section 2). */
static void add_uri_path(struct dd_buf *out, const char *path)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                "0123456789-._~/";

    if (path[0] == '/') /* an empty authority: a path may begin with two slashes of its own */
        dd_buf_puts(out, "//");
    for (; *path != '\0'; path++) {
        if (strchr(plain, *path) != NULL)
            dd_buf_putc(out, *path);
        else
            dd_buf_printf(out, "%%%02X", (unsigned int)(unsigned char)*path);
    }
}

static enum daydream_status connect(struct dd_store *store, const char *uri,
                                    struct daydream_error *err)
{
    /* The query decides about reading and writing; it can only take away from these. */
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX |
                SQLITE_OPEN_EXRESCODE;
    int code = sqlite3_open_v2(uri, &store->db, flags, NULL);

    if (store->db == NULL)
        return dd_fail_memory(err);
    if (code == SQLITE_OK)
        code = sqlite3_busy_timeout(store->db, BUSY_MS);
    return code == SQLITE_OK ? DAYDREAM_OK : dd_sql_fail(store, code, err);
}

enum daydream_status dd_sql_open(const char *path, const char *query, struct dd_store **out,
                                 struct daydream_error *err)
{
    struct dd_buf uri = DD_BUF_INIT;
    struct dd_store *store = calloc(1, sizeof *store);
    enum daydream_status status;

    *out = NULL;
    if (store == NULL)
        return dd_fail_memory(err);
    dd_buf_puts(&uri, "file:");
    add_uri_path(&uri, path);
    dd_buf_printf(&uri, "?%s", query);
    if ((status = dd_buf_status(&uri, err)) == DAYDREAM_OK &&
        (status = dd_string_set(&store->path, path, err)) == DAYDREAM_OK)
        status = connect(store, dd_buf_text(&uri), err);
    dd_buf_free(&uri);
    if (status == DAYDREAM_OK)
        *out = store;
    else
        dd_store_close(store);
    return status;
}

enum daydream_status dd_sql_exec(struct dd_store *store, const char *script,
                                 struct daydream_error *err)
{
    int code = sqlite3_exec(store->db, script, NULL, NULL, NULL);

    return code == SQLITE_OK ? DAYDREAM_OK : dd_sql_fail(store, code, err);
}

enum daydream_status dd_sql_leave_log(struct dd_store *store, bool leave,
                                      struct daydream_error *err)
{
    int code = sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, leave ? 1 : 0, NULL);

    return code == SQLITE_OK ? DAYDREAM_OK : dd_sql_fail(store, code, err);
}

static void keep_code(struct dd_sql *sql, int code)
{
    if (code == SQLITE_OK || sql->status != DAYDREAM_OK)
        return;
    sql->code = code;
    sql->status = dd_sql_fail(sql->store, code, &sql->cause);
}

void dd_sql_keep(struct dd_sql *sql, enum daydream_status status)
{
    if (sql->status == DAYDREAM_OK)
        sql->status = status;
}

struct dd_sql dd_sql_prepare(struct dd_store *store, const char *text)
{
    struct dd_sql sql = {.store = store, .cause = DAYDREAM_ERROR_INIT};

    sql.statement = dd_statements_take(&store->statements, text);
    if (sql.statement == NULL)
        keep_code(&sql, sqlite3_prepare_v3(store->db, text, -1, SQLITE_PREPARE_PERSISTENT,
                                           &sql.statement, NULL));
    return sql;
}

void dd_sql_bind_text(struct dd_sql *sql, const char *text)
{
    if (sql->status == DAYDREAM_OK)
        keep_code(sql, sqlite3_bind_text(sql->statement, ++sql->bound, text, -1, SQLITE_STATIC));
}

void dd_sql_bind_int(struct dd_sql *sql, int64_t value)
{
    if (sql->status == DAYDREAM_OK)
        keep_code(sql, sqlite3_bind_int64(sql->statement, ++sql->bound, value));
}

/* SQLite's integers have a sign; gcc and clang define the conversion as keeping the bits. */
void dd_sql_bind_uint(struct dd_sql *sql, uint64_t value)
{
    dd_sql_bind_int(sql, (int64_t)value);
}

void dd_sql_bind_double(struct dd_sql *sql, double value)
{
    if (sql->status == DAYDREAM_OK)
        keep_code(sql, sqlite3_bind_double(sql->statement, ++sql->bound, value));
}

bool dd_sql_next(struct dd_sql *sql)
{
    int code;

    if (sql->status != DAYDREAM_OK)
        return false;
    code = sqlite3_step(sql->statement);
    if (code == SQLITE_ROW)
        return true;
    keep_code(sql, code == SQLITE_DONE ? sqlite3_reset(sql->statement) : code);
    sql->bound = 0;
    return false;
}

void dd_sql_need_change(struct dd_sql *sql, const char *what)
{
    if (sql->status == DAYDREAM_OK && sqlite3_changes(sql->store->db) == 0)
        sql->status = dd_fail(&sql->cause, DAYDREAM_ERROR_STATE, SOURCE,
                              "%s: there is no such %s in it; was the file replaced?",
                              sql->store->path, what);
}

int64_t dd_sql_int(const struct dd_sql *sql, int column)
{
    return sqlite3_column_int64(sql->statement, column);
}

uint64_t dd_sql_uint(const struct dd_sql *sql, int column)
{
    return (uint64_t)dd_sql_int(sql, column);
}

double dd_sql_double(const struct dd_sql *sql, int column)
{
    return sqlite3_column_double(sql->statement, column);
}

/* The text of a column; NULL for a NULL, and when there is no memory, which is kept. */
static const char *read_text(struct dd_sql *sql, int column)
{
    const char *text;

    if (sqlite3_column_type(sql->statement, column) == SQLITE_NULL)
        return NULL;
    text = (const char *)sqlite3_column_text(sql->statement, column);
    if (text == NULL)
        dd_sql_keep(sql, dd_fail_memory(&sql->cause));
    return text;
}

void dd_sql_copy(struct dd_sql *sql, int column, char **slot)
{
    const char *text = read_text(sql, column);

    dd_sql_keep(sql, dd_string_set(slot, text, &sql->cause));
}

void dd_sql_copy_to(struct dd_sql *sql, int column, char *out, size_t size)
{
    const char *text = read_text(sql, column);

    snprintf(out, size, "%s", text != NULL ? text : "");
}

enum daydream_status dd_sql_end(struct dd_sql *sql, struct daydream_error *err)
{
    if (sql->status == DAYDREAM_OK)
        dd_statements_keep(&sql->store->statements, sql->statement);
    else /* repeats the failure of the last step, which is kept already */
        (void)sqlite3_finalize(sql->statement);
    sql->statement = NULL;
    if (sql->status != DAYDREAM_OK)
        (void)dd_fail_as(err, &sql->cause);
    return sql->status;
}
