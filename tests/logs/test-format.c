/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "logs/format.h"
#include "support/suite.h"

#define MODIFIED INT64_C(1784592000) /* 2026-07-21T00:00:00Z */
#define TIME     INT64_C(1784542272) /* 2026-07-20T10:11:12Z */

static bool read_header(const char *line, struct dd_header *header)
{
    struct dd_zone *zone = NULL;
    struct dd_stamps stamps;
    bool found;

    ck_assert_int_eq(dd_zone_open("UTC", &zone, NULL), DAYDREAM_OK);
    dd_stamps_init(&stamps, zone, MODIFIED);
    found = dd_header_read(&stamps, line, strlen(line), header);
    dd_zone_free(zone);
    return found;
}

START_TEST(test_headers_with_stamp)
{
    static const struct {
        const char *line;
        enum dd_log_level level;
        const char *message;
    } cases[] = {
        {"2026-07-20 10:11:12,345 - app.db - ERROR - pool", DD_LEVEL_ERROR, "pool"},
        {"2026-07-20 10:11:12,345 - my app - ERROR - pool", DD_LEVEL_ERROR, "pool"},
        {"2026-07-20 10:11:12,345 - app.db - ERROR - a - b", DD_LEVEL_ERROR, "a - b"},
        {"2026-07-20 10:11:12,345 - ERROR - app.db - pool", DD_LEVEL_ERROR, "pool"},
        {"2026-07-20 10:11:12,345 ERROR pool", DD_LEVEL_ERROR, "pool"},
        {"2026-07-20 10:11:12,345 ERROR: pool", DD_LEVEL_ERROR, "pool"},
        {"2026-07-20 10:11:12,345 app.db ERROR pool", DD_LEVEL_ERROR, "pool"},
        {"2026-07-20 10:11:12,345 app.db ERROR: pool", DD_LEVEL_ERROR, "pool"},
        {"2026-07-20 10:11:12,345 [41] app.db ERROR pool", DD_LEVEL_ERROR, "pool"},
        {"2026-07-20 10:11:12.345 4121 ERROR nova.wsgi [req-1 - -] pool", DD_LEVEL_ERROR, "pool"},
        {"2026-07-20 10:11:12 error pool", DD_LEVEL_ERROR, "pool"},
        {"2026-07-20 10:11:12 warn: pool", DD_LEVEL_WARNING, "pool"},
        {"[2026-07-20T10:11:12.345Z] error: pool", DD_LEVEL_ERROR, "pool"},
        {"[2026-07-20 10:11:12 +0000] [4121] [ERROR] pool", DD_LEVEL_ERROR, "pool"},
        {"[2026-07-20 10:11:12,345: ERROR/MainProcess] pool", DD_LEVEL_ERROR, "pool"},
        {"[2026-07-20T10:11:12Z ERROR app::db] pool", DD_LEVEL_ERROR, "pool"},
        {"[20/Jul/2026 10:11:12] ERROR [django.request:241] pool", DD_LEVEL_ERROR, "pool"},
        {"[Mon Jul 20 10:11:12 2026] [error] pool", DD_LEVEL_ERROR, "pool"},
        {"2026-07-20T10:11:12.345Z ERROR app::db: pool", DD_LEVEL_ERROR, "pool"},
        {"2026-07-20T10:11:12.345Z\tERROR\tdb/pool.go:42\tpool", DD_LEVEL_ERROR, "pool"},
        {"2026-07-20T10:11:12.345Z\terror\tpool", DD_LEVEL_ERROR, "pool"},
        {"2026-07-20 10:11:12.345 | ERROR    | app:f:42 - pool", DD_LEVEL_ERROR, "pool"},
        {"2026-07-20T12:11:12.345+02:00 ERROR 41 --- [exec-1] c.Cart : pool", DD_LEVEL_ERROR,
         "pool"},
        {"2026-07-20 10:11:12,345 WARN [a b 9000] org.apache.Foo: pool", DD_LEVEL_WARNING, "pool"},
        {"2026-07-20 10:11:12,345 [main] WARN  c.a.Pool - pool", DD_LEVEL_WARNING, "pool"},
        {"2026/07/20 10:11:12 [error] pool", DD_LEVEL_ERROR, "pool"},
        {"2026/07/20 10:11:12 main.go:42: ERROR pool", DD_LEVEL_ERROR, "pool"},
        {"2026-07-20 10:11:12.345 UTC [41] app@shop ERROR:  pool", DD_LEVEL_ERROR, "pool"},
        {"2026-07-20 10:11:12 \x1b[31mERROR\x1b[0m pool", DD_LEVEL_ERROR, "pool"},
        {"2026-07-20 10:11:12 [\x1b[31mERROR\x1b[0m] pool", DD_LEVEL_ERROR, "pool"},
        {"2026-07-20 10:11:12 (ERROR) pool", DD_LEVEL_ERROR, "pool"},
        {"Jul 20 10:11:12 host app[41]: error: pool", DD_LEVEL_ERROR, "pool"},
        {"Jul 20 10:11:12 host app: ERROR pool", DD_LEVEL_ERROR, "pool"},
        {"<11>Jul 20 10:11:12 host app[41]: pool", DD_LEVEL_ERROR, "pool"},
        {"<14>Jul 20 10:11:12 host app[41]: error: pool", DD_LEVEL_INFO, "error: pool"},
        {"<14>Jul 20 10:11:12 host app[41]: pool", DD_LEVEL_INFO, "pool"},
        {"<165>1 2026-07-20T10:11:12Z host app 41 ID [a b=\"\\]\"][c] pool", DD_LEVEL_NOTICE,
         "pool"},
        {"<10>1 2026-07-20T10:11:12Z host app - - - \xef\xbb\xbfpool", DD_LEVEL_CRITICAL, "pool"},
        {"2026-07-20T12:11:12.345678+02:00 host app[41]: error: pool", DD_LEVEL_ERROR, "pool"},
        {"Jul 20 10:11:12 host app[41]: 2026-07-20 10:11:12,1 - a.b - WARNING - pool",
         DD_LEVEL_WARNING, "pool"},
        /* the level is a field */
        {"2026-07-20 10:11:12,345 - app - INFO - ERROR: none", DD_LEVEL_INFO, "ERROR: none"},
        {"2026-07-20 10:11:12 INFO no error", DD_LEVEL_INFO, "no error"},
        {"2026-07-20 10:11:12 the server said ERROR again", DD_LEVEL_NONE, NULL},
        {"2026-07-20 10:11:12 no warning was given", DD_LEVEL_NONE, NULL},
        {"2026-07-20 10:11:12 errors: 0", DD_LEVEL_NONE, NULL},
        {"2026-07-20 10:11:12 {\"level\": \"none\"}", DD_LEVEL_NONE, NULL},
        {"Jul 20 10:11:12 host app[41]: connection error: pool", DD_LEVEL_NONE, NULL},
        {"Jul 20 10:11:12 host app[41]: errors found", DD_LEVEL_NONE, NULL},
        /* what looks like a header and is the message */
        {"2026-07-20 10:11:12 ERROR 41 files failed", DD_LEVEL_ERROR, "41 files failed"},
        {"2026-07-20 10:11:12 ERROR [Errno 2] x", DD_LEVEL_ERROR, "[Errno 2] x"},
        {"2026-07-20 10:11:12 ERROR KeyError: 'x'", DD_LEVEL_ERROR, "KeyError: 'x'"},
        {"2026-07-20 10:11:12 ERROR a.b.XError: y", DD_LEVEL_ERROR, "a.b.XError: y"},
        {"2026-07-20 10:11:12 ERROR pool: full", DD_LEVEL_ERROR, "pool: full"},
        {"2026-07-20 10:11:12 ERROR -5 degrees", DD_LEVEL_ERROR, "-5 degrees"},
        {"2026-07-20 10:11:12 ERROR", DD_LEVEL_ERROR, ""},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_header header;
        bool found = read_header(cases[i].line, &header);

        ck_assert_msg(found && header.stamped && header.firm, "%s", cases[i].line);
        ck_assert_msg(header.time == TIME, "%s: %lld", cases[i].line, (long long)header.time);
        ck_assert_msg(header.level == cases[i].level, "%s: %s", cases[i].line,
                      dd_level_name(header.level));
        ck_assert_msg(cases[i].message == NULL ||
                          strcmp(cases[i].line + header.message, cases[i].message) == 0,
                      "%s: \"%s\"", cases[i].line, cases[i].line + header.message);
    }
}
END_TEST

START_TEST(test_headers_without_stamp)
{
    static const struct {
        const char *line;
        enum dd_log_level level;
        bool firm;
        const char *message;
    } cases[] = {
        {"ERROR:app.db:pool", DD_LEVEL_ERROR, true, "pool"},
        {"ERROR:root:a: b", DD_LEVEL_ERROR, true, "a: b"},
        {"ERROR: pool", DD_LEVEL_ERROR, true, "pool"},
        {"[ERROR] pool", DD_LEVEL_ERROR, true, "pool"},
        {"[ WARN] pool", DD_LEVEL_WARNING, true, "pool"},
        {"[ERROR] [main] pool", DD_LEVEL_ERROR, true, "pool"},
        {"ERROR - pool", DD_LEVEL_ERROR, true, "pool"},
        {"ERROR pool", DD_LEVEL_ERROR, false, "pool"},
        {"error: pool", DD_LEVEL_ERROR, false, "pool"},
        {"Error: pool", DD_LEVEL_ERROR, false, "pool"},
        {"<3>pool", DD_LEVEL_ERROR, true, "pool"},
        {"\xef\xbb\xbf"
         "ERROR: pool",
         DD_LEVEL_ERROR, true, "pool"},
        {"\x1b[1;31mERROR\x1b[0m: pool", DD_LEVEL_ERROR, true, "pool"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_header header;
        bool found = read_header(cases[i].line, &header);

        ck_assert_msg(found && !header.stamped, "%s", cases[i].line);
        ck_assert_msg(header.level == cases[i].level && header.firm == cases[i].firm, "%s: %s, %d",
                      cases[i].line, dd_level_name(header.level), header.firm);
        ck_assert_msg(strcmp(cases[i].line + header.message, cases[i].message) == 0, "%s: \"%s\"",
                      cases[i].line, cases[i].line + header.message);
    }
}
END_TEST

START_TEST(test_no_headers)
{
    static const char *const lines[] = {"",
                                        " ",
                                        "text",
                                        "Error opening a file",
                                        "error opening a file",
                                        "ERRORS: 5",
                                        "  ERROR: indented",
                                        "an ERROR: inside",
                                        "Traceback (most recent call last):",
                                        "<999>text",
                                        "<>text",
                                        "<1",
                                        "[",
                                        "[ERROR",
                                        "\x1b",
                                        "\x1b["};

    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        struct dd_header header;

        ck_assert_msg(!read_header(lines[i], &header) || lines[i][0] == '[', "\"%s\"", lines[i]);
    }
}
END_TEST

/* What lies between the stamp and the end of the level is told only where it decides the level
 * alone. */
START_TEST(test_between_stamp_and_level)
{
    static const struct {
        const char *line;
        const char *between; /* NULL: not told */
    } cases[] = {
        {"2026-07-20 10:11:12,345 - app.db - ERROR - pool", " - app.db - ERROR"},
        {"2026-07-20 10:11:12.345Z INFO pool", " INFO"},
        {"[2026-07-20 10:11:12 +0000] [4121] [ERROR] pool", " [4121] [ERROR]"},
        {"[2026-07-20 10:11:12,345: ERROR/MainProcess] pool", ": ERROR"},
        {"[2026-07-20T10:11:12Z ERROR app::db] pool", " ERROR"},
        {"2026-07-20 10:11:12 [41] warn   - pool", " [41] warn   -"},
        {"2026-07-20 10:11:12 error: pool", " error:"},
        {"Jul 20 10:11:12 host app[41]: error: pool", " host app[41]: error:"},
        {"Jul 20 10:11:12 host app[41]: pool", NULL},
        {"2026-07-20 10:11:12 pool", NULL},
        {"<14>Jul 20 10:11:12 host app[41]: ERROR: pool", NULL},
        {"Jul 20 10:11:12 host app[41]: 2026-07-20 10:11:12,1 - a.b - WARNING - pool", NULL},
        {"ERROR 2026-07-20 10:11:12,345 views 41 1234 pool", NULL},
        {"10.0.0.7 - - [20/Jul/2026:10:11:12 +0200] \"GET /\" 502 157", NULL},
        {"[20/Jul/2026 10:11:12] \"GET / HTTP/1.1\" 500 157", NULL},
        {"{\"level\":50,\"time\":1784542272345,\"msg\":\"timeout\"}", ""},
        {"{\"time\":\"2026-07-20T10:11:12Z\",\"level\":\"info\",\"msg\":\"x\"}",
         "\",\"level\":\"info"},
        {"{\"log\":\"INFO x\\n\",\"time\":\"2026-07-20T10:11:12.345Z\"}", NULL},
        {"time=2026-07-20T10:11:12.345Z level=ERROR msg=x", " level=ERROR"},
        {"E0720 10:11:12.345678    4121 pool.go:42] pool", "    4121 pool.go:42]"},
        {"I, [2026-07-20T10:11:12.345678 #41]  INFO -- : pool", " #41]  INFO -- :"},
        {"2026-07-20T10:11:12.345+0200 E NETWORK  [conn1] pool", NULL},
        {"ERROR: pool", NULL},
        /* what follows may correct the level, or tell that it is none */
        {"2026-07-20 10:11:12 INFO: pool", " INFO: "},
        {"2026-07-20 10:11:12 INFO:     Started", NULL},
        {"2026-07-20 10:11:12 WARNING: pool", " WARNING: "},
        {"2026-07-20 10:11:12 WARNING: [pool www] full", NULL},
        {"2026-07-20 10:11:12 app ERROR: pool", " app ERROR"},
        {"2026-07-20 10:11:12 app ERROR - pool", NULL},
        {"2026-07-20 10:11:12 W | etcdserver: pool", NULL},
        {"2026-07-20 10:11:12 UTC:10.0.0.9(5432):a@b:[41]:ERROR:  pool", NULL},
        {"2026-07-20T10:11:12Z [2026-07-20T10:11:12Z ERROR app::db] pool", NULL},
        {"{\"time\":\"2026-07-20T10:11:12Z\",\"status\":502,\"msg\":\"x\"}", NULL},
        {"{\"level\":\"error\",\"ts\":1.784542272e9,\"msg\":\"x\"}", NULL},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_header header;
        const char *between = cases[i].between != NULL ? cases[i].between : "";
        size_t length = strlen(between);

        ck_assert_msg(read_header(cases[i].line, &header), "%s", cases[i].line);
        ck_assert_msg(header.level_end - header.stamp_end == length, "%s: %zu, %zu", cases[i].line,
                      header.stamp_end, header.level_end);
        ck_assert_msg(memcmp(cases[i].line + header.stamp_end, between, length) == 0, "%s",
                      cases[i].line);
        ck_assert_msg(cases[i].between != NULL || header.stamp_end == 0, "%s", cases[i].line);
    }
}
END_TEST

/* What one line taught must not bend the next one: each of the common formats behind each. */
START_TEST(test_mixed_formats)
{
    static const char *const lines[] = {
        "2026-07-20 10:11:12,345 - app.db - ERROR - pool",
        "2026-07-20T12:11:12.345+02:00 ERROR 41 --- [exec-1] c.Cart : pool",
        "2026/07/20 10:11:12 [error] 41#0: *9 pool",
        "{\"level\":50,\"time\":1784542272345,\"msg\":\"pool\"}",
        "[Nest] 41  - 07/20/2026, 10:11:12 AM   ERROR [Cart] pool",
        "E0720 10:11:12.345678    4121 pool.go:42] pool",
        "Jul 20 10:11:12 host app[41]: error: pool",
        "time=2026-07-20T10:11:12.345Z level=ERROR msg=pool",
        "[20/Jul/2026 10:11:12] ERROR [django.request:241] pool",
        "nova-api.log.1 2026-07-20 10:11:12.345 25746 ERROR nova.wsgi [req-1 - -] pool",
        "1784542272 ERROR pool",
    };
    size_t count = sizeof lines / sizeof lines[0];
    struct dd_zone *zone = NULL;
    struct dd_stamps stamps;
    struct dd_header header;

    ck_assert_int_eq(dd_zone_open("UTC", &zone, NULL), DAYDREAM_OK);
    dd_stamps_init(&stamps, zone, MODIFIED);
    for (size_t i = 0; i < count * count * 2; i++) {
        const char *line = lines[i % 2 == 0 ? i / 2 / count : i / 2 % count];

        ck_assert_msg(dd_header_read(&stamps, line, strlen(line), &header), "%s", line);
        ck_assert_msg(header.level == DD_LEVEL_ERROR && header.time == TIME, "%s", line);
        ck_assert_msg(header.length == 4 && memcmp(line + header.message, "pool", 4) == 0, "%s",
                      line);
    }
    dd_zone_free(zone);
}
END_TEST

/* Below the minimum only the message's beginning is another one. */
START_TEST(test_minimum)
{
    static const char *const lines[] = {"2026-07-20 10:11:12 INFO [main] a.b: pool",
                                        "{\"level\":30,\"time\":1784542272345,\"msg\":\"x\"}",
                                        "{\"time\":1784542272345,\"level\":30,\"msg\":\"x\"}"};
    struct dd_zone *zone = NULL;
    struct dd_stamps stamps;

    ck_assert_int_eq(dd_zone_open("UTC", &zone, NULL), DAYDREAM_OK);
    dd_stamps_init(&stamps, zone, MODIFIED);
    stamps.minimum = DD_LEVEL_WARNING;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        struct dd_header header;

        ck_assert(dd_header_read(&stamps, lines[i], strlen(lines[i]), &header));
        ck_assert(header.level == DD_LEVEL_INFO && header.time == TIME);
        ck_assert_uint_le(header.message + header.length, strlen(lines[i]));
    }
    dd_zone_free(zone);
}
END_TEST

/* Every line, cut at every place, is read within its bounds (for the sanitizers). */
static void cut_anywhere(const char *line)
{
    size_t size = strlen(line) + 1;
    struct dd_zone *zone = NULL;
    struct dd_stamps stamps;
    struct dd_header header;

    ck_assert_int_eq(dd_zone_open("UTC", &zone, NULL), DAYDREAM_OK);
    dd_stamps_init(&stamps, zone, MODIFIED);
    for (size_t from = 0; from < size; from++)
        for (size_t length = 0; from + length < size; length++) {
            char *copy = malloc(length > 0 ? length : 1);

            ck_assert_ptr_nonnull(copy);
            memcpy(copy, line + from, length);
            dd_header_read(&stamps, copy, length, &header);
            ck_assert_uint_le(header.message + header.length, length);
            free(copy);
        }
    dd_zone_free(zone);
}

START_TEST(test_cut_anywhere)
{
    cut_anywhere("0|web | 2026-07-20T10:11:12.1Z E, [2026-07-20T10:11:12.345678 #41] ERROR -- : x");
    cut_anywhere(
        "10:11:13 web.1 | 2026-07-20 10:11:12 PM 10.0.0.7 - - [20/Jul/2026:10:11:12 +0200] "
        "\"GET /\" 502 [4121] 20 Jul 10:11:12.345 # UTC:1(5):a@b:[4]:ERROR: x");
    cut_anywhere(
        "[GIN] 2026/07/20 - 10:11:12 | 500 | 1.2ms | INFO:     10.0.0.7:5 - \"GET /\" 500 x");
    cut_anywhere(
        "[20-Jul-2026 10:11:12] WARNING: [pool www] child 41 said into stderr: \"NOTICE: PHP "
        "Fatal error: x");
    cut_anywhere(
        "2026-07-20T10:11:12Z ERROR request{a=b}:q{c=d}: ThreadId(01) a::b: src/db.rs:42: x");
    cut_anywhere(
        "2026-07-20 10:11:12,345 ERROR [org.x] (default task-1) a.b.c.X.start [o.e.X   ] x");
    cut_anywhere("{\"record\":{\"level\":{\"name\":\"ERROR\"},\"time\":{\"timestamp\":1.784542272e9"
                 "},\"message\":\"x\"},\"status\":\"502\",\"error\":{\"message\":\"y\"}}");
    cut_anywhere(
        "20171224-0:15:29:606|A|1|x: 5|6 ERROR [main] 2026-07-20 10:11:12,345 X.java:1 - x");
    cut_anywhere("<165>1 2026-07-20T10:11:12.345+02:00 host app 41 ID [a b=\"\\]\"] "
                 "[2026-07-20 10:11:12] [main] ERROR 41 --- [x] a::b: text");
    cut_anywhere(
        "web_1 | {\"log\":\"{\\\"level\\\":50,\\\"msg\\\":\\\"\\u0041\\n\\\"}\\n\",\"a\":[{}],"
        "\"time\":{\"$date\":1784542272345}}");
    cut_anywhere(
        "10.0.0.7 - - [20/Jul/2026:10:11:12 +0200] \"GET \\\" /\" 502 time=1 level=\"err\\\"\"");
    cut_anywhere("\x1b[31mE, [2026-07-20T10:11:12 #41] ERROR\x1b[0m -- : 07/20/2026, 10:11:12 AM "
                 "E0720 10:11:12.345 41 x.go:1] 41:M 20 Jul 2026 10:11:12.345 # PHP Fatal error: ");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_headers_with_stamp, test_headers_without_stamp,
                                  test_no_headers,         test_between_stamp_and_level,
                                  test_mixed_formats,      test_minimum,
                                  test_cut_anywhere};

    return suite_run("logs/format", tests, sizeof tests / sizeof tests[0]);
}
