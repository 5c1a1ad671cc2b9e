/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "logs/json-line.h"
#include "logs/reader.h"
#include "support/suite.h"

#define MODIFIED INT64_C(1784592000) /* 2026-07-21T00:00:00Z */
#define TIME     INT64_C(1784542272) /* 2026-07-20T10:11:12Z */
#define STAMP    "\"time\":\"2026-07-20T10:11:12.345Z\""

static bool read_line(const char *line, size_t length, struct dd_header *header)
{
    struct dd_zone *zone = NULL;
    struct dd_stamps stamps;
    bool found;

    ck_assert_int_eq(dd_zone_open("UTC", &zone, NULL), DAYDREAM_OK);
    dd_stamps_init(&stamps, zone, MODIFIED);
    found = dd_json_line_read(&stamps, line, length, header);
    dd_zone_free(zone);
    return found;
}

START_TEST(test_lines)
{
    static const struct {
        const char *line;
        enum dd_log_level level;
        bool stamped;
        const char *message; /* as it stands between its quotes; NULL: the line */
    } cases[] = {
        {"{\"level\":50,\"time\":1784542272345,\"msg\":\"x\"}", DD_LEVEL_ERROR, true, "x"},
        {"{\"level\":60,\"ts\":1784542272.345,\"msg\":\"x\"}", DD_LEVEL_CRITICAL, true, "x"},
        {"{\"level\":300,\"level_name\":\"WARNING\",\"message\":\"x\"}", DD_LEVEL_WARNING, false,
         "x"},
        {"{ \"msg\" : \"x\" , \"level\" : \"warn\" , " STAMP " }", DD_LEVEL_WARNING, true, "x"},
        {"{\"severity\":\"ERROR\"," STAMP ",\"message\":\"x\"},", DD_LEVEL_ERROR, true, "x"},
        {"{\"Level\":\"Error\",\"Timestamp\":\"2026-07-20T10:11:12Z\",\"Message\":\"x\"}",
         DD_LEVEL_ERROR, true, "x"},
        {"{\"@t\":\"2026-07-20T10:11:12Z\",\"@l\":\"Fatal\",\"@mt\":\"{A}\"}", DD_LEVEL_CRITICAL,
         true, "{A}"},
        {"{\"log.level\":\"error\"," STAMP ",\"message\":\"x\"}", DD_LEVEL_ERROR, true, "x"},
        {"{\"log\":{\"a\":[1],\"level\":\"error\"}," STAMP ",\"message\":\"x\"}", DD_LEVEL_ERROR,
         true, "x"},
        {"{\"t\":{\"$date\":\"2026-07-20T10:11:12Z\"},\"s\":\"W\",\"msg\":\"x\"}", DD_LEVEL_WARNING,
         true, "x"},
        {"{\"level\":\"error\"," STAMP ",\"event\":\"x\"}", DD_LEVEL_ERROR, true, "x"},
        {"{\"event\":\"a\",\"level\":\"error\"," STAMP ",\"msg\":\"x\"}", DD_LEVEL_ERROR, true,
         "x"},
        {"{\"error\":\"e\",\"level\":\"error\"," STAMP "}", DD_LEVEL_ERROR, true, "e"},
        {"{\"level\":\"error\",\"msg\":\"a \\\"b\\\" \\\\\"," STAMP "}", DD_LEVEL_ERROR, true,
         "a \\\"b\\\" \\\\"},
        {"{\"level\":\"error\"," STAMP "}", DD_LEVEL_ERROR, true, NULL},
        {"{\"a\":[{\"level\":\"error\"},\"]\"],\"b\":{\"level\":50}," STAMP ",\"msg\":\"x\"}",
         DD_LEVEL_NONE, true, "x"},
        {"{\"level\":\"strange\"," STAMP ",\"msg\":\"level: error\"}", DD_LEVEL_NONE, true,
         "level: error"},
        {"{\"level\":null,\"severity\":\"error\",\"time\":12,\"msg\":\"x\"}", DD_LEVEL_ERROR, false,
         "x"},
        {"{\"level\":55," STAMP ",\"msg\":\"x\"}", DD_LEVEL_NONE, true, "x"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *line = cases[i].line;
        const char *message = cases[i].message != NULL ? cases[i].message : line;
        struct dd_header header;

        ck_assert_msg(read_line(line, strlen(line), &header), "%s", line);
        ck_assert_msg(header.level == cases[i].level, "%s: %s", line, dd_level_name(header.level));
        ck_assert_msg(header.stamped == cases[i].stamped, "%s", line);
        ck_assert_msg(!header.stamped || header.time == TIME, "%s", line);
        ck_assert_msg(header.length == strlen(message) &&
                          memcmp(line + header.message, message, header.length) == 0,
                      "%s: %.*s", line, (int)header.length, line + header.message);
        ck_assert(header.escaped == (cases[i].message != NULL));
    }
}
END_TEST

START_TEST(test_foreign)
{
    static const char *const lines[] = {"",
                                        "{",
                                        "{}",
                                        "{\"a\":1}",
                                        "{\"msg\":\"x\"}",
                                        "[{\"level\":50}]",
                                        "{\"level\":50",
                                        "{\"level\":50,\"msg\":\"x",
                                        "{\"msg\":\"x,\"level\":50}",
                                        "{\"level\" 50}",
                                        "{level:50}",
                                        "{\"level\":}",
                                        "{\"a\":{\"level\":50}}",
                                        "{\"a\":[,\"level\":50}",
                                        "{\"level\":50} x",
                                        "{'level': 'error'}"};

    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        struct dd_header header;

        ck_assert_msg(!read_line(lines[i], strlen(lines[i]), &header), "%s", lines[i]);
    }
}
END_TEST

/* Of a line that is too long only its beginning is there. */
START_TEST(test_long_line)
{
    static const char begin[] = "{\"level\":50," STAMP ",\"stack\":\"";
    char *line = malloc(DD_LINE_MAX);
    struct dd_header header;

    ck_assert_ptr_nonnull(line);
    memset(line, 'x', DD_LINE_MAX);
    memcpy(line, begin, sizeof begin - 1);
    ck_assert(read_line(line, DD_LINE_MAX, &header));
    ck_assert(header.level == DD_LEVEL_ERROR && header.time == TIME);
    ck_assert(!read_line(line, DD_LINE_MAX - 1, &header));
    free(line);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_lines, test_foreign, test_long_line};

    return suite_run("logs/json-line", tests, sizeof tests / sizeof tests[0]);
}
