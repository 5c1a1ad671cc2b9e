/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"
#include "logs/reader.h"
#include "support/nobody.h"
#include "support/scratch.h"
#include "support/suite.h"

static char *folder;

static void set_up(struct dd_reader *reader, const char *bytes, size_t length)
{
    char *path;

    folder = scratch_make();
    path = scratch_write_bytes(folder, "a.log", bytes, length);
    ck_assert_int_eq(dd_reader_new(reader, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_reader_open(reader, path, NULL), DAYDREAM_OK);
    free(path);
}

static void tear_down(struct dd_reader *reader)
{
    dd_reader_free(reader);
    scratch_remove(folder);
}

static bool next(struct dd_reader *reader, struct dd_line *line)
{
    bool more = false;

    ck_assert_int_eq(dd_reader_next(reader, line, &more, NULL), DAYDREAM_OK);
    return more;
}

static void expect(struct dd_reader *reader, const char *text, uint64_t offset)
{
    struct dd_line line;

    ck_assert_msg(next(reader, &line), "no more lines instead of \"%s\"", text);
    ck_assert_msg(line.length == strlen(text) && memcmp(line.text, text, line.length) == 0,
                  "\"%.*s\" instead of \"%s\"", (int)line.length, line.text, text);
    ck_assert_uint_eq(line.offset, offset);
}

static void expect_end(struct dd_reader *reader)
{
    struct dd_line line;

    ck_assert(!next(reader, &line));
    ck_assert(!next(reader, &line));
}

START_TEST(test_lines)
{
    static const char text[] = "one\ntwo\r\n\n\r\nthree";
    struct dd_reader reader;

    set_up(&reader, text, sizeof text - 1);
    expect(&reader, "one", 0);
    expect(&reader, "two", 4);
    expect(&reader, "", 9);
    expect(&reader, "", 10);
    expect(&reader, "three", 12);
    expect_end(&reader);
    ck_assert_uint_eq(dd_reader_offset(&reader), sizeof text - 1);
    tear_down(&reader);
}
END_TEST

START_TEST(test_empty)
{
    struct dd_reader reader;

    set_up(&reader, "", 0);
    expect_end(&reader);
    tear_down(&reader);
}
END_TEST

START_TEST(test_hole_in_front_of_a_line)
{
    static const char text[] = "one\n\0\0\0two\nthr\0ee\n";
    struct dd_reader reader;
    struct dd_line line;

    set_up(&reader, text, sizeof text - 1);
    expect(&reader, "one", 0);
    expect(&reader, "two", 7);
    ck_assert(next(&reader, &line));
    ck_assert_uint_eq(line.length, 6);
    expect_end(&reader);
    tear_down(&reader);
}
END_TEST

START_TEST(test_seek)
{
    static const char text[] = "one\ntwo\nthree\n";
    static const struct {
        uint64_t offset;
        const char *line;
        uint64_t at;
    } cases[] = {{0, "one", 0}, {1, "two", 4}, {3, "two", 4}, {4, "two", 4}, {5, "three", 8}};
    struct dd_reader reader;

    set_up(&reader, text, sizeof text - 1);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        dd_reader_seek(&reader, cases[i].offset);
        expect(&reader, cases[i].line, cases[i].at);
    }
    dd_reader_seek(&reader, 9);
    expect_end(&reader);
    dd_reader_seek(&reader, 1000);
    expect_end(&reader);
    tear_down(&reader);
}
END_TEST

/* Lines of every length around the sizes at which something changes. */
START_TEST(test_long_lines)
{
    static const size_t sizes[] = {DD_LINE_MAX - 1,     DD_LINE_MAX,         DD_LINE_MAX + 1,
                                   4 * DD_LINE_MAX - 1, 4 * DD_LINE_MAX,     4 * DD_LINE_MAX + 1,
                                   20 * DD_LINE_MAX,    4 * DD_LINE_MAX - 5, 4 * DD_LINE_MAX - 4};

    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        size_t length = sizes[i];
        char *text = malloc(length + 10);
        struct dd_reader reader;
        struct dd_line line;

        ck_assert_ptr_nonnull(text);
        memcpy(text, "one\n", 4);
        memset(text + 4, 'x', length);
        memcpy(text + 4 + length, "\ntwo\n", 5);
        set_up(&reader, text, length + 9);
        expect(&reader, "one", 0);
        ck_assert(next(&reader, &line));
        ck_assert_uint_eq(line.length, length < DD_LINE_MAX ? length : DD_LINE_MAX);
        expect(&reader, "two", length + 5);
        expect_end(&reader);
        ck_assert_uint_eq(dd_reader_offset(&reader), length + 9);
        tear_down(&reader);
        free(text);
    }
}
END_TEST

START_TEST(test_file_that_changes_while_it_is_read)
{
    struct dd_reader reader;
    char *path;
    char *text = malloc(1000 * 1000);

    ck_assert_ptr_nonnull(text);
    for (size_t i = 0; i < 100 * 1000; i++)
        memcpy(text + i * 10, "012345678\n", 10);
    set_up(&reader, text, 1000 * 1000);
    path = scratch_path(folder, "a.log");
    expect(&reader, "012345678", 0);
    ck_assert_int_eq(truncate(path, 0), 0);
    for (struct dd_line line; next(&reader, &line);)
        ck_assert_uint_le(line.length, 9);
    ck_assert_uint_lt(dd_reader_offset(&reader), 1000 * 1000);
    tear_down(&reader);

    set_up(&reader, "one\n", 4);
    free(path);
    path = scratch_write(folder, "a.log", "one\ntwo\n");
    expect(&reader, "one", 0);
    expect_end(&reader);
    tear_down(&reader);
    free(path);
    free(text);
}
END_TEST

START_TEST(test_what_is_no_regular_file)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct dd_reader reader;
    char *scratch = scratch_make();
    char *fifo = scratch_path(scratch, "fifo");
    char *file = scratch_write(scratch, "secret.log", "x\n");
    char *gone = scratch_path(scratch, "gone.log");
    const char *const paths[] = {fifo, scratch, gone, "/dev/null", file};

    ck_assert_int_eq(mkfifo(fifo, 0600), 0);
    ck_assert_int_eq(chmod(file, 0), 0);
    ck_assert_int_eq(dd_reader_new(&reader, NULL), DAYDREAM_OK);
    nobody_begin(scratch);
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        err = (struct daydream_error)DAYDREAM_ERROR_INIT;
        ck_assert_int_eq(dd_reader_open(&reader, paths[i], &err), DAYDREAM_ERROR_FILE);
        ck_assert_msg(strstr(err.text, paths[i]) != NULL, "%s", err.text);
        dd_reader_close(&reader);
    }
    nobody_end();
    dd_reader_free(&reader);
    free(fifo);
    free(file);
    free(gone);
    scratch_remove(scratch);
}
END_TEST

START_TEST(test_symbolic_link)
{
    struct dd_reader reader;
    char *scratch = scratch_make();
    char *file = scratch_write(scratch, "a.log", "one\n");
    char *link = scratch_path(scratch, "b.log");

    ck_assert_int_eq(symlink(file, link), 0);
    ck_assert_int_eq(dd_reader_new(&reader, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_reader_open(&reader, link, NULL), DAYDREAM_OK);
    expect(&reader, "one", 0);
    dd_reader_free(&reader);
    free(file);
    free(link);
    scratch_remove(scratch);
}
END_TEST

START_TEST(test_hashes)
{
    char text[3000];
    struct dd_reader reader;
    uint64_t one = 0;
    uint64_t two = 0;

    for (size_t i = 0; i < sizeof text; i++)
        text[i] = i % 100 == 99 ? '\n' : (char)('a' + i / 100 % 26);
    set_up(&reader, text, sizeof text);
    ck_assert(dd_reader_hash_head(&reader, 4, &one));
    ck_assert(dd_reader_hash_head(&reader, 1024, &two));
    ck_assert_uint_ne(one, two);
    ck_assert(dd_reader_hash_head(&reader, 2000, &one));
    ck_assert_uint_eq(one, two);
    ck_assert(dd_reader_hash_before(&reader, 1024, &one));
    ck_assert_uint_eq(one, two);
    ck_assert(dd_reader_hash_before(&reader, 3000, &one));
    ck_assert_uint_ne(one, two);
    ck_assert(!dd_reader_hash_before(&reader, 3001, &one));
    dd_reader_seek(&reader, 200);
    ck_assert_uint_eq(dd_reader_offset(&reader), 200);
    tear_down(&reader);
    set_up(&reader, text, 10);
    ck_assert(!dd_reader_hash_head(&reader, 11, &one));
    tear_down(&reader);
}
END_TEST

/* A hole, also one longer than a line may be, hides neither the line behind it nor its offset. */
START_TEST(test_long_holes)
{
    static const size_t sizes[] = {1, 63, 64, 65, DD_LINE_MAX, DD_LINE_MAX + 1, 1 << 20, 5000001};

    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        size_t hole = sizes[i];
        char *text = calloc(1, hole + 16);
        struct dd_reader reader;

        ck_assert_ptr_nonnull(text);
        memcpy(text, "one\n", 4);
        memcpy(text + 4 + hole, "two\nthree\n", 10);
        set_up(&reader, text, hole + 14);
        expect(&reader, "one", 0);
        expect(&reader, "two", hole + 4);
        expect(&reader, "three", hole + 8);
        expect_end(&reader);
        dd_reader_seek(&reader, 4 + hole / 2);
        expect(&reader, "two", hole + 4);
        tear_down(&reader);
        free(text);
    }
}
END_TEST

/* The same where the file system knows of the hole: a TB of it. */
START_TEST(test_hole_of_the_file_system)
{
    const off_t hole = (off_t)1 << 40;
    struct dd_reader reader;
    char *path;
    int fd;

    set_up(&reader, "one\n", 4);
    dd_reader_close(&reader);
    path = scratch_path(folder, "a.log");
    fd = open(path, O_WRONLY);
    ck_assert_int_ge(fd, 0);
    if (pwrite(fd, "two\n", 4, hole) == 4 && dd_fs_skip_hole(fd, 8192, hole + 4) > 8192) {
        ck_assert_int_eq(dd_reader_open(&reader, path, NULL), DAYDREAM_OK);
        expect(&reader, "one", 0);
        expect(&reader, "two", (uint64_t)hole);
        expect_end(&reader);
    }
    ck_assert_int_eq(close(fd), 0);
    free(path);
    tear_down(&reader);
}
END_TEST

START_TEST(test_last_line)
{
    static const struct {
        const char *text;
        bool ended;
    } cases[] = {{"one", false}, {"one\n", true}, {"one\r", false}, {"one\r\n", true}};
    struct dd_reader reader;
    struct dd_line line;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        set_up(&reader, cases[i].text, strlen(cases[i].text));
        ck_assert(next(&reader, &line));
        ck_assert_msg(line.ended == cases[i].ended, "case %zu", i);
        tear_down(&reader);
    }
}
END_TEST

/* What is ahead is not read by looking at it. */
START_TEST(test_ahead)
{
    struct dd_reader reader;
    size_t length = 0;

    set_up(&reader, "one\ntwo\n", 8);
    ck_assert_int_eq(memcmp(dd_reader_ahead(&reader, DD_AHEAD_MAX, &length), "one\ntwo\n", 8), 0);
    ck_assert_uint_eq(length, 8);
    expect(&reader, "one", 0);
    ck_assert_int_eq(memcmp(dd_reader_ahead(&reader, 1, &length), "two\n", 4), 0);
    expect(&reader, "two", 4);
    (void)dd_reader_ahead(&reader, 1, &length);
    ck_assert_uint_eq(length, 0);
    tear_down(&reader);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_lines,
                                  test_empty,
                                  test_hole_in_front_of_a_line,
                                  test_seek,
                                  test_long_lines,
                                  test_file_that_changes_while_it_is_read,
                                  test_what_is_no_regular_file,
                                  test_symbolic_link,
                                  test_hashes,
                                  test_long_holes,
                                  test_hole_of_the_file_system,
                                  test_last_line,
                                  test_ahead};

    return suite_run("logs/reader", tests, sizeof tests / sizeof tests[0]);
}
