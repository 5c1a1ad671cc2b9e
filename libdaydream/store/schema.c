/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "store/schema.h"
#include "store/sql.h"

#define SOURCE "store"

/* "ddrm", by which file(1) and we know our databases; the first migration writes it. */
#define APPLICATION_ID 0x6464726d

/*
 * Texts go last, so that a row can be judged without reading the pages that a long one takes.
 * `sightings` repeats key and date of findings that are not resolved: with it, the question when
 * one was seen last is one look into an index, however many years there are.
 */
static const char version_1[] =
    "PRAGMA application_id = 0x6464726d;"

    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;"

    "CREATE TABLE runs ("
    "  id INTEGER PRIMARY KEY,"
    "  date TEXT NOT NULL UNIQUE,"
    "  uuid TEXT NOT NULL,"
    "  started INTEGER NOT NULL,"
    "  finished INTEGER NOT NULL"
    ") STRICT;"

    "CREATE TABLE steps ("
    "  run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,"
    "  step TEXT NOT NULL,"
    "  slug TEXT NOT NULL,"
    "  status INTEGER NOT NULL,"
    "  seconds REAL NOT NULL,"
    "  reason TEXT,"
    "  PRIMARY KEY (run, step, slug)"
    ") STRICT, WITHOUT ROWID;"

    "CREATE TABLE findings ("
    "  id INTEGER PRIMARY KEY,"
    "  run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,"
    "  step TEXT NOT NULL,"
    "  slug TEXT NOT NULL,"
    "  key TEXT NOT NULL,"
    "  severity INTEGER NOT NULL,"
    "  state INTEGER NOT NULL,"
    "  event INTEGER NOT NULL,"
    "  worse INTEGER NOT NULL,"
    "  count INTEGER NOT NULL,"
    "  first INTEGER NOT NULL,"
    "  last INTEGER NOT NULL,"
    "  since TEXT NOT NULL,"
    "  text TEXT NOT NULL"
    ") STRICT;"
    "CREATE INDEX findings_by_run ON findings (run, slug);"

    /* list: 0 details, 1 evidence, 2 fingerprints */
    "CREATE TABLE finding_lines ("
    "  finding INTEGER NOT NULL REFERENCES findings (id) ON DELETE CASCADE,"
    "  list INTEGER NOT NULL,"
    "  position INTEGER NOT NULL,"
    "  text TEXT NOT NULL,"
    "  PRIMARY KEY (finding, list, position)"
    ") STRICT, WITHOUT ROWID;"

    "CREATE TABLE sightings ("
    "  key TEXT NOT NULL,"
    "  fingerprint TEXT NOT NULL,"
    "  date TEXT NOT NULL,"
    "  finding INTEGER NOT NULL REFERENCES findings (id) ON DELETE CASCADE,"
    "  PRIMARY KEY (key, fingerprint, date, finding)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE INDEX sightings_by_finding ON sightings (finding);"

    "CREATE TABLE watermarks (slug TEXT PRIMARY KEY, until INTEGER NOT NULL)"
    "  STRICT, WITHOUT ROWID;"

    "CREATE TABLE positions ("
    "  slug TEXT NOT NULL,"
    "  path TEXT NOT NULL,"
    "  device INTEGER NOT NULL,"
    "  inode INTEGER NOT NULL,"
    "  head INTEGER NOT NULL,"
    "  tail INTEGER NOT NULL,"
    "  offset INTEGER NOT NULL,"
    "  size INTEGER NOT NULL,"
    "  unread INTEGER NOT NULL,"
    "  PRIMARY KEY (slug, path)"
    ") STRICT, WITHOUT ROWID;"

    "CREATE TABLE measures ("
    "  run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,"
    "  slug TEXT NOT NULL,"
    "  name TEXT NOT NULL,"
    "  value INTEGER NOT NULL,"
    "  PRIMARY KEY (run, slug, name)"
    ") STRICT, WITHOUT ROWID;"

    /* state 2: filed */
    "CREATE TABLE outbox ("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  repository TEXT NOT NULL COLLATE NOCASE,"
    "  date TEXT NOT NULL,"
    "  state INTEGER NOT NULL,"
    "  queued INTEGER NOT NULL,"
    "  attempts INTEGER NOT NULL,"
    "  number INTEGER NOT NULL,"
    "  filed INTEGER NOT NULL,"
    "  action INTEGER NOT NULL,"
    "  slug TEXT NOT NULL,"
    "  label TEXT NOT NULL,"
    "  title TEXT NOT NULL,"
    "  url TEXT,"
    "  reason TEXT,"
    "  body TEXT NOT NULL,"
    "  UNIQUE (repository, date)"
    ") STRICT;"
    "CREATE INDEX outbox_waiting ON outbox (id) WHERE state <> 2;"

    "PRAGMA user_version = 1;";

/* Where a report stands among others of its date: see store/outbox.h. */
static const char version_2[] = "ALTER TABLE outbox ADD COLUMN floor INTEGER NOT NULL DEFAULT -1;"
                                "ALTER TABLE outbox ADD COLUMN own INTEGER NOT NULL DEFAULT 0;"
                                "ALTER TABLE outbox ADD COLUMN parts TEXT NOT NULL DEFAULT '';"
                                "PRAGMA user_version = 2;";

/* What a server need not give again: see store/pages.h. */
static const char version_3[] = "CREATE TABLE pages ("
                                "  slug TEXT NOT NULL,"
                                "  position INTEGER NOT NULL,"
                                "  url TEXT NOT NULL,"
                                "  etag TEXT NOT NULL,"
                                "  next TEXT,"
                                "  items TEXT NOT NULL,"
                                "  PRIMARY KEY (slug, position)"
                                ") STRICT, WITHOUT ROWID;"
                                "PRAGMA user_version = 3;";

/* Counts of files, to compare with: see store/tallies.h. */
static const char version_4[] = "CREATE TABLE tallies ("
                                "  slug TEXT NOT NULL,"
                                "  run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,"
                                "  path TEXT NOT NULL,"
                                "  count INTEGER NOT NULL,"
                                "  PRIMARY KEY (slug, run, path)"
                                ") STRICT, WITHOUT ROWID;"
                                "CREATE INDEX tallies_by_run ON tallies (run);"
                                "PRAGMA user_version = 4;";

/* What was thought about a date: see store/reflections.h. */
static const char version_5[] = "CREATE TABLE reflections ("
                                "  run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,"
                                "  position INTEGER NOT NULL,"
                                "  category TEXT NOT NULL,"
                                "  source_session TEXT NOT NULL,"
                                "  projects TEXT NOT NULL,"
                                "  pattern TEXT NOT NULL,"
                                "  summary TEXT NOT NULL,"
                                "  prevention TEXT NOT NULL,"
                                "  PRIMARY KEY (run, position)"
                                ") STRICT, WITHOUT ROWID;"
                                "PRAGMA user_version = 5;";

const struct dd_migration *dd_schema_migrations(size_t *count)
{
    static const struct dd_migration migrations[] = {
        {1, version_1}, {2, version_2}, {3, version_3}, {4, version_4}, {5, version_5},
    };

    *count = sizeof migrations / sizeof migrations[0];
    return migrations;
}

/* The one number that a constant query gives. */
static enum daydream_status read_number(struct dd_store *store, const char *query, int64_t *out,
                                        struct daydream_error *err)
{
    struct dd_sql sql = dd_sql_prepare(store, query);

    *out = dd_sql_next(&sql) ? dd_sql_int(&sql, 0) : 0;
    return dd_sql_end(&sql, err);
}

static enum daydream_status refuse_newer(const struct dd_store *store, int64_t version, int known,
                                         struct daydream_error *err)
{
    if (version <= known)
        return DAYDREAM_OK;
    return dd_fail(err, DAYDREAM_ERROR_STATE, SOURCE,
                   "%s: written by a newer daydream (version %lld, this one knows %d); update "
                   "daydream, or name another state directory",
                   store->path, (long long)version, known);
}

static enum daydream_status check_identity(struct dd_store *store, struct daydream_error *err)
{
    int64_t application = 0;
    int64_t version = 0;
    int64_t tables = 0;
    size_t count;
    const struct dd_migration *migrations = dd_schema_migrations(&count);
    enum daydream_status status;

    if ((status = read_number(store, "PRAGMA application_id", &application, err)) != DAYDREAM_OK ||
        (status = read_number(store, "PRAGMA user_version", &version, err)) != DAYDREAM_OK ||
        (status = read_number(store, "SELECT count(*) FROM sqlite_master", &tables, err)) !=
            DAYDREAM_OK)
        return status;
    if (application == APPLICATION_ID)
        return refuse_newer(store, version, migrations[count - 1].version, err);
    if (application == 0 && version == 0 && tables == 0)
        return DAYDREAM_OK;
    return dd_fail(err, DAYDREAM_ERROR_STATE, SOURCE,
                   "%s: a database of another program; move it away, or name another state "
                   "directory",
                   store->path);
}

/* Its own structures, not whether indexes and tables agree: that costs far less, and finds what a
 * torn or cut file shows. */
static enum daydream_status check_integrity(struct dd_store *store, struct daydream_error *err)
{
    struct dd_sql sql = dd_sql_prepare(store, "PRAGMA quick_check(1)");
    char *words = NULL;
    enum daydream_status status;

    if (dd_sql_next(&sql))
        dd_sql_copy(&sql, 0, &words);
    status = dd_sql_end(&sql, err);
    if (status == DAYDREAM_OK && (words == NULL || strcmp(words, "ok") != 0))
        status = dd_fail(err, DAYDREAM_ERROR_STATE, SOURCE,
                         "%s: damaged; move the file away to begin anew, or bring back a copy (%s)",
                         store->path, words != NULL ? words : "no answer");
    free(words);
    return status;
}

/* Pages are read again from the system's cache as fast; 512 KiB of our own are enough, and do not
 * grow with the number of projects. Before the check, which reads every page. */
static enum daydream_status bound_cache(struct dd_store *store, struct daydream_error *err)
{
    return dd_sql_exec(store, "PRAGMA cache_size = -512", err);
}

enum daydream_status dd_schema_check(struct dd_store *store, struct daydream_error *err)
{
    /* in one snapshot: another process may be making the tables right now */
    enum daydream_status status = dd_sql_exec(store, "BEGIN", err);

    if (status != DAYDREAM_OK)
        return status;
    if ((status = check_identity(store, err)) == DAYDREAM_OK &&
        (status = bound_cache(store, err)) == DAYDREAM_OK)
        status = check_integrity(store, err);
    return dd_store_end(store, status, err);
}

static enum daydream_status apply(struct dd_store *store, const struct dd_migration *migrations,
                                  size_t count, struct daydream_error *err)
{
    int64_t version = 0;
    /* asked under the lock: another process may have been quicker, and be newer */
    enum daydream_status status = read_number(store, "PRAGMA user_version", &version, err);

    if (status == DAYDREAM_OK)
        status = refuse_newer(store, version, migrations[count - 1].version, err);
    for (size_t i = 0; i < count && status == DAYDREAM_OK; i++)
        if (migrations[i].version > version)
            status = dd_sql_exec(store, migrations[i].script, err);
    return status;
}

enum daydream_status dd_schema_migrate(struct dd_store *store,
                                       const struct dd_migration *migrations, size_t count,
                                       struct daydream_error *err)
{
    int64_t version = 0;
    enum daydream_status status = read_number(store, "PRAGMA user_version", &version, err);

    if (status != DAYDREAM_OK || version == migrations[count - 1].version)
        return status;
    status = dd_store_begin(store, err);
    if (status != DAYDREAM_OK)
        return status;
    return dd_store_end(store, apply(store, migrations, count, err), err);
}

enum daydream_status dd_schema_update(struct dd_store *store, struct daydream_error *err)
{
    size_t count;
    const struct dd_migration *migrations = dd_schema_migrations(&count);

    return dd_schema_migrate(store, migrations, count, err);
}
