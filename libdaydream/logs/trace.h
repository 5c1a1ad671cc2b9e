/* SPDX-License-Identifier: MIT */
/* A stack trace, line by line: where it begins, what goes on in it, and which line says what went
 * wrong. */
#ifndef DD_LOGS_TRACE_H
#define DD_LOGS_TRACE_H

#include "logs/trace-line.h"

enum dd_trace_part {
    DD_TRACE_NONE,  /* no part of a trace */
    DD_TRACE_HEAD,  /* none either, but the head of one when frames come below it */
    DD_TRACE_BEGIN, /* a trace begins here */
    DD_TRACE_BELOW, /* the first frame: the trace began with a head above, if there is one */
    DD_TRACE_MORE,  /* the trace goes on */
    DD_TRACE_SAYS   /* the line that the trace was waiting for: what went wrong */
};

/* The trace at hand; zero for none. */
struct dd_trace {
    enum dd_trace_mark kind; /* what it began with; DD_MARK_NONE: there is none */
    bool awaiting;           /* the line that says what went wrong comes yet */
    bool chained;            /* another traceback of the same trace follows */
    size_t indent;           /* of its first line */
};

/* What a line is to the trace at hand. `inner`: it is the message of a header. `*mark` is what
 * begins, or what the head is. */
enum dd_trace_part dd_trace_read(struct dd_trace *trace, const char *line, size_t length,
                                 bool inner, enum dd_trace_mark *mark);

/* The trace at hand is the one that begins with this line. */
void dd_trace_begin(struct dd_trace *trace, enum dd_trace_mark mark, const char *line,
                    size_t length, bool awaiting);

/* The line that was awaited: its message and the type of its exception, which is empty when it is
 * the one that the beginning told. */
void dd_trace_said(struct dd_trace *trace, const char *line, size_t length,
                   struct dd_trace_head *said);

#endif
