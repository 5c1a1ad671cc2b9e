/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/zone.h"
#include "support/scratch.h"
#include "support/suite.h"

static struct dd_zone *open_zone(const char *name)
{
    struct dd_zone *zone = NULL;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_msg(dd_zone_open(name, &zone, &err) == DAYDREAM_OK, "%s: %s", name, err.text);
    return zone;
}

static void check_unknown(const char *name, const char *words)
{
    struct dd_zone *zone = NULL;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_msg(dd_zone_open(name, &zone, &err) == DAYDREAM_ERROR_CONFIG, "%s", name);
    ck_assert_ptr_null(zone);
    ck_assert_int_eq(err.code, DAYDREAM_ERROR_CONFIG);
    ck_assert_msg(strstr(err.text, words) != NULL, "%s: %s", name, err.text);
}

static int64_t seconds_of(const char *utc)
{
    int64_t seconds = 0;

    ck_assert_msg(dd_rfc3339_parse(utc, &seconds), "%s", utc);
    return seconds;
}

/* "2026-03-08 02:30:00" as a wall clock shows it. */
static struct dd_civil reading_of(const char *text)
{
    struct dd_buf utc = DD_BUF_INIT;
    struct dd_civil civil;

    dd_buf_printf(&utc, "%sZ", text);
    dd_civil_from_seconds(seconds_of(dd_buf_text(&utc)), &civil);
    dd_buf_free(&utc);
    return civil;
}

/* Where the machine has no database the tests of named zones have nothing to read. */
static bool has_database(void)
{
    return dd_fs_is_regular("/usr/share/zoneinfo/America/Los_Angeles");
}

static const struct {
    const char *zone, *utc, *local, *abbreviation;
    int32_t offset;
} known[] = {
    {"America/Los_Angeles", "2026-02-18T14:05:00Z", "2026-02-18 06:05:00", "PST", -28800},
    {"America/Los_Angeles", "2026-03-08T09:59:59Z", "2026-03-08 01:59:59", "PST", -28800},
    {"America/Los_Angeles", "2026-03-08T10:00:00Z", "2026-03-08 03:00:00", "PDT", -25200},
    {"America/Los_Angeles", "2026-11-01T08:59:59Z", "2026-11-01 01:59:59", "PDT", -25200},
    {"America/Los_Angeles", "2026-11-01T09:00:00Z", "2026-11-01 01:00:00", "PST", -28800},
    {"America/Los_Angeles", "1974-01-06T10:00:00Z", "1974-01-06 03:00:00", "PDT", -25200},
    {"America/Los_Angeles", "2500-07-01T00:00:00Z", "2500-06-30 17:00:00", "PDT", -25200},
    {"America/Los_Angeles", "2500-01-01T00:00:00Z", "2499-12-31 16:00:00", "PST", -28800},
    {"Europe/Berlin", "2026-03-29T00:59:59Z", "2026-03-29 01:59:59", "CET", 3600},
    {"Europe/Berlin", "2026-03-29T01:00:00Z", "2026-03-29 03:00:00", "CEST", 7200},
    {"Europe/Berlin", "2026-10-25T00:59:59Z", "2026-10-25 02:59:59", "CEST", 7200},
    {"Europe/Berlin", "2026-10-25T01:00:00Z", "2026-10-25 02:00:00", "CET", 3600},
    {"Europe/Berlin", "1945-06-01T00:00:00Z", "1945-06-01 03:00:00", "CEMT", 10800},
    {"Europe/Berlin", "3026-07-01T00:00:00Z", "3026-07-01 02:00:00", "CEST", 7200},
    {"Asia/Kolkata", "2026-02-17T18:30:00Z", "2026-02-18 00:00:00", "IST", 19800},
    {"Asia/Kathmandu", "2026-02-17T18:15:00Z", "2026-02-18 00:00:00", "+0545", 20700},
    {"Australia/Lord_Howe", "2026-04-04T14:59:59Z", "2026-04-05 01:59:59", "+11", 39600},
    {"Australia/Lord_Howe", "2026-04-04T15:00:00Z", "2026-04-05 01:30:00", "+1030", 37800},
    {"Australia/Lord_Howe", "2026-10-03T15:29:59Z", "2026-10-04 01:59:59", "+1030", 37800},
    {"Australia/Lord_Howe", "2026-10-03T15:30:00Z", "2026-10-04 02:30:00", "+11", 39600},
    {"Pacific/Kiritimati", "2026-02-18T10:00:00Z", "2026-02-19 00:00:00", "+14", 50400},
    {"Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-29 23:59:59", "-10", -36000},
    {"Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31 00:00:00", "+14", 50400},
    {"Asia/Tokyo", "2026-02-18T15:00:00Z", "2026-02-19 00:00:00", "JST", 32400},
    {"UTC", "2026-02-18T15:00:00Z", "2026-02-18 15:00:00", "UTC", 0},
    {"PST8PDT,M3.2.0,M11.1.0", "2026-07-01T00:00:00Z", "2026-06-30 17:00:00", "PDT", -25200},
    {"<+03>-3", "2026-07-01T00:00:00Z", "2026-07-01 03:00:00", "+03", 10800},
};

START_TEST(known_facts)
{
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        int64_t utc = seconds_of(known[i].utc);
        struct dd_civil expected = reading_of(known[i].local);
        struct dd_civil civil;
        const char *abbreviation = NULL;
        char date[DD_DATE_SIZE];
        struct dd_zone *zone;

        if (!has_database() && strchr(known[i].zone, '/') != NULL)
            continue;
        zone = open_zone(known[i].zone);
        ck_assert_msg(dd_zone_offset(zone, utc, &abbreviation) == known[i].offset, "%s at %s",
                      known[i].zone, known[i].utc);
        ck_assert_str_eq(abbreviation, known[i].abbreviation);
        dd_zone_civil(zone, utc, &civil);
        ck_assert_msg(memcmp(&civil, &expected, sizeof civil) == 0, "%s at %s", known[i].zone,
                      known[i].utc);
        dd_zone_date(zone, utc, date);
        ck_assert_int_eq(strncmp(date, known[i].local, strlen(date)), 0);
        dd_zone_free(zone);
    }
}
END_TEST

START_TEST(from_the_wall_clock_to_utc)
{
    static const struct {
        const char *zone, *local, *utc;
    } cases[] = {
        {"America/Los_Angeles", "2026-02-18 06:05:00", "2026-02-18T14:05:00Z"},
        {"America/Los_Angeles", "2026-07-01 06:05:00", "2026-07-01T13:05:00Z"},
        {"America/Los_Angeles", "2026-03-08 01:59:59", "2026-03-08T09:59:59Z"},
        /* skipped: moved on by the gap */
        {"America/Los_Angeles", "2026-03-08 02:00:00", "2026-03-08T10:00:00Z"},
        {"America/Los_Angeles", "2026-03-08 02:30:00", "2026-03-08T10:30:00Z"},
        {"America/Los_Angeles", "2026-03-08 03:00:00", "2026-03-08T10:00:00Z"},
        /* twice: the first */
        {"America/Los_Angeles", "2026-11-01 00:59:59", "2026-11-01T07:59:59Z"},
        {"America/Los_Angeles", "2026-11-01 01:00:00", "2026-11-01T08:00:00Z"},
        {"America/Los_Angeles", "2026-11-01 01:59:59", "2026-11-01T08:59:59Z"},
        {"America/Los_Angeles", "2026-11-01 02:00:00", "2026-11-01T10:00:00Z"},
        {"Europe/Berlin", "2026-03-29 02:30:00", "2026-03-29T01:30:00Z"},
        {"Europe/Berlin", "2026-10-25 02:30:00", "2026-10-25T00:30:00Z"},
        {"Europe/Berlin", "2026-10-25 03:00:00", "2026-10-25T02:00:00Z"},
        {"Australia/Lord_Howe", "2026-04-05 01:30:00", "2026-04-04T14:30:00Z"},
        {"Australia/Lord_Howe", "2026-04-05 01:59:59", "2026-04-04T14:59:59Z"},
        {"Australia/Lord_Howe", "2026-04-05 02:00:00", "2026-04-04T15:30:00Z"},
        {"Australia/Lord_Howe", "2026-10-04 02:15:00", "2026-10-03T15:45:00Z"},
        {"Pacific/Apia", "2011-12-30 12:00:00", "2011-12-30T22:00:00Z"},
        {"Asia/Kolkata", "2026-02-18 00:00:00", "2026-02-17T18:30:00Z"},
        {"Europe/Berlin", "3026-07-01 02:00:00", "3026-07-01T00:00:00Z"},
        {"UTC", "2026-02-18 00:00:00", "2026-02-18T00:00:00Z"},
        {"PST8PDT,M3.2.0,M11.1.0", "2026-11-01 01:30:00", "2026-11-01T08:30:00Z"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_civil civil = reading_of(cases[i].local);
        struct dd_zone *zone;

        if (!has_database() && strchr(cases[i].zone, '/') != NULL)
            continue;
        zone = open_zone(cases[i].zone);
        ck_assert_msg(dd_zone_to_utc(zone, &civil) == seconds_of(cases[i].utc), "%s in %s",
                      cases[i].local, cases[i].zone);
        dd_zone_free(zone);
    }
}
END_TEST

START_TEST(days_begin_where_the_date_does)
{
    static const struct {
        const char *zone, *date, *utc;
    } cases[] = {
        {"UTC", "2026-02-18", "2026-02-18T00:00:00Z"},
        {"America/Los_Angeles", "2026-02-18", "2026-02-18T08:00:00Z"},
        {"America/Los_Angeles", "2026-03-09", "2026-03-09T07:00:00Z"},
        {"Asia/Kolkata", "2026-02-18", "2026-02-17T18:30:00Z"},
        /* midnight does not exist: 0:00 becomes 1:00 */
        {"America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z"},
        /* nor does it here, and the change is half an hour before: 23:30 becomes 0:30 */
        {"America/Toronto", "1919-03-31", "1919-03-31T04:30:00Z"},
        /* 0:00 becomes 23:00 of the day before: the date begins an hour later */
        {"America/Sao_Paulo", "2018-02-18", "2018-02-18T03:00:00Z"},
        /* 1:00 becomes 0:00: the first of the two midnights */
        {"America/Havana", "2026-11-01", "2026-11-01T04:00:00Z"},
        /* no such day: it begins, and ends, where the next one begins */
        {"Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"},
        {"Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z"},
        {"AAA0BBB,M3.2.0/23:30,M11.1.0", "2026-03-09", "2026-03-08T23:30:00Z"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t expected = seconds_of(cases[i].utc);
        struct dd_zone *zone;

        if (!has_database() && strchr(cases[i].zone, '/') != NULL)
            continue;
        zone = open_zone(cases[i].zone);
        ck_assert_msg(dd_zone_day_start(zone, cases[i].date) == expected, "%s in %s: off by %lld",
                      cases[i].date, cases[i].zone,
                      (long long)(dd_zone_day_start(zone, cases[i].date) - expected));
        dd_zone_free(zone);
    }
}
END_TEST

/* Every half hour of some years, in zones that change by an hour and by half of one. */
START_TEST(every_time_comes_back)
{
    static const char *const names[] = {"America/Los_Angeles", "Europe/Dublin",
                                        "Australia/Lord_Howe", "PST8PDT,M3.2.0,M11.1.0"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct dd_zone *zone;

        if (!has_database() && strchr(names[i], '/') != NULL)
            continue;
        zone = open_zone(names[i]);
        for (int64_t utc = 1700000000; utc < 1900000000; utc += 1800) {
            struct dd_civil civil;
            int64_t back;

            dd_zone_civil(zone, utc, &civil);
            back = dd_zone_to_utc(zone, &civil);
            /* the second of two equal readings gives the first */
            if (back != utc && (back >= utc || dd_zone_offset(zone, back, NULL) ==
                                                   dd_zone_offset(zone, utc, NULL)))
                ck_abort_msg("%s: %lld", names[i], (long long)utc);
        }
        dd_zone_free(zone);
    }
}
END_TEST

START_TEST(no_time_is_too_far_away)
{
    static const char *const names[] = {"UTC", "PST8PDT", "<+14>-14", "<-12>12"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct dd_zone *zone = open_zone(names[i]);
        char date[DD_DATE_SIZE];

        dd_zone_date(zone, INT64_MAX, date);
        ck_assert_str_eq(date, "9999-12-31");
        dd_zone_date(zone, INT64_MIN, date);
        ck_assert_str_eq(date, "0001-01-01");
        ck_assert_int_le(
            llabs(dd_zone_day_start(zone, "0001-01-01") - seconds_of("0001-01-01T00:00:00Z")),
            86400);
        ck_assert_int_le(
            llabs(dd_zone_day_start(zone, "9999-12-31") - seconds_of("9999-12-31T00:00:00Z")),
            86400);
        dd_zone_free(zone);
    }
}
END_TEST

START_TEST(names_that_no_machine_knows)
{
    static const char *const names[] = {
        "Mars/Olympus_Mons", "america/nowhere", "",       "PST", "+01:00", "UTC+", "Europe/",
        "/Europe",           "Europe//Berlin",  "Berlin", " ",   "\xff",
    };

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        check_unknown(names[i], names[i]);
}
END_TEST

/* A database of our own, with a zone, a file outside it, and things that are no zones. */
static char *make_database(void)
{
    /* RFC 9636: one local time type, and the rule of the footer for everything */
    static const char head[] = {'T', 'Z', 'i', 'f', '2'};
    static const char counts[] = {0, 0, 0, 1, 0, 0, 0, 4}; /* of types, and of bytes of names */
    static const char rest[15 + 4 * 4];
    static const char type[] = {0, 0, 0, 0, 0, 0, 'X', 'X', 'X', 0};
    struct dd_buf file = DD_BUF_INIT;
    char *directory = scratch_make();
    char *database = scratch_path(directory, "zoneinfo");
    char *fifo;

    for (int i = 0; i < 2; i++) {
        dd_buf_add(&file, head, sizeof head);
        dd_buf_add(&file, rest, sizeof rest);
        dd_buf_add(&file, counts, sizeof counts);
        dd_buf_add(&file, type, sizeof type);
    }
    dd_buf_puts(&file, "\nXXX-7\n");
    free(scratch_write_bytes(directory, "zoneinfo/Test/Seven", file.data, file.length));
    free(scratch_write_bytes(directory, "zoneinfo/.hidden", file.data, file.length));
    free(scratch_write_bytes(directory, "outside", file.data, file.length));
    free(scratch_write_bytes(directory, "zoneinfo/Test/Cut", file.data, file.length / 2));
    free(scratch_write(directory, "zoneinfo/zone.tab", "# no zone\n"));
    free(scratch_write(directory, "zoneinfo/Empty", ""));
    for (int i = 0; i < 300000; i++)
        dd_buf_putc(&file, 'x');
    free(scratch_write_bytes(directory, "zoneinfo/Huge", file.data, file.length));
    fifo = scratch_path(database, "Fifo");
    ck_assert_int_eq(mkfifo(fifo, 0600), 0);
    ck_assert_int_eq(setenv("TZDIR", database, 1), 0);
    dd_buf_free(&file);
    free(database);
    free(fifo);
    return directory;
}

START_TEST(a_database_may_be_elsewhere)
{
    char *directory = make_database();
    struct dd_zone *zone = open_zone("Test/Seven");

    ck_assert_int_eq(dd_zone_offset(zone, 0, NULL), 25200);
    dd_zone_free(zone);
    scratch_remove(directory);
}
END_TEST

START_TEST(no_name_leads_out_of_the_database)
{
    static const char *const names[] = {
        "../outside",         "./../outside", "Test/../../outside",
        "Test/../Test/Seven", "./Test/Seven", ".hidden",
        "Test/./Seven",       "..",           ".",
    };
    char *directory = make_database();
    char *absolute = scratch_path(directory, "outside");

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        check_unknown(names[i], "no time zone that this machine knows");
    check_unknown(absolute, "no time zone that this machine knows");
    free(absolute);
    scratch_remove(directory);
}
END_TEST

START_TEST(files_that_are_no_zones)
{
    static const struct {
        const char *name, *words;
    } cases[] = {
        {"Test/Cut", "cut short"}, {"zone.tab", "no TZif file"}, {"Empty", "no TZif file"},
        {"Huge", "more than"},     {"Fifo", "no regular file"},  {"Test", "no regular file"},
    };
    char *directory = make_database();

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        check_unknown(cases[i].name, cases[i].words);
        check_unknown(cases[i].name, cases[i].name);
    }
    scratch_remove(directory);
}
END_TEST

/* What $TZ may hold (tzset(3)). */
START_TEST(the_machines_own_zone_is_that_of_tz)
{
    char *directory = make_database();
    char *absolute = scratch_path(directory, "outside");
    struct dd_buf colon = DD_BUF_INIT;
    const char *const values[] = {"Test/Seven", ":Test/Seven", "XXX-7", "<+07>-7", absolute, NULL};

    for (size_t i = 0; values[i] != NULL; i++) {
        struct dd_zone *zone;

        ck_assert_int_eq(setenv("TZ", values[i], 1), 0);
        zone = open_zone(NULL);
        ck_assert_msg(dd_zone_offset(zone, 0, NULL) == 25200, "%s", values[i]);
        dd_zone_free(zone);
    }
    dd_buf_printf(&colon, ":%s", absolute);
    ck_assert_int_eq(setenv("TZ", dd_buf_text(&colon), 1), 0);
    dd_zone_free(open_zone(NULL));
    dd_buf_free(&colon);
    free(absolute);
    scratch_remove(directory);
}
END_TEST

START_TEST(an_empty_tz_is_utc)
{
    static const char *const values[] = {"", ":", "UTC", ":UTC"};

    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        struct dd_zone *zone;
        const char *abbreviation = NULL;

        ck_assert_int_eq(setenv("TZ", values[i], 1), 0);
        zone = open_zone(NULL);
        ck_assert_int_eq(dd_zone_offset(zone, 0, &abbreviation), 0);
        ck_assert_str_eq(abbreviation, "UTC");
        dd_zone_free(zone);
    }
}
END_TEST

START_TEST(a_wrong_tz_is_said)
{
    ck_assert_int_eq(setenv("TZ", "Mars/Olympus_Mons", 1), 0);
    check_unknown(NULL, "Mars/Olympus_Mons");
    ck_assert_int_eq(setenv("TZ", "/no/such/file", 1), 0);
    check_unknown(NULL, "/no/such/file");
}
END_TEST

START_TEST(without_tz_it_is_the_systems)
{
    struct dd_zone *zone;

    ck_assert_int_eq(unsetenv("TZ"), 0);
    zone = open_zone(NULL);
    ck_assert_int_le(abs(dd_zone_offset(zone, 1771423500, NULL)), 50400);
    dd_zone_free(zone);
    dd_zone_free(NULL);
}
END_TEST

/* TZ belongs to the process: opening a zone must leave it alone. */
START_TEST(the_process_keeps_its_own_zone)
{
    struct dd_zone *zone;

    ck_assert_int_eq(setenv("TZ", "XXX-7", 1), 0);
    zone = open_zone("PST8PDT,M3.2.0,M11.1.0");
    ck_assert_str_eq(getenv("TZ"), "XXX-7");
    dd_zone_free(zone);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        known_facts,
        from_the_wall_clock_to_utc,
        days_begin_where_the_date_does,
        every_time_comes_back,
        no_time_is_too_far_away,
        names_that_no_machine_knows,
        a_database_may_be_elsewhere,
        no_name_leads_out_of_the_database,
        files_that_are_no_zones,
        the_machines_own_zone_is_that_of_tz,
        an_empty_tz_is_utc,
        a_wrong_tz_is_said,
        without_tz_it_is_the_systems,
        the_process_keeps_its_own_zone,
    };

    return suite_run("base/zone", tests, sizeof tests / sizeof tests[0]);
}
