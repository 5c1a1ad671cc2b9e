/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"
#include "logs/chars.h"
#include "logs/unescape.h"

#define HIGH_SURROGATE 0xd800u
#define LOW_SURROGATE  0xdc00u
#define SURROGATES_END 0xe000u
#define REPLACEMENT    0xfffdu /* for half a character (The Unicode Standard, 3.9) */
#define UNIT_LENGTH    6       /* of "\u0041" */

static uint32_t digit_value(char c)
{
    if (dd_is_digit(c))
        return (uint32_t)(c - '0');
    return (uint32_t)(dd_lower(c) - 'a') + 10;
}

/* "\u0041" */
static bool read_unit(const char *at, const char *end, uint32_t *unit)
{
    *unit = 0;
    if (end - at < UNIT_LENGTH || at[0] != '\\' || at[1] != 'u')
        return false;
    for (int i = 2; i < UNIT_LENGTH; i++) {
        if (!dd_is_hex(at[i]))
            return false;
        *unit = *unit * 16 + digit_value(at[i]);
    }
    return true;
}

/* One or, with surrogates, two of them, which stand for nothing alone; the length that was read, 0
 * for no character. */
static size_t read_code(const char *at, const char *end, uint32_t *code)
{
    uint32_t low;

    if (!read_unit(at, end, code) || *code == 0)
        return 0;
    if (*code < HIGH_SURROGATE || *code >= SURROGATES_END)
        return UNIT_LENGTH;
    if (*code >= LOW_SURROGATE || !read_unit(at + UNIT_LENGTH, end, &low) || low < LOW_SURROGATE ||
        low >= SURROGATES_END) {
        *code = REPLACEMENT;
        return UNIT_LENGTH;
    }
    *code = 0x10000 + ((*code - HIGH_SURROGATE) << 10) + (low - LOW_SURROGATE);
    return (size_t)2 * UNIT_LENGTH;
}

/* "\n" and its like: the length that was read, 0 for no escape. */
static size_t read_short(const char *at, const char *end, uint32_t *code)
{
    static const char names[] = "nrt\"\\/bf";
    static const char values[] = "\n\r\t\"\\/\b\f";
    const char *name = end - at < 2 ? NULL : memchr(names, at[1], sizeof names - 1);

    if (name == NULL)
        return 0;
    *code = (uint32_t)values[name - names];
    return 2;
}

static size_t read_escape(const char *at, const char *end, uint32_t *code)
{
    size_t length = read_short(at, end, code);

    return length > 0 ? length : read_code(at, end, code);
}

struct sink {
    char *out;
    size_t max;
    size_t length;
    bool full;
};

/* All of a piece, or nothing of it and of what follows. */
static void put(struct sink *sink, const char *text, size_t length)
{
    sink->full = sink->full || length > sink->max - sink->length;
    if (sink->full)
        return;
    memcpy(sink->out + sink->length, text, length);
    sink->length += length;
}

/* Plain text may be cut, but not inside of a character. */
static void put_plain(struct sink *sink, const char *text, size_t length)
{
    size_t room = sink->max - sink->length;
    size_t cut = length;

    if (length > room)
        for (cut = room; cut > 0 && ((unsigned char)text[cut] & 0xc0) == 0x80;)
            cut--;
    put(sink, text, cut);
    sink->full = sink->full || cut < length;
}

/* Put the escape at `at` and return what is behind it; `*ended` when it is a line feed. */
static const char *put_escape(struct sink *sink, const char *at, const char *end, bool *ended)
{
    char bytes[4];
    uint32_t code;
    size_t length = read_escape(at, end, &code);

    *ended = length > 0 && code == '\n';
    if (length == 0)
        put(sink, at, 1);
    else if (!*ended)
        put(sink, bytes, dd_utf8_encode(code, bytes));
    return at + (length > 0 ? length : 1);
}

const char *dd_unescape_line(const char *at, const char *end, char *out, size_t max, size_t *length)
{
    struct sink sink = {.out = out, .max = max};
    bool ended = false;

    while (at < end && !ended) {
        const char *escape = memchr(at, '\\', (size_t)(end - at));

        if (escape == NULL)
            escape = end;
        put_plain(&sink, at, (size_t)(escape - at));
        at = escape < end ? put_escape(&sink, escape, end, &ended) : end;
    }
    if (sink.length > 0 && out[sink.length - 1] == '\r')
        sink.length--;
    *length = sink.length;
    return at;
}
