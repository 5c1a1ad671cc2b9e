/* SPDX-License-Identifier: MIT */
/* What a caller does with the outbox: letting issues go. That they go out is in
 * test-session-outbox.c.
 */
#include <stdlib.h>
#include <string.h>

#include "support/fleet.h"
#include "support/scratch.h"
#include "support/server.h"
#include "support/suite.h"

static struct daydream_outbox *load(struct fleet *it)
{
    struct daydream_outbox *outbox = NULL;

    fleet_close(it);
    it->dd = fleet_session(it);
    ck_assert_int_eq(daydream_outbox_load(it->dd, &outbox, NULL), DAYDREAM_OK);
    return outbox;
}

/* The number of the first one that waits for a repository. */
static int64_t id_of(struct fleet *it, const char *repository)
{
    struct daydream_outbox *outbox = load(it);
    int64_t id = 0;

    for (size_t i = 0; i < daydream_outbox_count(outbox) && id == 0; i++)
        if (strcmp(daydream_issue_repository(daydream_outbox_at(outbox, i)), repository) == 0)
            id = daydream_outbox_id(outbox, i);
    daydream_outbox_free(outbox);
    return id;
}

static void queue_two(struct fleet *it)
{
    it->offline = true;
    fleet_day(it);
    it->offline = false;
}

static enum daydream_status drop(struct fleet *it, int64_t id)
{
    fleet_close(it);
    it->dd = fleet_session(it);
    return daydream_outbox_drop(it->dd, id, NULL);
}

/* It is let go for good: by flush, by the same date's run and by the next one. */
START_TEST(never_comes_back)
{
    struct fleet it;
    int64_t red;

    fleet_start(&it);
    queue_two(&it);
    red = id_of(&it, "github.com/acme/red");
    ck_assert_int_eq(drop(&it, red), DAYDREAM_OK);
    ck_assert_int_eq(id_of(&it, "github.com/acme/red"), 0);
    ck_assert_int_ne(id_of(&it, "github.com/acme/blue"), 0);
    ck_assert_int_eq(drop(&it, red), DAYDREAM_ERROR_NOT_FOUND);

    ck_assert_int_eq(daydream_outbox_flush(it.dd, NULL, NULL, NULL), DAYDREAM_OK);
    fleet_expect_issues(&it, 0, 1);
    fleet_run(&it);
    fleet_expect_action(&it, "red", DAYDREAM_ACTION_NONE);
    ck_assert_ptr_nonnull(
        strstr(daydream_issue_reason(daydream_run_issue(it.run, "red")), "dropped"));
    fleet_close(&it);
    it.now += FLEET_DAY;
    fleet_day(&it);
    fleet_expect_issues(&it, 0, 1);
    fleet_stop(&it);
}
END_TEST

/* What a run found is kept, whatever becomes of its issue. */
START_TEST(leaves_the_findings)
{
    struct fleet it;

    fleet_lay_out(&it);
    queue_two(&it);
    ck_assert_int_eq(drop(&it, id_of(&it, "github.com/acme/red")), DAYDREAM_OK);
    it.offline = true;
    fleet_run(&it);
    ck_assert_uint_gt(daydream_findings_count(daydream_run_findings(it.run, "red")), 0);
    fleet_stop(&it);
}
END_TEST

/* Who files by hand what was let go means it. */
START_TEST(can_be_filed_by_hand)
{
    struct fleet it;
    struct daydream_findings *findings = NULL;
    struct daydream_issue *issue = NULL;
    static const char json[] = "[{\"key\": \"red:own\", \"text\": \"Filed by hand\"}]";

    fleet_start(&it);
    queue_two(&it);
    ck_assert_int_eq(drop(&it, id_of(&it, "github.com/acme/red")), DAYDREAM_OK);
    ck_assert_int_eq(daydream_findings_new(&findings, NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_findings_add_json(findings, json, strlen(json), NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_create_issue(it.dd, findings, FLEET_DATE, "acme/red", &issue, NULL),
                     DAYDREAM_OK);
    ck_assert_int_eq(daydream_issue_action(issue), DAYDREAM_ACTION_CREATED);
    fleet_expect_issues(&it, 1, 0);
    daydream_issue_free(issue);
    daydream_findings_free(findings);
    fleet_stop(&it);
}
END_TEST

/* It may have arrived: that is said, and then nobody looks for it any more. */
START_TEST(may_be_there)
{
    struct fleet it;
    struct daydream_outbox *outbox;

    fleet_start(&it);
    fleet_fault(&it, "{\"method\": \"POST\", \"path\": \"acme/red/issues\", \"drop\": \"after\","
                     " \"count\": 9}");
    fleet_run(&it);
    outbox = load(&it);
    ck_assert_uint_eq(daydream_outbox_count(outbox), 1);
    ck_assert(daydream_outbox_may_be_there(outbox, 0));
    ck_assert_int_eq(drop(&it, daydream_outbox_id(outbox, 0)), DAYDREAM_OK);
    daydream_outbox_free(outbox);
    fleet_expect_issues(&it, 1, 1);
    fleet_stop(&it);
}
END_TEST

/* A rolling issue has no date of its own: the next one that there are findings on files it. */
START_TEST(lets_a_rolling_one_come_again)
{
    struct fleet it;

    fleet_start(&it);
    fleet_configure(&it, "{\"projects\": {\"red\": {\"working_directory\": \"../red\", \"github\": "
                         "{\"org\": \"acme\", \"repo\": \"red\"}}}, \"daydream\": {\"timezone\": "
                         "\"UTC0\", \"issue\": {\"mode\": \"rolling\"}}}");
    queue_two(&it);
    ck_assert_int_eq(drop(&it, id_of(&it, "github.com/acme/red")), DAYDREAM_OK);
    ck_assert_int_eq(id_of(&it, "github.com/acme/red"), 0);
    fleet_log(&it, "red", 1, 0, "ERROR", "Another thing breaks");
    it.now += FLEET_DAY;
    fleet_day(&it);
    fleet_expect_issues(&it, 1, 0);
    fleet_stop(&it);
}
END_TEST

START_TEST(needs_the_lock)
{
    struct fleet it;
    struct daydream *other;

    fleet_lay_out(&it);
    queue_two(&it);
    it.offline = true;
    fleet_open(&it, false);
    other = fleet_session(&it);
    ck_assert_int_eq(daydream_outbox_drop(other, 1, NULL), DAYDREAM_ERROR_LOCKED);
    daydream_free(other);
    fleet_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        never_comes_back, leaves_the_findings,           can_be_filed_by_hand,
        may_be_there,     lets_a_rolling_one_come_again, needs_the_lock};

    if (!server_available())
        return suite_skip("session-flush", "no python3");
    return suite_run("session-flush", tests, sizeof tests / sizeof tests[0]);
}
