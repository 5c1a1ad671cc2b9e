/* SPDX-License-Identifier: MIT */
/* What a sequence of reviews counts while files grow, are truncated and rotate. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "logs/review.h"
#include "support/scratch.h"
#include "support/suite.h"

#define FROM   INT64_C(1784505600) /* 2026-07-20T00:00:00Z */
#define DAY    (24 * 60 * 60)
#define PYTHON "Traceback (most recent call last):\n  File \"x\", line 1, in f\nKeyError: 1\n"

static char *folder;
static char *log_path;
static struct dd_log_position position;

static void set_up(void)
{
    folder = scratch_make();
    log_path = scratch_path(folder, "a.log");
    position = (struct dd_log_position){0};
}

static void tear_down(void)
{
    free(log_path);
    scratch_remove(folder);
}

static void append(const char *path, const char *text)
{
    FILE *file = fopen(path, "ab");

    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(text, 1, strlen(text), file), strlen(text));
    ck_assert_int_eq(fclose(file), 0);
}

static struct dd_log_review *new_review(const struct dd_zone *zone, int64_t from, size_t groups)
{
    const struct dd_log_options options = {.from = from,
                                           .to = from + DAY,
                                           .zone = zone,
                                           .minimum = DD_LEVEL_WARNING,
                                           .max_groups = groups};
    struct dd_log_review *review = NULL;

    ck_assert_int_eq(dd_log_review_new(&options, &review, NULL), DAYDREAM_OK);
    return review;
}

static void list(struct dd_log_review *review, struct dd_buf *out)
{
    const struct daydream_log_group *groups = NULL;
    size_t count = 0;

    ck_assert_int_eq(dd_log_review_groups(review, &groups, &count, NULL), DAYDREAM_OK);
    for (size_t i = 0; i < count; i++)
        dd_buf_printf(out, "%" PRIu64 " %s;", groups[i].count, groups[i].template);
}

/* Review the log for the day that begins at `from`, and compare "COUNT TEMPLATE;..." */
static void expect(int64_t from, const char *wanted)
{
    struct dd_zone *zone = NULL;
    struct dd_log_review *review;
    struct dd_buf out = DD_BUF_INIT;

    ck_assert_int_eq(dd_zone_open("UTC", &zone, NULL), DAYDREAM_OK);
    review = new_review(zone, from, 100);
    ck_assert_int_eq(dd_log_review_file(review, log_path, "a.log", &position, NULL), DAYDREAM_OK);
    list(review, &out);
    ck_assert_msg(strcmp(dd_buf_text(&out), wanted) == 0, "\"%s\" instead of \"%s\"",
                  dd_buf_text(&out), wanted);
    dd_buf_free(&out);
    dd_log_review_free(review);
    dd_zone_free(zone);
}

START_TEST(test_consecutive_windows)
{
    set_up();
    append(log_path, "2026-07-19 23:59:59 ERROR before\n"
                     "2026-07-20 00:00:00 ERROR first\n"
                     "2026-07-20 23:59:59.999 ERROR last\n"
                     "2026-07-21 00:00:00 ERROR next\n"
                     "2026-07-21 23:59:59 ERROR end\n");
    expect(FROM, "1 first;1 last;");
    append(log_path, "2026-07-21 12:00:00 ERROR late\n"
                     "2026-07-22 00:00:00 ERROR after\n");
    expect(FROM + DAY, "1 end;1 late;1 next;");
    expect(FROM + 2 * DAY, "1 after;");
    expect(FROM + 3 * DAY, "");
    tear_down();
}
END_TEST

/* A review that failed later is repeated from the position that it began with. */
START_TEST(test_repeated_review)
{
    set_up();
    append(log_path, "ERROR: one\n2026-07-20 10:00:00 ERROR two\n" PYTHON);
    expect(FROM, "1 one;1 two;");
    position = (struct dd_log_position){0};
    expect(FROM, "1 one;1 two;");
    tear_down();
}
END_TEST

START_TEST(test_without_stamps)
{
    set_up();
    append(log_path, "ERROR: one\nERROR: two\n");
    expect(FROM, "1 one;1 two;");
    expect(FROM, "");
    append(log_path, "ERROR: three\n" PYTHON "ERROR: four");
    expect(FROM + DAY, "1 four;1 three;");
    /* the line that was counted goes on: its rest is no line of its own */
    append(log_path, " goes on ERROR: no\nERROR: five\n");
    expect(FROM + 2 * DAY, "1 five;");
    expect(FROM + 3 * DAY, "");
    tear_down();
}
END_TEST

START_TEST(test_without_stamps_the_first_time)
{
    struct dd_buf text = DD_BUF_INIT;

    set_up();
    dd_buf_puts(&text, "ERROR: long ago\n");
    while (text.length < 1024 * 1024)
        dd_buf_puts(&text, "a line without a level\n");
    dd_buf_puts(&text, "ERROR: lately\n");
    append(log_path, dd_buf_text(&text));
    expect(FROM, "1 lately;");
    dd_buf_free(&text);
    tear_down();
}
END_TEST

/* What has no stamp in a file with stamps counts once, in whichever review sees it first. */
START_TEST(test_mixed)
{
    set_up();
    append(log_path, PYTHON "2026-07-18 10:00:00 INFO up\n" PYTHON
                            "2026-07-20 10:00:00 INFO up again\nERROR:x:one\n");
    expect(FROM, "1 one;");
    append(log_path, PYTHON);
    expect(FROM + DAY, "1 KeyError: <*>;");
    append(log_path, "ERROR:x:two\n2026-07-22 10:00:00 WARNING three\n" PYTHON);
    expect(FROM + 2 * DAY, "1 two;1 three;");
    expect(FROM + 2 * DAY, "1 three;");
    tear_down();
}
END_TEST

START_TEST(test_truncated)
{
    set_up();
    append(log_path, "ERROR: one\nERROR: two\n");
    expect(FROM, "1 one;1 two;");
    ck_assert_int_eq(truncate(log_path, 0), 0);
    expect(FROM, "");
    append(log_path, "ERROR: three\n");
    expect(FROM, "1 three;");
    /* truncated and grown beyond the old size between two reviews */
    ck_assert_int_eq(truncate(log_path, 0), 0);
    append(log_path, "ERROR: four\nERROR: five\nERROR: six\n");
    expect(FROM, "1 five;1 four;1 six;");
    expect(FROM, "");
    tear_down();
}
END_TEST

/* All of a file that was replaced is new, however long it is. */
START_TEST(test_truncated_and_grown_long)
{
    struct dd_buf text = DD_BUF_INIT;

    set_up();
    append(log_path, "ERROR: one\n");
    expect(FROM, "1 one;");
    dd_buf_puts(&text, "ERROR: two\n");
    while (text.length < 2 * 1024 * 1024)
        dd_buf_puts(&text, "a line without a level\n");
    ck_assert_int_eq(truncate(log_path, 0), 0);
    append(log_path, dd_buf_text(&text));
    expect(FROM, "1 two;");
    dd_buf_free(&text);
    tear_down();
}
END_TEST

static void rotate(void)
{
    char *renamed = scratch_path(folder, "a.log.1");

    ck_assert_int_eq(rename(log_path, renamed), 0);
    free(renamed);
}

START_TEST(test_rotated_without_stamps)
{
    set_up();
    append(log_path, "ERROR: one\n");
    expect(FROM, "1 one;");
    append(log_path, "ERROR: two\n");
    rotate();
    append(log_path, "ERROR: three\n");
    expect(FROM, "1 three;1 two;");
    expect(FROM, "");
    /* the new file is there, the old one was deleted */
    ck_assert_int_eq(unlink(log_path), 0);
    append(log_path, "ERROR: a longer one\n");
    expect(FROM, "1 a longer one;");
    tear_down();
}
END_TEST

START_TEST(test_rotated_with_stamps)
{
    set_up();
    append(log_path, "2026-07-20 10:00:00 ERROR one\n2026-07-21 10:00:00 ERROR two\n");
    expect(FROM, "1 one;");
    append(log_path, "2026-07-21 11:00:00 ERROR three\n");
    rotate();
    append(log_path, "2026-07-21 12:00:00 ERROR four\n");
    expect(FROM + DAY, "1 four;1 three;1 two;");
    tear_down();
}
END_TEST

/* One file under several names counts once. */
START_TEST(test_several_names)
{
    struct dd_zone *zone = NULL;
    struct dd_log_review *review;
    struct dd_log_position other = {0};
    struct dd_buf out = DD_BUF_INIT;
    char *name;

    set_up();
    append(log_path, "ERROR: one\n");
    name = scratch_path(folder, "current.log");
    ck_assert_int_eq(symlink(log_path, name), 0);
    ck_assert_int_eq(dd_zone_open("UTC", &zone, NULL), DAYDREAM_OK);
    review = new_review(zone, FROM, 100);
    ck_assert_int_eq(dd_log_review_file(review, log_path, "a.log", &position, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_log_review_file(review, name, "current.log", &other, NULL), DAYDREAM_OK);
    list(review, &out);
    ck_assert_str_eq(dd_buf_text(&out), "1 one;");
    ck_assert_int_eq(memcmp(&position, &other, sizeof other), 0);
    dd_buf_free(&out);
    dd_log_review_free(review);
    dd_zone_free(zone);
    free(name);
    tear_down();
}
END_TEST

START_TEST(test_several_files)
{
    struct dd_zone *zone = NULL;
    struct dd_log_review *review;
    const struct daydream_log_group *groups = NULL;
    size_t count = 0;
    char *path;

    set_up();
    append(log_path, "2026-07-20 10:00:00 ERROR pool 1\n2026-07-20 11:00:00 WARN disk\n");
    path = scratch_write(folder, "b.log", "2026-07-20 09:00:00 ERROR pool 2\nERROR:x:other\n");
    ck_assert_int_eq(dd_zone_open("UTC", &zone, NULL), DAYDREAM_OK);
    review = new_review(zone, FROM, 2);
    ck_assert_int_eq(dd_log_review_file(review, log_path, "a.log", &position, NULL), DAYDREAM_OK);
    position = (struct dd_log_position){0};
    ck_assert_int_eq(dd_log_review_file(review, path, "b.log", &position, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_log_review_groups(review, &groups, &count, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(count, 3);
    ck_assert_str_eq(groups[0].template, "pool <*>");
    ck_assert_uint_eq(groups[0].count, 2);
    ck_assert_int_eq(groups[0].first, FROM + 9 * 3600);
    ck_assert_int_eq(groups[0].last, FROM + 10 * 3600);
    ck_assert_uint_eq(groups[0].files.count, 2);
    ck_assert_str_eq(groups[1].template, "other"); /* graver than the disk */
    ck_assert_str_eq(groups[2].template, "(other messages)");
    ck_assert_uint_eq(dd_log_review_folded(review), 1);
    dd_log_review_free(review);
    dd_zone_free(zone);
    free(path);
    tear_down();
}
END_TEST

/* A long line, with stamp and level, costs no memory and hides no other line. */
START_TEST(test_long_line)
{
    struct dd_buf text = DD_BUF_INIT;

    set_up();
    dd_buf_puts(&text, "2026-07-20 10:00:00 ERROR one\n2026-07-20 10:00:01 ERROR two ");
    while (text.length < (size_t)20 * 1000 * 1000)
        dd_buf_puts(&text, "word word word word word word word word word word word ");
    dd_buf_puts(&text, "\n2026-07-20 10:00:02 ERROR one\n");
    append(log_path, dd_buf_text(&text));
    dd_buf_truncate(&text, 0);
    dd_buf_puts(&text, "2 one;1 two");
    while (text.length < strlen("2 one;1 ") + 400)
        dd_buf_puts(&text, " word");
    dd_buf_truncate(&text, strlen("2 one;1 ") + 400);
    dd_buf_putc(&text, ';');
    expect(FROM, dd_buf_text(&text));
    dd_buf_free(&text);
    tear_down();
}
END_TEST

START_TEST(test_only_newlines_and_nothing)
{
    char *bytes = malloc(100000);

    set_up();
    ck_assert_ptr_nonnull(bytes);
    append(log_path, "");
    expect(FROM, "");
    memset(bytes, '\n', 99999);
    bytes[99999] = '\0';
    append(log_path, bytes);
    expect(FROM, "");
    append(log_path, "ERROR: one\n");
    expect(FROM, "1 one;");
    free(bytes);
    tear_down();
}
END_TEST

START_TEST(test_what_cannot_be_read)
{
    struct dd_zone *zone = NULL;
    struct dd_log_review *review;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    set_up();
    ck_assert_int_eq(mkfifo(log_path, 0600), 0);
    ck_assert_int_eq(dd_zone_open("UTC", &zone, NULL), DAYDREAM_OK);
    review = new_review(zone, FROM, 100);
    ck_assert_int_eq(dd_log_review_file(review, log_path, "a.log", &position, &err),
                     DAYDREAM_ERROR_FILE);
    ck_assert_str_eq(err.source, "logs");
    ck_assert_int_eq(dd_log_review_file(review, folder, "folder", &position, NULL),
                     DAYDREAM_ERROR_FILE);
    ck_assert_uint_eq(position.inode, 0);
    dd_log_review_free(review);
    dd_zone_free(zone);
    tear_down();
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_consecutive_windows,
                                  test_repeated_review,
                                  test_without_stamps,
                                  test_without_stamps_the_first_time,
                                  test_mixed,
                                  test_truncated,
                                  test_truncated_and_grown_long,
                                  test_rotated_without_stamps,
                                  test_rotated_with_stamps,
                                  test_several_names,
                                  test_several_files,
                                  test_long_line,
                                  test_only_newlines_and_nothing,
                                  test_what_cannot_be_read};

    return suite_run("logs/review", tests, sizeof tests / sizeof tests[0]);
}
