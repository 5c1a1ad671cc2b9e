/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <string.h>

#include "net/client.h"

void client_open(struct client *client, const struct dd_http_options *options)
{
    static const struct dd_http_options none;

    memset(client, 0, sizeof *client);
    if (options == NULL || options->transport == NULL)
        client->server = server_start("tests/support/http-server.py", NULL);
    ck_assert_int_eq(dd_http_new(options != NULL ? options : &none, &client->http, NULL),
                     DAYDREAM_OK);
}

void client_close(struct client *client)
{
    dd_http_response_free(&client->response);
    dd_http_free(client->http);
    if (client->server != NULL)
        server_stop(client->server);
}

enum daydream_status client_send(struct client *client, const char *method, const char *target,
                                 const char *body)
{
    struct dd_buf url = DD_BUF_INIT;
    struct daydream_http_request request = {
        .method = method,
        .headers = client->headers,
        .body = body,
        .body_length = body != NULL ? strlen(body) : 0,
        .timeout_ms = client->timeout_ms,
    };
    enum daydream_status status;

    dd_http_response_free(&client->response);
    memset(&client->err, 0, sizeof client->err);
    if (*target == '/')
        dd_buf_puts(&url, server_url(client->server));
    dd_buf_puts(&url, target);
    request.url = dd_buf_text(&url);
    status = dd_http_send(client->http, &request, &client->response, &client->err);
    ck_assert_int_eq(status, client->err.code);
    ck_assert_msg(status == DAYDREAM_OK || client->response.status == 0,
                  "an answer was left behind a failure");
    dd_buf_free(&url);
    return status;
}

struct json_object *client_json(const struct client *client)
{
    struct json_object *json = json_tokener_parse(dd_buf_text(&client->response.body));

    ck_assert_ptr_nonnull(json);
    return json;
}

static int json_number(const struct client *client, const char *key)
{
    struct json_object *json = client_json(client);
    struct json_object *value = NULL;
    int number = json_object_object_get_ex(json, key, &value) ? json_object_get_int(value) : 0;

    json_object_put(json);
    return number;
}

int client_count(struct client *client, const char *request)
{
    ck_assert_msg(client_send(client, "GET", "/_counts", NULL) == DAYDREAM_OK, "%s",
                  client->err.text);
    return json_number(client, request);
}

int client_peer(const struct client *client)
{
    return json_number(client, "peer");
}
