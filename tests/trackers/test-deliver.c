/* SPDX-License-Identifier: MIT */
/* Bringing a report to its repository: once, whatever happens on the way. */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "store/fixture.h"
#include "support/github-fixture.h"
#include "support/scratch.h"
#include "support/server.h"
#include "support/suite.h"
#include "trackers/post.h"
#include "trackers/waiting.h"

/* Deliver and say what became of it. */
static enum daydream_action deliver(struct post *post, struct dd_outbox_row *row,
                                    enum daydream_status *cause)
{
    struct daydream_issue *issue = NULL;
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    enum daydream_action action;

    ck_assert_msg(dd_deliver(&post->delivery, row, &issue, &err) == DAYDREAM_OK, "%s", err.text);
    action = daydream_issue_action(issue);
    *cause = daydream_issue_cause(issue);
    if (action == DAYDREAM_ACTION_QUEUED)
        ck_assert_ptr_nonnull(daydream_issue_reason(issue));
    daydream_issue_free(issue);
    return action;
}

static void check_stored(struct post *post, enum dd_outbox_state state, bool has_reason)
{
    struct dd_outbox_row row = {0};

    ck_assert_int_eq(dd_outbox_find(post->delivery.store, ROCKET, DATE, &row, NULL), DAYDREAM_OK);
    ck_assert_int_gt(row.id, 0);
    ck_assert_int_eq(row.state, state);
    ck_assert((row.reason != NULL) == has_reason);
    ck_assert((row.number > 0) == (state == DD_OUTBOX_FILED));
    dd_outbox_row_free(&row);
}

/* What keeps it from being filed. After each of them the same row is filed once. */
static const struct {
    const char *fault;
    enum daydream_status cause;
    enum dd_outbox_state state;
} faults[] = {
    {"{\"method\": \"GET\", \"path\": \"/issues\", \"status\": 500, \"count\": 3}",
     DAYDREAM_ERROR_SERVER, DD_OUTBOX_WAITING},
    {"{\"method\": \"GET\", \"path\": \"/issues\", \"html\": true}", DAYDREAM_ERROR_PROTOCOL,
     DD_OUTBOX_WAITING},
    {"{\"method\": \"POST\", \"path\": \"/issues\", \"status\": 403, \"count\": 2}",
     DAYDREAM_ERROR_FORBIDDEN, DD_OUTBOX_WAITING},
    {"{\"method\": \"POST\", \"path\": \"/issues\", \"status\": 404}", DAYDREAM_ERROR_NOT_FOUND,
     DD_OUTBOX_WAITING},
    {"{\"method\": \"POST\", \"path\": \"/issues\", \"status\": 410}", DAYDREAM_ERROR_GONE,
     DD_OUTBOX_WAITING},
    {"{\"method\": \"POST\", \"path\": \"/issues\", \"status\": 422, \"count\": 2}",
     DAYDREAM_ERROR_REJECTED, DD_OUTBOX_WAITING},
    {"{\"method\": \"POST\", \"path\": \"/issues\", \"status\": 429, \"count\": 3, "
     "\"headers\": {\"Retry-After\": \"60\"}}",
     DAYDREAM_ERROR_RATE_LIMIT, DD_OUTBOX_WAITING},
    {"{\"method\": \"POST\", \"path\": \"/issues\", \"status\": 502}", DAYDREAM_ERROR_AMBIGUOUS,
     DD_OUTBOX_SENDING},
    {"{\"method\": \"POST\", \"path\": \"/issues\", \"status\": 502, \"apply\": true}",
     DAYDREAM_ERROR_AMBIGUOUS, DD_OUTBOX_SENDING},
    {"{\"method\": \"POST\", \"path\": \"/issues\", \"drop\": \"before\"}",
     DAYDREAM_ERROR_AMBIGUOUS, DD_OUTBOX_SENDING},
    {"{\"method\": \"POST\", \"path\": \"/issues\", \"drop\": \"after\"}", DAYDREAM_ERROR_AMBIGUOUS,
     DD_OUTBOX_SENDING},
};

START_TEST(files_once_after_any_failure)
{
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        struct post post;
        struct dd_outbox_row row = post_row(ROCKET, DATE);
        enum daydream_status cause;

        post_open(&post);
        hub_tell(&post.github.hub, "/_fault", faults[i].fault);
        ck_assert_msg(deliver(&post, &row, &cause) == DAYDREAM_ACTION_QUEUED, "%s",
                      faults[i].fault);
        ck_assert_msg(cause == faults[i].cause, "%s: %s", faults[i].fault,
                      daydream_status_name(cause));
        check_stored(&post, faults[i].state, true);
        dd_outbox_row_free(&row);
        row = (struct dd_outbox_row){0};
        ck_assert_int_eq(dd_outbox_find(post.delivery.store, ROCKET, DATE, &row, NULL),
                         DAYDREAM_OK);
        ck_assert_msg(deliver(&post, &row, &cause) == DAYDREAM_ACTION_CREATED, "%s",
                      faults[i].fault);
        ck_assert_msg(post_filed(&post) == 1, "%s: %zu issues", faults[i].fault, post_filed(&post));
        check_stored(&post, DD_OUTBOX_FILED, false);
        dd_outbox_row_free(&row);
        post_close(&post);
    }
}
END_TEST

START_TEST(does_not_file_what_is_filed)
{
    struct post post;
    struct dd_outbox_row row = post_row(ROCKET, DATE);
    enum daydream_status cause;
    int requests;

    post_open(&post);
    ck_assert_int_eq(deliver(&post, &row, &cause), DAYDREAM_ACTION_CREATED);
    requests = hub_count(&post.github.hub, "GET");
    ck_assert_int_eq(deliver(&post, &row, &cause), DAYDREAM_ACTION_EXISTS);
    ck_assert_int_eq(hub_count(&post.github.hub, "GET"), requests);
    ck_assert_uint_eq(post_filed(&post), 1);
    dd_outbox_row_free(&row);
    post_close(&post);
}
END_TEST

START_TEST(accepts_the_report_of_another_machine)
{
    struct post post;
    struct dd_outbox_row row = post_row(ROCKET, DATE);
    enum daydream_status cause;

    post_open(&post);
    hub_tell(&post.github.hub, "/_seed",
             "{\"repo\": \"acme/rocket\", \"issues\": [{\"title\": "
             "\"Daydream Report - 2026-02-18 - Elsewhere\", \"association\": \"OWNER\"}]}");
    ck_assert_int_eq(deliver(&post, &row, &cause), DAYDREAM_ACTION_EXISTS);
    check_stored(&post, DD_OUTBOX_FILED, false);
    ck_assert_int_eq(row.number, 1);
    ck_assert_int_eq(hub_count(&post.github.hub, "POST"), 0);
    dd_outbox_row_free(&row);
    post_close(&post);
}
END_TEST

/* Our POST got lost on its way, and somebody else filed the report meanwhile. */
START_TEST(does_not_take_anothers_report_for_its_own)
{
    struct post post;
    struct dd_outbox_row row = post_row(ROCKET, DATE);
    enum daydream_status cause;

    post_open(&post);
    hub_tell(&post.github.hub, "/_fault",
             "{\"method\": \"POST\", \"path\": \"/issues\", \"drop\": \"before\"}");
    ck_assert_int_eq(deliver(&post, &row, &cause), DAYDREAM_ACTION_QUEUED);
    check_stored(&post, DD_OUTBOX_SENDING, true);
    hub_tell(&post.github.hub, "/_seed",
             "{\"repo\": \"acme/rocket\", \"issues\": [{\"title\": "
             "\"Daydream Report - 2026-02-18 - Elsewhere\", \"association\": \"OWNER\"}]}");
    ck_assert_int_eq(deliver(&post, &row, &cause), DAYDREAM_ACTION_EXISTS);
    check_stored(&post, DD_OUTBOX_FILED, false);
    dd_outbox_row_free(&row);
    post_close(&post);
}
END_TEST

/* That one has no token must not hide that another was refused. */
START_TEST(tells_first_of_what_could_have_gone_out)
{
    struct post post;
    struct dd_outbox_row elsewhere = post_row("git.acme.example/acme/rocket", DATE);
    struct dd_outbox_row refused = post_row(ROCKET, DATE);
    struct dd_delivered delivered;
    enum daydream_status cause;

    post_open(&post);
    ck_assert_int_eq(deliver(&post, &elsewhere, &cause), DAYDREAM_ACTION_QUEUED);
    hub_tell(&post.github.hub, "/_fault",
             "{\"method\": \"POST\", \"path\": \"/issues\", \"status\": 410, \"count\": 2}");
    ck_assert_int_eq(deliver(&post, &refused, &cause), DAYDREAM_ACTION_QUEUED);
    ck_assert_int_eq(dd_deliver_waiting(&post.delivery, NULL, &delivered, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(delivered.waiting, 2);
    ck_assert_int_eq(delivered.cause.code, DAYDREAM_ERROR_GONE);
    dd_outbox_row_free(&refused);
    dd_outbox_row_free(&elsewhere);
    post_close(&post);
}
END_TEST

START_TEST(waits_without_asking_anybody)
{
    static const struct {
        const char *token;
        bool offline;
        enum daydream_status cause;
    } cases[] = {
        {NULL, false, DAYDREAM_ERROR_NO_TOKEN},
        {HUB_TOKEN, true, DAYDREAM_ERROR_OFFLINE},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct post post;
        struct dd_outbox_row row = post_row(ROCKET, DATE);
        enum daydream_status cause;

        fixture_start(&post.github);
        post_open_with(&post, post.github.hub.http, cases[i].token, cases[i].offline);
        ck_assert_int_eq(deliver(&post, &row, &cause), DAYDREAM_ACTION_QUEUED);
        ck_assert_int_eq(cause, cases[i].cause);
        ck_assert(dd_deliver_is_patient(cause));
        check_stored(&post, DD_OUTBOX_WAITING, true);
        ck_assert_int_eq(hub_count(&post.github.hub, "GET"), 0);
        dd_outbox_row_free(&row);
        post_close(&post);
    }
}
END_TEST

/* Looks into the store at the moment of the POST, and sends it on. */
static enum daydream_status look_and_send(void *user, const struct daydream_http_request *request,
                                          struct daydream_http_response *response,
                                          struct daydream_error *err)
{
    struct post *post = user;

    if (strcmp(request->method, "POST") == 0 && strstr(request->url, "/issues") != NULL)
        check_stored(post, DD_OUTBOX_SENDING, false);
    return dd_http_send(post->github.hub.http, request, response, err);
}

START_TEST(records_its_intent_before_it_sends)
{
    struct post post;
    struct dd_http_options options = {.transport = look_and_send, .transport_user = &post};
    struct dd_http *http = NULL;
    struct dd_outbox_row row = post_row(ROCKET, DATE);
    enum daydream_status cause;

    fixture_start(&post.github);
    ck_assert_int_eq(dd_http_new(&options, &http, NULL), DAYDREAM_OK);
    post_open_with(&post, http, HUB_TOKEN, false);
    ck_assert_int_eq(deliver(&post, &row, &cause), DAYDREAM_ACTION_CREATED);
    ck_assert_int_eq(row.attempts, 1);
    dd_outbox_row_free(&row);
    post_close(&post);
    dd_http_free(http);
}
END_TEST

START_TEST(only_plans_when_dry)
{
    static const struct {
        const char *path; /* of what is told to the server; NULL: nothing */
        const char *wish;
        enum daydream_action action;
    } cases[] = {
        {NULL, NULL, DAYDREAM_ACTION_PLANNED},
        {"/_fault", "{\"method\": \"GET\", \"path\": \"/issues\", \"status\": 500}",
         DAYDREAM_ACTION_PLANNED},
        {"/_seed",
         "{\"repo\": \"acme/rocket\", \"issues\": [{\"title\": "
         "\"Daydream Report - 2026-02-18 - Elsewhere\", \"association\": \"OWNER\"}]}",
         DAYDREAM_ACTION_EXISTS},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct post post;
        struct dd_outbox_row row = post_row(ROCKET, DATE);
        enum daydream_status cause;

        post_open(&post);
        post.delivery.dry_run = true;
        if (cases[i].path != NULL)
            hub_tell(&post.github.hub, cases[i].path, cases[i].wish);
        ck_assert_msg(deliver(&post, &row, &cause) == cases[i].action, "%zu", i);
        ck_assert_int_eq(fixture_number(post.delivery.store, "SELECT count(*) FROM outbox"), 0);
        ck_assert_int_eq(hub_count(&post.github.hub, "POST"), 0);
        dd_outbox_row_free(&row);
        post_close(&post);
    }
}
END_TEST

START_TEST(finds_without_a_store)
{
    struct post post;
    struct daydream_issue *issue = NULL;

    post_open(&post);
    ck_assert_int_eq(dd_deliver_find(&post.delivery, ROCKET, DATE, &issue, NULL), DAYDREAM_OK);
    ck_assert_ptr_null(issue);
    ck_assert_int_eq(dd_deliver_find(&post.delivery, "ghe.example/acme/rocket", DATE, &issue, NULL),
                     DAYDREAM_ERROR_NO_TOKEN);
    post_close(&post);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        files_once_after_any_failure,
        does_not_file_what_is_filed,
        accepts_the_report_of_another_machine,
        does_not_take_anothers_report_for_its_own,
        tells_first_of_what_could_have_gone_out,
        waits_without_asking_anybody,
        records_its_intent_before_it_sends,
        only_plans_when_dry,
        finds_without_a_store,
    };

    if (!server_available())
        return suite_skip("trackers/deliver", "no python3");
    return suite_run("trackers/deliver", tests, sizeof tests / sizeof tests[0]);
}
