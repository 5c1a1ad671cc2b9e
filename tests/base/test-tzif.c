/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/tzif.h"
#include "support/suite.h"

/* Two local time types (offset, daylight saving, index of the name), and their names. */
#define TYPES                                                                                      \
    "\xff\xff\x8f\x80\x00\x00"                                                                     \
    "\xff\xff\x9d\x90\x01\x04"
#define NAMES "PST\0PDT"

/* The numbers of one header, and what follows it. */
struct block {
    char version;
    uint32_t ut_count, standard_count, leap_count, time_count, type_count, name_size;
    const char *data;
    size_t length;
};

#define TIMES_4                                                                                    \
    "\x80\x00\x00\x00"                                                                             \
    "\x00\x00\x00\x00"                                                                             \
    "\x7f\xff\xff\xff"
#define TIMES_8                                                                                    \
    "\xff\xff\xff\xf0\x00\x00\x00\x00"                                                             \
    "\x00\x00\x00\x00\x00\x00\x00\x00"                                                             \
    "\x00\x00\x00\x01\x00\x00\x00\x00"
#define KINDS "\x01\x00\x01"

#define BLOCK(version, times)                                                                      \
    {                                                                                              \
        version, 0, 0, 0, 3, 2, 8, times KINDS TYPES NAMES, sizeof times KINDS TYPES NAMES         \
    }

static const struct block narrow = BLOCK('\0', TIMES_4);
static const struct block narrow_of_two = BLOCK('2', TIMES_4);
static const struct block wide = BLOCK('2', TIMES_8);

static void add_u32(struct dd_buf *out, uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        dd_buf_putc(out, (char)(value >> shift & 0xff));
}

static void add_block(struct dd_buf *out, const struct block *block)
{
    static const char reserved[15];
    const uint32_t counts[] = {block->ut_count,   block->standard_count, block->leap_count,
                               block->time_count, block->type_count,     block->name_size};

    dd_buf_puts(out, "TZif");
    dd_buf_putc(out, block->version);
    dd_buf_add(out, reserved, sizeof reserved);
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
        add_u32(out, counts[i]);
    dd_buf_add(out, block->data, block->length);
}

static void make_wide(struct dd_buf *out, const struct block *second, const char *footer)
{
    add_block(out, &narrow_of_two);
    add_block(out, second);
    dd_buf_puts(out, footer);
}

/* Parse bytes that end where their memory does. */
static enum daydream_status parse(const char *data, size_t length, struct dd_tzif *out,
                                  struct daydream_error *err)
{
    char *copy = malloc(length > 0 ? length : 1);
    enum daydream_status status;

    ck_assert_ptr_nonnull(copy);
    memcpy(copy, data, length);
    *err = (struct daydream_error)DAYDREAM_ERROR_INIT;
    status = dd_tzif_parse(copy, length, "a/zone", out, err);
    free(copy);
    return status;
}

static void parse_well(const struct dd_buf *data, struct dd_tzif *out)
{
    struct daydream_error err;

    ck_assert_msg(parse(data->data, data->length, out, &err) == DAYDREAM_OK, "%s", err.text);
}

static void check_at(const struct dd_tzif *tzif, int64_t utc, int32_t offset, const char *name)
{
    const char *found = NULL;

    ck_assert_msg(dd_tzif_at(tzif, utc, &found) == offset, "at %lld", (long long)utc);
    ck_assert_str_eq(found, name);
}

START_TEST(version_1_has_32_bits_and_no_rule)
{
    struct dd_buf data = DD_BUF_INIT;
    struct dd_tzif tzif;

    add_block(&data, &narrow);
    parse_well(&data, &tzif);
    check_at(&tzif, INT64_MIN, -28800, "PST"); /* type 0 before all */
    check_at(&tzif, -2147483649, -28800, "PST");
    check_at(&tzif, -2147483648, -25200, "PDT");
    check_at(&tzif, -1, -25200, "PDT");
    check_at(&tzif, 0, -28800, "PST");
    check_at(&tzif, 2147483646, -28800, "PST");
    check_at(&tzif, 2147483647, -25200, "PDT");
    check_at(&tzif, INT64_MAX, -25200, "PDT"); /* the last type after all */
    dd_tzif_free(&tzif);
    dd_buf_free(&data);
}
END_TEST

START_TEST(version_2_has_64_bits_and_a_rule)
{
    struct dd_buf data = DD_BUF_INIT;
    struct dd_tzif tzif;

    make_wide(&data, &wide, "\nXST1XDT,0/0,1/0\n");
    parse_well(&data, &tzif);
    check_at(&tzif, -68719476737, -28800, "PST");
    check_at(&tzif, -68719476736, -25200, "PDT");
    check_at(&tzif, -2147483648, -25200, "PDT"); /* the narrow block does not count */
    check_at(&tzif, 4294967295, -28800, "PST");
    check_at(&tzif, 4294967296, -3600, "XST"); /* 2106-02-07: the rule, from the last on */
    check_at(&tzif, 4323326400, 0, "XDT");     /* noon of 2107-01-01 */
    dd_tzif_free(&tzif);
    dd_buf_free(&data);
}
END_TEST

START_TEST(an_empty_rule_leaves_the_last_type)
{
    struct dd_buf data = DD_BUF_INIT;
    struct dd_tzif tzif;

    make_wide(&data, &wide, "\n\n");
    parse_well(&data, &tzif);
    check_at(&tzif, INT64_MAX, -25200, "PDT");
    dd_tzif_free(&tzif);
    dd_buf_free(&data);
}
END_TEST

/* One of the smallest files: no transition, all in the footer. */
START_TEST(no_transition_at_all)
{
    static const struct block fixed = {'2', 0, 0, 0, 0, 1, 4, "\0\0\0\0\0\0UTC", 10};
    struct dd_buf data = DD_BUF_INIT;
    struct dd_tzif tzif;

    add_block(&data, &fixed);
    add_block(&data, &fixed);
    dd_buf_puts(&data, "\nXXX-2\n");
    parse_well(&data, &tzif);
    check_at(&tzif, 0, 7200, "XXX");
    dd_tzif_free(&tzif);
    dd_buf_reset(&data);
    add_block(&data, &fixed);
    add_block(&data, &fixed);
    dd_buf_puts(&data, "\n\n");
    parse_well(&data, &tzif);
    check_at(&tzif, 0, 0, "UTC");
    dd_tzif_free(&tzif);
    dd_buf_free(&data);
}
END_TEST

START_TEST(indicators_are_passed_over)
{
    static const struct block indicated = {'2',
                                           2,
                                           2,
                                           0,
                                           3,
                                           2,
                                           8,
                                           TIMES_8 KINDS TYPES NAMES "\0\1\0\1\0",
                                           sizeof TIMES_8 KINDS TYPES NAMES + 4};
    struct dd_buf data = DD_BUF_INIT;
    struct dd_tzif tzif;

    make_wide(&data, &indicated, "\n\n");
    parse_well(&data, &tzif);
    check_at(&tzif, 0, -28800, "PST");
    dd_tzif_free(&tzif);
    dd_buf_free(&data);
}
END_TEST

#define CHANGED(member, value) offsetof(struct block, member), value

/* One number of the wide block's header made wrong. */
START_TEST(wrong_counts_are_refused)
{
    static const struct {
        size_t member;
        uint32_t value;
        const char *words;
    } cases[] = {
        {CHANGED(ut_count, 1), "cut short"},
        {CHANGED(ut_count, UINT32_MAX), "cut short"},
        {CHANGED(standard_count, UINT32_MAX), "cut short"},
        {CHANGED(leap_count, UINT32_MAX), "cut short"},
        {CHANGED(time_count, UINT32_MAX), "cut short"},
        {CHANGED(time_count, 4), "cut short"},
        {CHANGED(type_count, UINT32_MAX), "cut short"},
        {CHANGED(name_size, UINT32_MAX), "cut short"},
        {CHANGED(type_count, 0), "header is damaged"},
        {CHANGED(name_size, 0), "header is damaged"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_buf data = DD_BUF_INIT;
        struct block changed = wide;
        struct dd_tzif tzif;
        struct daydream_error err;

        memcpy((char *)&changed + cases[i].member, &cases[i].value, sizeof cases[i].value);
        make_wide(&data, &changed, "");
        ck_assert_msg(parse(data.data, data.length, &tzif, &err) == DAYDREAM_ERROR_CONFIG,
                      "case %zu", i);
        ck_assert_msg(strstr(err.text, cases[i].words) != NULL, "case %zu: %s", i, err.text);
        ck_assert_ptr_nonnull(strstr(err.text, "a/zone"));
        dd_buf_free(&data);
    }
}
END_TEST

#define WIDE(data) data, sizeof data

START_TEST(damaged_blocks_are_refused)
{
    static const struct {
        const char *name, *data;
        size_t length;
        const char *footer, *words;
    } cases[] = {
        {"a type that is not there", WIDE(TIMES_8 "\x01\x02\x01" TYPES NAMES), "\n\n",
         "transitions"},
        {"times that go back",
         WIDE("\0\0\0\0\0\0\0\2\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0\3" KINDS TYPES NAMES), "\n\n",
         "transitions"},
        {"times that stand still",
         WIDE("\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0\3" KINDS TYPES NAMES), "\n\n",
         "transitions"},
        {"a name behind the names",
         WIDE(TIMES_8 KINDS "\xff\xff\x8f\x80\0\0\xff\xff\x9d\x90\1\x08" NAMES), "\n\n", "types"},
        {"an offset of days", WIDE(TIMES_8 KINDS "\x7f\xff\xff\xff\0\0\xff\xff\x9d\x90\1\4" NAMES),
         "\n\n", "types"},
        {"the offset that RFC 9636 forbids",
         WIDE(TIMES_8 KINDS "\x80\0\0\0\0\0\xff\xff\x9d\x90\1\4" NAMES), "\n\n", "types"},
        {"no footer", WIDE(TIMES_8 KINDS TYPES NAMES), "", "footer"},
        {"half a footer", WIDE(TIMES_8 KINDS TYPES NAMES), "\nPST8PDT,M3.2.0,M11.1.0", "footer"},
        {"no newline first", WIDE(TIMES_8 KINDS TYPES NAMES), "PST8\n", "footer"},
        {"a footer that is no rule", WIDE(TIMES_8 KINDS TYPES NAMES), "\nPST8PDT,M13.2.0\n",
         "footer"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct block block = wide;
        struct dd_buf data = DD_BUF_INIT;
        struct dd_tzif tzif;
        struct daydream_error err;

        block.data = cases[i].data;
        block.length = cases[i].length;
        make_wide(&data, &block, cases[i].footer);
        ck_assert_msg(parse(data.data, data.length, &tzif, &err) == DAYDREAM_ERROR_CONFIG, "%s",
                      cases[i].name);
        ck_assert_msg(strstr(err.text, cases[i].words) != NULL, "%s: %s", cases[i].name, err.text);
        dd_buf_free(&data);
    }
}
END_TEST

START_TEST(a_footer_without_end_is_refused)
{
    struct dd_buf data = DD_BUF_INIT;
    struct dd_tzif tzif;
    struct daydream_error err;

    make_wide(&data, &wide, "\n");
    for (int i = 0; i < 1000; i++)
        dd_buf_putc(&data, 'A');
    dd_buf_puts(&data, "8\n");
    ck_assert_int_eq(parse(data.data, data.length, &tzif, &err), DAYDREAM_ERROR_CONFIG);
    dd_buf_free(&data);
}
END_TEST

START_TEST(leap_seconds_are_refused_with_a_reason)
{
    static const struct block leaping = {
        '\0', 0, 0, 1, 0, 1, 4, "\0\0\0\0\0\0UTC\0\x04\xb2\x58\x00\0\0\0\1", 18};
    struct dd_buf data = DD_BUF_INIT;
    struct dd_tzif tzif;
    struct daydream_error err;

    add_block(&data, &leaping);
    ck_assert_int_eq(parse(data.data, data.length, &tzif, &err), DAYDREAM_ERROR_CONFIG);
    ck_assert_ptr_nonnull(strstr(err.text, "leap seconds"));
    dd_buf_free(&data);
}
END_TEST

START_TEST(no_part_of_a_file_passes_for_the_whole)
{
    struct dd_buf data = DD_BUF_INIT;
    struct dd_tzif tzif;
    struct daydream_error err;

    make_wide(&data, &wide, "\nPST8PDT,M3.2.0,M11.1.0\n");
    for (size_t i = 0; i < data.length; i++)
        ck_assert_msg(parse(data.data, i, &tzif, &err) == DAYDREAM_ERROR_CONFIG, "%zu bytes", i);
    dd_buf_free(&data);
}
END_TEST

/* Whatever one byte becomes, the answer is a zone that can be asked, or an error with a text. */
START_TEST(no_wrong_byte_does_harm)
{
    static const unsigned char values[] = {0x00, 0x01, 0x7f, 0x80, 0xff, '\n'};
    struct dd_buf data = DD_BUF_INIT;

    make_wide(&data, &wide, "\nPST8PDT,M3.2.0,M11.1.0\n");
    for (size_t i = 0; i < data.length * sizeof values; i++) {
        char *byte = &data.data[i / sizeof values];
        char kept = *byte;
        struct dd_tzif tzif;
        struct daydream_error err;
        const char *name = NULL;

        memcpy(byte, &values[i % sizeof values], 1);
        if (parse(data.data, data.length, &tzif, &err) == DAYDREAM_OK) {
            for (int64_t utc = INT64_MIN / 2; utc < INT64_MAX / 4; utc += INT64_MAX / 8)
                ck_assert_int_le(abs(dd_tzif_at(&tzif, utc, &name)), 93600);
            ck_assert_uint_lt(strlen(name), 64);
        } else {
            ck_assert_uint_gt(strlen(err.text), 0);
        }
        dd_tzif_free(&tzif); /* also after a failure */
        *byte = kept;
    }
    dd_buf_free(&data);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        version_1_has_32_bits_and_no_rule,
        version_2_has_64_bits_and_a_rule,
        an_empty_rule_leaves_the_last_type,
        no_transition_at_all,
        indicators_are_passed_over,
        wrong_counts_are_refused,
        damaged_blocks_are_refused,
        a_footer_without_end_is_refused,
        leap_seconds_are_refused_with_a_reason,
        no_part_of_a_file_passes_for_the_whole,
        no_wrong_byte_does_harm,
    };

    return suite_run("base/tzif", tests, sizeof tests / sizeof tests[0]);
}
