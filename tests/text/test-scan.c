/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "support/suite.h"
#include "text/scan.h"

#define SPAN(text) text, sizeof text - 1

static const char *const names[DD_UNIT_KINDS] = {
    "text", "break", "tab", "control", "escape", "bidi", "invisible", "invalid",
};

/* The first unit of each text: its kind and its length. */
static const struct {
    const char *name, *text;
    size_t length;
    enum dd_unit_kind kind;
    size_t size;
} cases[] = {
    {"ASCII up to a control", SPAN("plain text\n"), DD_UNIT_TEXT, 10},
    {"ASCII up to others", SPAN("na\xc3\xafve"), DD_UNIT_TEXT, 2},
    {"two bytes", SPAN("\xc3\xa9x"), DD_UNIT_TEXT, 2},
    {"four bytes", SPAN("\xf0\x9f\x8c\x99 night"), DD_UNIT_TEXT, 4},
    {"no-break space is visible", SPAN("\xc2\xa0x"), DD_UNIT_TEXT, 2},

    {"LF", SPAN("\nx"), DD_UNIT_BREAK, 1},
    {"CR", SPAN("\rx"), DD_UNIT_BREAK, 1},
    {"CR LF", SPAN("\r\nx"), DD_UNIT_BREAK, 2},
    {"vertical tab", SPAN("\vx"), DD_UNIT_BREAK, 1},
    {"form feed", SPAN("\fx"), DD_UNIT_BREAK, 1},
    {"NEL", SPAN("\xc2\x85x"), DD_UNIT_BREAK, 2},
    {"line separator", SPAN("\xe2\x80\xa8x"), DD_UNIT_BREAK, 3},
    {"paragraph separator", SPAN("\xe2\x80\xa9x"), DD_UNIT_BREAK, 3},
    {"tab", SPAN("\tx"), DD_UNIT_TAB, 1},

    {"NUL", SPAN("\0x"), DD_UNIT_CONTROL, 1},
    {"backspace", SPAN("\bx"), DD_UNIT_CONTROL, 1},
    {"DEL", SPAN("\x7fx"), DD_UNIT_CONTROL, 1},
    {"C1 control", SPAN("\xc2\x84x"), DD_UNIT_CONTROL, 2},
    {"lone ESC at the end", SPAN("\x1b"), DD_UNIT_CONTROL, 1},
    {"ESC before another", SPAN("\x1b\x1b[m"), DD_UNIT_CONTROL, 1},
    {"ESC before other text", SPAN("\x1b\xc3\xa9"), DD_UNIT_CONTROL, 1},

    {"colour", SPAN("\x1b[1;31mred"), DD_UNIT_ESCAPE, 7},
    {"colour of 24 bits", SPAN("\x1b[38:2::1:2:3mred"), DD_UNIT_ESCAPE, 14},
    {"private mode", SPAN("\x1b[?1049hx"), DD_UNIT_ESCAPE, 8},
    {"intermediate byte", SPAN("\x1b[1 qx"), DD_UNIT_ESCAPE, 5},
    {"CSI as a raw byte",
     SPAN("\x9b"
          "31mred"),
     DD_UNIT_ESCAPE, 4},
    {"CSI in UTF-8",
     SPAN("\xc2\x9b"
          "31mred"),
     DD_UNIT_ESCAPE, 5},
    {"CSI that breaks off", SPAN("\x1b[31\xc3\xa9"), DD_UNIT_ESCAPE, 4},
    {"CSI at the end", SPAN("\x1b[31"), DD_UNIT_ESCAPE, 4},
    {"title, BEL", SPAN("\x1b]0;title\ax"), DD_UNIT_ESCAPE, 10},
    {"title, ST", SPAN("\x1b]0;title\x1b\\x"), DD_UNIT_ESCAPE, 11},
    {"title, ST as a raw byte", SPAN("\x1b]0;title\x9cx"), DD_UNIT_ESCAPE, 10},
    {"title, ST in UTF-8", SPAN("\x1b]0;title\xc2\x9cx"), DD_UNIT_ESCAPE, 11},
    {"title with the byte of ST in a letter", SPAN("\x1b]0;\xc3\x9c\ax"), DD_UNIT_ESCAPE, 7},
    {"OSC as a raw byte",
     SPAN("\x9d"
          "0;title\ax"),
     DD_UNIT_ESCAPE, 9},
    {"DCS", SPAN("\x1bPq#0\x1b\\x"), DD_UNIT_ESCAPE, 7},
    {"SOS", SPAN("\x1bXabc\x1b\\x"), DD_UNIT_ESCAPE, 7},
    {"PM", SPAN("\x1b^abc\x1b\\x"), DD_UNIT_ESCAPE, 7},
    {"APC", SPAN("\x1b_abc\x1b\\x"), DD_UNIT_ESCAPE, 7},
    {"string without an end", SPAN("\x1b]0;all that follows"), DD_UNIT_ESCAPE, 2},
    {"string that a line ends", SPAN("\x1b]0;title\nx\a"), DD_UNIT_ESCAPE, 2},
    {"string that CAN ends", SPAN("\x1b]0;title\x18x\a"), DD_UNIT_ESCAPE, 2},
    {"string that another ends", SPAN("\x1b]0;a\x1b]0;b\a"), DD_UNIT_ESCAPE, 2},
    {"two characters",
     SPAN("\x1b"
          "7x"),
     DD_UNIT_ESCAPE, 2},
    {"character set", SPAN("\x1b(Bx"), DD_UNIT_ESCAPE, 3},
    {"reset",
     SPAN("\x1b"
          "cx"),
     DD_UNIT_ESCAPE, 2},

    {"Arabic letter mark", SPAN("\xd8\x9cx"), DD_UNIT_BIDI, 2},
    {"right-to-left mark", SPAN("\xe2\x80\x8fx"), DD_UNIT_BIDI, 3},
    {"right-to-left override", SPAN("\xe2\x80\xaex"), DD_UNIT_BIDI, 3},
    {"pop isolate", SPAN("\xe2\x81\xa9x"), DD_UNIT_BIDI, 3},

    {"soft hyphen", SPAN("\xc2\xadx"), DD_UNIT_INVISIBLE, 2},
    {"grapheme joiner", SPAN("\xcd\x8fx"), DD_UNIT_INVISIBLE, 2},
    {"Hangul filler", SPAN("\xe1\x85\x9fx"), DD_UNIT_INVISIBLE, 3},
    {"halfwidth Hangul filler", SPAN("\xef\xbe\xa0x"), DD_UNIT_INVISIBLE, 3},
    {"Khmer vowel", SPAN("\xe1\x9e\xb4x"), DD_UNIT_INVISIBLE, 3},
    {"Mongolian separator", SPAN("\xe1\xa0\x8ex"), DD_UNIT_INVISIBLE, 3},
    {"zero width space", SPAN("\xe2\x80\x8bx"), DD_UNIT_INVISIBLE, 3},
    {"zero width joiner", SPAN("\xe2\x80\x8dx"), DD_UNIT_INVISIBLE, 3},
    {"word joiner", SPAN("\xe2\x81\xa0x"), DD_UNIT_INVISIBLE, 3},
    {"deprecated format", SPAN("\xe2\x81\xafx"), DD_UNIT_INVISIBLE, 3},
    {"byte order mark", SPAN("\xef\xbb\xbfx"), DD_UNIT_INVISIBLE, 3},
    {"variation selector", SPAN("\xef\xb8\x8fx"), DD_UNIT_INVISIBLE, 3},
    {"interlinear annotation", SPAN("\xef\xbf\xbbx"), DD_UNIT_INVISIBLE, 3},
    {"tag letter", SPAN("\xf3\xa0\x81\xa1x"), DD_UNIT_INVISIBLE, 4},
    {"last tag", SPAN("\xf3\xa0\xbf\xbfx"), DD_UNIT_INVISIBLE, 4},

    {"replacement character is text", SPAN("\xef\xbf\xbdx"), DD_UNIT_TEXT, 3},
    {"lone continuation byte", SPAN("\xa9x"), DD_UNIT_INVALID, 1},
    {"cut code point", SPAN("\xe2\x80"), DD_UNIT_INVALID, 1},
    {"overlong", SPAN("\xc0\xaf"), DD_UNIT_INVALID, 1},
    {"surrogate", SPAN("\xed\xa0\x80"), DD_UNIT_INVALID, 1},
    {"beyond Unicode", SPAN("\xf4\x90\x80\x80"), DD_UNIT_INVALID, 1},
    {"raw C1 byte that opens nothing", SPAN("\x85x"), DD_UNIT_INVALID, 1},
};

START_TEST(test_units)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_unit unit = dd_unit_next(cases[i].text, cases[i].length);

        ck_assert_msg(unit.kind == cases[i].kind && unit.length == cases[i].size,
                      "%s: %s of %zu bytes instead of %s of %zu", cases[i].name, names[unit.kind],
                      unit.length, names[cases[i].kind], cases[i].size);
    }
}
END_TEST

/* Every beginning of every case is read to its end, and no further: a byte behind it would be
 * found by valgrind or a sanitizer. */
START_TEST(test_stays_inside)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        for (size_t length = 1; length <= cases[i].length; length++) {
            char *text = malloc(length);
            size_t at = 0;

            ck_assert_ptr_nonnull(text);
            memcpy(text, cases[i].text, length);
            while (at < length) {
                struct dd_unit unit = dd_unit_next(text + at, length - at);

                ck_assert_msg(unit.length > 0 && unit.length <= length - at, "%s, %zu bytes",
                              cases[i].name, length);
                at += unit.length;
            }
            free(text);
        }
}
END_TEST

/* Strings without an end, one behind the other, cost one look each and not one each per string:
 * a quadratic search of this would run into the suite's time limit. */
START_TEST(test_many_open_strings)
{
    size_t length = (size_t)4 * 1024 * 1024;
    char *text = malloc(length);
    size_t at = 0;
    size_t units = 0;

    ck_assert_ptr_nonnull(text);
    for (size_t i = 0; i < length; i += 2)
        memcpy(text + i, "\x1b]", 2);
    for (; at < length; units++)
        at += dd_unit_next(text + at, length - at).length;
    ck_assert_uint_eq(units, length / 2);
    free(text);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_units, test_stays_inside, test_many_open_strings};

    return suite_run("text/scan", tests, sizeof tests / sizeof tests[0]);
}
