/* SPDX-License-Identifier: MIT */
/* Log review: which files, which window, and what is kept when it fails. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "steps/red.h"
#include "support/nobody.h"
#include "support/scratch.h"
#include "support/suite.h"

/* Lines at hours after 09:00 of the day before, reviewed at 06:00. */
static const struct {
    int hour;
    bool seen;
} hours[] = {{-4, false}, {-3, true}, {20, true}, {21, false}, {30, false}};

START_TEST(begins_with_the_last_day)
{
    for (size_t i = 0; i < sizeof hours / sizeof hours[0]; i++) {
        struct fleet it;

        red_start(&it);
        free(scratch_write(it.folder, "red/logs/app.log", ""));
        fleet_log(&it, "red", 0, hours[i].hour * 3600, "ERROR", "It happened");
        red_review(&it);
        ck_assert_msg((red_find(&it, "It happened") != NULL) == hours[i].seen, "hour %d",
                      hours[i].hour);
        fleet_stop(&it);
    }
}
END_TEST

START_TEST(goes_on_where_it_ended)
{
    struct fleet it;

    red_start(&it);
    red_review(&it);
    fleet_log(&it, "red", 0, 20 * 3600, "ERROR", "Written late");
    fleet_log(&it, "red", 3, 0, "ERROR", "Three days on");
    it.now += 4 * FLEET_DAY;
    red_review(&it);
    ck_assert_ptr_nonnull(red_find(&it, "Three days on"));
    ck_assert_ptr_nonnull(red_find(&it, "Written late"));
    ck_assert_ptr_null(red_find(&it, "not reviewed"));
    fleet_stop(&it);
}
END_TEST

START_TEST(looks_a_week_back_and_says_so)
{
    struct fleet it;
    const struct daydream_finding *finding;

    red_start(&it);
    red_review(&it);
    fleet_log(&it, "red", 2, 0, "ERROR", "Long ago");
    fleet_log(&it, "red", 6, 0, "ERROR", "Within the week");
    it.now += 10 * FLEET_DAY;
    red_review(&it);
    ck_assert_ptr_nonnull(red_find(&it, "Within the week"));
    ck_assert_ptr_null(red_find(&it, "Long ago"));
    finding = red_find(&it, "Logs from 2026-02-18 to 2026-02-21 were not reviewed");
    ck_assert_ptr_nonnull(finding);
    ck_assert_int_eq(daydream_finding_severity(finding), DAYDREAM_SEVERITY_NOTE);
    fleet_stop(&it);
}
END_TEST

START_TEST(looks_back_as_far_as_it_is_told)
{
    struct fleet it;

    red_start(&it);
    fleet_log(&it, "red", -20, 0, "ERROR", "Weeks ago");
    fleet_open(&it, false);
    daydream_run_set_since(it.run, FLEET_NOW - 30 * FLEET_DAY);
    ck_assert_int_eq(daydream_step_review_logs(it.run, NULL), DAYDREAM_OK);
    ck_assert_ptr_nonnull(red_find(&it, "Weeks ago"));
    fleet_stop(&it);
}
END_TEST

/* Let nobody open a further file; returns how many there could be before. */
static rlim_t forbid_files(void)
{
    struct rlimit limit;
    rlim_t before;
    int next = dup(STDOUT_FILENO);

    ck_assert_int_ge(next, 0);
    ck_assert_int_eq(close(next), 0);
    ck_assert_int_eq(getrlimit(RLIMIT_NOFILE, &limit), 0);
    before = limit.rlim_cur;
    limit.rlim_cur = (rlim_t)next;
    ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &limit), 0);
    return before;
}

static void allow_files(rlim_t count)
{
    struct rlimit limit;

    ck_assert_int_eq(getrlimit(RLIMIT_NOFILE, &limit), 0);
    limit.rlim_cur = count;
    ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &limit), 0);
}

START_TEST(leaves_no_gap_when_it_fails)
{
    struct fleet it;
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    rlim_t before;

    red_start(&it);
    red_review(&it);
    it.now += FLEET_DAY;
    fleet_log(&it, "red", 1, 0, "ERROR", "Seen in the end");
    fleet_open(&it, false);
    before = forbid_files();
    ck_assert_int_eq(daydream_step_review_logs(it.run, &err), DAYDREAM_ERROR_FILE);
    allow_files(before);
    ck_assert_msg(strstr(err.text, "/red") != NULL, "%s", err.text);
    ck_assert_int_eq(daydream_run_step_status(it.run, "review-logs"), DAYDREAM_STEP_FAILED);
    ck_assert_uint_eq(red_count(&it), 0);
    it.now += FLEET_DAY; /* nobody tried again on that date */
    red_review(&it);
    ck_assert_ptr_nonnull(red_find(&it, "Seen in the end"));
    fleet_stop(&it);
}
END_TEST

START_TEST(says_when_there_is_nothing_to_read)
{
    struct fleet it;
    char *log;
    char *logs;

    red_start(&it);
    log = scratch_path(it.folder, "red/logs/app.log");
    logs = scratch_path(it.folder, "red/logs");
    ck_assert_int_eq(unlink(log), 0);
    red_review(&it);
    ck_assert_ptr_nonnull(red_find(&it, "No log file matches"));
    ck_assert_int_eq(rmdir(logs), 0);
    it.now += FLEET_DAY;
    red_review(&it);
    ck_assert_ptr_nonnull(red_find(&it, "No logs directory found"));
    ck_assert_int_eq(daydream_finding_severity(red_find(&it, "No logs directory found")),
                     DAYDREAM_SEVERITY_NOTE);
    free(log);
    free(logs);
    fleet_stop(&it);
}
END_TEST

static char *gaps(const struct fleet *it)
{
    char *json = NULL;

    ck_assert_int_eq(daydream_run_to_json(it->run, &json, NULL), DAYDREAM_OK);
    return json;
}

static void expect_gap(const struct fleet *it, bool there)
{
    char *json = gaps(it);

    ck_assert_msg(
        (strstr(json, "\"gaps\":[{\"step\":\"review-logs\",\"status\":\"done\"") != NULL) == there,
        "%s", json);
    daydream_free_text(json);
}

/* What keeps a log from being read for a day, and gives it back. */
static const struct {
    const char *path;
    bool gone; /* moved away, not only without permission */
} obstacles[] = {{"red/logs/app.log", false}, {"red/logs", true}};

static void obstruct(const struct fleet *it, size_t i, bool away)
{
    char *path = scratch_path(it->folder, obstacles[i].path);
    char *aside = scratch_path(it->folder, "aside");

    if (obstacles[i].gone)
        ck_assert_int_eq(away ? rename(path, aside) : rename(aside, path), 0);
    else
        ck_assert_int_eq(chmod(path, away ? 0 : 0644), 0);
    free(aside);
    free(path);
}

/* Its errors have not gone because nobody saw them, and are read as soon as somebody can. */
START_TEST(reads_later_what_it_could_not_read)
{
    for (size_t i = 0; i < sizeof obstacles / sizeof obstacles[0]; i++) {
        struct fleet it;

        nobody_begin(NULL);
        red_start(&it);
        it.run_id = NULL;
        red_review(&it);
        expect_gap(&it, false);
        it.now += FLEET_DAY;
        fleet_log(&it, "red", 1, 60, "ERROR", "Nobody saw this");
        obstruct(&it, i, true);
        red_review(&it);
        ck_assert_ptr_null(red_find(&it, "Only red breaks")); /* not even as resolved */
        expect_gap(&it, true);
        it.now += FLEET_DAY;
        obstruct(&it, i, false);
        red_review(&it);
        expect_gap(&it, false);
        ck_assert_ptr_nonnull(red_find(&it, "Nobody saw this"));
        ck_assert_uint_eq(daydream_finding_count(red_find(&it, "Nobody saw this")), 1);
        ck_assert_ptr_null(red_find(&it, "Only red breaks"));
        fleet_stop(&it);
        nobody_end();
    }
}
END_TEST

START_TEST(leaves_its_own_log_out)
{
    static const struct {
        const char *name;
        bool read;
    } cases[] = {{"daydream.log", false},
                 {"daydream.2026-02-17.log", false},
                 {"daydream-error.log", true},
                 {"daydream.log.1", false},
                 {"daydreamer.log", true}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct fleet it;
        struct dd_buf name = DD_BUF_INIT;

        red_start(&it);
        dd_buf_printf(&name, "red/logs/%s", cases[i].name);
        free(scratch_write(it.folder, dd_buf_text(&name),
                           "2026-02-17 10:00:00,000 - x - ERROR - I broke\n"));
        red_review(&it);
        ck_assert_msg((red_find(&it, "I broke") != NULL) == cases[i].read, "%s", cases[i].name);
        dd_buf_free(&name);
        fleet_stop(&it);
    }
}
END_TEST

START_TEST(reads_lines_without_a_stamp_once)
{
    struct fleet it;

    red_start(&it);
    free(scratch_write(it.folder, "red/logs/bare.log", "ERROR The lid is open\n"));
    red_review(&it);
    ck_assert_ptr_nonnull(red_find(&it, "The lid is open"));
    free(scratch_write(it.folder, "red/logs/bare.log",
                       "ERROR The lid is open\nERROR The door is open\n"));
    it.now += FLEET_DAY;
    red_review(&it);
    ck_assert_ptr_nonnull(red_find(&it, "The door is open"));
    ck_assert_int_eq(daydream_finding_state(red_find(&it, "The lid is open")),
                     DAYDREAM_STATE_RESOLVED);
    fleet_stop(&it);
}
END_TEST

static bool file_holds(const char *path, const char *text)
{
    FILE *file = fopen(path, "rb");
    size_t size = strlen(text);
    bool found = false;
    char window[64];

    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fread(window, 1, size, file), size);
    for (int c = getc(file); c != EOF && !found; c = getc(file)) {
        memmove(window, window + 1, size - 1);
        window[size - 1] = (char)c;
        found = memcmp(window, text, size) == 0;
    }
    fclose(file);
    return found;
}

/* The name of a log is known again, and its secret is not stored. */
START_TEST(keeps_no_secret_of_a_name)
{
    static const char secret[] = "q7Zv1Kx9Wb3Rt5Yn";
    static const char name[] = "red/logs/token=q7Zv1Kx9Wb3Rt5Yn \x1b[31m.log";
    struct fleet it;
    char *database;

    red_start(&it);
    free(scratch_write(it.folder, name, "ERROR The lid is open\n"));
    red_review(&it);
    ck_assert_ptr_nonnull(red_find(&it, "The lid is open"));
    free(scratch_write(it.folder, name, "ERROR The lid is open\nERROR The door is open\n"));
    it.now += FLEET_DAY;
    red_review(&it);
    ck_assert_ptr_nonnull(red_find(&it, "The door is open"));
    ck_assert_int_eq(daydream_finding_state(red_find(&it, "The lid is open")),
                     DAYDREAM_STATE_RESOLVED);
    fleet_close(&it);
    database = scratch_path(it.state, "daydream.db");
    ck_assert(file_holds(database, "token=[redacted:secret]"));
    ck_assert(!file_holds(database, secret));
    free(database);
    fleet_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        begins_with_the_last_day,           goes_on_where_it_ended,
        looks_a_week_back_and_says_so,      looks_back_as_far_as_it_is_told,
        leaves_no_gap_when_it_fails,        says_when_there_is_nothing_to_read,
        reads_later_what_it_could_not_read, leaves_its_own_log_out,
        reads_lines_without_a_stamp_once,   keeps_no_secret_of_a_name,
    };

    return suite_run("steps/review-logs", tests, sizeof tests / sizeof tests[0]);
}
