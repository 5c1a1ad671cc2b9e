/* SPDX-License-Identifier: MIT */
/* Files and descriptors that are given, without a project. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "logs/reviews.h"
#include "support/scratch.h"
#include "support/suite.h"

START_TEST(test_several_files)
{
    struct reviews it;
    struct dd_zone *zone = NULL;
    struct dd_log_review *review;
    const struct daydream_log_group *groups = NULL;
    size_t count = 0;
    char *path;

    reviews_open(&it);
    reviews_append(&it, "2026-07-20 10:00:00 ERROR pool 1\n2026-07-20 11:00:00 WARN disk\n");
    path = scratch_write(it.folder, "b.log", "2026-07-20 09:00:00 ERROR pool 2\nERROR:x:other\n");
    ck_assert_int_eq(dd_zone_open("UTC", &zone, NULL), DAYDREAM_OK);
    review = reviews_new(&it, zone, FROM, 2);
    ck_assert_int_eq(dd_log_review_file(review, it.log_path, "a.log", NULL), DAYDREAM_OK);
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
    reviews_close(&it);
}
END_TEST

START_TEST(test_what_cannot_be_read)
{
    struct reviews it;
    struct dd_zone *zone = NULL;
    struct dd_log_review *review;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    reviews_open(&it);
    ck_assert_int_eq(mkfifo(it.log_path, 0600), 0);
    ck_assert_int_eq(dd_zone_open("UTC", &zone, NULL), DAYDREAM_OK);
    review = reviews_new(&it, zone, FROM, 100);
    ck_assert_int_eq(dd_log_review_file(review, it.log_path, "a.log", &err), DAYDREAM_ERROR_FILE);
    ck_assert_str_eq(err.source, "logs");
    ck_assert_int_eq(dd_log_review_file(review, it.folder, "folder", NULL), DAYDREAM_ERROR_FILE);
    dd_log_review_free(review);
    dd_zone_free(zone);
    reviews_close(&it);
}
END_TEST

static void expect_given(const struct reviews *it, int64_t from, const char *wanted,
                         const char *text)
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
            reviews_append(it, text);
            ck_assert_int_eq(dd_log_review_file(review, it->log_path, "a", NULL), DAYDREAM_OK);
            ck_assert_int_eq(dd_log_review_file(review, it->log_path, "b", NULL), DAYDREAM_OK);
        } else {
            ck_assert_int_eq(pipe(ends), 0);
            ck_assert_int_eq(write(ends[1], text, strlen(text)), (ssize_t)strlen(text));
            ck_assert_int_eq(close(ends[1]), 0);
            ck_assert_int_eq(dd_log_review_descriptor(review, ends[0], "-", NULL), DAYDREAM_OK);
            ck_assert_int_eq(close(ends[0]), 0);
        }
        dd_buf_reset(&got);
        reviews_list(review, &got);
        ck_assert_str_eq(dd_buf_text(&got), wanted);
        ck_assert_uint_eq(dd_log_review_totals(review).bytes, strlen(text));
        dd_log_review_free(review);
    }
    dd_buf_free(&got);
    dd_zone_free(zone);
}

START_TEST(test_given_files)
{
    struct reviews it;
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
        reviews_open(&it);
        expect_given(&it, cases[i].from, cases[i].wanted, cases[i].text);
        reviews_close(&it);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_several_files, test_what_cannot_be_read, test_given_files};

    return suite_run("logs/review", tests, sizeof tests / sizeof tests[0]);
}
