/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "net/response.h"
#include "support/suite.h"

START_TEST(test_headers_are_found)
{
    static const struct {
        const char *name, *value;
    } wanted[] = {
        {"link", "<x>; rel=\"next\""},
        {"LINK", "<x>; rel=\"next\""},
        {"X-Twice", "first"},
        {"x-empty", ""},
        {"X-Twic", NULL},
        {"X-Twice-Not", NULL},
        {"X-Twice:", NULL},
        {"", NULL},
        {"absent", NULL},
    };
    struct daydream_http_response response = {0};

    ck_assert_int_eq(daydream_http_response_add_header(&response, "Link", "<x>; rel=\"next\""), 0);
    ck_assert_int_eq(daydream_http_response_add_header(&response, "X-Twice", "first"), 0);
    ck_assert_int_eq(daydream_http_response_add_header(&response, "x-twice", "second"), 0);
    ck_assert_int_eq(daydream_http_response_add_header(&response, "X-Empty", ""), 0);
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        const char *value = dd_http_header(&response, wanted[i].name);

        if (wanted[i].value == NULL)
            ck_assert_msg(value == NULL, "%s: %s", wanted[i].name, value);
        else
            ck_assert_msg(value != NULL && strcmp(value, wanted[i].value) == 0, "%s: %s",
                          wanted[i].name, value);
    }
    dd_http_response_free(&response);
}
END_TEST

START_TEST(test_line_breaks_are_refused)
{
    static const struct {
        const char *name, *value;
    } bad[] = {{"X", "a\r\nY: b"}, {"X", "a\n"}, {"X\r", "a"},
               {"X\nY", "a"},      {NULL, "a"},  {"X", NULL}};

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct daydream_http_response response = {0};

        ck_assert_msg(daydream_http_response_add_header(&response, bad[i].name, bad[i].value) ==
                          DAYDREAM_ERROR_ARGUMENT,
                      "case %zu", i);
        ck_assert_uint_eq(response.headers.count, 0);
        ck_assert_int_eq(response.fault, DAYDREAM_ERROR_ARGUMENT);
        dd_http_response_free(&response);
    }
}
END_TEST

START_TEST(test_headers_are_bounded)
{
    struct daydream_http_response response = {0};
    char *value = calloc(1, DD_HTTP_MAX_HEADER + 1);

    ck_assert_ptr_nonnull(value);
    memset(value, 'x', DD_HTTP_MAX_HEADER);
    ck_assert_int_eq(daydream_http_response_add_header(&response, "X", value),
                     DAYDREAM_ERROR_PROTOCOL);
    value[DD_HTTP_MAX_HEADER - 3] = '\0';
    dd_response_reset(&response);
    for (int i = 0; i < DD_HTTP_MAX_HEADERS; i++)
        ck_assert_int_eq(daydream_http_response_add_header(&response, "X", i == 0 ? value : "y"),
                         DAYDREAM_OK);
    ck_assert_int_eq(daydream_http_response_add_header(&response, "X", "y"),
                     DAYDREAM_ERROR_PROTOCOL);
    ck_assert_int_eq(response.fault, DAYDREAM_ERROR_PROTOCOL);
    dd_http_response_free(&response);
    free(value);
}
END_TEST

START_TEST(test_body_is_bounded)
{
    struct daydream_http_response response = {0};
    char *mebibyte = calloc(1, 1 << 20);

    ck_assert_ptr_nonnull(mebibyte);
    for (size_t i = 0; i < DD_HTTP_MAX_BODY >> 20; i++)
        ck_assert_int_eq(daydream_http_response_add_body(&response, mebibyte, 1 << 20),
                         DAYDREAM_OK);
    ck_assert_int_eq(response.fault, DAYDREAM_OK);
    ck_assert_int_eq(daydream_http_response_add_body(&response, "x", 1), DAYDREAM_ERROR_PROTOCOL);
    ck_assert_int_eq(daydream_http_response_add_body(&response, "x", SIZE_MAX),
                     DAYDREAM_ERROR_PROTOCOL);
    ck_assert_uint_eq(response.body.length, DD_HTTP_MAX_BODY);
    ck_assert_int_eq(response.fault, DAYDREAM_ERROR_PROTOCOL);
    dd_http_response_free(&response);
    free(mebibyte);
}
END_TEST

START_TEST(test_lines_of_the_wire)
{
    static const char *const lines[] = {"HTTP/1.1 103 Early Hints\r\n",
                                        "X-Interim: yes\r\n",
                                        "\r\n",
                                        "HTTP/1.1 200 OK\r\n",
                                        "A:b\r\n",
                                        "C: \t d e \t\r\n",
                                        " folded: line\r\n",
                                        "no colon\r\n",
                                        "E:\r\n",
                                        "F: g: h\n",
                                        "\r\n",
                                        ""};
    struct daydream_http_response response = {0};
    struct dd_buf all = DD_BUF_INIT;

    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        ck_assert_msg(dd_response_add_line(&response, lines[i], strlen(lines[i])) == DAYDREAM_OK,
                      "%s", lines[i]);
    for (size_t i = 0; i < response.headers.count; i++)
        dd_buf_printf(&all, "%s|", response.headers.items[i]);
    ck_assert_str_eq(dd_buf_text(&all), "A: b|C: d e|E: |F: g: h|");
    ck_assert_int_eq(dd_response_add_line(&response, "X: a\rb\r\n", 8), DAYDREAM_ERROR_ARGUMENT);
    dd_buf_free(&all);
    dd_http_response_free(&response);
}
END_TEST

START_TEST(test_free_and_reset)
{
    struct daydream_http_response response = {0};

    daydream_http_response_set_status(&response, 404);
    ck_assert_int_eq(daydream_http_response_add_body(&response, "text", 4), DAYDREAM_OK);
    ck_assert_int_eq(response.status, 404);
    ck_assert_str_eq(dd_buf_text(&response.body), "text");
    dd_response_reset(&response);
    ck_assert_int_eq(response.status, 0);
    ck_assert_str_eq(dd_buf_text(&response.body), "");
    dd_http_response_free(&response);
    dd_http_response_free(&response);
    ck_assert_ptr_null(response.body.data);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_headers_are_found,   test_line_breaks_are_refused,
                                  test_headers_are_bounded, test_body_is_bounded,
                                  test_lines_of_the_wire,   test_free_and_reset};

    return suite_run("net/response", tests, sizeof tests / sizeof tests[0]);
}
