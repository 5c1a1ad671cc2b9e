/* SPDX-License-Identifier: MIT */
/* A session, its callbacks, and two of them side by side. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/fleet.h"
#include "support/scratch.h"
#include "support/server.h"
#include "support/suite.h"

START_TEST(costs_nothing_until_it_is_used)
{
    struct daydream *dd = NULL;

    ck_assert_int_eq(daydream_new(&dd, NULL), DAYDREAM_OK);
    ck_assert_ptr_nonnull(dd);
    daydream_free(dd);
    daydream_free(NULL);
}
END_TEST

/* A host program's own HTTP: counts, and sends it on. */
struct carrier {
    struct hub *hub;
    int requests;
    bool has_token;
};

static enum daydream_status carry(void *user, const struct daydream_http_request *request,
                                  struct daydream_http_response *response,
                                  struct daydream_error *err)
{
    struct carrier *carrier = user;

    carrier->requests++;
    for (size_t i = 0; request->headers[i] != NULL; i++)
        if (strcmp(request->headers[i], "Authorization: Bearer " HUB_TOKEN) == 0)
            carrier->has_token = true;
    return dd_http_send(carrier->hub->http, request, response, err);
}

START_TEST(uses_the_callers_transport)
{
    struct fleet it;
    struct carrier carrier = {0};

    fleet_start(&it);
    carrier.hub = &it.hub;
    it.dd = fleet_session(&it);
    daydream_set_transport(it.dd, carry, &carrier);
    ck_assert_int_eq(daydream_run_new(it.dd, false, &it.run, NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_run_all(it.run, NULL), DAYDREAM_OK);
    ck_assert(!daydream_run_failed(it.run));
    fleet_expect_issues(&it, 1, 1);
    ck_assert_int_eq(carrier.requests, hub_count(&it.hub, "GET") + hub_count(&it.hub, "POST"));
    ck_assert(carrier.has_token);
    fleet_stop(&it);
}
END_TEST

static enum daydream_status lose(void *user, const struct daydream_http_request *request,
                                 struct daydream_http_response *response,
                                 struct daydream_error *err)
{
    const enum daydream_status *status = user;

    (void)request;
    (void)response;
    err->code = *status;
    snprintf(err->text, sizeof err->text, "the carrier lost it");
    return *status;
}

START_TEST(believes_the_callers_transport)
{
    struct fleet it;
    enum daydream_status lost = DAYDREAM_ERROR_NETWORK;
    const struct daydream_issue *issue;

    fleet_lay_out(&it);
    it.url = "http://127.0.0.1:1";
    it.dd = fleet_session(&it);
    daydream_set_transport(it.dd, lose, &lost);
    ck_assert_int_eq(daydream_run_new(it.dd, false, &it.run, NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_run_all(it.run, NULL), DAYDREAM_OK);
    ck_assert(daydream_run_failed(it.run));
    issue = daydream_run_issue(it.run, "red");
    ck_assert_int_eq(daydream_issue_cause(issue), DAYDREAM_ERROR_NETWORK);
    ck_assert_ptr_nonnull(strstr(daydream_issue_reason(issue), "the carrier lost it"));
    fleet_stop(&it);
}
END_TEST

START_TEST(takes_its_callbacks_back)
{
    struct fleet it;

    fleet_lay_out(&it);
    it.offline = true;
    it.dd = fleet_session(&it);
    daydream_set_log(it.dd, NULL, NULL);
    daydream_set_progress(it.dd, NULL, NULL);
    ck_assert_int_eq(daydream_run_new(it.dd, true, &it.run, NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_run_all(it.run, NULL), DAYDREAM_OK);
    ck_assert_str_eq(dd_buf_text(&it.said), "");
    fleet_stop(&it);
}
END_TEST

/* A night's work in a thread of its own: no assertion there, they belong to the main one. */
static void *work(void *user)
{
    struct daydream *dd = user;
    struct daydream_run *run = NULL;
    enum daydream_status status = daydream_run_new(dd, false, &run, NULL);

    if (status == DAYDREAM_OK)
        status = daydream_run_all(run, NULL);
    if (status == DAYDREAM_OK && daydream_run_failed(run))
        status = DAYDREAM_ERROR_STATE;
    daydream_run_free(run);
    return status == DAYDREAM_OK ? dd : NULL;
}

START_TEST(works_beside_another_in_two_threads)
{
    struct fleet fleets[2];
    struct daydream *sessions[2];
    pthread_t threads[2];
    void *result = NULL;

    for (int i = 0; i < 2; i++) {
        fleet_start(&fleets[i]);
        sessions[i] = fleet_session(&fleets[i]);
    }
    for (int i = 0; i < 2; i++)
        ck_assert_int_eq(pthread_create(&threads[i], NULL, work, sessions[i]), 0);
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(pthread_join(threads[i], &result), 0);
        ck_assert_msg(result == sessions[i], "%s", dd_buf_text(&fleets[i].said));
        daydream_free(sessions[i]);
        fleet_expect_issues(&fleets[i], 1, 1);
        fleet_stop(&fleets[i]);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {costs_nothing_until_it_is_used, uses_the_callers_transport,
                                  believes_the_callers_transport, takes_its_callbacks_back,
                                  works_beside_another_in_two_threads};

    if (!server_available())
        return suite_skip("session", "no python3");
    return suite_run("session", tests, sizeof tests / sizeof tests[0]);
}
