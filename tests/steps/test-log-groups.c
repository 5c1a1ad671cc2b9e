/* SPDX-License-Identifier: MIT */
/* Groups of log messages as findings. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/finding.h"
#include "model/settings.h"
#include "steps/red.h"
#include "support/scratch.h"
#include "support/suite.h"

static void log_times(struct fleet *it, int day, int times, const char *level, const char *text)
{
    for (int i = 0; i < times; i++)
        fleet_log(it, "red", day, 60 + i, level, text);
}

START_TEST(a_warning_needs_to_come_often)
{
    static const struct {
        const char *level;
        int times;
        enum daydream_severity severity;
    } cases[] = {
        {"ERROR", 1, DAYDREAM_SEVERITY_ERROR},
        {"WARNING", DD_SETTINGS_WARNINGS, DAYDREAM_SEVERITY_WARNING},
        {"WARNING", DD_SETTINGS_WARNINGS - 1, DAYDREAM_SEVERITY_NOTE},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct fleet it;

        red_start(&it);
        log_times(&it, 0, cases[i].times, cases[i].level, "Disk is 93% full");
        red_review(&it);
        ck_assert_int_eq(daydream_finding_severity(red_find(&it, "Disk is")), cases[i].severity);
        ck_assert_uint_eq(daydream_finding_count(red_find(&it, "Disk is")),
                          (uint64_t)cases[i].times);
        fleet_stop(&it);
    }
}
END_TEST

/* A warning that gets rare is not resolved, and one that is often again is no news. */
START_TEST(a_rare_warning_is_still_there)
{
    struct fleet it;
    const struct daydream_finding *finding;

    red_start(&it);
    log_times(&it, 0, DD_SETTINGS_WARNINGS, "WARNING", "Disk is 93% full");
    red_review(&it);
    log_times(&it, 1, 1, "WARNING", "Disk is 94% full");
    it.now += FLEET_DAY;
    red_review(&it);
    finding = red_find(&it, "Disk is");
    ck_assert_int_eq(daydream_finding_severity(finding), DAYDREAM_SEVERITY_NOTE);
    ck_assert_int_eq(daydream_finding_state(finding), DAYDREAM_STATE_RECURRING);
    fleet_stop(&it);
}
END_TEST

START_TEST(the_threshold_can_be_set)
{
    struct fleet it;

    red_start(&it);
    fleet_configure(&it, "{\"projects\":{\"red\":{\"working_directory\":\"../red\"}},"
                         "\"daydream\":{\"timezone\":\"UTC0\",\"logs\":{\"warnings\":1}}}");
    log_times(&it, 0, 1, "WARNING", "Disk is 93% full");
    red_review(&it);
    ck_assert_int_eq(daydream_finding_severity(red_find(&it, "Disk is")),
                     DAYDREAM_SEVERITY_WARNING);
    fleet_stop(&it);
}
END_TEST

START_TEST(a_line_of_it_is_shown)
{
    struct fleet it;
    const struct daydream_finding *finding;

    red_start(&it);
    log_times(&it, 0, 2, "ERROR",
              "Pool 17 is empty, token ghp_aaaabbbbccccddddeeeeffff000011112222");
    red_review(&it);
    finding = red_find(&it, "Pool");
    ck_assert_uint_eq(daydream_finding_detail_count(finding), 1);
    ck_assert_msg(strstr(daydream_finding_detail(finding, 0), "09:01:00") != NULL &&
                      strstr(daydream_finding_detail(finding, 0), "Pool 17 is empty") != NULL &&
                      strstr(daydream_finding_detail(finding, 0), "ghp_") == NULL,
                  "%s", daydream_finding_detail(finding, 0));
    fleet_stop(&it);
}
END_TEST

/* Names of shards are put together by the second pass; the group is known by each of its messages.
 */
START_TEST(a_group_of_many_is_known_by_each)
{
    static const char *const names[] = {"ann", "bob", "cleo", "dan", "eve", "fay", "gus", "hal"};
    struct fleet it;
    const struct daydream_finding *finding;
    char text[80];

    red_start(&it);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        snprintf(text, sizeof text, "Shard %s lost its leader again", names[i]);
        log_times(&it, 0, 1, "ERROR", text);
    }
    red_review(&it);
    finding = red_find(&it, "Shard <*> lost its leader");
    ck_assert_ptr_nonnull(finding);
    ck_assert_uint_eq(finding->fingerprints.count, 8);
    log_times(&it, 1, 1, "ERROR", "Shard eve lost its leader again");
    it.now += FLEET_DAY;
    red_review(&it);
    finding = red_find(&it, "Shard eve lost");
    ck_assert_ptr_nonnull(finding);
    ck_assert_int_eq(daydream_finding_state(finding), DAYDREAM_STATE_RECURRING);
    fleet_stop(&it);
}
END_TEST

START_TEST(groups_what_is_alike)
{
    struct fleet it;
    const struct daydream_finding *finding;

    red_start(&it);
    fleet_log(&it, "red", 0, 60, "ERROR", "Only red breaks at 19 ms");
    for (int i = 0; i < DD_SETTINGS_WARNINGS; i++)
        fleet_log(&it, "red", 0, 90 + i, "WARNING", "Disk is 93% full");
    fleet_log(&it, "red", 0, 99, "INFO", "ERROR: none");
    red_review(&it);
    ck_assert_uint_eq(red_count(&it), 2);
    finding = red_find(&it, "Only red breaks");
    ck_assert_ptr_nonnull(finding);
    ck_assert_str_eq(daydream_finding_key(finding), "red:logs");
    ck_assert_uint_eq(daydream_finding_count(finding), 2);
    ck_assert_int_eq(daydream_finding_last(finding) - daydream_finding_first(finding), 60);
    ck_assert_str_eq(daydream_finding_evidence(finding, 0), "logs/app.log");
    ck_assert_int_eq(daydream_finding_severity(finding), DAYDREAM_SEVERITY_ERROR);
    ck_assert_int_eq(daydream_finding_severity(red_find(&it, "Disk is")),
                     DAYDREAM_SEVERITY_WARNING);
    fleet_stop(&it);
}
END_TEST

/* Two warnings are no errors, and no finding of their own when the message was worse, too. */
START_TEST(counts_of_a_message_what_is_gravest)
{
    static const char *const levels[] = {"ERROR", "WARNING", "WARNING", "CRITICAL"};
    struct fleet it;
    const struct daydream_finding *finding;

    red_start(&it);
    for (int i = 0; i < 4; i++)
        fleet_log(&it, "red", 0, 60 * (i + 1), levels[i], "Pool is low");
    red_review(&it);
    ck_assert_uint_eq(red_count(&it), 2); /* with that which is always there */
    finding = red_find(&it, "Pool is low");
    ck_assert_uint_eq(daydream_finding_count(finding), 2);
    ck_assert_int_eq(daydream_finding_last(finding) - daydream_finding_first(finding), 180);
    ck_assert_uint_eq(daydream_finding_detail_count(finding), 2);
    ck_assert_ptr_nonnull(strstr(daydream_finding_detail(finding, 0), "CRITICAL"));
    ck_assert_str_eq(daydream_finding_detail(finding, 1), "2 more as warning");
    fleet_stop(&it);
}
END_TEST

START_TEST(names_the_exception)
{
    struct fleet it;

    red_start(&it);
    fleet_log(&it, "red", 0, 60, "ERROR",
              "Job failed\nTraceback (most recent call last):\n  File \"a.py\", line 3, in f\n"
              "KeyError: 'x'");
    red_review(&it);
    ck_assert_ptr_nonnull(red_find(&it, "Job failed [KeyError]"));
    fleet_stop(&it);
}
END_TEST

START_TEST(shows_no_more_than_a_person_reads)
{
    struct fleet it;
    struct dd_buf text = DD_BUF_INIT;

    red_start(&it);
    for (char a = 'a'; a <= 'z'; a++)
        for (char b = 'a'; b < 'f'; b++)
            dd_buf_printf(&text, "2026-02-17 10:00:00,000 - app - ERROR - word%c%c is bad\n", a, b);
    free(scratch_write(it.folder, "red/logs/app.log", dd_buf_text(&text)));
    red_review(&it);
    ck_assert_uint_eq(red_count(&it), 101);
    ck_assert_ptr_nonnull(red_find(&it, "And 30 more groups of messages"));
    dd_buf_free(&text);
    fleet_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        a_warning_needs_to_come_often,
        a_rare_warning_is_still_there,
        the_threshold_can_be_set,
        a_line_of_it_is_shown,
        a_group_of_many_is_known_by_each,
        groups_what_is_alike,
        counts_of_a_message_what_is_gravest,
        names_the_exception,
        shows_no_more_than_a_person_reads,
    };

    return suite_run("steps/log-groups", tests, sizeof tests / sizeof tests[0]);
}
