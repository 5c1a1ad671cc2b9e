/* SPDX-License-Identifier: MIT */
/* Traces that have a header on every line. */
#include "logs/event-case.h"
#include "logs/traces.h"
#include "support/suite.h"

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

    event_case_check(cases, sizeof cases / sizeof cases[0]);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_a_header_on_every_line};

    return suite_run("logs/event-headed", tests, sizeof tests / sizeof tests[0]);
}
