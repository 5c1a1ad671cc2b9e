/* SPDX-License-Identifier: MIT */
/* Where a log goes on that was truncated, rotated, copied or compressed since the last review. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "logs/packed.h"
#include "logs/reviews.h"
#include "support/scratch.h"
#include "support/suite.h"

START_TEST(test_truncated)
{
    struct reviews it;

    reviews_open(&it);
    reviews_append(&it, "ERROR: one\nERROR: two\n");
    reviews_expect(&it, FROM, "1 one;1 two;");
    ck_assert_int_eq(truncate(it.log_path, 0), 0);
    reviews_expect(&it, FROM, "");
    reviews_append(&it, "ERROR: three\n");
    reviews_expect(&it, FROM, "1 three;");
    /* truncated and grown beyond the old size between two reviews */
    ck_assert_int_eq(truncate(it.log_path, 0), 0);
    reviews_append(&it, "ERROR: four\nERROR: five\nERROR: six\n");
    reviews_expect(&it, FROM, "1 five;1 four;1 six;");
    reviews_expect(&it, FROM, "");
    reviews_close(&it);
}
END_TEST

/* All of a file that was replaced is new, however long it is. */
START_TEST(test_truncated_and_grown_long)
{
    struct reviews it;
    struct dd_buf text = DD_BUF_INIT;

    reviews_open(&it);
    reviews_append(&it, "ERROR: one\n");
    reviews_expect(&it, FROM, "1 one;");
    dd_buf_puts(&text, "ERROR: two\n");
    while (text.length < 2 * 1024 * 1024)
        dd_buf_puts(&text, "a line without a level\n");
    ck_assert_int_eq(truncate(it.log_path, 0), 0);
    reviews_append(&it, dd_buf_text(&text));
    reviews_expect(&it, FROM, "1 two;");
    dd_buf_free(&text);
    reviews_close(&it);
}
END_TEST

START_TEST(test_rotated_without_stamps)
{
    struct reviews it;

    reviews_open(&it);
    reviews_append(&it, "ERROR: one\n");
    reviews_expect(&it, FROM, "1 one;");
    reviews_append(&it, "ERROR: two\n");
    reviews_rename(&it, "a.log", "a.log.1");
    reviews_append(&it, "ERROR: three\n");
    reviews_expect(&it, FROM, "1 three;1 two;");
    reviews_expect(&it, FROM, "");
    /* the new file is there, the old one was deleted */
    ck_assert_int_eq(unlink(it.log_path), 0);
    reviews_append(&it, "ERROR: a longer one\n");
    reviews_expect(&it, FROM, "1 a longer one;");
    reviews_close(&it);
}
END_TEST

START_TEST(test_rotated_with_stamps)
{
    struct reviews it;

    reviews_open(&it);
    reviews_append(&it, "2026-07-20 10:00:00 ERROR one\n2026-07-21 10:00:00 ERROR two\n");
    reviews_expect(&it, FROM, "1 one;");
    reviews_append(&it, "2026-07-21 11:00:00 ERROR three\n");
    reviews_rename(&it, "a.log", "a.log.1");
    reviews_append(&it, "2026-07-21 12:00:00 ERROR four\n");
    reviews_expect(&it, FROM + DAY, "1 four;1 three;1 two;");
    reviews_close(&it);
}
END_TEST

/* Rotate once: "a.log.1" becomes "a.log.2", and so on. */
static void shift(const struct reviews *it, int count)
{
    char from[16];
    char to[16];

    for (int i = count; i >= 0; i--) {
        char *path;

        snprintf(from, sizeof from, i == 0 ? "a.log" : "a.log.%d", i);
        snprintf(to, sizeof to, "a.log.%d", i + 1);
        path = scratch_path(it->folder, from);
        if (access(path, F_OK) == 0)
            reviews_rename(it, from, to);
        free(path);
    }
}

/* Another inode with the same bytes. */
static void copy_to(const struct reviews *it, const char *from, const char *to)
{
    char *path = scratch_path(it->folder, from);
    char *text = scratch_read(path);

    reviews_put(it, to, text, strlen(text));
    free(text);
    free(path);
}

static void pack(const struct reviews *it, const char *name, bool zstd)
{
    char *path = scratch_path(it->folder, name);
    char *text = scratch_read(path);
    struct dd_buf packed_name = DD_BUF_INIT;
    struct dd_buf bytes = DD_BUF_INIT;

    dd_buf_printf(&packed_name, "%s%s", name, zstd ? ".zst" : ".gz");
    if (zstd)
        packed_zstd(&bytes, text, strlen(text), 0);
    else
        packed_gzip(&bytes, text, strlen(text));
    reviews_put(it, dd_buf_text(&packed_name), bytes.data, bytes.length);
    ck_assert_int_eq(unlink(path), 0);
    dd_buf_free(&packed_name);
    dd_buf_free(&bytes);
    free(text);
    free(path);
}

static void by_rename(const struct reviews *it)
{
    reviews_say(it, "two");
    reviews_rename(it, "a.log", "a.log.1");
    reviews_say(it, "three");
}

static void by_date(const struct reviews *it)
{
    reviews_say(it, "two");
    reviews_rename(it, "a.log", "a.log-20260721");
    reviews_say(it, "three");
}

static void by_date_inside(const struct reviews *it)
{
    reviews_say(it, "two");
    reviews_rename(it, "a.log", "a-2026-07-21.log");
    reviews_say(it, "three");
}

static void by_copytruncate(const struct reviews *it)
{
    reviews_say(it, "two");
    copy_to(it, "a.log", "a.log.1");
    ck_assert_int_eq(truncate(it->log_path, 0), 0);
    reviews_say(it, "three");
}

static void with_gzip(const struct reviews *it)
{
    by_rename(it);
    pack(it, "a.log.1", false);
}

static void with_zstd(const struct reviews *it)
{
    by_copytruncate(it);
    pack(it, "a.log.1", true);
}

static void with_rsync(const struct reviews *it)
{
    reviews_say(it, "two");
    copy_to(it, "a.log", "x");
    reviews_rename(it, "x", "a.log.1");
    reviews_put(it, "x", "", 0);
    reviews_rename(it, "x", "a.log");
    reviews_say(it, "three");
}

static void rsync_alone(const struct reviews *it)
{
    reviews_say(it, "two");
    reviews_say(it, "three");
    copy_to(it, "a.log", "x");
    reviews_rename(it, "x", "a.log");
}

static void twice(const struct reviews *it)
{
    reviews_say(it, "two");
    reviews_rename(it, "a.log", "a.log.2");
    reviews_say(it, "three");
    reviews_rename(it, "a.log", "a.log.1");
}

static void twice_and_gzip(const struct reviews *it)
{
    twice(it);
    pack(it, "a.log.2", false);
    pack(it, "a.log.1", true);
}

static void with_the_copy_left(const struct reviews *it)
{
    by_rename(it);
    copy_to(it, "a.log.1", "x");
    pack(it, "x", false);
    reviews_rename(it, "x.gz", "a.log.1.gz");
}

static void with_one_archive(const struct reviews *it)
{
    reviews_say(it, "two");
    reviews_rename(it, "a.log", "x");
    pack(it, "x", false);
    reviews_rename(it, "x.gz", "a.log.gz");
    reviews_say(it, "three");
}

static void nothing_special(const struct reviews *it)
{
    reviews_say(it, "two");
    reviews_say(it, "three");
}

START_TEST(test_rotations)
{
    struct reviews it;
    static const struct {
        const char *name;
        void (*act)(const struct reviews *it);
    } cases[] = {{"none", nothing_special},
                 {"rename", by_rename},
                 {"date", by_date},
                 {"date inside", by_date_inside},
                 {"copytruncate", by_copytruncate},
                 {"gzip", with_gzip},
                 {"zstd", with_zstd},
                 {"rsync of a rotation", with_rsync},
                 {"rsync", rsync_alone},
                 {"twice", twice},
                 {"twice, packed", twice_and_gzip},
                 {"packed, not removed", with_the_copy_left},
                 {"one archive", with_one_archive}};

    for (size_t i = 0; i < 2 * sizeof cases / sizeof cases[0]; i++) {
        reviews_open(&it);
        it.stamped = i % 2 == 0;
        reviews_say(&it, "one");
        reviews_say(&it, "one");
        reviews_expect(&it, FROM, "2 one;");
        cases[i / 2].act(&it);
        reviews_expect_and_forget(&it, FROM + DAY, "1 three;1 two;");
        reviews_expect(&it, FROM + DAY, "1 three;1 two;");
        reviews_say(&it, "four");
        reviews_expect(&it, FROM + 2 * DAY, "1 four;");
        by_rename(&it);
        reviews_expect(&it, FROM + 3 * DAY, "1 three;1 two;");
        reviews_expect(&it, FROM + 4 * DAY, "");
        reviews_close(&it);
    }
}
END_TEST

/* Logs without stamps that are all alike, a file for each start of a program. */
START_TEST(test_rotated_and_alike)
{
    struct reviews it;

    reviews_open(&it);
    it.stamped = false;
    reviews_say(&it, "one");
    reviews_expect(&it, FROM, "1 one;");
    reviews_rename(&it, "a.log", "a.log.1");
    reviews_say(&it, "one");
    reviews_expect(&it, FROM + DAY, "1 one;");
    reviews_rename(&it, "a.log.1", "a.log.2");
    reviews_rename(&it, "a.log", "a.log.1");
    reviews_say(&it, "one");
    reviews_expect(&it, FROM + 2 * DAY, "1 one;");
    reviews_expect(&it, FROM + 3 * DAY, "");
    reviews_close(&it);
}
END_TEST

/* A copy that somebody makes of a log, or of its growing, is no new one. */
START_TEST(test_copies)
{
    struct reviews it;

    reviews_open(&it);
    it.stamped = true;
    reviews_say(&it, "one");
    reviews_expect(&it, FROM, "1 one;");
    reviews_say(&it, "two");
    copy_to(&it, "a.log", "a.log.old");
    reviews_expect(&it, FROM + DAY, "1 two;");
    copy_to(&it, "a.log", "a.log.old");
    reviews_say(&it, "three");
    reviews_expect(&it, FROM + 2 * DAY, "1 three;");
    reviews_close(&it);
}
END_TEST

/* What is too old to be read moves on to the next number all the same, and is found there when
 * somebody touches it. */
START_TEST(test_rotated_daily)
{
    struct reviews it;

    for (size_t i = 0; i < 2; i++) {
        reviews_open(&it);
        it.stamped = i == 0;
        for (int day = 0; day < 6; day++) {
            shift(&it, 6);
            reviews_say(&it, "one");
            reviews_expect(&it, FROM + day * DAY, "1 one;");
        }
        reviews_touch(&it, "a.log.4");
        reviews_expect(&it, FROM + 6 * DAY, "");
        reviews_close(&it);
    }
}
END_TEST

/* The inode of a log that was empty and replaced is given to an archive of another one. */
START_TEST(test_inode_of_an_empty_log)
{
    struct reviews it;
    struct dd_log_position *empty;
    struct dd_log_position *full;

    for (size_t i = 0; i < 2; i++) {
        reviews_open(&it);
        it.stamped = i == 0;
        reviews_say(&it, "one");
        reviews_rename(&it, "a.log", "a.log.1");
        reviews_put(&it, "a.log", "", 0);
        reviews_expect(&it, FROM, "1 one;");
        empty = &it.known.items[strcmp(it.known.items[0].path, "a.log") == 0 ? 0 : 1];
        full = &it.known.items[empty == &it.known.items[0] ? 1 : 0];
        ck_assert_uint_eq(empty->offset, 0);
        ck_assert_uint_gt(full->offset, 0);
        empty->inode = full->inode;
        full->inode++;
        reviews_rename(&it, "a.log.1", "a.log.2");
        reviews_touch(&it, "a.log.2");
        reviews_rename(&it, "a.log", "a.log.1");
        reviews_say(&it, "two");
        reviews_expect(&it, FROM + DAY, "1 two;");
        reviews_close(&it);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_truncated,
                                  test_truncated_and_grown_long,
                                  test_rotated_without_stamps,
                                  test_rotated_with_stamps,
                                  test_rotations,
                                  test_rotated_and_alike,
                                  test_copies,
                                  test_rotated_daily,
                                  test_inode_of_an_empty_log};

    return suite_run("logs/places", tests, sizeof tests / sizeof tests[0]);
}
