/* SPDX-License-Identifier: MIT */
/* The transport on libcurl: what goes out and what comes back. Failures: test-curl-failures.c. */
#include <curl/curl.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/client.h"
#include "support/suite.h"

static int initialisations;

/* Takes the place of libcurl's function, which does nothing else than this one with malloc() and
 * the like. */
CURLcode curl_global_init(long flags)
{
    initialisations++;
    return curl_global_init_mem(flags, malloc, free, realloc, strdup, calloc);
}

START_TEST(test_libcurl_is_initialised_late_and_once)
{
    struct client client;
    struct dd_http *second = NULL;
    const struct dd_http_options options = {.ca_file = "/nonexistent"};
    int before = initialisations;

    client_open(&client, NULL);
    ck_assert_int_eq(dd_http_new(&options, &second, NULL), DAYDREAM_OK);
    ck_assert_int_eq(initialisations, before);
    dd_http_free(second);
    ck_assert_int_eq(client_send(&client, "GET", "ftp://127.0.0.1/", NULL),
                     DAYDREAM_ERROR_ARGUMENT);
    ck_assert_int_eq(initialisations, before);
    ck_assert_int_eq(client_send(&client, "GET", "/status/200", NULL), DAYDREAM_OK);
    ck_assert_int_eq(client_send(&client, "GET", "/status/200", NULL), DAYDREAM_OK);
    ck_assert_int_eq(initialisations, 1);
    client_close(&client);
}
END_TEST

START_TEST(test_every_status_is_an_answer)
{
    static const int statuses[] = {200, 201, 202, 204, 304, 400, 401, 403, 404,
                                   409, 410, 422, 429, 500, 502, 503, 599};
    static const char *const methods[] = {"GET", "POST", "PATCH", "DELETE"};
    struct client client;

    client_open(&client, NULL);
    for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++)
        for (size_t m = 0; m < sizeof methods / sizeof methods[0]; m++) {
            char target[32];
            char body[32];
            bool bodyless = statuses[i] == 204 || statuses[i] == 304;

            snprintf(target, sizeof target, "/status/%d", statuses[i]);
            snprintf(body, sizeof body, "status %d\n", statuses[i]);
            if (bodyless)
                body[0] = '\0';
            ck_assert_msg(client_send(&client, methods[m], target, NULL) == DAYDREAM_OK,
                          "%s %s: %s", methods[m], target, client.err.text);
            ck_assert_int_eq(client.response.status, statuses[i]);
            ck_assert_str_eq(dd_buf_text(&client.response.body), body);
        }
    client_close(&client);
}
END_TEST

/* The first header of that name in what /echo answered; NULL when the server got none. */
static const char *echoed(struct json_object *json, const char *name)
{
    struct json_object *headers = NULL;

    ck_assert(json_object_object_get_ex(json, "headers", &headers));
    for (size_t i = 0; i < json_object_array_length(headers); i++) {
        struct json_object *pair = json_object_array_get_idx(headers, i);

        if (strcmp(json_object_get_string(json_object_array_get_idx(pair, 0)), name) == 0)
            return json_object_get_string(json_object_array_get_idx(pair, 1));
    }
    return NULL;
}

static const char *echoed_text(struct json_object *json, const char *key)
{
    struct json_object *value = NULL;

    ck_assert(json_object_object_get_ex(json, key, &value));
    return json_object_get_string(value);
}

START_TEST(test_request_arrives_as_it_was_meant)
{
    static const char *const headers[] = {"User-Agent: daydream/0.1.0", "Authorization: Bearer abc",
                                          "Content-Type: application/json", NULL};
    static const struct {
        const char *method, *body, *length;
    } requests[] = {
        {"GET", NULL, NULL},    {"POST", "{\"a\":1}", "7"}, {"POST", NULL, "0"},
        {"POST", "", "0"},      {"PATCH", "x", "1"},        {"PUT", NULL, "0"},
        {"DELETE", NULL, NULL}, {"DELETE", "x", "1"},
    };
    struct client client;

    client_open(&client, NULL);
    client.headers = headers;
    for (size_t i = 0; i < sizeof requests / sizeof requests[0]; i++) {
        const char *body = requests[i].body != NULL ? requests[i].body : "";
        struct json_object *json;
        const char *length;

        ck_assert_msg(client_send(&client, requests[i].method, "/echo?q=%20", requests[i].body) ==
                          DAYDREAM_OK,
                      "%s", client.err.text);
        json = client_json(&client);
        ck_assert_str_eq(echoed_text(json, "method"), requests[i].method);
        ck_assert_str_eq(echoed_text(json, "target"), "/echo?q=%20");
        ck_assert_str_eq(echoed_text(json, "body"), body);
        ck_assert_str_eq(echoed(json, "User-Agent"), "daydream/0.1.0");
        ck_assert_str_eq(echoed(json, "Authorization"), "Bearer abc");
        ck_assert_str_eq(echoed(json, "Content-Type"), "application/json");
        length = echoed(json, "Content-Length");
        ck_assert_msg((length == NULL) == (requests[i].length == NULL), "%s: %s",
                      requests[i].method, length);
        if (length != NULL)
            ck_assert_str_eq(length, requests[i].length);
        ck_assert_ptr_null(echoed(json, "Transfer-Encoding"));
        json_object_put(json);
    }
    client_close(&client);
}
END_TEST

START_TEST(test_nothing_is_left_over_for_the_next_request)
{
    static const char *const headers[] = {"Authorization: Bearer abc", NULL};
    struct client client;
    struct json_object *json;

    client_open(&client, NULL);
    client.headers = headers;
    ck_assert_int_eq(client_send(&client, "POST", "/echo", "body"), DAYDREAM_OK);
    json = client_json(&client);
    ck_assert_ptr_null(echoed(json, "Content-Type"));
    json_object_put(json);
    client.headers = NULL;
    ck_assert_int_eq(client_send(&client, "GET", "/echo", NULL), DAYDREAM_OK);
    json = client_json(&client);
    ck_assert_str_eq(echoed_text(json, "method"), "GET");
    ck_assert_str_eq(echoed_text(json, "body"), "");
    ck_assert_ptr_null(echoed(json, "Authorization"));
    ck_assert_ptr_null(echoed(json, "User-Agent"));
    json_object_put(json);
    client_close(&client);
}
END_TEST

START_TEST(test_large_body_goes_out_unasked)
{
    size_t size = (size_t)3 << 20;
    char *body = calloc(1, size + 1);
    struct client client;
    struct json_object *json;

    ck_assert_ptr_nonnull(body);
    memset(body, 'b', size);
    client_open(&client, NULL);
    ck_assert_msg(client_send(&client, "POST", "/echo", body) == DAYDREAM_OK, "%s",
                  client.err.text);
    json = client_json(&client);
    ck_assert_str_eq(echoed_text(json, "length"), "3145728");
    ck_assert_ptr_null(echoed(json, "Expect"));
    json_object_put(json);
    client_close(&client);
    free(body);
}
END_TEST

START_TEST(test_connection_is_kept)
{
    static const char *const methods[] = {"POST", "GET", "PATCH", "GET"};
    struct client client;
    int peer;

    client_open(&client, NULL);
    ck_assert_int_eq(client_send(&client, "GET", "/echo", NULL), DAYDREAM_OK);
    peer = client_peer(&client);
    ck_assert_int_gt(peer, 0);
    for (int i = 0; i < 4; i++) {
        ck_assert_int_eq(
            client_send(&client, methods[i], "/echo", methods[i][0] == 'P' ? "x" : NULL),
            DAYDREAM_OK);
        ck_assert_int_eq(client_peer(&client), peer);
    }
    client_close(&client);
}
END_TEST

START_TEST(test_connections_are_not_for_children)
{
    struct client client;
    int found = 0;

    client_open(&client, NULL);
    ck_assert_int_eq(client_send(&client, "GET", "/status/200", NULL), DAYDREAM_OK);
    for (int fd = 3; fd < 256; fd++) {
        struct sockaddr_in peer = {.sin_family = AF_UNSPEC};
        socklen_t size = sizeof peer;

        if (getpeername(fd, (struct sockaddr *)&peer, &size) != 0 ||
            ntohs(peer.sin_port) != server_port(client.server))
            continue;
        found++;
        ck_assert_int_eq(fcntl(fd, F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
    }
    ck_assert_int_eq(found, 1);
    client_close(&client);
}
END_TEST

START_TEST(test_loopback_needs_no_proxy)
{
    static const char *const variables[] = {"http_proxy", "https_proxy", "all_proxy"};
    struct client client;

    client_open(&client, NULL);
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(setenv(variables[i], "http://127.0.0.1:1", 1), 0);
    ck_assert_msg(client_send(&client, "GET", "/status/200", NULL) == DAYDREAM_OK, "%s",
                  client.err.text);
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(unsetenv(variables[i]), 0);
    client_close(&client);
}
END_TEST

START_TEST(test_headers_of_the_answer)
{
    static const struct {
        const char *name, *value;
    } wanted[] = {
        {"x-twice", "first"},
        {"X-BLANKS", "between"},
        {"X-Empty", ""},
        {"X-Colon", "a: b"},
        {"X-Long-Name", "longer name"},
        {"X-Long", NULL},
        {"Link", "<https://example.com/2>; rel=\"next\""},
        {"X-Absent", NULL},
    };
    struct client client;

    client_open(&client, NULL);
    ck_assert_int_eq(client_send(&client, "GET", "/headers", NULL), DAYDREAM_OK);
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        const char *value = dd_http_header(&client.response, wanted[i].name);

        if (wanted[i].value == NULL)
            ck_assert_ptr_null(value);
        else
            ck_assert_str_eq(value, wanted[i].value);
    }
    ck_assert_int_eq(client_send(&client, "GET", "/interim", NULL), DAYDREAM_OK);
    ck_assert_int_eq(client.response.status, 200);
    ck_assert_str_eq(dd_http_header(&client.response, "X-Final"), "yes");
    ck_assert_ptr_null(dd_http_header(&client.response, "X-Interim"));
    ck_assert_int_eq(client_send(&client, "GET", "/html", NULL), DAYDREAM_OK);
    ck_assert_str_eq(dd_http_header(&client.response, "content-type"), "text/html; charset=utf-8");
    client_close(&client);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_libcurl_is_initialised_late_and_once,
        test_every_status_is_an_answer,
        test_request_arrives_as_it_was_meant,
        test_nothing_is_left_over_for_the_next_request,
        test_large_body_goes_out_unasked,
        test_connection_is_kept,
        test_connections_are_not_for_children,
        test_loopback_needs_no_proxy,
        test_headers_of_the_answer,
    };

    if (!server_available())
        return suite_skip("net/curl", "python3 is missing");
    return suite_run("net/curl", tests, sizeof tests / sizeof tests[0]);
}
