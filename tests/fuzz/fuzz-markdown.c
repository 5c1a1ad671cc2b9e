/* SPDX-License-Identifier: MIT */
/* Any bytes as foreign text in Markdown: valid UTF-8 without what hides, delimiters that are
 * closed, no line of ours, and written again from what people read of it, it is the same. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "text/foreign.h"
#include "text/markdown.h"
#include "text/scan.h"

#define MAX 600

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void insist(bool holds)
{
    if (!holds)
        abort();
}

static bool same(const struct dd_buf *a, const struct dd_buf *b)
{
    return strcmp(dd_buf_text(a), dd_buf_text(b)) == 0;
}

/* Nothing that is no text, but for line feeds and tabs. */
static void check_plain(const struct dd_buf *text)
{
    for (size_t at = 0; at < text->length;) {
        struct dd_unit unit = dd_unit_next(text->data + at, text->length - at);

        insist(unit.kind == DD_UNIT_TEXT || unit.kind == DD_UNIT_TAB ||
               (unit.kind == DD_UNIT_BREAK && text->data[at] == '\n'));
        at += unit.length;
    }
}

static void check_valid(const struct dd_buf *text)
{
    uint32_t code;

    for (size_t at = 0; at < text->length;) {
        size_t size = dd_utf8_decode(text->data + at, text->length - at, &code);

        insist(size > 0);
        at += size;
    }
    insist(!text->failed && strncmp(dd_buf_text(text), "<!--", 4) != 0);
    insist(strstr(dd_buf_text(text), "\n<!--") == NULL);
}

/* What a code span shows, of which `*at` is the beginning: CommonMark 0.31, section 6.1. It has an
 * end. */
static const char *read_span(const char *at, struct dd_buf *out)
{
    size_t ticks = strspn(at, "`");
    const char *text = at + ticks;
    const char *end = text;
    size_t length;

    while (*end != '\0' && strspn(end, "`") != ticks)
        end += *end == '`' ? strspn(end, "`") : 1;
    insist(*end == '`');
    length = (size_t)(end - text);
    if (length > 1 && text[0] == ' ' && end[-1] == ' ' && strspn(text, " ") < length)
        dd_buf_add(out, text + 1, length - 2);
    else
        dd_buf_add(out, text, length);
    return end + ticks;
}

static const char *read_one(const char *at, struct dd_buf *out)
{
    static const char *const entities[] = {"&lt;", "&gt;", "&amp;"};

    for (size_t i = 0; i < 3; i++)
        if (strncmp(at, entities[i], strlen(entities[i])) == 0) {
            dd_buf_putc(out, "<>&"[i]);
            return at + strlen(entities[i]);
        }
    insist(strchr("<>&*[]~", *at) == NULL);
    if (*at == '\\')
        at++;
    insist(*at != '\0');
    dd_buf_putc(out, *at);
    return at + 1;
}

static void read_inline(const char *text, struct dd_buf *out)
{
    while (*text != '\0')
        text = *text == '`' ? read_span(text, out) : read_one(text, out);
}

static void check_text(const char *line)
{
    struct dd_buf once = DD_BUF_INIT;
    struct dd_buf words = DD_BUF_INIT;
    struct dd_buf twice = DD_BUF_INIT;

    dd_markdown_text(&once, line);
    check_valid(&once);
    read_inline(dd_buf_text(&once), &words);
    dd_markdown_text(&twice, dd_buf_text(&words));
    insist(same(&once, &twice));
    dd_buf_free(&once);
    dd_buf_free(&words);
    dd_buf_free(&twice);
}

static void check_code(const char *line)
{
    struct dd_buf once = DD_BUF_INIT;
    struct dd_buf words = DD_BUF_INIT;
    struct dd_buf twice = DD_BUF_INIT;

    dd_markdown_code(&once, line);
    check_valid(&once);
    if (once.length > 0)
        insist(*read_span(dd_buf_text(&once), &words) == '\0');
    dd_markdown_code(&twice, dd_buf_text(&words));
    insist(same(&once, &twice));
    dd_buf_free(&once);
    dd_buf_free(&words);
    dd_buf_free(&twice);
}

/* Between a first and a last line that are the fence, no line can close it: CommonMark 0.31,
 * section 4.5. */
static void check_fence(const char *text)
{
    struct dd_buf once = DD_BUF_INIT;
    struct dd_buf inside = DD_BUF_INIT;
    struct dd_buf twice = DD_BUF_INIT;
    const char *at;
    size_t ticks;

    dd_markdown_fence(&once, text);
    check_valid(&once);
    ticks = strspn(dd_buf_text(&once), "`");
    insist(ticks >= 3 && once.length >= 2 * (ticks + 1) && once.data[ticks] == '\n');
    dd_buf_add(&inside, once.data + ticks + 1, once.length - 2 * (ticks + 1));
    for (at = dd_buf_text(&inside); (at = strchr(at, '`')) != NULL; at += strspn(at, "`"))
        insist(strspn(at, "`") < ticks);
    dd_markdown_fence(&twice, dd_buf_text(&inside));
    insist(same(&once, &twice));
    dd_buf_free(&once);
    dd_buf_free(&inside);
    dd_buf_free(&twice);
}

static void check_link(const char *line)
{
    struct dd_buf out = DD_BUF_INIT;

    dd_markdown_link(&out, line, "https://github.com/o/r/issues/1");
    check_valid(&out);
    insist(out.length > 0 && out.data[0] == '[' && out.data[out.length - 1] == ')');
    dd_markdown_link(&out, "text", line);
    check_valid(&out);
    dd_buf_free(&out);
}

/* The door: once more through it changes nothing. */
static void check_line(const char *text, size_t length, size_t max)
{
    struct dd_buf once = DD_BUF_INIT;
    struct dd_buf twice = DD_BUF_INIT;

    insist(dd_foreign_line(NULL, text, length, max, &once, NULL) == DAYDREAM_OK);
    insist(once.length <= max && strlen(dd_buf_text(&once)) == once.length);
    check_plain(&once);
    insist(dd_foreign_line(NULL, dd_buf_text(&once), once.length, max, &twice, NULL) ==
           DAYDREAM_OK);
    insist(same(&once, &twice));
    check_text(dd_buf_text(&once));
    check_code(dd_buf_text(&once));
    check_link(dd_buf_text(&once));
    dd_buf_free(&once);
    dd_buf_free(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct dd_buf raw = DD_BUF_INIT;

    check_line((const char *)data, size, size > 0 ? data[0] : 0);
    check_line((const char *)data, size, MAX);
    dd_buf_add(&raw, data, size);
    insist(!raw.failed);
    check_text(dd_buf_text(&raw)); /* up to the first NUL */
    check_code(dd_buf_text(&raw));
    check_fence(dd_buf_text(&raw));
    dd_buf_free(&raw);
    return 0;
}
