/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/utf8.h"
#include "support/suite.h"

START_TEST(says_code_source_and_text)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_int_eq(dd_fail(&err, DAYDREAM_ERROR_CONFIG, "projects.json", "%s:%d: no", "x", 7),
                     DAYDREAM_ERROR_CONFIG);
    ck_assert_int_eq(err.code, DAYDREAM_ERROR_CONFIG);
    ck_assert_str_eq(err.source, "projects.json");
    ck_assert_str_eq(err.text, "x:7: no");
    ck_assert_int_eq(err.http_status, 0);
    ck_assert_int_eq(err.retry_at, 0);
}
END_TEST

START_TEST(no_error_object_is_fine)
{
    ck_assert_int_eq(dd_fail(NULL, DAYDREAM_ERROR_FILE, "file", "text"), DAYDREAM_ERROR_FILE);
    ck_assert_int_eq(dd_fail_errno(NULL, DAYDREAM_ERROR_FILE, "file", ENOENT, "text"),
                     DAYDREAM_ERROR_FILE);
    ck_assert_int_eq(dd_fail_memory(NULL), DAYDREAM_ERROR_MEMORY);
    dd_error_clear(NULL);
}
END_TEST

START_TEST(the_first_error_wins)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    dd_fail(&err, DAYDREAM_ERROR_CONFIG, "first", "cause");
    ck_assert_int_eq(dd_fail(&err, DAYDREAM_ERROR_FILE, "second", "effect"), DAYDREAM_ERROR_FILE);
    ck_assert_int_eq(dd_fail_errno(&err, DAYDREAM_ERROR_STATE, "third", EIO, "effect"),
                     DAYDREAM_ERROR_STATE);
    ck_assert_int_eq(dd_fail_memory(&err), DAYDREAM_ERROR_MEMORY);
    ck_assert_int_eq(err.code, DAYDREAM_ERROR_CONFIG);
    ck_assert_str_eq(err.source, "first");
    ck_assert_str_eq(err.text, "cause");
}
END_TEST

START_TEST(a_cleared_error_takes_the_next)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    dd_fail(&err, DAYDREAM_ERROR_CONFIG, "first", "cause");
    err.http_status = 404;
    err.retry_at = 1;
    dd_error_clear(&err);
    ck_assert_int_eq(err.code, DAYDREAM_OK);
    ck_assert_int_eq(err.http_status, 0);
    ck_assert_int_eq(err.retry_at, 0);
    ck_assert_str_eq(err.text, "");
    dd_fail(&err, DAYDREAM_ERROR_FILE, "second", "other");
    ck_assert_str_eq(err.text, "other");
}
END_TEST

START_TEST(errno_gets_its_words)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    dd_fail_errno(&err, DAYDREAM_ERROR_FILE, "file", ENOENT, "%s", "/no/such");
    ck_assert_int_eq(strncmp(err.text, "/no/such: ", 10), 0);
    ck_assert_str_eq(err.text + 10, strerror(ENOENT));
}
END_TEST

/* A dot and many three-byte code points. */
static void fill_long(char *text, size_t count)
{
    text[0] = '.';
    for (size_t i = 0; i < count; i++)
        memcpy(text + 1 + i * 3, "\xe2\x82\xac", 3);
    text[1 + count * 3] = '\0';
}

/* The text is "..." and more, its end is `end`, and it was cut between code points. */
static void check_shortened(const struct daydream_error *err, const char *end)
{
    size_t length = strlen(err->text);
    size_t at = 0;
    uint32_t code;

    ck_assert_msg(length > 240 && length < sizeof err->text, "%zu bytes", length);
    ck_assert_msg(strncmp(err->text, "...", 3) == 0, "%s", err->text);
    ck_assert_msg(strcmp(err->text + length - strlen(end), end) == 0, "%s", err->text);
    ck_assert_msg(strstr(err->text, "\xe2\x80\xa6") != NULL, "%s", err->text);
    for (size_t size; at < length; at += size) {
        size = dd_utf8_decode(err->text + at, length - at, &code);
        ck_assert_msg(size > 0, "%s", err->text);
    }
}

START_TEST(a_long_text_keeps_beginning_and_end)
{
    char text[1000];

    /* whatever stands before, no code point is split */
    for (int blanks = 0; blanks < 7; blanks++) {
        struct daydream_error err = DAYDREAM_ERROR_INIT;

        fill_long(text, 300);
        dd_fail(&err, DAYDREAM_ERROR_FILE, text, "...%*s%s: is a directory", blanks, "", text);
        check_shortened(&err, "\xe2\x82\xac: is a directory");
        ck_assert_uint_eq(strlen(err.source), 61);
    }
}
END_TEST

START_TEST(what_fits_is_kept_whole)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    dd_fail(&err, DAYDREAM_ERROR_FILE, "file", "%0255d", 0);
    ck_assert_uint_eq(strspn(err.text, "0"), 255);
    dd_error_clear(&err);
    dd_fail(&err, DAYDREAM_ERROR_FILE, "file", "...%0253d", 0);
    check_shortened(&err, "0000");
    ck_assert_uint_eq(strlen(err.text), 255);
}
END_TEST

START_TEST(a_long_text_does_not_push_out_the_cause)
{
    static char text[40000];
    char words[128];

    snprintf(words, sizeof words, ": %s", strerror(ENOENT));
    for (size_t count = 100; count < 13000; count *= 5) {
        struct daydream_error err = DAYDREAM_ERROR_INIT;

        fill_long(text, count);
        dd_fail_errno(&err, DAYDREAM_ERROR_FILE, "file", ENOENT, "...%s", text);
        check_shortened(&err, words);
    }
}
END_TEST

START_TEST(memory_is_said_without_any)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_int_eq(dd_fail_memory(&err), DAYDREAM_ERROR_MEMORY);
    ck_assert_int_eq(err.code, DAYDREAM_ERROR_MEMORY);
    ck_assert_uint_gt(strlen(err.text), 0);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        says_code_source_and_text,  no_error_object_is_fine,
        the_first_error_wins,       a_cleared_error_takes_the_next,
        errno_gets_its_words,       a_long_text_keeps_beginning_and_end,
        what_fits_is_kept_whole,    a_long_text_does_not_push_out_the_cause,
        memory_is_said_without_any,
    };

    return suite_run("base/error", tests, sizeof tests / sizeof tests[0]);
}
