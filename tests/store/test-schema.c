/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/fixture.h"
#include "store/schema.h"
#include "store/sql.h"
#include "support/scratch.h"
#include "support/suite.h"

#define OURS "PRAGMA application_id = 0x6464726d;"

/* A database of its own content, opened without anything being done to it. */
static struct dd_store *open_with(const char *directory, const char *script)
{
    char *path = scratch_write(directory, "a.db", "");
    struct dd_store *store = NULL;

    fixture_sql(path, script);
    ck_assert_int_eq(dd_sql_open(path, "mode=rw", &store, NULL), DAYDREAM_OK);
    free(path);
    return store;
}

static bool has_table(struct dd_store *store, const char *name)
{
    struct dd_sql sql = dd_sql_prepare(store, "SELECT 1 FROM sqlite_master WHERE name = ?");
    bool found;

    dd_sql_bind_text(&sql, name);
    found = dd_sql_next(&sql);
    ck_assert_int_eq(dd_sql_end(&sql, NULL), DAYDREAM_OK);
    return found;
}

START_TEST(test_empty_becomes_present)
{
    static const char *const tables[] = {
        "meta",   "runs",       "steps",         "findings", "sightings", "positions",  "measures",
        "outbox", "watermarks", "finding_lines", "pages",    "tallies",   "reflections"};
    char *directory = scratch_make();
    struct dd_store *store = open_with(directory, "");
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    size_t count;
    const struct dd_migration *migrations = dd_schema_migrations(&count);

    ck_assert_int_eq(dd_schema_check(store, &err), DAYDREAM_OK);
    ck_assert_msg(dd_schema_migrate(store, migrations, count, &err) == DAYDREAM_OK, "%s", err.text);
    ck_assert_int_eq(fixture_number(store, "PRAGMA user_version"), migrations[count - 1].version);
    ck_assert_int_eq(fixture_number(store, "PRAGMA application_id"), 0x6464726d);
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
        ck_assert_msg(has_table(store, tables[i]), "%s", tables[i]);
    ck_assert_int_eq(dd_schema_check(store, &err), DAYDREAM_OK);
    dd_store_close(store);
    scratch_remove(directory);
}
END_TEST

START_TEST(test_versions_only_grow)
{
    size_t count;
    const struct dd_migration *migrations = dd_schema_migrations(&count);

    ck_assert_uint_gt(count, 0);
    for (size_t i = 0; i < count; i++) {
        char says[64];

        snprintf(says, sizeof says, "PRAGMA user_version = %d;", migrations[i].version);
        ck_assert_int_gt(migrations[i].version, i > 0 ? migrations[i - 1].version : 0);
        ck_assert_msg(strstr(migrations[i].script, says) != NULL, "%s", says);
    }
}
END_TEST

START_TEST(test_present_is_not_written)
{
    char *directory = scratch_make();
    struct dd_store *store = open_with(directory, "");
    size_t count;
    const struct dd_migration *migrations = dd_schema_migrations(&count);
    char *before;
    char *after;

    ck_assert_int_eq(dd_schema_migrate(store, migrations, count, NULL), DAYDREAM_OK);
    before = fixture_snapshot(directory);
    ck_assert_int_eq(dd_schema_check(store, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_schema_migrate(store, migrations, count, NULL), DAYDREAM_OK);
    dd_store_close(store);
    after = fixture_snapshot(directory);
    ck_assert_str_eq(before, after);
    free(before);
    free(after);
    scratch_remove(directory);
}
END_TEST

static const struct dd_migration three[] = {
    {1, "CREATE TABLE one (x); PRAGMA user_version = 1;"},
    {2, "CREATE TABLE two AS SELECT x + 1 AS x FROM one; PRAGMA user_version = 2;"},
    {4, "CREATE TABLE four (x); PRAGMA user_version = 4;"},
};

/* Every start ends at the same place, without what it has being made again. */
START_TEST(test_only_what_is_missing_is_done)
{
    static const char *const starts[] = {
        "",
        "CREATE TABLE one (x); PRAGMA user_version = 1; INSERT INTO one VALUES (41)",
        "CREATE TABLE one (x); CREATE TABLE two (x); PRAGMA user_version = 2",
        "CREATE TABLE one (x); CREATE TABLE two (x); PRAGMA user_version = 3",
        "CREATE TABLE one (x); CREATE TABLE two (x); CREATE TABLE four (x); PRAGMA user_version=4",
    };

    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        char *directory = scratch_make();
        struct dd_store *store = open_with(directory, starts[i]);
        struct daydream_error err = DAYDREAM_ERROR_INIT;

        ck_assert_msg(dd_schema_migrate(store, three, 3, &err) == DAYDREAM_OK, "%zu: %s", i,
                      err.text);
        ck_assert_int_eq(fixture_number(store, "PRAGMA user_version"), 4);
        ck_assert(has_table(store, "one") && has_table(store, "two") && has_table(store, "four"));
        if (i == 1)
            ck_assert_int_eq(fixture_number(store, "SELECT x FROM two"), 42);
        dd_store_close(store);
        scratch_remove(directory);
    }
}
END_TEST

START_TEST(test_one_that_fails_undoes_all)
{
    static const struct dd_migration broken[] = {
        {1, "CREATE TABLE one (x); PRAGMA application_id = 7; PRAGMA user_version = 1;"},
        {2, "CREATE TABLE two (x); INSERT INTO nowhere VALUES (1); PRAGMA user_version = 2;"},
    };
    char *directory = scratch_make();
    struct dd_store *store = open_with(directory, "");
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_int_eq(dd_schema_migrate(store, broken, 2, &err), DAYDREAM_ERROR_STATE);
    ck_assert_ptr_nonnull(strstr(err.text, "no such table: nowhere"));
    ck_assert_int_eq(fixture_number(store, "PRAGMA user_version"), 0);
    ck_assert_int_eq(fixture_number(store, "PRAGMA application_id"), 0);
    ck_assert_int_eq(fixture_number(store, "SELECT count(*) FROM sqlite_master"), 0);
    ck_assert_int_ne(sqlite3_get_autocommit(store->db), 0);
    dd_store_close(store);
    scratch_remove(directory);
}
END_TEST

/* What another process made of it between the check and the lock. */
START_TEST(test_newer_is_never_migrated)
{
    char *directory = scratch_make();
    struct dd_store *store = open_with(directory, "PRAGMA user_version = 5");
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_int_eq(dd_schema_migrate(store, three, 3, &err), DAYDREAM_ERROR_STATE);
    ck_assert_ptr_nonnull(strstr(err.text, "version 5, this one knows 4"));
    ck_assert_int_eq(fixture_number(store, "PRAGMA user_version"), 5);
    ck_assert_int_eq(fixture_number(store, "SELECT count(*) FROM sqlite_master"), 0);
    dd_store_close(store);
    scratch_remove(directory);
}
END_TEST

START_TEST(test_whose_database)
{
    static const struct {
        const char *script;
        const char *words; /* NULL: accepted */
    } cases[] = {
        {"", NULL},
        {OURS "PRAGMA user_version = 1; CREATE TABLE runs (x)", NULL},
        {OURS "PRAGMA user_version = 1000; CREATE TABLE runs (x)",
         "newer daydream (version 1000, this one knows "},
        {"CREATE TABLE t (x)", "of another program; move it away"},
        {"CREATE TABLE t (x); PRAGMA user_version = 1", "of another program"},
        {"PRAGMA user_version = 1", "of another program"},
        {"PRAGMA application_id = 0x42424242", "of another program"},
        {"PRAGMA application_id = 0x42424242; CREATE TABLE runs (x)", "of another program"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *directory = scratch_make();
        struct dd_store *store = open_with(directory, cases[i].script);
        struct daydream_error err = DAYDREAM_ERROR_INIT;
        enum daydream_status status = dd_schema_check(store, &err);

        ck_assert_msg(status == (cases[i].words == NULL ? DAYDREAM_OK : DAYDREAM_ERROR_STATE),
                      "%s: %s", cases[i].script, err.text);
        if (cases[i].words != NULL) {
            ck_assert_msg(strstr(err.text, "a.db: ") != NULL, "%s", err.text);
            ck_assert_msg(strstr(err.text, cases[i].words) != NULL, "%s", err.text);
        }
        ck_assert_int_ne(sqlite3_get_autocommit(store->db), 0);
        dd_store_close(store);
        scratch_remove(directory);
    }
}
END_TEST

/* The header is well, a page is not. */
START_TEST(test_damage_inside_is_found)
{
    char *directory = scratch_make();
    char *path;
    struct dd_store *store = open_with(
        directory, OURS "PRAGMA user_version = 1; CREATE TABLE runs (x);"
                        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                        " WHERE i < 3000) INSERT INTO runs SELECT 'some text ' || i"
                        " FROM n");
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    FILE *file;

    dd_store_close(store);
    path = scratch_path(directory, "a.db");
    file = fopen(path, "r+b");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_eq(fseek(file, 4096 * 3, SEEK_SET), 0);
    for (int i = 0; i < 4096; i++)
        ck_assert_int_eq(fputc(0x5a, file), 0x5a);
    ck_assert_int_eq(fclose(file), 0);
    ck_assert_int_eq(dd_sql_open(path, "mode=rw", &store, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_schema_check(store, &err), DAYDREAM_ERROR_STATE);
    ck_assert_ptr_nonnull(strstr(err.text, "move the file away to begin anew"));
    dd_store_close(store);
    free(path);
    scratch_remove(directory);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_empty_becomes_present,
        test_versions_only_grow,
        test_present_is_not_written,
        test_only_what_is_missing_is_done,
        test_one_that_fails_undoes_all,
        test_newer_is_never_migrated,
        test_whose_database,
        test_damage_inside_is_found,
    };

    return suite_run("store/schema", tests, sizeof tests / sizeof tests[0]);
}
