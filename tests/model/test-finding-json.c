/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "model/finding.h"
#include "support/suite.h"

static struct daydream_findings *make_list(void)
{
    struct daydream_findings *findings = NULL;

    ck_assert_int_eq(daydream_findings_new(&findings, NULL), DAYDREAM_OK);
    return findings;
}

static void read(struct daydream_findings *findings, const char *json)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_msg(daydream_findings_add_json(findings, json, strlen(json), &err) == DAYDREAM_OK,
                  "%s: %s", json, err.text);
}

static void check_written(const struct daydream_finding *finding, const char *expected)
{
    struct dd_buf out = DD_BUF_INIT;

    dd_finding_write_json(&out, finding);
    ck_assert_str_eq(dd_buf_text(&out), expected);
    dd_buf_free(&out);
}

#define FULL                                                                                       \
    "{\"key\":\"popoto:logs\",\"severity\":\"error\",\"text\":\"it \\\"broke\\\"\","               \
    "\"details\":[\"one\",\"two\"],\"evidence\":[\"app.c:12\"],\"count\":37,"                      \
    "\"first\":\"2026-02-18T03:12:07Z\",\"last\":\"2026-02-18T05:44:00Z\",\"state\":\"new\","      \
    "\"days\":1,\"worse\":false,\"fingerprint\":\"00000000000000ff\"}"

START_TEST(what_is_read_is_written_alike)
{
    struct daydream_findings *findings = make_list();

    read(findings, "[" FULL "]");
    read(findings, "{\"schema\":1,\"findings\":[" FULL "]}");
    ck_assert_uint_eq(daydream_findings_count(findings), 2);
    check_written(daydream_findings_at(findings, 0), FULL);
    check_written(daydream_findings_at(findings, 1), FULL);
    daydream_findings_free(findings);
}
END_TEST

START_TEST(little_is_enough)
{
    struct daydream_findings *findings = make_list();
    const struct daydream_finding *finding;

    read(findings, "[]");
    ck_assert_uint_eq(daydream_findings_count(findings), 0);
    read(findings, "[{\"key\":\"a:b\",\"text\":\"it\",\"details\":null,\"first\":null,"
                   "\"severity\":null,\"count\":0,\"other\":{}}]");
    finding = daydream_findings_at(findings, 0);
    ck_assert_int_eq(daydream_finding_severity(finding), DAYDREAM_SEVERITY_WARNING);
    ck_assert_uint_eq(daydream_finding_count(finding), 0);
    ck_assert_int_eq(daydream_finding_first(finding), 0);
    ck_assert_uint_eq(strlen(daydream_finding_fingerprint(finding)), 16);
    daydream_findings_free(findings);
}
END_TEST

/* What a caller says of history is not believed: it is the store that knows. */
START_TEST(history_is_not_read)
{
    struct daydream_findings *findings = make_list();

    read(findings, "[{\"key\":\"a:b\",\"text\":\"it\",\"state\":\"resolved\",\"days\":99}]");
    ck_assert_int_eq(daydream_finding_state(daydream_findings_at(findings, 0)), DAYDREAM_STATE_NEW);
    ck_assert_int_eq(daydream_finding_days(daydream_findings_at(findings, 0)), 1);
    daydream_findings_free(findings);
}
END_TEST

#define GOOD  "{\"key\":\"a:b\",\"text\":\"it\"}"
#define OF(x) "[" GOOD ",{\"key\":\"a:b\",\"text\":\"it\"," x "}]"

START_TEST(a_fault_adds_nothing_and_says_where)
{
    static const struct {
        const char *json;
        const char *why;
    } cases[] = {
        {"", "the text ends too early"},
        {"[{]", "findings:1:3"},
        {"7", "neither a list"},
        {"null", "neither a list"},
        {"{}", "neither a list"},
        {"{\"findings\":{}}", "neither a list"},
        {"[" GOOD ",7]", "finding 2: text is missing"},
        {"[" GOOD ",null]", "finding 2: text is missing"},
        {"[" GOOD ",{\"key\":\"a:b\"}]", "finding 2: text is missing"},
        {"[{\"key\":\"a:b\",\"text\":\"\"}]", "finding 1: text is missing"},
        {"[{\"key\":\"a:b\",\"text\":7}]", "finding 1: text is missing"},
        {"[{\"text\":\"it\"}]", "key must be \"slug:category\""},
        {"[{\"text\":\"it\",\"key\":7}]", "key must be \"slug:category\""},
        {"[{\"text\":\"it\",\"key\":\"ab\"}]", "key must be \"slug:category\""},
        {"[{\"text\":\"it\",\"key\":\":b\"}]", "the slug may hold only"},
        {"[{\"text\":\"it\",\"key\":\"a b:c\"}]", "the slug may hold only"},
        {"[{\"text\":\"it\",\"key\":\"a:b:c\"}]", "the slug may hold only"},
        {"[{\"text\":\"it\",\"key\":\"a:\"}]", "the category may hold only"},
        {"[{\"text\":\"it\",\"key\":\"a:Logs\"}]", "the category may hold only"},
        {OF("\"severity\":\"fatal\""), "finding 2: severity must be"},
        {OF("\"severity\":7"), "finding 2: severity must be"},
        {OF("\"details\":\"one\""), "finding 2: details and evidence must be"},
        {OF("\"details\":[7]"), "finding 2: details and evidence must be"},
        {OF("\"evidence\":{}"), "finding 2: details and evidence must be"},
        {OF("\"evidence\":[null]"), "finding 2: details and evidence must be"},
        {OF("\"count\":-1"), "finding 2: count must be"},
        {OF("\"count\":1.5"), "finding 2: count must be"},
        {OF("\"count\":\"1\""), "finding 2: count must be"},
        {OF("\"count\":99999999999999999999"), "finding 2: count must be"},
        {OF("\"first\":\"yesterday\""), "finding 2: first and last must be"},
        {OF("\"first\":1771384327"), "finding 2: first and last must be"},
        {OF("\"last\":\"2026-02-30T00:00:00Z\""), "finding 2: first and last must be"},
        {OF("\"fingerprint\":\"ff\""), "finding 2: fingerprint must be"},
        {OF("\"fingerprint\":\"00000000000000FF\""), "finding 2: fingerprint must be"},
        {OF("\"fingerprint\":\"00000000000000ff0\""), "finding 2: fingerprint must be"},
        {OF("\"fingerprint\":7"), "finding 2: fingerprint must be"},
        {"[{\"key\":\"a:b\",\"text\":\"\xff\"}]", "UTF-8"},
    };
    struct daydream_findings *findings = make_list();

    read(findings, "[" GOOD "]");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct daydream_error err = DAYDREAM_ERROR_INIT;

        ck_assert_msg(daydream_findings_add_json(findings, cases[i].json, strlen(cases[i].json),
                                                 &err) == DAYDREAM_ERROR_ARGUMENT,
                      "%s: taken", cases[i].json);
        ck_assert_msg(strstr(err.text, cases[i].why) != NULL, "%s: %s", cases[i].json, err.text);
        ck_assert_msg(daydream_findings_count(findings) == 1, "%s: added", cases[i].json);
    }
    daydream_findings_free(findings);
}
END_TEST

START_TEST(the_length_is_believed)
{
    struct daydream_findings *findings = make_list();

    ck_assert_int_eq(daydream_findings_add_json(findings, "[]garbage", 2, NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_findings_add_json(findings, "[]garbage", 3, NULL),
                     DAYDREAM_ERROR_ARGUMENT);
    daydream_findings_free(findings);
}
END_TEST

/* The words are a contract: daydream(1), section JSON. */
START_TEST(severities_and_states_have_words)
{
    ck_assert_str_eq(dd_severity_name(DAYDREAM_SEVERITY_NOTE), "note");
    ck_assert_str_eq(dd_severity_name(DAYDREAM_SEVERITY_WARNING), "warning");
    ck_assert_str_eq(dd_severity_name(DAYDREAM_SEVERITY_ERROR), "error");
    ck_assert_str_eq(dd_state_name(DAYDREAM_STATE_NEW), "new");
    ck_assert_str_eq(dd_state_name(DAYDREAM_STATE_RECURRING), "recurring");
    ck_assert_str_eq(dd_state_name(DAYDREAM_STATE_RESOLVED), "resolved");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        what_is_read_is_written_alike, little_is_enough,
        history_is_not_read,           a_fault_adds_nothing_and_says_where,
        the_length_is_believed,        severities_and_states_have_words,
    };

    return suite_run("model/finding-json", tests, sizeof tests / sizeof tests[0]);
}
