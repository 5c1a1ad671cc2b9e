/* SPDX-License-Identifier: MIT */
#include "logs/template.h"
#include "base/utf8.h"
#include "logs/chars.h"
#include "logs/variable.h"

#define VARIABLE        "<*>"
#define VARIABLE_LENGTH (sizeof VARIABLE - 1)
#define REPLACEMENT     "\xef\xbf\xbd" /* U+FFFD */

struct mask {
    struct dd_buf *out;
    size_t from; /* where the template begins in `out` */
    const char *at;
    const char *end;
    char before; /* the byte in front of `at`; a blank at the beginning */
};

static size_t made(const struct mask *mask)
{
    return mask->out->length - mask->from;
}

static bool ends_with(const struct mask *mask, const char *text)
{
    size_t length = strlen(text);

    return !mask->out->failed && made(mask) >= length &&
           memcmp(mask->out->data + mask->out->length - length, text, length) == 0;
}

/* Variables next to each other, and those of a list, are one: how many there are varies too. */
static void put_variable(struct mask *mask)
{
    static const char *const between[] = {VARIABLE,     VARIABLE ".", VARIABLE ":", VARIABLE "-",
                                          VARIABLE "_", VARIABLE "/", VARIABLE ",", VARIABLE ", "};

    for (size_t i = 0; i < sizeof between / sizeof between[0]; i++)
        if (ends_with(mask, between[i])) {
            dd_buf_truncate(mask->out, mask->out->length - strlen(between[i]) + VARIABLE_LENGTH);
            return;
        }
    dd_buf_puts(mask->out, VARIABLE);
}

static void advance(struct mask *mask, size_t length)
{
    mask->at += length;
    mask->before = mask->at[-1];
}

static void put_blank(struct mask *mask)
{
    if (made(mask) > 0 && !ends_with(mask, " "))
        dd_buf_putc(mask->out, ' ');
}

/* ESC [ ... letter (ECMA-48, 5.4); any other control character is a blank. */
static void skip_control(struct mask *mask)
{
    const char *code = mask->at + 2;

    if (dd_begins(mask->at, mask->end, "\x1b[")) {
        while (code < mask->end && !dd_is_alpha(*code))
            code++;
        mask->at = code < mask->end ? code + 1 : code;
        return;
    }
    put_blank(mask);
    mask->at++;
    mask->before = ' ';
}

static void put_run(struct mask *mask)
{
    const char *behind = mask->at;
    size_t length;
    size_t word;

    while (behind < mask->end && dd_is_alnum(*behind))
        behind++;
    length = (size_t)(behind - mask->at);
    word = dd_variable_word(mask->at, length);
    dd_buf_add(mask->out, mask->at, word);
    if (word < length)
        put_variable(mask);
    advance(mask, length);
}

static void put_code_point(struct mask *mask)
{
    uint32_t code;
    size_t length = dd_utf8_decode(mask->at, (size_t)(mask->end - mask->at), &code);

    if (length == 0)
        dd_buf_puts(mask->out, REPLACEMENT);
    else
        dd_buf_add(mask->out, mask->at, length);
    advance(mask, length > 0 ? length : 1);
    mask->before = 'x'; /* a letter, as far as the scanners are concerned */
}

/* The length of the value behind "key="; `*at` is the equal sign. */
static size_t pair_length(const struct mask *mask)
{
    const char *value = mask->at + 1;
    const char *at = value;
    size_t quoted;

    if (at < mask->end && (*at == '=' || *at == '>' || *at == '~'))
        return 0;
    quoted = at < mask->end && strchr("\"'`", *at) != NULL ? dd_variable_length(at, mask->end, '=')
                                                           : 0;
    if (quoted > 0)
        return quoted + 1;
    while (at < mask->end && (unsigned char)*at > ' ' && strchr(",;|)]}\"'`<>", *at) == NULL)
        at++;
    return (size_t)(at - value) + 1;
}

/* "uid=0" and "uid=" are "uid=<*>" both. */
static bool put_pair(struct mask *mask)
{
    size_t length;

    if (*mask->at != '=' || !(dd_is_name(mask->before) || mask->before == '-'))
        return false;
    length = pair_length(mask);
    if (length == 0)
        return false;
    dd_buf_puts(mask->out, "=" VARIABLE);
    advance(mask, length);
    return true;
}

/* A value begins where no word goes on. An underscore or a dash in front of a run of digits ends
 * a word ("blk_17", "node-4"). */
static bool put_value(struct mask *mask)
{
    size_t length;

    if (dd_is_alnum(mask->before) || mask->before == '_' || mask->before == '$')
        return false;
    length = dd_variable_length(mask->at, mask->end, mask->before);
    if (length == 0)
        return false;
    put_variable(mask);
    advance(mask, length);
    return true;
}

/* "blk_-160" */
static bool put_signed(struct mask *mask)
{
    if (mask->before != '_' || mask->end - mask->at < 2 || *mask->at != '-' ||
        !dd_is_digit(mask->at[1]))
        return false;
    advance(mask, 1);
    return true;
}

static void put_next(struct mask *mask)
{
    unsigned char c = (unsigned char)*mask->at;

    if (c <= ' ' || c == 0x7f) {
        skip_control(mask);
    } else if (c >= 0x80) {
        put_code_point(mask);
    } else if (!put_pair(mask) && !put_value(mask) && !put_signed(mask)) {
        if (dd_is_alnum(*mask->at)) {
            put_run(mask);
        } else {
            dd_buf_putc(mask->out, *mask->at);
            advance(mask, 1);
        }
    }
}

void dd_template_make(struct dd_buf *out, const char *message, size_t length)
{
    struct mask mask = {
        .out = out, .from = out->length, .at = message, .end = message + length, .before = ' '};
    size_t cut;

    while (mask.at < mask.end && made(&mask) <= DD_TEMPLATE_MAX + VARIABLE_LENGTH && !out->failed)
        put_next(&mask);
    cut = out->failed || out->data == NULL
              ? 0
              : dd_utf8_cut(out->data + mask.from, made(&mask), DD_TEMPLATE_MAX);
    dd_buf_truncate(out, mask.from + cut);
    while (ends_with(&mask, " "))
        dd_buf_truncate(out, out->length - 1);
}
