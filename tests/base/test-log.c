/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "base/utf8.h"
#include "support/suite.h"

/* What the host program was told last. */
struct heard {
    int calls;
    enum daydream_log_level level;
    char text[2048];
};

static void hear(void *user, enum daydream_log_level level, const char *text)
{
    struct heard *heard = user;

    heard->calls++;
    heard->level = level;
    snprintf(heard->text, sizeof heard->text, "%s", text);
}

START_TEST(a_message_reaches_the_callback)
{
    struct heard heard = {0, DAYDREAM_LOG_DEBUG, ""};
    struct dd_log log = {hear, &heard};

    dd_log(&log, DAYDREAM_LOG_WARNING, "%s: skipped %d", "popoto", 3);
    ck_assert_int_eq(heard.calls, 1);
    ck_assert_int_eq(heard.level, DAYDREAM_LOG_WARNING);
    ck_assert_str_eq(heard.text, "popoto: skipped 3");
}
END_TEST

START_TEST(without_a_callback_there_is_silence)
{
    struct dd_log log = {NULL, NULL};

    dd_log(NULL, DAYDREAM_LOG_ERROR, "nobody %s", "hears");
    dd_log(&log, DAYDREAM_LOG_ERROR, "nobody %s", "hears");
}
END_TEST

START_TEST(a_long_line_is_cut_at_a_code_point)
{
    struct heard heard = {0, DAYDREAM_LOG_DEBUG, ""};
    struct dd_log log = {hear, &heard};
    char text[3001];
    size_t length;
    uint32_t code;

    for (size_t i = 0; i < 1000; i++)
        memcpy(text + i * 3, "\xe2\x82\xac", 3);
    text[3000] = '\0';
    dd_log(&log, DAYDREAM_LOG_INFO, ".%s", text);
    length = strlen(heard.text);
    ck_assert_uint_le(length, 1024);
    ck_assert_uint_ge(length, 1020);
    ck_assert_uint_eq(dd_utf8_decode(heard.text + length - 3, 3, &code), 3);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {a_message_reaches_the_callback,
                                  without_a_callback_there_is_silence,
                                  a_long_line_is_cut_at_a_code_point};

    return suite_run("base/log", tests, sizeof tests / sizeof tests[0]);
}
