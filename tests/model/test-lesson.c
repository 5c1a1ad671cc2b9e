/* SPDX-License-Identifier: MIT */
/* One line; tests/model/test-lessons.c has most of what lines can be. */
#include <stdlib.h>
#include <string.h>

#include "model/lesson.h"
#include "support/suite.h"

static bool read_line(const char *line, struct daydream_lesson *out)
{
    bool understood = false;

    ck_assert_int_eq(dd_lesson_read(line, strlen(line), out, &understood, NULL), DAYDREAM_OK);
    return understood;
}

START_TEST(reads_what_it_writes)
{
    char category[] = "category \"quoted\"";
    char summary[] = "summary \\ \xc3\xa9";
    char pattern[] = "pattern";
    char prevention[] = "prevention";
    struct daydream_lesson wanted = {.date = "2026-02-01",
                                     .category = category,
                                     .summary = summary,
                                     .pattern = pattern,
                                     .prevention = prevention,
                                     .validated = 3,
                                     .last_seen = "2026-02-18",
                                     .times = 12};
    struct daydream_lesson got;
    struct dd_buf line = DD_BUF_INIT;

    dd_lesson_write(&line, &wanted);
    ck_assert(read_line(dd_buf_text(&line), &got));
    ck_assert_str_eq(got.date, "2026-02-01");
    ck_assert_str_eq(got.category, "category \"quoted\"");
    ck_assert_str_eq(got.summary, "summary \\ \xc3\xa9");
    ck_assert_str_eq(got.pattern, "pattern");
    ck_assert_str_eq(got.prevention, "prevention");
    ck_assert_str_eq(got.source_session, "");
    ck_assert_int_eq(got.validated, 3);
    ck_assert_str_eq(got.last_seen, "2026-02-18");
    ck_assert_int_eq(got.times, 12);
    dd_lesson_clear(&got);
    dd_buf_free(&line);
}
END_TEST

START_TEST(makes_up_what_older_lines_lack)
{
    struct daydream_lesson got;

    ck_assert(read_line("{\"date\": \"2026-02-01\", \"pattern\": \"p\"}", &got));
    ck_assert_str_eq(got.last_seen, "2026-02-01");
    ck_assert_int_eq(got.times, 1);
    ck_assert_str_eq(got.summary, "");
    dd_lesson_clear(&got);
    /* seen before it was there */
    ck_assert(read_line("{\"date\": \"2026-02-01\", \"last_seen\": \"2025-01-01\", "
                        "\"pattern\": \"p\"}",
                        &got));
    ck_assert_str_eq(got.last_seen, "2026-02-01");
    dd_lesson_clear(&got);
}
END_TEST

START_TEST(leaves_very_long_lines_alone)
{
    struct daydream_lesson got;
    struct dd_buf line = DD_BUF_INIT;

    dd_buf_puts(&line, "{\"date\": \"2026-02-01\", \"pattern\": \"p\", \"summary\": \"");
    while (line.length + 2 < DD_LESSON_LINE_MAX)
        dd_buf_putc(&line, 'x');
    dd_buf_puts(&line, "\"}");
    ck_assert_uint_eq(line.length, DD_LESSON_LINE_MAX);
    ck_assert(read_line(dd_buf_text(&line), &got));
    dd_lesson_clear(&got);
    dd_buf_putc(&line, ' ');
    ck_assert(!read_line(dd_buf_text(&line), &got));
    ck_assert_ptr_null(got.pattern);
    dd_buf_free(&line);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {reads_what_it_writes, makes_up_what_older_lines_lack,
                                  leaves_very_long_lines_alone};

    return suite_run("model/lesson", tests, sizeof tests / sizeof tests[0]);
}
