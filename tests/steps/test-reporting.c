/* SPDX-License-Identifier: MIT */
/* What is gathered for a report. */
#include <string.h>

#include "run.h"
#include "steps/reporting.h"
#include "support/fleet.h"
#include "support/suite.h"

START_TEST(stands_at_the_head_of_every_report)
{
    struct fleet it;
    struct dd_step_context context;
    struct dd_report report;

    fleet_lay_out(&it);
    it.offline = true;
    fleet_open(&it, false);
    context = dd_run_context(it.run);
    ck_assert_int_eq(dd_reporting_head(&context, &report, NULL), DAYDREAM_OK);
    ck_assert_str_eq(report.date, FLEET_DATE);
    ck_assert_str_eq(report.run, FLEET_RUN);
    ck_assert_str_eq(report.machine, FLEET_MACHINE);
    ck_assert_int_eq(report.previous, 0);                                   /* the first one ever */
    ck_assert_int_eq(daydream_step_review_logs(it.run, NULL), DAYDREAM_OK); /* or it is forgotten */

    it.now += 3 * FLEET_DAY;
    fleet_open(&it, false);
    context = dd_run_context(it.run);
    ck_assert_int_eq(dd_reporting_head(&context, &report, NULL), DAYDREAM_OK);
    ck_assert_str_eq(report.date, "2026-02-21");
    ck_assert_int_eq(report.previous, FLEET_NOW);
    fleet_stop(&it);
}
END_TEST

START_TEST(holds_all_projects_and_steps)
{
    struct fleet it;
    struct dd_step_context context;
    struct dd_reporting reporting;
    struct daydream_findings *findings;

    fleet_lay_out(&it);
    it.offline = true;
    fleet_run(&it);
    context = dd_run_context(it.run);
    ck_assert_int_eq(dd_reporting_all(&context, &reporting, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(reporting.report.project_count, 3);
    ck_assert_str_eq(reporting.report.projects[1].project->slug, "blue");
    ck_assert_int_eq(
        dd_reporting_findings(&context, reporting.report.projects[1].project, &findings, NULL),
        DAYDREAM_OK);
    ck_assert_uint_eq(daydream_findings_count(findings), 1);
    daydream_findings_free(findings);
    ck_assert_uint_eq(reporting.report.step_count, dd_step_count());
    ck_assert_str_eq(reporting.report.steps[3].name, "clean-tasks");
    ck_assert_int_eq(reporting.report.steps[3].number, 4);
    ck_assert_int_eq(reporting.report.steps[3].status, DAYDREAM_STEP_SKIPPED);
    ck_assert_ptr_nonnull(reporting.report.steps[3].reason);
    ck_assert_uint_eq(reporting.report.waiting, 2);
    dd_reporting_free(&reporting);
    fleet_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {stands_at_the_head_of_every_report, holds_all_projects_and_steps};

    return suite_run("steps/reporting", tests, sizeof tests / sizeof tests[0]);
}
