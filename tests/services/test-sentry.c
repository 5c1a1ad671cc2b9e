/* SPDX-License-Identifier: MIT */
/* The list of Sentry's issues, and what becomes of every answer that is none. */
#include <stdlib.h>
#include <string.h>

#include "services/sentry.h"
#include "support/github-fixture.h"
#include "support/server.h"
#include "support/service.h"
#include "support/suite.h"

struct asking {
    struct service server;
    struct fixture base; /* its clock and its log */
    struct dd_redactor *redactor;
    struct dd_sentry *sentry;
    struct dd_sentry_issues issues;
    struct daydream_error err;
};

static struct dd_sentry *make(struct asking *it, const char *token, const char *org,
                              const char *project, bool offline)
{
    const struct dd_sentry_options options = {.http = it->server.http,
                                              .clock = &it->base.clock,
                                              .log = &it->base.log,
                                              .redactor = it->redactor,
                                              .offline = offline};
    struct dd_sentry_account account = {NULL, NULL, NULL, NULL};
    struct dd_sentry *sentry = NULL;

    ck_assert_int_eq(
        dd_sentry_account_fill(&account, token, service_url(&it->server), org, project, NULL),
        DAYDREAM_OK);
    ck_assert_int_eq(dd_sentry_new(&options, &account, &sentry, NULL), DAYDREAM_OK);
    ck_assert_ptr_null(account.token);
    return sentry;
}

static void start(struct asking *it, const char *token, const char *org, const char *project)
{
    memset(it, 0, sizeof *it);
    fixture_watch_log(&it->base);
    sentry_start(&it->server);
    ck_assert_int_eq(dd_redactor_new(&it->redactor, NULL), DAYDREAM_OK);
    it->sentry = make(it, token, org, project, false);
}

static void stop(struct asking *it)
{
    dd_sentry_issues_free(&it->issues);
    dd_sentry_free(it->sentry);
    dd_redactor_free(it->redactor);
    service_stop(&it->server);
    dd_buf_free(&it->base.said);
}

static enum daydream_status ask(struct asking *it)
{
    dd_sentry_issues_free(&it->issues);
    it->err = (struct daydream_error)DAYDREAM_ERROR_INIT;
    return dd_sentry_unresolved(it->sentry, &it->issues, &it->err);
}

static void expect_count(struct asking *it, size_t count)
{
    ck_assert_msg(ask(it) == DAYDREAM_OK, "%s", it->err.text);
    ck_assert_uint_eq(it->issues.count, count);
}

START_TEST(reads_an_issue)
{
    struct asking it;
    const struct dd_sentry_issue *issue;

    start(&it, SENTRY_TOKEN, "acme", "web");
    service_tell(&it.server, "/_seed",
                 "{\"issues\": [{\"id\": 12, \"title\": \"TypeError: x\", \"level\": \"fatal\", "
                 "\"count\": 150, \"users\": 9, \"first\": \"2026-02-10T01:02:03.5Z\", \"last\": "
                 "\"2026-02-18T05:00:00Z\", \"substatus\": \"regressed\", \"culprit\": "
                 "\"cart.pay\"}]}");
    expect_count(&it, 1);
    issue = &it.issues.items[0];
    ck_assert_str_eq(issue->id, "12");
    ck_assert_str_eq(issue->short_id, "WEB-12");
    ck_assert_str_eq(issue->title, "TypeError: x");
    ck_assert_str_eq(issue->culprit, "cart.pay");
    ck_assert_str_eq(issue->level, "fatal");
    ck_assert_ptr_nonnull(strstr(issue->url, "/organizations/acme/issues/12/"));
    ck_assert_int_eq(issue->state, DD_SENTRY_REGRESSED);
    ck_assert_uint_eq(issue->events, 150);
    ck_assert_uint_eq(issue->users, 9);
    ck_assert_int_eq(issue->first, 1770685323);
    ck_assert_int_eq(issue->last, FIXTURE_NOW - 3600);
    ck_assert(service_was_told(&it.server, "statsPeriod=24h"));
    ck_assert(service_was_told(&it.server, "Bearer " SENTRY_TOKEN));
    stop(&it);
}
END_TEST

/* Counts stopped at page one. The last page links to one that is empty, and that is not asked. */
START_TEST(reads_all_pages_and_no_more)
{
    static const struct {
        const char *wish;
        size_t count;
        size_t requests;
        bool more;
    } cases[] = {
        {"{\"issues\": []}", 0, 1, false},
        {"{\"issues\": [{\"times\": 100}]}", 100, 1, false},
        {"{\"issues\": [{\"times\": 150}]}", 250, 3, false},
        {"{\"issues\": [{\"times\": 800}]}", 1000, 10, true},
    };
    struct asking it;
    size_t requests = 0;

    start(&it, SENTRY_TOKEN, "acme", "web");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        service_tell(&it.server, "/_seed", cases[i].wish);
        expect_count(&it, cases[i].count);
        requests += cases[i].requests;
        ck_assert_uint_eq(service_requests(&it.server), requests);
        ck_assert_int_eq(it.issues.more, cases[i].more);
    }
    stop(&it);
}
END_TEST

/* Only the project's, only what is unresolved, only of the last day. */
START_TEST(asks_for_the_project_by_slug_or_number)
{
    static const char *const projects[] = {"web", "7"};

    for (size_t i = 0; i < sizeof projects / sizeof projects[0]; i++) {
        struct asking it;

        start(&it, SENTRY_TOKEN, "acme", projects[i]);
        service_tell(&it.server, "/_seed",
                     "{\"issues\": [{\"title\": \"ours\"}, {\"project\": \"jobs\"}, "
                     "{\"status\": \"resolved\"}, {\"status\": \"ignored\"}, "
                     "{\"last\": \"2026-02-17T05:00:00Z\"}]}");
        expect_count(&it, 1);
        ck_assert_str_eq(it.issues.items[0].title, "ours");
        stop(&it);
    }
}
END_TEST

static const struct {
    const char *fault;
    enum daydream_status code;
    int http_status;
    const char *says;
    size_t requests; /* 0: libcurl sends some by itself */
} failures[] = {
    {"{\"status\": 401, \"count\": 9, \"body\": {\"detail\": \"Token expired\"}}",
     DAYDREAM_ERROR_AUTH, 401, "renew SENTRY_AUTH_TOKEN (401: Token expired)", 1},
    {"{\"status\": 403, \"count\": 9, \"body\": {\"detail\": {\"message\": \"No way\"}}}",
     DAYDREAM_ERROR_FORBIDDEN, 403, "scope event:read (403: No way)", 1},
    {"{\"status\": 404, \"count\": 9}", DAYDREAM_ERROR_NOT_FOUND, 404, "SENTRY_ORG", 1},
    {"{\"status\": 400, \"count\": 9}", DAYDREAM_ERROR_REJECTED, 400, "SENTRY_PROJECT", 1},
    {"{\"status\": 302, \"count\": 9, \"headers\": {\"Location\": \"https://else.example/\"}}",
     DAYDREAM_ERROR_PROTOCOL, 302, "SENTRY_URL", 1},
    {"{\"limit\": 600, \"count\": 9}", DAYDREAM_ERROR_RATE_LIMIT, 429,
     "try again after 2026-02-18T06:10:00Z (429", 1},
    {"{\"limit\": 20, \"count\": 9}", DAYDREAM_ERROR_RATE_LIMIT, 429,
     "try again after 2026-02-18T06:00:20Z (429", 2},
    {"{\"status\": 502, \"count\": 9}", DAYDREAM_ERROR_SERVER, 502, "ill", 2},
    {"{\"drop\": \"before\", \"count\": 9}", DAYDREAM_ERROR_NETWORK, 0, "127.0.0.1", 0},
    {"{\"html\": true, \"count\": 9}", DAYDREAM_ERROR_PROTOCOL, 200, "web page", 1},
    {"{\"wrong\": true, \"count\": 9}", DAYDREAM_ERROR_PROTOCOL, 200,
     "an object came where a list was due", 1},
    {"{\"status\": 200, \"count\": 9, \"body\": [7]}", DAYDREAM_ERROR_PROTOCOL, 200,
     "a number stands in the list", 1},
    {"{\"status\": 200, \"count\": 9, \"body\": [{\"title\": \"x\"}]}", DAYDREAM_ERROR_PROTOCOL,
     200, "no id", 1},
    {"{\"status\": 200, \"count\": 9, \"body\": [], \"headers\": {\"Content-Type\": "
     "\"application/json\", \"Link\": \"<https://else.example/>; rel=\\\"next\\\"; "
     "results=\\\"true\\\"\"}}",
     DAYDREAM_ERROR_PROTOCOL, 200, "another server", 1},
    {"{\"status\": 401, \"count\": 9, \"body\": {\"detail\": \"bad " SENTRY_TOKEN "\"}}",
     DAYDREAM_ERROR_AUTH, 401, "(401)", 1},
    {"{\"status\": 400, \"count\": 9, \"body\": {\"detail\": \"dsn_secret=q7Zv1Kx9Wb3Rt5Yn?\"}}",
     DAYDREAM_ERROR_REJECTED, 400, "(400: dsn_secret=[redacted:secret])", 1},
};

/* A JSON object where a list was expected is one of them. */
START_TEST(says_what_each_failure_is)
{
    for (size_t i = 0; i < sizeof failures / sizeof failures[0]; i++) {
        struct asking it;

        start(&it, SENTRY_TOKEN, "acme", "web");
        service_tell(&it.server, "/_fault", failures[i].fault);
        ck_assert_msg(ask(&it) == failures[i].code, "%zu: %d %s", i, (int)it.err.code, it.err.text);
        ck_assert_int_eq(it.err.http_status, failures[i].http_status);
        ck_assert_msg(strstr(it.err.text, failures[i].says) != NULL, "%s", it.err.text);
        ck_assert_msg(strstr(it.err.text, SENTRY_TOKEN) == NULL, "%s", it.err.text);
        if (failures[i].requests > 0)
            ck_assert_uint_eq(service_requests(&it.server), failures[i].requests);
        stop(&it);
    }
}
END_TEST

START_TEST(asks_once_more_where_that_helps)
{
    static const struct {
        const char *fault;
        int64_t slept;
    } cases[] = {
        {"{\"status\": 503}", 2000},
        {"{\"limit\": 20}", 20000},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct asking it;

        start(&it, SENTRY_TOKEN, "acme", "web");
        service_tell(&it.server, "/_seed", "{\"issues\": [{}]}");
        service_tell(&it.server, "/_fault", cases[i].fault);
        expect_count(&it, 1);
        ck_assert_int_eq(it.base.slept, cases[i].slept);
        stop(&it);
    }
}
END_TEST

/* What cannot be shown in a report is no address; what is missing is left empty. */
START_TEST(takes_odd_issues_as_they_are)
{
    struct asking it;

    start(&it, SENTRY_TOKEN, "acme", "web");
    service_tell(&it.server, "/_fault",
                 "{\"status\": 200, \"body\": [{\"id\": 5, \"count\": 7, \"permalink\": "
                 "\"javascript:alert(1)\"}, {\"id\": \"6\", \"count\": \"many\", \"title\": null, "
                 "\"permalink\": \"https://x/ y\"}, {\"id\": \"5\"}]}");
    expect_count(&it, 2);
    ck_assert_uint_eq(it.issues.items[0].events, 7);
    ck_assert_ptr_null(it.issues.items[0].url);
    ck_assert_str_eq(it.issues.items[0].level, "error");
    ck_assert_uint_eq(it.issues.items[1].events, 0);
    ck_assert_ptr_null(it.issues.items[1].url);
    ck_assert_str_eq(it.issues.items[1].title, "");
    ck_assert_int_eq(it.issues.items[1].first, 0);
    stop(&it);
}
END_TEST

START_TEST(says_what_is_lacking)
{
    static const struct {
        const char *token;
        const char *org;
        const char *project;
        bool offline;
        const char *says; /* NULL: nothing is lacking */
    } cases[] = {
        {NULL, "acme", "web", false, "SENTRY_AUTH_TOKEN"},
        {"t", NULL, "web", false, "SENTRY_ORG"},
        {"t", "acme", NULL, false, "SENTRY_PROJECT"},
        {"t", "acme", "web", true, "offline"},
        {"t", "acme", "web", false, NULL},
    };
    struct asking it;

    start(&it, SENTRY_TOKEN, "acme", "web");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_sentry *sentry = make(&it, cases[i].token, cases[i].org, cases[i].project,
                                        cases[i].offline);
        const char *lacking = dd_sentry_lacks(sentry);

        ck_assert_msg((lacking == NULL) == (cases[i].says == NULL), "%zu", i);
        ck_assert_msg(lacking == NULL || strstr(lacking, cases[i].says) != NULL, "%s", lacking);
        dd_sentry_free(sentry);
    }
    stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        reads_an_issue,
        reads_all_pages_and_no_more,
        asks_for_the_project_by_slug_or_number,
        says_what_each_failure_is,
        asks_once_more_where_that_helps,
        takes_odd_issues_as_they_are,
        says_what_is_lacking,
    };

    if (!server_available())
        return suite_skip("services/sentry", "no python3");
    return suite_run("services/sentry", tests, sizeof tests / sizeof tests[0]);
}
