/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/hash.h"
#include "store/fixture.h"
#include "store/runs.h"
#include "store/sql.h"
#include "support/scratch.h"

struct dd_store *fixture_open(const char *directory)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct dd_store *store = NULL;

    ck_assert_msg(dd_store_open(directory, &store, &err) == DAYDREAM_OK, "%s", err.text);
    ck_assert_ptr_nonnull(store);
    return store;
}

int64_t fixture_run(struct dd_store *store, const char *date)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct dd_run_row wanted = {.uuid = "5b1c7b0e-6f0e-4a0e-9d5f-0c9a4a1f2b3c", .started = 1000};
    struct dd_run_row run;

    snprintf(wanted.date, sizeof wanted.date, "%s", date);
    ck_assert_msg(dd_runs_open(store, &wanted, &run, &err) == DAYDREAM_OK, "%s", err.text);
    ck_assert_int_gt(run.id, 0);
    return run.id;
}

void fixture_sql(const char *path, const char *script)
{
    sqlite3 *db = NULL;

    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    ck_assert_msg(sqlite3_exec(db, script, NULL, NULL, NULL) == SQLITE_OK, "%s: %s", script,
                  sqlite3_errmsg(db));
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
}

int64_t fixture_number(struct dd_store *store, const char *query)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct dd_sql sql = dd_sql_prepare(store, query);
    int64_t number;

    ck_assert_msg(dd_sql_next(&sql), "%s: %s", query, sql.cause.text);
    number = dd_sql_int(&sql, 0);
    ck_assert_int_eq(dd_sql_end(&sql, &err), DAYDREAM_OK);
    return number;
}

static void add_content(struct dd_buf *out, const char *path, size_t length)
{
    FILE *file = fopen(path, "rb");
    char *content = malloc(length + 1);

    ck_assert_msg(file != NULL, "%s: %s", path, strerror(errno));
    ck_assert_ptr_nonnull(content);
    ck_assert_uint_eq(fread(content, 1, length, file), length);
    ck_assert_int_eq(fclose(file), 0);
    dd_buf_printf(out, " %016" PRIx64, dd_hash(content, length));
    free(content);
}

static void describe(struct dd_buf *out, const char *path)
{
    struct stat info;

    ck_assert_msg(lstat(path, &info) == 0, "%s: %s", path, strerror(errno));
    dd_buf_printf(out, "%s %o %jd", path, (unsigned int)info.st_mode, (intmax_t)info.st_size);
    if (S_ISREG(info.st_mode))
        add_content(out, path, (size_t)info.st_size);
    dd_buf_putc(out, '\n');
}

char *fixture_file(const char *path)
{
    struct dd_buf out = DD_BUF_INIT;
    char *text = NULL;

    describe(&out, path);
    ck_assert_int_eq(dd_buf_take(&out, &text, NULL), DAYDREAM_OK);
    return text;
}

char *fixture_snapshot(const char *directory)
{
    struct dd_strings names = DD_STRINGS_INIT;
    struct dd_buf out = DD_BUF_INIT;
    char *text = NULL;
    DIR *stream = opendir(directory);
    const struct dirent *entry;

    ck_assert_msg(stream != NULL, "%s: %s", directory, strerror(errno));
    while ((entry = readdir(stream)) != NULL)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            ck_assert_int_eq(dd_strings_add(&names, entry->d_name, NULL), DAYDREAM_OK);
    ck_assert_int_eq(closedir(stream), 0);
    dd_strings_sort(&names);
    for (size_t i = 0; i < names.count; i++) {
        char *path = scratch_path(directory, names.items[i]);

        describe(&out, path);
        free(path);
    }
    dd_strings_free(&names);
    ck_assert_int_eq(dd_buf_take(&out, &text, NULL), DAYDREAM_OK);
    return text;
}

void fixture_child(void (*work)(const char *directory), const char *directory, int signal)
{
    int status = 0;
    pid_t child = fork();

    ck_assert_int_ge(child, 0);
    if (child == 0) {
        work(directory);
        _exit(0);
    }
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    if (signal == 0)
        ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 0, "wait status %d", status);
    else
        ck_assert_msg(WIFSIGNALED(status) && WTERMSIG(status) == signal, "wait status %d", status);
}

void fixture_date(int index, char *out)
{
    dd_date_format(dd_days_from_civil(2025, 1, 1) + index, out);
}

/* An SQLITE_TRACE_PROFILE callback (https://www.sqlite.org/c3ref/c_trace.html). */
static int note(unsigned int type, void *context, void *statement, void *time)
{
    struct fixture_watch *watch = context;
    const char *query = sqlite3_sql(statement);

    (void)type;
    (void)time;
    watch->steps += sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_VM_STEP, 1);
    ck_assert_int_eq(dd_strings_add(&watch->queries, query, NULL), DAYDREAM_OK);
    return 0;
}

void fixture_watch(struct fixture_watch *watch, struct dd_store *store)
{
    *watch = (struct fixture_watch){.store = store};
    /* a statement that is used again has the steps of before on its account */
    for (sqlite3_stmt *idle = NULL; (idle = sqlite3_next_stmt(store->db, idle)) != NULL;)
        (void)sqlite3_stmt_status(idle, SQLITE_STMTSTATUS_VM_STEP, 1);
    ck_assert_int_eq(sqlite3_trace_v2(store->db, SQLITE_TRACE_PROFILE, note, watch), SQLITE_OK);
}

/* A plan tells of a walk as "SCAN table"; an index on only some of the rows may be walked through.
 * https://www.sqlite.org/eqp.html */
static bool is_walk(const char *detail)
{
    return strncmp(detail, "SCAN ", 5) == 0 && strstr(detail, "CONSTANT ROW") == NULL &&
           strstr(detail, "outbox_waiting") == NULL;
}

static void check_plan(struct dd_store *store, const char *query)
{
    struct dd_buf explain = DD_BUF_INIT;
    struct dd_sql sql;
    char *detail = NULL;

    dd_buf_printf(&explain, "EXPLAIN QUERY PLAN %s", query);
    sql = dd_sql_prepare(store, dd_buf_text(&explain));
    while (dd_sql_next(&sql)) {
        dd_sql_copy(&sql, 3, &detail);
        ck_assert_msg(!is_walk(detail), "%s: %s", query, detail);
    }
    ck_assert_int_eq(dd_sql_end(&sql, NULL), DAYDREAM_OK);
    dd_buf_free(&explain);
    free(detail);
}

int64_t fixture_watched(struct fixture_watch *watch)
{
    ck_assert_int_eq(sqlite3_trace_v2(watch->store->db, 0, NULL, NULL), SQLITE_OK);
    ck_assert_uint_gt(watch->queries.count, 0);
    for (size_t i = 0; i < watch->queries.count; i++)
        check_plan(watch->store, watch->queries.items[i]);
    dd_strings_free(&watch->queries);
    return watch->steps;
}
