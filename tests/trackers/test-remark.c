/* SPDX-License-Identifier: MIT */
/* What only a later machine saw is in a comment on the report, once. */
#include "support/server.h"
#include "support/suite.h"
#include "trackers/machines.h"

START_TEST(a_later_machine_adds_what_only_it_saw)
{
    static const struct {
        const char *first;
        const char *second;
        enum daydream_action action;
        const char *told;
    } cases[] = {
        {"ab", "bc", DAYDREAM_ACTION_COMMENTED, "ab|c"},
        {"ab", "cd", DAYDREAM_ACTION_COMMENTED, "ab|cd"},
        {"ab", "ba", DAYDREAM_ACTION_EXISTS, "ab"},
        {"abc", "b", DAYDREAM_ACTION_EXISTS, "abc"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct machines it;

        machines_start(&it);
        ck_assert_int_eq(machine_file(&it.first, cases[i].first), DAYDREAM_ACTION_CREATED);
        ck_assert_int_eq(machine_file(&it.second, cases[i].second), cases[i].action);
        machines_expect_told(&it, 1, cases[i].told);
        machines_expect_state(&it, 2, "-");
        /* who has nothing to add does not ask what others have added */
        if (cases[i].action == DAYDREAM_ACTION_EXISTS)
            ck_assert_int_eq(machines_requests(&it, "GET", "/issues/1/comments?per_page=100"), 0);
        machines_stop(&it);
    }
}
END_TEST

START_TEST(a_comment_is_not_said_again)
{
    struct machines it;

    machines_start(&it);
    ck_assert_int_eq(machine_file(&it.first, "a"), DAYDREAM_ACTION_CREATED);
    /* it is written, and whoever wrote it does not hear of it */
    machines_tell(&it, "/_fault",
                  "{\"method\": \"POST\", \"path\": \"/comments\", \"drop\": \"after\"}");
    ck_assert_int_eq(machine_file(&it.second, "ab"), DAYDREAM_ACTION_QUEUED);
    ck_assert_int_eq(machine_again(&it.second), DAYDREAM_ACTION_EXISTS);
    machines_expect_told(&it, 1, "a|b");
    hub_check_traffic(&it.github.hub);
    machines_stop(&it);
}
END_TEST

START_TEST(a_strangers_comment_hides_nothing)
{
    struct machines it;

    machines_start(&it);
    machines_tell(&it, "/_seed",
                  "{\"repo\": \"acme/rocket\", \"issues\": [{\"title\": \"Daydream Report - " DATE
                  " - x\", \"association\": \"OWNER\", \"hidden\": false}]}");
    machines_tell(&it, "/_edit",
                  "{\"repo\": \"acme/rocket\", \"number\": 1, \"comments\": [{\"id\": 7, "
                  "\"author\": \"stranger\", \"association\": \"NONE\", \"created_at\": "
                  "\"2026-02-18T06:00:00Z\", \"body\": \"<!-- daydream:1 date=" DATE " repo=" ROCKET
                  " machine=x run=x fp=aaaaaaaaaaaaaaaa -->\"}]}");
    ck_assert_int_eq(machine_file(&it.first, "a"), DAYDREAM_ACTION_COMMENTED);
    machines_expect_told(&it, 1, "||a");
    machines_stop(&it);
}
END_TEST

/* What a hundred comments before have told is on another page. */
START_TEST(reads_all_pages_of_comments)
{
    struct machines it;
    struct dd_buf wish = DD_BUF_INIT;

    machines_start(&it);
    machines_tell(&it, "/_seed",
                  "{\"repo\": \"acme/rocket\", \"issues\": [{\"title\": \"Daydream Report - " DATE
                  " - x\", \"association\": \"OWNER\"}]}");
    dd_buf_puts(&wish, "{\"repo\": \"acme/rocket\", \"number\": 1, \"comments\": [");
    for (int i = 1; i <= 205; i++)
        dd_buf_printf(&wish,
                      "%s{\"id\": %d, \"author\": \"a\", \"association\": \"MEMBER\", "
                      "\"created_at\": \"2026-02-18T06:00:00Z\", \"body\": \"%s\"}",
                      i > 1 ? "," : "", i,
                      i == 203 ? "<!-- daydream:1 date=" DATE " repo=" ROCKET
                                 " machine=x run=x fp=aaaaaaaaaaaaaaaa -->"
                               : "hm");
    dd_buf_puts(&wish, "]}");
    machines_tell(&it, "/_edit", dd_buf_text(&wish));
    ck_assert_int_eq(machine_file(&it.first, "a"), DAYDREAM_ACTION_EXISTS);
    dd_buf_free(&wish);
    machines_stop(&it);
}
END_TEST

START_TEST(adds_nothing_where_that_is_not_wanted)
{
    struct machines it;

    machines_start(&it);
    it.second.delivery.no_comments = true;
    ck_assert_int_eq(machine_file(&it.first, "a"), DAYDREAM_ACTION_CREATED);
    ck_assert_int_eq(machine_file(&it.second, "b"), DAYDREAM_ACTION_EXISTS);
    machines_expect_told(&it, 1, "a");
    machines_stop(&it);
}
END_TEST

/* A report from an older version, or of a caller who keeps no parts, is taken whole. */
START_TEST(takes_a_body_whole_whose_parts_nobody_knows)
{
    struct machines it;
    struct dd_outbox_row row;

    machines_start(&it);
    ck_assert_int_eq(machine_file(&it.first, "a"), DAYDREAM_ACTION_CREATED);
    row = machine_row(&it.second, "ab");
    row.parts[0] = '\0';
    ck_assert_int_eq(machine_deliver(&it.second, &row, NULL), DAYDREAM_ACTION_COMMENTED);
    machines_expect_told(&it, 1, "a|ab");
    dd_outbox_row_free(&row);
    machines_stop(&it);
}
END_TEST

/* Where the server does not say whose token it is, the issue that we filed has. */
START_TEST(knows_its_own_where_nobody_tells_who_it_is)
{
    struct machines it;
    struct daydream_issue *issue = NULL;

    machines_start(&it);
    machines_tell(&it, "/_fault",
                  "{\"method\": \"GET\", \"path\": \"/user$\", \"status\": 403, \"count\": 100}");
    ck_assert_int_eq(machine_file(&it.first, "a"), DAYDREAM_ACTION_CREATED);
    /* a client that has not filed anything itself, and a report that nobody else would trust */
    machines_tell(&it, "/_edit",
                  "{\"repo\": \"acme/rocket\", \"number\": 1, \"association\": \"NONE\"}");
    machine_restart(&it, &it.first);
    ck_assert_int_eq(dd_deliver_find(&it.first.delivery, ROCKET, DATE, &issue, NULL), DAYDREAM_OK);
    ck_assert_ptr_nonnull(issue);
    daydream_issue_free(issue);
    issue = NULL;
    ck_assert_int_eq(machine_file(&it.second, "b"), DAYDREAM_ACTION_QUEUED); /* who is that? */
    machines_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        a_later_machine_adds_what_only_it_saw,      a_comment_is_not_said_again,
        a_strangers_comment_hides_nothing,          reads_all_pages_of_comments,
        adds_nothing_where_that_is_not_wanted,      takes_a_body_whole_whose_parts_nobody_knows,
        knows_its_own_where_nobody_tells_who_it_is,
    };

    if (!server_available())
        return suite_skip("trackers/remark", "no python3");
    return suite_run("trackers/remark", tests, sizeof tests / sizeof tests[0]);
}
