/* SPDX-License-Identifier: MIT */
/* What expected reports (test-report.c) cannot show: seconds, and text that no case could hold. */
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "model/report.h"
#include "support/suite.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

#define HEAD         "{\"schema\":1,\"date\":\"2026-02-18\",\"run\":\"r\",\"waiting\":0,\"steps\":["
#define STEP         "{\"number\":2,\"name\":\"review-logs\",\"status\":\"done\",\"reason\":"
#define TAIL         "}],\"projects\":[],\"skipped\":[],\"outbox\":[]}"

/* The report of one step, which took so long and says so. */
static void write(struct dd_buf *out, double seconds, const char *reason, bool with_seconds)
{
    struct dd_report_step step = {2, "review-logs", DAYDREAM_STEP_DONE, reason, seconds};
    struct dd_report report = {
        .date = "2026-02-18", .run = "r", .machine = "m", .steps = &step, .step_count = 1};

    ck_assert_int_eq(dd_report_json(out, &report, with_seconds, NULL), DAYDREAM_OK);
}

/* What falls below a millisecond is cut off. */
static const struct {
    double seconds;
    const char *expected;
} durations[] = {
    {0, "0.000"},          {0.0005, "0.000"},    {0.0625, "0.062"},           {0.5, "0.500"},
    {1, "1.000"},          {1.5, "1.500"},       {12.0349, "12.034"},         {59.9999, "59.999"},
    {3600.25, "3600.250"}, {86400, "86400.000"}, {1234567.75, "1234567.750"},
};

static void check_durations(void)
{
    for (size_t i = 0; i < COUNT(durations); i++) {
        struct dd_buf out = DD_BUF_INIT;
        struct dd_buf expected = DD_BUF_INIT;

        write(&out, durations[i].seconds, NULL, true);
        dd_buf_printf(&expected, HEAD STEP "null,\"seconds\":%s" TAIL, durations[i].expected);
        ck_assert_str_eq(dd_buf_text(&out), dd_buf_text(&expected));
        dd_buf_free(&expected);
        dd_buf_free(&out);
    }
}

START_TEST(seconds_have_three_decimals)
{
    check_durations();
}
END_TEST

/* How long something took differs from run to run, and reports must not. */
START_TEST(seconds_can_be_left_out)
{
    struct dd_buf out = DD_BUF_INIT;

    write(&out, 12.5, NULL, false);
    ck_assert_str_eq(dd_buf_text(&out), HEAD STEP "null" TAIL);
    dd_buf_free(&out);
}
END_TEST

/* Did the process get a locale whose numbers have a comma? */
static bool set_decimal_comma(void)
{
    static const char *const locales[] = {"de_DE.UTF-8", "de_DE.utf8",  "fr_FR.UTF-8",
                                          "es_ES.UTF-8", "it_IT.UTF-8", "pl_PL.UTF-8",
                                          "pt_BR.UTF-8", "de_DE"};

    for (size_t i = 0; i < COUNT(locales); i++)
        if (setlocale(LC_ALL, locales[i]) != NULL && strcmp(localeconv()->decimal_point, ",") == 0)
            return true;
    return false;
}

START_TEST(seconds_have_a_point_in_every_locale)
{
    if (set_decimal_comma())
        check_durations();
    else
        printf("model/report-json: a decimal comma skipped: no locale here has one\n");
    setlocale(LC_ALL, "C");
}
END_TEST

/* What a reason may hold, and how JSON writes it (RFC 8259, section 7). */
static const char *const reasons[][2] = {
    {"", "\"\""},
    {"a\nb\r\n\tc", "\"a\\nb\\r\\n\\tc\""},
    {"\x01\x1b[31m\x1f", "\"\\u0001\\u001b[31m\\u001f\""},
    {"\"quoted\" \\ and /", "\"\\\"quoted\\\" \\\\ and /\""},
    {"caf\xc3\xa9 \xf0\x9f\x9a\x80", "\"caf\xc3\xa9 \xf0\x9f\x9a\x80\""},
    {"cut \xc3", "\"cut \xef\xbf\xbd\""},
    {"\xff\xc0\x80", "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\""},
    {"%s %n \"},{\"", "\"%s %n \\\"},{\\\"\""},
};

START_TEST(text_cannot_break_out_of_its_quotes)
{
    for (size_t i = 0; i < COUNT(reasons); i++) {
        struct dd_buf out = DD_BUF_INIT;
        struct dd_buf expected = DD_BUF_INIT;
        struct json_object *json = NULL;

        write(&out, 0, reasons[i][0], false);
        dd_buf_printf(&expected, HEAD STEP "%s" TAIL, reasons[i][1]);
        ck_assert_str_eq(dd_buf_text(&out), dd_buf_text(&expected));
        ck_assert_int_eq(dd_json_parse(dd_buf_text(&out), out.length, "report",
                                       DAYDREAM_ERROR_PROTOCOL, &json, NULL),
                         DAYDREAM_OK);
        json_object_put(json);
        dd_buf_free(&expected);
        dd_buf_free(&out);
    }
}
END_TEST

START_TEST(a_report_is_appended)
{
    struct dd_buf out = DD_BUF_INIT;
    struct dd_report report = {.date = "2026-02-18", .run = "r", .machine = "m"};

    dd_buf_puts(&out, "before ");
    ck_assert_int_eq(dd_report_json(&out, &report, true, NULL), DAYDREAM_OK);
    ck_assert_str_eq(dd_buf_text(&out),
                     "before " HEAD "],\"projects\":[],\"skipped\":[],\"outbox\":[]}");
    dd_buf_free(&out);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        seconds_have_three_decimals,
        seconds_can_be_left_out,
        seconds_have_a_point_in_every_locale,
        text_cannot_break_out_of_its_quotes,
        a_report_is_appended,
    };

    return suite_run("model/report-json", tests, COUNT(tests));
}
