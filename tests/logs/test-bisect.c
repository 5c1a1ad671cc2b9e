/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/date.h"
#include "logs/bisect.h"
#include "support/scratch.h"
#include "support/suite.h"

#define BEGIN INT64_C(1784505600) /* 2026-07-20T00:00:00Z */
#define LINES 40000               /* one each minute, some 2 MB */

static char *folder;
static struct dd_zone *zone;
static struct dd_stamps stamps;
static struct dd_reader reader;

static void open_log(const struct dd_buf *text, const char *zone_name)
{
    char *path;

    folder = scratch_make();
    path = scratch_write_bytes(folder, "a.log", text->data, text->length);
    ck_assert_int_eq(dd_zone_open(zone_name, &zone, NULL), DAYDREAM_OK);
    dd_stamps_init(&stamps, zone, BEGIN + 90 * 86400);
    ck_assert_int_eq(dd_reader_new(&reader, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_reader_open(&reader, path, NULL), DAYDREAM_OK);
    free(path);
}

static void close_log(void)
{
    dd_reader_free(&reader);
    dd_zone_free(zone);
    scratch_remove(folder);
}

static void add(struct dd_buf *text, int64_t time, const char *rest)
{
    char stamp[DD_RFC3339_SIZE];

    dd_rfc3339_format(time, stamp);
    dd_buf_printf(text, "%s INFO app: %s\n", stamp, rest);
}

static void fill(struct dd_buf *text)
{
    for (int i = 0; i < LINES; i++)
        add(text, BEGIN + 60 * i, "a line of a common length, more or less");
}

/* The start is before all that is of the window, and not much before it. */
START_TEST(test_every_place)
{
    static const int64_t minutes[] = {
        -10, 0, 1, 2, 100, LINES / 3, LINES / 2, LINES - 2000, LINES - 1, LINES, LINES + 100};
    struct dd_buf text = DD_BUF_INIT;

    fill(&text);
    open_log(&text, "UTC");
    for (size_t i = 0; i < sizeof minutes / sizeof minutes[0]; i++) {
        int64_t time = BEGIN + 60 * minutes[i];
        uint64_t line = text.length / LINES;
        uint64_t wanted = minutes[i] < 0 ? 0 : (uint64_t)minutes[i] * line;
        uint64_t start = 1;

        ck_assert(dd_bisect(&reader, &stamps, 0, time, &start));
        ck_assert_msg(start <= wanted, "minute %" PRId64 ": %" PRIu64, minutes[i], start);
        ck_assert_msg(start + 300 * 1000 >= wanted || start + 300 * 1000 >= text.length,
                      "minute %" PRId64 ": %" PRIu64, minutes[i], start);
        ck_assert_uint_eq(dd_reader_offset(&reader), start);
        ck_assert_uint_eq(start % line, 0);
    }
    close_log();
    dd_buf_free(&text);
}
END_TEST

/* A place from which on it has to be: what is before it counts no more. */
START_TEST(test_from_a_place_on)
{
    struct dd_buf text = DD_BUF_INIT;
    uint64_t start = 0;
    uint64_t low;

    fill(&text);
    open_log(&text, "UTC");
    low = text.length / LINES * 30000;
    ck_assert(dd_bisect(&reader, &stamps, low, BEGIN, &start));
    ck_assert_uint_eq(start, low);
    ck_assert(dd_bisect(&reader, &stamps, low, BEGIN + 60 * 39000, &start));
    ck_assert_uint_gt(start, low);
    close_log();
    dd_buf_free(&text);
}
END_TEST

/* Writers of several threads, and traces as long as a look is wide, do no harm. */
START_TEST(test_a_little_disorder)
{
    struct dd_buf text = DD_BUF_INIT;
    uint64_t start = 0;
    int64_t time = BEGIN + 20000;
    const char *first;

    for (int i = 0; i < LINES; i++) {
        add(&text, BEGIN + i + (i % 7 == 0 ? -25 : 0), "message");
        for (int j = 0; i % 5000 == 0 && j < 1000; j++)
            dd_buf_puts(&text, "    at com.example.Some.method(Some.java:42)\n");
    }
    open_log(&text, "UTC");
    ck_assert(dd_bisect(&reader, &stamps, 0, time, &start));
    first = strstr(text.data, "2026-07-20T05:33:20Z"); /* `time` itself */
    ck_assert_ptr_nonnull(first);
    ck_assert_uint_gt(start, 0);
    ck_assert_uint_le(start, (uint64_t)(first - text.data));
    close_log();
    dd_buf_free(&text);
}
END_TEST

/* What is not ordered where one looks is read from its beginning. */
START_TEST(test_disorder)
{
    for (int kind = 0; kind < 3; kind++) {
        struct dd_buf text = DD_BUF_INIT;
        uint64_t start = 1;

        for (int i = 0; i < LINES; i++) {
            if (kind == 0) /* from the newest to the oldest */
                add(&text, BEGIN + 60 * (LINES - i), "message");
            else if (kind == 1) /* two logs, one behind the other */
                add(&text, BEGIN + 60 * (i % (LINES / 2 + 1)), "message");
            else if (i < LINES / 10 || i > LINES - LINES / 10)
                add(&text, BEGIN + 60 * i, "message");
            else
                dd_buf_puts(&text, "nothing that has a stamp, for a MB or two\n");
        }
        open_log(&text, "UTC");
        /* in the first one nothing is before the window, as far as it was looked at */
        ck_assert_msg(dd_bisect(&reader, &stamps, 0,
                                BEGIN + 60 * (kind == 1 ? LINES / 4 : LINES / 2),
                                &start) == (kind == 0),
                      "kind %d", kind);
        ck_assert_uint_eq(start, 0);
        ck_assert_uint_eq(dd_reader_offset(&reader), 0);
        close_log();
        dd_buf_free(&text);
    }
}
END_TEST

/* 2026-11-01, 01:00 to 02:00 in Los Angeles: without a zone both hours read as the first one. */
START_TEST(test_hour_that_comes_twice)
{
    const int64_t fold = INT64_C(1793520000); /* 08:00 UTC */
    struct dd_buf text = DD_BUF_INIT;
    uint64_t start = 0;
    const char *first;

    for (int64_t i = -20000; i < 20000; i++) {
        int64_t wall = fold + i - 7 * 3600 - (i >= 3600 ? 3600 : 0);
        char stamp[DD_RFC3339_SIZE];

        dd_rfc3339_format(wall, stamp);
        dd_buf_printf(&text, "%.10s %.8s INFO one line of a second\n", stamp, stamp + 11);
    }
    open_log(&text, "America/Los_Angeles");
    for (int minutes = 0; minutes < 60; minutes += 10) {
        char wanted[32];

        snprintf(wanted, sizeof wanted, "2026-11-01 01:%02d:00", minutes);
        first = strstr(text.data, wanted);
        ck_assert_ptr_nonnull(first);
        (void)dd_bisect(&reader, &stamps, 0, fold + minutes * 60, &start);
        ck_assert_msg(start <= (uint64_t)(first - text.data), "minute %d", minutes);
    }
    close_log();
    dd_buf_free(&text);
}
END_TEST

/* A TB in which there is nothing, between the old lines and the new ones. */
START_TEST(test_hole)
{
    const off_t hole = (off_t)1 << 40;
    struct dd_buf text = DD_BUF_INIT;
    uint64_t start = 0;
    char *path;
    int fd;

    fill(&text);
    open_log(&text, "UTC");
    path = scratch_path(folder, "a.log");
    fd = open(path, O_WRONLY);
    ck_assert_int_ge(fd, 0);
    dd_buf_reset(&text);
    for (int i = 0; i < 20000; i++)
        add(&text, BEGIN + 60 * (LINES + i), "behind the hole");
    if (pwrite(fd, text.data, text.length, hole) == (ssize_t)text.length) {
        dd_reader_close(&reader);
        ck_assert_int_eq(dd_reader_open(&reader, path, NULL), DAYDREAM_OK);
        ck_assert(dd_bisect(&reader, &stamps, 0, BEGIN + 60 * (LINES + 15000), &start));
        ck_assert_uint_gt(start, (uint64_t)hole);
        ck_assert(dd_bisect(&reader, &stamps, 0, BEGIN + 60 * (LINES - 5000), &start));
        ck_assert_uint_gt(start, 1000 * 1000);
        ck_assert_uint_lt(start, (uint64_t)hole);
    }
    ck_assert_int_eq(close(fd), 0);
    free(path);
    close_log();
    dd_buf_free(&text);
}
END_TEST

START_TEST(test_ahead)
{
    static const struct {
        const char *text;
        uint64_t offset; /* UINT64_MAX: none */
    } cases[] = {{"", UINT64_MAX},
                 {"no stamp\nnone here\n", UINT64_MAX},
                 {"no stamp\n2026-07-20T10:00:00Z INFO x\n", 9},
                 {"2026-07-20T10:00:00Z INFO x", 0}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_buf text = DD_BUF_INIT;
        struct dd_found found = {UINT64_MAX, 0};

        dd_buf_puts(&text, cases[i].text);
        open_log(&text, "UTC");
        ck_assert_msg(dd_bisect_ahead(&reader, &stamps, 1000, INT64_MAX, &found) ==
                          (cases[i].offset != UINT64_MAX),
                      "case %zu", i);
        ck_assert_uint_eq(found.offset, cases[i].offset);
        ck_assert(!dd_bisect_ahead(&reader, &stamps, 1000, BEGIN, &found));
        close_log();
        dd_buf_free(&text);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_every_place, test_from_a_place_on,       test_a_little_disorder,
        test_disorder,    test_hour_that_comes_twice, test_hole,
        test_ahead};

    return suite_run("logs/bisect", tests, sizeof tests / sizeof tests[0]);
}
