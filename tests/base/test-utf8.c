/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/utf8.h"
#include "support/suite.h"

START_TEST(edges_of_each_length)
{
    static const struct {
        const char *text;
        uint32_t code;
    } cases[] = {
        {"\x01", 0x1},
        {"\x7f", 0x7f},
        {"\xc2\x80", 0x80},
        {"\xdf\xbf", 0x7ff},
        {"\xe0\xa0\x80", 0x800},
        {"\xed\x9f\xbf", 0xd7ff},
        {"\xee\x80\x80", 0xe000},
        {"\xef\xbf\xbf", 0xffff},
        {"\xf0\x90\x80\x80", 0x10000},
        {"\xf4\x8f\xbf\xbf", 0x10ffff},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t length = strlen(cases[i].text);
        uint32_t code = 0;
        char out[4];

        ck_assert_uint_eq(dd_utf8_decode(cases[i].text, length, &code), length);
        ck_assert_uint_eq(code, cases[i].code);
        ck_assert_uint_eq(dd_utf8_encode(cases[i].code, out), length);
        ck_assert_mem_eq(out, cases[i].text, length);
        ck_assert_msg(dd_utf8_decode(cases[i].text, length - 1, &code) == 0, "%x cut",
                      cases[i].code);
    }
}
END_TEST

START_TEST(every_code_point_comes_back)
{
    for (uint32_t i = 0; i <= 0x10ffff; i++) {
        char out[4];
        uint32_t code = 0;
        size_t length = dd_utf8_encode(i, out);
        size_t expected = i >= 0xd800 && i <= 0xdfff ? 0 : length;

        if (dd_utf8_decode(out, length, &code) != expected || (expected > 0 && code != i))
            ck_abort_msg("U+%04X", i);
    }
}
END_TEST

START_TEST(what_is_no_utf8)
{
    static const struct {
        const char *name, *text;
    } cases[] = {
        {"continuation alone", "\x80"},
        {"continuation alone, last", "\xbf"},
        {"overlong slash", "\xc0\xaf"},
        {"overlong in two bytes", "\xc1\xbf"},
        {"overlong in three bytes", "\xe0\x9f\xbf"},
        {"overlong in four bytes", "\xf0\x8f\xbf\xbf"},
        {"first surrogate", "\xed\xa0\x80"},
        {"last surrogate", "\xed\xbf\xbf"},
        {"beyond U+10FFFF", "\xf4\x90\x80\x80"},
        {"five bytes", "\xf8\x88\x80\x80\x80"},
        {"six bytes", "\xfc\x84\x80\x80\x80\x80"},
        {"FE", "\xfe"},
        {"FF", "\xff"},
        {"second byte is ASCII", "\xc3x"},
        {"third byte is a lead", "\xe2\x82\xe2"},
        {"Latin-1", "\xe9t\xe9"},
    };
    uint32_t code = 42;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_msg(dd_utf8_decode(cases[i].text, strlen(cases[i].text), &code) == 0, "%s",
                      cases[i].name);
    ck_assert_uint_eq(code, 42);
    ck_assert_uint_eq(dd_utf8_decode("x", 0, &code), 0);
}
END_TEST

START_TEST(nul_is_a_code_point)
{
    uint32_t code = 42;

    ck_assert_uint_eq(dd_utf8_decode("\0", 1, &code), 1);
    ck_assert_uint_eq(code, 0);
}
END_TEST

START_TEST(cuts_between_code_points)
{
    static const char text[] = "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x8c\x99z"; /* 1 2 3 4 1 bytes */
    static const size_t expected[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11, 11};

    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++)
        ck_assert_msg(dd_utf8_cut(text, strlen(text), i) == expected[i], "cut at %zu", i);
    ck_assert_uint_eq(dd_utf8_cut(text, strlen(text), 1000), strlen(text));
    ck_assert_uint_eq(dd_utf8_cut("", 0, 5), 0);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {edges_of_each_length, every_code_point_comes_back,
                                  what_is_no_utf8, nul_is_a_code_point, cuts_between_code_points};

    return suite_run("base/utf8", tests, sizeof tests / sizeof tests[0]);
}
