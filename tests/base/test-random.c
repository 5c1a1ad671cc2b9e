/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/random.h"
#include "base/strings.h"
#include "support/suite.h"

#define HEX "0123456789abcdef"

START_TEST(every_byte_is_filled)
{
    unsigned char bytes[1000];
    int seen[sizeof bytes] = {0};

    /* a byte that stayed 0 in 32 draws would be one of 2^256 */
    for (int i = 0; i < 32; i++) {
        memset(bytes, 0, sizeof bytes);
        ck_assert_int_eq(dd_random_bytes(bytes, sizeof bytes, NULL), DAYDREAM_OK);
        for (size_t j = 0; j < sizeof bytes; j++)
            seen[j] |= bytes[j];
    }
    for (size_t j = 0; j < sizeof bytes; j++)
        ck_assert_msg(seen[j] != 0, "byte %zu", j);
    ck_assert_int_eq(dd_random_bytes(NULL, 0, NULL), DAYDREAM_OK);
}
END_TEST

START_TEST(nothing_is_written_behind)
{
    unsigned char bytes[301];

    memset(bytes, 0xa5, sizeof bytes);
    ck_assert_int_eq(dd_random_bytes(bytes, sizeof bytes - 1, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(bytes[300], 0xa5);
}
END_TEST

START_TEST(uuids_are_of_version_4)
{
    struct dd_strings all = DD_STRINGS_INIT;
    char uuid[DD_UUID_SIZE];

    for (int i = 0; i < 500; i++) {
        ck_assert_int_eq(dd_random_uuid(uuid, NULL), DAYDREAM_OK);
        ck_assert_uint_eq(strlen(uuid), DD_UUID_SIZE - 1);
        for (size_t j = 0; j < DD_UUID_SIZE - 1; j++) {
            const char *allowed = j == 8 || j == 13 || j == 18 || j == 23 ? "-" : HEX;

            ck_assert_msg(strchr(allowed, uuid[j]) != NULL, "%s", uuid);
        }
        ck_assert_msg(uuid[14] == '4' && strchr("89ab", uuid[19]) != NULL, "%s", uuid);
        ck_assert_msg(!dd_strings_has(&all, uuid), "%s came twice", uuid);
        ck_assert_int_eq(dd_strings_add(&all, uuid, NULL), DAYDREAM_OK);
    }
    dd_strings_free(&all);
}
END_TEST

START_TEST(hex_has_the_length_asked_for)
{
    static const size_t lengths[] = {0, 1, 7, 16, 600};
    char text[601];
    char again[601];

    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        ck_assert_int_eq(dd_random_hex(text, lengths[i], NULL), DAYDREAM_OK);
        ck_assert_uint_eq(strlen(text), lengths[i]);
        ck_assert_uint_eq(strspn(text, HEX), lengths[i]);
    }
    ck_assert_int_eq(dd_random_hex(again, 600, NULL), DAYDREAM_OK);
    ck_assert_str_ne(text, again);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {every_byte_is_filled, nothing_is_written_behind,
                                  uuids_are_of_version_4, hex_has_the_length_asked_for};

    return suite_run("base/random", tests, sizeof tests / sizeof tests[0]);
}
