/* SPDX-License-Identifier: MIT */
/* How a step stands over all its projects. */
#include <stdlib.h>
#include <string.h>

#include "run.h"
#include "steps/standing.h"
#include "support/fleet.h"
#include "support/suite.h"

/* How the step stands for itself, red, blue and plain: a letter each, "-" where there is no row.
 * Reasons are "NAME fails" and "NAME waits", or the same for all. */
static const struct {
    const char *rows;
    bool same_reason;
    enum daydream_step_status status;
    const char *reason; /* NULL: none */
} cases[] = {
    {"----", false, DAYDREAM_STEP_PENDING, NULL},
    {"-ddd", false, DAYDREAM_STEP_DONE, NULL},
    {"dddd", false, DAYDREAM_STEP_DONE, NULL},
    {"-d--", false, DAYDREAM_STEP_DONE, NULL},
    {"d---", false, DAYDREAM_STEP_PENDING, NULL},
    {"-dds", false, DAYDREAM_STEP_DONE, "skipped for plain: plain waits"},
    {"-dss", false, DAYDREAM_STEP_DONE, "skipped for blue: blue waits (and 1 more)"},
    {"-sss", false, DAYDREAM_STEP_SKIPPED, "red: red waits (and 2 more)"},
    {"-sss", true, DAYDREAM_STEP_SKIPPED, "no reason at all"},
    {"-dfs", false, DAYDREAM_STEP_FAILED, "blue: blue fails"},
    {"-fdf", false, DAYDREAM_STEP_FAILED, "red: red fails (and 1 more)"},
    {"fddd", false, DAYDREAM_STEP_FAILED, "itself fails"},
    {"ss--", false, DAYDREAM_STEP_PENDING, NULL},
};

static void put(const struct fleet *it, const char *slug, char letter, bool same_reason)
{
    const char *name = *slug != '\0' ? slug : "itself";
    struct dd_buf reason = DD_BUF_INIT;
    struct dd_step_row row = {DAYDREAM_STEP_DONE, NULL, 0.5};

    if (letter == '-')
        return;
    if (letter != 'd') {
        row.status = letter == 'f' ? DAYDREAM_STEP_FAILED : DAYDREAM_STEP_SKIPPED;
        dd_buf_printf(&reason, "%s %s", name, letter == 'f' ? "fails" : "waits");
        row.reason = strdup(same_reason ? "no reason at all" : dd_buf_text(&reason));
    }
    ck_assert_int_eq(dd_steps_put(it->run->store, it->run->row.id, "review-logs", slug, &row, NULL),
                     DAYDREAM_OK);
    dd_buf_free(&reason);
    dd_step_row_free(&row);
}

START_TEST(sums_up_its_projects)
{
    static const char *const slugs[] = {"", "red", "blue", "plain"};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct fleet it;
        struct dd_step_row row;

        fleet_lay_out(&it);
        it.offline = true;
        fleet_open(&it, false);
        for (size_t j = 0; j < 4; j++)
            put(&it, slugs[j], cases[i].rows[j], cases[i].same_reason);
        ck_assert_int_eq(dd_standing_of(it.run->store, it.run->row.id, dd_step_find("review-logs"),
                                        it.run->projects, &row, NULL),
                         DAYDREAM_OK);
        ck_assert_msg(row.status == cases[i].status, "%s: %d", cases[i].rows, (int)row.status);
        ck_assert_msg((row.reason != NULL) == (cases[i].reason != NULL), "%s: %s", cases[i].rows,
                      row.reason != NULL ? row.reason : "no reason");
        if (row.reason != NULL)
            ck_assert_str_eq(row.reason, cases[i].reason);
        dd_step_row_free(&row);
        fleet_stop(&it);
    }
}
END_TEST

/* Where a step stands among all of them. */
static size_t index_of(const char *name)
{
    size_t at = 0;

    while (daydream_step_at(at) != dd_step_find(name))
        at++;
    return at;
}

START_TEST(sums_up_the_seconds)
{
    struct fleet it;
    struct dd_step_row *rows = NULL;

    fleet_lay_out(&it);
    it.offline = true;
    fleet_open(&it, false);
    put(&it, "red", 'd', false);
    put(&it, "blue", 'd', false);
    ck_assert_int_eq(
        dd_standings_load(it.run->store, it.run->row.id, it.run->projects, &rows, NULL),
        DAYDREAM_OK);
    ck_assert_double_eq_tol(rows[index_of("review-logs")].seconds, 1.0, 0.001);
    ck_assert_int_eq(rows[index_of("clean-tasks")].status, DAYDREAM_STEP_PENDING);
    dd_standings_free(rows);
    fleet_stop(&it);
}
END_TEST

START_TEST(is_skipped_where_nobody_is)
{
    struct fleet it;

    fleet_lay_out(&it);
    it.offline = true;
    fleet_configure(&it, "{\"projects\": {}}");
    fleet_run(&it);
    ck_assert(!daydream_run_failed(it.run));
    ck_assert_int_eq(daydream_run_step_status(it.run, "review-logs"), DAYDREAM_STEP_SKIPPED);
    ck_assert_str_eq(daydream_run_step_reason(it.run, "review-logs"), "no project on this machine");
    ck_assert_int_eq(daydream_run_step_status(it.run, "produce-report"), DAYDREAM_STEP_DONE);
    fleet_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {sums_up_its_projects, sums_up_the_seconds,
                                  is_skipped_where_nobody_is};

    return suite_run("steps/standing", tests, sizeof tests / sizeof tests[0]);
}
