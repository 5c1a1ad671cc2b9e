/* SPDX-License-Identifier: MIT */
/* To which event a trace belongs, and what its message and its exception are. */
#include "logs/event-case.h"
#include "logs/traces.h"
#include "support/suite.h"

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

    event_case_check(cases, sizeof cases / sizeof cases[0]);
}
END_TEST

#define REPORT "==41==ERROR: AddressSanitizer: heap-use-after-free on address 0x602"

START_TEST(test_ends_of_programs)
{
    static const struct event_case cases[] = {
        {".NET", STAMP "INFO a\nUnhandled exception. System.AException: b\n",
         "critical@27?:Unhandled exception. System.AException: b[System.AException];"},
        {"C++",
         STAMP "INFO a\nterminate called after throwing an instance of 'std::out_of_range'\n"
               "  what():  b\nAborted (core dumped)\n",
         "critical@27?:terminate called after throwing an instance of 'std::out_of_range'"
         "[std::out_of_range];critical@107?:Aborted (core dumped)[];"},
        {"assertions",
         STAMP "INFO a\nx: x.c:3: main: Assertion `a > b' failed.\n"
               "Assertion failed: (a), function main, file x.c, line 3.\n",
         "critical@27?:x: x.c:3: main: Assertion `a > b' failed.[];"
         "critical@69?:Assertion failed: (a), function main, file x.c, line 3.[];"},
        {"a sanitizer", STAMP "INFO a\n" REPORT "\n    #0 0x55d in main /x.c:3\n",
         "critical@27?:" REPORT "[];"},
        {"a shell", "Segmentation fault (core dumped)\nSegmentation fault\n",
         "critical@0?:Segmentation fault (core dumped)[];critical@33?:Segmentation fault[];"},
        {"a script", "./x.sh: line 3:    41 Aborted      (core dumped) ./x\n",
         "critical@0?:./x.sh: line 3:    41 Aborted      (core dumped) ./x[];"},
        {"below an error", STAMP "ERROR a\nUnhandled exception. System.AException: b\n",
         "error@0:a[System.AException];"},
        {"below a warning", STAMP "WARN a\nSegmentation fault\n",
         "warning@0:a[];critical@27?:Segmentation fault[];"},
        {"indented, or in a sentence",
         STAMP "INFO a\n  Segmentation fault\nSegmentation faults are rare\n==1== x\n", ""},
    };

    event_case_check(cases, sizeof cases / sizeof cases[0]);
}
END_TEST

START_TEST(test_exceptions_without_frames)
{
    static const struct event_case cases[] = {
        {"in a package", STAMP "INFO a\nsqlite3.OperationalError: b\nsqlite3.OperationalError: b\n",
         "error@27?:sqlite3.OperationalError: b[sqlite3.OperationalError];"
         "error@55?:sqlite3.OperationalError: b[sqlite3.OperationalError];"},
        {"of a thread", STAMP "INFO a\nException in thread \"main\" AException: b\n",
         "error@27?:Exception in thread \"main\" AException: b[AException];"},
        {"frames after all", STAMP "INFO a\na.BException: b\n\tat a.B.c(B.java:1)\n",
         "error@27?:a.BException: b[a.BException];"},
        {"below an error", STAMP "ERROR a\nsqlite3.OperationalError: b\n", "error@0:a[];"},
        {"a sentence", STAMP "INFO a\nOperationalError: b\n  a.BError: b\na.BError\n", ""},
    };

    event_case_check(cases, sizeof cases / sizeof cases[0]);
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

    event_case_check(cases, sizeof cases / sizeof cases[0]);
}
END_TEST

START_TEST(test_trace_below_an_event_of_the_last_review)
{
    struct dd_buf out = DD_BUF_INIT;

    event_case_run(&(struct event_case_options){event_case_collect, DD_LEVEL_WARNING, 0, 10, false},
                   "ERROR:x:a\n" PYTHON, &out);
    event_case_run(&(struct event_case_options){event_case_collect, DD_LEVEL_WARNING, 0, 11, false},
                   "ERROR:x:a\n" PYTHON, &out); /* the last review saw the trace begin */
    ck_assert_str_eq(dd_buf_text(&out), "error@0?:a[];error@10?:KeyError: 1[KeyError];"
                                        "error@0?:a[KeyError];");
    dd_buf_free(&out);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_messages_of_traces, test_ends_of_programs,
                                  test_exceptions_without_frames, test_nothing_is_swallowed,
                                  test_trace_below_an_event_of_the_last_review};

    return suite_run("logs/event-trace", tests, sizeof tests / sizeof tests[0]);
}
