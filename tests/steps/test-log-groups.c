/* SPDX-License-Identifier: MIT */
/* Groups of log messages as findings. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/finding.h"
#include "model/settings.h"
#include "support/fleet.h"
#include "support/suite.h"

static const struct daydream_finding *find(const struct fleet *it, const char *text)
{
    const struct daydream_findings *red = daydream_run_findings(it->run, "red");

    for (size_t i = 0; i < daydream_findings_count(red); i++)
        if (strstr(daydream_finding_text(daydream_findings_at(red, i)), text) != NULL)
            return daydream_findings_at(red, i);
    return NULL;
}

static void review(struct fleet *it)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    fleet_open(it, false);
    ck_assert_msg(daydream_step_review_logs(it->run, &err) == DAYDREAM_OK, "%s", err.text);
}

static void start(struct fleet *it)
{
    fleet_lay_out(it);
    it->offline = true;
}

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

        start(&it);
        log_times(&it, 0, cases[i].times, cases[i].level, "Disk is 93% full");
        review(&it);
        ck_assert_int_eq(daydream_finding_severity(find(&it, "Disk is")), cases[i].severity);
        ck_assert_uint_eq(daydream_finding_count(find(&it, "Disk is")), (uint64_t)cases[i].times);
        fleet_stop(&it);
    }
}
END_TEST

/* A warning that gets rare is not resolved, and one that is often again is no news. */
START_TEST(a_rare_warning_is_still_there)
{
    struct fleet it;
    const struct daydream_finding *finding;

    start(&it);
    log_times(&it, 0, DD_SETTINGS_WARNINGS, "WARNING", "Disk is 93% full");
    review(&it);
    log_times(&it, 1, 1, "WARNING", "Disk is 94% full");
    it.now += FLEET_DAY;
    review(&it);
    finding = find(&it, "Disk is");
    ck_assert_int_eq(daydream_finding_severity(finding), DAYDREAM_SEVERITY_NOTE);
    ck_assert_int_eq(daydream_finding_state(finding), DAYDREAM_STATE_RECURRING);
    fleet_stop(&it);
}
END_TEST

START_TEST(the_threshold_can_be_set)
{
    struct fleet it;

    start(&it);
    fleet_configure(&it, "{\"projects\":{\"red\":{\"working_directory\":\"../red\"}},"
                         "\"daydream\":{\"timezone\":\"UTC0\",\"logs\":{\"warnings\":1}}}");
    log_times(&it, 0, 1, "WARNING", "Disk is 93% full");
    review(&it);
    ck_assert_int_eq(daydream_finding_severity(find(&it, "Disk is")), DAYDREAM_SEVERITY_WARNING);
    fleet_stop(&it);
}
END_TEST

START_TEST(a_line_of_it_is_shown)
{
    struct fleet it;
    const struct daydream_finding *finding;

    start(&it);
    log_times(&it, 0, 2, "ERROR",
              "Pool 17 is empty, token ghp_aaaabbbbccccddddeeeeffff000011112222");
    review(&it);
    finding = find(&it, "Pool");
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

    start(&it);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        snprintf(text, sizeof text, "Shard %s lost its leader again", names[i]);
        log_times(&it, 0, 1, "ERROR", text);
    }
    review(&it);
    finding = find(&it, "Shard <*> lost its leader");
    ck_assert_ptr_nonnull(finding);
    ck_assert_uint_eq(finding->fingerprints.count, 8);
    log_times(&it, 1, 1, "ERROR", "Shard eve lost its leader again");
    it.now += FLEET_DAY;
    review(&it);
    finding = find(&it, "Shard eve lost");
    ck_assert_ptr_nonnull(finding);
    ck_assert_int_eq(daydream_finding_state(finding), DAYDREAM_STATE_RECURRING);
    fleet_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        a_warning_needs_to_come_often, a_rare_warning_is_still_there,    the_threshold_can_be_set,
        a_line_of_it_is_shown,         a_group_of_many_is_known_by_each,
    };

    return suite_run("steps/log-groups", tests, sizeof tests / sizeof tests[0]);
}
