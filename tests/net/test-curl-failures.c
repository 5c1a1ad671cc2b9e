/* SPDX-License-Identifier: MIT */
/* The transport on libcurl, against a server that misbehaves. */
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/client.h"
#include "support/suite.h"

START_TEST(test_bounds_are_exact)
{
    struct client client;

    client_open(&client, NULL);
    ck_assert_int_eq(client_send(&client, "GET", "/big?bytes=16777216", NULL), DAYDREAM_OK);
    ck_assert_uint_eq(client.response.body.length, DD_HTTP_MAX_BODY);
    ck_assert_int_eq(client_send(&client, "GET", "/big?bytes=16777217", NULL),
                     DAYDREAM_ERROR_PROTOCOL);
    ck_assert_int_eq(client_send(&client, "GET", "/big?bytes=0", NULL), DAYDREAM_OK);
    ck_assert_uint_eq(client.response.body.length, 0);
    client_close(&client);
}
END_TEST

/* What goes wrong once the request is on its way. A POST of these arrives exactly once. */
static const struct {
    const char *path, *query;
    enum daydream_status get;
    const char *text; /* part of the error's text; libcurl's own words vary by version */
} failures[] = {
    {"/drop-before-answer", "", DAYDREAM_ERROR_NETWORK, ""},
    {"/truncated", "", DAYDREAM_ERROR_NETWORK, ""},
    {"/truncated-chunks", "", DAYDREAM_ERROR_NETWORK, ""},
    {"/slow", "", DAYDREAM_ERROR_NETWORK, "timed out"},
    {"/endless", "", DAYDREAM_ERROR_PROTOCOL, "larger than"},
    {"/gzip-bomb", "", DAYDREAM_ERROR_PROTOCOL, "larger than"},
    {"/gzip-broken", "", DAYDREAM_ERROR_PROTOCOL, "ontent"},
    {"/many-headers", "?count=300", DAYDREAM_ERROR_PROTOCOL, "larger than"},
    {"/long-header", "?bytes=20000", DAYDREAM_ERROR_PROTOCOL, "larger than"},
    {"/garbage", "", DAYDREAM_ERROR_PROTOCOL, "HTTP"},
};

/* "METHOD URL: words; what to do", without the query. */
static void check_text(const struct client *client, size_t i, const char *method)
{
    const char *text = client->err.text;
    struct dd_buf where = DD_BUF_INIT;

    dd_buf_printf(&where, "%s %s%s: ", method, server_url(client->server), failures[i].path);
    ck_assert_msg(strncmp(text, dd_buf_text(&where), where.length) == 0, "%s", text);
    /* the connection was used before: libcurl's own repetition is stopped with other words */
    ck_assert_msg(strstr(text, failures[i].text) != NULL ||
                      strstr(text, "closed the connection") != NULL,
                  "%s", text);
    ck_assert_msg(client->err.code != DAYDREAM_ERROR_AMBIGUOUS || strstr(text, "look") != NULL,
                  "%s", text);
    dd_buf_free(&where);
}

static void check_failure(struct client *client, size_t i, const char *method,
                          enum daydream_status wanted)
{
    struct dd_buf request = DD_BUF_INIT;
    struct dd_buf target = DD_BUF_INIT;
    enum daydream_status status;
    int before;

    dd_buf_printf(&request, "%s %s", method, failures[i].path);
    dd_buf_printf(&target, "%s%s", failures[i].path, failures[i].query);
    before = client_count(client, dd_buf_text(&request));
    client->timeout_ms = strcmp(failures[i].path, "/slow") == 0 ? 200 : 0;
    status = client_send(client, method, dd_buf_text(&target), *method == 'P' ? "body" : NULL);
    client->timeout_ms = 0;
    ck_assert_msg(status == wanted, "%s: %d, %s", dd_buf_text(&request), status, client->err.text);
    check_text(client, i, method);
    if (wanted == DAYDREAM_ERROR_AMBIGUOUS)
        ck_assert_msg(client_count(client, dd_buf_text(&request)) == before + 1, "%s",
                      dd_buf_text(&request));
    dd_buf_free(&request);
    dd_buf_free(&target);
}

START_TEST(test_failures)
{
    static const char *const methods[] = {"POST", "PATCH", "DELETE"};
    struct client client;

    client_open(&client, NULL);
    for (size_t i = 0; i < sizeof failures / sizeof failures[0]; i++) {
        check_failure(&client, i, "GET", failures[i].get);
        for (int m = 0; m < 3; m++)
            check_failure(&client, i, methods[m], DAYDREAM_ERROR_AMBIGUOUS);
    }
    client_close(&client);
}
END_TEST

START_TEST(test_closed_connection_repeats_nothing_that_changes)
{
    static const char *const methods[] = {"POST", "PATCH", "PUT", "DELETE"};
    static const char *const bodies[] = {"body", "", NULL};
    struct client client;

    client_open(&client, NULL);
    for (int m = 0; m < 4; m++)
        for (int b = 0; b < 3; b++) {
            char request[64];
            int before;

            snprintf(request, sizeof request, "%s /close-kept", methods[m]);
            before = client_count(&client, request);
            ck_assert_int_eq(client_send(&client, "GET", "/close-kept", NULL), DAYDREAM_OK);
            ck_assert_int_eq(client_send(&client, methods[m], "/close-kept", bodies[b]),
                             DAYDREAM_ERROR_AMBIGUOUS);
            ck_assert_msg(strstr(client.err.text, "without an answer") != NULL, "%s",
                          client.err.text);
            ck_assert_msg(client_count(&client, request) == before + 1, "%s, body %d", request, b);
        }
    client_close(&client);
}
END_TEST

/* The same server does make libcurl send again what may be sent again. */
START_TEST(test_closed_connection_repeats_a_get)
{
    struct client client;

    client_open(&client, NULL);
    ck_assert_int_eq(client_send(&client, "GET", "/close-kept", NULL), DAYDREAM_OK);
    ck_assert_int_eq(client_send(&client, "GET", "/close-kept", NULL), DAYDREAM_OK);
    ck_assert_str_eq(dd_buf_text(&client.response.body), "kept\n");
    ck_assert_int_eq(client_count(&client, "GET /close-kept"), 3);
    client_close(&client);
}
END_TEST

/* A port of loopback that refuses: bound, so that nobody else gets it, but not listened on. */
static int refusing_port(int *fd)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t size = sizeof address;

    *fd = socket(AF_INET, SOCK_STREAM, 0);
    ck_assert_int_ge(*fd, 0);
    ck_assert_int_eq(bind(*fd, (struct sockaddr *)&address, size), 0);
    ck_assert_int_eq(getsockname(*fd, (struct sockaddr *)&address, &size), 0);
    return ntohs(address.sin_port);
}

START_TEST(test_refused_connection)
{
    static const char *const schemes[] = {"http", "https"};
    static const char *const methods[] = {"GET", "POST", "DELETE"};
    struct client client;
    int fd = -1;
    int port = refusing_port(&fd);

    client_open(&client, NULL);
    for (int i = 0; i < 6; i++) {
        char url[64];

        snprintf(url, sizeof url, "%s://127.0.0.1:%d/x?secret", schemes[i % 2], port);
        ck_assert_int_eq(client_send(&client, methods[i / 2], url, i / 2 == 1 ? "body" : NULL),
                         DAYDREAM_ERROR_NETWORK);
        ck_assert_msg(strstr(client.err.text, "connect") != NULL &&
                          strstr(client.err.text, "secret") == NULL,
                      "%s", client.err.text);
    }
    client_close(&client);
    ck_assert_int_eq(close(fd), 0);
}
END_TEST

/* libcurl quotes the proxy's whole URL when it does not like it. */
static const struct {
    const char *url;
    bool refuses; /* a port that does is added */
} proxies[] = {
    {"http://alice:Winter2026@proxy.invalid:31288888", false},
    {"http://alice:Winter2026@[proxy.invalid", false},
    {"alice:Winter2026@proxy.invalid:31288888", false},
    {"alice:Winter2026%40proxy.invalid", false},
    {"socks9://alice:Winter2026@127.0.0.1", true},
    {"http://alice:Winter2026@127.0.0.1", true},
};

static void check_proxy(struct client *client, const char *proxy)
{
    ck_assert_int_eq(setenv("https_proxy", proxy, 1), 0);
    ck_assert_msg(client_send(client, "GET", "https://daydream.invalid/x", NULL) ==
                      DAYDREAM_ERROR_NETWORK,
                  "%s", proxy);
    ck_assert_msg(strstr(client->err.text, "Winter2026") == NULL &&
                      strstr(client->err.text, "alice") == NULL,
                  "%s", client->err.text);
    ck_assert_msg(strstr(client->err.text, "daydream.invalid/x: ") != NULL, "%s", client->err.text);
}

START_TEST(test_password_of_a_proxy_is_not_told)
{
    struct client client;
    int fd = -1;
    int port = refusing_port(&fd);

    ck_assert_int_eq(unsetenv("no_proxy"), 0);
    ck_assert_int_eq(unsetenv("NO_PROXY"), 0);
    client_open(&client, NULL);
    for (size_t i = 0; i < sizeof proxies / sizeof proxies[0]; i++) {
        struct dd_buf proxy = DD_BUF_INIT;

        dd_buf_puts(&proxy, proxies[i].url);
        if (proxies[i].refuses)
            dd_buf_printf(&proxy, ":%d", port);
        check_proxy(&client, dd_buf_text(&proxy));
        dd_buf_free(&proxy);
    }
    client_close(&client);
    ck_assert_int_eq(unsetenv("https_proxy"), 0);
    ck_assert_int_eq(close(fd), 0);
}
END_TEST

/* What a proxy does instead of letting us through; nothing was sent yet, whatever the method. */
START_TEST(test_what_a_proxy_refuses)
{
    static const struct {
        const char *url;
        const char *says[2];
    } cases[] = {
        {"https://status-407.invalid/x", {"407", "check the proxy variables, also user and"}},
        {"https://status-403.invalid/x", {"403", "the proxy refuses"}},
        {"https://status-502.invalid/x", {"502", "the proxy refuses"}},
        {"https://portal.invalid/x", {"portal.invalid/x", "login page in the way"}},
    };
    struct client client;

    client_open(&client, NULL);
    ck_assert_int_eq(unsetenv("no_proxy"), 0);
    ck_assert_int_eq(unsetenv("NO_PROXY"), 0);
    ck_assert_int_eq(setenv("https_proxy", server_url(client.server), 1), 0);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        for (int post = 0; post < 2; post++) {
            ck_assert_int_eq(
                client_send(&client, post ? "POST" : "GET", cases[i].url, post ? "body" : NULL),
                DAYDREAM_ERROR_NETWORK);
            ck_assert_msg(strstr(client.err.text, cases[i].says[0]) != NULL &&
                              strstr(client.err.text, cases[i].says[1]) != NULL,
                          "%s", client.err.text);
        }
    ck_assert_int_eq(unsetenv("https_proxy"), 0);
    client_close(&client);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_bounds_are_exact,
        test_failures,
        test_closed_connection_repeats_nothing_that_changes,
        test_closed_connection_repeats_a_get,
        test_refused_connection,
        test_password_of_a_proxy_is_not_told,
        test_what_a_proxy_refuses,
    };

    if (!server_available())
        return suite_skip("net/curl-failures", "python3 is missing");
    return suite_run("net/curl-failures", tests, sizeof tests / sizeof tests[0]);
}
