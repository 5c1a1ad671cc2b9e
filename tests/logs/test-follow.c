/* SPDX-License-Identifier: MIT */
/* A log from one review to the next: each of its lines counts once. */
#include <sys/stat.h>
#include <unistd.h>

#include "logs/packed.h"
#include "logs/reviews.h"
#include "logs/traces.h"
#include "support/nobody.h"
#include "support/suite.h"

/* A review that failed later is repeated from the position that it began with. */
START_TEST(test_repeated_review)
{
    struct reviews it;

    reviews_open(&it);
    reviews_append(&it, "ERROR: one\n2026-07-20 10:00:00 ERROR two\n" PYTHON);
    reviews_expect_and_forget(&it, FROM, "1 one;1 two;");
    reviews_append(&it, "2026-07-20 12:00:00 ERROR three\n");
    reviews_expect_and_forget(&it, FROM, "1 one;1 three;1 two;");
    reviews_expect(&it, FROM, "1 one;1 three;1 two;");
    reviews_append(&it, "2026-07-21 12:00:00 ERROR four\n");
    reviews_expect_and_forget(&it, FROM + DAY, "1 four;");
    reviews_expect(&it, FROM + DAY, "1 four;");
    reviews_close(&it);
}
END_TEST

START_TEST(test_without_stamps)
{
    struct reviews it;

    reviews_open(&it);
    reviews_append(&it, "ERROR: one\nERROR: two\n");
    reviews_expect(&it, FROM, "1 one;1 two;");
    reviews_expect(&it, FROM, "");
    reviews_append(&it, "ERROR: three\n" PYTHON "ERROR: four");
    reviews_expect(&it, FROM + DAY, "1 three;");
    /* the last line was not whole */
    reviews_append(&it, " goes on\nERROR: five\n");
    reviews_expect(&it, FROM + 2 * DAY, "1 five;1 four goes on;");
    reviews_expect(&it, FROM + 3 * DAY, "");
    reviews_close(&it);
}
END_TEST

START_TEST(test_without_stamps_the_first_time)
{
    struct reviews it;
    struct dd_buf text = DD_BUF_INIT;

    reviews_open(&it);
    dd_buf_puts(&text, "ERROR: long ago\n");
    while (text.length < 1024 * 1024)
        dd_buf_puts(&text, "a line without a level\n");
    dd_buf_puts(&text, "ERROR: lately\n");
    reviews_append(&it, dd_buf_text(&text));
    reviews_expect(&it, FROM, "1 lately;");
    dd_buf_free(&text);
    reviews_close(&it);
}
END_TEST

START_TEST(test_last_line_without_an_end)
{
    struct reviews it;

    for (size_t i = 0; i < 2; i++) {
        reviews_open(&it);
        it.stamped = i == 0;
        reviews_say(&it, "one");
        reviews_begin(&it, "two");
        reviews_expect(&it, FROM, "1 one;");
        reviews_append(&it, " and a half");
        reviews_expect(&it, FROM + DAY, "");
        /* nobody writes to it any more */
        reviews_expect(&it, FROM + 2 * DAY, "1 two and a half;");
        reviews_expect(&it, FROM + 3 * DAY, "");
        reviews_append(&it, "\n");
        reviews_say(&it, "three");
        reviews_rename(&it, "a.log", "a.log.1");
        reviews_begin(&it, "four");
        reviews_expect(&it, FROM + 4 * DAY, "1 three;");
        reviews_rename(&it, "a.log.1", "a.log.2");
        reviews_rename(&it, "a.log", "a.log.1");
        reviews_say(&it, "five");
        reviews_expect(&it, FROM + 5 * DAY, "1 five;1 four;");
        reviews_expect(&it, FROM + 6 * DAY, "");
        reviews_close(&it);
    }
}
END_TEST

START_TEST(test_files_that_one_may_not_read)
{
    struct reviews it;

    for (size_t i = 0; i < 2; i++) {
        nobody_begin(NULL);
        reviews_open(&it);
        it.stamped = i == 0;
        reviews_say(&it, "one");
        ck_assert_int_eq(chmod(it.log_path, 0), 0);
        reviews_expect(&it, FROM, "(a.log)");
        reviews_expect(&it, FROM + DAY, "(a.log)");
        ck_assert_int_eq(chmod(it.log_path, 0600), 0);
        reviews_expect(&it, FROM + 2 * DAY, "1 one;");
        reviews_say(&it, "two");
        ck_assert_int_eq(chmod(it.log_path, 0), 0);
        reviews_expect(&it, FROM + 3 * DAY, "(a.log)");
        ck_assert_int_eq(chmod(it.log_path, 0600), 0);
        reviews_rename(&it, "a.log", "a.log.1");
        reviews_say(&it, "three");
        reviews_expect(&it, FROM + 4 * DAY, "1 three;1 two;");
        reviews_close(&it);
        nobody_end();
    }
}
END_TEST

/* What was decoded counts, once, and that it is not all is said. */
START_TEST(test_archives_that_are_cut_off)
{
    struct reviews it;
    struct dd_buf text = DD_BUF_INIT;
    struct dd_buf bytes = DD_BUF_INIT;

    reviews_open(&it);
    reviews_append(&it, "2026-07-20 01:00:00 ERROR old\n");
    reviews_expect(&it, FROM, "1 old;");
    for (int i = 0; i < 20000; i++)
        dd_buf_printf(&text, "2026-07-21 10:00:00 %s %d\n", i == 5 ? "ERROR one" : "INFO", i * i);
    packed_gzip(&bytes, text.data, text.length);
    reviews_put(&it, "a.log.1.gz", bytes.data, bytes.length / 2);
    reviews_expect(&it, FROM + DAY, "(a.log.1.gz)1 one <*>;");
    reviews_touch(&it, "a.log.1.gz");
    reviews_expect(&it, FROM + 2 * DAY, "(a.log.1.gz)");
    dd_buf_free(&text);
    dd_buf_free(&bytes);
    reviews_close(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_repeated_review,
                                  test_without_stamps,
                                  test_without_stamps_the_first_time,
                                  test_last_line_without_an_end,
                                  test_files_that_one_may_not_read,
                                  test_archives_that_are_cut_off};

    return suite_run("logs/follow", tests, sizeof tests / sizeof tests[0]);
}
