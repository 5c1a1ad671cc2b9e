/* SPDX-License-Identifier: MIT */
/* Opening a run for a session, and reading what earlier ones reported. */
#include <stdlib.h>
#include <string.h>

#include "support/fleet.h"
#include "support/scratch.h"
#include "support/suite.h"

static char *marker_part(const struct fleet *it, const char *key)
{
    const char *body = daydream_issue_body(daydream_run_issue(it->run, "red"));
    const char *at = strstr(body, key);

    ck_assert_msg(at != NULL, "%s", body);
    at += strlen(key);
    return strndup(at, strcspn(at, " "));
}

START_TEST(takes_its_ids_from_the_session)
{
    struct fleet it;
    char *machine;
    char *run;

    fleet_lay_out(&it);
    it.offline = true;
    fleet_run(&it);
    machine = marker_part(&it, " machine=");
    run = marker_part(&it, " run=");
    ck_assert_str_eq(machine, FLEET_MACHINE);
    ck_assert_str_eq(run, FLEET_RUN);
    free(machine);
    free(run);
    fleet_stop(&it);
}
END_TEST

START_TEST(makes_up_ids_and_remembers_the_machine)
{
    struct fleet it;
    char *machines[2];
    char *runs[2];

    fleet_lay_out(&it);
    it.offline = true;
    it.run_id = NULL;
    it.machine_id = NULL;
    for (int i = 0; i < 2; i++) {
        fleet_run(&it);
        machines[i] = marker_part(&it, " machine=");
        runs[i] = marker_part(&it, " run=");
        fleet_close(&it);
        it.now += FLEET_DAY;
        fleet_log(&it, "red", 1, 0, "ERROR", "The roof of red leaks");
    }
    ck_assert_uint_eq(strlen(machines[0]), 16);
    ck_assert_str_eq(machines[0], machines[1]);
    ck_assert_uint_eq(strlen(runs[0]), 36);
    ck_assert_str_ne(runs[0], runs[1]);
    for (int i = 0; i < 2; i++) {
        free(machines[i]);
        free(runs[i]);
    }
    fleet_stop(&it);
}
END_TEST

/* 06:00 in UTC is the evening before in California. */
START_TEST(has_the_date_of_its_zone)
{
    static const struct {
        const char *zone;
        const char *date;
    } cases[] = {{"UTC0", "2026-02-18"}, {"PST8", "2026-02-17"}, {"<+14>-14", "2026-02-18"}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct fleet it;
        struct dd_buf json = DD_BUF_INIT;

        fleet_lay_out(&it);
        it.offline = true;
        dd_buf_printf(&json, "{\"projects\": {}, \"daydream\": {\"timezone\": \"%s\"}}",
                      cases[i].zone);
        fleet_configure(&it, dd_buf_text(&json));
        fleet_open(&it, true);
        ck_assert_str_eq(daydream_run_date(it.run), cases[i].date);
        dd_buf_free(&json);
        fleet_stop(&it);
    }
}
END_TEST

START_TEST(leaves_its_reports_to_be_read)
{
    struct fleet it;
    char *text = NULL;

    fleet_lay_out(&it);
    it.offline = true;
    it.dd = fleet_session(&it);
    ck_assert_int_eq(daydream_read_report(it.dd, NULL, DAYDREAM_FORMAT_MARKDOWN, &text, NULL),
                     DAYDREAM_ERROR_NOT_FOUND);
    ck_assert(!scratch_exists(it.state));
    fleet_day(&it);
    it.now += FLEET_DAY;
    fleet_day(&it);
    it.dd = fleet_session(&it);
    ck_assert_int_eq(daydream_read_report(it.dd, NULL, DAYDREAM_FORMAT_MARKDOWN, &text, NULL),
                     DAYDREAM_OK);
    ck_assert_ptr_nonnull(strstr(text, "# Daydream Report - 2026-02-19"));
    daydream_free_text(text);
    ck_assert_int_eq(daydream_read_report(it.dd, FLEET_DATE, DAYDREAM_FORMAT_JSON, &text, NULL),
                     DAYDREAM_OK);
    ck_assert_ptr_nonnull(strstr(text, "\"date\":\"" FLEET_DATE "\""));
    daydream_free_text(text);
    ck_assert_int_eq(daydream_read_report(it.dd, "2026-02-20", DAYDREAM_FORMAT_JSON, &text, NULL),
                     DAYDREAM_ERROR_NOT_FOUND);
    ck_assert_ptr_null(text);
    fleet_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {takes_its_ids_from_the_session,
                                  makes_up_ids_and_remembers_the_machine, has_the_date_of_its_zone,
                                  leaves_its_reports_to_be_read};

    return suite_run("session-run", tests, sizeof tests / sizeof tests[0]);
}
