/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/error.h"
#include "base/plain.h"
#include "text/bytes.h"
#include "text/scan.h"
#include "text/uncover.h"

/* What stands at a place: `length` bytes that are gone, or that stand for `byte`. */
struct cover {
    size_t length; /* 0: nothing is covered */
    bool stands;
    char byte;
};

/* How an escape character and invisible ones are written where they cannot stand themselves. */
static const char *const written_escapes[] = {"\\u001b[", "\\x1b[", "\\033[", "\\e[", "^[["};
static const char *const written_invisible[] = {
    "\\u200b", "\\u200c", "\\u200d", "\\u200e", "\\u200f", "\\u2060", "\\ufeff",
    "\\u00ad", "\\u202a", "\\u202b", "\\u202c", "\\u202d", "\\u202e"};

/* HTML, sections "Named character references" and "Numeric"; those that stand in attributes. */
static const struct {
    const char *name;
    char byte;
} references[] = {
    {"&quot;", '"'},  {"&#34;", '"'}, {"&#x22;", '"'}, {"&apos;", '\''}, {"&#39;", '\''},
    {"&#x27;", '\''}, {"&amp;", '&'}, {"&lt;", '<'},   {"&gt;", '>'},    {"&#61;", '='},
    {"&#x3d;", '='},  {"&#58;", ':'}, {"&#10;", '\n'}, {"&nbsp;", ' '},
};

/* Escapes of one letter. */
static const struct {
    char letter, byte;
} letters[] = {
    {'n', '\n'}, {'r', '\r'}, {'t', '\t'}, {'"', '"'}, {'\'', '\''}, {'\\', '\\'}, {'/', '/'},
};

/* Bytes with which a cover may begin: controls, '%', '&', '\\', '^', and those of letters beyond
 * ASCII. */
/* clang-format off */
static const unsigned char may_begin[256] = {
    1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1,
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
};
/* clang-format on */

static int digit_of(char c)
{
    return dd_is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10;
}

/* Text that a byte of so many hex digits stands for; controls and halves of letters are left. */
static struct cover read_hex(const char *text, size_t length, size_t opening, size_t digits)
{
    int value = 0;

    if (opening + digits > length)
        return (struct cover){0, false, 0};
    for (size_t i = opening; i < opening + digits; i++) {
        if (!dd_is_hex(text[i]))
            return (struct cover){0, false, 0};
        value = value * 16 + digit_of(text[i]);
    }
    if ((value < ' ' && value != '\n' && value != '\t' && value != '\r') || value > '~')
        return (struct cover){0, false, 0};
    return (struct cover){opening + digits, true, (char)value};
}

static struct cover read_reference(const char *text, size_t length)
{
    for (size_t i = 0; i < DD_COUNT(references); i++)
        if (dd_has_word(text, length, references[i].name))
            return (struct cover){strlen(references[i].name), true, references[i].byte};
    return (struct cover){0, false, 0};
}

/* "1;31m" */
static size_t sequence_length(const char *text, size_t length)
{
    size_t end = 0;

    while (end < length && end < 24 && (dd_is_digit(text[end]) || text[end] == ';'))
        end++;
    return end < length && dd_is_letter(text[end]) ? end + 1 : 0;
}

static size_t written_length(const char *text, size_t length)
{
    for (size_t i = 0; i < DD_COUNT(written_invisible); i++)
        if (dd_has_word(text, length, written_invisible[i]))
            return strlen(written_invisible[i]);
    for (size_t i = 0; i < DD_COUNT(written_escapes); i++) {
        size_t size = strlen(written_escapes[i]);

        if (dd_has_word(text, length, written_escapes[i]) &&
            sequence_length(text + size, length - size) > 0)
            return size + sequence_length(text + size, length - size);
    }
    return 0;
}

static struct cover read_backslash(const char *text, size_t length)
{
    size_t written;

    if (length < 2)
        return (struct cover){0, false, 0};
    for (size_t i = 0; i < DD_COUNT(letters); i++)
        if (text[1] == letters[i].letter)
            return (struct cover){2, true, letters[i].byte};
    if (!dd_is_in("uxe0", text[1]))
        return (struct cover){0, false, 0};
    written = written_length(text, length);
    if (written > 0)
        return (struct cover){written, false, 0};
    if (text[1] == 'u' && length >= 6 && text[2] == '0' && text[3] == '0')
        return read_hex(text, length, 4, 2);
    return text[1] == 'x' ? read_hex(text, length, 2, 2) : (struct cover){0, false, 0};
}

/* `*step` becomes how far to go where nothing is covered. */
static struct cover read_cover(const char *text, size_t length, size_t *step)
{
    struct dd_unit unit;

    *step = 1;
    if (text[0] == '%')
        return read_hex(text, length, 1, 2);
    if (text[0] == '&')
        return read_reference(text, length);
    if (text[0] == '\\')
        return read_backslash(text, length);
    if (text[0] == '^')
        return (struct cover){length > 3 && text[1] == '[' ? written_length(text, length) : 0,
                              false, 0};
    unit = dd_unit_next(text, length);
    if (unit.kind == DD_UNIT_CONTROL || unit.kind == DD_UNIT_ESCAPE || unit.kind == DD_UNIT_BIDI ||
        unit.kind == DD_UNIT_INVISIBLE)
        return (struct cover){unit.length, false, 0};
    *step = unit.kind == DD_UNIT_INVALID ? 1 : unit.length;
    return (struct cover){0, false, 0};
}

/* Most bytes are none. */
static size_t next_suspect(const char *text, size_t length, size_t at)
{
    const unsigned char *bytes = (const unsigned char *)text;

    while (at < length) {
        size_t start = dd_plain_end(text, length, at);
        size_t most = length - start < DD_PLAIN_BLOCK ? length : start + DD_PLAIN_BLOCK;

        for (at = start; at < most; at++)
            if (may_begin[bytes[at]] != 0)
                return at;
    }
    return at;
}

size_t dd_covered_next(const char *text, size_t length, size_t at)
{
    size_t step = 1;

    for (at = next_suspect(text, length, at); at < length;
         at = next_suspect(text, length, at + step))
        if (read_cover(text + at, length - at, &step).length > 0)
            return at;
    return length;
}

static enum daydream_status add_hole(struct dd_uncovered *out, size_t gone, size_t escaped,
                                     struct daydream_error *err)
{
    size_t capacity = out->capacity == 0 ? 64 : out->capacity * 2;
    struct dd_hole *holes;
    struct dd_hole *last = out->count > 0 ? &out->holes[out->count - 1] : NULL;

    if (last != NULL && last->at == out->text.length) {
        last->gone = gone;
        last->escaped = escaped;
        return DAYDREAM_OK;
    }
    if (out->count == out->capacity) {
        holes = realloc(out->holes, capacity * sizeof *holes);
        if (holes == NULL)
            return dd_fail_memory(err);
        out->holes = holes;
        out->capacity = capacity;
    }
    out->holes[out->count++] = (struct dd_hole){out->text.length, gone, escaped};
    return DAYDREAM_OK;
}

static enum daydream_status take_cover(struct dd_uncovered *out, const struct cover *cover,
                                       size_t *gone, struct daydream_error *err)
{
    size_t escaped = cover->stands ? cover->length - 1 : 0;
    enum daydream_status status;

    *gone += cover->stands ? escaped : cover->length;
    status = add_hole(out, *gone, escaped, err);
    if (cover->stands)
        dd_buf_putc(&out->text, cover->byte);
    return status;
}

enum daydream_status dd_uncover(const char *text, size_t length, struct dd_uncovered *out,
                                struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;
    size_t gone = 0;

    for (size_t at = 0; at < length && status == DAYDREAM_OK;) {
        size_t suspect = next_suspect(text, length, at);
        struct cover cover = {0, false, 0};
        size_t step = 0;

        if (suspect < length)
            cover = read_cover(text + suspect, length - suspect, &step);
        dd_buf_add(&out->text, text + at, suspect - at + (cover.length == 0 ? step : 0));
        at = suspect + (cover.length == 0 ? step : cover.length);
        if (cover.length > 0)
            status = take_cover(out, &cover, &gone, err);
    }
    return status == DAYDREAM_OK ? dd_buf_status(&out->text, err) : status;
}

void dd_uncovered_free(struct dd_uncovered *uncovered)
{
    dd_buf_free(&uncovered->text);
    free(uncovered->holes);
    *uncovered = (struct dd_uncovered){.count = 0};
}

/* The last hole at or in front of a byte; NULL when there is none. */
static const struct dd_hole *hole_before(const struct dd_uncovered *uncovered, size_t at)
{
    size_t first = 0;
    size_t last = uncovered->count;

    while (first < last) {
        size_t middle = first + (last - first) / 2;

        if (uncovered->holes[middle].at <= at)
            first = middle + 1;
        else
            last = middle;
    }
    return first > 0 ? &uncovered->holes[first - 1] : NULL;
}

size_t dd_uncovered_start(const struct dd_uncovered *uncovered, size_t start)
{
    const struct dd_hole *hole = hole_before(uncovered, start);

    if (hole == NULL)
        return start;
    return start + hole->gone - (hole->at == start ? hole->escaped : 0);
}

size_t dd_uncovered_end(const struct dd_uncovered *uncovered, size_t end)
{
    const struct dd_hole *hole = hole_before(uncovered, end - 1);

    return end + (hole != NULL ? hole->gone : 0);
}
