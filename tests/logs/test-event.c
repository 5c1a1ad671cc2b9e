/* SPDX-License-Identifier: MIT */
/* Which lines make which event. The cases below tests/data/logs/cases show more of them. */
#include <stdlib.h>
#include <string.h>

#include "logs/event-case.h"
#include "logs/traces.h"
#include "support/suite.h"

static enum daydream_status collect_sample(void *user, const struct dd_event *event,
                                           struct daydream_error *err)
{
    struct dd_buf *out = user;

    dd_buf_printf(out, "%d:%.*s%s%.*s;", (int)event->line, (int)event->sample_length, event->sample,
                  event->cause_length > 0 ? "|" : "", (int)event->cause_length, event->cause);
    return dd_buf_status(out, err);
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
        {"a word that is no event below an error", STAMP "ERROR a\nError: b\n", "error@0:a[];"},
        {"one that is", STAMP "ERROR a\nERROR b\n", "error@0:a[];error@28?:b[];"},
        {"words below information",
         STAMP "INFO a\nERROR b\nerror: c\nWarning: d\nfatal: e\n"
               "ERROR f\ntext\n",
         "error@27?:b[];error@35?:c[];warning@44?:d[];critical@55?:e[];error@64?:f[];"},
        {"words without mark, or indented", STAMP "INFO a\nerror b\n  error: c\nnote: d\n", ""},
        {"words below no level", STAMP "a\ncrit: A.B[0]\n      b\nfail: A.B[0]\n      c\n",
         "critical@22?:A.B[0][];error@43?:A.B[0][];"},
        {"words above the first stamp", "ERROR a\nError: b\n" STAMP "INFO c\n",
         "error@0?:a[];error@8?:b[];"},
        {"another logger among stamps", STAMP "INFO a\nERROR:x:b\n", "error@27?:b[];"},
        {"without stamps", "Error: b\nerror: c\nERROR d\ntext\n",
         "error@0?:b[];error@9?:c[];error@18?:d[];"},
    };

    event_case_check(cases, sizeof cases / sizeof cases[0]);
}
END_TEST

START_TEST(test_all_events)
{
    static const struct event_case_options options = {event_case_collect, DD_LEVEL_NONE, 0, 0,
                                                      false};
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
        {"of services", "text\na | x\nb | y\nb |   z\na | ERROR w\n",
         "-@0?:text[];-@5?:x[];-@11?:y[];error@25?:w[];"},
        {"above the first header", "a\nb\n" STAMP "INFO c\nd\n", "-@0?:a[];-@2?:b[];info@4:c[];"},
    };

    event_case_check_with(&options, cases, sizeof cases / sizeof cases[0]);
}
END_TEST

START_TEST(test_samples)
{
    static const struct event_case_options options = {collect_sample, DD_LEVEL_WARNING, 0, 0,
                                                      false};
    static const struct event_case cases[] = {
        {"a line", STAMP "INFO a\n" STAMP "ERROR b\nc\n", "2:" STAMP "ERROR b;"},
        {"a trace alone", STAMP "INFO a\n" PYTHON, "2:KeyError: 1;"},
        {"Java alone", "a\n" JAVA, "2:java.lang.Boom: x;"},
        {"a trace with headers",
         SYSLOG "Traceback (most recent call last):\n" SYSLOG "KeyError: 1\n",
         "1:" SYSLOG "KeyError: 1;"},
        {"a trace below a line", STAMP "ERROR b\n" PYTHON STAMP "ERROR c\n",
         "1:" STAMP "ERROR b|KeyError: 1;5:" STAMP "ERROR c;"},
        {"Java below a line", STAMP "ERROR b\n" JAVA "Caused by: a.Other: y\n",
         "1:" STAMP "ERROR b|java.lang.Boom: x;"},
        {"the last of a chain",
         STAMP
         "ERROR b\n" PYTHON
         "\nDuring handling of the above exception, another exception occurred:\n\n" PYTHON_CUT
         "OSError: 2\n",
         "1:" STAMP "ERROR b|OSError: 2;"},
        {"a text inside of the line",
         "{\"level\":\"error\",\"msg\":\"b\\nTraceback (most recent call last):\\nKeyError: 1\"}\n",
         "1:{\"level\":\"error\",\"msg\":\"b\\nTraceback (most recent call last):\\nKeyError: "
         "1\"};"},
    };

    event_case_check_with(&options, cases, sizeof cases / sizeof cases[0]);
}
END_TEST

START_TEST(test_services)
{
    static const struct event_case cases[] = {
        {"another's word below an error",
         "db  | " STAMP "ERROR a\nweb | error: b\nweb | error: c\ndb  | text\n",
         "error@0:a[];error@34?:b[];error@49?:c[];"},
        {"another's frames", "a | java.lang.Boom: x\nb | \tat a.B.c(B.java:1)\n", ""},
        {"its own trace below an error",
         "db  | " STAMP "ERROR a\ndb  | java.lang.Boom: x\ndb  | \tat a.B.c(B.java:1)\n",
         "error@0:a[java.lang.Boom];"},
        {"a cut traceback of another",
         "db  | " STAMP "INFO a\ndb  | Traceback (most recent call last):\nweb | Error: b\n",
         "error@33?:Traceback (most recent call last):[];error@74?:b[];"},
        {"a table below an error",
         STAMP "ERROR a\nid | name\n---+---\n 1 | x\njava.lang.Boom: x\n\tat a.B.c(B.java:1)\n",
         "error@0:a[java.lang.Boom];"},
        {"an object of another",
         "db  | {\ndb  |   \"level\": \"error\",\ndb  |   \"msg\": \"a\"\nweb | error: b\n",
         "error@0?:a[];error@53?:b[];"},
    };

    event_case_check(cases, sizeof cases / sizeof cases[0]);
}
END_TEST

#define QUIET STAMP "INFO a\n"
#define MANY  QUIET QUIET QUIET QUIET QUIET QUIET QUIET QUIET

/* Lines that are passed over end what is above them, and what is below has their time. */
START_TEST(test_quiet)
{
    static const char first[] = STAMP "INFO a";
    struct dd_events *events = event_case_new();
    struct dd_buf out = DD_BUF_INIT;
    struct dd_zone *zone = NULL;
    struct dd_stamps stamps;
    struct dd_line text = {MANY, strlen(MANY), 36, 3, true};
    struct dd_line_ends ends;
    struct dd_line taken;

    ck_assert_int_eq(dd_zone_open("UTC", &zone, NULL), DAYDREAM_OK);
    dd_stamps_init(&stamps, zone, MODIFIED);
    dd_events_init(events, &stamps, DD_LEVEL_WARNING, 0, 0);
    events->fn = event_case_collect;
    events->user = &out;
    dd_line_ends_init(&ends, text.text, text.length);
    event_case_line(events, &(struct dd_line){first, strlen(first), 0, 1, true});
    event_case_line(events, &(struct dd_line){"ERROR:a:b", 9, 27, 2, true});
    ck_assert_str_eq(dd_buf_text(&out), "");
    ck_assert_int_eq(dd_events_skim(events, &text, &ends, events->event.time, &taken, NULL),
                     DAYDREAM_OK);
    ck_assert_uint_eq(taken.number, 3); /* they may be of the time that is out of the window */
    ck_assert_int_eq(dd_events_skim(events, &text, &ends, INT64_MAX, &taken, NULL), DAYDREAM_OK);
    ck_assert_uint_gt(taken.number, 3);
    ck_assert_uint_eq(taken.offset, 36 + (taken.number - 3) * strlen(QUIET));
    ck_assert_str_eq(dd_buf_text(&out), "error@27?:b[];");
    event_case_line(events, &(struct dd_line){"TypeError: x", 12, 200, 9, true});
    event_case_line(events, &(struct dd_line){"    at f (/x.js:1:2)", 20, 213, 10, true});
    ck_assert_int_eq(events->event.time, 1784542272);
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
    static const struct dd_line error = {"ERROR:a:b", 9, 0, 1, true};
    static const struct dd_line traces[] = {{"panic: x", 8, 10, 2, true},
                                            {"panic: y", 8, 19, 3, true}};
    struct dd_events *events = event_case_new();
    struct dd_stamps stamps = {.zone = NULL};

    dd_events_init(events, &stamps, DD_LEVEL_WARNING, 0, 0);
    events->fn = refuse;
    event_case_line(events, &error);
    ck_assert_int_eq(dd_events_line(events, &error, NULL), DAYDREAM_ERROR_MEMORY);
    ck_assert_int_eq(dd_events_end(events, NULL), DAYDREAM_ERROR_MEMORY);
    event_case_line(events, &traces[0]);
    ck_assert_int_eq(dd_events_line(events, &traces[1], NULL), DAYDREAM_ERROR_MEMORY);
    ck_assert_int_eq(dd_events_end(events, NULL), DAYDREAM_ERROR_MEMORY);
    ck_assert_int_eq(dd_events_end(events, NULL), DAYDREAM_OK);
    free(events);
}
END_TEST

/* Nothing stands above them, whatever comes below. */
START_TEST(test_above_the_first_stamp)
{
    static const struct event_case_options options = {event_case_collect, DD_LEVEL_NONE, MODIFIED,
                                                      0, false};
    static const struct event_case cases[] = {
        {"words", "Error: a\n" STAMP "INFO b\n", "error@0?:a[];info@9:b[];"},
        {"text", "a\nb\n" STAMP "INFO c\nd\n", "-@0?:a[];-@2?:b[];info@4:c[];"},
    };

    event_case_check_with(&options, cases, sizeof cases / sizeof cases[0]);
}
END_TEST

START_TEST(test_long_message)
{
    struct dd_buf text = DD_BUF_INIT;
    struct dd_buf out = DD_BUF_INIT;

    dd_buf_puts(&text, STAMP "ERROR ");
    while (text.length < 3 * DD_MESSAGE_MAX)
        dd_buf_puts(&text, "word ");
    event_case_run(&(struct event_case_options){event_case_collect, DD_LEVEL_WARNING, 0, 0, false},
                   dd_buf_text(&text), &out);
    ck_assert_uint_eq(out.length, strlen("error@0:[];") + DD_MESSAGE_MAX);
    dd_buf_free(&text);
    dd_buf_free(&out);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_services,
                                  test_events,
                                  test_all_events,
                                  test_samples,
                                  test_quiet,
                                  test_refusal,
                                  test_above_the_first_stamp,
                                  test_long_message};

    return suite_run("logs/event", tests, sizeof tests / sizeof tests[0]);
}
