/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <string.h>

#include "base/hash.h"
#include "logs/chars.h"
#include "logs/shape.h"
#include "logs/template.h"

#define LONGEST_PERIOD  4 /* parts of what repeats in a list */
#define VARIABLE_LENGTH (sizeof DD_VARIABLE - 1)
#define PUNCTUATION     ".,:;!?()[]{}\"'"
#define INSIDE_NAMES    "._/\\@$~"

struct part {
    const char *at;
    const char *end;
};

static bool is_variable(const char *at, const char *end)
{
    return dd_begins(at, end, DD_VARIABLE);
}

static bool ends_with(struct part part, const char *text)
{
    size_t length = strlen(text);

    return (size_t)(part.end - part.at) >= length && memcmp(part.end - length, text, length) == 0;
}

/* Without the punctuation around it. */
static struct part core(struct part part)
{
    while (part.at < part.end && dd_is_in(*part.at, PUNCTUATION))
        part.at++;
    while (part.at < part.end && dd_is_in(part.end[-1], PUNCTUATION))
        part.end--;
    return part;
}

/* "<*>", "(<*>)", "<*>.<*>%", "()": how many of these there are is no difference. */
static bool is_value(struct part part)
{
    bool variable = part.end - part.at == 2 && dd_is_in(*part.at, "([") &&
                    dd_is_in(part.at[1], ")]");

    while (part.at < part.end) {
        if (is_variable(part.at, part.end)) {
            variable = true;
            part.at += VARIABLE_LENGTH;
        } else if (dd_is_alnum(*part.at) || (unsigned char)*part.at >= 0x80) {
            return false;
        } else {
            part.at++;
        }
    }
    return variable;
}

static bool is_word(struct part part)
{
    if (part.at == part.end || !dd_is_alpha(*part.at))
        return false;
    while (part.at < part.end && (dd_is_alpha(*part.at) || *part.at == '-' || *part.at == '\''))
        part.at++;
    return part.at == part.end;
}

/* "ERROR_IN_CAPITALS" is as good as a word. */
static bool is_constant(struct part part)
{
    while (part.at < part.end && (dd_is_upper(*part.at) || *part.at == '_'))
        part.at++;
    return part.at == part.end;
}

/* Joined to something before it and behind it: "a.b", "<*>_tmp", "<*>-B". */
static bool is_joined(struct part part)
{
    if (part.end - part.at < 3)
        return false;
    for (const char *c = part.at + 1; c + 1 < part.end; c++) {
        bool before = dd_is_alnum(c[-1]) || c[-1] == '>';
        bool behind = dd_is_alnum(c[1]) || c[1] == '<';

        if (before && behind && dd_is_in(*c, INSIDE_NAMES))
            return true;
        if (*c == '-' && c[-1] == '>' && dd_is_alnum(c[1]))
            return true;
    }
    return false;
}

/* An exception says what happened; a key says what its value is. */
static bool is_name(struct part part)
{
    if (ends_with(part, "Exception") || ends_with(part, "Error") ||
        memchr(part.at, '=', (size_t)(part.end - part.at)) != NULL)
        return false;
    return !is_constant(part) && is_joined(part);
}

static bool has_variable(struct part part)
{
    bool found = false;

    for (; part.at < part.end; part.at++) {
        if (*part.at == '=')
            return false;
        found = found || is_variable(part.at, part.end);
    }
    return found;
}

static unsigned kind_of(struct part part)
{
    struct part inner = core(part);

    if (is_value(part))
        return DD_PART_VALUE | DD_PART_VARIES;
    if (is_word(inner))
        return ends_with(inner, "ed") || ends_with(inner, "ing") ? DD_PART_WORD
                                                                 : DD_PART_WORD | DD_PART_NOUN;
    if (is_name(inner))
        return DD_PART_NAME | DD_PART_VARIES;
    return has_variable(part) ? DD_PART_VARIES : 0;
}

static bool repeats(const struct dd_shape *shape, size_t period)
{
    const uint64_t *last = shape->hashes + shape->count - period;
    bool varies = false;

    if (shape->count < 2 * period || memcmp(last, last - period, period * sizeof *last) != 0)
        return false;
    for (size_t i = shape->count - period; i < shape->count; i++)
        varies = varies || (shape->kinds[i] & DD_PART_VARIES) != 0;
    return varies;
}

/* What repeats is a list, and how long it is varies: "node-<*> <ok> node-<*> <ok>". */
static void add_part(struct dd_shape *shape, uint64_t hash, unsigned kind)
{
    shape->hashes[shape->count] = hash;
    shape->kinds[shape->count++] = (uint8_t)kind;
    for (size_t period = 1; period <= LONGEST_PERIOD; period++)
        if (repeats(shape, period)) {
            shape->count -= period;
            return;
        }
}

static void split(const char *template, struct dd_shape *out)
{
    struct part part = {.at = template};

    for (size_t i = 0; *part.at != '\0'; i++) {
        unsigned kind;

        part.end = part.at + (i + 1 < DD_SHAPE_PARTS ? strcspn(part.at, " ") : strlen(part.at));
        kind = kind_of(part);
        /* the subject is never only a name: a message begins with what it is about */
        if (i == 0)
            kind &= ~(unsigned)(DD_PART_NAME | DD_PART_NOUN);
        add_part(out,
                 (kind & DD_PART_NAME) != 0 ? DD_PART_NAME
                                            : dd_hash(part.at, (size_t)(part.end - part.at)),
                 kind);
        part.at = *part.end == ' ' ? part.end + 1 : part.end;
    }
}

/* Of the parts that are no values. */
static uint64_t make_key(const struct dd_shape *shape, uint64_t kin)
{
    struct dd_shape said = {.count = 0};

    for (size_t i = 0; i < shape->count; i++)
        if ((shape->kinds[i] & DD_PART_VALUE) == 0)
            add_part(&said, shape->hashes[i], shape->kinds[i]);
    return dd_hash(said.hashes, said.count * sizeof *said.hashes) ^ kin;
}

/* A part and where it stands. */
static uint64_t mix(const struct dd_shape *shape, size_t position)
{
    uint64_t pair[] = {shape->hashes[position], position};

    return dd_hash(pair, sizeof pair);
}

void dd_shape_read(const char *template, uint64_t kin, struct dd_shape *out)
{
    out->count = out->words = 0;
    out->rare = 0;
    split(template, out);
    out->key = make_key(out, kin);
    out->whole = kin + out->count;
    for (size_t i = 0; i < out->count; i++) {
        out->words += (out->kinds[i] & DD_PART_WORD) != 0 ? 1 : 0;
        out->whole += mix(out, i);
    }
}

uint64_t dd_shape_without(const struct dd_shape *shape, size_t position)
{
    return shape->whole - mix(shape, position);
}

static bool is_rare(const struct dd_shape *shape, size_t position)
{
    return (shape->rare >> position & 1) != 0;
}

uint64_t dd_shape_frame(const struct dd_shape *shape)
{
    uint64_t frame = shape->whole;

    for (size_t i = 0; i < shape->count; i++)
        if (is_rare(shape, i))
            frame -= mix(shape, i);
    return frame ^ dd_hash(&shape->rare, sizeof shape->rare);
}

size_t dd_shape_words(const struct dd_shape *shape)
{
    size_t words = shape->words;

    for (size_t i = 0; i < shape->count; i++)
        if (is_rare(shape, i) && (shape->kinds[i] & DD_PART_WORD) != 0)
            words--;
    return words;
}
