/* SPDX-License-Identifier: MIT */
/* When a finding was seen, as a report says it. */
#include <string.h>

#include "model/render.h"
#include "model/samples.h"
#include "support/suite.h"

/* The time zone of each is Los Angeles, 8 hours behind; it is 2026-02-18 there from 08:00Z on. */
static const struct {
    const char *first;
    const char *last;
    const char *is;
} spans[] = {
    {NULL, NULL, ""},
    {"2026-02-18T08:00:00Z", "2026-02-19T07:59:59Z", " — 00:00 to 23:59"},
    {"2026-02-18T11:12:00Z", "2026-02-18T11:12:59Z", " — 03:12"},
    {"2026-02-18T11:12:00Z", NULL, " — 03:12"},
    {NULL, "2026-02-18T11:12:00Z", " — 03:12"},
    {"2026-02-18T07:59:59Z", "2026-02-18T07:59:59Z", " — 2026-02-17 23:59"},
    {"2026-02-18T07:00:00Z", "2026-02-18T07:59:59Z", " — 2026-02-17 23:00 to 23:59"},
    {"2026-02-18T07:59:59Z", "2026-02-18T08:00:00Z", " — 2026-02-17 23:59 to 2026-02-18 00:00"},
    {"2026-02-19T07:59:59Z", "2026-02-19T08:00:00Z", " — 23:59 to 2026-02-19 00:00"},
};

static int64_t time_at(const char *text)
{
    int64_t time = 0;

    ck_assert(text == NULL || dd_rfc3339_parse(text, &time));
    return time;
}

START_TEST(a_time_has_its_date_where_that_is_not_known)
{
    static const struct sample sample = {"logs", ERROR, NEW, false, 9, "z more frequent"};
    struct dd_zone *zone = NULL;

    ck_assert_int_eq(dd_zone_open("America/Los_Angeles", &zone, NULL), DAYDREAM_OK);
    for (size_t i = 0; i < COUNT(spans); i++) {
        struct daydream_findings *findings = samples_new(&sample, 1);
        struct dd_render how = {.zone = zone, .date = DATE, .heading = 2};
        struct dd_tally tally = {0};
        struct dd_buf out = DD_BUF_INIT;
        const char *behind;

        daydream_finding_set_times(findings->items[0], time_at(spans[i].first),
                                   time_at(spans[i].last));
        ck_assert_int_eq(dd_render_findings(&out, &how, findings, &tally, NULL), DAYDREAM_OK);
        behind = strrchr(dd_buf_text(&out), '`') + 1;
        ck_assert_msg(strncmp(behind, spans[i].is, strlen(spans[i].is)) == 0 &&
                          behind[strlen(spans[i].is)] == '\n',
                      "%s: %s", spans[i].is, behind);
        dd_buf_free(&out);
        daydream_findings_free(findings);
    }
    dd_zone_free(zone);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {a_time_has_its_date_where_that_is_not_known};

    return suite_run("model/render-times", tests, COUNT(tests));
}
