/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "logs/position.h"
#include "support/scratch.h"
#include "support/suite.h"

static struct dd_log_position read_to_end(const char *path)
{
    struct dd_log_position position = {0};
    struct dd_reader reader;
    struct dd_line line;
    bool more = true;

    ck_assert_int_eq(dd_reader_new(&reader, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_reader_open(&reader, path, NULL), DAYDREAM_OK);
    while (more)
        ck_assert_int_eq(dd_reader_next(&reader, &line, &more, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_position_take(&reader, &position, NULL), DAYDREAM_OK);
    dd_reader_free(&reader);
    return position;
}

static bool matches(const struct dd_log_position *position, const char *path)
{
    struct dd_reader reader;
    bool same = false;

    ck_assert_int_eq(dd_reader_new(&reader, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_reader_open(&reader, path, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_position_matches(position, &reader, &same, NULL), DAYDREAM_OK);
    dd_reader_free(&reader);
    return same;
}

/* Each row writes the file again in place, as a program that holds it open does. */
START_TEST(test_same_file)
{
    static const struct {
        const char *name;
        const char *then;
        bool same;
    } cases[] = {{"untouched", "one\ntwo\n", true},
                 {"appended to", "one\ntwo\nthree\n", true},
                 {"truncated", "", false},
                 {"shortened", "one\n", false},
                 {"written anew", "One\ntwo\nthree\n", false}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *scratch = scratch_make();
        char *path = scratch_write(scratch, "a.log", "one\ntwo\n");
        struct dd_log_position position = read_to_end(path);

        ck_assert(dd_position_known(&position));
        ck_assert_uint_eq(position.offset, 8);
        free(path);
        path = scratch_write(scratch, "a.log", cases[i].then);
        ck_assert_msg(matches(&position, path) == cases[i].same, "%s", cases[i].name);
        free(path);
        scratch_remove(scratch);
    }
}
END_TEST

START_TEST(test_other_file)
{
    char *scratch = scratch_make();
    char *one = scratch_write(scratch, "one.log", "same\n");
    char *two = scratch_write(scratch, "two.log", "same\n");
    struct dd_log_position position = read_to_end(one);
    const struct dd_log_position never = {0};

    ck_assert(!matches(&position, two));
    ck_assert(!dd_position_known(&never));
    free(one);
    free(two);
    scratch_remove(scratch);
}
END_TEST

START_TEST(test_empty_file_that_grows)
{
    char *scratch = scratch_make();
    char *path = scratch_write(scratch, "a.log", "");
    struct dd_log_position position = read_to_end(path);

    free(path);
    path = scratch_write(scratch, "a.log", "one\n");
    ck_assert(matches(&position, path));
    free(path);
    scratch_remove(scratch);
}
END_TEST

START_TEST(test_renamed)
{
    static const struct {
        const char *name;
        const char *suffix;
    } cases[] = {{"a.log.1", ".1"},
                 {"a.log-20260720", "-20260720"},
                 {"a.log.2026-07-20", ".2026-07-20"},
                 {"a.logo", ""},
                 {"b.log.1", ""}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *scratch = scratch_make();
        char *path = scratch_write(scratch, "a.log", "one\n");
        char *other = scratch_write(scratch, "a.log.9", "one\n");
        char *renamed = scratch_path(scratch, cases[i].name);
        struct dd_log_position position = read_to_end(path);
        struct dd_buf suffix = DD_BUF_INIT;

        ck_assert_int_eq(rename(path, renamed), 0);
        ck_assert_int_eq(dd_position_find_renamed(&position, path, &suffix, NULL), DAYDREAM_OK);
        ck_assert_msg(strcmp(dd_buf_text(&suffix), cases[i].suffix) == 0, "%s: \"%s\"",
                      cases[i].name, dd_buf_text(&suffix));
        dd_buf_free(&suffix);
        free(path);
        free(other);
        free(renamed);
        scratch_remove(scratch);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_same_file, test_other_file, test_empty_file_that_grows,
                                  test_renamed};

    return suite_run("logs/position", tests, sizeof tests / sizeof tests[0]);
}
