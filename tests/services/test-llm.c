/* SPDX-License-Identifier: MIT */
/* A question to a language model, and what becomes of every answer that is none. */
#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "services/llm.h"
#include "support/github-fixture.h"
#include "support/server.h"
#include "support/service.h"
#include "support/suite.h"

static const struct dd_llm_question question = {
    .system = "Be brief.",
    .text = "What is \"it\"?\n",
    .schema =
        "{\"type\":\"object\",\"properties\":{\"it\":{\"type\":\"string\"}},\"required\":[\"it\"],"
        "\"additionalProperties\":false}",
};

struct asking {
    struct service server;
    struct fixture base; /* its clock and its log */
    struct dd_llm_options options;
    struct dd_llm *llm;
    struct json_object *answer;
    struct daydream_error err;
};

static void renew(struct asking *it)
{
    dd_llm_free(it->llm);
    ck_assert_int_eq(dd_llm_new(&it->options, &it->llm, NULL), DAYDREAM_OK);
}

static void start(struct asking *it)
{
    memset(it, 0, sizeof *it);
    fixture_watch_log(&it->base);
    llm_start(&it->server);
    it->options = (struct dd_llm_options){.http = it->server.http,
                                          .clock = &it->base.clock,
                                          .log = &it->base.log,
                                          .key = LLM_KEY,
                                          .url = service_url(&it->server),
                                          .model = LLM_MODEL,
                                          .most_tokens = 1000,
                                          .timeout_ms = 10000};
    renew(it);
}

static void stop(struct asking *it)
{
    json_object_put(it->answer);
    dd_llm_free(it->llm);
    service_stop(&it->server);
    dd_buf_free(&it->base.said);
}

static enum daydream_status ask(struct asking *it)
{
    json_object_put(it->answer);
    it->err = (struct daydream_error)DAYDREAM_ERROR_INIT;
    return dd_llm_ask(it->llm, &question, &it->answer, &it->err);
}

static void expect(struct asking *it, const char *text)
{
    ck_assert_msg(ask(it) == DAYDREAM_OK, "%s", it->err.text);
    ck_assert_str_eq(dd_json_text(it->answer, "it", "(none)"), text);
}

/* Thinking comes first; what is text says so, in as many parts as it likes. */
START_TEST(picks_the_text_out_of_an_answer)
{
    static const struct {
        const char *wish;
        const char *text;
    } cases[] = {
        {"{\"reply\": {\"it\": \"this\"}}", "this"},
        {"{\"content\": [{\"type\": \"text\", \"text\": \"{\\\"it\\\":\"}, {\"type\": \"new\", "
         "\"text\": \"no\"}, 7, {\"type\": \"text\", \"text\": \" \\\"that\\\"}\"}]}",
         "that"},
        {"{\"reply\": {\"it\": \"x\"}, \"stop_reason\": \"stop_sequence\"}", "x"},
    };
    struct asking it;

    start(&it);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        service_tell(&it.server, "/_reply", cases[i].wish);
        expect(&it, cases[i].text);
    }
    stop(&it);
}
END_TEST

START_TEST(asks_as_the_newest_models_want_it)
{
    static const char *const parts[] = {
        "\"x-api-key\": \"" LLM_KEY "\"", "\"anthropic-version\": \"2023-06-01\"",
        "\\\"model\\\":\\\"" LLM_MODEL "\\\"", "\\\"max_tokens\\\":1000",
        "\\\"output_config\\\":{\\\"format\\\":{\\\"type\\\":\\\"json_schema\\\""};
    struct asking it;

    start(&it);
    service_tell(&it.server, "/_reply", "{\"reply\": {\"it\": \"this\"}}");
    expect(&it, "this"); /* the loopback server refuses what they refuse */
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        ck_assert_msg(service_was_told(&it.server, parts[i]), "%s", parts[i]);
    ck_assert(!service_was_told(&it.server, "Authorization"));
    stop(&it);
}
END_TEST

static const struct {
    const char *fault;
    enum daydream_status code;
    int http_status;
    const char *says;
    size_t requests; /* 0: libcurl sends some by itself */
} failures[] = {
    {"{\"status\": 400, \"count\": 9, \"message\": \"output_config: no\"}", DAYDREAM_ERROR_REJECTED,
     400, "refused", 1},
    {"{\"status\": 401, \"count\": 9}", DAYDREAM_ERROR_AUTH, 401,
     "renew ANTHROPIC_API_KEY (401: invalid x-api-key)", 1},
    {"{\"status\": 402, \"count\": 9}", DAYDREAM_ERROR_REJECTED, 402, "billing", 1},
    {"{\"status\": 403, \"count\": 9}", DAYDREAM_ERROR_FORBIDDEN, 403, "may not do that", 1},
    /* a model id that had gone */
    {"{\"status\": 404, \"count\": 9, \"message\": \"model: " LLM_MODEL "\"}",
     DAYDREAM_ERROR_NOT_FOUND, 404,
     LLM_MODEL ": there is no such model (any more); name another one by ANTHROPIC_MODEL, or "
               "daydream.llm.model in projects.json",
     1},
    {"{\"status\": 404, \"count\": 9, \"body\": {\"detail\": \"Not Found\"}}",
     DAYDREAM_ERROR_NOT_FOUND, 404, "API is not there; check ANTHROPIC_BASE_URL", 1},
    {"{\"status\": 404, \"count\": 9, \"html\": true}", DAYDREAM_ERROR_NOT_FOUND, 404,
     "API is not there; check ANTHROPIC_BASE_URL", 1},
    {"{\"status\": 409, \"count\": 9}", DAYDREAM_ERROR_REJECTED, 409, "met another one", 2},
    {"{\"status\": 413, \"count\": 9}", DAYDREAM_ERROR_REJECTED, 413,
     "lower daydream.llm.input_bytes", 1},
    {"{\"status\": 422, \"count\": 9}", DAYDREAM_ERROR_REJECTED, 422, "refuses the request", 1},
    {"{\"status\": 429, \"count\": 9, \"message\": \"Spend limit reached\"}",
     DAYDREAM_ERROR_RATE_LIMIT, 429, "look at the account's limits (429: Spend limit", 1},
    {"{\"status\": 429, \"count\": 9, \"seconds\": 20}", DAYDREAM_ERROR_RATE_LIMIT, 429,
     "too many requests; try again after 2026-02-18T06:00:20Z (429", 2},
    {"{\"status\": 429, \"count\": 9, \"seconds\": 121}", DAYDREAM_ERROR_RATE_LIMIT, 429,
     "try again after 2026-02-18T06:02:01Z (429", 1},
    {"{\"status\": 500, \"count\": 9}", DAYDREAM_ERROR_SERVER, 500, "ill", 2},
    {"{\"status\": 502, \"count\": 9, \"html\": true}", DAYDREAM_ERROR_SERVER, 502, "ill", 2},
    {"{\"status\": 504, \"count\": 9}", DAYDREAM_ERROR_SERVER, 504, "took too long", 2},
    {"{\"status\": 529, \"count\": 9}", DAYDREAM_ERROR_SERVER, 529, "overloaded", 2},
    {"{\"status\": 529, \"count\": 9, \"seconds\": 700}", DAYDREAM_ERROR_SERVER, 529,
     "overloaded; try again later; try again after 2026-02-18T06:11:40Z", 1},
    {"{\"status\": 307, \"count\": 9, \"headers\": {\"Location\": \"https://else.example/\"}}",
     DAYDREAM_ERROR_PROTOCOL, 307, "ANTHROPIC_BASE_URL", 1},
    {"{\"status\": 401, \"count\": 9, \"message\": \"bad key " LLM_KEY "\"}", DAYDREAM_ERROR_AUTH,
     401, "(401)", 1},
    {"{\"drop\": \"before\", \"count\": 9}", DAYDREAM_ERROR_NETWORK, 0, "not the whole of it", 0},
    {"{\"truncate\": true, \"count\": 9}", DAYDREAM_ERROR_NETWORK, 0, "not the whole of it", 1},
    {"{\"hang\": true, \"count\": 9}", DAYDREAM_ERROR_NETWORK, 0, "not the whole of it", 1},
    {"{\"endless\": true, \"count\": 9}", DAYDREAM_ERROR_NETWORK, 0, "is larger than", 1},
    {"{\"html\": true, \"count\": 9}", DAYDREAM_ERROR_PROTOCOL, 200, "web page", 1},
    {"{\"wrong\": true, \"count\": 9}", DAYDREAM_ERROR_PROTOCOL, 200,
     "a list came where an object was due", 1},
    {"{\"status\": 200, \"count\": 9, \"body\": \"no JSON\"}", DAYDREAM_ERROR_PROTOCOL, 200,
     "not what Anthropic promises", 1},
    {"{\"status\": 200, \"count\": 9, \"body\": {\"stop_reason\": \"end_turn\"}}",
     DAYDREAM_ERROR_PROTOCOL, 200, "no list \"content\"", 1},
    {"{\"status\": 200, \"count\": 9, \"body\": {\"content\": [], \"stop_reason\": null}}",
     DAYDREAM_ERROR_PROTOCOL, 200, "no \"stop_reason\"", 1},
};

START_TEST(says_what_each_failure_is)
{
    for (size_t i = 0; i < sizeof failures / sizeof failures[0]; i++) {
        struct asking it;

        start(&it);
        if (strstr(failures[i].fault, "hang") != NULL) {
            it.options.timeout_ms = 300;
            renew(&it);
        }
        service_tell(&it.server, "/_fault", failures[i].fault);
        ck_assert_msg(ask(&it) == failures[i].code, "%zu: %d %s", i, (int)it.err.code, it.err.text);
        ck_assert_ptr_null(it.answer);
        ck_assert_int_eq(it.err.http_status, failures[i].http_status);
        ck_assert_msg(strstr(it.err.text, failures[i].says) != NULL, "%s", it.err.text);
        ck_assert_msg(strstr(it.err.text, LLM_MODEL) != NULL, "%s", it.err.text);
        ck_assert_msg(strstr(it.err.text, LLM_KEY) == NULL, "%s", it.err.text);
        if (failures[i].requests > 0)
            ck_assert_msg(service_requests(&it.server) == failures[i].requests, "%zu: %zu", i,
                          service_requests(&it.server));
        stop(&it);
    }
}
END_TEST

/* An answer came, and is not one that was wanted. */
START_TEST(says_what_is_wrong_with_an_answer)
{
    static const struct {
        const char *wish;
        enum daydream_status code;
        const char *says;
    } cases[] = {
        {"{\"reply\": {\"it\": \"x\"}, \"stop_reason\": \"refusal\"}", DAYDREAM_ERROR_REJECTED,
         "refused to answer"},
        {"{\"reply\": {\"it\": \"x\"}, \"stop_reason\": \"max_tokens\"}", DAYDREAM_ERROR_PROTOCOL,
         "cut off; raise daydream.llm.output_tokens"},
        {"{\"reply\": {\"it\": \"x\"}, \"stop_reason\": \"pause_turn\"}", DAYDREAM_ERROR_PROTOCOL,
         "stopped for a reason"},
        {"{\"reply\": \"Certainly! Here is\"}", DAYDREAM_ERROR_PROTOCOL,
         "did not answer in JSON: its text:1:1"},
        {"{\"reply\": \"\"}", DAYDREAM_ERROR_PROTOCOL, "holds no text"},
        {"{\"content\": [{\"type\": \"thinking\", \"text\": \"{}\"}]}", DAYDREAM_ERROR_PROTOCOL,
         "holds no text"},
    };
    struct asking it;

    start(&it);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        service_tell(&it.server, "/_reply", cases[i].wish);
        ck_assert_msg(ask(&it) == cases[i].code, "%zu: %s", i, it.err.text);
        ck_assert_msg(strstr(it.err.text, cases[i].says) != NULL, "%s", it.err.text);
    }
    ck_assert_uint_eq(service_requests(&it.server), sizeof cases / sizeof cases[0]);
    stop(&it);
}
END_TEST

START_TEST(asks_once_more_where_that_helps)
{
    static const struct {
        const char *fault;
        int64_t slept;
    } cases[] = {
        {"{\"status\": 529}", 5000},
        {"{\"status\": 500}", 5000},
        {"{\"status\": 429, \"seconds\": 120}", 120000},
        {"{\"status\": 503, \"seconds\": 7}", 7000},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct asking it;

        start(&it);
        service_tell(&it.server, "/_reply", "{\"reply\": {\"it\": \"this\"}}");
        service_tell(&it.server, "/_fault", cases[i].fault);
        expect(&it, "this");
        ck_assert_int_eq(it.base.slept, cases[i].slept);
        stop(&it);
    }
}
END_TEST

/* What a refusal says may hold what is somebody's secret. */
START_TEST(redacts_what_the_server_says)
{
    struct asking it;
    struct dd_redactor *redactor = NULL;

    start(&it);
    ck_assert_int_eq(dd_redactor_new(&redactor, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_redactor_add_value(redactor, "hunter2hunter2", NULL), DAYDREAM_OK);
    it.options.redactor = redactor;
    renew(&it);
    service_tell(&it.server, "/_fault",
                 "{\"status\": 400, \"message\": \"bad hunter2hunter2 \\u001b[31m\"}");
    ck_assert_int_eq(ask(&it), DAYDREAM_ERROR_REJECTED);
    ck_assert_ptr_null(strstr(it.err.text, "hunter2"));
    ck_assert_ptr_null(strchr(it.err.text, '\x1b'));
    dd_redactor_free(redactor);
    stop(&it);
}
END_TEST

START_TEST(says_what_is_lacking)
{
    static const struct {
        const char *key;
        const char *lacks;
        bool offline;
        const char *says; /* NULL: nothing is lacking */
    } cases[] = {
        {NULL, NULL, false, "ANTHROPIC_API_KEY"},
        {NULL, "because", true, "ANTHROPIC_API_KEY"},
        {"k", "because", true, "because"},
        {"k", NULL, true, "offline"},
        {"k", NULL, false, NULL},
    };
    struct asking it;

    start(&it);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *lacking;

        it.options.key = cases[i].key;
        it.options.lacks = cases[i].lacks;
        it.options.offline = cases[i].offline;
        renew(&it);
        lacking = dd_llm_lacks(it.llm);
        ck_assert_msg((lacking == NULL) == (cases[i].says == NULL), "%zu", i);
        ck_assert_msg(lacking == NULL || strstr(lacking, cases[i].says) != NULL, "%s", lacking);
    }
    stop(&it);
}
END_TEST

/* The key goes where it is meant to go, over an encrypted line or within the machine. */
START_TEST(knows_addresses_and_models)
{
    static const struct {
        const char *text;
        bool is_url;
        bool is_model;
    } cases[] = {
        {"https://llm.example/base", true, true},
        {"http://127.0.0.1:8080", true, true},
        {"http://llm.example", false, true},
        {"https://u:p@llm.example", false, true},
        {"https://llm.example/?a=b", false, true},
        {"claude-haiku-5-5", false, true},
        {"two words", false, false},
        {"", false, false},
        {"line\nbreak", false, false},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ck_assert_msg(dd_llm_is_url(cases[i].text) == cases[i].is_url, "%s", cases[i].text);
        ck_assert_msg(dd_llm_is_model(cases[i].text) == cases[i].is_model, "%s", cases[i].text);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        picks_the_text_out_of_an_answer,
        asks_as_the_newest_models_want_it,
        says_what_each_failure_is,
        says_what_is_wrong_with_an_answer,
        asks_once_more_where_that_helps,
        redacts_what_the_server_says,
        says_what_is_lacking,
        knows_addresses_and_models,
    };

    if (!server_available())
        return suite_skip("services/llm", "no python3");
    return suite_run("services/llm", tests, sizeof tests / sizeof tests[0]);
}
