/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "base/posix-tz.h"
#include "support/suite.h"

static int64_t seconds_of(const char *utc)
{
    int64_t seconds = 0;

    ck_assert_msg(dd_rfc3339_parse(utc, &seconds), "%s", utc);
    return seconds;
}

START_TEST(names_and_offsets)
{
    static const struct {
        const char *text, *standard;
        int32_t offset;
        const char *daylight;
        int32_t daylight_offset;
    } cases[] = {
        {"UTC0", "UTC", 0, NULL, 0},
        {"JST-9", "JST", 32400, NULL, 0},
        {"IST-5:30", "IST", 19800, NULL, 0},
        {"XXX+1:02:03", "XXX", -3723, NULL, 0},
        {"<+0330>-3:30", "+0330", 12600, NULL, 0},
        {"<-03>3", "-03", -10800, NULL, 0},
        {"<+14>-14", "+14", 50400, NULL, 0},
        {"XXX24", "XXX", -86400, NULL, 0},
        {"PST8PDT,M3.2.0,M11.1.0", "PST", -28800, "PDT", -25200},
        {"PST8PDT", "PST", -28800, "PDT", -25200},
        {"<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "+1030", 37800, "+11", 39600},
        {"IST-1GMT0,M10.5.0,M3.5.0/1", "IST", 3600, "GMT", 0},
        {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "-02", -7200, "-01", -3600},
        {"EET-2EEST,J60/0,365/167:59:59", "EET", 7200, "EEST", 10800},
        {"abcdefghijklmnop1", "abcdefghijklmnop", -3600, NULL, 0},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_posix_tz tz;

        ck_assert_msg(dd_posix_tz_parse(cases[i].text, &tz), "%s", cases[i].text);
        ck_assert_str_eq(tz.standard.name, cases[i].standard);
        ck_assert_int_eq(tz.standard.offset, cases[i].offset);
        ck_assert(tz.has_daylight == (cases[i].daylight != NULL));
        if (!tz.has_daylight)
            continue;
        ck_assert_str_eq(tz.daylight.name, cases[i].daylight);
        ck_assert_int_eq(tz.daylight.offset, cases[i].daylight_offset);
    }
}
END_TEST

START_TEST(what_is_no_tz_string)
{
    static const char *const cases[] = {
        "",
        "UTC",
        "UT0",
        "8",
        "<+03-3",
        "<+03>",
        "<>0",
        "<a>0",
        "A1C0",
        "UTC25",
        "UTC1000",
        "UTC0:60",
        "UTC0:00:60",
        "UTC0:",
        "UTC0 ",
        " UTC0",
        "UTC--1",
        "UTC+-1",
        "PST8PDT,",
        "PST8PDT,M3.2.0",
        "PST8PDT,M3.2.0,",
        "PST8PDT,M3.2.0,M11.1.0,",
        "PST8PDT,M3.2.0,M11.1.0 ",
        "PST8PDT,M0.2.0,M11.1.0",
        "PST8PDT,M13.2.0,M11.1.0",
        "PST8PDT,M3.0.0,M11.1.0",
        "PST8PDT,M3.6.0,M11.1.0",
        "PST8PDT,M3.2.7,M11.1.0",
        "PST8PDT,M3.2,M11.1.0",
        "PST8PDT,J0,J365",
        "PST8PDT,J366,J1",
        "PST8PDT,366,1",
        "PST8PDT,M3.2.0/168,M11.1.0",
        "PST8PDT,M3.2.0/,M11.1.0",
        "PST8PDT,K3,M11.1.0",
        "PST8,M3.2.0,M11.1.0",
        "PST8PDTM3.2.0,M11.1.0",
        "abcdefghijklmnopq1",
        "M\xc3\xa9Z0",
        "America/Los_Angeles",
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_posix_tz tz;

        ck_assert_msg(!dd_posix_tz_parse(cases[i], &tz), "%s", cases[i]);
    }
}
END_TEST

/* The second before a change, and the change itself. */
START_TEST(rules_change_on_the_second)
{
    static const struct {
        const char *text, *change, *before, *after;
    } cases[] = {
        {"PST8PDT,M3.2.0,M11.1.0", "2026-03-08T10:00:00Z", "PST", "PDT"},
        {"PST8PDT,M3.2.0,M11.1.0", "2026-11-01T09:00:00Z", "PDT", "PST"},
        {"PST8PDT", "2026-03-08T10:00:00Z", "PST", "PDT"},
        {"CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T01:00:00Z", "CET", "CEST"},
        {"CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T01:00:00Z", "CEST", "CET"},
        {"CET-1CEST,M3.5.0,M10.5.0/3", "9998-03-29T01:00:00Z", "CET", "CEST"},
        {"<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2026-04-04T15:00:00Z", "+11", "+1030"},
        {"<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2026-10-03T15:30:00Z", "+1030", "+11"},
        /* winter time as the exception */
        {"IST-1GMT0,M10.5.0,M3.5.0/1", "2026-03-29T01:00:00Z", "GMT", "IST"},
        {"IST-1GMT0,M10.5.0,M3.5.0/1", "2026-10-25T01:00:00Z", "IST", "GMT"},
        /* a time before the day begins, and days after */
        {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T01:00:00Z", "-02", "-01"},
        {"IST-2IDT,M3.4.4/26,M10.5.0", "2026-03-27T00:00:00Z", "IST", "IDT"},
        /* day 60 is March 1 in every year for J, and February 29 in leap years without */
        {"AAA0BBB,J60/0,J300/0", "2023-03-01T00:00:00Z", "AAA", "BBB"},
        {"AAA0BBB,J60/0,J300/0", "2024-03-01T00:00:00Z", "AAA", "BBB"},
        {"AAA0BBB,J59/0,J300/0", "2024-02-28T00:00:00Z", "AAA", "BBB"},
        {"AAA0BBB,59/0,300/0", "2023-03-01T00:00:00Z", "AAA", "BBB"},
        {"AAA0BBB,59/0,300/0", "2024-02-29T00:00:00Z", "AAA", "BBB"},
        {"AAA0BBB,0/0,300/0", "2024-01-01T00:00:00Z", "AAA", "BBB"},
        /* the fifth week is the last one, also of a month that has four */
        {"AAA0BBB,M2.5.0/0,M9.1.0/0", "2026-02-22T00:00:00Z", "AAA", "BBB"},
        {"AAA0BBB,M12.5.4/0,M12.5.5/0", "2026-12-31T00:00:00Z", "AAA", "BBB"},
        /* a rule of the year before, or of the year after, that reaches into this one */
        {"AAA0BBB,J365/48,J100/0", "2026-01-02T00:00:00Z", "AAA", "BBB"},
        {"AAA0BBB,J1/-48,J100/0", "2025-12-30T00:00:00Z", "AAA", "BBB"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t change = seconds_of(cases[i].change);
        struct dd_posix_tz tz;

        ck_assert_msg(dd_posix_tz_parse(cases[i].text, &tz), "%s", cases[i].text);
        ck_assert_msg(strcmp(dd_posix_tz_at(&tz, change - 1)->name, cases[i].before) == 0,
                      "%s before %s", cases[i].text, cases[i].change);
        ck_assert_msg(strcmp(dd_posix_tz_at(&tz, change)->name, cases[i].after) == 0, "%s at %s",
                      cases[i].text, cases[i].change);
    }
}
END_TEST

/* RFC 9636, section 3.3.1: how all-year daylight saving time is written */
START_TEST(daylight_that_never_ends)
{
    struct dd_posix_tz tz;

    ck_assert(dd_posix_tz_parse("XXX3EDT4,0/0,J365/23", &tz));
    for (int64_t t = seconds_of("2023-12-20T00:00:00Z"); t < seconds_of("2025-01-10T00:00:00Z");
         t += 600)
        if (strcmp(dd_posix_tz_at(&tz, t)->name, "EDT") != 0)
            ck_abort_msg("standard time at %lld", (long long)t);
}
END_TEST

START_TEST(no_time_is_too_far_away)
{
    struct dd_posix_tz tz;

    ck_assert(dd_posix_tz_parse("PST8PDT,M3.2.0,M11.1.0", &tz));
    ck_assert_str_eq(dd_posix_tz_at(&tz, INT64_MAX)->name, "PST"); /* December, or so taken */
    ck_assert_ptr_nonnull(dd_posix_tz_at(&tz, INT64_MIN));
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {names_and_offsets, what_is_no_tz_string,
                                  rules_change_on_the_second, daylight_that_never_ends,
                                  no_time_is_too_far_away};

    return suite_run("base/posix-tz", tests, sizeof tests / sizeof tests[0]);
}
