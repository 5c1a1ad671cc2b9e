/* SPDX-License-Identifier: MIT */
/*
 * A thin layer over SQLite. A statement never returns an error before its end: the first failure
 * is kept, what follows does nothing, and dd_sql_end() tells.
 */
#ifndef DD_STORE_SQL_H
#define DD_STORE_SQL_H

#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>

#include "store/statements.h"
#include "store/store.h"

struct dd_store {
    sqlite3 *db;
    char *path; /* for error texts */
    struct dd_statements statements;
};

/* Open "file:PATH?QUERY" (https://www.sqlite.org/uri.html), which makes no file. */
enum daydream_status dd_sql_open(const char *path, const char *query, struct dd_store **out,
                                 struct daydream_error *err);

/* Say a failure that SQLite reported with `code`: its words, the file, what to do. */
enum daydream_status dd_sql_fail(const struct dd_store *store, int code,
                                 struct daydream_error *err);

/* Carry out constant statements that bind nothing and whose rows nobody reads. */
enum daydream_status dd_sql_exec(struct dd_store *store, const char *script,
                                 struct daydream_error *err);

/* Closing the last connection moves what is in the write-ahead log into the database, unless it is
 * told to leave it there. */
enum daydream_status dd_sql_leave_log(struct dd_store *store, bool leave,
                                      struct daydream_error *err);

struct dd_sql {
    struct dd_store *store;
    sqlite3_stmt *statement;
    int bound;                   /* parameters that have their value */
    int code;                    /* what SQLite said at the first failure; SQLITE_OK until then */
    enum daydream_status status; /* the first failure */
    struct daydream_error cause;
};

/* Prepare a constant statement; always followed by dd_sql_end(). */
struct dd_sql dd_sql_prepare(struct dd_store *store, const char *text);

/* Give the next parameter its value. A text is borrowed until the statement is done; NULL stays
 * NULL. Numbers without a sign keep all 64 bits. */
void dd_sql_bind_text(struct dd_sql *sql, const char *text);
void dd_sql_bind_int(struct dd_sql *sql, int64_t value);
void dd_sql_bind_uint(struct dd_sql *sql, uint64_t value);
void dd_sql_bind_double(struct dd_sql *sql, double value);

/* Go on: true when there is a row to read. After the last row (a write has none) the statement can
 * be bound from its first parameter on again. */
bool dd_sql_next(struct dd_sql *sql);

/* A write that ran must have met a row; `what` names what should have been there. */
void dd_sql_need_change(struct dd_sql *sql, const char *what);

/* Columns of the present row, from 0. dd_sql_copy() replaces the owned text at `*slot`, by NULL for
 * a NULL; dd_sql_copy_to() cuts what has no room. */
int64_t dd_sql_int(const struct dd_sql *sql, int column);
uint64_t dd_sql_uint(const struct dd_sql *sql, int column);
double dd_sql_double(const struct dd_sql *sql, int column);
void dd_sql_copy(struct dd_sql *sql, int column, char **slot);
void dd_sql_copy_to(struct dd_sql *sql, int column, char *out, size_t size);

/* Keep a failure of the caller's own, say of what it did with a row. */
void dd_sql_keep(struct dd_sql *sql, enum daydream_status status);

/* Give the statement back and tell the first failure. */
enum daydream_status dd_sql_end(struct dd_sql *sql, struct daydream_error *err);

#endif
