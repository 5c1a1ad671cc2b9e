/* SPDX-License-Identifier: MIT */
/* Lines of stack traces, each for itself. One more sentence is one more row of a table. */
#ifndef DD_LOGS_TRACE_LINE_H
#define DD_LOGS_TRACE_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "logs/exception.h"
#include "logs/level.h"

enum dd_trace_mark {
    DD_MARK_NONE,  /* no part of a trace, or its code and notes */
    DD_MARK_BLANK, /* nothing but blanks */
    DD_MARK_CHAIN, /* "During handling of the above exception, ..." */
    DD_MARK_FRAME, /* "    at Cart.add(Cart.java:42)", "goroutine 1 [running]:", "Stack trace:" */
    DD_MARK_MORE,  /* "Caused by: ...", "exit status 2": goes on, when there is a trace */
    /* What says what went wrong, and is no trace before a frame comes below it. */
    DD_MARK_HEAD,  /* "java.lang.Boom: x" */
    DD_MARK_FATAL, /* "fatal error: all goroutines are asleep - deadlock!" of Go */
    /* What begins a trace whatever comes below it. */
    DD_MARK_PYTHON, /* "Traceback (most recent call last):" */
    DD_MARK_SYNTAX, /* "  File "x.py", line 3": Python cannot read its script */
    DD_MARK_GO,     /* "panic: x" */
    DD_MARK_RUST,   /* "thread 'main' panicked at src/main.rs:5:9:" */
    DD_MARK_RUBY,   /* "/app/x.rb:3:in 'foo': x (RuntimeError)" */
    DD_MARK_PHP,    /* "PHP Fatal error:  Uncaught Exception: x in /x.php:3" */
    DD_MARK_ELIXIR, /* "** (RuntimeError) x" */
    DD_MARK_DIED    /* "Segmentation fault (core dumped)", "Unhandled exception. System.A: b" */
};

/* `inner`: the line is the message of a header, that may have lost its indentation. */
enum dd_trace_mark dd_trace_mark(const char *line, size_t length, bool inner);

/* Blanks, and the bars that exception groups are drawn with, in front of a line. */
size_t dd_trace_indent(const char *line, size_t length);

/* A line that tells what went wrong, taken apart by its mark (HEAD and behind it). */
struct dd_trace_head {
    const char *message; /* a part of the line */
    size_t length;
    bool awaiting; /* the line that says it comes yet */
    char exception[DD_EXCEPTION_SIZE];
};

/* Of a trace that stands alone. */
enum dd_log_level dd_trace_level(enum dd_trace_mark mark);

void dd_trace_head_read(enum dd_trace_mark mark, const char *line, size_t length,
                        struct dd_trace_head *head);

/* "main.run(0xc000012345)": the line of a Go trace that names a function. */
bool dd_trace_is_call(const char *line, size_t length);

#endif
