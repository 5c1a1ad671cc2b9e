/* SPDX-License-Identifier: MIT */
/* What is escaped in a line, and what its other members tell. */
#include "logs/event-case.h"
#include "support/suite.h"

#define QUOTED(level, message) "{\"level\":\"" level "\",\"msg\":\"" message "\"}\n"

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

    event_case_check(cases, sizeof cases / sizeof cases[0]);
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

    event_case_check(cases, sizeof cases / sizeof cases[0]);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_escaped_messages, test_members};

    return suite_run("logs/event-inside", tests, sizeof tests / sizeof tests[0]);
}
