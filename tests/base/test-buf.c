/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "support/suite.h"

START_TEST(empty_buffer_is_an_empty_text)
{
    struct dd_buf buf = DD_BUF_INIT;

    ck_assert_str_eq(dd_buf_text(&buf), "");
    ck_assert_int_eq(dd_buf_status(&buf, NULL), DAYDREAM_OK);
    dd_buf_free(&buf);
}
END_TEST

START_TEST(appends_in_order)
{
    struct dd_buf buf = DD_BUF_INIT;

    dd_buf_puts(&buf, "one");
    dd_buf_putc(&buf, ' ');
    dd_buf_add(&buf, "twofold", 3);
    dd_buf_printf(&buf, " %d%s", 3, "!");
    ck_assert_str_eq(dd_buf_text(&buf), "one two 3!");
    ck_assert_uint_eq(buf.length, 10);
    dd_buf_free(&buf);
}
END_TEST

START_TEST(keeps_every_byte)
{
    static const char data[] = {'a', '\0', 'b', '\xff'};
    struct dd_buf buf = DD_BUF_INIT;

    dd_buf_add(&buf, data, sizeof data);
    dd_buf_add(&buf, NULL, 0);
    ck_assert_uint_eq(buf.length, sizeof data);
    ck_assert_mem_eq(buf.data, data, sizeof data);
    ck_assert_int_eq(buf.data[buf.length], '\0');
    dd_buf_free(&buf);
}
END_TEST

START_TEST(grows_over_many_appends)
{
    struct dd_buf buf = DD_BUF_INIT;

    for (int i = 0; i < 10000; i++)
        dd_buf_printf(&buf, "%04d", i);
    ck_assert_uint_eq(buf.length, 40000);
    ck_assert_int_eq(strncmp(buf.data + 4 * 9999, "9999", 4), 0);
    ck_assert_uint_eq(strlen(buf.data), buf.length);
    dd_buf_free(&buf);
}
END_TEST

START_TEST(limit_fails_once_and_for_all)
{
    struct dd_buf buf = {.limit = 8};
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    char *text = NULL;

    dd_buf_puts(&buf, "12345678");
    ck_assert_int_eq(dd_buf_status(&buf, NULL), DAYDREAM_OK);
    dd_buf_putc(&buf, '9');
    dd_buf_truncate(&buf, 0);
    dd_buf_putc(&buf, 'x');
    ck_assert_str_eq(dd_buf_text(&buf), "");
    ck_assert_int_eq(dd_buf_status(&buf, &err), DAYDREAM_ERROR_MEMORY);
    ck_assert_int_eq(err.code, DAYDREAM_ERROR_MEMORY);
    ck_assert_int_eq(dd_buf_take(&buf, &text, NULL), DAYDREAM_ERROR_MEMORY);
    ck_assert_ptr_null(text);
    dd_buf_free(&buf);
}
END_TEST

START_TEST(impossible_length_fails)
{
    struct dd_buf buf = DD_BUF_INIT;

    dd_buf_puts(&buf, "x");
    dd_buf_add(&buf, "y", SIZE_MAX - 1);
    ck_assert(buf.failed);
    ck_assert_str_eq(dd_buf_text(&buf), "x");
    dd_buf_free(&buf);
}
END_TEST

START_TEST(reset_forgets_text_and_failure)
{
    struct dd_buf buf = {.limit = 4};

    dd_buf_puts(&buf, "too long");
    ck_assert(buf.failed);
    dd_buf_reset(&buf);
    dd_buf_puts(&buf, "fits");
    ck_assert_int_eq(dd_buf_status(&buf, NULL), DAYDREAM_OK);
    ck_assert_str_eq(dd_buf_text(&buf), "fits");
    dd_buf_free(&buf);
    ck_assert_uint_eq(buf.limit, 4);
}
END_TEST

START_TEST(truncate_only_shortens)
{
    struct dd_buf buf = DD_BUF_INIT;

    dd_buf_truncate(&buf, 0);
    dd_buf_puts(&buf, "abcdef");
    dd_buf_truncate(&buf, 9);
    ck_assert_str_eq(dd_buf_text(&buf), "abcdef");
    dd_buf_truncate(&buf, 2);
    ck_assert_str_eq(dd_buf_text(&buf), "ab");
    dd_buf_free(&buf);
}
END_TEST

START_TEST(take_hands_over_and_leaves_it_empty)
{
    struct dd_buf buf = DD_BUF_INIT;
    char *text = NULL;

    dd_buf_puts(&buf, "mine");
    ck_assert_int_eq(dd_buf_take(&buf, &text, NULL), DAYDREAM_OK);
    ck_assert_str_eq(text, "mine");
    free(text);
    ck_assert_str_eq(dd_buf_text(&buf), "");
    ck_assert_int_eq(dd_buf_take(&buf, &text, NULL), DAYDREAM_OK);
    ck_assert_str_eq(text, "");
    free(text);
    dd_buf_free(&buf);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        empty_buffer_is_an_empty_text,
        appends_in_order,
        keeps_every_byte,
        grows_over_many_appends,
        limit_fails_once_and_for_all,
        impossible_length_fails,
        reset_forgets_text_and_failure,
        truncate_only_shortens,
        take_hands_over_and_leaves_it_empty,
    };

    return suite_run("base/buf", tests, sizeof tests / sizeof tests[0]);
}
