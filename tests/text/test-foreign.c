/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "support/suite.h"
#include "text/foreign.h"
#include "text/scan.h"

#define SPAN(text) text, sizeof text - 1
#define GONE       "\xef\xbf\xbd"
#define DOTS       "\xe2\x80\xa6"
#define ANY        1000

/* Made up, with the shape of real ones. */
#define GITHUB "ghp_0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R"

static struct dd_redactor *make(void)
{
    struct dd_redactor *redactor = NULL;

    ck_assert_int_eq(dd_redactor_new(&redactor, NULL), DAYDREAM_OK);
    return redactor;
}

static void line(const struct dd_redactor *redactor, const char *text, size_t length, size_t max,
                 struct dd_buf *out)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_msg(dd_foreign_line(redactor, text, length, max, out, &err) == DAYDREAM_OK, "%s",
                  err.text);
}

static const struct {
    const char *name, *text;
    size_t length, max;
    const char *wanted;
} cases[] = {
    {"nothing", SPAN(""), ANY, ""},
    {"plain", SPAN("plain text"), ANY, "plain text"},
    {"indented", SPAN("  at main()"), ANY, "  at main()"},
    {"letters of other scripts", SPAN("na\xc3\xafve \xe6\x97\xa5\xe6\x9c\xac \xf0\x9f\x8c\x99"),
     ANY, "na\xc3\xafve \xe6\x97\xa5\xe6\x9c\xac \xf0\x9f\x8c\x99"},
    {"lines", SPAN("a\nb\r\nc\rd\te\v\ff\xc2\x85g\xe2\x80\xa8h\xe2\x80\xa9i"), ANY,
     "a b c d e  f g h i"},
    {"final line break", SPAN("a\r\n"), ANY, "a"},
    {"nothing but blanks", SPAN(" \n\t "), ANY, ""},
    {"NUL", SPAN("a\0b"), ANY, "ab"},
    {"UTF-16 of ASCII", SPAN("e\0r\0r\0o\0r\0"), ANY, "error"},
    {"controls", SPAN("a\b\x01\x7f\x1f\xc2\x84z"), ANY, "az"},
    {"colours",
     SPAN("\x1b[1;31mERROR\x1b[0m \x9b"
          "32mok\xc2\x9bm"),
     ANY, "ERROR ok"},
    {"title", SPAN("a\x1b]0;@team\a b\x1b]0;@team\x1b\\ c"), ANY, "a b c"},
    {"hyperlink", SPAN("\x1b]8;;https://x.example\x1b\\here\x1b]8;;\x1b\\"), ANY, "here"},
    {"string without an end", SPAN("\x1b]0;the rest stays"), ANY, "0;the rest stays"},
    {"bidirectional",
     SPAN("a\xe2\x80\xaetxt.\xe2\x80\xac\xe2\x81\xa6z\xe2\x81\xa9\xd8\x9c\xe2\x80\x8e"), ANY,
     "atxt.z"},
    {"invisible", SPAN("@\xe2\x80\x8b\xe2\x81\xa0u\xc2\xads\xef\xbb\xbf\x65r\xf3\xa0\x81\xa1"), ANY,
     "@user"},
    {"invalid", SPAN("caf\xe9 \xff\xc0\xaf"), ANY, "caf" GONE " " GONE GONE GONE},
    {"half code points around what goes", SPAN("\xc3\x1b[m\xa9"), ANY, GONE GONE},
    {"an escape sequence of two halves", SPAN("\x1b\x1b[m[31mx"), ANY, "[31mx"},

    {"fits", SPAN("0123456789"), 10, "0123456789"},
    {"cut", SPAN("0123456789+"), 10, "0123456" DOTS},
    {"cut within a letter", SPAN("abc:\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9"), 10, "abc:\xc3\xa9" DOTS},
    {"cut within an emoji", SPAN("abcde\xf0\x9f\x8c\x99 night"), 11, "abcde" DOTS},
    {"cut before a word", SPAN("over the fence"), 12, "over the" DOTS},
    {"cut at a blank", SPAN("over the fence"), 11, "over the" DOTS},
    {"cut within the only word", SPAN("donaudampfschiff"), 10, "donauda" DOTS},
    {"no room for dots", SPAN("abcdef"), 2, "ab"},
    {"no room", SPAN("abcdef"), 0, ""},
    {"what goes takes no room", SPAN("\x1b[31m0123456789\x1b[0m\n"), 10, "0123456789"},

    {"secret", SPAN("token=hunter22x"), ANY, "token=[redacted:secret]"},
    {"secret with a colour in it", SPAN("tok\x1b[31men=hun\x1b[0mter22x"), ANY,
     "token=[redacted:secret]"},
    {"secret with an invisible letter",
     SPAN("ghp\xe2\x80\x8b_0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R"), ANY, "[redacted:github-token]"},
    {"secret behind a NUL", SPAN("a\0 " GITHUB), ANY, "a [redacted:github-token]"},
    {"secret across the cut", SPAN("push with " GITHUB " failed"), 30, "push with" DOTS},
    {"secret before the cut", SPAN(GITHUB " failed to push"), 34,
     "[redacted:github-token] failed" DOTS},
    {"cut makes a secret", SPAN("\xc3\xa9 AKIAQYLPMN5HHHFPZAM2.AKIAQYLPMN5HHHFPZAM2X"), 29,
     "\xc3\xa9" DOTS},
};

START_TEST(test_cases)
{
    struct dd_redactor *redactor = make();

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_buf once = DD_BUF_INIT;
        struct dd_buf twice = DD_BUF_INIT;

        line(redactor, cases[i].text, cases[i].length, cases[i].max, &once);
        ck_assert_msg(strcmp(dd_buf_text(&once), cases[i].wanted) == 0, "%s: '%s'", cases[i].name,
                      dd_buf_text(&once));
        line(redactor, dd_buf_text(&once), once.length, cases[i].max, &twice);
        ck_assert_msg(strcmp(dd_buf_text(&twice), dd_buf_text(&once)) == 0, "%s, again: '%s'",
                      cases[i].name, dd_buf_text(&twice));
        dd_buf_free(&once);
        dd_buf_free(&twice);
    }
    dd_redactor_free(redactor);
}
END_TEST

START_TEST(test_appends)
{
    struct dd_buf out = DD_BUF_INIT;

    dd_buf_puts(&out, "before ");
    line(NULL, SPAN("a\nb"), 3, &out);
    ck_assert_str_eq(dd_buf_text(&out), "before a b");
    dd_buf_free(&out);
}
END_TEST

/* Half a token would not be known as one by whoever redacts later. */
START_TEST(test_no_redactor)
{
    struct dd_buf out = DD_BUF_INIT;

    line(NULL, SPAN("push with " GITHUB), ANY, &out);
    ck_assert_str_eq(dd_buf_text(&out), "push with " GITHUB);
    dd_buf_reset(&out);
    line(NULL, SPAN("push with " GITHUB), 40, &out);
    ck_assert_str_eq(dd_buf_text(&out), "push with" DOTS);
    dd_buf_free(&out);
}
END_TEST

#define MAX    100
#define WINDOW ((size_t)64 * 1024 + MAX) /* how much of a text is looked at */

/* Much more text than is shown: a secret at its beginning is known by its end, what is kept does
 * not grow with what was given, and a secret that is looked at in part is not shown in part. */
START_TEST(test_long_text)
{
    static const char end[] = "-----END PRIVATE KEY----- ";
    size_t length = (size_t)8 * 1024 * 1024;
    struct dd_redactor *redactor = make();
    struct dd_buf out = DD_BUF_INIT;
    char *text = malloc(length);

    ck_assert_ptr_nonnull(text);
    memset(text, 'A', length);
    memcpy(text, SPAN("x -----BEGIN PRIVATE KEY-----"));
    line(redactor, text, length, MAX, &out);
    ck_assert_str_eq(dd_buf_text(&out), "x [redacted:private-key]" DOTS);
    dd_buf_reset(&out);
    memcpy(text + WINDOW - (sizeof end - 1) - 20, SPAN(end));
    memcpy(text + WINDOW - 20, SPAN(GITHUB));
    line(redactor, text, length, MAX, &out);
    ck_assert_str_eq(dd_buf_text(&out), "x [redacted:private-key]" DOTS);
    dd_buf_reset(&out);
    memset(text, '\xff', length);
    line(redactor, text, length, MAX, &out);
    ck_assert_uint_eq(out.length, 99);
    ck_assert_uint_lt(out.capacity, 1024);
    dd_buf_free(&out);
    free(text);
    dd_redactor_free(redactor);
}
END_TEST

START_TEST(test_redactor_fails)
{
    struct dd_redactor *redactor = make();
    struct dd_buf out = DD_BUF_INIT;

    dd_redactor_limit(redactor, 0);
    ck_assert_int_eq(dd_foreign_line(redactor, SPAN("-----BEGIN PRIVATE KEY-----AAAA-b-c-d-e-f"),
                                     ANY, &out, NULL),
                     DAYDREAM_ERROR_STATE);
    ck_assert_str_eq(dd_buf_text(&out), "");
    dd_buf_free(&out);
    dd_redactor_free(redactor);
}
END_TEST

/* What the random texts are made of, besides random bytes. */
static const char *const pieces[] = {
    "\x1b[31m",
    "\x1b]0;",
    "\a",
    "\x1b\\",
    "\x1b",
    "\xc2\x9b",
    "\x9d",
    "\x9c",
    "\r\n",
    "\t",
    "\xe2\x80\xae",
    "\xe2\x80\x8b",
    "\xf0\x9f\x8c\x99",
    "\xc3",
    "\xa9",
    "\xe2\x80",
    "password",
    "token=",
    "\"",
    ": ",
    " ",
    GITHUB,
    "AKIAQYLPMN5HHHFPZAM2",
    "[redacted:secret]",
    "[redacted:",
    "]",
    "hunter22x",
    "Cookie: a=b;",
    "://u:pw@",
    DOTS,
    "-----BEGIN PRIVATE KEY-----",
    "AAAAAAAAAAAAAAAAAAAA",
};

static void write_random(unsigned short seed[3], struct dd_buf *text)
{
    size_t count = (size_t)nrand48(seed) % 20;

    for (size_t i = 0; i < count; i++) {
        if (nrand48(seed) % 8 == 0)
            dd_buf_putc(text, (char)(nrand48(seed) & 0xff));
        else
            dd_buf_puts(text, pieces[(size_t)nrand48(seed) % (sizeof pieces / sizeof pieces[0])]);
    }
}

/* Valid UTF-8 of nothing but visible units, tabs and breaks left out. */
static bool is_clean(const struct dd_buf *text)
{
    for (size_t at = 0; at < text->length;) {
        struct dd_unit unit = dd_unit_next(text->data + at, text->length - at);

        if (unit.kind != DD_UNIT_TEXT)
            return false;
        at += unit.length;
    }
    return true;
}

START_TEST(test_random_texts)
{
    struct dd_redactor *redactor = make();
    unsigned short seed[3] = {7, 2026, 2};

    for (int round = 0; round < 30000; round++) {
        struct dd_buf text = DD_BUF_INIT;
        struct dd_buf once = DD_BUF_INIT;
        struct dd_buf twice = DD_BUF_INIT;
        struct dd_buf redacted = DD_BUF_INIT;
        size_t max = (size_t)nrand48(seed) % 120;
        const struct dd_redactor *with = nrand48(seed) % 4 == 0 ? NULL : redactor;

        write_random(seed, &text);
        line(with, dd_buf_text(&text), text.length, max, &once);
        ck_assert_uint_le(once.length, max);
        ck_assert_msg(is_clean(&once), "'%s'", dd_buf_text(&once));
        line(with, dd_buf_text(&once), once.length, max, &twice);
        ck_assert_msg(strcmp(dd_buf_text(&twice), dd_buf_text(&once)) == 0,
                      "at most %zu bytes: '%s' and then '%s'", max, dd_buf_text(&once),
                      dd_buf_text(&twice));
        if (with != NULL) {
            ck_assert_int_eq(dd_redact(with, dd_buf_text(&once), once.length, &redacted, NULL),
                             DAYDREAM_OK);
            ck_assert_str_eq(dd_buf_text(&redacted), dd_buf_text(&once));
        }
        dd_buf_free(&text);
        dd_buf_free(&once);
        dd_buf_free(&twice);
        dd_buf_free(&redacted);
    }
    dd_redactor_free(redactor);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_cases,     test_appends,        test_no_redactor,
                                  test_long_text, test_redactor_fails, test_random_texts};

    return suite_run("text/foreign", tests, sizeof tests / sizeof tests[0]);
}
