/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/trace-line.h"
#include "support/suite.h"

START_TEST(test_marks)
{
    static const struct {
        const char *line;
        enum dd_trace_mark mark;
    } cases[] = {
        {"Traceback (most recent call last):", DD_MARK_PYTHON},
        {"    Traceback (most recent call last):", DD_MARK_PYTHON},
        {"  + Exception Group Traceback (most recent call last):", DD_MARK_PYTHON},
        {"    | Traceback (most recent call last):", DD_MARK_PYTHON},
        {"  File \"x.py\", line 3", DD_MARK_SYNTAX},
        {"  File \"x.py\", line 3, in f", DD_MARK_NONE},
        {"File \"x.py\", line 3", DD_MARK_NONE},
        {"During handling of the above exception, another exception occurred:", DD_MARK_CHAIN},
        {"The above exception was the direct cause of the following exception:", DD_MARK_CHAIN},
        {"\tat a.b.C.m(C.java:1)", DD_MARK_FRAME},
        {"\tat a.b.C.m(Native Method)", DD_MARK_FRAME},
        {"    at f (/srv/x.js:1:2)", DD_MARK_FRAME},
        {"    at /srv/x.js:1:2", DD_MARK_FRAME},
        {"    at least three", DD_MARK_NONE},
        {"    at least three:", DD_MARK_NONE},
        {"at f (x.js:1:2)", DD_MARK_NONE},
        {"\tfrom /app/x.rb:7:in `run'", DD_MARK_FRAME},
        {"  from the beginning", DD_MARK_NONE},
        {"/app/x.rb:7:in `run'", DD_MARK_FRAME},
        {"/app/x.rb:7:in 'Cart#run'", DD_MARK_FRAME},
        {"/app/x.rb:7:in `run': no (RuntimeError)", DD_MARK_RUBY},
        {"/app/x.rb:7: no", DD_MARK_NONE},
        {"#0 /app/x.php(3): run()", DD_MARK_FRAME},
        {"# 0", DD_MARK_NONE},
        {"Stack trace:", DD_MARK_FRAME},
        {"goroutine 1 [running]:", DD_MARK_FRAME},
        {"goroutine leak", DD_MARK_NONE},
        {"exit status 2", DD_MARK_MORE},
        {"Caused by: a.B: x", DD_MARK_MORE},
        {"\tSuppressed: a.B: x", DD_MARK_MORE},
        {"\t... 12 more", DD_MARK_MORE},
        {"... and so on", DD_MARK_NONE},
        {"java.lang.Boom: x", DD_MARK_HEAD},
        {"TypeError: x", DD_MARK_HEAD},
        {"fatal error: all goroutines are asleep - deadlock!", DD_MARK_FATAL},
        {"panic: x", DD_MARK_GO},
        {"http: panic serving 10.0.0.7:41234: x", DD_MARK_GO},
        {"panic", DD_MARK_NONE},
        {"thread 'main' panicked at src/main.rs:5:9:", DD_MARK_RUST},
        {"thread 'main' (41) panicked at src/main.rs:5:9:", DD_MARK_RUST},
        {"thread 'main' started", DD_MARK_NONE},
        {"PHP Fatal error:  Uncaught Exception: x in /x.php:3", DD_MARK_PHP},
        {"** (RuntimeError) x", DD_MARK_ELIXIR},
        {"Traceback", DD_MARK_NONE},
        {"text", DD_MARK_NONE},
        {"   ", DD_MARK_BLANK},
        {"", DD_MARK_BLANK},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_msg(dd_trace_mark(cases[i].line, strlen(cases[i].line), false) == cases[i].mark,
                      "\"%s\"", cases[i].line);
}
END_TEST

START_TEST(test_a_header_may_have_taken_the_indentation)
{
    static const char frame[] = "at a.B.c(B.java:1)";

    ck_assert_int_eq(dd_trace_mark(frame, strlen(frame), true), DD_MARK_FRAME);
    ck_assert_int_eq(dd_trace_mark(frame, strlen(frame), false), DD_MARK_NONE);
}
END_TEST

START_TEST(test_heads)
{
    static const struct {
        const char *line;
        const char *message;
        const char *type;
        enum dd_log_level level;
        bool awaiting;
    } cases[] = {
        {"java.lang.Boom: x", "java.lang.Boom: x", "java.lang.Boom", DD_LEVEL_ERROR, false},
        {"fatal error: x", "fatal error: x", "", DD_LEVEL_CRITICAL, false},
        {"  Traceback (most recent call last):", "Traceback (most recent call last):", "",
         DD_LEVEL_ERROR, true},
        {"panic: x", "panic: x", "panic", DD_LEVEL_CRITICAL, false},
        {"thread 'a' panicked at x.rs:5:9:", "thread 'a' panicked at x.rs:5:9:", "panic",
         DD_LEVEL_CRITICAL, true},
        {"thread 'a' panicked at 'it's b', x.rs:5:9", "it's b", "panic", DD_LEVEL_CRITICAL, false},
        {"thread 'a' panicked at 'two", "two", "panic", DD_LEVEL_CRITICAL, false},
        {"thread 'a' panicked at ", "thread 'a' panicked at ", "panic", DD_LEVEL_CRITICAL, false},
        {"thread 'a' panicked at x.rs:5:9: b", "thread 'a' panicked at x.rs:5:9: b", "panic",
         DD_LEVEL_CRITICAL, false},
        {"x.rb:3:in `f': no (RuntimeError)", "no", "RuntimeError", DD_LEVEL_ERROR, false},
        {"x.rb:3:in 'A#f': no", "no", "", DD_LEVEL_ERROR, false},
        {"PHP Fatal error:  Uncaught Exception: x in /x.php:3", "Uncaught Exception: x in /x.php:3",
         "Exception", DD_LEVEL_CRITICAL, false},
        {"** (KeyError) key :x", "key :x", "KeyError", DD_LEVEL_ERROR, false},
        {"** (two words", "** (two words", "", DD_LEVEL_ERROR, false},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_trace_head head;
        size_t length = strlen(cases[i].line);

        enum dd_trace_mark mark = dd_trace_mark(cases[i].line, length, false);

        dd_trace_head_read(mark, cases[i].line, length, &head);
        ck_assert_msg(head.length == strlen(cases[i].message) &&
                          memcmp(head.message, cases[i].message, head.length) == 0,
                      "%s: %.*s", cases[i].line, (int)head.length, head.message);
        ck_assert_str_eq(head.exception, cases[i].type);
        ck_assert_int_eq(dd_trace_level(mark), cases[i].level);
        ck_assert_int_eq(head.awaiting, cases[i].awaiting);
    }
}
END_TEST

START_TEST(test_calls)
{
    ck_assert(dd_trace_is_call("main.main()", 11));
    ck_assert(dd_trace_is_call("net/http.(*conn).serve(0xc0, 0x1)", 33));
    ck_assert(!dd_trace_is_call("waiting (for you)", 17));
    ck_assert(!dd_trace_is_call("main.main() +0x1", 16));
    ck_assert(!dd_trace_is_call("", 0));
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_marks, test_a_header_may_have_taken_the_indentation,
                                  test_heads, test_calls};

    return suite_run("logs/trace-line", tests, sizeof tests / sizeof tests[0]);
}
