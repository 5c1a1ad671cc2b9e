/* SPDX-License-Identifier: MIT */
/* The public view of what waits. */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
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

static void expect_waiting(struct fleet *it, size_t count)
{
    struct daydream_outbox *outbox = load(it);

    ck_assert_uint_eq(daydream_outbox_count(outbox), count);
    daydream_outbox_free(outbox);
}

static enum daydream_status flush(struct fleet *it, size_t *filed, size_t *waiting,
                                  struct daydream_error *err)
{
    fleet_close(it);
    it->dd = fleet_session(it);
    return daydream_outbox_flush(it->dd, filed, waiting, err);
}

static void queue_two(struct fleet *it)
{
    it->offline = true;
    fleet_day(it);
    it->offline = false;
}

START_TEST(is_empty_before_the_first_run)
{
    struct fleet it;

    fleet_lay_out(&it);
    expect_waiting(&it, 0);
    ck_assert(!scratch_exists(it.state));
    daydream_outbox_free(NULL);
    fleet_stop(&it);
}
END_TEST

START_TEST(shows_what_waits)
{
    struct fleet it;
    struct daydream_outbox *outbox;
    const struct daydream_issue *issue;
    struct json_object *json = NULL;
    struct json_object *list = NULL;
    char *text = NULL;

    fleet_lay_out(&it);
    queue_two(&it);
    outbox = load(&it);
    ck_assert_uint_eq(daydream_outbox_count(outbox), 2);
    issue = daydream_outbox_at(outbox, 0);
    ck_assert_int_eq(daydream_issue_action(issue), DAYDREAM_ACTION_QUEUED);
    ck_assert_str_eq(daydream_issue_repository(issue), "github.com/acme/red");
    ck_assert_ptr_nonnull(strstr(daydream_issue_body(issue), "Only red"));
    ck_assert_ptr_nonnull(daydream_issue_reason(issue));
    ck_assert_ptr_null(daydream_issue_url(issue));
    ck_assert_int_eq(daydream_outbox_queued_at(outbox, 0), FLEET_NOW);
    ck_assert_ptr_null(daydream_outbox_at(outbox, 2));
    ck_assert_int_eq(daydream_outbox_queued_at(outbox, 2), 0);
    ck_assert_int_eq(daydream_outbox_age(outbox, 0), 0);
    ck_assert_int_gt(daydream_outbox_id(outbox, 0), 0);
    ck_assert_int_gt(daydream_outbox_id(outbox, 1), daydream_outbox_id(outbox, 0));
    ck_assert_int_eq(daydream_outbox_id(outbox, 2), 0);
    ck_assert(!daydream_outbox_may_be_there(outbox, 0));
    ck_assert(!daydream_outbox_may_be_there(outbox, 2));
    ck_assert_int_eq(daydream_outbox_to_json(outbox, &text, NULL), DAYDREAM_OK);
    ck_assert_int_eq(
        dd_json_parse(text, strlen(text), "outbox", DAYDREAM_ERROR_PROTOCOL, &json, NULL),
        DAYDREAM_OK);
    ck_assert_int_eq(dd_json_array(json, "waiting", &list), DD_JSON_OK);
    ck_assert_uint_eq(json_object_array_length(list), 2);
    ck_assert_str_eq(dd_json_text(json_object_array_get_idx(list, 0), "queued_at", ""),
                     "2026-02-18T06:00:00Z");
    json_object_put(json);
    daydream_free_text(text);
    daydream_outbox_free(outbox);
    fleet_stop(&it);
}
END_TEST

START_TEST(goes_out_once)
{
    struct fleet it;
    size_t filed = 9;
    size_t waiting = 9;

    fleet_start(&it);
    queue_two(&it);
    ck_assert_int_eq(flush(&it, &filed, &waiting, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(filed, 2);
    ck_assert_uint_eq(waiting, 0);
    ck_assert_int_eq(flush(&it, &filed, NULL, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(filed, 0);
    expect_waiting(&it, 0);
    fleet_day(&it);
    fleet_expect_issues(&it, 1, 1);
    fleet_stop(&it);
}
END_TEST

START_TEST(keeps_what_does_not_go_out)
{
    struct fleet it;
    size_t filed = 9;
    size_t waiting = 9;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    fleet_start(&it);
    queue_two(&it);
    fleet_fault(&it, "{\"method\": \"POST\", \"path\": \"acme/red/issues\", \"drop\": \"after\"}");
    ck_assert_int_eq(flush(&it, &filed, &waiting, &err), DAYDREAM_ERROR_AMBIGUOUS);
    ck_assert_ptr_nonnull(strstr(err.text, "github.com/acme/red"));
    ck_assert_uint_eq(filed, 1);
    ck_assert_uint_eq(waiting, 1);
    expect_waiting(&it, 1);
    ck_assert_int_eq(flush(&it, &filed, &waiting, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(filed, 1);
    fleet_expect_issues(&it, 1, 1);
    fleet_stop(&it);
}
END_TEST

START_TEST(says_why_nothing_goes_out)
{
    struct fleet it;
    size_t waiting = 9;

    fleet_lay_out(&it);
    queue_two(&it);
    it.token = NULL;
    ck_assert_int_eq(flush(&it, NULL, &waiting, NULL), DAYDREAM_ERROR_NO_TOKEN);
    ck_assert_uint_eq(waiting, 2);
    fleet_open(&it, false); /* holds the lock */
    {
        struct daydream *other = fleet_session(&it);

        ck_assert_int_eq(daydream_outbox_flush(other, NULL, NULL, NULL), DAYDREAM_ERROR_LOCKED);
        daydream_free(other);
    }
    fleet_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {is_empty_before_the_first_run, shows_what_waits, goes_out_once,
                                  keeps_what_does_not_go_out, says_why_nothing_goes_out};

    if (!server_available())
        return suite_skip("session-outbox", "no python3");
    return suite_run("session-outbox", tests, sizeof tests / sizeof tests[0]);
}
