/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "model/finding.h"
#include "support/suite.h"

#define SECRET "hunter2-hunter2-hunter2"

static struct daydream_findings *make_list(void)
{
    struct daydream_findings *findings = NULL;

    ck_assert_int_eq(daydream_findings_new(&findings, NULL), DAYDREAM_OK);
    return findings;
}

static struct daydream_finding *add(struct daydream_findings *findings, const char *text)
{
    struct daydream_finding *finding = NULL;

    ck_assert_int_eq(daydream_findings_add(findings, "popoto", "logs", DAYDREAM_SEVERITY_WARNING,
                                           text, &finding, NULL),
                     DAYDREAM_OK);
    return finding;
}

START_TEST(names_are_checked)
{
    static const struct {
        const char *slug;
        const char *category;
        const char *why; /* NULL: taken */
    } cases[] = {
        {"popoto", "logs", NULL},
        {"A.b_c-9", "my.own-word", NULL},
        {"", "logs", "slug"},
        {"a:b", "logs", "slug"},
        {"a/b", "logs", "slug"},
        {"popoto", "", "category"},
        {"popoto", "Logs", "category"},
        {"popoto", "a:b", "category"},
        {"popoto", "two words", "category"},
        {"popoto", "logs\n", "category"},
    };
    struct daydream_findings *findings = make_list();
    size_t taken = 0;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct daydream_error err = DAYDREAM_ERROR_INIT;
        struct daydream_finding *finding = NULL;
        enum daydream_status status = daydream_findings_add(
            findings, cases[i].slug, cases[i].category, DAYDREAM_SEVERITY_NOTE, "it", &finding,
            &err);

        taken += cases[i].why == NULL;
        ck_assert_msg(status == (cases[i].why == NULL ? DAYDREAM_OK : DAYDREAM_ERROR_ARGUMENT),
                      "%s:%s", cases[i].slug, cases[i].category);
        ck_assert((finding != NULL) == (cases[i].why == NULL));
        ck_assert_msg(cases[i].why == NULL || strstr(err.text, cases[i].why) != NULL, "%s",
                      err.text);
        ck_assert_uint_eq(daydream_findings_count(findings), taken);
    }
    ck_assert_int_eq(
        daydream_findings_add(findings, "a", "b", DAYDREAM_SEVERITY_NOTE, "it", NULL, NULL),
        DAYDREAM_OK);
    daydream_findings_free(findings);
}
END_TEST

START_TEST(foreign_text_becomes_one_clean_line)
{
    static const char *const cases[][2] = {
        {"plain", "plain"},
        {"two\nlines", "two lines"},
        {"\x1b[31mred\x1b[0m", "red"},
        {"bell\a", "bell"},
        {"\xff", "\xef\xbf\xbd"},
        {"admin\xe2\x80\xaegnp.exe", "admingnp.exe"},
        {"", "(no text)"},
        {" \xe2\x80\x8b\r\n", "(no text)"},
    };
    struct daydream_findings *findings = make_list();

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_str_eq(daydream_finding_text(add(findings, cases[i][0])), cases[i][1]);
    daydream_findings_free(findings);
}
END_TEST

START_TEST(a_huge_text_is_bounded_at_once)
{
    static char huge[100000];
    struct daydream_findings *findings = make_list();
    struct daydream_finding *finding;

    memset(huge, 'x', sizeof huge - 1);
    finding = add(findings, huge);
    ck_assert_int_eq(daydream_finding_add_detail(finding, huge, NULL), DAYDREAM_OK);
    ck_assert_uint_le(strlen(daydream_finding_text(finding)), DD_FINDING_RAW_MAX);
    ck_assert_uint_le(strlen(daydream_finding_detail(finding, 0)), DD_FINDING_RAW_MAX);
    daydream_findings_free(findings);
}
END_TEST

/* Nobody would know half a secret again, so that it must be out before anything is cut. */
static void check_cut(struct daydream_findings *findings, const struct dd_redactor *redactor,
                      size_t before)
{
    static const char secret[] = "password=\"correct horse battery staple of all horses\"";
    struct dd_buf text = DD_BUF_INIT;
    struct daydream_finding *finding;

    for (size_t i = 0; i < before; i++)
        dd_buf_putc(&text, ' ' + (char)(i % 2 * 88));
    dd_buf_puts(&text, secret);
    finding = add(findings, dd_buf_text(&text));
    ck_assert_int_eq(daydream_finding_add_detail(finding, dd_buf_text(&text), NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_findings_redact(findings, redactor, NULL), DAYDREAM_OK);
    ck_assert_uint_le(strlen(daydream_finding_text(finding)), DD_FINDING_TEXT_MAX);
    ck_assert_uint_le(strlen(daydream_finding_detail(finding, 0)), DD_FINDING_LINE_MAX);
    ck_assert_ptr_null(strstr(daydream_finding_text(finding), "horse"));
    ck_assert_ptr_null(strstr(daydream_finding_detail(finding, 0), "horse"));
    dd_buf_free(&text);
}

START_TEST(secrets_are_out_before_anything_is_cut)
{
    struct daydream_findings *findings = make_list();
    struct dd_redactor *redactor = NULL;

    ck_assert_int_eq(dd_redactor_new(&redactor, NULL), DAYDREAM_OK);
    for (size_t before = DD_FINDING_TEXT_MAX - 60; before < DD_FINDING_LINE_MAX; before += 7)
        check_cut(findings, redactor, before);
    dd_redactor_free(redactor);
    daydream_findings_free(findings);
}
END_TEST

START_TEST(a_long_list_keeps_its_order)
{
    struct daydream_findings *findings = make_list();

    for (int i = 0; i < 1000; i++) {
        char text[16];

        snprintf(text, sizeof text, "%d", i);
        add(findings, text);
    }
    ck_assert_uint_eq(daydream_findings_count(findings), 1000);
    ck_assert_str_eq(daydream_finding_text(daydream_findings_at(findings, 777)), "777");
    ck_assert_ptr_null(daydream_findings_at(findings, 1000));
    daydream_findings_free(findings);
    daydream_findings_free(NULL);
}
END_TEST

START_TEST(a_copy_is_whole_and_stands_alone)
{
    struct daydream_findings *from = make_list();
    struct daydream_findings *to = make_list();
    struct daydream_finding *finding = add(from, "it broke");
    struct daydream_finding *copy;

    daydream_finding_set_count(finding, 37);
    daydream_finding_set_times(finding, 100, 200);
    dd_finding_set_event(finding);
    finding->state = DAYDREAM_STATE_RECURRING;
    finding->days = 3;
    finding->worse = true;
    memcpy(finding->since, "2026-02-16", DD_DATE_SIZE);
    ck_assert_int_eq(daydream_finding_add_detail(finding, "detail", NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_finding_add_evidence(finding, "app.c:1", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_strings_add(&finding->fingerprints, "00000000000000ff", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_findings_add_copy(to, finding, NULL), DAYDREAM_OK);
    daydream_findings_free(from);
    copy = to->items[0];
    ck_assert_str_eq(copy->key, "popoto:logs");
    ck_assert_str_eq(copy->text, "it broke");
    ck_assert_uint_eq(copy->count, 37);
    ck_assert_int_eq(copy->first, 100);
    ck_assert_int_eq(copy->last, 200);
    ck_assert(copy->event && copy->worse);
    ck_assert_int_eq(copy->state, DAYDREAM_STATE_RECURRING);
    ck_assert_int_eq(copy->days, 3);
    ck_assert_str_eq(copy->since, "2026-02-16");
    ck_assert_str_eq(daydream_finding_detail(copy, 0), "detail");
    ck_assert_str_eq(daydream_finding_evidence(copy, 0), "app.c:1");
    ck_assert_str_eq(dd_strings_at(&copy->fingerprints, 1), "00000000000000ff");
    daydream_findings_free(to);
}
END_TEST

START_TEST(moving_empties_the_source)
{
    struct daydream_findings *from = make_list();
    struct daydream_findings *to = make_list();

    add(to, "0");
    for (int i = 0; i < 20; i++)
        add(from, "more");
    ck_assert_int_eq(dd_findings_move(to, from, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(daydream_findings_count(from), 0);
    ck_assert_uint_eq(daydream_findings_count(to), 21);
    ck_assert_str_eq(daydream_finding_text(daydream_findings_at(to, 0)), "0");
    ck_assert_int_eq(dd_findings_move(to, from, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(daydream_findings_count(to), 21);
    daydream_findings_free(from);
    daydream_findings_free(to);
}
END_TEST

static struct dd_redactor *make_redactor(void)
{
    struct dd_redactor *redactor = NULL;

    ck_assert_int_eq(dd_redactor_new(&redactor, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_redactor_add_value(redactor, SECRET, NULL), DAYDREAM_OK);
    return redactor;
}

static void check_clean(const char *text)
{
    ck_assert_msg(strstr(text, SECRET) == NULL, "%s", text);
    ck_assert_msg(strstr(text, "[redacted:") != NULL, "%s", text);
}

START_TEST(no_text_keeps_a_secret)
{
    struct dd_redactor *redactor = make_redactor();
    struct daydream_findings *findings = make_list();
    struct daydream_finding *finding = add(findings, "login " SECRET " failed");

    ck_assert_int_eq(daydream_finding_add_detail(finding, "a " SECRET, NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_finding_add_detail(finding, "b " SECRET, NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_finding_add_evidence(finding, "c " SECRET, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_findings_redact(findings, redactor, NULL), DAYDREAM_OK);
    check_clean(daydream_finding_text(finding));
    check_clean(daydream_finding_detail(finding, 0));
    check_clean(daydream_finding_detail(finding, 1));
    check_clean(daydream_finding_evidence(finding, 0));
    check_clean(finding->identity);
    daydream_findings_free(findings);
    dd_redactor_free(redactor);
}
END_TEST

/* A new token each day must not make a new finding each day. */
START_TEST(a_secret_does_not_change_the_fingerprint)
{
    struct dd_redactor *redactor = make_redactor();
    struct daydream_findings *findings = make_list();
    struct daydream_finding *one = add(findings, "login " SECRET " failed");
    struct daydream_finding *two = add(findings, "login another-secret-value failed");
    struct daydream_finding *plain = add(findings, "login failed");
    char before[17];

    memcpy(before, daydream_finding_fingerprint(plain), sizeof before);
    ck_assert_int_eq(dd_redactor_add_value(redactor, "another-secret-value", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_findings_redact(findings, redactor, NULL), DAYDREAM_OK);
    ck_assert_str_eq(daydream_finding_fingerprint(one), daydream_finding_fingerprint(two));
    ck_assert_str_eq(daydream_finding_fingerprint(plain), before);
    daydream_findings_free(findings);
    dd_redactor_free(redactor);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        names_are_checked,
        foreign_text_becomes_one_clean_line,
        a_huge_text_is_bounded_at_once,
        secrets_are_out_before_anything_is_cut,
        a_long_list_keeps_its_order,
        a_copy_is_whole_and_stands_alone,
        moving_empties_the_source,
        no_text_keeps_a_secret,
        a_secret_does_not_change_the_fingerprint,
    };

    return suite_run("model/findings", tests, sizeof tests / sizeof tests[0]);
}
