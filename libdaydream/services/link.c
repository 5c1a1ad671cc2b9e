/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "net/ascii.h"
#include "services/link.h"

#define BLANKS " \t"

static const char *skip(const char *text, const char *characters)
{
    return text + strspn(text, characters);
}

/* Is "next" one of the relations, which blanks separate? */
static bool has_next(const char *relations, size_t length)
{
    static const char wanted[] = "next";
    size_t i = 0;

    while (i < length) {
        size_t word = strcspn(relations + i, BLANKS "\"");

        if (word > length - i)
            word = length - i;
        if (word == sizeof wanted - 1 && dd_ascii_same(relations + i, wanted, word))
            return true;
        i += word + 1;
    }
    return false;
}

/* Where a parameter's value, which begins at `text`, ends; its content goes to *value. */
static const char *read_value(const char *text, const char **value, size_t *length)
{
    if (*text != '"') {
        *value = text;
        *length = strcspn(text, BLANKS ";,");
        return text + *length;
    }
    *value = ++text;
    while (*text != '\0' && *text != '"')
        text += *text == '\\' && text[1] != '\0' ? 2 : 1;
    *length = (size_t)(text - *value);
    return *text == '"' ? text + 1 : text;
}

static bool is_word(const char *text, size_t length, const char *word)
{
    return length == strlen(word) && dd_ascii_same(text, word, length);
}

/* Read one ";name=value" and say whether it is the relation "next", or that nothing is there. */
static const char *read_parameter(const char *text, bool *next, bool *empty)
{
    const char *name = skip(text + 1, BLANKS);
    size_t length = strcspn(name, BLANKS "=;,");
    const char *value = skip(name + length, BLANKS);
    size_t value_length = 0;

    if (*value != '=')
        return value;
    text = read_value(skip(value + 1, BLANKS), &value, &value_length);
    if (is_word(name, length, "rel"))
        *next = has_next(value, value_length);
    if (is_word(name, length, "results"))
        *empty = is_word(value, value_length, "false");
    return skip(text, BLANKS);
}

bool dd_link_next(const char *header, struct dd_buf *out)
{
    const char *text = header != NULL ? skip(header, BLANKS ",") : "";

    while (*text == '<') {
        const char *target = text + 1;
        size_t length = strcspn(target, ">");
        bool next = false;
        bool empty = false;

        if (target[length] == '\0')
            return false;
        text = skip(target + length + 1, BLANKS);
        while (*text == ';')
            text = read_parameter(text, &next, &empty);
        if (next && !empty)
            dd_buf_add(out, target, length);
        if (next)
            return !empty;
        text = skip(text, BLANKS ",");
    }
    return false;
}
