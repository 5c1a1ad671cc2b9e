/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/logfmt.h"
#include "support/suite.h"

#define MODIFIED INT64_C(1784592000) /* 2026-07-21T00:00:00Z */
#define TIME     INT64_C(1784542272) /* 2026-07-20T10:11:12Z */

static bool read_line(const char *line, struct dd_header *header)
{
    struct dd_zone *zone = NULL;
    struct dd_stamps stamps;
    bool found;

    ck_assert_int_eq(dd_zone_open("UTC", &zone, NULL), DAYDREAM_OK);
    dd_stamps_init(&stamps, zone, MODIFIED);
    found = dd_logfmt_read(&stamps, line, strlen(line), header);
    dd_zone_free(zone);
    return found;
}

START_TEST(test_lines)
{
    static const struct {
        const char *line;
        enum dd_log_level level;
        bool stamped;
        bool escaped;
        const char *message;
    } cases[] = {
        {"time=2026-07-20T10:11:12.345Z level=ERROR msg=\"dial \\\"tcp\\\"\" a=b", DD_LEVEL_ERROR,
         true, true, "dial \\\"tcp\\\""},
        {"time=\"2026-07-20T10:11:12Z\" level=warning msg=x", DD_LEVEL_WARNING, true, false, "x"},
        {"ts=1784542272.345 lvl=eror err=\"x y\"", DD_LEVEL_ERROR, true, true, "x y"},
        {"msg=x t=2026-07-20T10:11:12+0000 lvl=info", DD_LEVEL_INFO, true, false, "x"},
        {"level=error caller=x.go:1 code=5", DD_LEVEL_ERROR, false, false, "caller=x.go:1 code=5"},
        {"level=error event=x error=y", DD_LEVEL_ERROR, false, false, "x"},
        {"level=error msg=", DD_LEVEL_ERROR, false, false, ""},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *line = cases[i].line;
        struct dd_header header;

        ck_assert_msg(read_line(line, &header), "%s", line);
        ck_assert_msg(header.level == cases[i].level && header.stamped == cases[i].stamped &&
                          header.escaped == cases[i].escaped,
                      "%s", line);
        ck_assert_msg(!header.stamped || header.time == TIME, "%s", line);
        ck_assert_msg(header.length == strlen(cases[i].message) &&
                          memcmp(line + header.message, cases[i].message, header.length) == 0,
                      "%s: %.*s", line, (int)header.length, line + header.message);
    }
}
END_TEST

START_TEST(test_foreign)
{
    static const char *const lines[] = {"",         "level",         "=error",    "a=b c=d",
                                        "level=5x", "level=\"error", "a b=c",     "x level=error",
                                        "a=\"b\\",  "level = error", "time=soon", "level=other"};

    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        struct dd_header header;

        ck_assert_msg(!read_line(lines[i], &header), "%s", lines[i]);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_lines, test_foreign};

    return suite_run("logs/logfmt", tests, sizeof tests / sizeof tests[0]);
}
