/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdint.h>

#include "base/utf8.h"
#include "text/scan.h"

#define ESC 0x1b
#define BEL 0x07
#define CAN 0x18
#define SUB 0x1a
#define DEL 0x7f

/* C1 controls, ECMA-48 section 8.3. "ESC c" with c from 0x40 to 0x5f is the same as c + 0x40. */
#define NEL 0x85
#define DCS 0x90
#define SOS 0x98
#define CSI 0x9b
#define ST  0x9c
#define OSC 0x9d
#define PM  0x9e
#define APC 0x9f

/* In ascending order. Bidirectional controls: UAX #9, section 2. Invisible ones: the property
 * Default_Ignorable_Code_Point of Unicode's DerivedCoreProperties.txt, and the interlinear
 * annotation controls. */
static const struct {
    uint32_t first, last;
    enum dd_unit_kind kind;
} ranges[] = {
    {0x00ad, 0x00ad, DD_UNIT_INVISIBLE},   {0x034f, 0x034f, DD_UNIT_INVISIBLE},
    {0x061c, 0x061c, DD_UNIT_BIDI},        {0x115f, 0x1160, DD_UNIT_INVISIBLE},
    {0x17b4, 0x17b5, DD_UNIT_INVISIBLE},   {0x180b, 0x180f, DD_UNIT_INVISIBLE},
    {0x200b, 0x200d, DD_UNIT_INVISIBLE},   {0x200e, 0x200f, DD_UNIT_BIDI},
    {0x2028, 0x2029, DD_UNIT_BREAK},       {0x202a, 0x202e, DD_UNIT_BIDI},
    {0x2060, 0x2065, DD_UNIT_INVISIBLE},   {0x2066, 0x2069, DD_UNIT_BIDI},
    {0x206a, 0x206f, DD_UNIT_INVISIBLE},   {0x3164, 0x3164, DD_UNIT_INVISIBLE},
    {0xfe00, 0xfe0f, DD_UNIT_INVISIBLE},   {0xfeff, 0xfeff, DD_UNIT_INVISIBLE},
    {0xffa0, 0xffa0, DD_UNIT_INVISIBLE},   {0xfff0, 0xfffb, DD_UNIT_INVISIBLE},
    {0x1bca0, 0x1bca3, DD_UNIT_INVISIBLE}, {0x1d173, 0x1d17a, DD_UNIT_INVISIBLE},
    {0xe0000, 0xe0fff, DD_UNIT_INVISIBLE},
};

#define RANGES (sizeof ranges / sizeof ranges[0])

static unsigned char byte_at(const char *text, size_t at)
{
    return (unsigned char)text[at];
}

static bool is_between(unsigned char byte, unsigned char first, unsigned char last)
{
    return byte >= first && byte <= last;
}

/* The C1 control at the beginning of `text` in any of its three forms (ESC and a letter, encoded
 * in UTF-8, or a raw byte) and its size in bytes; 0 when there is none. */
static unsigned char c1_control(const char *text, size_t length, size_t *size)
{
    unsigned char first = byte_at(text, 0);

    *size = 2;
    if (first == ESC && length > 1 && is_between(byte_at(text, 1), 0x40, 0x5f))
        return (unsigned char)(byte_at(text, 1) + 0x40);
    if (first == 0xc2 && length > 1 && is_between(byte_at(text, 1), 0x80, 0x9f))
        return byte_at(text, 1);
    *size = 1;
    return is_between(first, 0x80, 0x9f) ? first : 0;
}

static size_t skip(const char *text, size_t length, size_t at, unsigned char first,
                   unsigned char last)
{
    while (at < length && is_between(byte_at(text, at), first, last))
        at++;
    return at;
}

/* ECMA-48, section 5.4: parameter bytes, intermediate bytes, one final byte. */
static size_t control_sequence(const char *text, size_t length, size_t at)
{
    at = skip(text, length, at, 0x30, 0x3f);
    at = skip(text, length, at, 0x20, 0x2f);
    return at < length && is_between(byte_at(text, at), 0x40, 0x7e) ? at + 1 : at;
}

/* ECMA-35, section 13.2: ESC, intermediate bytes, one final byte; 1 when it is a lone ESC. */
static size_t escape_sequence(const char *text, size_t length)
{
    size_t at = skip(text, length, 1, 0x20, 0x2f);

    return at < length && is_between(byte_at(text, at), 0x30, 0x7e) ? at + 1 : at;
}

/* ECMA-48, section 5.6, and the BEL that terminals take for an end too. Whatever begins another
 * control function ends the search, so that no byte is searched twice. */
static size_t control_string(const char *text, size_t length, size_t introducer)
{
    size_t at = introducer;

    while (at < length) {
        unsigned char byte = byte_at(text, at);
        uint32_t code;
        size_t size;
        unsigned char control = c1_control(text + at, length - at, &size);

        if (byte == BEL)
            return at + 1;
        if (control == ST)
            return at + size;
        if (control != 0 || byte == ESC || byte == CAN || byte == SUB || byte == '\n')
            return introducer;
        size = dd_utf8_decode(text + at, length - at, &code);
        at += size > 0 ? size : 1;
    }
    return introducer;
}

static bool opens_string(unsigned char control)
{
    return control == DCS || control == SOS || control == OSC || control == PM || control == APC;
}

static struct dd_unit next_control(const char *text, size_t length, unsigned char control,
                                   size_t size)
{
    if (control == CSI)
        return (struct dd_unit){DD_UNIT_ESCAPE, control_sequence(text, length, size)};
    if (opens_string(control))
        return (struct dd_unit){DD_UNIT_ESCAPE, control_string(text, length, size)};
    if (byte_at(text, 0) == ESC)
        return (struct dd_unit){DD_UNIT_ESCAPE, size};
    if (size == 1)
        return (struct dd_unit){DD_UNIT_INVALID, size};
    return (struct dd_unit){control == NEL ? DD_UNIT_BREAK : DD_UNIT_CONTROL, size};
}

static struct dd_unit next_ascii(const char *text, size_t length)
{
    size_t printable = skip(text, length, 0, 0x20, DEL - 1);

    if (printable > 0)
        return (struct dd_unit){DD_UNIT_TEXT, printable};
    if (text[0] == '\t')
        return (struct dd_unit){DD_UNIT_TAB, 1};
    if (text[0] == '\r' && length > 1 && text[1] == '\n')
        return (struct dd_unit){DD_UNIT_BREAK, 2};
    if (is_between(byte_at(text, 0), '\n', '\r'))
        return (struct dd_unit){DD_UNIT_BREAK, 1};
    if (byte_at(text, 0) == ESC && escape_sequence(text, length) > 1)
        return (struct dd_unit){DD_UNIT_ESCAPE, escape_sequence(text, length)};
    return (struct dd_unit){DD_UNIT_CONTROL, 1};
}

static enum dd_unit_kind kind_of(uint32_t code)
{
    for (size_t i = 0; i < RANGES && code >= ranges[i].first; i++)
        if (code <= ranges[i].last)
            return ranges[i].kind;
    return DD_UNIT_TEXT;
}

struct dd_unit dd_unit_next(const char *text, size_t length)
{
    uint32_t code;
    size_t size;
    unsigned char control = c1_control(text, length, &size);

    if (control != 0)
        return next_control(text, length, control, size);
    if (byte_at(text, 0) <= DEL)
        return next_ascii(text, length);
    size = dd_utf8_decode(text, length, &code);
    if (size == 0)
        return (struct dd_unit){DD_UNIT_INVALID, 1};
    return (struct dd_unit){kind_of(code), size};
}
