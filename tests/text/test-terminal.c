/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "support/suite.h"
#include "text/terminal.h"

#define SPAN(text) text, sizeof text - 1
#define GONE       "\xef\xbf\xbd"

static const struct {
    const char *name, *text;
    size_t length;
    const char *wanted;
} cases[] = {
    {"nothing", SPAN(""), ""},
    {"plain", SPAN("a\tb\nc"), "a\tb\nc"},
    {"colour", SPAN("a\x1b[31mb"), "a" GONE "b"},
    {"colour, raw C1",
     SPAN("a\x9b"
          "31mb"),
     "a" GONE "b"},
    {"title", SPAN("a\x1b]0;gotcha\ab"), "a" GONE "b"},
    {"hyperlink", SPAN("\x1b]8;;https://x.example\x1b\\here"), GONE "here"},
    {"clipboard", SPAN("a\x1b]52;c;aGk=\ab"), "a" GONE "b"},
    {"clipboard, C1 in UTF-8",
     SPAN("a\xc2\x9d"
          "52;c;aGk=\xc2\x9c"
          "b"),
     "a" GONE "b"},
    {"hyperlink, raw C1",
     SPAN("a\x9d"
          "8;;https://x.example\x9c"
          "b"),
     "a" GONE "b"},
    {"device control", SPAN("a\x1bP$q\"p\x1b\\b"), "a" GONE "b"},
    {"device control, raw C1",
     SPAN("a\x90"
          "$q\"p\x9c"
          "b"),
     "a" GONE "b"},
    {"reset",
     SPAN("a\x1b"
          "cb"),
     "a" GONE "b"},
    {"clipboard without an end", SPAN("\x1b]52;c;aGk="), GONE "52;c;aGk="},
    {"a sequence of two that are none", SPAN("\x1b\x1b]0;x\a"), GONE GONE},
    {"backspaces", SPAN("ok\b\bno"), "ok" GONE GONE "no"},
    {"lone CR", SPAN("safe\rgone"), "safe" GONE "gone"},
    {"CR LF", SPAN("a\r\nb\r\n"), "a\nb\n"},
    {"CR CR LF", SPAN("a\r\r\nb"), "a" GONE "\nb"},
    {"NUL", SPAN("a\0b"), "a" GONE "b"},
    {"DEL",
     SPAN("a\x7f"
          "b"),
     "a" GONE "b"},
    {"C1",
     SPAN("a\xc2\x84"
          "b"),
     "a" GONE "b"},
    {"NEL",
     SPAN("a\xc2\x85"
          "b"),
     "a" GONE "b"},
    {"override",
     SPAN("a\xe2\x80\xae"
          "b"),
     "a" GONE "b"},
    {"no UTF-8", SPAN("caf\xe9!"), "caf" GONE "!"},
    {"joiner of an emoji", SPAN("\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb"),
     "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb"},
};

START_TEST(test_cases)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_buf out = DD_BUF_INIT;

        dd_buf_puts(&out, "> ");
        dd_terminal_text(&out, cases[i].text, cases[i].length);
        ck_assert_msg(strcmp(dd_buf_text(&out) + 2, cases[i].wanted) == 0, "%s: '%s'",
                      cases[i].name, dd_buf_text(&out) + 2);
        dd_buf_free(&out);
    }
}
END_TEST

/* No byte of any random input comes through that a terminal acts on, and what came through once
 * comes through again. */
START_TEST(test_random_bytes)
{
    unsigned short seed[3] = {2, 2026, 18};

    for (int round = 0; round < 20000; round++) {
        static const char likely[] = "\x1b\x1b[]P\\;0m\a\x9b\x9c\x9d\xc2\xe2\x80\xae\r\n\t ab";
        char text[48];
        size_t length = (size_t)nrand48(seed) % sizeof text;
        struct dd_buf once = DD_BUF_INIT;
        struct dd_buf twice = DD_BUF_INIT;

        for (size_t i = 0; i < length; i++)
            text[i] = nrand48(seed) % 4 == 0 ? (char)(nrand48(seed) & 0xff)
                                             : likely[(size_t)nrand48(seed) % (sizeof likely - 1)];
        dd_terminal_text(&once, text, length);
        for (size_t i = 0; i < once.length; i++) {
            unsigned char byte = (unsigned char)once.data[i];

            ck_assert(byte >= 0x20 || byte == '\n' || byte == '\t');
            ck_assert(byte != 0x7f);
            ck_assert(byte != 0xc2 || (unsigned char)once.data[i + 1] >= 0xa0);
        }
        dd_terminal_text(&twice, dd_buf_text(&once), once.length);
        ck_assert_str_eq(dd_buf_text(&twice), dd_buf_text(&once));
        dd_buf_free(&once);
        dd_buf_free(&twice);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_cases, test_random_bytes};

    return suite_run("text/terminal", tests, sizeof tests / sizeof tests[0]);
}
