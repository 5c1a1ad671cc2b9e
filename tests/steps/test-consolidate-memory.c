/* SPDX-License-Identifier: MIT */
/* What was reflected becomes lessons in home's file, once, and nothing else in it changes. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"
#include "model/lessons-file.h"
#include "run.h"
#include "store/fixture.h"
#include "store/reflections.h"
#include "support/fleet.h"
#include "support/scratch.h"
#include "support/suite.h"

#define STALE                                                                                      \
    "{\"date\": \"2025-01-01\", \"pattern\": \"Nobody sees it any more\", \"mine\": [1,  2]}\n"
#define FRESH "{\"date\": \"2026-02-01\", \"pattern\": \"Skips tests\", \"mine\": [1,  2]}\n"

static void start(struct fleet *it)
{
    fleet_lay_out(it);
    it->offline = true;
    it->run_id = NULL;
    fleet_configure(it,
                    "{\"projects\": {\"blue\": {\"working_directory\": \"../blue\"}, \"plain\": "
                    "{\"working_directory\": \"../plain\"}}, \"daydream\": {\"timezone\": "
                    "\"UTC0\", \"home\": \"plain\"}}");
}

static void put(const struct fleet *it, const char *text)
{
    free(scratch_write(it->folder, "plain/" DD_LESSONS_FILE, text));
}

/* Owned: free(). */
static char *path_of(const struct fleet *it)
{
    return scratch_path(it->folder, "plain/" DD_LESSONS_FILE);
}

static void expect_file(const struct fleet *it, const char *wanted)
{
    char *path = path_of(it);
    char *text = scratch_read(path);

    ck_assert_str_eq(text, wanted);
    free(text);
    free(path);
}

/* Open a run in which reflecting went like that and saw these patterns, up to a NULL. */
static void reflect(struct fleet *it, enum daydream_step_status standing,
                    const char *const *patterns)
{
    struct dd_step_row row = {standing, NULL, 0};
    struct dd_reflection_rows rows = {NULL, 0, 0};

    fleet_open(it, false);
    for (; *patterns != NULL; patterns++) {
        struct dd_reflection *reflection = dd_reflection_rows_new(&rows);

        ck_assert_ptr_nonnull(reflection);
        ck_assert_int_eq(dd_string_set(&reflection->pattern, *patterns, NULL), DAYDREAM_OK);
    }
    ck_assert_int_eq(dd_reflections_put(it->run->store, it->run->row.id, &rows, NULL), DAYDREAM_OK);
    if (standing == DAYDREAM_STEP_FAILED)
        row.reason = strdup("the model has gone");
    if (standing != DAYDREAM_STEP_PENDING)
        ck_assert_int_eq(dd_steps_put(it->run->store, it->run->row.id, "reflect", "", &row, NULL),
                         DAYDREAM_OK);
    dd_step_row_free(&row);
    dd_reflection_rows_free(&rows);
}

static const char *const none[] = {NULL};
static const char *const skips_tests[] = {"The agent skips the tests", NULL};
static const char *const two[] = {"Skips tests", "Guesses the schema", NULL};

static void expect_step(struct fleet *it, enum daydream_step_status standing, const char *reason)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    enum daydream_status status = daydream_step_consolidate_memory(it->run, &err);
    const char *words = daydream_run_step_reason(it->run, "consolidate-memory");

    ck_assert_msg((status == DAYDREAM_OK) == (standing != DAYDREAM_STEP_FAILED), "%s", err.text);
    ck_assert_int_eq(daydream_run_step_status(it->run, "consolidate-memory"), standing);
    ck_assert_msg(reason == NULL || (words != NULL && strstr(words, reason) != NULL), "%s, not %s",
                  words != NULL ? words : "no reason", reason);
}

/* The one finding of home; "": there is none. */
static void expect_note(const struct fleet *it, const char *text)
{
    const struct daydream_findings *findings = daydream_run_findings(it->run, "plain");

    ck_assert_uint_eq(daydream_findings_count(daydream_run_findings(it->run, "blue")), 0);
    ck_assert_uint_eq(daydream_findings_count(findings), *text != '\0');
    if (*text == '\0')
        return;
    ck_assert_str_eq(daydream_finding_text(daydream_findings_at(findings, 0)), text);
    ck_assert_str_eq(daydream_finding_key(daydream_findings_at(findings, 0)), "plain:lessons");
    ck_assert_int_eq(daydream_finding_severity(daydream_findings_at(findings, 0)),
                     DAYDREAM_SEVERITY_NOTE);
}

START_TEST(makes_lessons_of_reflections)
{
    struct fleet it;

    start(&it);
    reflect(&it, DAYDREAM_STEP_DONE, two);
    expect_step(&it, DAYDREAM_STEP_DONE, NULL);
    expect_note(&it, "2 added; 2 lessons in data/lessons_learned.jsonl");
    expect_file(
        &it, "{\"date\": \"2026-02-18\", \"category\": \"\", \"summary\": \"\", \"pattern\": "
             "\"Skips tests\", \"prevention\": \"\", \"source_session\": \"\", \"validated\": 0, "
             "\"last_seen\": \"2026-02-18\", \"times\": 1}\n"
             "{\"date\": \"2026-02-18\", \"category\": \"\", \"summary\": \"\", \"pattern\": "
             "\"Guesses the schema\", \"prevention\": \"\", \"source_session\": \"\", "
             "\"validated\": 0, \"last_seen\": \"2026-02-18\", \"times\": 1}\n");
    fleet_close(&it);

    fleet_open(&it, false); /* is done, and stays said */
    expect_step(&it, DAYDREAM_STEP_DONE, NULL);
    expect_note(&it, "2 added; 2 lessons in data/lessons_learned.jsonl");
    fleet_close(&it);

    it.now += 91 * FLEET_DAY;
    reflect(&it, DAYDREAM_STEP_DONE, skips_tests);
    expect_step(&it, DAYDREAM_STEP_DONE, NULL);
    expect_note(&it, "1 seen again, 1 not seen for 90 days and removed; 1 lesson in "
                     "data/lessons_learned.jsonl");
    expect_file(
        &it, "{\"date\": \"2026-02-18\", \"category\": \"\", \"summary\": \"\", \"pattern\": "
             "\"Skips tests\", \"prevention\": \"\", \"source_session\": \"\", \"validated\": 0, "
             "\"last_seen\": \"2026-05-20\", \"times\": 2}\n");
    fleet_stop(&it);
}
END_TEST

START_TEST(says_which_lines_it_does_not_understand)
{
    struct fleet it;

    start(&it);
    put(&it, "<<<<<<< HEAD\n" FRESH "=======\n");
    reflect(&it, DAYDREAM_STEP_DONE, none);
    expect_step(&it, DAYDREAM_STEP_DONE, NULL);
    expect_note(&it, "2 lines not understood and kept; 1 lesson in data/lessons_learned.jsonl");
    expect_file(&it, "<<<<<<< HEAD\n" FRESH "=======\n");
    fleet_stop(&it);
}
END_TEST

/* Each failure of the model leaves lessons untouched, also those that are too old. */
START_TEST(leaves_lessons_alone_when_nothing_was_reflected)
{
    static const struct {
        enum daydream_step_status standing;
        const char *reason;
    } cases[] = {
        {DAYDREAM_STEP_PENDING, "lessons stay as they are: reflect was not done"},
        {DAYDREAM_STEP_SKIPPED, "lessons stay as they are: reflect was skipped"},
        {DAYDREAM_STEP_FAILED, "lessons stay as they are: reflect failed: the model has gone"},
    };
    struct fleet it;

    start(&it);
    put(&it, STALE FRESH);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        reflect(&it, cases[i].standing, two);
        expect_step(&it, DAYDREAM_STEP_SKIPPED, cases[i].reason);
        expect_note(&it, "");
        expect_file(&it, STALE FRESH);
        fleet_close(&it);
    }
    /* and is tried again when it was, after all */
    reflect(&it, DAYDREAM_STEP_DONE, none);
    expect_step(&it, DAYDREAM_STEP_DONE, NULL);
    expect_note(&it, "1 not seen for 90 days and removed; 1 lesson in "
                     "data/lessons_learned.jsonl");
    expect_file(&it, FRESH);
    fleet_stop(&it);
}
END_TEST

START_TEST(needs_a_home)
{
    struct fleet it;

    start(&it);
    fleet_configure(&it, "{\"projects\": {\"blue\": {\"working_directory\": \"../blue\"}}}");
    reflect(&it, DAYDREAM_STEP_DONE, two);
    expect_step(&it, DAYDREAM_STEP_SKIPPED, "no project here is home");
    fleet_stop(&it);
}
END_TEST

START_TEST(a_dry_run_counts_and_writes_nothing)
{
    struct fleet it;
    char *before;
    char *after;

    start(&it);
    put(&it, STALE FRESH);
    reflect(&it, DAYDREAM_STEP_DONE, two);
    fleet_close(&it);
    before = fleet_snapshot(&it);
    fleet_open(&it, true);
    expect_step(&it, DAYDREAM_STEP_DONE, NULL);
    expect_note(&it, "1 added, 1 seen again, 1 not seen for 90 days and removed; 2 lessons in "
                     "data/lessons_learned.jsonl");
    fleet_close(&it);
    after = fleet_snapshot(&it);
    ck_assert_str_eq(before, after);
    free(before);
    free(after);
    fleet_stop(&it);
}
END_TEST

/* The state refuses the step's row when the file is written already: the lessons are there, and
 * nobody knows. */
START_TEST(done_again_it_doubles_nothing)
{
    static const char wanted[] =
        "{\"date\": \"2026-02-01\", \"pattern\": \"Skips tests\", \"mine\": [1,  2], "
        "\"last_seen\": \"2026-02-18\", \"times\": 2}\n"
        "{\"date\": \"2026-02-18\", \"category\": \"\", \"summary\": \"\", \"pattern\": \"Guesses "
        "the schema\", \"prevention\": \"\", \"source_session\": \"\", \"validated\": 0, "
        "\"last_seen\": \"2026-02-18\", \"times\": 1}\n";
    struct fleet it;
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    char *database;

    start(&it);
    put(&it, FRESH);
    reflect(&it, DAYDREAM_STEP_DONE, two);
    fleet_close(&it);
    database = scratch_path(it.state, "daydream.db");
    fixture_sql(database, "CREATE TRIGGER refuse BEFORE INSERT ON steps WHEN NEW.status = 1 "
                          "BEGIN SELECT RAISE(ABORT, 'refused'); END");
    fleet_open(&it, false);
    ck_assert_int_eq(daydream_step_consolidate_memory(it.run, &err), DAYDREAM_ERROR_STATE);
    fleet_close(&it);
    expect_file(&it, wanted);
    fixture_sql(database, "DROP TRIGGER refuse");
    fleet_open(&it, false);
    expect_note(&it, "");
    expect_step(&it, DAYDREAM_STEP_DONE, NULL);
    expect_note(&it, "1 added, 1 seen again; 2 lessons in data/lessons_learned.jsonl");
    expect_file(&it, wanted);
    free(database);
    fleet_stop(&it);
}
END_TEST

START_TEST(writes_only_what_changes)
{
    struct fleet it;
    struct stat before;
    struct stat after;
    char *path;

    start(&it);
    path = path_of(&it);
    put(&it, FRESH);
    ck_assert_int_eq(chmod(path, 0400), 0); /* then it matters nothing */
    ck_assert_int_eq(stat(path, &before), 0);
    reflect(&it, DAYDREAM_STEP_DONE, none);
    expect_step(&it, DAYDREAM_STEP_DONE, NULL);
    expect_note(&it, "");
    ck_assert_int_eq(stat(path, &after), 0);
    ck_assert(before.st_ino == after.st_ino && before.st_mtime == after.st_mtime);
    free(path);
    fleet_stop(&it);
}
END_TEST

START_TEST(a_file_that_may_not_be_written_is_a_failure)
{
    struct fleet it;
    char *path;

    start(&it);
    path = path_of(&it);
    put(&it, FRESH);
    ck_assert_int_eq(chmod(path, 0400), 0);
    reflect(&it, DAYDREAM_STEP_DONE, two);
    expect_step(&it, DAYDREAM_STEP_FAILED, "is read-only");
    ck_assert(daydream_run_failed(it.run));
    expect_file(&it, FRESH);
    fleet_close(&it);

    ck_assert_int_eq(chmod(path, 0600), 0); /* and is mended */
    fleet_open(&it, false);
    expect_step(&it, DAYDREAM_STEP_DONE, NULL);
    expect_note(&it, "1 added, 1 seen again; 2 lessons in data/lessons_learned.jsonl");
    free(path);
    fleet_stop(&it);
}
END_TEST

START_TEST(waits_for_another_daydream)
{
    struct fleet it;
    char *home;
    int fd = -1;

    start(&it);
    home = scratch_path(it.folder, "plain");
    reflect(&it, DAYDREAM_STEP_DONE, two);
    ck_assert_int_eq(dd_fs_lock_directory(home, &fd, NULL), DAYDREAM_OK);
    expect_step(&it, DAYDREAM_STEP_FAILED, "held by another process");
    ck_assert_int_gt(it.slept, 1000);
    dd_fs_unlock(fd);
    expect_step(&it, DAYDREAM_STEP_DONE, NULL);
    ck_assert_int_eq(dd_fs_lock_directory(home, &fd, NULL), DAYDREAM_OK); /* it was given back */
    dd_fs_unlock(fd);
    free(home);
    fleet_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        makes_lessons_of_reflections,
        says_which_lines_it_does_not_understand,
        leaves_lessons_alone_when_nothing_was_reflected,
        needs_a_home,
        a_dry_run_counts_and_writes_nothing,
        done_again_it_doubles_nothing,
        writes_only_what_changes,
        a_file_that_may_not_be_written_is_a_failure,
        waits_for_another_daydream,
    };

    return suite_run("steps/consolidate-memory", tests, sizeof tests / sizeof tests[0]);
}
