/* SPDX-License-Identifier: MIT */
/* The part of family.h that knows how rotations name files. */
#include <string.h>

#include "base/path.h"
#include "logs/chars.h"
#include "logs/family.h"

static const char *const packings[] = {".gz", ".zst", ".xz", ".bz2"};

/* A stretch of a name, whose end moves to the front as its parts are recognised. */
struct part {
    const char *text;
    size_t length;
};

static bool ends_with(const struct part *part, const char *ending)
{
    size_t length = strlen(ending);

    return part->length > length && memcmp(part->text + part->length - length, ending, length) == 0;
}

static bool strip_packing(struct part *part)
{
    for (size_t i = 0; i < sizeof packings / sizeof packings[0]; i++)
        if (ends_with(part, packings[i])) {
            part->length -= strlen(packings[i]);
            return true;
        }
    return false;
}

static bool is_number(const char *at, const char *end, long low, long high)
{
    long value = 0;

    for (; at < end; at++) {
        if (!dd_is_digit(*at))
            return false;
        value = value * 10 + (*at - '0');
    }
    return value >= low && value <= high;
}

/* "20260720", "2026-07-20", with whatever digits are behind it ("_10-11", "-1784542272"). */
static bool is_date(const char *at, const char *end)
{
    size_t dash = end - at > 4 && at[4] == '-' ? 1 : 0;
    size_t length = 8 + 2 * dash;

    if ((size_t)(end - at) < length || (dash == 1 && at[7] != '-') ||
        !is_number(at, at + 4, 1990, 2099) || !is_number(at + 4 + dash, at + 6 + dash, 1, 12) ||
        !is_number(at + 6 + 2 * dash, at + length, 1, 31))
        return false;
    for (at += length; at < end; at++)
        if (!dd_is_digit(*at) && strchr("-_.T", *at) == NULL)
            return false;
    return true;
}

/* Is that what a rotation puts behind a name, up to the end? `digits`: of a number. */
static bool is_rotation(const char *at, const char *end, long digits)
{
    if (at < end && strchr("-._", *at) != NULL && is_date(at + 1, end))
        return true;
    return end - at > 1 && end - at <= 1 + digits && *at == '.' && is_number(at + 1, end, 0, 999);
}

static bool strip_rotation(struct part *part, long digits)
{
    const char *end = part->text + part->length;

    for (const char *at = part->text + 1; at < end; at++)
        if (is_rotation(at, end, digits)) {
            part->length = (size_t)(at - part->text);
            return true;
        }
    return false;
}

/* The part before the extension, of which the rest is `*ending`. */
static struct part split(const struct part *part, struct part *ending)
{
    size_t stem = part->length;

    while (stem > 0 && part->text[stem - 1] != '.')
        stem--;
    stem = stem > 0 ? stem - 1 : part->length;
    *ending = (struct part){part->text + stem, part->length - stem};
    return (struct part){part->text, stem};
}

bool dd_family_name(const char *path, struct dd_buf *out)
{
    const char *base = dd_path_name(path);
    struct part name = {base, strlen(base)};
    struct part ending;
    struct part stem;
    bool closed = strip_packing(&name);

    if (ends_with(&name, ".old")) {
        name.length -= strlen(".old");
        closed = true;
    }
    closed = strip_rotation(&name, 3) || closed;
    stem = split(&name, &ending);
    if (ending.length > 1 && is_date(stem.text, stem.text + stem.length))
        stem.length = 0;
    else if (ending.length > 1)
        (void)strip_rotation(&stem, 2);
    dd_buf_add(out, path, (size_t)(base - path));
    dd_buf_add(out, stem.text, stem.length);
    dd_buf_add(out, ending.text, ending.length);
    return closed;
}
