/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "logs/packed.h"
#include "logs/position.h"
#include "logs/reader.h"
#include "support/scratch.h"
#include "support/suite.h"

static struct dd_log_position take(const char *path, uint64_t offset)
{
    struct dd_log_position position;
    struct dd_reader reader;

    ck_assert_int_eq(dd_reader_new(&reader, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_reader_open(&reader, path, NULL), DAYDREAM_OK);
    position = dd_position_take(&reader, "a.log", offset);
    dd_reader_free(&reader);
    return position;
}

static bool matches(const struct dd_log_position *position, const char *path)
{
    struct dd_reader reader;
    bool same;

    ck_assert_int_eq(dd_reader_new(&reader, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_reader_open(&reader, path, NULL), DAYDREAM_OK);
    same = dd_position_matches(position, &reader);
    dd_reader_free(&reader);
    return same;
}

/* Each row is what "one\ntwo\n", read to its end, has become. */
START_TEST(test_short_files)
{
    static const struct {
        const char *then;
        bool same;
    } cases[] = {{"one\ntwo\n", true}, {"one\ntwo\nthree\n", true},  {"", false},
                 {"one\n", false},     {"One\ntwo\nthree\n", false}, {"one\ntwO\n", false}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *scratch = scratch_make();
        char *path = scratch_write(scratch, "a.log", "one\ntwo\n");
        char *other = scratch_write(scratch, "b.log", cases[i].then);
        struct dd_log_position position = take(path, 8);

        ck_assert_uint_eq(position.offset, 8);
        ck_assert_uint_eq(position.size, 8);
        ck_assert_msg(matches(&position, other) == cases[i].same, "case %zu", i);
        free(path);
        free(other);
        scratch_remove(scratch);
    }
}
END_TEST

/* A byte that is changed at one place of 300,000, of which 250,000 were read. */
START_TEST(test_long_files)
{
    static const struct {
        size_t changed;
        bool same;
    } cases[] = {{0, false},     {1023, false},   {1024, true},    {200000, true},
                 {248975, true}, {248976, false}, {249999, false}, {250000, true}};
    struct dd_buf text = DD_BUF_INIT;

    for (int i = 0; text.length < 300000; i++)
        dd_buf_printf(&text, "line %d\n", i);
    for (size_t i = 0; i < 2 * sizeof cases / sizeof cases[0]; i++) {
        const size_t changed = cases[i / 2].changed;
        struct dd_buf packed = DD_BUF_INIT;
        char *scratch = scratch_make();
        char *path = scratch_write_bytes(scratch, "a.log", text.data, text.length);
        struct dd_log_position position = take(path, 250000);
        char *other;

        text.data[changed] ^= 1;
        packed_gzip(&packed, text.data, text.length);
        other = i % 2 == 0 ? scratch_write_bytes(scratch, "b.log", text.data, text.length)
                           : scratch_write_bytes(scratch, "b.gz", packed.data, packed.length);
        text.data[changed] ^= 1;
        ck_assert_msg(matches(&position, other) == cases[i / 2].same, "case %zu", i);
        dd_buf_free(&packed);
        free(path);
        free(other);
        scratch_remove(scratch);
    }
    dd_buf_free(&text);
}
END_TEST

START_TEST(test_list)
{
    static char path[] = "logs/a.log";
    struct dd_log_position position = {.path = path};
    struct dd_log_positions list = DD_LOG_POSITIONS_INIT;

    for (uint64_t i = 0; i < 100; i++) {
        position.offset = i;
        ck_assert_int_eq(dd_positions_add(&list, &position, NULL), DAYDREAM_OK);
    }
    ck_assert_uint_eq(list.count, 100);
    ck_assert_uint_eq(list.items[99].offset, 99);
    ck_assert_ptr_ne(list.items[99].path, path);
    ck_assert_str_eq(list.items[99].path, path);
    dd_positions_free(&list);
    ck_assert_uint_eq(list.count, 0);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_short_files, test_long_files, test_list};

    return suite_run("logs/position", tests, sizeof tests / sizeof tests[0]);
}
