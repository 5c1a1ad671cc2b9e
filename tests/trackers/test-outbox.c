/* SPDX-License-Identifier: MIT */
/* The embedded tracker. */
#include <stdlib.h>
#include <string.h>

#include "store/fixture.h"
#include "support/scratch.h"
#include "support/suite.h"
#include "trackers/outbox.h"

#define DATE   "2026-02-18"
#define ROCKET "github.com/acme/rocket"

static struct dd_outbox_row make_row(void)
{
    return (struct dd_outbox_row){.repository = strdup(ROCKET),
                                  .date = DATE,
                                  .slug = strdup("rocket"),
                                  .title = strdup("Daydream Report - " DATE " - Rocket"),
                                  .label = strdup("daydream"),
                                  .body = strdup("**1 new**\n"),
                                  .reason = strdup("no token"),
                                  .queued = 1771394400};
}

START_TEST(keeps_a_report_and_finds_it)
{
    char *folder = scratch_make();
    struct dd_store *store = fixture_open(folder);
    struct dd_tracker tracker = dd_tracker_outbox(store, NULL);
    struct dd_outbox_row row = make_row();
    struct daydream_issue *issue = NULL;

    ck_assert_int_eq(tracker.ops->find(&tracker, ROCKET, DATE, &issue, NULL), DAYDREAM_OK);
    ck_assert_ptr_null(issue);
    ck_assert_int_eq(tracker.ops->file(&tracker, &row, &issue, NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_issue_action(issue), DAYDREAM_ACTION_QUEUED);
    daydream_issue_free(issue);
    ck_assert_int_eq(tracker.ops->file(&tracker, &row, &issue, NULL), DAYDREAM_OK);
    daydream_issue_free(issue);
    ck_assert_int_eq(fixture_number(store, "SELECT count(*) FROM outbox"), 1);

    ck_assert_int_eq(tracker.ops->find(&tracker, "GitHub.com/ACME/rocket", DATE, &issue, NULL),
                     DAYDREAM_OK);
    ck_assert_ptr_nonnull(issue);
    ck_assert_int_eq(daydream_issue_action(issue), DAYDREAM_ACTION_QUEUED);
    ck_assert_str_eq(daydream_issue_body(issue), "**1 new**\n");
    daydream_issue_free(issue);
    ck_assert_int_eq(tracker.ops->find(&tracker, ROCKET, "2026-02-19", &issue, NULL), DAYDREAM_OK);
    ck_assert_ptr_null(issue);
    dd_outbox_row_free(&row);
    dd_store_close(store);
    scratch_remove(folder);
}
END_TEST

START_TEST(shows_a_row_as_it_stands)
{
    static const struct {
        enum dd_outbox_state state;
        enum daydream_action action;
    } cases[] = {
        {DD_OUTBOX_WAITING, DAYDREAM_ACTION_QUEUED},
        {DD_OUTBOX_SENDING, DAYDREAM_ACTION_QUEUED},
        {DD_OUTBOX_FILED, DAYDREAM_ACTION_EXISTS},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_outbox_row row = make_row();
        struct daydream_issue *issue = NULL;

        row.state = cases[i].state;
        row.number = 17;
        row.url = strdup("https://github.com/acme/rocket/issues/17");
        ck_assert_int_eq(dd_outbox_row_to_issue(&row, &issue, NULL), DAYDREAM_OK);
        ck_assert_int_eq(daydream_issue_action(issue), cases[i].action);
        ck_assert_int_eq(daydream_issue_number(issue), 17);
        ck_assert_str_eq(daydream_issue_url(issue), row.url);
        ck_assert_str_eq(daydream_issue_repository(issue), ROCKET);
        ck_assert_str_eq(daydream_issue_title(issue), row.title);
        ck_assert_str_eq(daydream_issue_label(issue), "daydream");
        ck_assert_str_eq(daydream_issue_reason(issue), "no token");
        daydream_issue_free(issue);
        dd_outbox_row_free(&row);
    }
}
END_TEST

START_TEST(tells_a_store_that_refuses)
{
    char *folder = scratch_make();
    struct dd_store *store = fixture_open(folder);
    struct dd_tracker tracker = dd_tracker_outbox(store, NULL);
    struct dd_outbox_row first = make_row();
    struct dd_outbox_row second = make_row();
    struct daydream_issue *issue = NULL;

    ck_assert_int_eq(tracker.ops->file(&tracker, &first, &issue, NULL), DAYDREAM_OK);
    daydream_issue_free(issue);
    /* a second row for the same repository and date */
    ck_assert_int_eq(tracker.ops->file(&tracker, &second, &issue, NULL), DAYDREAM_ERROR_STATE);
    ck_assert_ptr_null(issue);
    dd_outbox_row_free(&first);
    dd_outbox_row_free(&second);
    dd_store_close(store);
    scratch_remove(folder);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {keeps_a_report_and_finds_it, shows_a_row_as_it_stands,
                                  tells_a_store_that_refuses};

    return suite_run("trackers/outbox", tests, sizeof tests / sizeof tests[0]);
}
