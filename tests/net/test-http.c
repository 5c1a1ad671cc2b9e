/* SPDX-License-Identifier: MIT */
/* What holds whoever carries the exchange out: redirects, requests that are refused, a host
 * program's own transport. */
#if !defined(_GNU_SOURCE)
#define _GNU_SOURCE 1 /* RTLD_NEXT */
#endif
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "net/client.h"
#include "support/suite.h"

static const struct {
    const char *method, *target;
    int status;          /* of the answer that comes out */
    const char *moved;   /* path that a redirect led to; NULL: none was followed */
    const char *arrives; /* what the server got at /echo; NULL: nothing */
} redirects[] = {
    {"GET", "/redirect/301?to=/echo", 200, "/echo", "GET /echo"},
    {"GET", "/redirect/302?to=/echo%3Fa=b", 200, "/echo?a=b", "GET /echo"},
    {"GET", "/redirect/307?to=/echo", 200, "/echo", "GET /echo"},
    {"GET", "/redirect/308?to=/echo", 200, "/echo", "GET /echo"},
    {"HEAD", "/redirect/301?to=/echo", 200, "/echo", "HEAD /echo"},
    {"POST", "/redirect/307?to=/echo", 200, "/echo", "POST /echo"},
    {"PATCH", "/redirect/308?to=/echo", 200, "/echo", "PATCH /echo"},
    /* a POST met by 301 must not become a GET that answers 200 and creates nothing */
    {"POST", "/redirect/301?to=/echo", 301, NULL, NULL},
    {"POST", "/redirect/302?to=/echo", 302, NULL, NULL},
    {"PATCH", "/redirect/301?to=/echo", 301, NULL, NULL},
    {"GET", "/redirect/303?to=/echo", 303, NULL, NULL},
    {"GET", "/redirect/300?to=/echo", 300, NULL, NULL},
    {"GET", "/redirect/304?to=/echo", 304, NULL, NULL},
    {"GET", "/redirect/301", 301, NULL, NULL},
    {"GET", "/redirect/301?to=echo", 301, NULL, NULL},
    {"GET", "/redirect/301?to=http://", 301, NULL, NULL},
    {"GET", "/redirect/301?to=file:///etc/passwd", 301, NULL, NULL},
    {"GET", "/redirect/301?to=//example.invalid/echo", 301, NULL, NULL},
    {"GET", "/redirect/301?to=/echo%20b", 301, NULL, NULL},
};

static void check_redirect(size_t i)
{
    struct client client;
    bool safe = redirects[i].method[0] == 'G' || redirects[i].method[0] == 'H';
    const char *moved;

    client_open(&client, NULL);
    ck_assert_msg(client_send(&client, redirects[i].method, redirects[i].target,
                              safe ? NULL : "the body") == DAYDREAM_OK,
                  "%s %s: %s", redirects[i].method, redirects[i].target, client.err.text);
    ck_assert_msg(client.response.status == redirects[i].status, "%s %s: %d", redirects[i].method,
                  redirects[i].target, client.response.status);
    moved = client.response.moved_to;
    if (redirects[i].moved == NULL)
        ck_assert_msg(moved == NULL, "%s: %s", redirects[i].target, moved);
    else
        ck_assert_msg(moved != NULL && strstr(moved, server_url(client.server)) == moved &&
                          strcmp(moved + strlen(server_url(client.server)), redirects[i].moved) ==
                              0,
                      "%s: %s", redirects[i].target, moved);
    if (!safe && redirects[i].arrives != NULL)
        ck_assert_msg(strstr(dd_buf_text(&client.response.body), "\"the body\"") != NULL,
                      "%s: the body is gone", redirects[i].target);
    if (redirects[i].arrives != NULL)
        ck_assert_int_eq(client_count(&client, redirects[i].arrives), 1);
    ck_assert_int_eq(client_count(&client, "GET /echo") + client_count(&client, "POST /echo") +
                         client_count(&client, "PATCH /echo") + client_count(&client, "HEAD /echo"),
                     redirects[i].arrives != NULL ? 1 : 0);
    client_close(&client);
}

START_TEST(test_redirects)
{
    for (size_t i = 0; i < sizeof redirects / sizeof redirects[0]; i++)
        check_redirect(i);
}
END_TEST

START_TEST(test_three_redirects_and_no_more)
{
    struct client client;

    client_open(&client, NULL);
    ck_assert_int_eq(client_send(&client, "GET",
                                 "/redirect/301?to=/redirect/302%3Fto=/redirect/307%253Fto=/echo",
                                 NULL),
                     DAYDREAM_OK);
    ck_assert_int_eq(client.response.status, 200);
    ck_assert_int_eq(client_send(&client, "GET", "/redirect/308", NULL), DAYDREAM_OK);
    ck_assert_int_eq(client.response.status, 308);
    client_close(&client);
}
END_TEST

/* Answers a redirect to the same place for ever, and counts in `user`. */
static enum daydream_status loop(void *user, const struct daydream_http_request *request,
                                 struct daydream_http_response *response,
                                 struct daydream_error *err)
{
    (void)err;
    ++*(int *)user;
    daydream_http_response_set_status(response, 301);
    return daydream_http_response_add_header(response, "Location", request->url);
}

START_TEST(test_redirect_loop_ends)
{
    int calls = 0;
    const struct dd_http_options options = {.transport = loop, .transport_user = &calls};
    struct client client;

    client_open(&client, &options);
    ck_assert_int_eq(client_send(&client, "GET", "https://a.example/", NULL), DAYDREAM_OK);
    ck_assert_int_eq(client.response.status, 301);
    ck_assert_int_eq(calls, 4);
    ck_assert_uint_eq(client.response.headers.count, 1);
    client_close(&client);
}
END_TEST

static void keep_warning(void *user, enum daydream_log_level level, const char *text)
{
    if (level == DAYDREAM_LOG_WARNING)
        snprintf(user, 256, "%s", text);
}

START_TEST(test_token_stays_with_its_server)
{
    static const char *const hosts[] = {"127.0.0.1", "localhost"};
    static const char *const headers[] = {"Authorization: Bearer s3cr3t", NULL};
    static const char *const methods[] = {"GET", "POST"};
    char warning[256] = "";
    const struct dd_log log = {keep_warning, warning};
    const struct dd_http_options options = {.log = &log};
    struct client client;
    struct client other;

    client_open(&client, &options);
    client_open(&other, NULL);
    client.headers = headers;
    for (int i = 0; i < 4; i++) {
        /* another port, and the same port under another name */
        int port = server_port(i < 2 ? other.server : client.server);
        char target[128];

        snprintf(target, sizeof target, "/redirect/307?to=http://%s:%d/echo?q=hidden",
                 hosts[i < 2 ? 0 : 1], port);
        warning[0] = '\0';
        ck_assert_int_eq(client_send(&client, methods[i % 2], target, i % 2 ? "body" : NULL),
                         DAYDREAM_OK);
        ck_assert_int_eq(client.response.status, 307);
        ck_assert_str_eq(dd_buf_text(&client.response.body), "elsewhere\n");
        ck_assert_ptr_null(client.response.moved_to);
        ck_assert_msg(strstr(warning, "/echo") != NULL && strstr(warning, "hidden") == NULL, "%s",
                      warning);
    }
    client.headers = NULL;
    ck_assert_int_eq(client_count(&client, "GET /echo"), 0);
    ck_assert_int_eq(client_count(&other, "GET /echo"), 0);
    ck_assert_int_eq(client_count(&other, "POST /echo"), 0);
    client_close(&client);
    client_close(&other);
}
END_TEST

START_TEST(test_refused_requests_reach_nobody)
{
    static const char *const injected[] = {"Authorization: Bearer x\r\nX-Evil: yes", NULL};
    struct client client;

    client_open(&client, NULL);
    client.headers = injected;
    ck_assert_int_eq(client_send(&client, "GET", "/echo", NULL), DAYDREAM_ERROR_ARGUMENT);
    ck_assert_msg(strstr(client.err.text, "Authorization") != NULL, "%s", client.err.text);
    ck_assert_msg(strstr(client.err.text, "Bearer") == NULL, "%s", client.err.text);
    client.headers = NULL;
    ck_assert_int_eq(client_send(&client, "GET", "/echo HTTP/1.1\r\nX-Evil: yes\r\n\r\n", NULL),
                     DAYDREAM_ERROR_ARGUMENT);
    ck_assert_int_eq(client_send(&client, "GET\r\nX-Evil: yes", "/echo", NULL),
                     DAYDREAM_ERROR_ARGUMENT);
    ck_assert_int_eq(client_send(&client, "GET", "http://example.invalid/echo", NULL),
                     DAYDREAM_ERROR_ARGUMENT);
    ck_assert_int_eq(client_count(&client, "GET /echo"), 0);
    client_close(&client);
}
END_TEST

/* ---- a host program's own transport ---- */

enum act {
    ANSWER,
    MOVE, /* a redirect first, then the answer */
    FAIL_WITH_WORDS,
    FAIL_SILENTLY,
    FORGET_STATUS,
    OVERFLOW,           /* too large a body, and no look at what the function returned */
    OVERFLOW_HANDED_ON, /* the same, returned as its own status */
    BREAK_HEADER
};

struct host {
    enum act act;
    enum daydream_status status;
    int calls;
    long timeout_ms;
    char seen[256];
};

static void note(struct host *host, const struct daydream_http_request *request)
{
    size_t used = strlen(host->seen);

    host->calls++;
    host->timeout_ms = request->timeout_ms;
    snprintf(host->seen + used, sizeof host->seen - used, "%s %s %.*s|", request->method,
             request->url, (int)request->body_length,
             request->body != NULL ? (const char *)request->body : "");
}

static enum daydream_status overflow(struct daydream_http_response *response)
{
    static const char block[1 << 16];
    enum daydream_status status = DAYDREAM_OK;

    for (int i = 0; i < 257; i++)
        status = daydream_http_response_add_body(response, block, sizeof block);
    return status;
}

static enum daydream_status own_transport(void *user, const struct daydream_http_request *request,
                                          struct daydream_http_response *response,
                                          struct daydream_error *err)
{
    struct host *host = user;

    note(host, request);
    if (host->act != FORGET_STATUS)
        daydream_http_response_set_status(response, 201);
    switch (host->act) {
    case MOVE:
        if (host->calls > 1)
            break;
        daydream_http_response_set_status(response, 307);
        return daydream_http_response_add_header(response, "location", "/moved");
    case FAIL_WITH_WORDS:
        *err = (struct daydream_error){
            .code = host->status, .source = "host", .text = "the modem hung up"};
        return host->status;
    case FAIL_SILENTLY:
        return host->status;
    case OVERFLOW:
        overflow(response);
        return DAYDREAM_OK;
    case OVERFLOW_HANDED_ON:
        return overflow(response);
    case BREAK_HEADER:
        daydream_http_response_add_header(response, "X", "a\r\nY: b");
        return DAYDREAM_OK;
    default:
        break;
    }
    return daydream_http_response_add_body(response, "done", 4);
}

static const struct {
    const char *what;
    enum act act;
    enum daydream_status from_host;
    enum daydream_status get, post; /* what comes out */
    const char *text;               /* part of the error's text; NULL: no error */
} hosts[] = {
    {"answer", ANSWER, DAYDREAM_OK, DAYDREAM_OK, DAYDREAM_OK, NULL},
    {"redirect", MOVE, DAYDREAM_OK, DAYDREAM_OK, DAYDREAM_OK, NULL},
    {"network", FAIL_WITH_WORDS, DAYDREAM_ERROR_NETWORK, DAYDREAM_ERROR_NETWORK,
     DAYDREAM_ERROR_NETWORK, "the modem hung up"},
    {"ambiguous", FAIL_WITH_WORDS, DAYDREAM_ERROR_AMBIGUOUS, DAYDREAM_ERROR_NETWORK,
     DAYDREAM_ERROR_AMBIGUOUS, "the modem hung up"},
    {"another status", FAIL_WITH_WORDS, DAYDREAM_ERROR_FILE, DAYDREAM_ERROR_NETWORK,
     DAYDREAM_ERROR_AMBIGUOUS, "the modem hung up"},
    {"no words", FAIL_SILENTLY, DAYDREAM_ERROR_NETWORK, DAYDREAM_ERROR_NETWORK,
     DAYDREAM_ERROR_NETWORK, "https://a.example/x: "},
    {"no status", FORGET_STATUS, DAYDREAM_OK, DAYDREAM_ERROR_PROTOCOL, DAYDREAM_ERROR_AMBIGUOUS,
     "no HTTP status"},
    {"overflow", OVERFLOW, DAYDREAM_OK, DAYDREAM_ERROR_PROTOCOL, DAYDREAM_ERROR_AMBIGUOUS,
     "too large"},
    {"overflow handed on", OVERFLOW_HANDED_ON, DAYDREAM_OK, DAYDREAM_ERROR_PROTOCOL,
     DAYDREAM_ERROR_AMBIGUOUS, "https://a.example/x: "},
    {"broken header", BREAK_HEADER, DAYDREAM_OK, DAYDREAM_ERROR_PROTOCOL, DAYDREAM_ERROR_AMBIGUOUS,
     "no HTTP"},
};

static void check_host(size_t i, const char *method, enum daydream_status wanted)
{
    struct host host = {.act = hosts[i].act, .status = hosts[i].from_host};
    const struct dd_http_options options = {.transport = own_transport, .transport_user = &host};
    struct client client;
    enum daydream_status status;

    client_open(&client, &options);
    status = client_send(&client, method, "https://a.example/x?secret", "body");
    ck_assert_msg(status == wanted, "%s %s: %d, %s", hosts[i].what, method, status,
                  client.err.text);
    if (hosts[i].text != NULL)
        ck_assert_msg(strstr(client.err.text, hosts[i].text) != NULL &&
                          strstr(client.err.text, "secret") == NULL,
                      "%s %s: %s", hosts[i].what, method, client.err.text);
    else
        ck_assert_msg(client.response.status == 201 &&
                          strcmp(dd_buf_text(&client.response.body), "done") == 0,
                      "%s: %d", hosts[i].what, client.response.status);
    ck_assert_msg(host.calls == (hosts[i].act == MOVE ? 2 : 1), "%s: %d calls", hosts[i].what,
                  host.calls);
    client_close(&client);
}

START_TEST(test_own_transport)
{
    for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++) {
        check_host(i, "GET", hosts[i].get);
        check_host(i, "POST", hosts[i].post);
    }
}
END_TEST

START_TEST(test_own_transport_carries_out_single_exchanges)
{
    struct host host = {.act = MOVE};
    const struct dd_http_options options = {.transport = own_transport, .transport_user = &host};
    struct client client;

    client_open(&client, &options);
    ck_assert_int_eq(client_send(&client, "POST", "https://a.example/x", "body"), DAYDREAM_OK);
    ck_assert_str_eq(host.seen, "POST https://a.example/x body|POST https://a.example/moved body|");
    ck_assert_str_eq(client.response.moved_to, "https://a.example/moved");
    ck_assert_int_eq(host.timeout_ms, 60000);
    client.timeout_ms = 1234;
    ck_assert_int_eq(client_send(&client, "GET", "https://a.example/x", NULL), DAYDREAM_OK);
    ck_assert_int_eq(host.timeout_ms, 1234);
    client_close(&client);
}
END_TEST

/* ---- no memory ---- */

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define OTHERS_REALLOC 1 /* that of clang's sanitizer is part of this program */
#endif
#endif

#if !defined(OTHERS_REALLOC)
static size_t scarce_from = SIZE_MAX; /* so large a piece is not to be had */

/* Stands in front of the system's. */
void *realloc(void *old, size_t size)
{
    void *(*real)(void *, size_t) = NULL;

    *(void **)&real = dlsym(RTLD_NEXT, "realloc");
    return size < scarce_from ? real(old, size) : NULL;
}

static enum daydream_status move_far(void *user, const struct daydream_http_request *request,
                                     struct daydream_http_response *response,
                                     struct daydream_error *err)
{
    char location[8192];
    enum daydream_status status;

    (void)request;
    (void)err;
    snprintf(location, sizeof location, "https://a.example/%08000d", 0);
    daydream_http_response_set_status(response, 307);
    status = daydream_http_response_add_header(response, "Location", location);
    scarce_from = *(const size_t *)user; /* from now on */
    return status;
}

START_TEST(test_redirect_that_finds_no_memory_is_no_answer)
{
    size_t scarce = SIZE_MAX;
    const struct dd_http_options options = {.transport = move_far, .transport_user = &scarce};
    struct client client;

    client_open(&client, &options);
    ck_assert_int_eq(client_send(&client, "GET", "https://a.example/x", NULL), DAYDREAM_OK);
    ck_assert_int_eq(client.response.status, 307);
    ck_assert_ptr_nonnull(client.response.moved_to);
    scarce = 4096;
    ck_assert_int_eq(client_send(&client, "GET", "https://a.example/x", NULL),
                     DAYDREAM_ERROR_MEMORY);
    scarce_from = SIZE_MAX;
    client_close(&client);
}
END_TEST
#endif

START_TEST(test_first_error_is_kept)
{
    struct host host = {.act = FAIL_WITH_WORDS, .status = DAYDREAM_ERROR_NETWORK};
    const struct dd_http_options options = {.transport = own_transport, .transport_user = &host};
    const struct daydream_http_request request = {.method = "GET", .url = "https://a.example/"};
    struct daydream_error err = {.code = DAYDREAM_ERROR_FILE, .text = "before"};
    struct daydream_http_response response = {0};
    struct dd_http *http = NULL;

    ck_assert_int_eq(dd_http_new(&options, &http, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_http_send(http, &request, &response, &err), DAYDREAM_ERROR_NETWORK);
    ck_assert_str_eq(err.text, "before");
    ck_assert_int_eq(dd_http_send(http, &request, &response, NULL), DAYDREAM_ERROR_NETWORK);
    dd_http_response_free(&response);
    dd_http_free(http);
    dd_http_free(NULL);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_redirects,
        test_three_redirects_and_no_more,
        test_redirect_loop_ends,
        test_token_stays_with_its_server,
        test_refused_requests_reach_nobody,
        test_own_transport,
        test_own_transport_carries_out_single_exchanges,
#if !defined(OTHERS_REALLOC)
        test_redirect_that_finds_no_memory_is_no_answer,
#endif
        test_first_error_is_kept
    };

    if (!server_available())
        return suite_skip("net/http", "python3 is missing");
    return suite_run("net/http", tests, sizeof tests / sizeof tests[0]);
}
