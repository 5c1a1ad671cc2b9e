/* SPDX-License-Identifier: MIT */
#include "logs/skim-access.h"
#include "support/suite.h"

#define TIME    INT64_C(1784542272) /* 2026-07-20T10:11:12Z */
#define STAMP   "[20/Jul/2026:10:11:12 +0000] "
#define LEARNT  "10.0.0.7 - - " STAMP "\"GET / HTTP/1.1\" 200 157"
#define FILLING (DD_SKIM_CLIENT_MAX + DD_SKIM_LONGEST)

struct line {
    char text[512];
    size_t length;
};

static struct line line_of(const char *text)
{
    struct line line = {.length = strlen(text)};

    ck_assert_uint_lt(line.length + FILLING, sizeof line.text);
    memset(line.text, '-', sizeof line.text);
    memcpy(line.text, text, line.length);
    return line;
}

START_TEST(finds_quiet_lines_of_the_hour)
{
    static const struct {
        const char *line;
        bool quiet;
    } cases[] = {
        {LEARNT, true},
        {"192.168.100.200 - frank-2 [20/Jul/2026:10:59:59 +0000] \"POST /a?b=\\\"c HTTP/2\" 404 0",
         true},
        {"10.0.0.7 - - " STAMP "\"GET / HTTP/1.1\" 200 157 \"-\" \"curl/8 \\\"x\\\"\"", true},
        {"10.0.0.7 - - " STAMP "\"GET / HTTP/1.1\" 502 157", false},
        {"10.0.0.7 - - " STAMP "\"GET / HTTP/1.1\" 600 157", false},
        {"10.0.0.7 - - " STAMP "\"GET / HTTP/1.1\" 20", false},
        {"10.0.0.7 - - " STAMP "\"GET / HTTP/1.1", false},
        {"10.0.0.7 - - " STAMP "\"", false},
        {"10.0.0.7 - - " STAMP, false},
        {"10.0.0.7 - - [20/Jul/2026:11:11:12 +0000] \"GET / HTTP/1.1\" 200 1", false},
        {"10.0.0.7 - - [20/Jul/2026:10:11:12 +0200] \"GET / HTTP/1.1\" 200 1", false},
        {"10.0.0.7 - a b " STAMP "\"GET / HTTP/1.1\" 200 1", false},
        {"10.0.0.7 -  " STAMP "\"GET / HTTP/1.1\" 200 1", false},
        {"10.0.0.7 " STAMP "\"GET / HTTP/1.1\" 200 1", false},
        {"example.com - - " STAMP "\"GET / HTTP/1.1\" 200 1", false},
        {".1 - - " STAMP "\"GET / HTTP/1.1\" 200 1", false},
        {" - - " STAMP "\"GET / HTTP/1.1\" 200 1", false},
        {"", false},
    };
    struct line learnt = line_of(LEARNT);
    struct dd_skim_stamp stamp;

    ck_assert(dd_skim_access_learn(&stamp, learnt.text, learnt.length, TIME));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct line line = line_of(cases[i].line);
        const char *found = dd_skim_access_find(&stamp, line.text, line.text + line.length);

        ck_assert_msg((found != NULL) == cases[i].quiet, "%s", cases[i].line);
        if (found != NULL)
            ck_assert_ptr_eq(found, strchr(line.text, '['));
    }
}
END_TEST

START_TEST(tells_the_time)
{
    struct line learnt = line_of(LEARNT);
    struct line later = line_of(
        "1.2.3.4 - - [20/Jul/2026:10:12:13 +0000] \"HEAD / HTTP/1.1\" 304 0");
    struct dd_skim_stamp stamp;
    const char *found;

    ck_assert(dd_skim_access_learn(&stamp, learnt.text, learnt.length, TIME));
    found = dd_skim_access_find(&stamp, later.text, later.text + later.length);
    ck_assert_ptr_nonnull(found);
    ck_assert_int_eq(dd_skim_stamp_seconds(&stamp, found), TIME + 61);
}
END_TEST

START_TEST(learns_nothing_else)
{
    static const char *const texts[] = {
        "10.0.0.7 - - " STAMP "\"GET / HTTP/1.1\" 502 157",
        "10.0.0.7 - - [20/Jul/2026] \"GET / HTTP/1.1\" 200 157",
        "2026-07-20 10:11:12 INFO x",
        "10.0.0.7 - - [",
        "",
    };
    struct dd_skim_stamp stamp;

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct line line = line_of(texts[i]);

        ck_assert_msg(!dd_skim_access_learn(&stamp, line.text, line.length, TIME), "%s", texts[i]);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        finds_quiet_lines_of_the_hour,
        tells_the_time,
        learns_nothing_else,
    };

    return suite_run("logs/skim-access", tests, sizeof tests / sizeof tests[0]);
}
