/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "text/bytes.h"
#include "text/entity.h"

#define LONGEST      32
#define HIGHEST_CODE UINT32_C(0x10ffff)

/* Those that are met in headings and destinations. */
static const struct {
    const char *name;
    const char *text;
} names[] = {
    {"amp", "&"},       {"lt", "<"},        {"gt", ">"},       {"quot", "\""},  {"apos", "'"},
    {"nbsp", "\u00a0"}, {"copy", "\u00a9"}, {"reg", "\u00ae"}, {"hellip", "…"}, {"ndash", "–"},
    {"mdash", "—"},     {"lsquo", "‘"},     {"rsquo", "’"},    {"ldquo", "“"},  {"rdquo", "”"},
    {"auml", "ä"},      {"ouml", "ö"},      {"uuml", "ü"},     {"Auml", "Ä"},   {"Ouml", "Ö"},
    {"Uuml", "Ü"},      {"szlig", "ß"},     {"eacute", "é"},   {"egrave", "è"}, {"rarr", "→"},
    {"larr", "←"},      {"trade", "™"},     {"times", "×"},    {"middot", "·"}, {"bull", "•"},
};

static uint32_t read_number(const char *digits, size_t length)
{
    bool is_hex = length > 0 && (digits[0] == 'x' || digits[0] == 'X');
    uint32_t code = 0;

    for (size_t i = is_hex; i < length && code <= HIGHEST_CODE; i++) {
        char c = dd_lower(digits[i]);

        if (!(is_hex ? dd_is_hex(c) : dd_is_digit(c)))
            return 0;
        code = code * (is_hex ? 16 : 10) + (uint32_t)(dd_is_digit(c) ? c - '0' : c - 'a' + 10);
    }
    return code;
}

static bool add_number(struct dd_buf *out, const char *digits, size_t length)
{
    uint32_t code = read_number(digits, length);
    char bytes[4];

    if (code == 0 || code > HIGHEST_CODE || (code >= 0xd800 && code < 0xe000))
        return false;
    dd_buf_add(out, bytes, dd_utf8_encode(code, bytes));
    return true;
}

static bool add_name(struct dd_buf *out, const char *name, size_t length)
{
    for (size_t i = 0; i < DD_COUNT(names); i++)
        if (strlen(names[i].name) == length && memcmp(names[i].name, name, length) == 0) {
            dd_buf_puts(out, names[i].text);
            return true;
        }
    return false;
}

void dd_entity_add(struct dd_buf *out, const char *entity, size_t length)
{
    bool known = false;

    if (length > 3 && entity[1] == '#')
        known = add_number(out, entity + 2, length - 3);
    else if (length > 2)
        known = add_name(out, entity + 1, length - 2);
    if (!known)
        dd_buf_add(out, entity, length);
}

void dd_entities_add(struct dd_buf *out, const char *text, size_t length)
{
    size_t at = 0;

    while (at < length) {
        const char *end = NULL;

        if (text[at] == '&')
            end = memchr(text + at, ';', length - at < LONGEST ? length - at : LONGEST);
        if (end == NULL) {
            dd_buf_putc(out, text[at++]);
            continue;
        }
        dd_entity_add(out, text + at, (size_t)(end + 1 - text) - at);
        at = (size_t)(end + 1 - text);
    }
}
