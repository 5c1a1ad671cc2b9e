/* SPDX-License-Identifier: MIT */
#include "base/utf8.h"

/* One row a length: which first bytes, which code points (RFC 3629, section 4). */
static const struct {
    unsigned char mask, lead;
    uint32_t least, most;
} forms[] = {
    {0x80, 0x00, 0x0, 0x7f},
    {0xe0, 0xc0, 0x80, 0x7ff},
    {0xf0, 0xe0, 0x800, 0xffff},
    {0xf8, 0xf0, 0x10000, 0x10ffff},
};

#define FORMS (sizeof forms / sizeof forms[0])

static int is_surrogate(uint32_t code)
{
    return code >= 0xd800 && code <= 0xdfff;
}

static size_t form_of(unsigned char lead)
{
    size_t i = 0;

    while (i < FORMS && (lead & forms[i].mask) != forms[i].lead)
        i++;
    return i;
}

size_t dd_utf8_decode(const char *text, size_t length, uint32_t *code)
{
    const unsigned char *bytes = (const unsigned char *)text;
    size_t form;
    uint32_t value;

    if (length == 0 || (form = form_of(bytes[0])) == FORMS || form >= length)
        return 0;
    value = bytes[0] & (unsigned char)~forms[form].mask;
    for (size_t i = 1; i <= form; i++) {
        if ((bytes[i] & 0xc0) != 0x80)
            return 0;
        value = value << 6 | (bytes[i] & 0x3f);
    }
    if (value < forms[form].least || value > forms[form].most || is_surrogate(value))
        return 0;
    *code = value;
    return form + 1;
}

size_t dd_utf8_encode(uint32_t code, char *out)
{
    size_t form = 0;

    while (form < FORMS - 1 && code > forms[form].most)
        form++;
    for (size_t i = form; i > 0; i--) {
        out[i] = (char)(0x80 | (code & 0x3f));
        code >>= 6;
    }
    out[0] = (char)(forms[form].lead | code);
    return form + 1;
}

size_t dd_utf8_cut(const char *text, size_t length, size_t max)
{
    size_t cut = length < max ? length : max;
    size_t start = cut;
    uint32_t code;

    while (start > 0 && cut - start < 4 && ((unsigned char)text[start - 1] & 0xc0) == 0x80)
        start--;
    if (start > 0 && ((unsigned char)text[start - 1] & 0xc0) == 0xc0)
        start--;
    else
        start = cut; /* plain ASCII before the cut */
    if (start < cut && dd_utf8_decode(text + start, cut - start, &code) == cut - start)
        return cut;
    return start;
}
