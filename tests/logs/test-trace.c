/* SPDX-License-Identifier: MIT */
/* Which lines make which trace, each line by a letter: "." none, "h" head, "B" begin, "f" frame,
 * "m" more, "S" says. */
#include <string.h>

#include "base/buf.h"
#include "logs/trace.h"
#include "support/suite.h"

#define TRACEBACK "Traceback (most recent call last):\n  File \"x\", line 1, in f\n"

static void read_lines(const char *text, struct dd_buf *out)
{
    struct dd_trace trace = {.kind = DD_MARK_NONE};

    for (const char *at = text; *at != '\0';) {
        struct dd_trace_head head;
        size_t length = strcspn(at, "\n");
        enum dd_trace_mark mark;
        enum dd_trace_part part = dd_trace_read(&trace, at, length, false, &mark);

        dd_buf_putc(out, ".hBfmS"[part]);
        if (part == DD_TRACE_BEGIN) {
            dd_trace_head_read(mark, at, length, &head);
            dd_trace_begin(&trace, mark, at, length, head.awaiting);
        } else if (part == DD_TRACE_SAYS) {
            dd_trace_said(&trace, at, length, &head);
            dd_buf_printf(out, "<%.*s|%s>", (int)head.length, head.message, head.exception);
        }
        at += length + (at[length] == '\n' ? 1 : 0);
    }
}

START_TEST(test_traces)
{
    static const struct {
        const char *text;
        const char *parts;
    } cases[] = {
        {"text\n  more\n\n", "..."},
        {TRACEBACK "    f()\n    ^^^\nKeyError: 1\ntext\n", "BmmmS<KeyError: 1|KeyError>."},
        {TRACEBACK "\nqueue.Empty\n", "BmmS<queue.Empty|queue.Empty>"},
        {TRACEBACK "another program's line\nKeyError: 1\n", "Bm.S<KeyError: 1|KeyError>"},
        {TRACEBACK TRACEBACK, "BmBm"},
        {TRACEBACK "A\n\nDuring handling of the above exception, another exception occurred:\n\n"
                   "Traceback (most recent call last):\nB\n",
         "BmS<A|A>mmmBS<B|B>"},
        {"During handling of the above exception, another exception occurred:\n", "."},
        {"  + Exception Group Traceback (most recent call last):\n  |   File \"x\"\n"
         "  | ExceptionGroup: two\n  +-+---- 1 ----\n    | Traceback (most recent call last):\n"
         "    | ValueError: 1\n    +----\n",
         "BmS<ExceptionGroup: two|ExceptionGroup>mmmm"},
        {"  File \"x.py\", line 3\n    print(\n         ^\nSyntaxError: '(' was never closed\n",
         "BmmS<SyntaxError: '(' was never closed|SyntaxError>"},
        {TRACEBACK "x.rb:1:in `f': no (RuntimeError)\n", "BmS<no|RuntimeError>"},
        {"a.BException: x\n\tat a.B.c(B.java:1)\n", "hf"},
        {"panic: x\n\ngoroutine 1 [running]:\nmain.f()\n\t/app/main.go:5 +0x1d\nexit status 2\n"
         "text\n",
         "Bmfmmm."},
        {"panic: x [recovered]\n\tpanic: y\n\ngoroutine 1 [running]:\n", "Bmmf"},
        {TRACEBACK "A\nf(x)\n", "BmS<A|A>."},
        {"fatal error: x\n\ngoroutine 1 [running]:\n", "h.f"},
        {"thread 'a' panicked at x.rs:5:9:\nboom\nnote: run with `RUST_BACKTRACE=1`\n",
         "BS<boom|>m"},
        {"x.rb:3:in `f': no (RuntimeError)\n\tfrom x.rb:7:in `g'\n", "Bf"},
        {"** (RuntimeError) x\n    (app 0.1.0) lib/x.ex:3: X.f/1\n", "Bm"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_buf out = DD_BUF_INIT;

        read_lines(cases[i].text, &out);
        ck_assert_msg(strcmp(dd_buf_text(&out), cases[i].parts) == 0, "%s%s", cases[i].text,
                      dd_buf_text(&out));
        dd_buf_free(&out);
    }
}
END_TEST

START_TEST(test_an_inner_exception_is_no_head)
{
    struct dd_trace trace = {.kind = DD_MARK_HEAD};
    enum dd_trace_mark mark;

    ck_assert_int_eq(dd_trace_read(&trace, "    Error: x", 12, false, &mark), DD_TRACE_MORE);
    ck_assert_int_eq(dd_trace_read(&trace, "Error: x", 8, false, &mark), DD_TRACE_HEAD);
    trace.kind = DD_MARK_NONE;
    ck_assert_int_eq(dd_trace_read(&trace, "    Error: x", 12, false, &mark), DD_TRACE_HEAD);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_traces, test_an_inner_exception_is_no_head};

    return suite_run("logs/trace", tests, sizeof tests / sizeof tests[0]);
}
