/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "logs/groups.h"
#include "support/suite.h"

static struct dd_event event;

static void add(struct dd_groups *groups, enum dd_log_level level, const char *message,
                const char *exception, int64_t time, const char *file)
{
    uint64_t fingerprint;

    event = (struct dd_event){.level = level, .message = message, .sample = ""};
    event.length = strlen(message);
    snprintf(event.exception, sizeof event.exception, "%s", exception);
    ck_assert_int_eq(dd_groups_add(groups, &event, time, file, &fingerprint, NULL), DAYDREAM_OK);
}

START_TEST(test_counting)
{
    struct dd_groups groups;
    const struct daydream_log_group *group;

    dd_groups_init(&groups, 10);
    add(&groups, DD_LEVEL_WARNING, "pool 1", "", 200, "a.log");
    add(&groups, DD_LEVEL_WARNING, "pool 2", "", 100, "b.log");
    add(&groups, DD_LEVEL_WARNING, "pool 3", "", 0, "a.log");
    add(&groups, DD_LEVEL_WARNING, "pool 3", "KeyError", 0, "a.log");
    ck_assert_uint_eq(groups.count, 2);
    group = &groups.items[0];
    ck_assert_str_eq(group->template, "pool <*>");
    ck_assert_ptr_null(group->exception);
    ck_assert_uint_eq(group->count, 3);
    ck_assert_int_eq(group->level, DD_LEVEL_WARNING);
    ck_assert_int_eq(group->first, 100);
    ck_assert_int_eq(group->last, 200);
    ck_assert_uint_eq(group->files.count, 2);
    ck_assert_uint_eq(group->fingerprint, dd_hash("pool <*>\n", 9));
    ck_assert_str_eq(groups.items[1].exception, "KeyError");
    ck_assert_int_eq(groups.items[1].first, 0);
    ck_assert_uint_eq(groups.items[1].fingerprint, dd_hash("pool <*>\nKeyError", 17));
    dd_groups_free(&groups);
}
END_TEST

/* A message is known by one fingerprint, and counted by level. */
START_TEST(test_levels)
{
    static const enum dd_log_level levels[] = {DD_LEVEL_ERROR, DD_LEVEL_WARNING, DD_LEVEL_INFO,
                                               DD_LEVEL_WARNING, DD_LEVEL_CRITICAL};
    struct dd_groups groups;

    dd_groups_init(&groups, 10);
    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++)
        add(&groups, levels[i], "pool low", "", 1, "a.log");
    ck_assert_uint_eq(groups.count, 4);
    for (size_t i = 0; i < groups.count; i++) {
        ck_assert_uint_eq(groups.items[i].fingerprint, dd_hash("pool low\n", 9));
        ck_assert_uint_eq(groups.items[i].count, groups.items[i].level == DD_LEVEL_WARNING ? 2 : 1);
    }
    dd_groups_free(&groups);
}
END_TEST

/* Everything behind "key " is secret. */
static enum daydream_status hide_key(const void *user, const char *message, size_t length,
                                     struct dd_buf *out, struct daydream_error *err)
{
    const char *key = strstr(message, "key ");

    ck_assert_str_eq(user, "user");
    ck_assert_uint_eq(strlen(message), length);
    dd_buf_add(out, message, key != NULL ? (size_t)(key - message) : length);
    dd_buf_puts(out, key != NULL ? "key [hidden]" : "");
    return dd_buf_status(out, err);
}

/* Of "abc<*>def" nobody could tell that it was a secret, and no hash of it is shown either. */
START_TEST(test_no_secret_is_masked)
{
    struct dd_groups groups;

    dd_groups_init(&groups, 10);
    groups.cleaner = (struct dd_cleaner){hide_key, "user"};
    add(&groups, DD_LEVEL_ERROR, "wrong key abc-12345-def", "", 0, "a.log");
    add(&groups, DD_LEVEL_ERROR, "wrong key abc-67890-def", "", 0, "a.log");
    add(&groups, DD_LEVEL_ERROR, "pool 1", "", 0, "a.log");
    ck_assert_uint_eq(groups.count, 2);
    ck_assert_str_eq(groups.items[0].template, "wrong key [hidden]");
    ck_assert_uint_eq(groups.items[0].fingerprint, dd_hash("wrong key [hidden]\n", 19));
    ck_assert_uint_eq(groups.items[0].count, 2);
    ck_assert_str_eq(groups.items[1].template, "pool <*>");
    dd_groups_free(&groups);
}
END_TEST

static uint64_t key_of(const char *message)
{
    event = (struct dd_event){.message = message, .length = strlen(message)};
    return dd_group_key(&event);
}

/* What the store holds of last year must mean the same today, on every machine. */
START_TEST(test_stable_fingerprints)
{
    ck_assert_uint_eq(key_of("pool 17 of 'x' exhausted"),
                      dd_hash("pool <*> of <*> exhausted\n", 26));
    ck_assert_uint_eq(key_of("from 10.0.0.1:80 in 3 ms"),
                      key_of("from db.example.com:5432 in 2 s"));
    ck_assert_uint_ne(key_of("VM Started"), key_of("VM Paused"));
}
END_TEST

START_TEST(test_sample)
{
    struct dd_groups groups;
    uint64_t fingerprint;

    dd_groups_init(&groups, 10);
    groups.cleaner = (struct dd_cleaner){hide_key, "user"};
    event = (struct dd_event){.level = DD_LEVEL_ERROR, .length = 6, .sample_length = 20};
    event.message = "pool 1";
    event.sample = "10:00 pool key abc-1";
    ck_assert_int_eq(dd_groups_add(&groups, &event, 1, "a.log", &fingerprint, NULL), DAYDREAM_OK);
    event.sample = "11:00 pool key abc-1";
    ck_assert_int_eq(dd_groups_add(&groups, &event, 1, "a.log", &fingerprint, NULL), DAYDREAM_OK);
    ck_assert_str_eq(groups.items[0].sample, "10:00 pool key [hidden]");
    dd_groups_free(&groups);
}
END_TEST

/* Below it stands what the trace says. */
START_TEST(test_cause)
{
    struct dd_groups groups;
    uint64_t fingerprint;

    dd_groups_init(&groups, 10);
    groups.cleaner = (struct dd_cleaner){hide_key, "user"};
    event = (struct dd_event){
        .level = DD_LEVEL_ERROR, .length = 6, .sample_length = 12, .cause_length = 21};
    event.message = "pool 1";
    event.sample = "10:00 pool 1";
    memcpy(event.cause, "KeyError: a\nkey abc-1", 21);
    ck_assert_int_eq(dd_groups_add(&groups, &event, 1, "a.log", &fingerprint, NULL), DAYDREAM_OK);
    ck_assert_str_eq(groups.items[0].sample, "10:00 pool 1\nKeyError: a key [hidden]");
    dd_groups_free(&groups);
}
END_TEST

/* Half a value at the end of what is looked at is none. */
START_TEST(test_cut)
{
    struct dd_groups groups;
    char message[DD_MESSAGE_MAX];
    char sample[DD_SAMPLE_MAX];
    uint64_t fingerprint;

    dd_groups_init(&groups, 10);
    event = (struct dd_event){.level = DD_LEVEL_ERROR,
                              .message = message,
                              .length = sizeof message,
                              .sample = sample,
                              .sample_length = sizeof sample};
    for (size_t i = 0; i < sizeof message; i++)
        message[i] = "blk_17 "[i % 7];
    memcpy(message + DD_MESSAGE_MAX - 6, " half-", 6);
    memset(sample, 'x', sizeof sample);
    memcpy(sample + DD_SAMPLE_MAX - 4, "\0 se", 4);
    ck_assert_int_eq(dd_groups_add(&groups, &event, 1, "a.log", &fingerprint, NULL), DAYDREAM_OK);
    ck_assert_str_eq(groups.items[0].template, "blk_<*>");
    ck_assert_uint_eq(strlen(groups.items[0].sample), DD_SAMPLE_MAX - 2);
    dd_groups_free(&groups);
}
END_TEST

static const char *word(int number, char out[32])
{
    static const char letters[] = "abcdefghij";

    snprintf(out, 32, "word %c%c%c%c", letters[number / 1000 % 10], letters[number / 100 % 10],
             letters[number / 10 % 10], letters[number % 10]);
    return out;
}

START_TEST(test_bounds)
{
    struct dd_groups groups;
    char text[32];
    uint64_t counted = 0;

    dd_groups_init(&groups, 1000);
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 5000; i++)
            add(&groups, DD_LEVEL_ERROR, word(i, text), "", 1, "a.log");
    ck_assert_uint_eq(groups.count, 1000);
    for (size_t i = 0; i < groups.count; i++)
        counted += groups.items[i].count;
    ck_assert_uint_eq(counted, 2000);
    ck_assert_uint_eq(groups.other.count, 8000);
    ck_assert_str_eq(groups.other.template, "(other messages)");
    dd_groups_free(&groups);

    dd_groups_init(&groups, 0);
    add(&groups, DD_LEVEL_ERROR, "x", "", 1, "a.log");
    ck_assert_uint_eq(groups.other.count, 1);
    dd_groups_free(&groups);

    dd_groups_init(&groups, 10);
    for (int i = 0; i < 1000; i++)
        add(&groups, DD_LEVEL_ERROR, "x", "", 1, word(i, text));
    ck_assert_uint_eq(groups.items[0].count, 1000);
    ck_assert_uint_eq(groups.items[0].files.count, DD_GROUP_FILES_MAX);
    dd_groups_free(&groups);
}
END_TEST

/* A flood of what matters little leaves room for what matters. */
START_TEST(test_grave_finds_room)
{
    struct dd_groups groups;
    char text[32];
    size_t errors = 0;

    dd_groups_init(&groups, 3);
    add(&groups, DD_LEVEL_INFO, "often", "", 1, "a.log");
    add(&groups, DD_LEVEL_INFO, "often", "", 2, "a.log");
    for (int i = 0; i < 100; i++)
        add(&groups, DD_LEVEL_INFO, word(i, text), "", 3, "b.log");
    add(&groups, DD_LEVEL_ERROR, "pool", "", 4, "a.log");
    add(&groups, DD_LEVEL_CRITICAL, "disk", "", 5, "a.log");
    ck_assert_uint_eq(groups.count, 3);
    for (size_t i = 0; i < groups.count; i++) {
        errors += groups.items[i].level >= DD_LEVEL_ERROR ? 1 : 0;
        if (groups.items[i].level == DD_LEVEL_INFO)
            ck_assert_str_eq(groups.items[i].template, "often");
    }
    ck_assert_uint_eq(errors, 2);
    ck_assert_uint_eq(groups.other.count, 100);
    ck_assert_int_eq(groups.other.level, DD_LEVEL_INFO);

    /* the same message makes room for itself when it is graver */
    add(&groups, DD_LEVEL_ERROR, "often", "", 6, "a.log");
    add(&groups, DD_LEVEL_ERROR, "mail", "", 7, "a.log");
    ck_assert_uint_eq(groups.other.count, 103);
    ck_assert_int_eq(groups.other.level, DD_LEVEL_ERROR);
    add(&groups, DD_LEVEL_ERROR, "pool", "", 8, "a.log");
    ck_assert_uint_eq(groups.other.count, 103);
    dd_groups_free(&groups);
}
END_TEST

START_TEST(test_message_without_text)
{
    struct dd_groups groups;

    dd_groups_init(&groups, 10);
    add(&groups, DD_LEVEL_ERROR, "", "", 1, "a.log");
    add(&groups, DD_LEVEL_ERROR, " ", "KeyError", 1, "a.log");
    ck_assert_uint_eq(groups.count, 2);
    ck_assert_str_eq(groups.items[0].template, "(no text)");
    ck_assert_str_eq(groups.items[1].template, "KeyError");
    dd_groups_free(&groups);
}
END_TEST

START_TEST(test_order)
{
    static const char *const wanted[] = {"fatal", "often", "a", "b", "warning"};
    struct dd_groups groups;

    dd_groups_init(&groups, 10);
    add(&groups, DD_LEVEL_WARNING, "warning", "", 1, "a.log");
    add(&groups, DD_LEVEL_WARNING, "warning", "", 1, "a.log");
    add(&groups, DD_LEVEL_ERROR, "b", "", 1, "a.log");
    add(&groups, DD_LEVEL_ERROR, "a", "", 1, "a.log");
    add(&groups, DD_LEVEL_ERROR, "often", "", 1, "a.log");
    add(&groups, DD_LEVEL_ERROR, "often", "", 1, "a.log");
    add(&groups, DD_LEVEL_CRITICAL, "fatal", "", 1, "a.log");
    dd_groups_sort(groups.items, groups.count);
    for (size_t i = 0; i < groups.count; i++)
        ck_assert_str_eq(groups.items[i].template, wanted[i]);
    dd_groups_free(&groups);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_counting,
                                  test_levels,
                                  test_no_secret_is_masked,
                                  test_stable_fingerprints,
                                  test_sample,
                                  test_cause,
                                  test_cut,
                                  test_bounds,
                                  test_grave_finds_room,
                                  test_message_without_text,
                                  test_order};

    return suite_run("logs/groups", tests, sizeof tests / sizeof tests[0]);
}
