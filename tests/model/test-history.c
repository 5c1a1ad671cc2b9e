/* SPDX-License-Identifier: MIT */
/* A step's findings of one date after the other, over a real store. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/history.h"
#include "store/fixture.h"
#include "store/runs.h"
#include "support/scratch.h"
#include "support/suite.h"

#define STEP "review-logs"
#define SLUG "popoto"

/* One sighting: "!" in front of the text is an error, "-" a note, "*" an event. */
static void add(struct daydream_findings *findings, const char *text, uint64_t count)
{
    enum daydream_severity severity = *text == '-'   ? DAYDREAM_SEVERITY_NOTE
                                      : *text == '!' ? DAYDREAM_SEVERITY_ERROR
                                                     : DAYDREAM_SEVERITY_WARNING;
    struct daydream_finding *finding = NULL;

    ck_assert_int_eq(daydream_findings_add(findings, SLUG, "logs", severity, text, &finding, NULL),
                     DAYDREAM_OK);
    daydream_finding_set_count(finding, count);
    if (*text == '*')
        dd_finding_set_event(finding);
}

static struct daydream_findings *make_list(void)
{
    struct daydream_findings *findings = NULL;

    ck_assert_int_eq(daydream_findings_new(&findings, NULL), DAYDREAM_OK);
    return findings;
}

/* Place and keep the findings as those of a date, and note the step as done. */
static void keep(struct dd_store *store, const char *date, struct daydream_findings *findings)
{
    struct dd_step_row done = {DAYDREAM_STEP_DONE, NULL, 0};
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    int64_t run = fixture_run(store, date);

    ck_assert_msg(dd_history_place(store, date, findings, &err) == DAYDREAM_OK, "%s", err.text);
    ck_assert_msg(dd_history_resolve(store, date, STEP, SLUG, findings, &err) == DAYDREAM_OK, "%s",
                  err.text);
    ck_assert_int_eq(dd_store_begin(store, NULL), DAYDREAM_OK);
    ck_assert_msg(dd_history_save(store, run, STEP, SLUG, findings, &err) == DAYDREAM_OK, "%s",
                  err.text);
    ck_assert_int_eq(dd_steps_put(store, run, STEP, SLUG, &done, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_store_end(store, DAYDREAM_OK, NULL), DAYDREAM_OK);
}

/* "text new 1x37; text recurring 3x40 worse; " */
static void describe(const struct daydream_findings *findings, struct dd_buf *out)
{
    for (size_t i = 0; i < findings->count; i++) {
        const struct daydream_finding *finding = findings->items[i];

        dd_buf_printf(out, "%s%s %s %dx%d%s", i > 0 ? "; " : "", finding->text,
                      dd_state_name(finding->state), finding->days, (int)finding->count,
                      finding->worse ? " worse" : "");
    }
}

/* A date on which the step ran, what it saw ("text=count text=count"), and what that came to. */
struct day {
    const char *date;
    const char *seen;
    const char *placed;
};

static void read_seen(const char *seen, struct daydream_findings *findings)
{
    while (*seen != '\0') {
        size_t length = strcspn(seen, "=");
        char text[64];
        char *end = NULL;

        snprintf(text, sizeof text, "%.*s", (int)length, seen);
        add(findings, text, strtoull(seen + length + 1, &end, 10));
        seen = end + strspn(end, " ");
    }
}

static void check_day(struct dd_store *store, const char *story, const struct day *day)
{
    struct daydream_findings *findings = make_list();
    struct daydream_findings *loaded = make_list();
    struct dd_buf placed = DD_BUF_INIT;
    struct dd_buf read = DD_BUF_INIT;

    read_seen(day->seen, findings);
    keep(store, day->date, findings);
    describe(findings, &placed);
    ck_assert_msg(strcmp(dd_buf_text(&placed), day->placed) == 0, "%s, %s\ngot:  %s\nwant: %s",
                  story, day->date, dd_buf_text(&placed), day->placed);
    ck_assert_int_eq(
        dd_history_load(store, fixture_run(store, day->date), day->date, SLUG, loaded, NULL),
        DAYDREAM_OK);
    describe(loaded, &read);
    ck_assert_str_eq(dd_buf_text(&read), day->placed);
    dd_buf_free(&read);
    dd_buf_free(&placed);
    daydream_findings_free(loaded);
    daydream_findings_free(findings);
}

#define DAYS 6

static const struct {
    const char *name;
    struct day days[DAYS];
} stories[] = {
    {"the days of a streak count from its first, also over a gap",
     {{"2026-02-01", "a=1", "a new 1x1"},
      {"2026-02-02", "a=1", "a recurring 2x1"},
      {"2026-02-05", "a=1", "a recurring 5x1"},
      {"2026-03-01", "a=1", "a new 1x1"}}},
    {"what is gone is resolved, once",
     {{"2026-02-01", "a=3 b=1", "a new 1x3; b new 1x1"},
      {"2026-02-02", "b=1", "b recurring 2x1; a resolved 2x3"},
      {"2026-02-03", "b=1", "b recurring 3x1"},
      {"2026-02-04", "", "b resolved 4x1"},
      {"2026-02-05", "", ""}}},
    {"what comes back within 14 days recurs",
     {{"2026-02-01", "a=1", "a new 1x1"},
      {"2026-02-02", "", "a resolved 2x1"},
      {"2026-02-15", "a=1", "a recurring 15x1"},
      {"2026-02-16", "", "a resolved 16x1"}}},
    {"what comes back after 15 days is new",
     {{"2026-02-01", "a=1", "a new 1x1"},
      {"2026-02-02", "", "a resolved 2x1"},
      {"2026-02-16", "a=1", "a new 1x1"},
      {"2026-02-17", "a=1", "a recurring 2x1"}}},
    {"a year's end is no gap",
     {{"2025-12-31", "a=1", "a new 1x1"}, {"2026-01-01", "a=1", "a recurring 2x1"}}},
    {"twice the count is worse, and then the new measure",
     {{"2026-02-01", "a=10", "a new 1x10"},
      {"2026-02-02", "a=19", "a recurring 2x19"},
      {"2026-02-03", "a=38", "a recurring 3x38 worse"},
      {"2026-02-04", "a=38", "a recurring 4x38"},
      {"2026-02-05", "a=10", "a recurring 5x10"},
      {"2026-02-06", "a=1000000", "a recurring 6x1000000 worse"}}},
    {"twice one is two",
     {{"2026-02-01", "a=1", "a new 1x1"},
      {"2026-02-02", "a=2", "a recurring 2x2 worse"},
      {"2026-02-03", "a=3", "a recurring 3x3"},
      {"2026-02-04", "a=0", "a recurring 4x0"},
      {"2026-02-05", "a=9", "a recurring 5x9"}}},
    {"notes grow and go without a word",
     {{"2026-02-01", "-a=1", "-a new 1x1"},
      {"2026-02-02", "-a=99", "-a recurring 2x99"},
      {"2026-02-03", "", ""}}},
    {"events are not resolved, and each is new",
     {{"2026-02-01", "*a=1", "*a new 1x1"},
      {"2026-02-02", "", ""},
      {"2026-02-03", "*a=1", "*a new 1x1"},
      {"2026-02-04", "*a=1", "*a new 1x1"}}},
    {"the same text under one key twice",
     {{"2026-02-01", "a=1 a=2", "a new 1x1; a new 1x2"},
      {"2026-02-02", "a=3", "a recurring 2x3"},
      {"2026-02-03", "", "a resolved 3x3"}}},
};

START_TEST(each_story_goes_as_told)
{
    for (size_t i = 0; i < sizeof stories / sizeof stories[0]; i++) {
        char *scratch = scratch_make();
        struct dd_store *store = fixture_open(scratch);

        for (size_t j = 0; j < DAYS && stories[i].days[j].date != NULL; j++)
            check_day(store, stories[i].name, &stories[i].days[j]);
        dd_store_close(store);
        scratch_remove(scratch);
    }
}
END_TEST

/* A step is done again after a failure, or on purpose: what its date came to stays the same. */
START_TEST(doing_a_date_again_changes_nothing)
{
    static const struct day days[] = {
        {"2026-02-01", "a=10 b=1", "a new 1x10; b new 1x1"},
        {"2026-02-02", "a=20 c=1", "a recurring 2x20 worse; c new 1x1; b resolved 2x1"},
        {"2026-02-03", "a=20", "a recurring 3x20; c resolved 2x1"},
    };
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);

    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++)
        for (int again = 0; again < 3; again++)
            check_day(store, "again", &days[i]);
    /* an earlier date again, when later ones are there */
    check_day(store, "earlier", &days[1]);
    check_day(store, "earlier", &days[0]);
    ck_assert_int_eq(fixture_number(store, "SELECT count(*) FROM findings"), 7);
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

/* A second run of a date may see less or more than the first: only the last word counts. */
START_TEST(a_repeated_step_replaces_what_it_said)
{
    static const struct day days[] = {
        {"2026-02-01", "a=1", "a new 1x1"},
        {"2026-02-02", "a=1 b=1", "a recurring 2x1; b new 1x1"},
        {"2026-02-02", "a=1", "a recurring 2x1"},
        {"2026-02-03", "", "a resolved 3x1"},
    };
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);

    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++)
        check_day(store, "replaced", &days[i]);
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

static const char *fingerprints[] = {"00000000000000aa", "00000000000000bb", "00000000000000cc",
                                     "00000000000000dd"};

/* A finding whose fingerprints are those of the letters. */
static void add_set(struct daydream_findings *findings, const char *letters, uint64_t count)
{
    struct daydream_finding *finding;

    add(findings, letters, count);
    finding = findings->items[findings->count - 1];
    dd_strings_free(&finding->fingerprints);
    for (; *letters != '\0'; letters++)
        ck_assert_int_eq(dd_strings_add(&finding->fingerprints, fingerprints[*letters - 'a'], NULL),
                         DAYDREAM_OK);
}

START_TEST(a_group_is_known_by_any_of_its_members)
{
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    struct daydream_findings *findings = make_list();
    struct dd_buf text = DD_BUF_INIT;

    add_set(findings, "a", 10);
    add_set(findings, "b", 20);
    add_set(findings, "d", 1);
    keep(store, "2026-02-01", findings);
    daydream_findings_free(findings);

    findings = make_list();
    add_set(findings, "cba", 59); /* one group of what were two, of 30 together */
    keep(store, "2026-02-02", findings);
    describe(findings, &text);
    ck_assert_str_eq(dd_buf_text(&text), "cba recurring 2x59; d resolved 2x1");
    daydream_findings_free(findings);

    findings = make_list();
    add_set(findings, "c", 118);
    keep(store, "2026-02-03", findings);
    dd_buf_reset(&text);
    describe(findings, &text);
    ck_assert_str_eq(dd_buf_text(&text), "c recurring 3x118 worse");
    daydream_findings_free(findings);
    dd_buf_free(&text);
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

/* Each step speaks for itself: that one did not look says nothing about another's findings. */
START_TEST(another_step_or_project_resolves_nothing)
{
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    struct daydream_findings *findings = make_list();

    add(findings, "a", 1);
    keep(store, "2026-02-01", findings);
    daydream_findings_free(findings);
    findings = make_list();
    ck_assert_int_eq(dd_history_resolve(store, "2026-02-02", "clean-tasks", SLUG, findings, NULL),
                     DAYDREAM_OK);
    ck_assert_int_eq(dd_history_resolve(store, "2026-02-02", STEP, "other", findings, NULL),
                     DAYDREAM_OK);
    ck_assert_uint_eq(findings->count, 0);
    ck_assert_int_eq(dd_history_resolve(store, "2026-02-02", STEP, SLUG, findings, NULL),
                     DAYDREAM_OK);
    ck_assert_uint_eq(findings->count, 1);
    daydream_findings_free(findings);
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

START_TEST(everything_of_a_finding_is_kept)
{
    char *scratch = scratch_make();
    struct dd_store *store = fixture_open(scratch);
    struct daydream_findings *findings = make_list();
    struct daydream_findings *loaded = make_list();
    struct dd_buf before = DD_BUF_INIT;
    struct dd_buf after = DD_BUF_INIT;

    add(findings, "!it \"broke\"", UINT64_MAX);
    daydream_finding_set_times(findings->items[0], 1771384327, 1771393440);
    ck_assert_int_eq(daydream_finding_add_detail(findings->items[0], "one", NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_finding_add_detail(findings->items[0], "two", NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_finding_add_evidence(findings->items[0], "app.c:1", NULL),
                     DAYDREAM_OK);
    keep(store, "2026-02-18", findings);
    ck_assert_int_eq(
        dd_history_load(store, fixture_run(store, "2026-02-18"), "2026-02-18", SLUG, loaded, NULL),
        DAYDREAM_OK);
    ck_assert_uint_eq(loaded->count, 1);
    dd_finding_write_json(&before, findings->items[0]);
    dd_finding_write_json(&after, loaded->items[0]);
    ck_assert_str_eq(dd_buf_text(&after), dd_buf_text(&before));
    dd_buf_free(&before);
    dd_buf_free(&after);
    daydream_findings_free(loaded);
    daydream_findings_free(findings);
    dd_store_close(store);
    scratch_remove(scratch);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        each_story_goes_as_told,
        doing_a_date_again_changes_nothing,
        a_repeated_step_replaces_what_it_said,
        a_group_is_known_by_any_of_its_members,
        another_step_or_project_resolves_nothing,
        everything_of_a_finding_is_kept,
    };

    return suite_run("model/history", tests, sizeof tests / sizeof tests[0]);
}
