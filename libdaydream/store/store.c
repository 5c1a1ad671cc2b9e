/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "store/files.h"
#include "store/schema.h"
#include "store/sql.h"

/* How long to ask for the write-ahead log, and how long to rest in between. */
#define WAL_PATIENCE_MS 5000
#define WAL_PAUSE_MS    50

void dd_store_close(struct dd_store *store)
{
    if (store == NULL)
        return;
    dd_statements_free(&store->statements);
    /* never fails: every other statement ends in the function that prepared it */
    (void)sqlite3_close_v2(store->db);
    free(store->path);
    free(store);
}

enum daydream_status dd_store_begin(struct dd_store *store, struct daydream_error *err)
{
    /* the write lock now: waiting for it later could end in a conflict that no waiting mends */
    return dd_sql_exec(store, "BEGIN IMMEDIATE", err);
}

/* Some failures have rolled back already (https://www.sqlite.org/lang_transaction.html). */
static void roll_back(struct dd_store *store, struct daydream_error *err)
{
    if (!sqlite3_get_autocommit(store->db))
        (void)dd_sql_exec(store, "ROLLBACK", err); /* `err` holds the cause already */
}

enum daydream_status dd_store_end(struct dd_store *store, enum daydream_status status,
                                  struct daydream_error *err)
{
    if (status == DAYDREAM_OK)
        status = dd_sql_exec(store, "COMMIT", err);
    if (status != DAYDREAM_OK)
        roll_back(store, err);
    return status;
}

enum daydream_status dd_store_lasting(struct dd_store *store, bool lasting,
                                      struct daydream_error *err)
{
    return dd_sql_exec(store, lasting ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL",
                       err);
}

/* Ask once; `*busy` tells whether it failed because somebody else reads or writes. */
static enum daydream_status ask_for_log(struct dd_store *store, bool *busy,
                                        struct daydream_error *err)
{
    struct dd_sql sql = dd_sql_prepare(store, "PRAGMA journal_mode = WAL");
    char mode[8] = "";
    enum daydream_status status;

    if (dd_sql_next(&sql))
        dd_sql_copy_to(&sql, 0, mode, sizeof mode);
    *busy = (sql.code & 0xff) == SQLITE_BUSY;
    status = dd_sql_end(&sql, err);
    if (status == DAYDREAM_OK && strcmp(mode, "wal") != 0)
        status = dd_fail(
            err, DAYDREAM_ERROR_STATE, "store",
            "%s: its file system cannot keep a write-ahead log; name a state directory "
            "on a local disk",
            store->path);
    return status;
}

/* SQLite itself does not wait for this when several make the database at once. */
static enum daydream_status use_log(struct dd_store *store, struct daydream_error *err)
{
    int64_t deadline = dd_clock_monotonic_ms() + WAL_PATIENCE_MS;
    bool busy = false;
    enum daydream_status status = ask_for_log(store, &busy, NULL);

    while (busy && dd_clock_monotonic_ms() < deadline) {
        sqlite3_sleep(WAL_PAUSE_MS);
        status = ask_for_log(store, &busy, NULL);
    }
    /* once more for the words of a failure that lasts */
    return status == DAYDREAM_OK ? status : ask_for_log(store, &busy, err);
}

/* NORMAL: see dd_store_lasting(). fullfsync is what macOS needs to bring anything to the disk. */
static const char settings[] = "PRAGMA synchronous = NORMAL;"
                               "PRAGMA fullfsync = ON;"
                               "PRAGMA checkpoint_fullfsync = ON;"
                               "PRAGMA foreign_keys = ON;";

static enum daydream_status open_file(const char *path, struct dd_store **out,
                                      struct daydream_error *err)
{
    int64_t log = -1;
    struct dd_store *store = NULL;
    enum daydream_status status = dd_store_beside(path, "-wal", &log, err);

    if (status != DAYDREAM_OK ||
        (status = dd_sql_open(path, "mode=rw", &store, err)) != DAYDREAM_OK)
        return status;
    /* one that is refused keeps its log */
    if ((status = dd_sql_leave_log(store, log > 0, err)) == DAYDREAM_OK &&
        (status = dd_schema_check(store, err)) == DAYDREAM_OK &&
        (status = use_log(store, err)) == DAYDREAM_OK &&
        (status = dd_sql_exec(store, settings, err)) == DAYDREAM_OK &&
        (status = dd_schema_update(store, err)) == DAYDREAM_OK)
        status = dd_sql_leave_log(store, false, err);
    if (status == DAYDREAM_OK)
        *out = store;
    else
        dd_store_close(store);
    return status;
}

enum daydream_status dd_store_open(const char *directory, struct dd_store **out,
                                   struct daydream_error *err)
{
    struct dd_buf path = DD_BUF_INIT;
    enum daydream_status status;

    *out = NULL;
    if ((status = dd_store_make_directory(directory, err)) == DAYDREAM_OK &&
        (status = dd_store_path(directory, &path, err)) == DAYDREAM_OK &&
        (status = dd_store_make_file(dd_buf_text(&path), err)) == DAYDREAM_OK)
        status = open_file(dd_buf_text(&path), out, err);
    dd_buf_free(&path);
    return status;
}
