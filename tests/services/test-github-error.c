/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "services/github-error.h"
#include "support/suite.h"

#define NOW   ((int64_t)1771394400)
#define TOKEN "ghp_0123456789abcdef"
#define HTML  "text/html; charset=utf-8"

static const struct refusal {
    const char *method;
    int status;
    const char *type; /* NULL: application/json */
    const char *headers[5];
    const char *body;
    enum daydream_status code;
    int64_t retry_at;
    const char *says[3];
} refusals[] = {
    {"GET",
     401,
     NULL,
     {NULL},
     "{\"message\":\"Bad credentials\"}",
     DAYDREAM_ERROR_AUTH,
     0,
     {"renew it", "401: Bad credentials", "github.com/acme/rocket: cannot list issues"}},
    {"POST",
     403,
     NULL,
     {"X-Accepted-GitHub-Permissions", "issues=write"},
     "{\"message\":\"Resource not accessible by personal access token\"}",
     DAYDREAM_ERROR_FORBIDDEN,
     0,
     {"permission issues=write", "Resource not accessible"}},
    {"GET", 403, NULL, {NULL}, "{}", DAYDREAM_ERROR_FORBIDDEN, 0, {"Issues: read and write"}},
    {"GET",
     403,
     NULL,
     {"X-Accepted-GitHub-Permissions", "a\033[31m=b"},
     "{}",
     DAYDREAM_ERROR_FORBIDDEN,
     0,
     {"permission a"}},
    {"GET",
     403,
     NULL,
     {"X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "1771395000"},
     "{\"message\":\"API rate limit exceeded\"}",
     DAYDREAM_ERROR_RATE_LIMIT,
     NOW + 600,
     {"too many requests; try again after 2026-02-18T06:10:00Z"}},
    {"POST", 403, NULL, {"Retry-After", "30"}, "{}", DAYDREAM_ERROR_RATE_LIMIT, NOW + 30, {NULL}},
    {"POST",
     403,
     NULL,
     {NULL},
     "{\"message\":\"You have exceeded a secondary rate limit\"}",
     DAYDREAM_ERROR_RATE_LIMIT,
     NOW + 60,
     {NULL}},
    {"POST", 429, NULL, {NULL}, "{}", DAYDREAM_ERROR_RATE_LIMIT, NOW + 60, {"429"}},
    {"GET",
     429,
     HTML,
     {"Retry-After", "Wed, 18 Feb 2026 06:02:05 GMT"},
     "<h1>Whoa there!</h1>",
     DAYDREAM_ERROR_RATE_LIMIT,
     NOW + 125,
     {NULL}},
    {"GET",
     404,
     NULL,
     {NULL},
     "{\"message\":\"Not Found\"}",
     DAYDREAM_ERROR_NOT_FOUND,
     0,
     {"may not see it"}},
    {"POST",
     410,
     NULL,
     {NULL},
     "{\"message\":\"Issues are disabled for this repo\"}",
     DAYDREAM_ERROR_GONE,
     0,
     {"Issues are off there; switch them on", "Issues are disabled for this repo"}},
    {"POST",
     422,
     NULL,
     {NULL},
     "{\"message\":\"Validation Failed\",\"errors\":[{\"resource\":\"Issue\",\"field\":\"body\","
     "\"code\":\"custom\",\"message\":\"body is too long\"}]}",
     DAYDREAM_ERROR_REJECTED,
     0,
     {"Validation Failed", "body: custom, body is too long"}},
    {"POST",
     422,
     NULL,
     {NULL},
     "{\"message\":\"Invalid\",\"errors\":[\"a mere text\",7,null]}",
     DAYDREAM_ERROR_REJECTED,
     0,
     {"a mere text"}},
    {"POST",
     422,
     NULL,
     {NULL},
     "{\"message\":7,\"errors\":\"odd\"}",
     DAYDREAM_ERROR_REJECTED,
     0,
     {"(422)"}},
    {"POST",
     400,
     NULL,
     {NULL},
     "{\"message\":\"Problems parsing JSON\"}",
     DAYDREAM_ERROR_REJECTED,
     0,
     {"Problems parsing JSON"}},
    {"GET", 502, HTML, {NULL}, "<html>Unicorn!</html>", DAYDREAM_ERROR_SERVER, 0, {"502"}},
    {"GET", 503, NULL, {"Retry-After", "120"}, "{}", DAYDREAM_ERROR_SERVER, NOW + 120, {NULL}},
    {"PATCH", 500, NULL, {NULL}, "", DAYDREAM_ERROR_SERVER, 0, {"later"}},
    {"POST", 500, NULL, {NULL}, "{}", DAYDREAM_ERROR_AMBIGUOUS, 0, {"look before trying again"}},
    {"POST", 504, HTML, {NULL}, "<html>", DAYDREAM_ERROR_AMBIGUOUS, 0, {NULL}},
    {"GET", 200, HTML, {NULL}, "<html>Wi-Fi</html>", DAYDREAM_ERROR_PROTOCOL, 0, {"login page"}},
    {"POST", 200, HTML, {NULL}, "<html>Wi-Fi</html>", DAYDREAM_ERROR_PROTOCOL, 0, {"login page"}},
    {"GET", 403, HTML, {NULL}, "<html>proxy</html>", DAYDREAM_ERROR_PROTOCOL, 0, {"login page"}},
    {"GET", 301, NULL, {NULL}, "{}", DAYDREAM_ERROR_PROTOCOL, 0, {"moved", "projects.json"}},
    {"POST", 307, NULL, {NULL}, "{}", DAYDREAM_ERROR_PROTOCOL, 0, {"moved", "projects.json"}},
    {"GET", 302, HTML, {NULL}, "<html>", DAYDREAM_ERROR_PROTOCOL, 0, {"login page"}},
    {"POST", 302, NULL, {NULL}, "", DAYDREAM_ERROR_PROTOCOL, 0, {"as login pages do", "302"}},
    {"GET", 407, HTML, {NULL}, "<html>", DAYDREAM_ERROR_NETWORK, 0, {"proxy", "password"}},
    {"POST",
     403,
     NULL,
     {NULL},
     "{\"message\":\"Repository was archived so is read-only.\"}",
     DAYDREAM_ERROR_FORBIDDEN,
     0,
     {"archived; take it out", "(403: Repository was archived"}},
    {"GET",
     403,
     NULL,
     {"X-GitHub-SSO", "required; url=https://github.com/orgs/acme/sso?authorization_request=A1"},
     "{\"message\":\"Resource protected by organization SAML enforcement.\"}",
     DAYDREAM_ERROR_FORBIDDEN,
     0,
     {"single sign-on: https://github.com/orgs/acme/sso?authorization_request=A1 (403"}},
    {"GET",
     403,
     NULL,
     {NULL},
     "{\"message\":\"the `acme` organization has an IP allow list enabled, and your IP address is "
     "not permitted\"}",
     DAYDREAM_ERROR_FORBIDDEN,
     0,
     {"from this network"}},
    {"GET",
     400,
     NULL,
     {NULL},
     "{\"message\":\"\\\"2022-11-28\\\" is not a supported version\"}",
     DAYDREAM_ERROR_REJECTED,
     0,
     {"does not speak version 2022-11-28"}},
    {"GET",
     410,
     NULL,
     {NULL},
     "{\"message\":\"This API version is gone\"}",
     DAYDREAM_ERROR_REJECTED,
     0,
     {"does not speak version"}},
    {"GET", 410, NULL, {NULL}, "{}", DAYDREAM_ERROR_GONE, 0, {"whether Issues are on"}},
    {"GET", 451, NULL, {NULL}, "{}", DAYDREAM_ERROR_REJECTED, 0, {"legal"}},
    {"GET", 204, NULL, {NULL}, "", DAYDREAM_ERROR_PROTOCOL, 0, {"204"}},
    {"GET", 404, NULL, {NULL}, "not JSON at all", DAYDREAM_ERROR_NOT_FOUND, 0, {"(404)"}},
    {"GET",
     400,
     NULL,
     {NULL},
     "{\"message\":\"one\\ntwo\\u001b[31m three\\u202e <b>\"}",
     DAYDREAM_ERROR_REJECTED,
     0,
     {"one two"}},
};

static void fill(struct daydream_http_response *response, int status, const char *type,
                 const char *const *headers, const char *body)
{
    daydream_http_response_set_status(response, status);
    ck_assert_int_eq(daydream_http_response_add_header(response, "Content-Type",
                                                       type != NULL ? type : "application/json"),
                     DAYDREAM_OK);
    for (size_t i = 0; headers != NULL && headers[i] != NULL; i += 2)
        (void)daydream_http_response_add_header(response, headers[i], headers[i + 1]);
    ck_assert_int_eq(daydream_http_response_add_body(response, body, strlen(body)), DAYDREAM_OK);
}

static struct dd_github_asked asked(const char *method)
{
    return (struct dd_github_asked){.method = method,
                                    .host = "github.com",
                                    .org = "acme",
                                    .repo = "rocket",
                                    .doing = "list issues",
                                    .token = TOKEN};
}

static bool is_plain(const char *text)
{
    for (; *text != '\0'; text++)
        if ((unsigned char)*text < ' ' || *text == 127)
            return false;
    return true;
}

START_TEST(says_what_a_refusal_means)
{
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        const struct refusal *given = &refusals[i];
        struct dd_github_asked what = asked(given->method);
        struct daydream_http_response response = {0};
        struct daydream_error err = DAYDREAM_ERROR_INIT;
        enum daydream_status status;

        fill(&response, given->status, given->type, given->headers, given->body);
        status = dd_github_error(&what, &response, NOW, &err);
        ck_assert_msg(status == given->code && err.code == given->code, "case %zu: %s (%s)", i,
                      daydream_status_name(status), err.text);
        ck_assert_msg(err.retry_at == given->retry_at, "case %zu: %lld", i,
                      (long long)(err.retry_at - NOW));
        ck_assert_int_eq(err.http_status, given->status);
        ck_assert_str_eq(err.source, "github");
        ck_assert_msg(is_plain(err.text), "case %zu: %s", i, err.text);
        for (size_t j = 0; j < 3 && given->says[j] != NULL; j++)
            ck_assert_msg(strstr(err.text, given->says[j]) != NULL, "case %zu: %s", i, err.text);
        dd_http_response_free(&response);
    }
}
END_TEST

START_TEST(waits_longer_each_time)
{
    for (int limits = 0; limits < 3; limits++) {
        struct dd_github_asked what = asked("POST");
        struct daydream_http_response response = {0};
        struct daydream_error err = DAYDREAM_ERROR_INIT;

        what.limits = limits;
        fill(&response, 403, NULL, NULL, "{\"message\":\"a secondary rate limit\"}");
        ck_assert_int_eq(dd_github_error(&what, &response, NOW, &err), DAYDREAM_ERROR_RATE_LIMIT);
        ck_assert_int_eq(err.retry_at, NOW + (60 << limits));
        dd_http_response_free(&response);
    }
}
END_TEST

START_TEST(says_what_was_not_asked)
{
    struct dd_github_asked what = asked("GET");
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_int_eq(
        dd_github_not_asked(&what, DAYDREAM_ERROR_RATE_LIMIT, "not yet", NOW + 5, &err),
        DAYDREAM_ERROR_RATE_LIMIT);
    ck_assert_str_eq(err.text,
                     "github.com/acme/rocket: cannot list issues: it was not asked: not yet");
    ck_assert_int_eq(err.retry_at, NOW + 5);
    ck_assert_int_eq(err.http_status, 0);
}
END_TEST

START_TEST(keeps_the_token_to_itself)
{
    struct dd_github_asked what = asked("GET");
    struct daydream_http_response response = {0};
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    fill(&response, 400, NULL, NULL, "{\"message\":\"no such token: " TOKEN "\"}");
    ck_assert_int_eq(dd_github_error(&what, &response, NOW, &err), DAYDREAM_ERROR_REJECTED);
    ck_assert_msg(strstr(err.text, TOKEN) == NULL, "%s", err.text);
    dd_http_response_free(&response);
}
END_TEST

START_TEST(keeps_the_first_error)
{
    struct dd_github_asked what = asked("GET");
    struct daydream_http_response response = {0};
    struct daydream_error err = {.code = DAYDREAM_ERROR_FILE, .text = "first"};

    fill(&response, 429, NULL, NULL, "{}");
    ck_assert_int_eq(dd_github_error(&what, &response, NOW, &err), DAYDREAM_ERROR_RATE_LIMIT);
    ck_assert_int_eq(err.code, DAYDREAM_ERROR_FILE);
    ck_assert_str_eq(err.text, "first");
    ck_assert_int_eq(err.retry_at, 0);
    ck_assert_int_eq(dd_github_error(&what, &response, NOW, NULL), DAYDREAM_ERROR_RATE_LIMIT);
    dd_http_response_free(&response);
}
END_TEST

START_TEST(bounds_a_long_message)
{
    struct dd_github_asked what = asked("GET");
    struct daydream_http_response response = {0};
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct dd_buf body = DD_BUF_INIT;

    dd_buf_puts(&body, "{\"message\":\"");
    for (int i = 0; i < 10000; i++)
        dd_buf_puts(&body, "blah ");
    dd_buf_puts(&body, "\"}");
    fill(&response, 400, NULL, NULL, dd_buf_text(&body));
    ck_assert_int_eq(dd_github_error(&what, &response, NOW, &err), DAYDREAM_ERROR_REJECTED);
    ck_assert_msg(strstr(err.text, "refuses the request (400: blah") != NULL, "%s", err.text);
    dd_buf_free(&body);
    dd_http_response_free(&response);
}
END_TEST

static const struct {
    const char *method;
    enum daydream_status code;
} unread[] = {{"GET", DAYDREAM_ERROR_PROTOCOL},
              {"PATCH", DAYDREAM_ERROR_PROTOCOL},
              {"POST", DAYDREAM_ERROR_AMBIGUOUS}};

START_TEST(an_unreadable_success_may_be_one)
{
    for (size_t i = 0; i < sizeof unread / sizeof unread[0]; i++) {
        struct dd_github_asked what = asked(unread[i].method);
        struct daydream_http_response response = {.status = 201};
        struct daydream_error err = DAYDREAM_ERROR_INIT;

        ck_assert_int_eq(dd_github_unreadable(&what, &response, "\"id\" is missing", &err),
                         unread[i].code);
        ck_assert_msg(strstr(err.text, "\"id\" is missing") != NULL, "%s", err.text);
        ck_assert_int_eq(err.http_status, 201);
    }
}
END_TEST

static const struct {
    const char *type;
    bool json;
} types[] = {{"application/json", true},
             {"application/json; charset=utf-8", true},
             {"application/vnd.github+json", true},
             {"Application/JSON", true},
             {"text/html", false},
             {"text/html; x=json", false},
             {"", false}};

START_TEST(knows_json_by_its_type)
{
    struct daydream_http_response none = {0};

    ck_assert(dd_github_is_json(&none));
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        struct daydream_http_response response = {0};

        fill(&response, 200, types[i].type, NULL, "");
        ck_assert_msg(dd_github_is_json(&response) == types[i].json, "%s", types[i].type);
        dd_http_response_free(&response);
    }
}
END_TEST

static const struct {
    const char *body;
    bool has;
} codes[] = {
    {"{\"errors\":[{\"code\":\"already_exists\"}]}", true},
    {"{\"errors\":[{\"code\":\"invalid\"},{\"code\":\"already_exists\"}]}", true},
    {"{\"errors\":[{\"code\":\"invalid\"}]}", false},
    {"{\"errors\":[{\"code\":7},\"already_exists\",null]}", false},
    {"{\"errors\":{\"code\":\"already_exists\"}}", false},
    {"{}", false},
    {"[]", false},
    {"", false},
};

START_TEST(finds_an_error_code)
{
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        struct daydream_http_response response = {0};

        fill(&response, 422, NULL, NULL, codes[i].body);
        ck_assert_msg(dd_github_error_has_code(&response, "already_exists") == codes[i].has, "%s",
                      codes[i].body);
        dd_http_response_free(&response);
    }
}
END_TEST

/* A server may repeat what it was sent, and what it was sent with. */
START_TEST(tells_no_secret_of_what_it_was_told)
{
    static const char body[] = "{\"message\":\"token=q7Zv1Kx9Wb3Rt5Yn is not allowed\"}";
    struct dd_github_asked what = asked("GET");
    struct daydream_http_response response = {0};
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct dd_redactor *redactor = NULL;

    ck_assert_int_eq(dd_redactor_new(&redactor, NULL), DAYDREAM_OK);
    what.redactor = redactor;
    fill(&response, 422, NULL, NULL, body);
    ck_assert_int_ne(dd_github_error(&what, &response, 0, &err), DAYDREAM_OK);
    ck_assert_msg(strstr(err.text, "token=[redacted:secret] is not allowed") != NULL, "%s",
                  err.text);
    dd_http_response_free(&response);
    dd_redactor_free(redactor);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        says_what_a_refusal_means,           waits_longer_each_time, says_what_was_not_asked,
        keeps_the_token_to_itself,           keeps_the_first_error,  bounds_a_long_message,
        an_unreadable_success_may_be_one,    knows_json_by_its_type, finds_an_error_code,
        tells_no_secret_of_what_it_was_told,
    };

    return suite_run("services/github-error", tests, sizeof tests / sizeof tests[0]);
}
