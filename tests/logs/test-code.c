/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <string.h>

#include "logs/code.h"
#include "support/suite.h"

/* The number behind the bar, of which that many digits are a code. */
START_TEST(test_codes)
{
    static const struct {
        const char *text;
        size_t wanted;
    } cases[] = {
        {"\"GET /x HTTP/1.1\" |502 157", 3},
        {"\"GET /x HTTP/2\" |404 157", 3},
        {"\"GET /x HTTP/1.1\" 502 |157", 0},
        {"\"GET /x HTTP/1.1\" |700 157", 0},
        {"HTTP |404", 3},
        {"HTTP/1.1 |301 Moved", 3},
        {"status=|503", 3},
        {"status: |500.", 3},
        {"\"status\":|504}", 3},
        {"status: |404", 0},
        {"substatus=|503", 0},
        {"upstream returned |502 Bad Gateway", 3},
        {"returned |50 rows", 0},
        {"exited with code |1", 1},
        {"Exit status |137", 3},
        {"errno=|5", 1},
        {"[Errno |111] Connection refused", 3},
        {"status |5021", 0},
        {"status |502ms", 0},
        {"status |502.1", 0},
        {"status|502", 0},
        {"code |502", 0},
        {"took |502", 0},
        {"|502", 0},
        {"status |x", 0},
        {"status |", 0},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[64];
        size_t before = strcspn(cases[i].text, "|");
        size_t length = strlen(cases[i].text) - 1;

        memcpy(text, cases[i].text, before);
        memcpy(text + before, cases[i].text + before + 1, length - before);
        ck_assert_msg(dd_code_length(text, text + before, text + length) == cases[i].wanted, "%s",
                      cases[i].text);
        if (cases[i].wanted > 0)
            ck_assert_msg(dd_code_may_follow(text, text + before), "%s", cases[i].text);
    }
}
END_TEST

/* A word that announces none rules one out. */
START_TEST(test_what_may_announce_one)
{
    static const struct {
        const char *text;
        bool may;
    } cases[] = {
        {"took ", false},       {"", false},         {"size=", false},    {"served ", false},
        {"10.0.0.", false},     {"status", false},   {"status=", true},   {"status: ", true},
        {"status_code=", true}, {"HTTP/1.1 ", true}, {"returned ", true},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_msg(dd_code_may_follow(cases[i].text, cases[i].text + strlen(cases[i].text)) ==
                          cases[i].may,
                      "%s", cases[i].text);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_codes, test_what_may_announce_one};

    return suite_run("logs/code", tests, sizeof tests / sizeof tests[0]);
}
