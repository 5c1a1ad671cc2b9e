/* SPDX-License-Identifier: MIT */
/* Stack traces: the lines below an event, or alone, that tell which exception it was. */
#ifndef DD_LOGS_TRACE_H
#define DD_LOGS_TRACE_H

#include <stdbool.h>
#include <stddef.h>

#define DD_EXCEPTION_SIZE 128

enum dd_trace_line {
    DD_TRACE_OTHER, /* no part of a trace, or its code and notes */
    DD_TRACE_BEGIN, /* "Traceback (most recent call last):" */
    DD_TRACE_CHAIN, /* "During handling of the above exception, ..." */
    DD_TRACE_FRAME  /* "    at Cart.add(Cart.java:42)" */
};

enum dd_trace_line dd_trace_classify(const char *line, size_t length);

/* Blanks, and the bars that exception groups are drawn with, in front of a line. */
size_t dd_trace_indent(const char *line, size_t length);

/* The type in a line that ends a Python traceback: "KeyError: 'x'", "SystemExit". Empty when it
 * names none. */
void dd_trace_python_type(const char *line, size_t length, char out[DD_EXCEPTION_SIZE]);

/* The type in a line above the frames of Java, Node or .NET: "java.lang.Boom: x", "Exception in
 * thread "main" a.B", "TypeError: x". False, and `out` empty, when it names none. */
bool dd_trace_head_type(const char *line, size_t length, char out[DD_EXCEPTION_SIZE]);

#endif
