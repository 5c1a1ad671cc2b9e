/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/stamp.h"
#include "support/suite.h"

#define BERLIN   "CET-1CEST,M3.5.0,M10.5.0/3"
#define MODIFIED INT64_C(1784592000) /* 2026-07-21T00:00:00Z */

static size_t read_stamp(const char *zone_name, int64_t modified, const char *text, int64_t *time)
{
    struct dd_zone *zone = NULL;
    struct dd_stamps stamps;
    size_t length;

    ck_assert_int_eq(dd_zone_open(zone_name, &zone, NULL), DAYDREAM_OK);
    dd_stamps_init(&stamps, zone, modified);
    *time = 0;
    length = dd_stamp_read(&stamps, text, strlen(text), time);
    dd_zone_free(zone);
    return length;
}

static void check_time(struct dd_stamps *stamps, const char *text, const char *wanted)
{
    int64_t time = 0;
    char got[DD_RFC3339_SIZE];

    ck_assert(dd_stamp_read(stamps, text, strlen(text), &time) > 0);
    dd_rfc3339_format(time, got);
    ck_assert_msg(strcmp(got, wanted) == 0, "%s: %s", text, got);
}

START_TEST(test_shapes)
{
    static const struct {
        const char *text; /* "|" stands behind the stamp */
        const char *time;
    } cases[] = {
        {"2026-07-20T10:11:12| x", "2026-07-20T08:11:12Z"},
        {"2026-07-20 10:11:12,345| - app", "2026-07-20T08:11:12Z"},
        {"2026-07-20 10:11:12.345678|", "2026-07-20T08:11:12Z"},
        {"2026-07-20T10:11:12Z| x", "2026-07-20T10:11:12Z"},
        {"2026-07-20T10:11:12.345Z|\tx", "2026-07-20T10:11:12Z"},
        {"2026-07-20T10:11:12+02:00| x", "2026-07-20T08:11:12Z"},
        {"2026-07-20T10:11:12.5-0530| x", "2026-07-20T15:41:12Z"},
        {"2026-07-20 10:11:12 +0000|] x", "2026-07-20T10:11:12Z"},
        {"2026-07-20 10:11:12+02| x", "2026-07-20T08:11:12Z"},
        {"2026-07-20 10:11:12.345 UTC| [41]", "2026-07-20T10:11:12Z"},
        {"2026-07-20 10:11:12| - 5", "2026-07-20T08:11:12Z"},
        {"2026-07-20 10:11:12| -5 degrees", "2026-07-20T08:11:12Z"},
        {"2026-07-20 10:11:12| +15 degrees", "2026-07-20T08:11:12Z"},
        {"2026-07-20 10:11:12| Zebra", "2026-07-20T08:11:12Z"},
        {"2026-07-20 10:11:12,345|: ERROR/Main", "2026-07-20T08:11:12Z"},
        {"2026/07/20 10:11:12| [error]", "2026-07-20T08:11:12Z"},
        {"20/Jul/2026 10:11:12|] x", "2026-07-20T08:11:12Z"},
        {"20/Jul/2026:10:11:12 +0200|] x", "2026-07-20T08:11:12Z"},
        {"20-Jul-2026 10:11:12 UTC|] x", "2026-07-20T10:11:12Z"},
        {"Mon Jul 20 10:11:12 2026|] x", "2026-07-20T08:11:12Z"},
        {"20 Jul 2026 10:11:12.345| # x", "2026-07-20T08:11:12Z"},
        {"Jul 20 10:11:12| host", "2026-07-20T08:11:12Z"},
        {"Jul  4 10:11:12| host", "2026-07-04T08:11:12Z"},
        {"Jan 20 10:11:12| host", "2026-01-20T09:11:12Z"},
        {"2024-02-29 00:00:00|", "2024-02-28T23:00:00Z"},
        {"20260720T101112Z| x", "2026-07-20T10:11:12Z"},
        {"2026-07-20T10:11Z| x", "2026-07-20T10:11:00Z"},
        {"20260720-10:11:12:606||x", "2026-07-20T08:11:12Z"},
        {"2026-07-20 10:11:12:606| x", "2026-07-20T08:11:12Z"},
        {"20260720 10:11:12.345678| x", "2026-07-20T08:11:12Z"},
        {"260720 101112| x", "2026-07-20T08:11:12Z"},
        {"260720 10:11:12| x", "2026-07-20T08:11:12Z"},
        {"26/07/20 10:11:12| x", "2026-07-20T08:11:12Z"},
        {"99/07/20 10:11:12| x", "1999-07-20T08:11:12Z"},
        {"07.20 10:11:12|] x", "2026-07-20T08:11:12Z"},
        {"20.07 10:11:12|] x", "2026-07-20T08:11:12Z"},
        {"20.07.2026 10:11:12| x", "2026-07-20T08:11:12Z"},
        {"20-07-2026 10:11:12| x", "2026-07-20T08:11:12Z"},
        {"07-20 10:11:12.345|  1702", "2026-07-20T08:11:12Z"},
        {"07/20/2026, 10:11:12 AM|   x", "2026-07-20T08:11:12Z"},
        {"7/4/2026, 12:11:12 AM| x", "2026-07-03T22:11:12Z"},
        {"7/4/2026, 12:11:12 PM| x", "2026-07-04T10:11:12Z"},
        {"7/4/2026, 1:11:12 pm| x", "2026-07-04T11:11:12Z"},
        {"20/07/2026, 10:11:12| x", "2026-07-20T08:11:12Z"},
        {"20-Jul-2026 10:11:12 UTC|] x", "2026-07-20T10:11:12Z"},
        {"20 Jul 10:11:12.345| # x", "2026-07-20T08:11:12Z"},
        {"2026-07-20-10.11.12.363779| x", "2026-07-20T08:11:12Z"},
        {"Mon Jul 20 10:11:12.345678 2026|] x", "2026-07-20T08:11:12Z"},
        {"Mon Jul 20 10:11:12 UTC 2026| x", "2026-07-20T10:11:12Z"},
        {"Mon, 20 Jul 2026 10:11:12 GMT| x", "2026-07-20T10:11:12Z"},
        {"Jul 20, 2026 10:11:12 AM| org.Foo", "2026-07-20T08:11:12Z"},
        {"Jul 20 2026 10:11:12|: x", "2026-07-20T08:11:12Z"},
        {"2026-07-20 10:11:12.345 CEST| [41]", "2026-07-20T08:11:12Z"},
        {"2026-07-20 10:11:12 EDT| [41]", "2026-07-20T14:11:12Z"},
        {"1784535072| x", "2026-07-20T08:11:12Z"},
        {"1784535072.345| x", "2026-07-20T08:11:12Z"},
        {"1784535072345| x", "2026-07-20T08:11:12Z"},
        {"1784535072345678| x", "2026-07-20T08:11:12Z"},
        {"1784535072345678901| x", "2026-07-20T08:11:12Z"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[128];
        char got[DD_RFC3339_SIZE];
        size_t wanted = strcspn(cases[i].text, "|"); /* the first one */
        int64_t time;
        size_t length;

        memcpy(text, cases[i].text, wanted);
        memcpy(text + wanted, cases[i].text + wanted + 1, strlen(cases[i].text + wanted));
        length = read_stamp(BERLIN, MODIFIED, text, &time);
        dd_rfc3339_format(time, got);
        ck_assert_msg(length == wanted && strcmp(got, cases[i].time) == 0,
                      "%s: %zu bytes, %s instead of %s", cases[i].text, length, got, cases[i].time);
    }
}
END_TEST

START_TEST(test_no_stamps)
{
    static const char *const cases[] = {"",
                                        "x",
                                        "2026",
                                        "2026-07-20",
                                        "2026-07-20 10:11",
                                        "2026-13-20 10:11:12 x",
                                        "2026-02-29 10:11:12 x",
                                        "2026-07-20 24:11:12 x",
                                        "2026-07-20 10:11:1x x",
                                        "2026-07-20 10:11:123 x",
                                        "2026-07-20x10:11:12 x",
                                        "0000-07-20 10:11:12 x",
                                        "Foo 20 10:11:12 x",
                                        "Jul 32 10:11:12 x",
                                        "Feb 30 10:11:12 x",
                                        "July 20 10:11:12 x",
                                        "jul 20 10:11:12 x",
                                        "17845350720 x",
                                        "178453507 x",
                                        "1784700000 x",
                                        "1784535072x",
                                        "10.0.0.7 10:11:12 x",
                                        "20260720T1011 x",
                                        "13/13/2026, 10:11:12 AM",
                                        "07/20/2026, 10:60:12 AM",
                                        "2026-07/20 10:11:12 x"};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t time;

        ck_assert_msg(read_stamp("UTC", MODIFIED, cases[i], &time) == 0, "\"%s\"", cases[i]);
    }
}
END_TEST

/* What one date shows of the order of its numbers holds for those that show nothing. */
START_TEST(test_order_of_day_and_month)
{
    static const struct {
        const char *text;
        const char *time;
    } cases[] = {
        {"07/04/2026, 10:11:12 x", "2026-07-04T10:11:12Z"},
        {"20/07/2026, 10:11:12 x", "2026-07-20T10:11:12Z"},
        {"07/04/2026, 10:11:12 x", "2026-04-07T10:11:12Z"},
    };
    struct dd_zone *zone = NULL;
    struct dd_stamps stamps;
    int64_t time;

    ck_assert_int_eq(dd_zone_open("UTC", &zone, NULL), DAYDREAM_OK);
    dd_stamps_init(&stamps, zone, MODIFIED);
    /* what is no date shows nothing */
    ck_assert_uint_eq(dd_stamp_read(&stamps, "92/07/2026, 10:11:12 x", 22, &time), 0);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_time(&stamps, cases[i].text, cases[i].time);
    dd_zone_free(zone);
}
END_TEST

START_TEST(test_year_of_stamps_without_one)
{
    static const struct {
        const char *text;
        const char *modified;
        const char *time;
    } cases[] = {
        {"Dec 31 23:59:59 h", "2026-01-01T00:10:00Z", "2025-12-31T23:59:59Z"},
        {"Jan  1 00:00:01 h", "2026-01-01T00:10:00Z", "2026-01-01T00:00:01Z"},
        {"Jan  1 00:00:01 h", "2025-12-31T23:59:59Z", "2026-01-01T00:00:01Z"},
        {"Jul 21 12:00:00 h", "2026-07-21T00:00:00Z", "2026-07-21T12:00:00Z"},
        {"Jul 23 12:00:00 h", "2026-07-21T00:00:00Z", "2025-07-23T12:00:00Z"},
        {"Feb 29 12:00:00 h", "2026-07-21T00:00:00Z", "2024-02-29T12:00:00Z"},
        {"Feb 29 12:00:00 h", "1904-01-01T00:00:00Z", "1896-02-29T12:00:00Z"},
        {"Feb 30 12:00:00 h", "2026-07-21T00:00:00Z", NULL},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t modified = 0;
        int64_t time = 0;
        char got[DD_RFC3339_SIZE];
        size_t length;

        ck_assert(dd_rfc3339_parse(cases[i].modified, &modified));
        length = read_stamp("UTC", modified, cases[i].text, &time);
        dd_rfc3339_format(time, got);
        ck_assert_msg((length > 0) == (cases[i].time != NULL), "%s", cases[i].text);
        ck_assert_msg(length == 0 || strcmp(got, cases[i].time) == 0, "%s, %s: %s", cases[i].text,
                      cases[i].modified, got);
    }
}
END_TEST

/* One object for all: what is remembered from one stamp must not bend the next one. */
START_TEST(test_sequence_over_summer_time)
{
    static const struct {
        const char *text;
        const char *time;
    } cases[] = {
        {"2026-03-29 01:59:59 x", "2026-03-29T00:59:59Z"},
        {"2026-03-29 03:00:00 x", "2026-03-29T01:00:00Z"},
        {"2026-03-29 01:00:00 x", "2026-03-29T00:00:00Z"},
        {"2026-10-25 01:59:59 x", "2026-10-24T23:59:59Z"},
        {"2026-10-25 03:00:00 x", "2026-10-25T02:00:00Z"},
        {"Oct 25 03:00:00 x", "2025-10-25T01:00:00Z"},
        {"2026-10-25 03:00:00Z x", "2026-10-25T03:00:00Z"},
        {"2026-10-25 03:00:30 x", "2026-10-25T02:00:30Z"},
        {"2026-10-25T03:00:31.5Z x", "2026-10-25T03:00:31Z"},
        {"2026-10-25T03:00:32+02:00 x", "2026-10-25T01:00:32Z"},
        {"2026-10-25T03:00:33 x", "2026-10-25T02:00:33Z"},
        {"2026/10/25 03:00:34 x", "2026-10-25T02:00:34Z"},
        {"07/2/2026, 10:11:12 AM x", "2026-07-02T08:11:12Z"},
        {"07/2/2026, 10:11:13 PM x", "2026-07-02T20:11:13Z"},
        {"07/2/2026, 10:11:14 AM x", "2026-07-02T08:11:14Z"},
    };
    struct dd_zone *zone = NULL;
    struct dd_stamps stamps;

    ck_assert_int_eq(dd_zone_open(BERLIN, &zone, NULL), DAYDREAM_OK);
    dd_stamps_init(&stamps, zone, MODIFIED);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_time(&stamps, cases[i].text, cases[i].time);
    dd_zone_free(zone);
}
END_TEST

/* Lord Howe Island goes on by half an hour in the middle of one. */
START_TEST(test_hour_that_is_no_hour)
{
    static const struct {
        const char *text;
        const char *time;
    } cases[] = {
        {"2026-10-04 01:30:00 x", "2026-10-03T15:00:00Z"},
        {"2026-10-04 02:00:00 x", "2026-10-03T15:30:00Z"},
        {"2026-10-04 02:45:00 x", "2026-10-03T15:45:00Z"},
        {"2026-10-04 03:00:00 x", "2026-10-03T16:00:00Z"},
    };
    struct dd_zone *zone = NULL;
    struct dd_stamps stamps;

    ck_assert_int_eq(dd_zone_open("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", &zone, NULL),
                     DAYDREAM_OK);
    dd_stamps_init(&stamps, zone, MODIFIED);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_time(&stamps, cases[i].text, cases[i].time);
    dd_zone_free(zone);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_shapes,
                                  test_no_stamps,
                                  test_order_of_day_and_month,
                                  test_year_of_stamps_without_one,
                                  test_sequence_over_summer_time,
                                  test_hour_that_is_no_hour};

    return suite_run("logs/stamp", tests, sizeof tests / sizeof tests[0]);
}
