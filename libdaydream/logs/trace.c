/* SPDX-License-Identifier: MIT */
#include "logs/trace.h"
#include "logs/chars.h"

void dd_trace_begin(struct dd_trace *trace, enum dd_trace_mark mark, const char *line,
                    size_t length, bool awaiting)
{
    *trace = (struct dd_trace){.kind = mark, .awaiting = awaiting};
    if (mark == DD_MARK_PYTHON)
        trace->indent = dd_trace_indent(line, length);
}

static bool is_python(const struct dd_trace *trace)
{
    return trace->kind == DD_MARK_PYTHON || trace->kind == DD_MARK_SYNTAX;
}

/* Ruby writes Python's sentence above a trace that it turns round for a terminal. */
static bool ends_python(const char *line, size_t length, enum dd_trace_mark mark)
{
    char type[DD_EXCEPTION_SIZE];
    size_t indent = dd_trace_indent(line, length);

    return mark == DD_MARK_RUBY || dd_exception_python(line + indent, length - indent, type);
}

static enum dd_trace_part read_awaiting(const struct dd_trace *trace, const char *line,
                                        size_t length, enum dd_trace_mark mark)
{
    if (mark == DD_MARK_BLANK)
        return DD_TRACE_MORE;
    if (trace->kind == DD_MARK_RUST || ends_python(line, length, mark))
        return DD_TRACE_SAYS;
    return mark > DD_MARK_SYNTAX || mark == DD_MARK_PYTHON ? DD_TRACE_BEGIN : DD_TRACE_NONE;
}

/* What neither begins nor heads a trace. */
static enum dd_trace_part read_more(struct dd_trace *trace, const char *line, size_t length,
                                    enum dd_trace_mark mark)
{
    bool more = trace->kind != DD_MARK_NONE &&
                (mark != DD_MARK_NONE || dd_is_blank(line[0]) || line[0] == '|');

    if (trace->kind == DD_MARK_GO || trace->kind == DD_MARK_FATAL)
        more = more || dd_trace_is_call(line, length);
    if (mark == DD_MARK_CHAIN)
        trace->chained = more = is_python(trace);
    return more ? DD_TRACE_MORE : DD_TRACE_NONE;
}

/* The causes that Node draws, a panic in a recovered one: what is indented is no trace anew. */
static bool is_inner(const struct dd_trace *trace, const char *line, enum dd_trace_mark mark)
{
    return trace->kind != DD_MARK_NONE && mark >= DD_MARK_HEAD && mark != DD_MARK_PYTHON &&
           mark != DD_MARK_SYNTAX && dd_is_blank(line[0]);
}

enum dd_trace_part dd_trace_read(struct dd_trace *trace, const char *line, size_t length,
                                 bool inner, enum dd_trace_mark *mark)
{
    bool deeper = is_python(trace) && dd_trace_indent(line, length) > trace->indent;

    *mark = DD_MARK_NONE;
    if (deeper && trace->awaiting)
        return DD_TRACE_MORE;
    *mark = dd_trace_mark(line, length, inner);
    if (deeper && *mark == DD_MARK_PYTHON)
        return DD_TRACE_MORE; /* one of an exception group's */
    if (trace->awaiting)
        return read_awaiting(trace, line, length, *mark);
    if (*mark == DD_MARK_FRAME)
        return DD_TRACE_BELOW;
    if (is_inner(trace, line, *mark))
        return DD_TRACE_MORE;
    if (*mark >= DD_MARK_HEAD)
        return *mark < DD_MARK_PYTHON ? DD_TRACE_HEAD : DD_TRACE_BEGIN;
    return read_more(trace, line, length, *mark);
}

void dd_trace_said(struct dd_trace *trace, const char *line, size_t length,
                   struct dd_trace_head *said)
{
    enum dd_trace_mark mark = dd_trace_mark(line, length, false);
    size_t indent = dd_trace_indent(line, length);

    trace->awaiting = trace->chained = false;
    if (is_python(trace) && mark == DD_MARK_RUBY) {
        dd_trace_head_read(mark, line, length, said);
        return;
    }
    *said = (struct dd_trace_head){.message = line + indent, .length = length - indent};
    if (is_python(trace))
        dd_exception_python(said->message, said->length, said->exception);
}
