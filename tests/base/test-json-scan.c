/* SPDX-License-Identifier: MIT */
/* What no data file shows: texts that are made, and bytes behind the end. The grammar itself is
 * in tests/data/base/json/, read by test-json.c. */
#include <stdlib.h>
#include <string.h>

#include "base/json-scan.h"
#include "base/json.h"
#include "support/suite.h"

/* `depth` times the opening text, then as often the closing one; owned. */
static char *make_nested(size_t depth, const char *opening, const char *closing, size_t *length)
{
    struct dd_buf out = DD_BUF_INIT;
    char *text = NULL;

    for (size_t i = 0; i < depth; i++)
        dd_buf_puts(&out, opening);
    for (size_t i = 0; i < depth; i++)
        dd_buf_puts(&out, closing);
    *length = out.length;
    ck_assert_int_eq(dd_buf_take(&out, &text, NULL), DAYDREAM_OK);
    return text;
}

START_TEST(depth_has_a_limit)
{
    static const struct {
        const char *opening, *closing;
    } cases[] = {{"[", "]"}, {"{\"a\":", "}"}, {"[\n", "\n]"}};
    size_t at, length;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *opening = cases[i].opening;
        char *lists = make_nested(DD_JSON_MAX_DEPTH, opening, cases[i].closing, &length);
        char *more = make_nested(DD_JSON_MAX_DEPTH + 1, opening, cases[i].closing, &length);
        /* the innermost object would lack its value */
        const char *fault = dd_json_scan(lists, strlen(lists), &at);

        ck_assert_msg((fault == NULL) == (opening[0] == '['), "%s: %s", opening, fault);
        if (fault != NULL)
            ck_assert_str_eq(fault, "a value is missing");
        fault = dd_json_scan(more, length, &at);
        ck_assert_ptr_nonnull(fault);
        ck_assert_str_eq(fault, "nested too deeply");
        ck_assert_uint_eq(at, DD_JSON_MAX_DEPTH * strlen(opening));
        free(lists);
        free(more);
    }
}
END_TEST

START_TEST(a_mebibyte_of_openings_is_refused_where_it_gets_too_deep)
{
    size_t length = (size_t)1 << 20;
    char *text = malloc(length);
    const char *fault;
    size_t at;

    ck_assert_ptr_nonnull(text);
    memset(text, '[', length);
    fault = dd_json_scan(text, length, &at);
    ck_assert_ptr_nonnull(fault);
    ck_assert_str_eq(fault, "nested too deeply");
    ck_assert_uint_eq(at, DD_JSON_MAX_DEPTH);
    free(text);
}
END_TEST

/* The text is no C text: not a byte behind its length may count. */
START_TEST(the_length_ends_the_text)
{
    static const struct {
        const char *text;
        size_t length;
        const char *fault;
    } cases[] = {
        {"123", 1, NULL},
        {"[1]]", 3, NULL},
        {"\"a\"b", 3, NULL},
        {"{\"a\":1}x", 7, NULL},
        {"", 0, "the text ends too early"},
        {"[1]", 2, "the text ends too early"},
        {"\"a\"", 2, "the text ends too early"},
        {"1.5", 2, "the text ends too early"},
        {"1e5", 2, "the text ends too early"},
        {"\"\\n\"", 2, "the text ends too early"},
        {"\"\\u0041\"", 6, "the text ends too early"},
        {"true", 3, "a value is missing"},
        {"\"\xc3\xa9\"", 2, "not valid UTF-8"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        /* a copy that ends there, so that a sanitizer sees a byte read behind it */
        char *copy = malloc(cases[i].length > 0 ? cases[i].length : 1);
        const char *fault;
        size_t at;

        ck_assert_ptr_nonnull(copy);
        memcpy(copy, cases[i].text, cases[i].length);
        fault = dd_json_scan(copy, cases[i].length, &at);
        ck_assert_pstr_eq(fault, cases[i].fault);
        free(copy);
    }
}
END_TEST

START_TEST(long_texts_are_no_matter_of_depth)
{
    struct dd_buf text = DD_BUF_INIT;
    size_t at;

    dd_buf_putc(&text, '[');
    for (int i = 0; i < 100000; i++)
        dd_buf_printf(&text, "[%d],{\"k%d\":\"\\u00e9\"},", i, i);
    dd_buf_puts(&text, "null]");
    ck_assert_int_eq(dd_buf_status(&text, NULL), DAYDREAM_OK);
    ck_assert_ptr_null(dd_json_scan(text.data, text.length, &at));
    dd_buf_free(&text);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        depth_has_a_limit,
        a_mebibyte_of_openings_is_refused_where_it_gets_too_deep,
        the_length_ends_the_text,
        long_texts_are_no_matter_of_depth,
    };

    return suite_run("base/json-scan", tests, sizeof tests / sizeof tests[0]);
}
