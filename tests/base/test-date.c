/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "support/suite.h"

#define FIRST_DAY (-719162) /* 0001-01-01 */
#define LAST_DAY  2932896   /* 9999-12-31 */

static const struct {
    int64_t days;
    int year, month, day;
} days[] = {
    {FIRST_DAY, 1, 1, 1}, {-25567, 1900, 1, 1},     {-25509, 1900, 2, 28}, {-25508, 1900, 3, 1},
    {-1, 1969, 12, 31},   {0, 1970, 1, 1},          {789, 1972, 2, 29},    {10956, 1999, 12, 31},
    {11016, 2000, 2, 29}, {11017, 2000, 3, 1},      {20502, 2026, 2, 18},  {47540, 2100, 2, 28},
    {47541, 2100, 3, 1},  {LAST_DAY, 9999, 12, 31},
};

START_TEST(known_days)
{
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        int year, month, day;

        ck_assert_int_eq(dd_days_from_civil(days[i].year, days[i].month, days[i].day),
                         days[i].days);
        dd_civil_from_days(days[i].days, &year, &month, &day);
        ck_assert_msg(year == days[i].year && month == days[i].month && day == days[i].day,
                      "day %lld is %d-%d-%d", (long long)days[i].days, year, month, day);
    }
}
END_TEST

START_TEST(every_day_comes_back)
{
    int last_day = 0;

    for (int64_t i = FIRST_DAY; i <= LAST_DAY; i++) {
        int year, month, day;

        dd_civil_from_days(i, &year, &month, &day);
        if (dd_days_from_civil(year, month, day) != i)
            ck_abort_msg("day %lld", (long long)i);
        if (day != 1 && day != last_day + 1)
            ck_abort_msg("day %lld follows no other in its month", (long long)i);
        last_day = day;
    }
}
END_TEST

START_TEST(days_beyond_the_calendar_are_its_ends)
{
    char text[DD_DATE_SIZE];

    dd_date_format(INT64_MIN, text);
    ck_assert_str_eq(text, "0001-01-01");
    dd_date_format(INT64_MAX, text);
    ck_assert_str_eq(text, "9999-12-31");
}
END_TEST

static const struct {
    int64_t seconds;
    const char *text;
} times[] = {
    {0, "1970-01-01T00:00:00Z"},
    {-1, "1969-12-31T23:59:59Z"},
    {951782400, "2000-02-29T00:00:00Z"},
    {1771423500, "2026-02-18T14:05:00Z"},
    {2147483648, "2038-01-19T03:14:08Z"},
    {-86400, "1969-12-31T00:00:00Z"},
    {-86401, "1969-12-30T23:59:59Z"},
    {253402300799, "9999-12-31T23:59:59Z"},
    {-62135596800, "0001-01-01T00:00:00Z"},
};

START_TEST(times_go_both_ways)
{
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        char text[DD_RFC3339_SIZE];
        int64_t seconds = 42;
        struct dd_civil civil;

        dd_rfc3339_format(times[i].seconds, text);
        ck_assert_str_eq(text, times[i].text);
        ck_assert_msg(dd_rfc3339_parse(text, &seconds), "%s", text);
        ck_assert_int_eq(seconds, times[i].seconds);
        dd_civil_from_seconds(seconds, &civil);
        ck_assert(dd_civil_valid(&civil));
        ck_assert_int_eq(dd_seconds_from_civil(&civil), seconds);
    }
}
END_TEST

START_TEST(times_beyond_the_calendar_are_its_ends)
{
    char text[DD_RFC3339_SIZE];

    dd_rfc3339_format(INT64_MIN, text);
    ck_assert_str_eq(text, "0001-01-01T00:00:00Z");
    dd_rfc3339_format(INT64_MAX, text);
    ck_assert_str_eq(text, "9999-12-31T23:59:59Z");
}
END_TEST

/* RFC 3339, section 5.6, and its examples in 5.8 */
START_TEST(rfc3339_in_its_variants)
{
    static const struct {
        const char *text, *utc;
    } cases[] = {
        {"1985-04-12T23:20:50.52Z", "1985-04-12T23:20:50Z"},
        {"1996-12-19T16:39:57-08:00", "1996-12-20T00:39:57Z"},
        {"1990-12-31T23:59:60Z", "1991-01-01T00:00:00Z"},
        {"1990-12-31T15:59:60-08:00", "1991-01-01T00:00:00Z"},
        {"1937-01-01T12:00:27.87+00:20", "1937-01-01T11:40:27Z"},
        {"2026-02-18 06:05:00-08:00", "2026-02-18T14:05:00Z"},
        {"2026-02-18t06:05:00z", "2026-02-18T06:05:00Z"},
        {"2026-02-18T06:05:00-00:00", "2026-02-18T06:05:00Z"},
        {"2026-02-18T06:05:00.123456789012345678901234567890Z", "2026-02-18T06:05:00Z"},
        {"2024-03-01T00:00:00+05:45", "2024-02-29T18:15:00Z"},
        {"2026-01-01T00:00:00+23:59", "2025-12-31T00:01:00Z"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[DD_RFC3339_SIZE];
        int64_t seconds = 0;

        ck_assert_msg(dd_rfc3339_parse(cases[i].text, &seconds), "%s", cases[i].text);
        dd_rfc3339_format(seconds, text);
        ck_assert_msg(strcmp(text, cases[i].utc) == 0, "%s: %s", cases[i].text, text);
    }
}
END_TEST

START_TEST(what_is_no_rfc3339_time)
{
    static const char *const cases[] = {
        "",
        "2026",
        "2026-02-18",
        "2026-02-18T",
        "2026-02-18T06:05Z",
        "2026-02-18T06:05:00",
        "2026-02-18T06:05:00.Z",
        "2026-02-18T06:05:00,5Z",
        "2026-02-18T06:05:00+0100",
        "2026-02-18T06:05:00+01",
        "2026-02-18T06:05:00+24:00",
        "2026-02-18T06:05:00+01:60",
        "2026-02-18T06:05:00 Z",
        "2026-02-18T06:05:00Z ",
        " 2026-02-18T06:05:00Z",
        "2026-02-18T06:05:00ZZ",
        "2026-02-18_06:05:00Z",
        "2026-2-18T06:05:00Z",
        "26-02-18T06:05:00Z",
        "12026-02-18T06:05:00Z",
        "-026-02-18T06:05:00Z",
        "+026-02-18T06:05:00Z",
        "2026-02-18T24:00:00Z",
        "2026-02-18T06:60:00Z",
        "2026-02-18T06:05:61Z",
        "2026-02-29T06:05:00Z",
        "2026-13-01T06:05:00Z",
        "0000-01-01T00:00:00Z",
        "2026-02-18T0x:05:00Z",
        ("\xef\xbc\x92"
         "026-02-18T06:05:00Z"),
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t seconds = 42;

        ck_assert_msg(!dd_rfc3339_parse(cases[i], &seconds), "%s", cases[i]);
        ck_assert_int_eq(seconds, 42);
    }
}
END_TEST

START_TEST(dates_go_both_ways)
{
    static const char *const cases[] = {"0001-01-01", "1970-01-01", "2000-02-29", "2024-02-29",
                                        "2026-02-18", "2026-04-30", "9999-12-31"};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[DD_DATE_SIZE];
        int64_t day = 0;

        ck_assert_msg(dd_date_parse(cases[i], &day), "%s", cases[i]);
        dd_date_format(day, text);
        ck_assert_str_eq(text, cases[i]);
    }
}
END_TEST

START_TEST(what_is_no_date)
{
    static const char *const cases[] = {
        "",
        "2026-02",
        "2026-02-1",
        "2026-2-18",
        "2026-02-30",
        "2026-02-29",
        "1900-02-29",
        "2100-02-29",
        "2026-00-10",
        "2026-13-10",
        "2026-01-00",
        "2026-01-32",
        "2026-04-31",
        "0000-12-31",
        "2026/02/18",
        "2026-02-18 ",
        " 2026-02-18",
        "20260218",
        "2026-02-18T00:00:00Z",
        "today",
        "-001-01-01",
        "2026-02-1x",
        "2026--2-18",
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t day = 42;

        ck_assert_msg(!dd_date_parse(cases[i], &day), "%s", cases[i]);
        ck_assert_int_eq(day, 42);
    }
}
END_TEST

START_TEST(fields_out_of_range_are_invalid)
{
    static const struct {
        struct dd_civil civil;
        bool valid;
    } cases[] = {
        {{2026, 2, 18, 0, 0, 0}, true},        {{2026, 12, 31, 23, 59, 60}, true},
        {{2024, 2, 29, 0, 0, 0}, true},        {{2026, 2, 29, 0, 0, 0}, false},
        {{0, 1, 1, 0, 0, 0}, false},           {{10000, 1, 1, 0, 0, 0}, false},
        {{2026, 0, 1, 0, 0, 0}, false},        {{2026, 13, 1, 0, 0, 0}, false},
        {{2026, 1, 0, 0, 0, 0}, false},        {{2026, 6, 31, 0, 0, 0}, false},
        {{2026, 1, 1, -1, 0, 0}, false},       {{2026, 1, 1, 24, 0, 0}, false},
        {{2026, 1, 1, 0, 60, 0}, false},       {{2026, 1, 1, 0, -1, 0}, false},
        {{2026, 1, 1, 0, 0, 61}, false},       {{2026, 1, 1, 0, 0, -1}, false},
        {{-2147483647, 1, 1, 0, 0, 0}, false},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_msg(dd_civil_valid(&cases[i].civil) == cases[i].valid, "case %zu", i);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        known_days,
        every_day_comes_back,
        days_beyond_the_calendar_are_its_ends,
        times_go_both_ways,
        times_beyond_the_calendar_are_its_ends,
        rfc3339_in_its_variants,
        what_is_no_rfc3339_time,
        dates_go_both_ways,
        what_is_no_date,
        fields_out_of_range_are_invalid,
    };

    return suite_run("base/date", tests, sizeof tests / sizeof tests[0]);
}
