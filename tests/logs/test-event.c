/* SPDX-License-Identifier: MIT */
/* Which lines make which event. The cases below tests/data/logs/cases show more of them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "logs/event.h"
#include "support/suite.h"

#define MODIFIED               INT64_C(1784592000) /* 2026-07-21T00:00:00Z */
#define STAMP                  "2026-07-20 10:11:12 "
#define PYTHON                 "Traceback (most recent call last):\n  File \"x\", line 1, in f\nKeyError: 1\n"
#define JAVA                   "java.lang.Boom: x\n\tat a.B.c(B.java:1)\n"
#define PYTHON_CUT             "Traceback (most recent call last):\n  File \"x\", line 1, in f\n"
#define SYSLOG                 "Jul 20 10:11:12 host app[41]: "
#define QUOTED(level, message) "{\"level\":\"" level "\",\"msg\":\"" message "\"}\n"

static enum daydream_status collect(void *user, const struct dd_event *event,
                                    struct daydream_error *err)
{
    struct dd_buf *out = user;

    dd_buf_printf(out, "%s@%d%s:%.*s[%s];", dd_level_name(event->level), (int)event->offset,
                  event->stamped ? "" : "?", (int)event->length, event->message, event->exception);
    return dd_buf_status(out, err);
}

static enum daydream_status collect_sample(void *user, const struct dd_event *event,
                                           struct daydream_error *err)
{
    struct dd_buf *out = user;

    dd_buf_printf(out, "%d:%.*s;", (int)event->line, (int)event->sample_length, event->sample);
    return dd_buf_status(out, err);
}

/* {"level":"error","msg":"..."}: a header in quotes, whatever dd_header_read() knows of JSON. */
static bool read_quoted(const struct dd_line *line, struct dd_header *header)
{
    static const char before[] = "\"msg\":\"";
    const char *level = line->text + strlen("{\"level\":\"");
    const char *message = strstr(line->text, before);
    size_t end;

    if (message == NULL || (size_t)(message - line->text) > line->length)
        return false;
    *header = (struct dd_header){.firm = true, .escaped = true};
    header->level = dd_level_from_word(level, strcspn(level, "\""));
    header->message = (size_t)(message - line->text) + strlen(before);
    for (end = header->message; line->text[end] != '"'; end++)
        end += line->text[end] == '\\' ? 1 : 0;
    header->length = end - header->message;
    return true;
}

struct run {
    dd_event_fn fn;
    enum dd_log_level minimum;
    int64_t time;
    uint64_t fresh;
};

static void take_line(struct dd_events *events, const struct dd_line *line)
{
    struct dd_header header;

    if (read_quoted(line, &header))
        ck_assert_int_eq(dd_events_headed(events, line, &header, NULL), DAYDREAM_OK);
    else
        ck_assert_int_eq(dd_events_line(events, line, NULL), DAYDREAM_OK);
}

static void run_with(const struct run *options, const char *text, struct dd_buf *out)
{
    struct dd_events *events = calloc(1, sizeof *events);
    struct dd_zone *zone = NULL;
    struct dd_stamps stamps;
    uint64_t number = 0;

    ck_assert_ptr_nonnull(events);
    ck_assert_int_eq(dd_zone_open("UTC", &zone, NULL), DAYDREAM_OK);
    dd_stamps_init(&stamps, zone, MODIFIED);
    dd_events_init(events, &stamps, options->minimum, options->time, options->fresh);
    events->fn = options->fn;
    events->user = out;
    for (const char *at = text; *at != '\0';) {
        size_t length = strcspn(at, "\n");

        take_line(events, &(struct dd_line){at, length, (uint64_t)(at - text), ++number});
        at += length + (at[length] == '\n' ? 1 : 0);
    }
    ck_assert_int_eq(dd_events_end(events, NULL), DAYDREAM_OK);
    dd_zone_free(zone);
    free(events);
}

static void run(const char *text, int64_t time, uint64_t fresh, struct dd_buf *out)
{
    run_with(&(struct run){collect, DD_LEVEL_WARNING, time, fresh}, text, out);
}

struct event_case {
    const char *name;
    const char *text;
    const char *events;
};

static void check_with(const struct run *options, const struct event_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct dd_buf out = DD_BUF_INIT;

        run_with(options, cases[i].text, &out);
        ck_assert_msg(strcmp(dd_buf_text(&out), cases[i].events) == 0, "%s:\n%s\ninstead of\n%s",
                      cases[i].name, dd_buf_text(&out), cases[i].events);
        dd_buf_free(&out);
    }
}

static void check(const struct event_case *cases, size_t count)
{
    check_with(&(struct run){collect, DD_LEVEL_WARNING, 0, 0}, cases, count);
}

START_TEST(test_events)
{
    static const struct event_case cases[] = {
        {"one line each", STAMP "ERROR a\n" STAMP "INFO b\n" STAMP "WARN c\n",
         "error@0:a[];warning@55:c[];"},
        {"lines below", STAMP "ERROR a\n  more\nand more\n" STAMP "ERROR b\n",
         "error@0:a[];error@44:b[];"},
        {"no level", STAMP "a\n", ""},
        {"a traceback", STAMP "ERROR a\n" PYTHON, "error@0:a[KeyError];"},
        {"below a warning", STAMP "WARN a\n" PYTHON, "warning@0:a[KeyError];"},
        {"far below a warning", STAMP "WARN a\ntext\n" PYTHON,
         "warning@0:a[];error@32?:KeyError: 1[KeyError];"},
        {"far below an error", STAMP "ERROR a\ntext\n" PYTHON, "error@0:a[KeyError];"},
        {"below information", STAMP "INFO a\n" PYTHON, "error@27?:KeyError: 1[KeyError];"},
        {"below no level", STAMP "a\n" PYTHON, "error@22?:KeyError: 1[KeyError];"},
        {"alone", PYTHON, "error@0?:KeyError: 1[KeyError];"},
        {"two alone", PYTHON PYTHON,
         "error@0?:KeyError: 1[KeyError];error@72?:KeyError: 1[KeyError];"},
        {"chained",
         "Traceback (most recent call last):\nA\n\nDuring handling of the above "
         "exception, another exception occurred:\n\n" PYTHON,
         "error@0?:KeyError: 1[KeyError];"},
        {"cut off", "Traceback (most recent call last):\n  File \"x\"\n" STAMP "ERROR a\n",
         "error@0?:Traceback (most recent call last):[];error@46:a[];"},
        {"cut off, then another logger", "Traceback (most recent call last):\n  x\nERROR:b:a\n",
         "error@0?:Traceback (most recent call last):[];error@39?:a[];"},
        {"Java", STAMP "ERROR a\n" JAVA "Caused by: java.lang.Other: y\n\tat a.B.c(B.java:1)\n",
         "error@0:a[java.lang.Boom];"},
        {"Java alone", STAMP "INFO a\n" JAVA, "error@27?:java.lang.Boom: x[java.lang.Boom];"},
        {"frames below prose", STAMP "INFO a\ntext: x\n\tat a.B.c(B.java:1)\n", ""},
        {"a message on the next line", STAMP "ERROR \ntext\nmore\n", "error@0:text[];"},
        {"a word that is no event among stamps", STAMP "ERROR a\nError: b\nERROR b\n",
         "error@0:a[];"},
        {"another logger among stamps", STAMP "INFO a\nERROR:x:b\n", "error@27?:b[];"},
        {"without stamps", "Error: b\nerror: c\nERROR d\ntext\n",
         "error@0?:b[];error@9?:c[];error@18?:d[];"},
    };

    check(cases, sizeof cases / sizeof cases[0]);
}
END_TEST

START_TEST(test_messages_of_traces)
{
    static const struct event_case cases[] = {
        {"a head line that is a traceback", STAMP "ERROR " PYTHON,
         "error@0:KeyError: 1[KeyError];"},
        {"a message that begins with its type", STAMP "ERROR ValueError: a b\n",
         "error@0:ValueError: a b[];"},
        {"a logger that looks like a type", STAMP "ERROR a.Cart: b\n" STAMP "WARN a.Cart: " PYTHON,
         "error@0:b[];warning@36:KeyError: 1[KeyError];"},
        {"a logger that stayed in the message", STAMP "ERROR root: " PYTHON,
         "error@0:KeyError: 1[KeyError];"},
        {"a type that looks like a logger", STAMP "ERROR " JAVA,
         "error@0:java.lang.Boom: x[java.lang.Boom];"},
        {"the same with frames", STAMP "ERROR a.BException: x\n\tat a.B.c(B.java:1)\n",
         "error@0:a.BException: x[a.BException];"},
        {"a stamp, no level", STAMP JAVA STAMP "INFO a\n",
         "error@0:java.lang.Boom: x[java.lang.Boom];"},
        {"a stamp, no level, Go", STAMP "panic: a\n\ngoroutine 1 [running]:\n",
         "critical@0:panic: a[panic];"},
        {"an empty message", STAMP "ERROR \n" PYTHON, "error@0:KeyError: 1[KeyError];"},
        {"a message of two lines", "BException: a\nb\n\tat a.B.c(B.java:1)\n",
         "error@0?:BException: a[BException];"},
        {"a message of Ruby", STAMP "ERROR a b (IOError)\n/app/x.rb:3:in `f'\n/app/x.rb:5:in `g'\n",
         "error@0:a b (IOError)[IOError];"},
        {"a weak word with frames", "Error: a\n    at f (/x.js:1:2)\n",
         "error@0?:Error: a[Error];"},
        {"two of Java", JAVA JAVA,
         "error@0?:java.lang.Boom: x[java.lang.Boom];error@38?:java.lang.Boom: x[java.lang.Boom];"},
        {"an inner one of Node",
         "AggregateError: a\n    at f (/x.js:1:2) {\n  [errors]: [\n    Error: b\n        at g "
         "(/x.js:1:2)\n  ]\n}\n",
         "error@0?:AggregateError: a[AggregateError];"},
        {"a fatal error of Go",
         STAMP "INFO a\nfatal error: b\n\ngoroutine 1 [running]:\nmain.f()\n",
         "critical@27?:fatal error: b[];"},
        {"no trace of Go", STAMP "INFO a\nfatal error: b\n", ""},
        {"a panic below a warning", STAMP "WARN a\npanic: b\n\ngoroutine 1 [running]:\n",
         "warning@0:a[];critical@27?:panic: b[panic];"},
        {"a panic below an error", STAMP "ERROR a\npanic: b\n\ngoroutine 1 [running]:\n",
         "error@0:a[panic];"},
    };

    check(cases, sizeof cases / sizeof cases[0]);
}
END_TEST

START_TEST(test_nothing_is_swallowed)
{
    static const struct event_case cases[] = {
        {"a traceback without end, then a weak word",
         "Traceback (most recent call last):\n  x\n"
         "error: b\nerror: c\n",
         "error@0?:Traceback (most recent call last):[];error@39?:b[];error@48?:c[];"},
        {"a foreign line in a traceback",
         "Traceback (most recent call last):\n  x\nand now\nA: b\n", "error@0?:A: b[A];"},
        {"a panic without message", "thread 'a' panicked at x.rs:5:9:\n" STAMP "ERROR a\n",
         "critical@0?:thread 'a' panicked at x.rs:5:9:[panic];error@33:a[];"},
        {"an object without end", "{\n  \"a\": 1,\n" STAMP "ERROR a\n", "error@12:a[];"},
        {"a second traceback before the first ends", PYTHON_CUT PYTHON,
         "error@0?:Traceback (most recent call last):[];error@60?:KeyError: 1[KeyError];"},
        {"a chain without end",
         PYTHON
         "\nDuring handling of the above exception, another exception occurred:\n\n" PYTHON_CUT,
         "error@0?:KeyError: 1[KeyError];"},
    };

    check(cases, sizeof cases / sizeof cases[0]);
}
END_TEST

START_TEST(test_a_header_on_every_line)
{
    static const struct event_case cases[] = {
        {"Python",
         SYSLOG "Traceback (most recent call last):\n" SYSLOG "  File \"x\", line 1, in f\n" SYSLOG
                "    else:\n" SYSLOG "KeyError: 1\n" SYSLOG "error: b\n",
         "error@0:KeyError: 1[KeyError];error@202:b[];"},
        {"a chain",
         SYSLOG "Traceback (most recent call last):\n" SYSLOG "A: b\n" SYSLOG "\n" SYSLOG
                "During handling of the above exception, another exception occurred:\n" SYSLOG
                "\n" SYSLOG "Traceback (most recent call last):\n" SYSLOG "C: d\n",
         "error@0:C: d[C];"},
        {"below its event",
         SYSLOG "ERROR a\n" SYSLOG "Traceback (most recent call last):\n" SYSLOG
                "  File \"x\", line 1, in f\n" SYSLOG "KeyError: 1\n" SYSLOG "ERROR b\n",
         "error@0:a[KeyError];error@200:b[];"},
        {"another program between",
         SYSLOG "Traceback (most recent call last):\n"
                "Jul 20 10:11:12 host cron: a\n" SYSLOG "KeyError: 1\n",
         "error@0:Traceback (most recent call last):[];"},
        {"too late",
         SYSLOG "Traceback (most recent call last):\n"
                "Jul 20 10:11:19 host app[41]: KeyError: 1\n",
         "error@0:Traceback (most recent call last):[];"},
        {"Java",
         SYSLOG "java.lang.Boom: x\n" SYSLOG "\tat a.B.c(B.java:1)\n" SYSLOG
                "Caused by: java.lang.Other: y\n" SYSLOG "\t... 12 more\n" SYSLOG "error: b\n",
         "error@0:java.lang.Boom: x[java.lang.Boom];error@201:b[];"},
        {"Java below its event",
         SYSLOG "ERROR a\n" SYSLOG "java.lang.Boom: x\n" SYSLOG "\tat a.B.c(B.java:1)\n",
         "error@0:a[java.lang.Boom];"},
        {"Java, no frames", SYSLOG "java.lang.Boom: x\n" SYSLOG "a\n", ""},
        {"levels, Python",
         STAMP "ERROR Traceback (most recent call last):\n" STAMP
               "ERROR   File \"x\", line 1, in f\n" STAMP "ERROR KeyError: 1\n" STAMP "ERROR a\n",
         "error@0:KeyError: 1[KeyError];error@150:a[];"},
        {"levels, Java",
         STAMP "ERROR java.lang.Boom: x\n" STAMP "ERROR \tat a.B.c(B.java:1)\n" STAMP "ERROR a\n",
         "error@0:java.lang.Boom: x[java.lang.Boom];error@90:a[];"},
        {"Go",
         SYSLOG "panic: a\n" SYSLOG "\n" SYSLOG "goroutine 1 [running]:\n" SYSLOG
                "main.f()\n" SYSLOG "\t/app/x.go:3 +0x1d\n" SYSLOG "exit status 2\n" SYSLOG
                "error: b\n",
         "critical@0:panic: a[panic];error@255:b[];"},
        {"an empty message behind a trace", STAMP "ERROR a\n" PYTHON STAMP "ERROR \nb\n",
         "error@0:a[KeyError];error@100:b[];"},
        {"two alike", STAMP "ERROR a\n" STAMP "ERROR a\n", "error@0:a[];error@28:a[];"},
    };

    check(cases, sizeof cases / sizeof cases[0]);
}
END_TEST

START_TEST(test_escaped_messages)
{
    static const struct event_case cases[] = {
        {"escapes", QUOTED("error", "a\\t\\\"b\\\" \\u00e4"), "error@0?:a\t\"b\" \xc3\xa4[];"},
        {"two lines", QUOTED("error", "a\\nb"), "error@0?:a[];"},
        {"a traceback",
         QUOTED("warn", "a\\nb\\nTraceback (most recent call last):\\n"
                        "  File \\\"x\\\"\\nKeyError: 1\\n"),
         "warning@0?:a[KeyError];"},
        {"a traceback alone", QUOTED("error", "Traceback (most recent call last):\\n  x\\nA: b"),
         "error@0?:A: b[A];"},
        {"the same without level", QUOTED("", "Traceback (most recent call last):\\n  x\\nA: b"),
         "error@0?:A: b[A];"},
        {"Java", QUOTED("error", "a.BException: x\\n\\tat a.B.c(B.java:1)"),
         "error@0?:a.BException: x[a.BException];"},
        {"one line each",
         QUOTED("", "Traceback (most recent call last):\\n") QUOTED("", "  x\\n")
             QUOTED("", "A: \\\"b\\\"\\n") QUOTED("error", "c\\n"),
         "error@0?:A: \"b\"[A];error@117?:c[];"},
        {"below the minimum", QUOTED("info", "Traceback (most recent call last):\\nA: b"), ""},
        {"a line below", QUOTED("error", "") "text\n", "error@0?:text[];"},
    };

    check(cases, sizeof cases / sizeof cases[0]);
}
END_TEST

START_TEST(test_members)
{
    static const struct event_case cases[] = {
        {"a type",
         "{\"level\":\"error\",\"msg\":\"a\",\"err\":{\"type\":\"A\",\"stack\":\"B: c\"}}",
         "error@0?:a[A];"},
        {"a stack of Node",
         "{\"level\":\"error\",\"msg\":\"a\",\"stack\":\"TypeError: b\\n    at f (/x.js:1:2)\"}",
         "error@0?:a[TypeError];"},
        {"Python's",
         "{\"level\":\"warn\",\"msg\":\"a\",\"exc_info\":\"Traceback (most recent call "
         "last):\\n  x\\nA: b\\n\\nDuring handling of the above exception, another "
         "exception occurred:\\n\\nTraceback (most recent call last):\\n  x\\nC: d\"}",
         "warning@0?:a[C];"},
        {"no message", "{\"level\":\"error\",\"msg\":\"\",\"err\":{\"message\":\"b\"}}",
         "error@0?:b[];"},
        {"the message has one",
         "{\"level\":\"error\",\"msg\":\"Traceback (most recent call last):"
         "\\nA: b\",\"err\":{\"type\":\"C\"}}",
         "error@0?:A: b[A];"},
    };

    check(cases, sizeof cases / sizeof cases[0]);
}
END_TEST

START_TEST(test_all_events)
{
    static const struct run options = {collect, DD_LEVEL_NONE, 0, 0};
    static const struct event_case cases[] = {
        {"no headers", "a\n  b\n\nc\nd\n", "-@0?:a[];-@7?:c[];-@9?:d[];"},
        {"a trace", "a\n" PYTHON "b\n", "-@0?:a[];error@2?:KeyError: 1[KeyError];-@74?:b[];"},
        {"Java", "a\n" JAVA "b\n",
         "-@0?:a[];error@2?:java.lang.Boom: x[java.lang.Boom];-@40?:b[];"},
        {"Go", "panic: a\n\ngoroutine 1 [running]:\nmain.f()\n\t/x.go:3\nexit status 2\nb\n",
         "critical@0?:panic: a[panic];-@65?:b[];"},
        {"a fatal error of Go", "fatal error: a\n\ngoroutine 1 [running]:\nmain.f()\nb\n",
         "critical@0?:fatal error: a[];-@48?:b[];"},
        {"a cut traceback", PYTHON_CUT "a b\n",
         "error@0?:Traceback (most recent call last):[];-@60?:a b[];"},
        {"no JSON", "{\n  \"a\": 1\n}\nb\n", "-@0?:{\"a\": 1}[];-@13?:b[];"},
        {"numbers", "#1 a\n#2 b\n", "-@0?:#1 a[];-@5?:#2 b[];"},
        {"headers", STAMP "INFO a\nb\n" STAMP "c\n", "info@0:a[];-@29:c[];"},
        {"above the first header", "a\nb\n" STAMP "INFO c\nd\n", "-@0?:a[];-@2?:b[];info@4:c[];"},
    };

    check_with(&options, cases, sizeof cases / sizeof cases[0]);
}
END_TEST

START_TEST(test_samples)
{
    static const struct run options = {collect_sample, DD_LEVEL_WARNING, 0, 0};
    static const struct event_case cases[] = {
        {"a line", STAMP "INFO a\n" STAMP "ERROR b\nc\n", "2:" STAMP "ERROR b;"},
        {"a trace alone", STAMP "INFO a\n" PYTHON, "2:KeyError: 1;"},
        {"Java alone", "a\n" JAVA, "2:java.lang.Boom: x;"},
        {"a trace with headers",
         SYSLOG "Traceback (most recent call last):\n" SYSLOG "KeyError: 1\n",
         "1:" SYSLOG "KeyError: 1;"},
    };

    check_with(&options, cases, sizeof cases / sizeof cases[0]);
}
END_TEST

#define QUIET STAMP "INFO a\n"
#define MANY  QUIET QUIET QUIET QUIET QUIET QUIET QUIET QUIET

/* Lines that are passed over end what is above them, and what is below has their time. */
START_TEST(test_quiet)
{
    static const char first[] = STAMP "INFO a";
    struct dd_events *events = calloc(1, sizeof *events);
    struct dd_buf out = DD_BUF_INIT;
    struct dd_zone *zone = NULL;
    struct dd_stamps stamps;
    struct dd_skimmed skimmed;

    ck_assert_int_eq(dd_zone_open("UTC", &zone, NULL), DAYDREAM_OK);
    dd_stamps_init(&stamps, zone, MODIFIED);
    dd_events_init(events, &stamps, DD_LEVEL_WARNING, 0, 0);
    events->fn = collect;
    events->user = &out;
    take_line(events, &(struct dd_line){first, strlen(first), 0, 1, true});
    take_line(events, &(struct dd_line){"ERROR:a:b", 9, 27, 2, true});
    ck_assert_str_eq(dd_buf_text(&out), "");
    ck_assert_int_eq(dd_events_skim(events, MANY, strlen(MANY), events->event.time, &skimmed, NULL),
                     DAYDREAM_OK);
    ck_assert_uint_eq(skimmed.lines, 0); /* they may be of the time that is out of the window */
    ck_assert_int_eq(dd_events_skim(events, MANY, strlen(MANY), INT64_MAX, &skimmed, NULL),
                     DAYDREAM_OK);
    ck_assert_uint_gt(skimmed.lines, 0);
    ck_assert_str_eq(dd_buf_text(&out), "error@27?:b[];");
    take_line(events, &(struct dd_line){"TypeError: x", 12, 200, 9, true});
    take_line(events, &(struct dd_line){"    at f (/x.js:1:2)", 20, 213, 10, true});
    ck_assert_int_eq(events->event.time, skimmed.time);
    ck_assert_int_eq(dd_events_end(events, NULL), DAYDREAM_OK);
    ck_assert_str_eq(dd_buf_text(&out), "error@27?:b[];error@200?:TypeError: x[TypeError];");
    dd_buf_free(&out);
    dd_zone_free(zone);
    free(events);
}
END_TEST

static enum daydream_status refuse(void *user, const struct dd_event *event,
                                   struct daydream_error *err)
{
    (void)user;
    (void)event;
    (void)err;
    return DAYDREAM_ERROR_MEMORY;
}

/* Whatever ends an event says that it could not be handed over. */
START_TEST(test_refusal)
{
    static const struct dd_line error = {"ERROR:a:b", 9, 0, 1};
    static const struct dd_line traces[] = {{"panic: x", 8, 10, 2}, {"panic: y", 8, 19, 3}};
    struct dd_events *events = calloc(1, sizeof *events);
    struct dd_stamps stamps = {.zone = NULL};

    dd_events_init(events, &stamps, DD_LEVEL_WARNING, 0, 0);
    events->fn = refuse;
    take_line(events, &error);
    ck_assert_int_eq(dd_events_line(events, &error, NULL), DAYDREAM_ERROR_MEMORY);
    ck_assert_int_eq(dd_events_end(events, NULL), DAYDREAM_ERROR_MEMORY);
    take_line(events, &traces[0]);
    ck_assert_int_eq(dd_events_line(events, &traces[1], NULL), DAYDREAM_ERROR_MEMORY);
    ck_assert_int_eq(dd_events_end(events, NULL), DAYDREAM_ERROR_MEMORY);
    ck_assert_int_eq(dd_events_end(events, NULL), DAYDREAM_OK);
    free(events);
}
END_TEST

START_TEST(test_weak_words_above_the_first_stamp)
{
    struct dd_buf out = DD_BUF_INIT;

    run("Error: a\n" STAMP "INFO b\n", MODIFIED, 0, &out);
    ck_assert_str_eq(dd_buf_text(&out), "");
    dd_buf_free(&out);
}
END_TEST

START_TEST(test_trace_below_an_event_of_the_last_review)
{
    struct dd_buf out = DD_BUF_INIT;

    run("ERROR:x:a\n" PYTHON, 0, 10, &out);
    run("ERROR:x:a\n" PYTHON, 0, 11, &out); /* the last review saw the trace begin */
    ck_assert_str_eq(dd_buf_text(&out), "error@0?:a[];error@10?:KeyError: 1[KeyError];"
                                        "error@0?:a[KeyError];");
    dd_buf_free(&out);
}
END_TEST

START_TEST(test_long_message)
{
    struct dd_buf text = DD_BUF_INIT;
    struct dd_buf out = DD_BUF_INIT;

    dd_buf_puts(&text, STAMP "ERROR ");
    while (text.length < 3 * DD_MESSAGE_MAX)
        dd_buf_puts(&text, "word ");
    run(dd_buf_text(&text), 0, 0, &out);
    ck_assert_uint_eq(out.length, strlen("error@0:[];") + DD_MESSAGE_MAX);
    dd_buf_free(&text);
    dd_buf_free(&out);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_events,
                                  test_messages_of_traces,
                                  test_nothing_is_swallowed,
                                  test_a_header_on_every_line,
                                  test_escaped_messages,
                                  test_members,
                                  test_all_events,
                                  test_samples,
                                  test_quiet,
                                  test_refusal,
                                  test_weak_words_above_the_first_stamp,
                                  test_trace_below_an_event_of_the_last_review,
                                  test_long_message};

    return suite_run("logs/event", tests, sizeof tests / sizeof tests[0]);
}
