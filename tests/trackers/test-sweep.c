/* SPDX-License-Identifier: MIT */
/* What somebody left who died before it could give way. */
#include <string.h>

#include "support/server.h"
#include "support/suite.h"
#include "trackers/machines.h"

#define DAY  INT64_C(86400)
#define LIST "/issues?state=all&sort=created&direction=desc&per_page=100"

/* Two reports: the second has died after it had filed, and before it looked. */
static void leave_stray(struct machines *it, const char *first, const char *second)
{
    machines_start(it);
    machines_tell(it, "/_clock", "{\"now\": \"2026-02-18T06:00:00Z\"}");
    machines_tell(it, "/_lag", "{\"seconds\": 3600}");
    ck_assert_int_eq(machine_file(&it->first, first), DAYDREAM_ACTION_CREATED);
    machines_tell(it, "/_fault",
                  "{\"method\": \"GET\", \"path\": \"/issues/1$\", \"status\": 403}");
    ck_assert_int_eq(machine_file(&it->second, second), DAYDREAM_ACTION_QUEUED);
    machines_tell(it, "/_lag", "{\"seconds\": 0}");
    machines_expect_state(it, 2, "open");
}

static size_t sweep_all(struct machine *machine)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    size_t closed = 0;

    ck_assert_msg(dd_deliver_sweep(&machine->delivery, ROCKET, NULL, &closed, &err) == DAYDREAM_OK,
                  "%s", err.text);
    return closed;
}

static size_t sweep(struct machine *machine, bool dry)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    size_t closed = 0;

    machine->delivery.dry_run = dry;
    ck_assert_msg(dd_deliver_sweep(&machine->delivery, ROCKET, DATE, &closed, &err) == DAYDREAM_OK,
                  "%s", err.text);
    machine->delivery.dry_run = false;
    return closed;
}

START_TEST(closes_what_another_machine_left)
{
    struct machines it;

    leave_stray(&it, "ab", "bc");
    ck_assert_uint_eq(sweep(&it.first, false), 0); /* it may still be at it */
    machines_expect_state(&it, 2, "open");
    it.github.now += 3600;
    ck_assert_uint_eq(sweep(&it.first, true), 1);
    machines_expect_state(&it, 2, "open");
    ck_assert_uint_eq(sweep(&it.first, false), 1);
    machines_expect_state(&it, 1, "open");
    machines_expect_told(&it, 1, "ab|bc"); /* whole: only its author knew its parts */
    machines_expect_state(&it, 2, "closed duplicate");
    machines_expect_told(&it, 2, "bc|=1");
    ck_assert_uint_eq(sweep(&it.first, false), 0);
    /* and its author comes back */
    (void)machine_again(&it.second);
    machines_expect_told(&it, 1, "ab|bc");
    machines_expect_told(&it, 2, "bc|=1");
    hub_check_traffic(&it.github.hub);
    machines_stop(&it);
}
END_TEST

START_TEST(settles_its_own)
{
    struct machines it;

    leave_stray(&it, "ab", "bc");
    (void)sweep(&it.second, false);
    machines_expect_told(&it, 1, "ab|c");
    machines_expect_state(&it, 2, "closed duplicate");
    machines_stop(&it);
}
END_TEST

/* The list that a later run needs anyway shows it. */
START_TEST(a_later_run_clears_up)
{
    struct machines it;
    struct dd_outbox_row row;

    leave_stray(&it, "ab", "bc");
    it.github.now += 2 * DAY;
    machines_tell(&it, "/_clock", "{\"now\": \"2026-02-20T06:00:00Z\"}");
    row = machine_row(&it.first, "d");
    row.date[9] = '9';
    for (char *at = row.body; (at = strstr(at, DATE)) != NULL;)
        at[9] = '9';
    row.title[strlen("Daydream Report - 2026-02-1")] = '9';
    ck_assert_int_eq(machine_deliver(&it.first, &row, NULL), DAYDREAM_ACTION_CREATED);
    dd_outbox_row_free(&row);
    machines_expect_state(&it, 1, "open");
    machines_expect_state(&it, 2, "closed duplicate");
    machines_expect_state(&it, 3, "open");
    ck_assert_int_eq(hub_count(&it.github.hub, "PATCH"), 1);
    machines_stop(&it);
}
END_TEST

/* ---- the rolling one ---- */

static struct dd_outbox_row rolling_row(const struct machine *machine, const char *findings)
{
    struct dd_outbox_row row = machine_row(machine, findings);
    char *date = strstr(row.body, "date=" DATE);

    ck_assert_ptr_nonnull(date);
    memcpy(date, "date=rolling", 12);
    memmove(date + 12, date + 15, strlen(date + 15) + 1);
    memcpy(row.date, "rolling", 8);
    ck_assert_int_eq(dd_string_set(&row.title, "Daydream Report - Rocket", NULL), DAYDREAM_OK);
    return row;
}

static enum daydream_action file_rolling(struct machine *machine, const char *findings)
{
    struct dd_outbox_row row = rolling_row(machine, findings);
    enum daydream_action action = machine_deliver(machine, &row, NULL);

    dd_outbox_row_free(&row);
    return action;
}

/* What the machine's next run has to say. */
static enum daydream_action go_on_rolling(struct machine *machine, const char *findings)
{
    struct dd_outbox_row fresh = rolling_row(machine, findings);
    struct dd_outbox_row row = {0};
    enum daydream_action action;

    ck_assert_int_eq(dd_outbox_find(machine->delivery.store, ROCKET, "rolling", &row, NULL),
                     DAYDREAM_OK);
    ck_assert_int_eq(dd_string_set(&row.body, fresh.body, NULL), DAYDREAM_OK);
    row.state = DD_OUTBOX_WAITING;
    action = machine_deliver(machine, &row, NULL);
    dd_outbox_row_free(&fresh);
    dd_outbox_row_free(&row);
    return action;
}

/* As leave_stray(), of the one report for all dates. */
static void leave_rolling_stray(struct machines *it, const char *first, const char *second)
{
    machines_start(it);
    machines_tell(it, "/_clock", "{\"now\": \"2026-02-18T06:00:00Z\"}");
    machines_tell(it, "/_lag", "{\"seconds\": 3600}");
    ck_assert_int_eq(file_rolling(&it->first, first), DAYDREAM_ACTION_CREATED);
    machines_tell(it, "/_fault",
                  "{\"method\": \"GET\", \"path\": \"/issues/1$\", \"status\": 403}");
    ck_assert_int_eq(file_rolling(&it->second, second), DAYDREAM_ACTION_QUEUED);
    machines_tell(it, "/_lag", "{\"seconds\": 0}");
    machines_expect_state(it, 2, "open");
}

START_TEST(closes_a_second_rolling_report)
{
    struct machines it;

    leave_rolling_stray(&it, "ab", "bc");
    it.github.now += 3600;
    ck_assert_uint_eq(sweep_all(&it.first), 1);
    machines_expect_state(&it, 1, "open");
    machines_expect_state(&it, 2, "closed duplicate");
    machines_expect_told(&it, 1, "ab|bc");
    ck_assert_uint_eq(sweep_all(&it.first), 0);
    hub_check_traffic(&it.github.hub);
    machines_stop(&it);
}
END_TEST

/* Its report is older than any list of the last month. */
START_TEST(knows_the_report_of_a_second_rolling_one_however_old_it_is)
{
    struct machines it;

    machines_start(&it);
    machines_tell(&it, "/_seed",
                  "{\"repo\": \"acme/rocket\", \"issues\": ["
                  "{\"title\": \"Daydream Report - Rocket\", \"author\": \"daydream-user\","
                  " \"created_at\": \"2025-08-18T06:00:00Z\", \"body\": \"`finding a`\\n"
                  "<!-- daydream:1 date=rolling repo=" ROCKET " machine=3333333333333333"
                  " run=33333333-3333-4333-8333-333333333333 fp=aaaaaaaaaaaaaaaa -->\"},"
                  "{\"title\": \"Daydream Report - Rocket\", \"author\": \"daydream-user\","
                  " \"created_at\": \"2026-02-17T06:00:00Z\", \"body\": \"`finding b`\\n"
                  "<!-- daydream:1 date=rolling repo=" ROCKET " machine=4444444444444444"
                  " run=44444444-4444-4444-8444-444444444444 fp=bbbbbbbbbbbbbbbb -->\"}]}");
    ck_assert_uint_eq(sweep_all(&it.first), 1);
    machines_expect_state(&it, 1, "open");
    machines_expect_state(&it, 2, "closed duplicate");
    machines_stop(&it);
}
END_TEST

/* The first week's runs look for one; later ones ask for the report alone, as ever. */
START_TEST(a_later_run_clears_up_a_second_rolling_report)
{
    static const struct {
        int days;
        const char *state;
        int lists;
    } cases[] = {{2, "closed duplicate", 1}, {9, "open", 0}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct machines it;
        int lists;

        leave_rolling_stray(&it, "ab", "bc");
        machine_restart(&it, &it.first);
        lists = machines_requests(&it, "GET", LIST);
        it.github.now += cases[i].days * DAY;
        ck_assert_int_eq(go_on_rolling(&it.first, "abd"), DAYDREAM_ACTION_UPDATED);
        machines_expect_state(&it, 1, "open");
        machines_expect_state(&it, 2, cases[i].state);
        ck_assert_int_eq(machines_requests(&it, "GET", LIST) - lists, cases[i].lists);
        machines_stop(&it);
    }
}
END_TEST

START_TEST(touches_nothing_of_anybody_else)
{
    static const char *const others[] = {
        /* a report of another login, however trusted; and one that is no duplicate */
        "{\"title\": \"Daydream Report - " DATE " - x\", \"association\": \"OWNER\", "
        "\"created_at\": \"2026-02-18T06:00:00Z\"}",
        "{\"title\": \"Daydream Report - 2026-02-19 - x\", \"author\": \"daydream-user\", "
        "\"created_at\": \"2026-02-19T06:00:00Z\"}",
        "{\"title\": \"About the report\", \"author\": \"daydream-user\", "
        "\"created_at\": \"2026-02-18T06:00:00Z\"}",
    };

    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        struct machines it;
        struct dd_buf wish = DD_BUF_INIT;

        machines_start(&it);
        ck_assert_int_eq(machine_file(&it.first, "a"), DAYDREAM_ACTION_CREATED);
        dd_buf_printf(&wish, "{\"repo\": \"acme/rocket\", \"issues\": [%s]}", others[i]);
        machines_tell(&it, "/_seed", dd_buf_text(&wish));
        it.github.now += 3 * DAY;
        ck_assert_uint_eq(sweep(&it.first, false), 0);
        machines_expect_state(&it, 2, "open");
        machines_expect_told(&it, 2, "");
        dd_buf_free(&wish);
        machines_stop(&it);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        closes_what_another_machine_left,
        settles_its_own,
        a_later_run_clears_up,
        closes_a_second_rolling_report,
        knows_the_report_of_a_second_rolling_one_however_old_it_is,
        a_later_run_clears_up_a_second_rolling_report,
        touches_nothing_of_anybody_else,
    };

    if (!server_available())
        return suite_skip("trackers/sweep", "no python3");
    return suite_run("trackers/sweep", tests, sizeof tests / sizeof tests[0]);
}
