/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "net/request.h"
#include "support/suite.h"

#define LOCAL "http://127.0.0.1/x"

static const struct {
    const char *what;
    struct daydream_http_request request;
    const char *header;
    bool good;
} cases[] = {
    {"GET", {.method = "GET", .url = LOCAL}, NULL, true},
    {"body", {.method = "POST", .url = LOCAL, .body = "x", .body_length = 1}, NULL, true},
    {"empty body", {.method = "POST", .url = LOCAL, .body = "", .body_length = 0}, NULL, true},
    {"header", {.method = "GET", .url = LOCAL}, "X-Name: some \t value \xc3\xa9", true},
    {"header without blank", {.method = "GET", .url = LOCAL}, "X:y", true},
    {"no method", {.url = LOCAL}, NULL, false},
    {"empty method", {.method = "", .url = LOCAL}, NULL, false},
    {"lower case", {.method = "get", .url = LOCAL}, NULL, false},
    {"injected method", {.method = "GET / HTTP/1.1\r\nX: y", .url = LOCAL}, NULL, false},
    {"no URL", {.method = "GET"}, NULL, false},
    {"plain http", {.method = "GET", .url = "http://example.com/"}, NULL, false},
    {"injected URL", {.method = "GET", .url = LOCAL " HTTP/1.1\r\nX: y"}, NULL, false},
    {"negative time", {.method = "GET", .url = LOCAL, .timeout_ms = -1}, NULL, false},
    {"length without body", {.method = "POST", .url = LOCAL, .body_length = 1}, NULL, false},
    {"CR LF", {.method = "GET", .url = LOCAL}, "A: secret\r\nX: y", false},
    {"LF", {.method = "GET", .url = LOCAL}, "A: secret\n", false},
    {"CR", {.method = "GET", .url = LOCAL}, "A: secret\rX: y", false},
    {"control", {.method = "GET", .url = LOCAL}, "A: secret\x01", false},
    {"DEL", {.method = "GET", .url = LOCAL}, "A: secret\x7f", false},
    {"name with LF", {.method = "GET", .url = LOCAL}, "A\nB: secret", false},
    {"name with blank", {.method = "GET", .url = LOCAL}, "A : secret", false},
    {"no name", {.method = "GET", .url = LOCAL}, ": secret", false},
    {"no colon", {.method = "GET", .url = LOCAL}, "secret;", false},
    {"empty", {.method = "GET", .url = LOCAL}, "", false},
    {"no value", {.method = "GET", .url = LOCAL}, "Host:", false},
    {"blank value", {.method = "GET", .url = LOCAL}, "Host: \t", false},
};

START_TEST(test_check)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct daydream_http_request request = cases[i].request;
        const char *const headers[] = {"First: one", cases[i].header, NULL};
        struct daydream_error err = {.code = DAYDREAM_OK};
        enum daydream_status wanted = cases[i].good ? DAYDREAM_OK : DAYDREAM_ERROR_ARGUMENT;

        request.headers = headers;
        ck_assert_msg(dd_request_check(&request, &err) == wanted && err.code == wanted, "%s: %s",
                      cases[i].what, err.text);
        ck_assert_msg(strstr(err.text, " secret") == NULL, "%s: %s", cases[i].what, err.text);
        ck_assert_msg(cases[i].good || err.text[0] != '\0', "%s: no words", cases[i].what);
    }
}
END_TEST

START_TEST(test_meaning)
{
    static const struct {
        const char *method;
        enum daydream_status status, meaning;
    } meanings[] = {
        {"GET", DAYDREAM_ERROR_NETWORK, DAYDREAM_ERROR_NETWORK},
        {"GET", DAYDREAM_ERROR_AMBIGUOUS, DAYDREAM_ERROR_NETWORK},
        {"HEAD", DAYDREAM_ERROR_AMBIGUOUS, DAYDREAM_ERROR_NETWORK},
        {"GET", DAYDREAM_ERROR_PROTOCOL, DAYDREAM_ERROR_PROTOCOL},
        {"GET", DAYDREAM_ERROR_MEMORY, DAYDREAM_ERROR_MEMORY},
        {"GET", DAYDREAM_ERROR_ARGUMENT, DAYDREAM_ERROR_NETWORK},
        {"POST", DAYDREAM_ERROR_NETWORK, DAYDREAM_ERROR_NETWORK},
        {"POST", DAYDREAM_ERROR_AMBIGUOUS, DAYDREAM_ERROR_AMBIGUOUS},
        {"POST", DAYDREAM_ERROR_PROTOCOL, DAYDREAM_ERROR_AMBIGUOUS},
        {"PATCH", DAYDREAM_ERROR_MEMORY, DAYDREAM_ERROR_AMBIGUOUS},
        {"DELETE", DAYDREAM_ERROR_FILE, DAYDREAM_ERROR_AMBIGUOUS},
    };

    for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++) {
        struct daydream_http_request request = {.method = meanings[i].method};

        ck_assert_msg(dd_request_meaning(&request, meanings[i].status) == meanings[i].meaning,
                      "%s %d", meanings[i].method, meanings[i].status);
    }
}
END_TEST

START_TEST(test_error_text)
{
    struct daydream_http_request request = {.method = "POST",
                                            .url = "https://u:pw@a.example/b?token=secret"};
    struct daydream_error err = {.code = DAYDREAM_OK};

    dd_request_fail(&request, DAYDREAM_ERROR_NETWORK, "bad\x1b[2J\n\xff", "mend it", &err);
    ck_assert_int_eq(err.code, DAYDREAM_ERROR_NETWORK);
    ck_assert_str_eq(err.source, "http");
    ck_assert_str_eq(err.text, "POST https://a.example/b: bad?[2J??; mend it");
}
END_TEST

START_TEST(test_long_parts_leave_room_for_the_remedy)
{
    char url[600] = "https://a.example/";
    char words[600];
    struct daydream_http_request request = {.method = "POST", .url = url};
    struct daydream_error err = {.code = DAYDREAM_OK};

    memset(url + strlen(url), 'x', sizeof url - strlen(url) - 1);
    url[sizeof url - 1] = '\0';
    memset(words, 'y', sizeof words - 1);
    words[sizeof words - 1] = '\0';
    dd_request_fail(&request, DAYDREAM_ERROR_NETWORK, words, "mend it", &err);
    ck_assert_msg(strstr(err.text, "yyy; mend it") != NULL, "%s", err.text);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_check, test_meaning, test_error_text,
                                  test_long_parts_leave_room_for_the_remedy};

    return suite_run("net/request", tests, sizeof tests / sizeof tests[0]);
}
