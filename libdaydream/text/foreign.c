/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <string.h>

#include "base/error.h"
#include "base/utf8.h"
#include "text/foreign.h"
#include "text/scan.h"

#define REPLACEMENT "\xef\xbf\xbd" /* U+FFFD */
#define ELLIPSIS    "\xe2\x80\xa6" /* U+2026 */

/* How far behind the cut is read, for a secret is known by its whole. More would cost memory by
 * the input's length; what lies behind is never shown. */
#define LOOKAHEAD ((size_t)64 * 1024)

/* Half a token would not be known as one later, so a word is not split; a longer word is known by
 * its first bytes. */
#define WORD_MAX 64

/* Cutting can make a secret of what was none, and hiding that makes text to cut again. */
#define CUT_ROUNDS 8

#define MARK       "[redacted:"
#define MARK_MAX   (sizeof MARK + 32)

/* NULL: the unit's own bytes. */
static const char *const shown_as[DD_UNIT_KINDS] = {
    [DD_UNIT_TEXT] = NULL,    [DD_UNIT_BREAK] = " ",           [DD_UNIT_TAB] = " ",
    [DD_UNIT_CONTROL] = "",   [DD_UNIT_ESCAPE] = "",           [DD_UNIT_BIDI] = "",
    [DD_UNIT_INVISIBLE] = "", [DD_UNIT_INVALID] = REPLACEMENT,
};

static void trim(struct dd_buf *line)
{
    size_t length = line->length;

    while (length > 0 && line->data[length - 1] == ' ')
        length--;
    dd_buf_truncate(line, length);
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
}

/* Where the word that reaches up to `end` begins, when it is short and not all there is. */
static size_t before_word(const struct dd_buf *line, size_t end)
{
    size_t start = end;

    while (start > 0 && end - start < WORD_MAX && is_word(line->data[start - 1]))
        start--;
    return start > 0 && end - start < WORD_MAX ? start : end;
}

/* Units longer than a code point are plain ASCII, and may be cut anywhere. */
static size_t fitting(struct dd_unit unit, size_t room)
{
    return unit.length > room && unit.length > 4 ? room : unit.length;
}

/* Clean as much as `room` bytes hold. Returns whether something was left. */
static bool clean(const char *text, size_t length, size_t room, struct dd_buf *line)
{
    size_t at = 0;

    while (at < length && line->length < room && !line->failed) {
        struct dd_unit unit = dd_unit_next(text + at, length - at);

        if (shown_as[unit.kind] != NULL) {
            dd_buf_puts(line, shown_as[unit.kind]);
        } else {
            unit.length = fitting(unit, room - line->length);
            dd_buf_add(line, text + at, unit.length);
        }
        at += unit.length;
    }
    if (at < length)
        dd_buf_truncate(line, before_word(line, line->length));
    trim(line);
    return at < length;
}

/* The beginning of the mark that a cut would split: half a mark would be taken for a secret. */
static size_t before_mark(const struct dd_buf *line, size_t cut)
{
    for (size_t back = 1; back <= cut && back < MARK_MAX; back++) {
        const char *at = line->data + cut - back;

        if (*at == ']')
            break;
        if (*at == '[' && strncmp(at, MARK, strlen(MARK)) == 0)
            return cut - back;
    }
    return cut;
}

static void cut_to(struct dd_buf *line, size_t max)
{
    bool told = max >= strlen(ELLIPSIS);
    size_t cut = dd_utf8_cut(line->data, line->length, told ? max - strlen(ELLIPSIS) : max);

    if (cut < line->length && is_word(line->data[cut]))
        cut = before_word(line, cut);
    dd_buf_truncate(line, before_mark(line, cut));
    trim(line);
    if (told)
        dd_buf_puts(line, ELLIPSIS);
}

static enum daydream_status redact(const struct dd_redactor *redactor, struct dd_buf *line,
                                   struct daydream_error *err)
{
    struct dd_buf redacted = DD_BUF_INIT;
    enum daydream_status status;

    if (redactor == NULL || line->length == 0)
        return DAYDREAM_OK;
    status = dd_redact(redactor, line->data, line->length, &redacted, err);
    dd_buf_free(line);
    *line = redacted;
    return status;
}

/* Redact, cut, and again until neither changes anything; what has no end is not shown at all. */
static enum daydream_status fit(const struct dd_redactor *redactor, struct dd_buf *line, size_t max,
                                bool more, struct daydream_error *err)
{
    enum daydream_status status = redact(redactor, line, err);

    for (int i = 0; i < CUT_ROUNDS && status == DAYDREAM_OK; i++) {
        if (!more && line->length <= max)
            return DAYDREAM_OK;
        if (line->length > 0)
            cut_to(line, max);
        more = false;
        status = redact(redactor, line, err);
    }
    if (status == DAYDREAM_OK && line->length > max) {
        dd_buf_reset(line);
        dd_buf_puts(line, max >= strlen(DD_REDACTED_UNCLEAR) ? DD_REDACTED_UNCLEAR : "");
    }
    return status;
}

enum daydream_status dd_foreign_line(const struct dd_redactor *redactor, const char *text,
                                     size_t length, size_t max, struct dd_buf *out,
                                     struct daydream_error *err)
{
    struct dd_buf line = DD_BUF_INIT;
    size_t room = max < SIZE_MAX - LOOKAHEAD ? max + LOOKAHEAD : SIZE_MAX;
    bool more = clean(text, length, room, &line);
    enum daydream_status status = dd_buf_status(&line, err);

    if (status == DAYDREAM_OK)
        status = fit(redactor, &line, max, more, err);
    if (status == DAYDREAM_OK) {
        dd_buf_add(out, dd_buf_text(&line), line.length);
        status = dd_buf_status(out, err);
    }
    dd_buf_free(&line);
    return status;
}
