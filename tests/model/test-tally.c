/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "model/tally.h"
#include "support/suite.h"

#define WARNING   DAYDREAM_SEVERITY_WARNING
#define ERROR     DAYDREAM_SEVERITY_ERROR
#define NOTE      DAYDREAM_SEVERITY_NOTE
#define NEW       DAYDREAM_STATE_NEW
#define RECURRING DAYDREAM_STATE_RECURRING
#define RESOLVED  DAYDREAM_STATE_RESOLVED

/* One new, one worse, one recurring, three resolved; and notes. */
static const struct {
    enum daydream_severity severity;
    enum daydream_state state;
    bool worse;
} samples[] = {
    {ERROR, NEW, false},      {WARNING, RECURRING, true}, {WARNING, RECURRING, false},
    {ERROR, RESOLVED, false}, {WARNING, RESOLVED, true},  {ERROR, RESOLVED, false},
    {NOTE, NEW, false},       {NOTE, RECURRING, true},    {NOTE, RESOLVED, false},
};

static struct daydream_findings *make_findings(void)
{
    struct daydream_findings *findings = NULL;

    ck_assert_int_eq(daydream_findings_new(&findings, NULL), DAYDREAM_OK);
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        struct daydream_finding *finding = NULL;

        ck_assert_int_eq(daydream_findings_add(findings, "popoto", "logs", samples[i].severity,
                                               "it", &finding, NULL),
                         DAYDREAM_OK);
        daydream_finding_set_count(finding, 100);
        finding->state = samples[i].state;
        finding->worse = samples[i].worse;
    }
    return findings;
}

START_TEST(notes_do_not_count)
{
    struct daydream_findings *findings = make_findings();
    struct dd_tally tally = {0};

    for (size_t times = 1; times <= 2; times++) { /* a report adds project by project */
        dd_tally_add(&tally, findings);
        ck_assert_uint_eq(tally.fresh, 1 * times);
        ck_assert_uint_eq(tally.worse, 1 * times);
        ck_assert_uint_eq(tally.recurring, 1 * times);
        ck_assert_uint_eq(tally.resolved, 3 * times);
        ck_assert_uint_eq(tally.omitted, 0);
    }
    daydream_findings_free(findings);
}
END_TEST

START_TEST(counts_are_said_in_words)
{
    static const struct {
        struct dd_tally tally;
        const char *expected;
    } cases[] = {
        {{.fresh = 0}, "Nothing new"},
        {{.omitted = 7}, "Nothing new"},
        {{.recurring = 3}, "3 recurring"},
        {{.worse = 1}, "**1 worse**"},
        {{.resolved = 1}, "1 resolved"},
        {{.fresh = 2, .worse = 1, .recurring = 1, .resolved = 1},
         "**2 new**, **1 worse**, 1 recurring, 1 resolved"},
        {{.fresh = 5, .resolved = 2}, "**5 new**, 2 resolved"},
        {{.recurring = 1, .resolved = 20}, "1 recurring, 20 resolved"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_buf out = DD_BUF_INIT;

        dd_buf_puts(&out, "text before. ");
        dd_tally_write(&out, &cases[i].tally);
        ck_assert_str_eq(dd_buf_text(&out) + strlen("text before. "), cases[i].expected);
        dd_buf_free(&out);
    }
}
END_TEST

START_TEST(says_in_which_sections_there_was_no_room)
{
    static const char *const keys[] = {"logs", "bugs", "logs", "logs", "own"};
    struct daydream_findings *findings = NULL;
    struct dd_tally tally = {0};
    struct dd_buf out = DD_BUF_INIT;

    ck_assert_int_eq(daydream_findings_new(&findings, NULL), DAYDREAM_OK);
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        struct daydream_finding *finding = NULL;

        ck_assert_int_eq(daydream_findings_add(findings, "red", keys[i], DAYDREAM_SEVERITY_ERROR,
                                               "x", &finding, NULL),
                         DAYDREAM_OK);
        dd_tally_omit(&tally, finding);
    }
    dd_tally_write_omitted(&out, &tally);
    ck_assert_str_eq(dd_buf_text(&out),
                     "**5 more** did not fit here (3 of Logs, 1 of Open bugs, 1 of Own)");
    dd_buf_free(&out);
    daydream_findings_free(findings);
}
END_TEST

/* However many sections there are, and however long their names: there is room for a few. */
START_TEST(names_no_more_sections_than_there_is_room_for)
{
    struct daydream_findings *findings = NULL;
    struct dd_tally tally = {0};
    struct dd_buf out = DD_BUF_INIT;

    ck_assert_int_eq(daydream_findings_new(&findings, NULL), DAYDREAM_OK);
    for (int i = 0; i < 30; i++) {
        struct daydream_finding *finding = NULL;
        struct dd_buf key = DD_BUF_INIT;

        dd_buf_printf(&key, "c%d%.*s", i, i,
                      "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
        ck_assert_int_eq(daydream_findings_add(findings, "red", dd_buf_text(&key),
                                               DAYDREAM_SEVERITY_ERROR, "x", &finding, NULL),
                         DAYDREAM_OK);
        dd_tally_omit(&tally, finding);
        dd_buf_free(&key);
    }
    dd_tally_write_omitted(&out, &tally);
    ck_assert_uint_eq(tally.omitted, 30);
    ck_assert_uint_lt(out.length, 500);
    ck_assert(strncmp(dd_buf_text(&out), "**30 more** did not fit here (1 of C0, ", 39) == 0);
    dd_buf_free(&out);
    daydream_findings_free(findings);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {notes_do_not_count, counts_are_said_in_words,
                                  says_in_which_sections_there_was_no_room,
                                  names_no_more_sections_than_there_is_room_for};

    return suite_run("model/tally", tests, sizeof tests / sizeof tests[0]);
}
