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

/* A list of `count` times the text. */
static const char *scan_row(size_t count, const char *text, size_t *at)
{
    struct dd_buf row = DD_BUF_INIT;
    const char *fault;

    dd_buf_putc(&row, '[');
    for (size_t i = 0; i < count; i++)
        dd_buf_printf(&row, "%s%s", i > 0 ? "," : "", text);
    dd_buf_putc(&row, ']');
    ck_assert_int_eq(dd_buf_status(&row, NULL), DAYDREAM_OK);
    fault = dd_json_scan(row.data, row.length, at);
    dd_buf_free(&row);
    return fault;
}

/* What json-c builds of a text takes up to 300 times the text's room. */
START_TEST(values_have_a_limit)
{
    static const struct {
        const char *text;
        size_t most; /* so often it passes, once more it does not */
    } cases[] = {
        {"0", 1499998}, {"\"\"", 1499998},     {"[]", 749999},
        {"{}", 187499}, {"{\"a\":0}", 136363}, {"{\"a\":{\"b\":[null]}}", 65217},
    };
    size_t at;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *fault = scan_row(cases[i].most, cases[i].text, &at);

        ck_assert_msg(fault == NULL, "%s: %s", cases[i].text, fault);
        fault = scan_row(cases[i].most + 1, cases[i].text, &at);
        ck_assert_msg(fault != NULL, "%s", cases[i].text);
        ck_assert_str_eq(fault, "more values than any text that is expected has");
        ck_assert_uint_gt(at, cases[i].most * (strlen(cases[i].text) + 1));
    }
}
END_TEST

/* The richest that are expected pass with room to spare. */
START_TEST(rich_texts_pass)
{
    static const struct {
        const char *what;
        size_t count, members, objects; /* things; texts and objects of six texts in each */
    } cases[] = {
        {"issues of GitHub with all their labels and assignees", 100, 50, 120},
        {"projects", 500, 1000, 5},
        {"findings", 5000, 50, 2},
    };
    size_t at;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_buf thing = DD_BUF_INIT;
        const char *fault;

        dd_buf_puts(&thing, "{\"list\":[");
        for (size_t n = 0; n < cases[i].objects; n++)
            dd_buf_puts(&thing, "{\"a\":1,\"b\":\"2\",\"c\":3,\"d\":4,\"e\":5,\"f\":6},");
        for (size_t n = 0; n < cases[i].members; n++)
            dd_buf_puts(&thing, "\"text\",");
        dd_buf_puts(&thing, "null]}");
        fault = scan_row(cases[i].count, dd_buf_text(&thing), &at);
        ck_assert_msg(fault == NULL, "%s: %s", cases[i].what, fault);
        dd_buf_free(&thing);
    }
}
END_TEST

/* It would be read as its beginning: "token\u0000x" as "token". */
START_TEST(no_name_holds_a_nul)
{
    static const struct {
        const char *text;
        size_t at; /* 0: it passes */
    } cases[] = {
        {"{\"token\\u0000x\":1}", 1},       {"{\"a\":{\"b\":2, \"\\u0000\":1}}", 13},
        {"{\"a\":\"\\u0000\",\"b\":1}", 0}, {"{\"\\\\u0000\":1}", 0},
        {"{\"\\u00001\\u0010\":1}", 1},     {"{\"\\u0010\\u0100\\u1000\":1}", 0},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t at = 0;
        const char *fault = dd_json_scan(cases[i].text, strlen(cases[i].text), &at);

        ck_assert_msg((fault != NULL) == (cases[i].at > 0), "%s: %s", cases[i].text, fault);
        if (fault == NULL)
            continue;
        ck_assert_str_eq(fault, "U+0000 in a name");
        ck_assert_uint_eq(at, cases[i].at);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        depth_has_a_limit,        a_mebibyte_of_openings_is_refused_where_it_gets_too_deep,
        the_length_ends_the_text, long_texts_are_no_matter_of_depth,
        values_have_a_limit,      rich_texts_pass,
        no_name_holds_a_nul,
    };

    return suite_run("base/json-scan", tests, sizeof tests / sizeof tests[0]);
}
