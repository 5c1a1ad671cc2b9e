/* SPDX-License-Identifier: MIT */
/* Which lines of a log count, and where the next review goes on. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "logs/packed.h"
#include "logs/reviews.h"
#include "logs/traces.h"
#include "support/suite.h"

START_TEST(test_consecutive_windows)
{
    struct reviews it;

    reviews_open(&it);
    reviews_append(&it, "2026-07-19 23:59:59 ERROR before\n"
                        "2026-07-20 00:00:00 ERROR first\n"
                        "2026-07-20 23:59:59.999 ERROR last\n"
                        "2026-07-21 00:00:00 ERROR next\n"
                        "2026-07-21 23:59:59 ERROR end\n");
    reviews_expect(&it, FROM, "1 first;1 last;");
    reviews_append(&it, "2026-07-21 12:00:00 ERROR late\n"
                        "2026-07-22 00:00:00 ERROR after\n");
    reviews_expect(&it, FROM + DAY, "1 end;1 late;1 next;");
    reviews_expect(&it, FROM + 2 * DAY, "1 after;");
    reviews_expect(&it, FROM + 3 * DAY, "");
    reviews_close(&it);
}
END_TEST

/* What has no stamp in a file with stamps counts once, in whichever review sees it first. */
START_TEST(test_mixed)
{
    struct reviews it;

    reviews_open(&it);
    reviews_append(&it, PYTHON "2026-07-18 10:00:00 INFO up\n" PYTHON
                               "2026-07-20 10:00:00 INFO up again\nERROR:x:one\n");
    reviews_expect(&it, FROM, "1 one;");
    reviews_append(&it, PYTHON);
    reviews_expect(&it, FROM + DAY, "1 KeyError: <*>;");
    reviews_append(&it, "ERROR:x:two\n2026-07-22 10:00:00 WARNING three\n" PYTHON);
    reviews_expect(&it, FROM + 2 * DAY, "1 two;1 three;");
    reviews_expect(&it, FROM + 2 * DAY, "");
    reviews_close(&it);
}
END_TEST

/* Each line that is written between two reviews counts in the second one, be its stamp what it may,
 * but for what is older than one looks back. */
START_TEST(test_late_lines)
{
    struct reviews it;
    static const char *const stamps[] = {"2026-07-20 09:00:00", "2026-07-19 23:00:00",
                                         "2026-07-16 23:00:00", "2026-07-21T01:00:00+09:00"};

    for (size_t i = 0; i < sizeof stamps / sizeof stamps[0]; i++) {
        struct dd_buf line = DD_BUF_INIT;

        reviews_open(&it);
        reviews_append(&it, "2026-07-20 10:00:00 ERROR one\n");
        reviews_expect(&it, FROM, "1 one;");
        dd_buf_printf(&line, "%s ERROR two\n2026-07-21 10:00:00 ERROR three\n", stamps[i]);
        reviews_append(&it, dd_buf_text(&line));
        reviews_append(&it, "2026-07-01 10:00:00 ERROR older than a week\n");
        reviews_expect(&it, FROM + DAY, "1 three;1 two;");
        dd_buf_free(&line);
        reviews_close(&it);
    }
}
END_TEST

/* The stamps are in UTC and do not say so; the zone that was set is another one. */
START_TEST(test_stamps_of_another_zone)
{
    struct reviews it;
    static const char *const zones[] = {"America/Los_Angeles", "Asia/Tokyo", "UTC"};

    for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++) {
        static const int hours[] = {2, 8, 14, 20};
        struct dd_buf all = DD_BUF_INIT;

        reviews_open(&it);
        it.zone = zones[i];
        for (int day = 20; day < 24; day++) {
            struct dd_buf line = DD_BUF_INIT;

            for (size_t h = 0; h < sizeof hours / sizeof hours[0]; h++) {
                dd_buf_reset(&line);
                dd_buf_printf(&line, "2026-07-%d %02d:00:00 ERROR %c%c\n", day, hours[h],
                              'a' + day - 20, 'a' + (int)h);
                reviews_append(&it, dd_buf_text(&line));
            }
            reviews_run(&it, FROM + (day - 20) * DAY, &all);
            dd_buf_free(&line);
        }
        /* the first review has no place yet; the last hours of the last day may be those of the
         * next one */
        for (int day = 1; day < 3; day++)
            for (int hour = 0; hour < 4; hour++) {
                char wanted[] = {'1', ' ', (char)('a' + day), (char)('a' + hour), ';', '\0'};
                const char *at = strstr(dd_buf_text(&all), wanted);

                ck_assert_msg(at != NULL && strstr(at + 1, wanted) == NULL, "%s in %s: %s", wanted,
                              it.zone, dd_buf_text(&all));
            }
        dd_buf_free(&all);
        reviews_close(&it);
    }
}
END_TEST

/* On 2026-11-01 the clocks of Los Angeles go back at 09:00 UTC: 01:30 comes twice. */
START_TEST(test_hour_that_comes_twice)
{
    struct reviews it;
    const int64_t end_of_first = INT64_C(1793522700); /* 08:45 UTC, 01:45 for the first time */

    reviews_open(&it);
    it.zone = "America/Los_Angeles";
    it.written = end_of_first - 900;
    reviews_append(&it, "2026-11-01 00:30:00 ERROR one\n2026-11-01 01:30:00 ERROR two\n");
    reviews_expect(&it, end_of_first - DAY, "1 one;1 two;");
    it.written = end_of_first + 3600;
    reviews_append(&it, "2026-11-01 01:50:00 ERROR three\n2026-11-01 01:10:00 ERROR four\n"
                        "2026-11-01 01:40:00 ERROR five\n2026-11-01 02:00:00 ERROR six\n");
    reviews_expect(&it, end_of_first, "1 five;1 four;1 six;1 three;");
    reviews_expect(&it, end_of_first + DAY, "");
    reviews_close(&it);
}
END_TEST

/* What happens after the window's end is tomorrow's, also what is out of order there. */
START_TEST(test_end_of_the_window)
{
    struct reviews it;

    reviews_open(&it);
    reviews_append(&it, "2026-07-20 23:59:59 ERROR one\n2026-07-21 00:00:00 ERROR two\n"
                        "2026-07-20 23:59:58 ERROR three\n");
    reviews_expect(&it, FROM, "1 one;");
    reviews_expect(&it, FROM + DAY, "1 three;1 two;");
    reviews_close(&it);
}
END_TEST

/* A clock that once was wrong does not end all reviews. */
START_TEST(test_stamps_from_the_future)
{
    struct reviews it;

    reviews_open(&it);
    reviews_append(&it, "2026-07-20 10:00:00 ERROR one\n2099-01-01 00:00:00 ERROR two\n"
                        "2099-01-01 00:00:01 ERROR three\n2026-07-20 10:00:01 ERROR four\n"
                        "2099-01-01 00:00:00 ERROR five\n");
    reviews_expect(&it, FROM, "1 four;1 one;1 three;1 two;");
    reviews_expect(&it, FROM + DAY, "");
    reviews_append(&it, "2026-07-22 10:00:00 ERROR six\n");
    reviews_expect(&it, FROM + 2 * DAY, "1 five;1 six;");
    reviews_close(&it);
}
END_TEST

/* Who asks for a window gets what is in it, reviewed or not. The next review goes on at the first
 * line beyond it, and so what is out of order behind that one counts there, too. */
START_TEST(test_window_that_is_asked_for)
{
    struct reviews it;

    reviews_open(&it);
    reviews_append(&it, "2026-07-18 10:00:00 ERROR one\n2026-07-20 10:00:00 ERROR two\n");
    reviews_expect(&it, FROM, "1 two;");
    reviews_append(&it, "2026-07-21 10:00:00 ERROR three\n2026-07-22 10:00:00 ERROR four\n"
                        "2026-07-21 11:00:00 ERROR five\n");
    it.replay = FROM - 3 * DAY;
    reviews_expect_and_forget(&it, FROM + DAY, "1 five;1 one;1 three;1 two;");
    it.replay = FROM + DAY;
    reviews_expect(&it, FROM + DAY, "1 five;1 three;");
    it.replay = 0;
    reviews_expect(&it, FROM + 2 * DAY, "1 five;1 four;");
    reviews_close(&it);

    reviews_open(&it);
    reviews_append(&it, "ERROR: one\n");
    reviews_expect(&it, FROM, "1 one;");
    reviews_append(&it, "ERROR: two\n");
    it.replay = FROM - 3 * DAY;
    reviews_expect(&it, FROM + DAY, "1 two;");
    reviews_close(&it);
}
END_TEST

/* ---- input that nobody would write -------------------------------------------------------- */

/* A long line, with stamp and level, costs no memory and hides no other line. */
START_TEST(test_long_line)
{
    struct reviews it;
    struct dd_buf text = DD_BUF_INIT;

    reviews_open(&it);
    dd_buf_puts(&text, "2026-07-20 10:00:00 ERROR one\n2026-07-20 10:00:01 ERROR two ");
    while (text.length < (size_t)20 * 1000 * 1000)
        dd_buf_puts(&text, "word word word word word word word word word word word ");
    dd_buf_puts(&text, "\n2026-07-20 10:00:02 ERROR one\n");
    reviews_append(&it, dd_buf_text(&text));
    dd_buf_truncate(&text, 0);
    dd_buf_puts(&text, "2 one;1 two");
    while (text.length < strlen("2 one;1 ") + 400)
        dd_buf_puts(&text, " word");
    dd_buf_truncate(&text, strlen("2 one;1 ") + 400);
    dd_buf_putc(&text, ';');
    reviews_expect(&it, FROM, dd_buf_text(&text));
    dd_buf_free(&text);
    reviews_close(&it);
}
END_TEST

START_TEST(test_only_newlines_and_nothing)
{
    struct reviews it;
    char *bytes = malloc(100000);

    reviews_open(&it);
    ck_assert_ptr_nonnull(bytes);
    reviews_append(&it, "");
    reviews_expect(&it, FROM, "");
    memset(bytes, '\n', 99999);
    bytes[99999] = '\0';
    reviews_append(&it, bytes);
    reviews_expect(&it, FROM, "");
    reviews_append(&it, "ERROR: one\n");
    reviews_expect(&it, FROM, "1 one;");
    free(bytes);
    reviews_close(&it);
}
END_TEST

START_TEST(test_random_bytes)
{
    struct reviews it;
    unsigned char bytes[200000];
    uint32_t state = 7;

    for (size_t i = 0; i < sizeof bytes; i++) {
        state = state * 1664525 + 1013904223;
        bytes[i] = (unsigned char)(state >> 24);
    }
    reviews_open(&it);
    reviews_append_bytes(&it, bytes, sizeof bytes);
    reviews_append(&it, "\n2026-07-20 10:00:00 ERROR one\n");
    reviews_expect(&it, FROM, "1 one;");
    reviews_append_bytes(&it, bytes, sizeof bytes);
    reviews_append(&it, "\n2026-07-21 10:00:00 ERROR two\n");
    reviews_expect(&it, FROM + DAY, "1 two;");
    reviews_close(&it);
}
END_TEST

/* A MB of zeros, in front of lines and within one. */
START_TEST(test_zeros)
{
    struct reviews it;
    static const char zeros[1024 * 1024];

    reviews_open(&it);
    reviews_append_bytes(&it, zeros, sizeof zeros);
    reviews_append(&it, "2026-07-20 10:00:00 ERROR one\n2026-07-20 11:00:00 INFO x");
    reviews_append_bytes(&it, zeros, sizeof zeros);
    reviews_append(&it, "\n2026-07-20 12:00:00 ERROR two\n");
    reviews_append_bytes(&it, zeros, sizeof zeros);
    reviews_append_bytes(&it, zeros, sizeof zeros);
    reviews_expect(&it, FROM, "1 one;1 two;");
    reviews_append(&it, "2026-07-21 10:00:00 ERROR three\n");
    reviews_expect(&it, FROM + DAY, "1 three;");
    reviews_expect(&it, FROM + 2 * DAY, "");
    reviews_close(&it);
}
END_TEST

/* One line of 200 MB costs a descriptor and a buffer, whatever it is made of. */
START_TEST(test_line_of_200_mb)
{
    struct reviews it;

    reviews_open(&it);
    reviews_append(&it, "2026-07-20 10:00:00 ERROR one\nx");
    ck_assert_int_eq(truncate(it.log_path, 200 * 1000 * 1000), 0);
    reviews_append(&it, "x\n2026-07-20 11:00:00 ERROR two\n");
    reviews_expect(&it, FROM, "1 one;1 two;");
    reviews_append(&it, "2026-07-21 11:00:00 ERROR three\n");
    reviews_expect(&it, FROM + DAY, "1 three;");
    reviews_close(&it);
}
END_TEST

/* A file that decodes to a thousand times its size. What is too much is in test-source.c. */
START_TEST(test_bomb)
{
    struct reviews it;
    const size_t length = (size_t)30 * 1000 * 1000;
    static const char end[] = "\n2026-07-20 12:00:00 ERROR three\n";
    char *text = calloc(1, length);
    struct dd_buf bytes = DD_BUF_INIT;

    ck_assert_ptr_nonnull(text);
    reviews_open(&it);
    reviews_append(&it, "2026-07-20 10:00:00 ERROR one\n");
    memset(text, 'x', length);
    memcpy(text, "2026-07-20 11:00:00 INFO two ", 29);
    memcpy(text + length - sizeof end + 1, end, sizeof end - 1);
    packed_gzip(&bytes, text, length);
    reviews_put(&it, "a.log.1.gz", bytes.data, bytes.length);
    reviews_expect(&it, FROM, "1 one;1 three;");
    dd_buf_free(&bytes);
    free(text);
    reviews_close(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_consecutive_windows,
                                  test_mixed,
                                  test_late_lines,
                                  test_stamps_of_another_zone,
                                  test_hour_that_comes_twice,
                                  test_end_of_the_window,
                                  test_stamps_from_the_future,
                                  test_window_that_is_asked_for,
                                  test_long_line,
                                  test_only_newlines_and_nothing,
                                  test_random_bytes,
                                  test_zeros,
                                  test_line_of_200_mb,
                                  test_bomb};

    return suite_run("logs/pass", tests, sizeof tests / sizeof tests[0]);
}
