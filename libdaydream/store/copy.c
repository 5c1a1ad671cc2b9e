/* SPDX-License-Identifier: MIT */
/* The part of store/store.h for dry runs. */
#include "store/files.h"
#include "store/schema.h"
#include "store/sql.h"

/* Copy all of it into an empty database. */
static enum daydream_status copy_pages(struct dd_store *from, struct dd_store *to,
                                       struct daydream_error *err)
{
    sqlite3_backup *backup = sqlite3_backup_init(to->db, "main", from->db, "main");
    int code;

    if (backup == NULL)
        return dd_sql_fail(to, sqlite3_extended_errcode(to->db), err);
    code = sqlite3_backup_step(backup, -1);
    (void)sqlite3_backup_finish(backup); /* repeats what the step said */
    return code == SQLITE_DONE ? DAYDREAM_OK : dd_sql_fail(to, code, err);
}

/* How to read a database without leaving a trace beside it. */
struct way {
    const char *query;
    const char *setting; /* NULL: none */
};

/*
 * Without a log nobody writes, and the file alone is the whole. With one, its index is read from
 * the memory that those who write share; an index that a dead process left is made anew in our own.
 * Where that file is missing too, nobody has the database open: no lock is needed, and with an
 * exclusive one SQLite keeps the index to itself (https://www.sqlite.org/wal.html, section 6).
 */
static enum daydream_status choose_way(const char *path, struct way *out,
                                       struct daydream_error *err)
{
    int64_t log = -1;
    int64_t index = -1;
    enum daydream_status status = dd_store_beside(path, "-wal", &log, err);

    if (status == DAYDREAM_OK)
        status = dd_store_beside(path, "-shm", &index, err);
    if (log >= 0 && index >= 0)
        *out = (struct way){"mode=ro&readonly_shm=1", NULL};
    else if (log > 0)
        *out = (struct way){"mode=ro&vfs=unix-none", "PRAGMA locking_mode = EXCLUSIVE"};
    else
        *out = (struct way){"mode=ro&immutable=1", NULL};
    return status;
}

static enum daydream_status copy_file(const char *path, struct dd_store *to,
                                      struct daydream_error *err)
{
    struct way way = {NULL, NULL};
    struct dd_store *from = NULL;
    enum daydream_status status = choose_way(path, &way, err);

    if (status != DAYDREAM_OK || (status = dd_sql_open(path, way.query, &from, err)) != DAYDREAM_OK)
        return status;
    status = dd_sql_leave_log(from, true, err);
    if (status == DAYDREAM_OK && way.setting != NULL)
        status = dd_sql_exec(from, way.setting, err);
    if (status == DAYDREAM_OK)
        status = copy_pages(from, to, err);
    dd_store_close(from);
    return status;
}

static enum daydream_status fill_copy(const char *directory, const char *path,
                                      struct dd_store *store, struct daydream_error *err)
{
    bool there = false;
    enum daydream_status status = dd_store_is_there(path, &there, err);

    if (status == DAYDREAM_OK && there &&
        (status = dd_store_check_directory(directory, err)) == DAYDREAM_OK)
        status = copy_file(path, store, err);
    if (status == DAYDREAM_OK && (status = dd_schema_check(store, err)) == DAYDREAM_OK &&
        (status = dd_sql_exec(store, "PRAGMA foreign_keys = ON", err)) == DAYDREAM_OK)
        status = dd_schema_update(store, err);
    return status;
}

enum daydream_status dd_store_open_copy(const char *directory, struct dd_store **out,
                                        struct daydream_error *err)
{
    struct dd_buf path = DD_BUF_INIT;
    struct dd_store *store = NULL;
    enum daydream_status status;

    *out = NULL;
    if ((status = dd_store_path(directory, &path, err)) == DAYDREAM_OK &&
        (status = dd_sql_open(dd_buf_text(&path), "mode=memory", &store, err)) == DAYDREAM_OK)
        status = fill_copy(directory, dd_buf_text(&path), store, err);
    if (status == DAYDREAM_OK)
        *out = store;
    else
        dd_store_close(store);
    dd_buf_free(&path);
    return status;
}
