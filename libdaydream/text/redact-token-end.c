/* SPDX-License-Identifier: MIT */
/* Owns where a token begins and ends, also when it was cut or split. */
#include <stdint.h>

#include "text/bytes.h"
#include "text/redact-tokens.h"
#include "text/value.h"

#define TOKEN_SET "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+/=_-."

/* A shorter rest may be a word of somebody's manual, even where a cut is visible behind it. */
#define CUT_MIN 6

/* How much of a rest is searched before it is judged. */
#define JUDGED_MAX 512

/* "ghp_a1b2…", "ghp_a1b2...", and what ends with the text. */
static bool is_cut(const char *text, size_t length, size_t end)
{
    static const char *const signs[] = {"\xe2\x80\xa6", "...",  "[trunc", "(trunc",
                                        "<trunc",       "[...", "**"};

    if (end == length)
        return true;
    for (size_t i = 0; i < DD_COUNT(signs); i++)
        if (dd_has_word(text + end, length - end, signs[i]))
            return true;
    return false;
}

/* How many bytes from the beginning are of a set. */
static size_t span_of(const char *set, const char *text, size_t length, size_t most)
{
    bool in[256] = {false};
    size_t run = 0;

    for (; *set != '\0'; set++)
        in[(unsigned char)*set] = true;
    while (run < length && run < most && in[(unsigned char)text[run]])
        run++;
    return run;
}

/* Full stops and the like at the end belong to the sentence. */
static size_t trimmed(const char *rest, size_t length)
{
    while (length > 0 && dd_is_in(".,%$", rest[length - 1]))
        length--;
    return length;
}

/* Of a fixed length in capitals or hex: a longer one is something else. */
static bool is_longer(const struct dd_token_kind *kind, size_t run)
{
    return kind->full > 0 && kind->full <= 17 && kind->least == kind->full && run > kind->full;
}

size_t dd_token_end(const struct dd_token_kind *kind, const char *text, size_t length, size_t at,
                    const char *prefix, size_t prefix_length)
{
    size_t start = at + prefix_length;
    const char *rest = text + start;
    size_t run;
    size_t least = kind->least;

    if (memcmp(text + at, prefix, prefix_length) != 0 || !dd_word_begins(text, at))
        return at;
    run = trimmed(rest, span_of(kind->set, rest, length - start, JUDGED_MAX));
    if (run < least && run >= CUT_MIN && is_cut(text, length, start + run) &&
        dd_value_is_mixed(rest, run) && prefix_length >= 4)
        least = run;
    if (run < least && kind->full > run && prefix_length >= 4 && run >= CUT_MIN &&
        dd_over_lines(text, length, start + run, kind->full - run) > start + run)
        least = run;
    if (run < least || is_longer(kind, run) ||
        (kind->is_secret != NULL && !kind->is_secret(rest, run)))
        return at;
    if (run >= JUDGED_MAX - 8)
        run = trimmed(rest, span_of(kind->set, rest, length - start, SIZE_MAX));
    return dd_over_lines(text, length, start + run, kind->full > run ? kind->full - run : 0);
}

/* The length of an escape that ends in front of `at`: "\n", "\x1b", "\u003d", "%3D", "\033"; 0 when
 * there is none. */
static size_t escape_before(const char *text, size_t at)
{
    if (at >= 2 && text[at - 2] == '\\' && dd_is_in("abefnrtv", text[at - 1]))
        return 2;
    if (at >= 3 && text[at - 3] == '%' && dd_is_hex(text[at - 2]) && dd_is_hex(text[at - 1]))
        return 3;
    if (at >= 4 && text[at - 4] == '\\' && dd_is_in("xX0", text[at - 3]) &&
        dd_is_hex(text[at - 2]) && dd_is_hex(text[at - 1]))
        return 4;
    if (at >= 6 && text[at - 6] == '\\' && text[at - 5] == 'u' && dd_is_hex(text[at - 1]))
        return 6;
    return 0;
}

/* The end of a colour, "[1;31m", with or without the escape in front of it. */
static bool is_colour_before(const char *text, size_t at)
{
    size_t i = at - 1;

    if (text[i] != 'm' && text[i] != 'K')
        return false;
    while (i > 0 && at - i < 24 && (dd_is_digit(text[i - 1]) || text[i - 1] == ';'))
        i--;
    return i > 0 && text[i - 1] == '[';
}

bool dd_word_begins(const char *text, size_t at)
{
    return at == 0 || !dd_is_alnum(text[at - 1]) || escape_before(text, at) > 0 ||
           is_colour_before(text, at);
}

/* ---- Over the end of a line ----------------------------------------------------------------- */

/* So many bytes may stand between the two parts: quotes, a plus, a backslash, indentation. */
#define JOINT_MAX 24

/* A continued line of noise is at least so long, unless the bytes that are missing are known. */
#define LINE_MIN 16

/* Where the next line's content begins; 0 when the line does not end here. */
static size_t next_line(const char *text, size_t length, size_t end)
{
    size_t at = end;
    bool broken = false;

    while (at < length && at - end < JOINT_MAX && dd_is_in(" \t\r\n\"'\\+.|>#", text[at])) {
        if (text[at] == '\n' && broken)
            return 0;
        broken = broken || text[at] == '\n';
        at++;
    }
    return broken ? at : 0;
}

static bool ends_line(const char *text, size_t length, size_t at)
{
    return at == length || dd_is_in("\r\n\"'\\, \t<;)", text[at]);
}

size_t dd_over_lines(const char *text, size_t length, size_t end, size_t missing)
{
    for (;;) {
        size_t start = next_line(text, length, end);
        size_t run;

        if (start == 0)
            return end;
        run = span_of(TOKEN_SET, text + start, length - start, JUDGED_MAX);
        if (missing > 0 && run == missing && ends_line(text, length, start + run))
            return start + run;
        if (run < LINE_MIN || !dd_value_is_noise(text + start, run, LINE_MIN) ||
            dd_value_is_hash(text + start, run) || !ends_line(text, length, start + run))
            return end;
        if (start + run < length && text[start + run] != '\n' && text[start + run] != '\r' &&
            text[start + run] != '"' && text[start + run] != '\'' && text[start + run] != '\\')
            return end;
        end = start + run;
    }
}
