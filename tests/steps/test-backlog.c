/* SPDX-License-Identifier: MIT */
/* A standing backlog is a note; only its growth is a finding. */
#include <string.h>

#include "run.h"
#include "steps/backlog.h"
#include "steps/marks.h"
#include "support/fleet.h"
#include "support/suite.h"

#define NEVER (-1)

/* What an earlier date measured, what is there now, and what is said of it. */
static const struct {
    int64_t before;
    size_t size;
    size_t fresh;
    const char *text;
    enum daydream_severity severity;
    const char *one;
} cases[] = {
    {NEVER, 12, 0, "12 open bugs", DAYDREAM_SEVERITY_NOTE, "open bug"},
    {NEVER, 12, 3, "12 open bugs", DAYDREAM_SEVERITY_NOTE, "open bug"},
    {NEVER, 0, 0, "No open bugs", DAYDREAM_SEVERITY_NOTE, "open bug"},
    {12, 12, 0, "12 open bugs", DAYDREAM_SEVERITY_NOTE, "open bug"},
    {12, 1, 0, "1 open bug", DAYDREAM_SEVERITY_NOTE, "open bug"},
    {12, 0, 0, "No open bugs", DAYDREAM_SEVERITY_NOTE, "open bug"},
    {12, 12, 1, "1 new, 12 open bugs", DAYDREAM_SEVERITY_WARNING, "open bug"},
    {0, 1, 1, "1 new, 1 open bug", DAYDREAM_SEVERITY_WARNING, "open bug"},
    {12, 14, 0, "14 open bugs, 2 more than on 2026-02-17", DAYDREAM_SEVERITY_WARNING, "open bug"},
    /* somebody's own words, of which only the plural is known */
    {NEVER, 0, 0, "No open bugs", DAYDREAM_SEVERITY_NOTE, NULL},
    {NEVER, 1, 0, "open bugs: 1", DAYDREAM_SEVERITY_NOTE, NULL},
    {0, 1, 0, "open bugs: 1, 1 more than on 2026-02-17", DAYDREAM_SEVERITY_WARNING, NULL},
};

static void measure_yesterday(struct fleet *it, int64_t value)
{
    if (value == NEVER)
        return;
    it->now -= FLEET_DAY;
    fleet_open(it, false);
    ck_assert_int_eq(daydream_step_review_logs(it->run, NULL),
                     DAYDREAM_OK); /* or it is forgotten */
    ck_assert_int_eq(
        dd_measure_put(it->run->store, it->run->row.id, "red", "open-bugs", value, NULL),
        DAYDREAM_OK);
    it->now += FLEET_DAY;
}

START_TEST(tells_growth_from_standing)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_backlog backlog = {"bugs",      "open-bugs",   cases[i].one,
                                     "open bugs", cases[i].size, cases[i].fresh};
        struct fleet it;
        struct dd_step_context context;
        struct daydream_finding *finding = NULL;

        fleet_lay_out(&it);
        it.offline = true;
        measure_yesterday(&it, cases[i].before);
        fleet_open(&it, false);
        context = dd_run_context(it.run);
        context.project = it.run->projects->items[0];
        ck_assert_int_eq(daydream_findings_new(&context.findings, NULL), DAYDREAM_OK);
        ck_assert_int_eq(dd_marks_new(&context.marks, NULL), DAYDREAM_OK);
        ck_assert_int_eq(dd_backlog_add(&context, &backlog, &finding, NULL), DAYDREAM_OK);
        ck_assert_str_eq(daydream_finding_text(finding), cases[i].text);
        ck_assert_msg(daydream_finding_severity(finding) == cases[i].severity, "%s", cases[i].text);
        ck_assert_str_eq(daydream_finding_key(finding), "red:bugs");
        /* growth happened once: to be gone tomorrow does not resolve it */
        ck_assert_msg(finding->event == (cases[i].severity == DAYDREAM_SEVERITY_WARNING), "%s",
                      cases[i].text);
        dd_marks_free(context.marks);
        daydream_findings_free(context.findings);
        fleet_stop(&it);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {tells_growth_from_standing};

    return suite_run("steps/backlog", tests, sizeof tests / sizeof tests[0]);
}
