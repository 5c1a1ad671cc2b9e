/* SPDX-License-Identifier: MIT */
/* What the files of a project's logs say of themselves. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "steps/red.h"
#include "support/nobody.h"
#include "support/scratch.h"
#include "support/suite.h"

#define MEBIBYTE (1024 * 1024)

/* A log of so many bytes, last written so many days before the run. */
static void lay_log(struct fleet *it, const char *name, off_t size, int days)
{
    struct timespec times[2] = {{0, UTIME_OMIT}, {(time_t)(it->now - days * FLEET_DAY), 0}};
    char *path = scratch_write(it->folder, name, "quiet\n");

    ck_assert_int_eq(truncate(path, size), 0);
    ck_assert_int_eq(utimensat(AT_FDCWD, path, times, 0), 0);
    free(path);
}

START_TEST(a_log_that_nothing_rotates_is_a_finding)
{
    static const struct {
        off_t size;
        const char *sibling;
        bool found;
    } cases[] = {
        {10 * MEBIBYTE, NULL, false},
        {10 * MEBIBYTE + 1, NULL, true},
        {34 * MEBIBYTE, "red/logs/big.log.1", false},
        {34 * MEBIBYTE, "red/logs/big.log-20260101.gz", false},
        {34 * MEBIBYTE, "red/logs/bigger.log.1", true},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct fleet it;
        const struct daydream_finding *finding;

        red_start(&it);
        lay_log(&it, "red/logs/big.log", cases[i].size, 1);
        if (cases[i].sibling != NULL)
            lay_log(&it, cases[i].sibling, 6, 40);
        red_review(&it);
        finding = red_find(&it, "nothing rotates");
        ck_assert_msg((finding != NULL) == cases[i].found, "case %zu", i);
        if (finding != NULL) {
            ck_assert_str_eq(daydream_finding_key(finding), "red:log-files");
            ck_assert_int_eq(daydream_finding_severity(finding), DAYDREAM_SEVERITY_WARNING);
            ck_assert_ptr_nonnull(strstr(daydream_finding_text(finding), "logs/big.log has grown"));
        }
        fleet_stop(&it);
    }
}
END_TEST

/* It grows from day to day, and stays the same finding. */
START_TEST(its_size_makes_no_news)
{
    struct fleet it;

    red_start(&it);
    lay_log(&it, "red/logs/big.log", 11 * MEBIBYTE, 1);
    red_review(&it);
    ck_assert_ptr_nonnull(red_find(&it, "grown to 11 MiB"));
    it.now += FLEET_DAY;
    lay_log(&it, "red/logs/big.log", 12 * MEBIBYTE, 0);
    red_review(&it);
    ck_assert_ptr_nonnull(red_find(&it, "grown to 12 MiB"));
    ck_assert_int_eq(daydream_finding_state(red_find(&it, "grown to 12 MiB")),
                     DAYDREAM_STATE_RECURRING);
    ck_assert_ptr_null(red_find(&it, "grown to 11 MiB"));
    fleet_stop(&it);
}
END_TEST

START_TEST(a_log_that_went_silent_is_a_finding)
{
    static const struct {
        int days;
        bool found;
        enum daydream_severity severity;
    } cases[] = {
        {7, false, DAYDREAM_SEVERITY_NOTE},
        {8, true, DAYDREAM_SEVERITY_WARNING},
        {30, true, DAYDREAM_SEVERITY_WARNING},
        {31, true, DAYDREAM_SEVERITY_NOTE}, /* nobody cared for a month */
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct fleet it;
        const struct daydream_finding *finding;

        red_start(&it);
        lay_log(&it, "red/logs/idle.log", 6, cases[i].days);
        lay_log(&it, "red/logs/idle.log.1", 6, cases[i].days + 20);
        red_review(&it);
        finding = red_find(&it, "Nothing was written to logs/idle.log since 2026-0");
        ck_assert_msg((finding != NULL) == cases[i].found, "%d days", cases[i].days);
        if (finding != NULL)
            ck_assert_int_eq(daydream_finding_severity(finding), cases[i].severity);
        fleet_stop(&it);
    }
}
END_TEST

START_TEST(what_is_no_file_is_left_out)
{
    struct fleet it;
    char *path;

    red_start(&it);
    path = scratch_path(it.folder, "red/logs/pipe.log");
    red_review(&it);
    fleet_close(&it);
    it.now += FLEET_DAY;
    ck_assert_int_eq(mkfifo(path, 0600), 0);
    red_review(&it);
    ck_assert_ptr_nonnull(red_find(&it, "logs/pipe.log"));
    ck_assert_int_eq(daydream_finding_severity(red_find(&it, "logs/pipe.log")),
                     DAYDREAM_SEVERITY_NOTE);
    free(path);
    fleet_stop(&it);
}
END_TEST

static void lay_others(const struct fleet *it)
{
    static const char *const links[][2] = {{"red/logs/gone.log", "nowhere"},
                                           {"red/logs/loop.log", "loop.log"}};
    char *path = scratch_path(it->folder, "red/logs/pipe.log");

    ck_assert_int_eq(mkfifo(path, 0600), 0);
    free(path);
    for (size_t i = 0; i < sizeof links / sizeof links[0]; i++) {
        path = scratch_path(it->folder, links[i][0]);
        ck_assert_int_eq(symlink(links[i][1], path), 0);
        free(path);
    }
    path = scratch_write(it->folder, "red/logs/wide.log", "\xff\xfeR\n");
    free(path);
}

START_TEST(says_what_it_cannot_read)
{
    static const char *const texts[] = {
        "logs/pipe.log is no regular file and was left out",
        "logs/gone.log is a link to what does not exist and was left out",
        "logs/loop.log is a link that leads back to itself and was left out",
        "cannot read logs/wide.log: it is UTF-16 text",
        "Only red breaks",
    };
    struct fleet it;

    red_start(&it);
    lay_others(&it);
    red_review(&it);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        ck_assert_msg(red_find(&it, texts[i]) != NULL, "%s", texts[i]);
    fleet_stop(&it);
}
END_TEST

START_TEST(warns_of_an_unreadable_file)
{
    struct fleet it;
    const struct daydream_finding *finding;
    char *path;

    nobody_begin(NULL);
    red_start(&it);
    path = scratch_write(it.folder, "red/logs/secret.log", "x\n");
    ck_assert_int_eq(chmod(path, 0), 0);
    red_review(&it);
    finding = red_find(&it, "secret.log");
    ck_assert_ptr_nonnull(finding);
    ck_assert_int_eq(daydream_finding_severity(finding), DAYDREAM_SEVERITY_WARNING);
    ck_assert_ptr_nonnull(red_find(&it, "Only red breaks"));
    free(path);
    fleet_stop(&it);
    nobody_end();
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        a_log_that_nothing_rotates_is_a_finding,
        its_size_makes_no_news,
        a_log_that_went_silent_is_a_finding,
        what_is_no_file_is_left_out,
        says_what_it_cannot_read,
        warns_of_an_unreadable_file,
    };

    return suite_run("steps/log-files", tests, sizeof tests / sizeof tests[0]);
}
