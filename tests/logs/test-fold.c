/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/fold.h"
#include "support/suite.h"

START_TEST(makes_numbers_the_same)
{
    static const struct {
        const char *one;
        const char *other;
        bool same;
    } cases[] = {
        {"took 31 ms", "took 4711 ms", true},
        {"10.0.0.3:5432 refused", "10.0.0.255:80801 refused", true},
        {"[4121] x", "[7] x", true},
        {"x 1 2 3", "x 10 20 30", true},
        {"took 31 ms", "took  31 ms", false},
        {"took 31 ms", "took x ms", false},
        {"took 31 ms", "took \x01 ms", false},
        {"took 0 ms", "took 7 ms", true},
        {"took 0 ms", "took 31 ms", true},
        /* parts of words */
        {"key k31", "key k32", false},
        {"31st", "32st", false},
        {"x_31", "x_32", false},
        {"0x31", "0x32", false},
        {"100%d", "200%d", true},
        {"31\xc3\xa9", "32\xc3\xa9", false},
        /* codes say what happened */
        {"exited with code 1", "exited with code 2", false},
        {"exited with code 0", "exited with code 2", false},
        {"k0", "k2", false},
        {"status=502", "status=503", false},
        {"status_code: 502", "status_code: 503", false},
        {"HTTP/1.1 502", "HTTP/1.1 503", false},
        {"\"GET / HTTP/1.1\" 502 7", "\"GET / HTTP/1.1\" 503 7", false},
        {"\"GET / HTTP/1.1\" 502 7", "\"GET / HTTP/1.1\" 502 8", true},
        /* as seconds since the epoch these are a stamp */
        {"at 1784542272 x", "at 1784542273 x", false},
        {"at 784542272 x", "at 784542273 x", true},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_folded one;
        struct dd_folded other;
        bool same = dd_fold(&one, cases[i].one, strlen(cases[i].one)) &&
                    dd_fold(&other, cases[i].other, strlen(cases[i].other)) &&
                    one.length == other.length && memcmp(one.text, other.text, one.length) == 0;

        ck_assert_msg(same == cases[i].same, "%s", cases[i].one);
    }
}
END_TEST

START_TEST(refuses_what_it_cannot_fold)
{
    struct dd_folded folded;
    char text[DD_FOLD_MAX + 1];
    static const char *const times[] = {"at 10:11", "10:11:12", "at 1:59 x", "2026-07-20 10:11:12"};

    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++)
        ck_assert_msg(!dd_fold(&folded, times[i], strlen(times[i])), "%s", times[i]);
    memset(text, 'x', sizeof text);
    ck_assert(dd_fold(&folded, text, DD_FOLD_MAX));
    ck_assert(!dd_fold(&folded, text, DD_FOLD_MAX + 1));
    for (size_t i = 0; i < DD_FOLD_MAX; i++)
        text[i] = i % 3 == 2 ? ' ' : '7';
    ck_assert(dd_fold(&folded, text, DD_FOLD_MAX));
    ck_assert(dd_fold(&folded, text, 0));
    ck_assert_uint_eq(folded.length, 0);
}
END_TEST

/* Every byte that is no digit is found where it was. */
START_TEST(knows_where_things_were)
{
    static const char *const texts[] = {"took 31 ms",
                                        "4711 x 1 y 22 z",
                                        "1",
                                        "12",
                                        "",
                                        "x",
                                        "k12 345 code 777 a 10.20.30.40:8080 b"};

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        size_t length = strlen(texts[i]);
        struct dd_folded folded;

        ck_assert(dd_fold(&folded, texts[i], length));
        ck_assert_uint_eq(dd_fold_there(&folded, folded.length), length);
        ck_assert_uint_eq(dd_fold_here(&folded, length), folded.length);
        for (size_t at = 0; at < length; at++) {
            size_t here = dd_fold_here(&folded, at);

            if (texts[i][at] >= '0' && texts[i][at] <= '9')
                continue;
            ck_assert_msg(folded.text[here] == texts[i][at], "%s at %zu", texts[i], at);
            ck_assert_uint_eq(dd_fold_there(&folded, here), at);
        }
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        makes_numbers_the_same,
        refuses_what_it_cannot_fold,
        knows_where_things_were,
    };

    return suite_run("logs/fold", tests, sizeof tests / sizeof tests[0]);
}
