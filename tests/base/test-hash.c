/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "support/suite.h"

/* Written down once: they stand in stores and in issues, so that no later version may differ.
 * Reckoned apart from the C code, with Python's integers. */
START_TEST(values_never_change)
{
    static const struct {
        const char *text;
        uint64_t hash;
    } cases[] = {
        {"", UINT64_C(0x8570e250fe4c2473)},
        {"a", UINT64_C(0x82b19d9859a61322)},
        {"foobar", UINT64_C(0x66c9939d606cda7f)},
        {"popoto:logs", UINT64_C(0xd2fad91b02ff5a2c)},
        {"2026-02-18T06:05:00Z", UINT64_C(0x05a14e76af5952ae)},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_msg(dd_hash(cases[i].text, strlen(cases[i].text)) == cases[i].hash, "'%s'",
                      cases[i].text);
}
END_TEST

START_TEST(every_byte_counts)
{
    ck_assert_uint_ne(dd_hash("a\0b", 3), dd_hash("a\0c", 3));
    ck_assert_uint_ne(dd_hash("a", 1), dd_hash("a\0", 2));
    ck_assert_uint_ne(dd_hash("\x7f", 1), dd_hash("\xff", 1));
    ck_assert_uint_eq(dd_hash(NULL, 0), dd_hash("", 0));
}
END_TEST

static int compare(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a;
    uint64_t y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

START_TEST(near_texts_fall_far_apart)
{
    enum {
        COUNT = 100000,
        BUCKETS = 256
    };
    uint64_t *hashes = calloc(COUNT, sizeof *hashes);
    int low[BUCKETS] = {0};
    int high[BUCKETS] = {0};

    ck_assert_ptr_nonnull(hashes);
    for (uint32_t i = 0; i < COUNT; i++) {
        hashes[i] = dd_hash(&i, sizeof i);
        low[hashes[i] % BUCKETS]++;
        high[hashes[i] >> 56]++;
    }
    qsort(hashes, COUNT, sizeof *hashes, compare);
    for (size_t i = 1; i < COUNT; i++)
        ck_assert_uint_ne(hashes[i - 1], hashes[i]);
    for (size_t i = 0; i < BUCKETS; i++) { /* 390 on average, with a deviation of 20 */
        ck_assert_int_gt(low[i], 250);
        ck_assert_int_gt(high[i], 250);
    }
    free(hashes);
}
END_TEST

START_TEST(a_fingerprint_is_sixteen_digits)
{
    char text[DD_FINGERPRINT_SIZE];

    dd_fingerprint(0, text);
    ck_assert_str_eq(text, "0000000000000000");
    dd_fingerprint(UINT64_C(0x0123456789abcdef), text);
    ck_assert_str_eq(text, "0123456789abcdef");
    dd_fingerprint(UINT64_MAX, text);
    ck_assert_str_eq(text, "ffffffffffffffff");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {values_never_change, every_byte_counts, near_texts_fall_far_apart,
                                  a_fingerprint_is_sixteen_digits};

    return suite_run("base/hash", tests, sizeof tests / sizeof tests[0]);
}
