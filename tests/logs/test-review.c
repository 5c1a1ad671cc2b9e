/* SPDX-License-Identifier: MIT */
/* What a sequence of reviews counts while files grow, are truncated and rotate. */
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/date.h"
#include "logs/family.h"
#include "logs/packed.h"
#include "logs/review.h"
#include "support/nobody.h"
#include "support/scratch.h"
#include "support/suite.h"

#define FROM   INT64_C(1784505600) /* 2026-07-20T00:00:00Z */
#define DAY    (24 * 60 * 60)
#define PYTHON "Traceback (most recent call last):\n  File \"x\", line 1, in f\nKeyError: 1\n"

static char *folder;
static char *log_path;
static const char *zone_name;
static struct dd_log_positions known; /* what is remembered from one review to the next */
static int64_t written;               /* when what is written now is written */
static int64_t replay;                /* the window that is asked for begins here; 0: none is */

static void set_up(void)
{
    folder = scratch_make();
    log_path = scratch_path(folder, "a.log");
    known = (struct dd_log_positions)DD_LOG_POSITIONS_INIT;
    zone_name = "UTC";
    replay = 0;
    written = FROM + DAY / 2;
}

static void tear_down(void)
{
    dd_positions_free(&known);
    free(log_path);
    scratch_remove(folder);
}

static void touch(const char *path, int64_t when)
{
    const struct timespec times[] = {{.tv_sec = (time_t)when}, {.tv_sec = (time_t)when}};

    ck_assert_int_eq(utimensat(AT_FDCWD, path, times, 0), 0);
}

static void append(const char *path, const char *text)
{
    FILE *file = fopen(path, "ab");

    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(text, 1, strlen(text), file), strlen(text));
    ck_assert_int_eq(fclose(file), 0);
    touch(path, written);
}

static struct dd_log_review *new_review(const struct dd_zone *zone, int64_t from, size_t groups)
{
    const struct dd_log_options options = {.from = replay != 0 ? replay : from,
                                           .replay = replay != 0,
                                           .to = from + DAY,
                                           .earliest = from - 6 * DAY,
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

static enum daydream_status tell(void *user, const struct dd_log_file *file,
                                 struct daydream_error *err)
{
    (void)err;
    if (file->outcome == DD_LOG_UNREAD || file->outcome == DD_LOG_LEFT_OUT)
        dd_buf_printf(user, "(%s)", file->path);
    return DAYDREAM_OK;
}

/* As a project asks for its logs. */
static void review_all(struct dd_log_review *review, struct dd_log_positions *out,
                       struct dd_buf *told)
{
    struct dd_strings paths = DD_STRINGS_INIT;

    ck_assert_int_eq(dd_family_find(folder, "*.log", &paths, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_log_review_project(review, folder, &paths, &known, out, tell, told, NULL),
                     DAYDREAM_OK);
    dd_strings_free(&paths);
}

static void expect_again(int64_t from, const char *wanted, bool remember)
{
    struct dd_log_positions out = DD_LOG_POSITIONS_INIT;
    struct dd_zone *zone = NULL;
    struct dd_log_review *review;
    struct dd_buf got = DD_BUF_INIT;

    ck_assert_int_eq(dd_zone_open(zone_name, &zone, NULL), DAYDREAM_OK);
    review = new_review(zone, from, 100);
    review_all(review, &out, &got);
    list(review, &got);
    ck_assert_msg(strcmp(dd_buf_text(&got), wanted) == 0, "\"%s\" instead of \"%s\"",
                  dd_buf_text(&got), wanted);
    if (remember) {
        dd_positions_free(&known);
        known = out;
        written = from + DAY + DAY / 2;
    } else {
        dd_positions_free(&out);
    }
    dd_buf_free(&got);
    dd_log_review_free(review);
    dd_zone_free(zone);
}

/* Review the logs for the day that begins at `from`, and compare "COUNT TEMPLATE;..." with what
 * counted; before it stands "(PATH)" for each file that was not wholly read. */
static void expect(int64_t from, const char *wanted)
{
    expect_again(from, wanted, true);
}

/* The same, but what was remembered is lost, as when the run fails later. */
static void expect_and_forget(int64_t from, const char *wanted)
{
    expect_again(from, wanted, false);
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
    expect_and_forget(FROM, "1 one;1 two;");
    append(log_path, "2026-07-20 12:00:00 ERROR three\n");
    expect_and_forget(FROM, "1 one;1 three;1 two;");
    expect(FROM, "1 one;1 three;1 two;");
    append(log_path, "2026-07-21 12:00:00 ERROR four\n");
    expect_and_forget(FROM + DAY, "1 four;");
    expect(FROM + DAY, "1 four;");
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
    expect(FROM + DAY, "1 three;");
    /* the last line was not whole */
    append(log_path, " goes on\nERROR: five\n");
    expect(FROM + 2 * DAY, "1 five;1 four goes on;");
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
    expect(FROM + 2 * DAY, "");
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
    char *link_path;
    char *hard_path;

    set_up();
    append(log_path, "ERROR: one\n");
    link_path = scratch_path(folder, "0-current.log");
    hard_path = scratch_path(folder, "b.log");
    ck_assert_int_eq(symlink("a.log", link_path), 0);
    ck_assert_int_eq(link(log_path, hard_path), 0);
    expect(FROM, "1 one;");
    append(log_path, "ERROR: two\n");
    expect(FROM + DAY, "1 two;");
    free(link_path);
    free(hard_path);
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
    ck_assert_int_eq(dd_log_review_file(review, log_path, "a.log", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_log_review_file(review, path, "b.log", NULL), DAYDREAM_OK);
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
    ck_assert_int_eq(dd_log_review_file(review, log_path, "a.log", &err), DAYDREAM_ERROR_FILE);
    ck_assert_str_eq(err.source, "logs");
    ck_assert_int_eq(dd_log_review_file(review, folder, "folder", NULL), DAYDREAM_ERROR_FILE);
    dd_log_review_free(review);
    dd_zone_free(zone);
    tear_down();
}
END_TEST

/* ---- what becomes of files between two reviews ----------------------------------------------- */

static void rename_to(const char *from, const char *to)
{
    char *one = scratch_path(folder, from);
    char *two = scratch_path(folder, to);

    ck_assert_int_eq(rename(one, two), 0);
    free(one);
    free(two);
}

static void write_to(const char *name, const char *text)
{
    char *path = scratch_write(folder, name, text);

    touch(path, written);
    free(path);
}

/* Another inode with the same bytes. */
static void copy_to(const char *from, const char *to)
{
    char *path = scratch_path(folder, from);
    char *text = scratch_read(path);

    write_to(to, text);
    free(text);
    free(path);
}

static void pack(const char *name, bool zstd)
{
    char *path = scratch_path(folder, name);
    char *text = scratch_read(path);
    struct dd_buf packed_name = DD_BUF_INIT;
    struct dd_buf bytes = DD_BUF_INIT;
    char *packed;

    dd_buf_printf(&packed_name, "%s%s", name, zstd ? ".zst" : ".gz");
    if (zstd)
        packed_zstd(&bytes, text, strlen(text), 0);
    else
        packed_gzip(&bytes, text, strlen(text));
    packed = scratch_write_bytes(folder, dd_buf_text(&packed_name), bytes.data, bytes.length);
    touch(packed, written);
    ck_assert_int_eq(unlink(path), 0);
    dd_buf_free(&packed_name);
    dd_buf_free(&bytes);
    free(packed);
    free(text);
    free(path);
}

/* Everything below is tried with logs that have stamps, and with such that have none. */
static bool stamped;

static void begin(const char *message)
{
    char stamp[DD_RFC3339_SIZE];
    struct dd_buf line = DD_BUF_INIT;

    dd_rfc3339_format(written, stamp);
    dd_buf_printf(&line, stamped ? "%s ERROR %s" : "%.0sERROR: %s", stamp, message);
    append(log_path, dd_buf_text(&line));
    dd_buf_free(&line);
}

static void say(const char *message)
{
    begin(message);
    append(log_path, "\n");
}

static void by_rename(void)
{
    say("two");
    rename_to("a.log", "a.log.1");
    say("three");
}

static void by_date(void)
{
    say("two");
    rename_to("a.log", "a.log-20260721");
    say("three");
}

static void by_date_inside(void)
{
    say("two");
    rename_to("a.log", "a-2026-07-21.log");
    say("three");
}

static void by_copytruncate(void)
{
    say("two");
    copy_to("a.log", "a.log.1");
    ck_assert_int_eq(truncate(log_path, 0), 0);
    say("three");
}

static void with_gzip(void)
{
    by_rename();
    pack("a.log.1", false);
}

static void with_zstd(void)
{
    by_copytruncate();
    pack("a.log.1", true);
}

static void with_rsync(void)
{
    say("two");
    copy_to("a.log", "x");
    rename_to("x", "a.log.1");
    write_to("x", "");
    rename_to("x", "a.log");
    say("three");
}

static void rsync_alone(void)
{
    say("two");
    say("three");
    copy_to("a.log", "x");
    rename_to("x", "a.log");
}

static void twice(void)
{
    say("two");
    rename_to("a.log", "a.log.2");
    say("three");
    rename_to("a.log", "a.log.1");
}

static void twice_and_gzip(void)
{
    twice();
    pack("a.log.2", false);
    pack("a.log.1", true);
}

static void with_the_copy_left(void)
{
    by_rename();
    copy_to("a.log.1", "x");
    pack("x", false);
    rename_to("x.gz", "a.log.1.gz");
}

static void with_one_archive(void)
{
    say("two");
    rename_to("a.log", "x");
    pack("x", false);
    rename_to("x.gz", "a.log.gz");
    say("three");
}

static void nothing_special(void)
{
    say("two");
    say("three");
}

START_TEST(test_rotations)
{
    static const struct {
        const char *name;
        void (*act)(void);
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
        stamped = i % 2 == 0;
        set_up();
        say("one");
        say("one");
        expect(FROM, "2 one;");
        cases[i / 2].act();
        expect_and_forget(FROM + DAY, "1 three;1 two;");
        expect(FROM + DAY, "1 three;1 two;");
        say("four");
        expect(FROM + 2 * DAY, "1 four;");
        by_rename();
        expect(FROM + 3 * DAY, "1 three;1 two;");
        expect(FROM + 4 * DAY, "");
        tear_down();
    }
}
END_TEST

/* Logs without stamps that are all alike, a file for each start of a program. */
START_TEST(test_rotated_and_alike)
{
    stamped = false;
    set_up();
    say("one");
    expect(FROM, "1 one;");
    rename_to("a.log", "a.log.1");
    say("one");
    expect(FROM + DAY, "1 one;");
    rename_to("a.log.1", "a.log.2");
    rename_to("a.log", "a.log.1");
    say("one");
    expect(FROM + 2 * DAY, "1 one;");
    expect(FROM + 3 * DAY, "");
    tear_down();
}
END_TEST

/* A copy that somebody makes of a log, or of its growing, is no new one. */
START_TEST(test_copies)
{
    stamped = true;
    set_up();
    say("one");
    expect(FROM, "1 one;");
    say("two");
    copy_to("a.log", "a.log.old");
    expect(FROM + DAY, "1 two;");
    copy_to("a.log", "a.log.old");
    say("three");
    expect(FROM + 2 * DAY, "1 three;");
    tear_down();
}
END_TEST

/* Each line that is written between two reviews counts in the second one, be its stamp what it may,
 * but for what is older than one looks back. */
START_TEST(test_late_lines)
{
    static const char *const stamps[] = {"2026-07-20 09:00:00", "2026-07-19 23:00:00",
                                         "2026-07-16 23:00:00", "2026-07-21T01:00:00+09:00"};

    for (size_t i = 0; i < sizeof stamps / sizeof stamps[0]; i++) {
        struct dd_buf line = DD_BUF_INIT;

        set_up();
        append(log_path, "2026-07-20 10:00:00 ERROR one\n");
        expect(FROM, "1 one;");
        dd_buf_printf(&line, "%s ERROR two\n2026-07-21 10:00:00 ERROR three\n", stamps[i]);
        append(log_path, dd_buf_text(&line));
        append(log_path, "2026-07-01 10:00:00 ERROR older than a week\n");
        expect(FROM + DAY, "1 three;1 two;");
        dd_buf_free(&line);
        tear_down();
    }
}
END_TEST

/* The stamps are in UTC and do not say so; the zone that was set is another one. */
START_TEST(test_stamps_of_another_zone)
{
    static const char *const zones[] = {"America/Los_Angeles", "Asia/Tokyo", "UTC"};

    for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++) {
        static const int hours[] = {2, 8, 14, 20};
        struct dd_buf all = DD_BUF_INIT;

        set_up();
        zone_name = zones[i];
        for (int day = 20; day < 24; day++) {
            struct dd_buf got = DD_BUF_INIT;
            struct dd_log_positions out = DD_LOG_POSITIONS_INIT;
            struct dd_zone *zone = NULL;
            struct dd_log_review *review;

            for (size_t h = 0; h < sizeof hours / sizeof hours[0]; h++) {
                dd_buf_reset(&got);
                dd_buf_printf(&got, "2026-07-%d %02d:00:00 ERROR %c%c\n", day, hours[h],
                              'a' + day - 20, 'a' + (int)h);
                append(log_path, dd_buf_text(&got));
            }
            dd_buf_reset(&got);
            ck_assert_int_eq(dd_zone_open(zone_name, &zone, NULL), DAYDREAM_OK);
            review = new_review(zone, FROM + (day - 20) * DAY, 100);
            review_all(review, &out, &got);
            list(review, &got);
            dd_buf_puts(&all, dd_buf_text(&got));
            dd_positions_free(&known);
            known = out;
            written += DAY;
            dd_log_review_free(review);
            dd_zone_free(zone);
            dd_buf_free(&got);
        }
        /* the first review has no place yet; the last hours of the last day may be those of the
         * next one */
        for (int day = 1; day < 3; day++)
            for (int hour = 0; hour < 4; hour++) {
                char wanted[] = {'1', ' ', (char)('a' + day), (char)('a' + hour), ';', '\0'};
                const char *at = strstr(dd_buf_text(&all), wanted);

                ck_assert_msg(at != NULL && strstr(at + 1, wanted) == NULL, "%s in %s: %s", wanted,
                              zone_name, dd_buf_text(&all));
            }
        dd_buf_free(&all);
        tear_down();
    }
}
END_TEST

/* On 2026-11-01 the clocks of Los Angeles go back at 09:00 UTC: 01:30 comes twice. */
START_TEST(test_hour_that_comes_twice)
{
    const int64_t end_of_first = INT64_C(1793522700); /* 08:45 UTC, 01:45 for the first time */

    set_up();
    zone_name = "America/Los_Angeles";
    written = end_of_first - 900;
    append(log_path, "2026-11-01 00:30:00 ERROR one\n2026-11-01 01:30:00 ERROR two\n");
    expect(end_of_first - DAY, "1 one;1 two;");
    written = end_of_first + 3600;
    append(log_path, "2026-11-01 01:50:00 ERROR three\n2026-11-01 01:10:00 ERROR four\n"
                     "2026-11-01 01:40:00 ERROR five\n2026-11-01 02:00:00 ERROR six\n");
    expect(end_of_first, "1 five;1 four;1 six;1 three;");
    expect(end_of_first + DAY, "");
    tear_down();
}
END_TEST

/* What happens after the window's end is tomorrow's, also what is out of order there. */
START_TEST(test_end_of_the_window)
{
    set_up();
    append(log_path, "2026-07-20 23:59:59 ERROR one\n2026-07-21 00:00:00 ERROR two\n"
                     "2026-07-20 23:59:58 ERROR three\n");
    expect(FROM, "1 one;");
    expect(FROM + DAY, "1 three;1 two;");
    tear_down();
}
END_TEST

/* A clock that once was wrong does not end all reviews. */
START_TEST(test_stamps_from_the_future)
{
    set_up();
    append(log_path, "2026-07-20 10:00:00 ERROR one\n2099-01-01 00:00:00 ERROR two\n"
                     "2099-01-01 00:00:01 ERROR three\n2026-07-20 10:00:01 ERROR four\n"
                     "2099-01-01 00:00:00 ERROR five\n");
    expect(FROM, "1 four;1 one;1 three;1 two;");
    expect(FROM + DAY, "");
    append(log_path, "2026-07-22 10:00:00 ERROR six\n");
    expect(FROM + 2 * DAY, "1 five;1 six;");
    tear_down();
}
END_TEST

START_TEST(test_last_line_without_an_end)
{
    for (size_t i = 0; i < 2; i++) {
        stamped = i == 0;
        set_up();
        say("one");
        begin("two");
        expect(FROM, "1 one;");
        append(log_path, " and a half");
        expect(FROM + DAY, "");
        /* nobody writes to it any more */
        expect(FROM + 2 * DAY, "1 two and a half;");
        expect(FROM + 3 * DAY, "");
        append(log_path, "\n");
        say("three");
        rename_to("a.log", "a.log.1");
        begin("four");
        expect(FROM + 4 * DAY, "1 three;");
        rename_to("a.log.1", "a.log.2");
        rename_to("a.log", "a.log.1");
        say("five");
        expect(FROM + 5 * DAY, "1 five;1 four;");
        expect(FROM + 6 * DAY, "");
        tear_down();
    }
}
END_TEST

/* A log that is not there, or may not be read, for a day. */
START_TEST(test_absence)
{
    for (size_t i = 0; i < 2; i++) {
        char *link_path;

        stamped = i == 0;
        set_up();
        link_path = scratch_path(folder, "z.log");
        ck_assert_int_eq(mkfifo(link_path, 0600), 0);
        say("one");
        expect(FROM, "(z.log)1 one;");
        say("two");
        rename_to("a.log", "elsewhere");
        expect(FROM + DAY, "(z.log)");
        rename_to("elsewhere", "a.log");
        say("three");
        expect(FROM + 2 * DAY, "(z.log)1 three;1 two;");
        ck_assert_int_eq(unlink(log_path), 0);
        for (int day = 3; day < 12; day++)
            expect(FROM + day * DAY, "(z.log)");
        ck_assert_uint_eq(known.count, 0);
        free(link_path);
        tear_down();
    }
}
END_TEST

START_TEST(test_files_that_one_may_not_read)
{
    for (size_t i = 0; i < 2; i++) {
        stamped = i == 0;
        nobody_begin(NULL);
        set_up();
        say("one");
        ck_assert_int_eq(chmod(log_path, 0), 0);
        expect(FROM, "(a.log)");
        expect(FROM + DAY, "(a.log)");
        ck_assert_int_eq(chmod(log_path, 0600), 0);
        expect(FROM + 2 * DAY, "1 one;");
        say("two");
        ck_assert_int_eq(chmod(log_path, 0), 0);
        expect(FROM + 3 * DAY, "(a.log)");
        ck_assert_int_eq(chmod(log_path, 0600), 0);
        rename_to("a.log", "a.log.1");
        say("three");
        expect(FROM + 4 * DAY, "1 three;1 two;");
        tear_down();
        nobody_end();
    }
}
END_TEST

/* What was decoded counts, once, and that it is not all is said. */
START_TEST(test_archives_that_are_cut_off)
{
    struct dd_buf text = DD_BUF_INIT;
    struct dd_buf bytes = DD_BUF_INIT;
    char *path;

    set_up();
    append(log_path, "2026-07-20 01:00:00 ERROR old\n");
    expect(FROM, "1 old;");
    for (int i = 0; i < 20000; i++)
        dd_buf_printf(&text, "2026-07-21 10:00:00 %s %d\n", i == 5 ? "ERROR one" : "INFO", i * i);
    packed_gzip(&bytes, text.data, text.length);
    path = scratch_write_bytes(folder, "a.log.1.gz", bytes.data, bytes.length / 2);
    touch(path, written);
    expect(FROM + DAY, "(a.log.1.gz)1 one <*>;");
    touch(path, written);
    expect(FROM + 2 * DAY, "(a.log.1.gz)");
    dd_buf_free(&text);
    dd_buf_free(&bytes);
    free(path);
    tear_down();
}
END_TEST

/* Who asks for a window gets what is in it, reviewed or not. The next review goes on at the first
 * line beyond it, and so what is out of order behind that one counts there, too. */
START_TEST(test_window_that_is_asked_for)
{
    set_up();
    append(log_path, "2026-07-18 10:00:00 ERROR one\n2026-07-20 10:00:00 ERROR two\n");
    expect(FROM, "1 two;");
    append(log_path, "2026-07-21 10:00:00 ERROR three\n2026-07-22 10:00:00 ERROR four\n"
                     "2026-07-21 11:00:00 ERROR five\n");
    replay = FROM - 3 * DAY;
    expect_and_forget(FROM + DAY, "1 five;1 one;1 three;1 two;");
    replay = FROM + DAY;
    expect(FROM + DAY, "1 five;1 three;");
    replay = 0;
    expect(FROM + 2 * DAY, "1 five;1 four;");
    tear_down();

    set_up();
    append(log_path, "ERROR: one\n");
    expect(FROM, "1 one;");
    append(log_path, "ERROR: two\n");
    replay = FROM - 3 * DAY;
    expect(FROM + DAY, "1 two;");
    tear_down();
}
END_TEST

/* ---- input that nobody would write ------------------------------------------------------------
 */

static void append_bytes(const void *bytes, size_t length)
{
    FILE *file = fopen(log_path, "ab");

    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, length, file), length);
    ck_assert_int_eq(fclose(file), 0);
}

START_TEST(test_random_bytes)
{
    unsigned char bytes[200000];
    uint32_t state = 7;

    for (size_t i = 0; i < sizeof bytes; i++) {
        state = state * 1664525 + 1013904223;
        bytes[i] = (unsigned char)(state >> 24);
    }
    set_up();
    append_bytes(bytes, sizeof bytes);
    append(log_path, "\n2026-07-20 10:00:00 ERROR one\n");
    expect(FROM, "1 one;");
    append_bytes(bytes, sizeof bytes);
    append(log_path, "\n2026-07-21 10:00:00 ERROR two\n");
    expect(FROM + DAY, "1 two;");
    tear_down();
}
END_TEST

/* A MB of zeros, in front of lines and within one. */
START_TEST(test_zeros)
{
    static const char zeros[1024 * 1024];

    set_up();
    append_bytes(zeros, sizeof zeros);
    append(log_path, "2026-07-20 10:00:00 ERROR one\n2026-07-20 11:00:00 INFO x");
    append_bytes(zeros, sizeof zeros);
    append(log_path, "\n2026-07-20 12:00:00 ERROR two\n");
    append_bytes(zeros, sizeof zeros);
    append_bytes(zeros, sizeof zeros);
    expect(FROM, "1 one;1 two;");
    append(log_path, "2026-07-21 10:00:00 ERROR three\n");
    expect(FROM + DAY, "1 three;");
    expect(FROM + 2 * DAY, "");
    tear_down();
}
END_TEST

/* One line of 200 MB costs a descriptor and a buffer, whatever it is made of. */
START_TEST(test_line_of_200_mb)
{
    set_up();
    append(log_path, "2026-07-20 10:00:00 ERROR one\nx");
    ck_assert_int_eq(truncate(log_path, 200 * 1000 * 1000), 0);
    append(log_path, "x\n2026-07-20 11:00:00 ERROR two\n");
    expect(FROM, "1 one;1 two;");
    append(log_path, "2026-07-21 11:00:00 ERROR three\n");
    expect(FROM + DAY, "1 three;");
    tear_down();
}
END_TEST

/* A file that decodes to a thousand times its size. What is too much is in test-source.c. */
START_TEST(test_bomb)
{
    const size_t length = (size_t)30 * 1000 * 1000;
    static const char end[] = "\n2026-07-20 12:00:00 ERROR three\n";
    char *text = calloc(1, length);
    struct dd_buf bytes = DD_BUF_INIT;
    char *path;

    ck_assert_ptr_nonnull(text);
    set_up();
    append(log_path, "2026-07-20 10:00:00 ERROR one\n");
    memset(text, 'x', length);
    memcpy(text, "2026-07-20 11:00:00 INFO two ", 29);
    memcpy(text + length - sizeof end + 1, end, sizeof end - 1);
    packed_gzip(&bytes, text, length);
    path = scratch_write_bytes(folder, "a.log.1.gz", bytes.data, bytes.length);
    touch(path, written);
    expect(FROM, "1 one;1 three;");
    dd_buf_free(&bytes);
    free(text);
    free(path);
    tear_down();
}
END_TEST

/* The first line of a FIFO would be waited for; a device never ends; a folder is no log. */
START_TEST(test_what_is_no_file)
{
    char *paths[5];

    set_up();
    paths[0] = scratch_path(folder, "b.log");
    paths[1] = scratch_path(folder, "c.log");
    paths[2] = scratch_path(folder, "d.log");
    paths[3] = scratch_path(folder, "e.log");
    paths[4] = scratch_path(folder, "f.log");
    ck_assert_int_eq(mkfifo(paths[0], 0600), 0);
    ck_assert_int_eq(symlink("/dev/zero", paths[1]), 0);
    ck_assert_int_eq(mkdir(paths[2], 0700), 0);
    ck_assert_int_eq(symlink("f.log", paths[4]), 0);
    ck_assert_int_eq(symlink("nowhere", paths[3]), 0);
    append(log_path, "2026-07-20 10:00:00 ERROR one\n");
    expect(FROM, "(b.log)(c.log)(d.log)(e.log)(f.log)1 one;");
    for (size_t i = 0; i < 5; i++)
        free(paths[i]);
    tear_down();
}
END_TEST

/* A link may point out of the project, and to another file each day. */
START_TEST(test_link_that_moves_on)
{
    char *elsewhere = scratch_make();
    char *one = scratch_write(elsewhere, "one.log", "2026-07-20 10:00:00 ERROR one\n");
    char *two = scratch_write(elsewhere, "two.log", "2026-07-21 10:00:00 ERROR two\n");

    set_up();
    ck_assert_int_eq(symlink(one, log_path), 0);
    expect(FROM, "1 one;");
    ck_assert_int_eq(unlink(log_path), 0);
    ck_assert_int_eq(symlink(two, log_path), 0);
    expect(FROM + DAY, "1 two;");
    expect(FROM + 2 * DAY, "");
    free(one);
    free(two);
    tear_down();
    scratch_remove(elsewhere);
}
END_TEST

/* ---- files that are given, without a project ---------------------------------------------------
 */

static void expect_given(int64_t from, const char *wanted, const char *text)
{
    const struct dd_log_options options = {.from = from, .to = INT64_MAX, .max_groups = 9};
    struct dd_log_options with_zone = options;
    struct dd_zone *zone = NULL;
    struct dd_log_review *review = NULL;
    struct dd_buf got = DD_BUF_INIT;
    int ends[2];

    ck_assert_int_eq(dd_zone_open("UTC", &zone, NULL), DAYDREAM_OK);
    for (int i = 0; i < 2; i++) {
        with_zone.zone = zone;
        with_zone.minimum = DD_LEVEL_WARNING;
        ck_assert_int_eq(dd_log_review_new(&with_zone, &review, NULL), DAYDREAM_OK);
        if (i == 0) {
            append(log_path, text);
            ck_assert_int_eq(dd_log_review_file(review, log_path, "a", NULL), DAYDREAM_OK);
            ck_assert_int_eq(dd_log_review_file(review, log_path, "b", NULL), DAYDREAM_OK);
        } else {
            ck_assert_int_eq(pipe(ends), 0);
            ck_assert_int_eq(write(ends[1], text, strlen(text)), (ssize_t)strlen(text));
            ck_assert_int_eq(close(ends[1]), 0);
            ck_assert_int_eq(dd_log_review_descriptor(review, ends[0], "-", NULL), DAYDREAM_OK);
            ck_assert_int_eq(close(ends[0]), 0);
        }
        dd_buf_reset(&got);
        list(review, &got);
        ck_assert_str_eq(dd_buf_text(&got), wanted);
        ck_assert_uint_eq(dd_log_review_totals(review).bytes, strlen(text));
        dd_log_review_free(review);
    }
    dd_buf_free(&got);
    dd_zone_free(zone);
}

START_TEST(test_given_files)
{
    static const struct {
        int64_t from;
        const char *wanted;
        const char *text;
    } cases[] = {
        {INT64_MIN, "", ""},
        {INT64_MIN, "1 one;1 two;", "2020-07-20 10:00:00 ERROR one\nERROR:x:two"},
        {INT64_MIN, "1 one;", "ERROR: one"},
        {FROM, "1 two;", "2020-07-20 10:00:00 ERROR one\n2026-07-20 10:00:00 ERROR two\n"},
        {FROM, "1 one;", "ERROR: one\n"},
        {FROM, "1 one;", "2026-07-20 10:00:00 ERROR one\n2020-07-20 10:00:00 ERROR two\n"}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        set_up();
        expect_given(cases[i].from, cases[i].wanted, cases[i].text);
        tear_down();
    }
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
                                  test_what_cannot_be_read,
                                  test_rotations,
                                  test_rotated_and_alike,
                                  test_copies,
                                  test_late_lines,
                                  test_stamps_of_another_zone,
                                  test_hour_that_comes_twice,
                                  test_end_of_the_window,
                                  test_stamps_from_the_future,
                                  test_last_line_without_an_end,
                                  test_absence,
                                  test_files_that_one_may_not_read,
                                  test_archives_that_are_cut_off,
                                  test_window_that_is_asked_for,
                                  test_random_bytes,
                                  test_zeros,
                                  test_line_of_200_mb,
                                  test_bomb,
                                  test_what_is_no_file,
                                  test_link_that_moves_on,
                                  test_given_files};

    return suite_run("logs/review", tests, sizeof tests / sizeof tests[0]);
}
