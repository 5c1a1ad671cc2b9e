/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/proc.h"
#include "support/hub.h"
#include "support/scratch.h"
#include "support/server.h"

#define CHECKER         "../shared/tools/ghspec.py"
#define CHECKER_PYTHON  "/usr/bin/python3" /* the one that Debian's python3-jsonschema is for */
#define CHECKER_TIMEOUT 120000
#define MAX_OUTPUT      ((size_t)1024 * 1024)

void hub_start(struct hub *hub)
{
    static const struct dd_http_options options = {.ca_file = NULL};
    const char *args[] = {"--repo", "acme/rocket", "--token", HUB_TOKEN, "--traffic", NULL, NULL};

    hub->folder = scratch_make();
    hub->traffic = scratch_write(hub->folder, "traffic.jsonl", "");
    args[5] = hub->traffic;
    hub->server = server_start("tests/support/github.py", args);
    ck_assert_int_eq(dd_http_new(&options, &hub->http, NULL), DAYDREAM_OK);
}

void hub_stop(struct hub *hub)
{
    dd_http_free(hub->http);
    server_stop(hub->server);
    free(hub->traffic);
    scratch_remove(hub->folder);
}

const char *hub_url(const struct hub *hub)
{
    return server_url(hub->server);
}

static struct json_object *ask(struct hub *hub, const char *method, const char *path,
                               const char *body)
{
    static const char *const headers[] = {"Content-Type: application/json", NULL};
    struct dd_buf url = DD_BUF_INIT;
    struct daydream_http_request request = {.method = method, .headers = headers, .body = body};
    struct daydream_http_response response = {0};
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct json_object *json = NULL;

    dd_buf_printf(&url, "%s%s", hub_url(hub), path);
    request.url = dd_buf_text(&url);
    request.body_length = body != NULL ? strlen(body) : 0;
    ck_assert_msg(dd_http_send(hub->http, &request, &response, &err) == DAYDREAM_OK, "%s",
                  err.text);
    ck_assert_int_eq(response.status, 200);
    ck_assert_msg(dd_json_parse(dd_buf_text(&response.body), response.body.length, path,
                                DAYDREAM_ERROR_PROTOCOL, &json, &err) == DAYDREAM_OK,
                  "%s", err.text);
    dd_http_response_free(&response);
    dd_buf_free(&url);
    return json;
}

void hub_tell(struct hub *hub, const char *path, const char *json)
{
    json_object_put(ask(hub, "POST", path, json));
}

struct json_object *hub_state(struct hub *hub)
{
    struct json_object *all = ask(hub, "GET", "/_state", NULL);
    struct json_object *repositories = NULL;
    struct json_object *repository = NULL;

    ck_assert_int_eq(dd_json_object(all, "repositories", &repositories), DD_JSON_OK);
    ck_assert_int_eq(dd_json_object(repositories, "acme/rocket", &repository), DD_JSON_OK);
    json_object_get(repository);
    json_object_put(all);
    return repository;
}

/* Call for each exchange of the method, in order, with its body. */
static int each_exchange(struct hub *hub, const char *method, char **body)
{
    char *text = scratch_read(hub->traffic);
    char *rest = NULL;
    int count = 0;

    for (char *line = strtok_r(text, "\n", &rest); line != NULL;
         line = strtok_r(NULL, "\n", &rest)) {
        struct json_object *exchange = json_tokener_parse(line);

        ck_assert_msg(exchange != NULL, "%s", line);
        if (strcmp(dd_json_text(exchange, "method", ""), method) == 0) {
            count++;
            free(*body);
            *body = strdup(dd_json_text(exchange, "body", ""));
        }
        json_object_put(exchange);
    }
    free(text);
    return count;
}

int hub_count(struct hub *hub, const char *method)
{
    char *body = NULL;
    int count = each_exchange(hub, method, &body);

    free(body);
    return count;
}

char *hub_last_body(struct hub *hub, const char *method)
{
    char *body = NULL;

    ck_assert_msg(each_exchange(hub, method, &body) > 0, "there was no %s", method);
    return body;
}

static int run(const char *const *argv, struct dd_buf *said)
{
    const struct dd_proc proc = {argv, CHECKER_TIMEOUT, MAX_OUTPUT};
    int exit_status = -1;

    if (dd_proc_run(&proc, said, &exit_status, NULL) != DAYDREAM_OK)
        return -1;
    return exit_status;
}

void hub_check_traffic(struct hub *hub)
{
    char *checker = test_path(CHECKER);
    const char *const probe[] = {CHECKER_PYTHON, "-c", "import jsonschema", NULL};
    const char *const check[] = {CHECKER_PYTHON, checker, hub->traffic, NULL};
    struct dd_buf said = DD_BUF_INIT;
    int exit_status;

    if (!scratch_exists(checker) || run(probe, &said) != 0) {
        printf("traffic not compared with GitHub's description: that is not here\n");
    } else {
        exit_status = run(check, &said);
        ck_assert_msg(exit_status == 0 && strstr(dd_buf_text(&said), " 0 faults") != NULL, "%d: %s",
                      exit_status, dd_buf_text(&said));
    }
    dd_buf_free(&said);
    free(checker);
}
