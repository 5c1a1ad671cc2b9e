/* SPDX-License-Identifier: MIT */
/* How fast the loopback GitHub is asked, when again, and when not at all. No test waits: the clock
 * says how long it should have. */
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/error.h"
#include "services/github-pace.h"
#include "support/github-fixture.h"
#include "support/server.h"
#include "support/suite.h"

#define ORG    "acme"
#define REPO   "rocket"
#define SECOND 1000

static enum daydream_status look(struct fixture *it, struct daydream_error *err)
{
    static const struct dd_github_query query = {.state = "open"};
    struct dd_github_issues issues;
    enum daydream_status status = dd_github_list(it->github, ORG, REPO, &query, &issues, err);

    dd_github_issues_free(&issues);
    return status;
}

static enum daydream_status post(struct fixture *it, struct daydream_error *err)
{
    static const struct dd_github_draft draft = {"t", "b", NULL};
    struct dd_github_issue issue;
    enum daydream_status status = dd_github_create(it->github, ORG, REPO, &draft, &issue, err);

    dd_github_issue_free(&issue);
    return status;
}

static int asked(struct fixture *it)
{
    return hub_count(&it->hub, "GET") + hub_count(&it->hub, "POST");
}

/* What one request meets, how often the server hears of it, and how long it waits in between. */
static const struct {
    const char *method;
    const char *fault;
    enum daydream_status status;
    int requests;
    int64_t least; /* milliseconds */
    int64_t most;
} ways[] = {
    {"GET", "\"status\":500", DAYDREAM_OK, 2, 500, 1500},
    {"GET", "\"status\":502,\"html\":true,\"count\":2", DAYDREAM_OK, 3, 2000, 6000},
    {"GET", "\"status\":503,\"count\":3", DAYDREAM_ERROR_SERVER, 3, 2000, 6000},
    {"GET", "\"truncate\":true", DAYDREAM_OK, 2, 500, 1500},
    {"GET", "\"wrong\":true", DAYDREAM_ERROR_PROTOCOL, 1, 0, 0},
    {"GET", "\"html\":true", DAYDREAM_ERROR_PROTOCOL, 1, 0, 0},
    {"GET", "\"status\":404", DAYDREAM_ERROR_NOT_FOUND, 1, 0, 0},
    {"GET", "\"status\":503,\"headers\":{\"Retry-After\":\"20\"}", DAYDREAM_OK, 2, 20 * SECOND,
     25 * SECOND},
    {"GET", "\"endless\":true", DAYDREAM_ERROR_PROTOCOL, 1, 0, 0},
    {"GET", "\"gzip\":true", DAYDREAM_OK, 1, 0, 0},
    {"GET", "\"limit\":\"secondary\",\"seconds\":30", DAYDREAM_OK, 2, 30 * SECOND, 33 * SECOND},
    {"GET", "\"limit\":\"secondary\"", DAYDREAM_OK, 2, 60 * SECOND, 66 * SECOND},
    /* a minute, and two */
    {"GET", "\"limit\":\"secondary\",\"count\":2", DAYDREAM_OK, 3, 180 * SECOND, 198 * SECOND},
    {"GET", "\"limit\":\"primary\",\"reset\":1771394490", DAYDREAM_OK, 2, 90 * SECOND, 99 * SECOND},
    {"GET", "\"limit\":\"primary\",\"reset\":1771398000", DAYDREAM_ERROR_RATE_LIMIT, 1, 0, 0},
    {"GET", "\"limit\":\"primary\",\"reset\":1771394490,\"status\":429", DAYDREAM_OK, 2,
     90 * SECOND, 99 * SECOND},
    /* what may have had its effect is not done twice */
    {"POST", "\"status\":500", DAYDREAM_ERROR_AMBIGUOUS, 1, 0, 0},
    {"POST", "\"drop\":\"before\"", DAYDREAM_ERROR_AMBIGUOUS, 1, 0, 0},
    {"POST", "\"drop\":\"after\",\"reset\":true", DAYDREAM_ERROR_AMBIGUOUS, 1, 0, 0},
    {"POST", "\"truncate\":true", DAYDREAM_ERROR_AMBIGUOUS, 1, 0, 0},
    {"POST", "\"wrong\":true", DAYDREAM_ERROR_AMBIGUOUS, 1, 0, 0},
    /* what was too much had none; between two writes is a second besides */
    {"POST", "\"limit\":\"secondary\",\"seconds\":10", DAYDREAM_OK, 2, 10 * SECOND, 12 * SECOND},
    {"POST", "\"limit\":\"secondary\",\"seconds\":1000", DAYDREAM_ERROR_RATE_LIMIT, 1, 0, 0},
};

START_TEST(tries_again_what_had_no_effect)
{
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        struct fixture it;
        struct daydream_error err = DAYDREAM_ERROR_INIT;
        struct dd_buf fault = DD_BUF_INIT;
        enum daydream_status status;

        fixture_start(&it);
        dd_buf_printf(&fault, "{\"method\":\"%s\",%s}", ways[i].method, ways[i].fault);
        hub_tell(&it.hub, "/_fault", dd_buf_text(&fault));
        status = *ways[i].method == 'G' ? look(&it, &err) : post(&it, &err);
        ck_assert_msg(status == ways[i].status && err.code == status, "%s: %s (%s)",
                      dd_buf_text(&fault), daydream_status_name(status), err.text);
        ck_assert_msg(asked(&it) == ways[i].requests, "%s: %d requests", dd_buf_text(&fault),
                      asked(&it));
        ck_assert_msg(it.slept >= ways[i].least && it.slept <= ways[i].most, "%s: %lld ms",
                      dd_buf_text(&fault), (long long)it.slept);
        dd_buf_free(&fault);
        hub_check_traffic(&it.hub);
        fixture_stop(&it);
    }
}
END_TEST

/* A limit is one of the token: it holds for what is asked next, whatever that is. */
START_TEST(keeps_to_a_limit_until_it_is_over)
{
    static const struct {
        const char *path;
        const char *wish;
        enum daydream_status first;
    } limits[] = {
        {"/_fault", "{\"limit\":\"primary\",\"reset\":1771398000}", DAYDREAM_ERROR_RATE_LIMIT},
        {"/_fault", "{\"limit\":\"secondary\",\"seconds\":3600}", DAYDREAM_ERROR_RATE_LIMIT},
        /* the last of so many is answered, and says that it was that */
        {"/_limit", "{\"remaining\":1,\"reset\":1771398000}", DAYDREAM_OK},
    };

    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
        struct fixture it;
        struct daydream_error err = DAYDREAM_ERROR_INIT;

        fixture_start(&it);
        hub_tell(&it.hub, limits[i].path, limits[i].wish);
        ck_assert_int_eq(look(&it, NULL), limits[i].first);
        ck_assert_int_eq(look(&it, &err), DAYDREAM_ERROR_RATE_LIMIT);
        ck_assert_int_eq(err.retry_at, 1771398000);
        ck_assert_msg(strstr(err.text, "left alone until 2026-02-18T07:00:00Z") != NULL, "%s",
                      err.text);
        ck_assert_int_eq(post(&it, NULL), DAYDREAM_ERROR_RATE_LIMIT);
        dd_github_begin(it.github);
        ck_assert_int_eq(post(&it, NULL), DAYDREAM_ERROR_RATE_LIMIT);
        ck_assert_int_eq(asked(&it), 1);
        ck_assert_int_eq(it.slept, 0);
        it.now = 1771398000;
        hub_tell(&it.hub, "/_limit", "null");
        ck_assert_int_eq(post(&it, NULL), DAYDREAM_OK);
        ck_assert_int_eq(asked(&it), 2);
        fixture_stop(&it);
    }
}
END_TEST

START_TEST(asks_once_with_a_token_that_is_refused)
{
    struct fixture it;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    fixture_start(&it);
    dd_github_free(it.github);
    it.github = fixture_client(&it, "", "another");
    ck_assert_int_eq(look(&it, NULL), DAYDREAM_ERROR_AUTH);
    ck_assert_int_eq(look(&it, &err), DAYDREAM_ERROR_AUTH);
    ck_assert_msg(strstr(err.text, "the token was refused before (401); renew it") != NULL, "%s",
                  err.text);
    dd_github_begin(it.github);
    ck_assert_int_eq(post(&it, NULL), DAYDREAM_ERROR_AUTH);
    ck_assert_int_eq(asked(&it), 1);
    fixture_stop(&it);
}
END_TEST

START_TEST(does_not_ask_a_server_that_is_ill_three_times_each)
{
    struct fixture it;

    fixture_start(&it);
    hub_tell(&it.hub, "/_fault", "{\"status\":500,\"count\":1000}");
    for (int i = 0; i < 50; i++)
        ck_assert_int_eq(look(&it, NULL), DAYDREAM_ERROR_SERVER);
    ck_assert_int_eq(asked(&it), 50 + 6);
    fixture_stop(&it);
}
END_TEST

START_TEST(stops_when_the_time_is_used_up)
{
    struct fixture it;
    struct dd_github_budget budget = {150 * SECOND};
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    fixture_start(&it);
    it.github->budget = &budget;
    hub_tell(&it.hub, "/_fault", "{\"limit\":\"secondary\",\"seconds\":100}");
    ck_assert_int_eq(look(&it, NULL), DAYDREAM_OK);
    ck_assert_int_le(budget.left_ms, 50 * SECOND);
    /* what it has is not enough for another such pause ... */
    hub_tell(&it.hub, "/_fault", "{\"limit\":\"secondary\",\"seconds\":100}");
    ck_assert_int_eq(look(&it, NULL), DAYDREAM_ERROR_RATE_LIMIT);
    ck_assert_int_eq(asked(&it), 3);
    /* ... and then it has nothing */
    it.now += 100;
    budget.left_ms = 0;
    ck_assert_int_eq(look(&it, &err), DAYDREAM_ERROR_NETWORK);
    ck_assert_msg(strstr(err.text, "used up") != NULL, "%s", err.text);
    ck_assert_int_eq(asked(&it), 3);
    fixture_stop(&it);
}
END_TEST

/* ---- a server that cannot be reached ---- */

/* A port that is bound, so that nobody else has it, and not listened to. */
static int dead_port(int *port)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in at = {.sin_family = AF_INET};
    socklen_t length = sizeof at;

    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ck_assert_int_eq(bind(fd, (struct sockaddr *)&at, sizeof at), 0);
    ck_assert_int_eq(getsockname(fd, (struct sockaddr *)&at, &length), 0);
    *port = ntohs(at.sin_port);
    return fd;
}

static struct dd_github *client_of(struct fixture *it, int port)
{
    struct dd_buf url = DD_BUF_INIT;
    struct dd_github_options options = {.http = it->hub.http,
                                        .host = "github.com",
                                        .token = HUB_TOKEN,
                                        .clock = &it->clock,
                                        .log = &it->log};
    struct dd_github *github = NULL;

    dd_buf_printf(&url, "http://127.0.0.1:%d", port);
    options.api_url = dd_buf_text(&url);
    ck_assert_int_eq(dd_github_new(&options, &github, NULL), DAYDREAM_OK);
    dd_buf_free(&url);
    return github;
}

static enum daydream_status comment(struct dd_github *github, const char *repo,
                                    struct daydream_error *err)
{
    return dd_github_comment(github, ORG, repo, 1, "x", err);
}

START_TEST(leaves_a_host_alone_that_gives_no_answer)
{
    struct fixture it;
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    int port;
    int fd = dead_port(&port);
    struct dd_github *github;

    fixture_start(&it);
    github = client_of(&it, port);
    /* one repository alone says nothing about the host */
    for (int i = 0; i < 5; i++)
        ck_assert_int_eq(comment(github, "one", NULL), DAYDREAM_ERROR_NETWORK);
    ck_assert_int_gt(it.slept, 0);
    ck_assert_int_eq(comment(github, "two", NULL), DAYDREAM_ERROR_NETWORK);
    ck_assert_int_eq(comment(github, "three", &err), DAYDREAM_ERROR_NETWORK);
    ck_assert_ptr_null(strstr(err.text, "not asked"));
    dd_error_clear(&err);
    ck_assert_int_eq(comment(github, "four", &err), DAYDREAM_ERROR_NETWORK);
    ck_assert_msg(strstr(err.text, "3 repositories in a row") != NULL, "%s", err.text);
    it.now += 300;
    dd_error_clear(&err);
    ck_assert_int_eq(comment(github, "four", &err), DAYDREAM_ERROR_NETWORK);
    ck_assert_ptr_null(strstr(err.text, "not asked"));
    dd_github_begin(github);
    dd_error_clear(&err);
    ck_assert_int_eq(comment(github, "five", &err), DAYDREAM_ERROR_NETWORK);
    ck_assert_ptr_null(strstr(err.text, "not asked"));
    dd_github_free(github);
    fixture_stop(&it);
    close(fd);
}
END_TEST

/* A list that took half a minute to fail would take that from every other repository each time. */
START_TEST(leaves_a_repository_alone_that_takes_too_long)
{
    static const struct {
        const char *method;
        int64_t took;
        enum daydream_status status;
    } cases[] = {{"GET", 30 * SECOND, DAYDREAM_ERROR_NETWORK},
                 {"GET", 5 * SECOND, DAYDREAM_OK},
                 {"POST", 30 * SECOND, DAYDREAM_OK}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct fixture it;
        const struct dd_github_call call = {
            .method = cases[i].method, .org = ORG, .repo = REPO, .doing = "list issues"};
        const struct dd_github_attempt attempt = {0, true, cases[i].took};
        const struct daydream_http_response none = {0};
        const struct daydream_error cause = {.code = DAYDREAM_ERROR_NETWORK};

        fixture_start(&it);
        dd_github_pace_leave(it.github, &call, &attempt, &none, &cause);
        ck_assert_int_eq(look(&it, NULL), cases[i].status);
        dd_github_begin(it.github);
        ck_assert_int_eq(look(&it, NULL), DAYDREAM_OK);
        fixture_stop(&it);
    }
}
END_TEST

START_TEST(does_not_wait_the_same_time_twice)
{
    struct fixture it;
    int64_t first = 0;
    bool differs = false;

    fixture_start(&it);
    for (int i = 0; i < 5; i++) {
        hub_tell(&it.hub, "/_fault", "{\"status\":500}");
        it.slept = 0;
        ck_assert_int_eq(look(&it, NULL), DAYDREAM_OK);
        first = i == 0 ? it.slept : first;
        differs = differs || it.slept != first;
    }
    ck_assert(differs);
    fixture_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {tries_again_what_had_no_effect,
                                  keeps_to_a_limit_until_it_is_over,
                                  asks_once_with_a_token_that_is_refused,
                                  does_not_ask_a_server_that_is_ill_three_times_each,
                                  stops_when_the_time_is_used_up,
                                  leaves_a_host_alone_that_gives_no_answer,
                                  leaves_a_repository_alone_that_takes_too_long,
                                  does_not_wait_the_same_time_twice};

    if (!server_available())
        return suite_skip("services/github-pace", "there is no python3 for the loopback server");
    return suite_run("services/github-pace", tests, sizeof tests / sizeof tests[0]);
}
