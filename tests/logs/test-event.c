/* SPDX-License-Identifier: MIT */
/* Which lines make which event. The cases below tests/data/logs/cases show more of them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "logs/event.h"
#include "support/suite.h"

#define MODIFIED INT64_C(1784592000) /* 2026-07-21T00:00:00Z */
#define STAMP    "2026-07-20 10:11:12 "
#define PYTHON   "Traceback (most recent call last):\n  File \"x\", line 1, in f\nKeyError: 1\n"
#define JAVA     "java.lang.Boom: x\n\tat a.B.c(B.java:1)\n"

static enum daydream_status collect(void *user, const struct dd_event *event,
                                    struct daydream_error *err)
{
    struct dd_buf *out = user;

    dd_buf_printf(out, "%s@%d%s:%.*s[%s];", dd_level_name(event->level), (int)event->offset,
                  event->stamped ? "" : "?", (int)event->length, event->message, event->exception);
    return dd_buf_status(out, err);
}

static void run(const char *text, int64_t time, uint64_t fresh, struct dd_buf *out)
{
    struct dd_events *events = calloc(1, sizeof *events);
    struct dd_zone *zone = NULL;
    struct dd_stamps stamps;
    uint64_t number = 0;

    ck_assert_ptr_nonnull(events);
    ck_assert_int_eq(dd_zone_open("UTC", &zone, NULL), DAYDREAM_OK);
    dd_stamps_init(&stamps, zone, MODIFIED);
    dd_events_init(events, &stamps, DD_LEVEL_WARNING, time, fresh);
    events->fn = collect;
    events->user = out;
    for (const char *at = text; *at != '\0';) {
        size_t length = strcspn(at, "\n");
        struct dd_line line = {at, length, (uint64_t)(at - text), ++number};

        ck_assert_int_eq(dd_events_line(events, &line, NULL), DAYDREAM_OK);
        at += length + (at[length] == '\n' ? 1 : 0);
    }
    ck_assert_int_eq(dd_events_end(events, NULL), DAYDREAM_OK);
    dd_zone_free(zone);
    free(events);
}

START_TEST(test_events)
{
    static const struct {
        const char *name;
        const char *text;
        const char *events;
    } cases[] = {
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

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_buf out = DD_BUF_INIT;

        run(cases[i].text, 0, 0, &out);
        ck_assert_msg(strcmp(dd_buf_text(&out), cases[i].events) == 0, "%s:\n%s\ninstead of\n%s",
                      cases[i].name, dd_buf_text(&out), cases[i].events);
        dd_buf_free(&out);
    }
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
    const TTest *const tests[] = {test_events, test_weak_words_above_the_first_stamp,
                                  test_trace_below_an_event_of_the_last_review, test_long_message};

    return suite_run("logs/event", tests, sizeof tests / sizeof tests[0]);
}
