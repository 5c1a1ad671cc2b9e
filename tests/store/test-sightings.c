/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/findings.h"
#include "store/fixture.h"
#include "support/scratch.h"
#include "support/suite.h"

/* A finding of a date; its fingerprints are single letters here. */
struct seen {
    const char *date;
    const char *key;
    const char *fingerprints;
    const char *since;
    uint64_t count;
    int state;
};

static void add_letters(struct dd_strings *list, const char *letters)
{
    for (; *letters != '\0'; letters++) {
        char fingerprint[] = {*letters, '\0'};

        ck_assert_int_eq(dd_strings_add(list, fingerprint, NULL), DAYDREAM_OK);
    }
}

static void add_row(struct dd_finding_rows *rows, const struct seen *seen)
{
    struct dd_finding_row *row = dd_finding_rows_new(rows);

    ck_assert_ptr_nonnull(row);
    ck_assert_int_eq(dd_string_set(&row->key, seen->key, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_string_set(&row->text, "text", NULL), DAYDREAM_OK);
    add_letters(&row->fingerprints, seen->fingerprints);
    snprintf(row->since, sizeof row->since, "%s", seen->since);
    row->count = seen->count;
    row->state = seen->state;
}

/* Write a history that is grouped by date. */
static void write_history(struct dd_store *store, const struct seen *seen, size_t count)
{
    struct dd_finding_rows rows = {NULL, 0, 0};

    for (size_t i = 0; i < count; i++) {
        add_row(&rows, &seen[i]);
        if (i + 1 < count && strcmp(seen[i + 1].date, seen[i].date) == 0)
            continue;
        ck_assert_int_eq(dd_findings_replace(store, fixture_run(store, seen[i].date), "review-logs",
                                             "popoto", &rows, NULL),
                         DAYDREAM_OK);
        dd_finding_rows_free(&rows);
    }
}

static void check(struct dd_store *store, const char *date, const char *key, const char *letters,
                  const struct dd_sighting *wanted)
{
    struct dd_strings fingerprints = DD_STRINGS_INIT;
    struct dd_sighting found = {"x", "x", 99};
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    add_letters(&fingerprints, letters);
    ck_assert_msg(dd_findings_sighting(store, date, key, &fingerprints, &found, &err) ==
                      DAYDREAM_OK,
                  "%s", err.text);
    ck_assert_msg(strcmp(found.seen, wanted->seen) == 0 &&
                      strcmp(found.since, wanted->since) == 0 && found.count == wanted->count,
                  "%s %s %s: seen '%s' since '%s' %" PRIu64, date, key, letters, found.seen,
                  found.since, found.count);
    dd_strings_free(&fingerprints);
}

START_TEST(test_when_it_was_seen_last)
{
    static const struct seen history[] = {
        {"2026-02-10", "popoto:logs", "ab", "2026-02-08", 5, DAYDREAM_STATE_RECURRING},
        {"2026-02-10", "popoto:bugs", "a", "2026-02-10", 70, DAYDREAM_STATE_NEW},
        {"2026-02-12", "popoto:logs", "a", "2026-02-08", 7, DAYDREAM_STATE_RECURRING},
        {"2026-02-12", "popoto:logs", "c", "2026-02-12", 0, DAYDREAM_STATE_NEW},
        {"2026-02-14", "popoto:logs", "a", "2026-02-08", 7, DAYDREAM_STATE_RESOLVED},
    };
    static const struct {
        const char *date;
        const char *key;
        const char *letters;
        struct dd_sighting wanted;
    } cases[] = {
        {"2026-02-18", "popoto:logs", "a", {"2026-02-12", "2026-02-08", 7}},
        {"2026-02-12", "popoto:logs", "a", {"2026-02-10", "2026-02-08", 5}},
        {"2026-02-10", "popoto:logs", "a", {"", "", 0}},
        {"2026-02-18", "popoto:logs", "b", {"2026-02-10", "2026-02-08", 5}},
        {"2026-02-18", "popoto:logs", "zb", {"2026-02-10", "2026-02-08", 5}},
        {"2026-02-18", "popoto:logs", "ba", {"2026-02-12", "2026-02-08", 7}},
        {"2026-02-18", "popoto:logs", "c", {"2026-02-12", "2026-02-12", 0}},
        {"2026-02-18", "popoto:logs", "z", {"", "", 0}},
        {"2026-02-18", "popoto:logs", "", {"", "", 0}},
        {"2026-02-18", "popoto:bugs", "a", {"2026-02-10", "2026-02-10", 70}},
        {"2026-02-18", "valor:logs", "a", {"", "", 0}},
    };
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);

    write_history(store, history, sizeof history / sizeof history[0]);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check(store, cases[i].date, cases[i].key, cases[i].letters, &cases[i].wanted);
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

/* What one group is made of today may have been several then, each of which counts once. */
START_TEST(test_several_of_one_date)
{
    static const struct seen history[] = {
        {"2026-02-10", "popoto:logs", "abb", "2026-02-09", 5, DAYDREAM_STATE_NEW},
        {"2026-02-10", "popoto:logs", "cd", "2026-02-07", 6, DAYDREAM_STATE_NEW},
        {"2026-02-10", "popoto:logs", "e", "2026-02-01", 9, DAYDREAM_STATE_NEW},
        {"2026-02-10", "popoto:logs", "f", "2026-02-10", UINT64_MAX, DAYDREAM_STATE_NEW},
    };
    static const struct dd_sighting both = {"2026-02-10", "2026-02-07", 11};
    static const struct dd_sighting most = {"2026-02-10", "2026-02-01", UINT64_MAX};
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);

    write_history(store, history, sizeof history / sizeof history[0]);
    check(store, "2026-02-11", "popoto:logs", "abcd", &both);
    check(store, "2026-02-11", "popoto:logs", "dbbca", &both);
    check(store, "2026-02-11", "popoto:logs", "ef", &most);
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

/* A step that is done again takes back what it had seen before. */
START_TEST(test_replaced_is_not_seen)
{
    static const struct seen first = {"2026-02-10",      "popoto:logs", "a", "2026-02-10", 1,
                                      DAYDREAM_STATE_NEW};
    static const struct seen second = {"2026-02-10",      "popoto:logs", "b", "2026-02-10", 1,
                                       DAYDREAM_STATE_NEW};
    static const struct dd_sighting never = {"", "", 0};
    static const struct dd_sighting seen = {"2026-02-10", "2026-02-10", 1};
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);

    write_history(store, &first, 1);
    check(store, "2026-02-11", "popoto:logs", "a", &seen);
    write_history(store, &second, 1);
    check(store, "2026-02-11", "popoto:logs", "a", &never);
    check(store, "2026-02-11", "popoto:logs", "b", &seen);
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

/* What it costs to ask after so many days, on each of which it was seen, or when it never was. */
static int64_t cost_of(int days)
{
    struct seen seen = {.key = "popoto:logs", .fingerprints = "abc", .count = 3};
    struct dd_sighting wanted = {"", "2025-01-01", 3};
    const struct dd_sighting never = {"", "", 0};
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    struct fixture_watch watch;
    char date[DD_DATE_SIZE];
    int64_t steps;

    ck_assert_int_eq(dd_store_begin(store, NULL), DAYDREAM_OK);
    for (int i = 0; i < days; i++) {
        fixture_date(i, date);
        seen.date = date;
        seen.since = "2025-01-01";
        write_history(store, &seen, 1);
    }
    ck_assert_int_eq(dd_store_end(store, DAYDREAM_OK, NULL), DAYDREAM_OK);
    memcpy(wanted.seen, date, sizeof date);
    fixture_date(days, date);
    fixture_watch(&watch, store);
    check(store, date, "popoto:logs", "abc", &wanted);
    check(store, date, "popoto:logs", "z", &never);
    check(store, date, "popoto:bugs", "a", &never);
    steps = fixture_watched(&watch);
    dd_store_close(store);
    scratch_remove(scratch);
    return steps;
}

START_TEST(test_a_long_history_costs_no_more)
{
    ck_assert_int_le(cost_of(800), cost_of(10) + 50);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_when_it_was_seen_last,
        test_several_of_one_date,
        test_replaced_is_not_seen,
        test_a_long_history_costs_no_more,
    };

    return suite_run("store/sightings", tests, sizeof tests / sizeof tests[0]);
}
