/* SPDX-License-Identifier: MIT */
/* Reading, against the loopback GitHub. */
#include <stdlib.h>
#include <string.h>

#include "support/github-fixture.h"
#include "support/server.h"
#include "support/suite.h"

static const struct dd_github_query all = {.state = "all"};

START_TEST(lists_every_page_without_pull_requests)
{
    struct fixture it;
    struct dd_github_query query = {.state = "open", .label = "bug"};
    struct dd_github_issues issues;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    fixture_start(&it);
    hub_tell(&it.hub, "/_seed",
             "{\"repo\":\"acme/rocket\",\"issues\":["
             "{\"title\":\"Bug\",\"labels\":[\"bug\"],\"count\":250},"
             "{\"title\":\"Pull\",\"labels\":[\"bug\"],\"pull_request\":true,\"count\":7},"
             "{\"title\":\"Closed\",\"labels\":[\"bug\"],\"state\":\"closed\"},"
             "{\"title\":\"Other\",\"labels\":[\"docs\"]}]}");
    ck_assert_msg(dd_github_list(it.github, "acme", "rocket", &query, &issues, &err) == DAYDREAM_OK,
                  "%s", err.text);
    ck_assert_uint_eq(issues.count, 250);
    for (size_t i = 0; i < issues.count; i++)
        ck_assert_int_eq(issues.items[i].number, 250 - (int64_t)i);
    ck_assert_int_eq(hub_count(&it.hub, "GET"), 3);
    dd_github_issues_free(&issues);
    hub_check_traffic(&it.hub);
    fixture_stop(&it);
}
END_TEST

START_TEST(lists_what_the_query_asks_for)
{
    static const struct {
        struct dd_github_query query;
        size_t count;
    } cases[] = {
        {{.state = "open"}, 2},
        {{.state = "all"}, 3},
        {{.state = "open", .label = "good first, or not? & more"}, 0},
        {{.state = "open", .label = "50% \xc3\xa4/#"}, 1},
        {{.state = "open", .label = "nowhere"}, 0},
    };
    struct fixture it;

    fixture_start(&it);
    hub_tell(&it.hub, "/_seed",
             "{\"repo\":\"acme/rocket\",\"issues\":[{\"title\":\"a\",\"author\":null},"
             "{\"title\":\"b\",\"labels\":[\"50% \\u00e4/#\"]},"
             "{\"title\":\"c\",\"state\":\"closed\"}]}");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_github_issues issues;
        struct daydream_error err = DAYDREAM_ERROR_INIT;

        ck_assert_msg(dd_github_list(it.github, "acme", "rocket", &cases[i].query, &issues, &err) ==
                          DAYDREAM_OK,
                      "%s", err.text);
        ck_assert_msg(issues.count == cases[i].count, "case %zu: %zu", i, issues.count);
        dd_github_issues_free(&issues);
    }
    hub_check_traffic(&it.hub);
    fixture_stop(&it);
}
END_TEST

START_TEST(stops_where_all_is_older)
{
    static const struct {
        int64_t since;
        int pages;
    } cases[] = {{0, 4}, {1735689600 /* 2025-01-01 */, 3}, {1767225600 /* 2026-01-01 */, 2}};
    struct fixture it;
    int before = 0;

    fixture_start(&it);
    hub_tell(&it.hub, "/_seed",
             "{\"repo\":\"acme/rocket\",\"issues\":["
             "{\"title\":\"old\",\"created_at\":\"2024-06-01T00:00:00Z\",\"count\":250},"
             "{\"title\":\"new\",\"created_at\":\"2026-02-01T00:00:00Z\",\"count\":50},"
             "{\"title\":\"pull\",\"created_at\":\"2025-06-01T00:00:00Z\",\"count\":100,"
             "\"pull_request\":true}]}");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_github_query query = {.state = "all", .created_since = cases[i].since};
        struct dd_github_issues issues;
        int count;

        ck_assert_int_eq(dd_github_list(it.github, "acme", "rocket", &query, &issues, NULL),
                         DAYDREAM_OK);
        ck_assert_uint_ge(issues.count, 50);
        count = hub_count(&it.hub, "GET");
        ck_assert_msg(count - before == cases[i].pages, "case %zu: %d", i, count - before);
        before = count;
        dd_github_issues_free(&issues);
    }
    fixture_stop(&it);
}
END_TEST

START_TEST(refuses_a_next_page_elsewhere)
{
    struct fixture it;
    struct dd_github_issues issues;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    fixture_start(&it);
    hub_tell(&it.hub, "/_fault",
             "{\"method\":\"GET\",\"status\":200,\"body\":[],\"headers\":{\"Link\":"
             "\"<http://127.0.0.1:1/repositories/1/issues?page=2>; rel=\\\"next\\\"\"}}");
    ck_assert_int_eq(dd_github_list(it.github, "acme", "rocket", &all, &issues, &err),
                     DAYDREAM_ERROR_PROTOCOL);
    ck_assert_msg(strstr(err.text, "another server") != NULL, "%s", err.text);
    ck_assert_uint_eq(issues.count, 0);
    ck_assert_ptr_null(issues.items);
    fixture_stop(&it);
}
END_TEST

/* A list that never ends: each page is followed by itself. */
START_TEST(gives_up_after_200_pages)
{
    struct fixture it;
    struct dd_buf fault = DD_BUF_INIT;
    struct dd_github_issues issues;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    fixture_start(&it);
    dd_buf_printf(&fault,
                  "{\"method\":\"GET\",\"count\":1000,\"status\":200,\"body\":[],\"headers\":"
                  "{\"Link\":\"<%s/repositories/1/issues?page=2>; rel=\\\"next\\\"\"}}",
                  hub_url(&it.hub));
    hub_tell(&it.hub, "/_fault", dd_buf_text(&fault));
    ck_assert_int_eq(dd_github_list(it.github, "acme", "rocket", &all, &issues, &err),
                     DAYDREAM_ERROR_REJECTED);
    ck_assert_msg(strstr(err.text, "200 pages") != NULL, "%s", err.text);
    ck_assert_int_eq(hub_count(&it.hub, "GET"), 200);
    dd_buf_free(&fault);
    fixture_stop(&it);
}
END_TEST

static const struct {
    const char *fault;
    enum daydream_status status;
} second_page[] = {
    {"{\"path\":\"page=2\",\"status\":500,\"count\":3}", DAYDREAM_ERROR_SERVER},
    {"{\"path\":\"page=2\",\"html\":true}", DAYDREAM_ERROR_PROTOCOL},
    {"{\"path\":\"page=2\",\"status\":200,\"body\":{\"a\":1}}", DAYDREAM_ERROR_PROTOCOL},
    {"{\"path\":\"page=2\",\"status\":200,\"body\":[{\"number\":\"x\"}]}", DAYDREAM_ERROR_PROTOCOL},
    {"{\"path\":\"page=2\",\"status\":200,\"body\":\"[{\"}", DAYDREAM_ERROR_PROTOCOL},
    /* three tries, and a GET on a connection that was open before may be sent twice by libcurl */
    {"{\"path\":\"page=2\",\"drop\":\"after\",\"count\":4}", DAYDREAM_ERROR_NETWORK},
    {"{\"path\":\"page=2\",\"status\":429,\"headers\":{\"Retry-After\":\"500\"}}",
     DAYDREAM_ERROR_RATE_LIMIT},
};

START_TEST(a_part_of_a_list_is_no_list)
{
    struct fixture it;

    fixture_start(&it);
    hub_tell(&it.hub, "/_seed", "{\"repo\":\"acme/rocket\",\"issues\":[{\"count\":150}]}");
    for (size_t i = 0; i < sizeof second_page / sizeof second_page[0]; i++) {
        struct dd_github_issues issues;
        struct daydream_error err = DAYDREAM_ERROR_INIT;
        enum daydream_status status;

        hub_tell(&it.hub, "/_fault", second_page[i].fault);
        status = dd_github_list(it.github, "acme", "rocket", &all, &issues, &err);
        ck_assert_msg(status == second_page[i].status, "%s: %s", second_page[i].fault, err.text);
        ck_assert(issues.items == NULL && issues.count == 0);
        ck_assert_msg(strstr(err.text, "127.0.0.1") != NULL ||
                          strstr(err.text, "github.com/acme/rocket: cannot list issues") != NULL,
                      "%s", err.text);
    }
    fixture_stop(&it);
}
END_TEST

START_TEST(gets_one_issue)
{
    struct fixture it;
    struct dd_github_issue issue;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    fixture_start(&it);
    hub_tell(&it.hub, "/_seed",
             "{\"repo\":\"acme/rocket\",\"issues\":[{\"title\":\"one\",\"body\":\"text\","
             "\"author\":\"octocat\",\"association\":\"MEMBER\",\"labels\":[\"bug\"],"
             "\"created_at\":\"2026-02-18T06:00:00Z\"},{\"pull_request\":true}]}");
    ck_assert_int_eq(dd_github_get(it.github, "acme", "rocket", 1, &issue, &err), DAYDREAM_OK);
    ck_assert_str_eq(issue.title, "one");
    ck_assert_str_eq(issue.body, "text");
    ck_assert_str_eq(issue.author, "octocat");
    ck_assert_str_eq(issue.association, "MEMBER");
    ck_assert_int_eq(issue.created, 1771394400);
    ck_assert_str_eq(dd_strings_at(&issue.labels, 0), "bug");
    dd_github_issue_free(&issue);
    ck_assert_int_eq(dd_github_get(it.github, "acme", "rocket", 3, &issue, NULL),
                     DAYDREAM_ERROR_NOT_FOUND);
    ck_assert_int_eq(dd_github_get(it.github, "acme", "rocket", 2, &issue, &err),
                     DAYDREAM_ERROR_NOT_FOUND);
    ck_assert_msg(strstr(err.text, "pull request") != NULL, "%s", err.text);
    ck_assert_int_eq(dd_github_get(it.github, "acme", "nothing", 1, &issue, NULL),
                     DAYDREAM_ERROR_NOT_FOUND);
    hub_check_traffic(&it.hub);
    fixture_stop(&it);
}
END_TEST

START_TEST(asks_for_the_login_once)
{
    struct fixture it;
    const char *login = NULL;

    fixture_start(&it);
    hub_tell(&it.hub, "/_fault", "{\"path\":\"/user\",\"status\":200,\"body\":{\"login\":7}}");
    ck_assert_int_eq(dd_github_login(it.github, &login, NULL), DAYDREAM_ERROR_PROTOCOL);
    ck_assert_ptr_null(login);
    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(dd_github_login(it.github, &login, NULL), DAYDREAM_OK);
        ck_assert_str_eq(login, "daydream-user");
    }
    ck_assert_int_eq(hub_count(&it.hub, "GET"), 2);
    hub_check_traffic(&it.hub);
    fixture_stop(&it);
}
END_TEST

START_TEST(says_that_a_token_is_refused)
{
    struct fixture it;
    struct dd_github *stranger;
    const char *login = NULL;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    fixture_start(&it);
    stranger = fixture_client(&it, "", "ghp_somebodyelse");
    ck_assert_int_eq(dd_github_login(stranger, &login, &err), DAYDREAM_ERROR_AUTH);
    ck_assert_msg(strstr(err.text, "github.com: cannot ask whose token it is") != NULL, "%s",
                  err.text);
    ck_assert_msg(strstr(err.text, "somebodyelse") == NULL, "%s", err.text);
    dd_github_free(stranger);
    fixture_stop(&it);
}
END_TEST

START_TEST(speaks_to_an_enterprise_address)
{
    struct fixture it;
    struct dd_github *github;
    struct dd_github_issues issues;

    fixture_start(&it);
    hub_tell(&it.hub, "/_seed", "{\"repo\":\"acme/rocket\",\"issues\":[{\"count\":150}]}");
    github = fixture_client(&it, "/api/v3/", HUB_TOKEN);
    ck_assert_int_eq(dd_github_list(github, "acme", "rocket", &all, &issues, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(issues.count, 150);
    dd_github_issues_free(&issues);
    dd_github_free(github);
    hub_check_traffic(&it.hub);
    fixture_stop(&it);
}
END_TEST

START_TEST(follows_a_renamed_repository_and_says_so)
{
    struct fixture it;
    struct dd_github_issues issues;
    const char *first;

    fixture_start(&it);
    hub_tell(&it.hub, "/_seed", "{\"repo\":\"acme/rocket\",\"issues\":[{\"title\":\"a\"}]}");
    hub_tell(&it.hub, "/_rename", "{\"from\":\"acme/rocket\",\"to\":\"acme/ship\"}");
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(dd_github_list(it.github, "acme", "rocket", &all, &issues, NULL),
                         DAYDREAM_OK);
        ck_assert_uint_eq(issues.count, 1);
        dd_github_issues_free(&issues);
    }
    first = strstr(dd_buf_text(&it.said), "github.com/acme/rocket was renamed");
    ck_assert_msg(first != NULL, "%s", dd_buf_text(&it.said));
    ck_assert_msg(strstr(strchr(first, 10), "was renamed") == NULL, "%s", dd_buf_text(&it.said));
    fixture_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {lists_every_page_without_pull_requests,
                                  lists_what_the_query_asks_for,
                                  stops_where_all_is_older,
                                  refuses_a_next_page_elsewhere,
                                  gives_up_after_200_pages,
                                  a_part_of_a_list_is_no_list,
                                  gets_one_issue,
                                  asks_for_the_login_once,
                                  says_that_a_token_is_refused,
                                  speaks_to_an_enterprise_address,
                                  follows_a_renamed_repository_and_says_so};

    if (!server_available())
        return suite_skip("services/github", "there is no python3 for the loopback server");
    return suite_run("services/github", tests, sizeof tests / sizeof tests[0]);
}
