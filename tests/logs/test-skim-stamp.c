/* SPDX-License-Identifier: MIT */
#include "logs/skim-stamp.h"
#include "support/suite.h"

#define TIME INT64_C(1784542272) /* 2026-07-20T10:11:12Z */

struct sample {
    char text[2 * DD_SKIM_LONGEST];
};

static struct sample sample_of(const char *text)
{
    struct sample sample = {{0}};

    ck_assert_uint_lt(strlen(text), sizeof sample.text);
    memcpy(sample.text, text, strlen(text));
    return sample;
}

START_TEST(knows_the_stamps_of_an_hour)
{
    static const struct {
        const char *stamp;
        const char *line;
        int64_t later; /* seconds; -1: it is none of the hour */
    } cases[] = {
        {"2026-07-20 10:11:12,345", "2026-07-20 10:11:12,345 - x", 0},
        {"2026-07-20 10:11:12,345", "2026-07-20 10:59:59,000", 48 * 60 + 47},
        {"2026-07-20 10:11:12,345", "2026-07-20 11:11:12,345", -1},
        {"2026-07-20 10:11:12,345", "2026-07-20 10:61:12,345", -1},
        {"2026-07-20 10:11:12,345", "2026-07-20 10:11:62,345", -1},
        {"2026-07-20 10:11:12,345", "2026-07-20 10:11:12.345", -1},
        {"2026-07-20 10:11:12,345", "2026-07-20 10:11:12,34x", -1},
        {"2026-07-20 10:11:12,345", "2026-07-20 10:1:12,3455", -1},
        {"2026-07-20 10:11:12,345", "2026-07-20 10:11:12,34:", -1},
        {"2026-07-20 10:11:12,345", "2026-07-20 10:11:12,34/", -1},
        {"2026-07-20 10:11:12,345", "2026-07-20 1\xff:11:12,345", -1},
        {"2026-07-20 10:11:12", "2026-07-20 10:11:13,345", 1},
        {"[20/Jul/2026:10:11:12 +0000]", "[20/Jul/2026:10:11:13 +0000]", 1},
        {"[20/Jul/2026:10:11:12 +0000]", "[20/Jul/2026:11:11:12 +0000]", -1},
        {"{\"level\":30,\"time\":1784542272345", "{\"level\":30,\"time\":1784542999999", 727},
        {"{\"level\":30,\"time\":1784542272345", "{\"level\":30,\"time\":1784543272345", -1},
        {"{\"host\":\"a.example.com\",\"at\":\"2026-07-20T10:11:12Z",
         "{\"host\":\"a.example.com\",\"at\":\"2026-07-20T10:11:14Z", 2},
        {"{\"host\":\"a.example.com\",\"at\":\"2026-07-20T10:11:12Z",
         "{\"host\":\"a.example.com\",\"at\":\"2026-07-20T11:11:14Z", -1},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct sample one = sample_of(cases[i].stamp);
        struct sample other = sample_of(cases[i].line);
        struct dd_skim_stamp stamp;

        ck_assert(dd_skim_stamp_make(&stamp, one.text, strlen(one.text), TIME));
        ck_assert_msg(dd_skim_stamp_begins(&stamp, other.text) == (cases[i].later >= 0), "%s",
                      cases[i].line);
        if (cases[i].later >= 0)
            ck_assert_int_eq(dd_skim_stamp_seconds(&stamp, other.text), TIME + cases[i].later);
    }
}
END_TEST

START_TEST(makes_none_of_what_has_no_seconds)
{
    static const char *const texts[] = {
        "2026-07-20", "2026-07-20 10:11", "17845422", "17845422723", "x", ""};
    struct dd_skim_stamp stamp;

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct sample text = sample_of(texts[i]);

        ck_assert_msg(!dd_skim_stamp_make(&stamp, text.text, strlen(text.text), TIME), "%s",
                      texts[i]);
    }
}
END_TEST

START_TEST(is_alike_but_for_digits)
{
    static const struct {
        const char *line;
        bool alike;
    } cases[] = {
        {"2026-07-20 10:11:12,345", true},
        {"2025-12-31 23:00:00,000", true},
        {"2026-07-20 10:11:12.345", false},
        {"2026-07-20 10:11:12,3456", false},
    };
    struct dd_skim_stamp stamp;
    struct dd_skim_stamp other;

    ck_assert(dd_skim_stamp_make(&stamp, sample_of(cases[0].line).text, 23, TIME));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct sample line = sample_of(cases[i].line);

        ck_assert(dd_skim_stamp_make(&other, line.text, strlen(line.text), TIME));
        ck_assert_msg(dd_skim_stamp_is_alike(&stamp, &other) == cases[i].alike, "%s",
                      cases[i].line);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        knows_the_stamps_of_an_hour,
        makes_none_of_what_has_no_seconds,
        is_alike_but_for_digits,
    };

    return suite_run("logs/skim-stamp", tests, sizeof tests / sizeof tests[0]);
}
