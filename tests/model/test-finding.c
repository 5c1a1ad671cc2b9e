/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <string.h>

#include "base/hash.h"
#include "model/finding.h"
#include "support/suite.h"

static struct daydream_findings *make_list(void)
{
    struct daydream_findings *findings = NULL;

    ck_assert_int_eq(daydream_findings_new(&findings, NULL), DAYDREAM_OK);
    return findings;
}

static struct daydream_finding *add(struct daydream_findings *findings, const char *text)
{
    struct daydream_finding *finding = NULL;

    ck_assert_int_eq(daydream_findings_add(findings, "popoto", "logs", DAYDREAM_SEVERITY_ERROR,
                                           text, &finding, NULL),
                     DAYDREAM_OK);
    ck_assert_ptr_nonnull(finding);
    return finding;
}

START_TEST(a_finding_begins_with_these_values)
{
    struct daydream_findings *findings = make_list();
    const struct daydream_finding *finding = add(findings, "it broke");

    ck_assert_str_eq(daydream_finding_key(finding), "popoto:logs");
    ck_assert_str_eq(dd_finding_category(finding), "logs");
    ck_assert_int_eq(daydream_finding_severity(finding), DAYDREAM_SEVERITY_ERROR);
    ck_assert_str_eq(daydream_finding_text(finding), "it broke");
    ck_assert_uint_eq(daydream_finding_count(finding), 1);
    ck_assert_int_eq(daydream_finding_first(finding), 0);
    ck_assert_int_eq(daydream_finding_last(finding), 0);
    ck_assert_int_eq(daydream_finding_state(finding), DAYDREAM_STATE_NEW);
    ck_assert_int_eq(daydream_finding_days(finding), 1);
    ck_assert_uint_eq(daydream_finding_detail_count(finding), 0);
    ck_assert_ptr_null(daydream_finding_detail(finding, 0));
    ck_assert_uint_eq(daydream_finding_evidence_count(finding), 0);
    ck_assert_ptr_null(daydream_finding_evidence(finding, 0));
    daydream_findings_free(findings);
}
END_TEST

START_TEST(the_setters_complete_it)
{
    struct daydream_findings *findings = make_list();
    struct daydream_finding *finding = add(findings, "it broke");

    daydream_finding_set_count(finding, UINT64_MAX);
    daydream_finding_set_times(finding, 100, 200);
    ck_assert_int_eq(daydream_finding_add_detail(finding, "one\ntwo\x1b[31m", NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_finding_add_evidence(finding, "app.c:12", NULL), DAYDREAM_OK);
    ck_assert_uint_eq(daydream_finding_count(finding), UINT64_MAX);
    ck_assert_int_eq(daydream_finding_first(finding), 100);
    ck_assert_int_eq(daydream_finding_last(finding), 200);
    ck_assert_str_eq(daydream_finding_detail(finding, 0), "one two");
    ck_assert_ptr_null(daydream_finding_detail(finding, 1));
    ck_assert_str_eq(daydream_finding_evidence(finding, 0), "app.c:12");
    ck_assert_ptr_null(daydream_finding_evidence(finding, 1));
    daydream_findings_free(findings);
}
END_TEST

typedef enum daydream_status add_fn(struct daydream_finding *finding, const char *line,
                                    struct daydream_error *err);

/* The page at an index is the detail's at that index. */
START_TEST(an_empty_line_keeps_its_place)
{
    struct daydream_findings *findings = make_list();
    struct daydream_finding *finding = add(findings, "it broke");

    ck_assert_int_eq(daydream_finding_add_detail(finding, "\n", NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_finding_add_detail(finding, "second", NULL), DAYDREAM_OK);
    ck_assert_str_eq(daydream_finding_detail(finding, 0), "(no text)");
    ck_assert_str_eq(daydream_finding_detail(finding, 1), "second");
    daydream_findings_free(findings);
}
END_TEST

START_TEST(lines_are_bounded_in_number)
{
    static add_fn *const adders[] = {daydream_finding_add_detail, daydream_finding_add_evidence};
    static char line[5000];
    struct daydream_findings *findings = make_list();

    memset(line, 'x', sizeof line - 1);
    for (size_t i = 0; i < sizeof adders / sizeof adders[0]; i++) {
        struct daydream_finding *finding = add(findings, "it broke");
        struct daydream_error err = DAYDREAM_ERROR_INIT;

        for (int j = 0; j < DD_FINDING_LINES_MAX; j++)
            ck_assert_int_eq(adders[i](finding, line, NULL), DAYDREAM_OK);
        ck_assert_int_eq(adders[i](finding, "one more", &err), DAYDREAM_ERROR_ARGUMENT);
        ck_assert_ptr_nonnull(strstr(err.text, "more than 100"));
        ck_assert_uint_eq(finding->details.count + finding->evidence.count, DD_FINDING_LINES_MAX);
    }
    daydream_findings_free(findings);
}
END_TEST

/* The fingerprint is in the store and in filed issues: it may never come out differently. */
START_TEST(the_fingerprint_is_that_of_the_identity)
{
    struct daydream_findings *findings = make_list();
    struct daydream_finding *one = add(findings, "Connection to 10.0.0.1 refused");
    struct daydream_finding *other = add(findings, "Connection to 10.0.0.2 refused");
    char expected[DD_FINGERPRINT_SIZE];

    ck_assert_str_ne(daydream_finding_fingerprint(one), daydream_finding_fingerprint(other));
    dd_fingerprint(dd_hash(one->text, strlen(one->text)), expected);
    ck_assert_str_eq(daydream_finding_fingerprint(one), expected);
    ck_assert_int_eq(daydream_finding_set_identity(one, "Connection to <*> refused", NULL),
                     DAYDREAM_OK);
    ck_assert_int_eq(daydream_finding_set_identity(other, "Connection to <*> refused", NULL),
                     DAYDREAM_OK);
    ck_assert_str_eq(daydream_finding_fingerprint(one), daydream_finding_fingerprint(other));
    ck_assert_uint_eq(strlen(daydream_finding_fingerprint(one)), 16);
    ck_assert_str_ne(daydream_finding_fingerprint(one), expected);
    daydream_findings_free(findings);
}
END_TEST

START_TEST(notes_and_resolved_ones_are_not_open)
{
    static const struct {
        enum daydream_severity severity;
        enum daydream_state state;
        bool open;
    } cases[] = {
        {DAYDREAM_SEVERITY_NOTE, DAYDREAM_STATE_NEW, false},
        {DAYDREAM_SEVERITY_NOTE, DAYDREAM_STATE_RECURRING, false},
        {DAYDREAM_SEVERITY_WARNING, DAYDREAM_STATE_NEW, true},
        {DAYDREAM_SEVERITY_WARNING, DAYDREAM_STATE_RECURRING, true},
        {DAYDREAM_SEVERITY_ERROR, DAYDREAM_STATE_NEW, true},
        {DAYDREAM_SEVERITY_ERROR, DAYDREAM_STATE_RESOLVED, false},
    };
    struct daydream_findings *findings = make_list();
    struct daydream_finding *finding = add(findings, "it");

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        finding->severity = cases[i].severity;
        finding->state = cases[i].state;
        ck_assert_msg(dd_finding_is_open(finding) == cases[i].open, "case %zu", i);
    }
    daydream_findings_free(findings);
}
END_TEST

/* Groups of log messages are known by hashes of their own, also when their text is redacted. */
START_TEST(fingerprints_may_be_given)
{
    static const uint64_t hashes[] = {0x1, UINT64_C(0xfedcba9876543210)};
    struct daydream_findings *findings = make_list();
    struct daydream_finding *finding = add(findings, "it broke");
    struct dd_redactor *redactor = NULL;

    ck_assert_int_eq(dd_redactor_new(&redactor, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_redactor_add_value(redactor, "it broke", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_finding_set_fingerprints(finding, hashes, 2, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_findings_redact(findings, redactor, NULL), DAYDREAM_OK);
    ck_assert_str_ne(daydream_finding_text(finding), "it broke");
    ck_assert_str_eq(daydream_finding_fingerprint(finding), "0000000000000001");
    ck_assert_uint_eq(finding->fingerprints.count, 2);
    ck_assert_str_eq(finding->fingerprints.items[1], "fedcba9876543210");
    dd_redactor_free(redactor);
    daydream_findings_free(findings);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        a_finding_begins_with_these_values,
        the_setters_complete_it,
        an_empty_line_keeps_its_place,
        lines_are_bounded_in_number,
        the_fingerprint_is_that_of_the_identity,
        notes_and_resolved_ones_are_not_open,
        fingerprints_may_be_given,
    };

    return suite_run("model/finding", tests, sizeof tests / sizeof tests[0]);
}
