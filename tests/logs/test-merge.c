/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/merge.h"
#include "support/suite.h"

static struct dd_groups groups;
static struct dd_merged merged;

static uint64_t add(enum dd_log_level level, const char *message, int64_t time, const char *file)
{
    static struct dd_event event;
    uint64_t fingerprint = 0;

    event = (struct dd_event){.level = level, .message = message, .sample = message};
    event.length = event.sample_length = strlen(message);
    ck_assert_int_eq(dd_groups_add(&groups, &event, time, file, &fingerprint, NULL), DAYDREAM_OK);
    return fingerprint;
}

static void merge(size_t wanted)
{
    ck_assert_int_eq(dd_merge(&groups, &merged, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(merged.count, wanted);
}

START_TEST(test_united)
{
    const struct daydream_log_group *item;
    uint64_t one;
    uint64_t other;

    dd_groups_init(&groups, 100);
    merge(0);
    add(DD_LEVEL_ERROR, "pool is exhausted", 5, "a.log");
    one = add(DD_LEVEL_WARNING, "domain root1_tmp is full", 200, "a.log");
    other = add(DD_LEVEL_WARNING, "domain home2_local is full", 300, "b.log");
    add(DD_LEVEL_WARNING, "domain home2_local is full", 100, "b.log");
    merge(2);
    item = &merged.items[1];
    ck_assert_str_eq(merged.items[0].template, "pool is exhausted");
    ck_assert_str_eq(item->template, "domain <*> is full");
    ck_assert_str_eq(item->sample, "domain home2_local is full");
    ck_assert_uint_eq(item->count, 3);
    ck_assert_int_eq(item->first, 100);
    ck_assert_int_eq(item->last, 300);
    ck_assert_uint_eq(item->files.count, 2);
    ck_assert_uint_eq(item->fingerprint_count, 2);
    ck_assert_uint_eq(item->fingerprints[0], one < other ? one : other);
    ck_assert_uint_eq(item->fingerprints[1], one < other ? other : one);
    ck_assert_uint_eq(item->fingerprint, item->fingerprints[0]);
    ck_assert_uint_eq(merged.items[0].fingerprint_count, 1);

    /* the table has lost nothing by it */
    ck_assert_uint_eq(groups.count, 3);
    add(DD_LEVEL_WARNING, "domain root1_tmp is full", 400, "c.log");
    merge(2);
    ck_assert_uint_eq(merged.items[1].count, 4);
    dd_merged_free(&merged);
    dd_groups_free(&groups);
}
END_TEST

/* Each level counts its own and shows one of them; which messages go together is the same for all
 * of them. */
START_TEST(test_levels)
{
    static const struct {
        enum dd_log_level level;
        const char *message;
    } rows[] = {{DD_LEVEL_ERROR, "domain root1_tmp is full"},
                {DD_LEVEL_WARNING, "domain root1_tmp is full"},
                {DD_LEVEL_WARNING, "domain home2_local is full"},
                {DD_LEVEL_ERROR, "domain home2_local is full"},
                {DD_LEVEL_CRITICAL, "domain home2_local is full"},
                {DD_LEVEL_WARNING, "domain home2_local is full"}};
    static const struct {
        enum dd_log_level level;
        uint64_t count;
    } wanted[] = {{DD_LEVEL_CRITICAL, 1}, {DD_LEVEL_ERROR, 2}, {DD_LEVEL_WARNING, 3}};

    dd_groups_init(&groups, 100);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        add(rows[i].level, rows[i].message, 1, "a.log");
    merge(3);
    for (size_t i = 0; i < 3; i++) {
        ck_assert_int_eq(merged.items[i].level, wanted[i].level);
        ck_assert_uint_eq(merged.items[i].count, wanted[i].count);
        ck_assert_uint_eq(merged.items[i].fingerprint, merged.items[0].fingerprint);
    }
    ck_assert_str_eq(merged.items[2].template, "domain <*> is full");
    ck_assert_str_eq(merged.items[0].sample, "domain home2_local is full");
    dd_merged_free(&merged);
    dd_groups_free(&groups);
}
END_TEST

START_TEST(test_title)
{
    static struct dd_event event = {
        .level = DD_LEVEL_ERROR, .message = "job 7 failed", .length = 12, .exception = "KeyError"};
    uint64_t fingerprint = 0;

    dd_groups_init(&groups, 10);
    ck_assert_int_eq(dd_groups_add(&groups, &event, 1, "a.log", &fingerprint, NULL), DAYDREAM_OK);
    add(DD_LEVEL_WARNING, "job 7 failed", 1, "a.log");
    merge(2);
    ck_assert_str_eq(merged.items[0].title, "job <*> failed [KeyError]");
    ck_assert_str_eq(merged.items[1].title, "job <*> failed");
    dd_merged_free(&merged);
    dd_groups_free(&groups);
}
END_TEST

static enum daydream_status hide_all(const void *user, const char *message, size_t length,
                                     struct dd_buf *out, struct daydream_error *err)
{
    (void)user;
    ck_assert_uint_eq(strlen(message), length);
    dd_buf_puts(out, "a secret");
    return dd_buf_status(out, err);
}

/* What is the same without its secrets is one group, and of all levels with one fingerprint. */
START_TEST(test_secrets)
{
    dd_groups_init(&groups, 10);
    groups.cleaner = (struct dd_cleaner){hide_all, NULL};
    add(DD_LEVEL_ERROR, "token abc is wrong", 1, "a.log");
    add(DD_LEVEL_ERROR, "token abd is wrong", 1, "a.log");
    add(DD_LEVEL_WARNING, "token abe is wrong", 1, "a.log");
    merge(2);
    ck_assert_uint_eq(merged.items[0].count, 2);
    ck_assert_int_eq(merged.items[0].level, DD_LEVEL_ERROR);
    ck_assert_uint_eq(merged.items[0].fingerprint_count, 1);
    ck_assert_uint_eq(merged.items[1].count, 1);
    ck_assert_uint_eq(merged.items[1].fingerprint, merged.items[0].fingerprint);
    ck_assert_str_eq(merged.items[0].template, "a secret");
    dd_merged_free(&merged);
    dd_groups_free(&groups);
}
END_TEST

START_TEST(test_other)
{
    uint64_t counted = 0;

    dd_groups_init(&groups, 2);
    add(DD_LEVEL_WARNING, "disk is full", 1, "a.log");
    add(DD_LEVEL_WARNING, "cannot send mail", 1, "a.log");
    add(DD_LEVEL_WARNING, "cannot read mail", 1, "a.log");
    merge(3);
    for (size_t i = 0; i < merged.count; i++)
        counted += merged.items[i].count;
    ck_assert_uint_eq(counted, 3);
    ck_assert_str_eq(merged.items[2].template, "(other messages)");
    ck_assert_uint_eq(merged.items[2].fingerprint_count, 1);
    dd_merged_free(&merged);
    dd_groups_free(&groups);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_united, test_levels, test_title, test_secrets, test_other};

    return suite_run("logs/merge", tests, sizeof tests / sizeof tests[0]);
}
