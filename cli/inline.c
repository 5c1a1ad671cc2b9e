/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "inline.h"

/* A line that is read. */
struct line {
    const char *at;
    const char *end;
    cli_inline_fn put;
    void *user;
};

/* How labels look: the first of these words that stands in one decides. */
static const struct {
    const char *word;
    enum cli_style style;
} labels[] = {
    {"failed", CLI_RED},  {"wait", CLI_YELLOW},    {"skipped", CLI_YELLOW}, {"partly", CLI_YELLOW},
    {"quiet", CLI_GREEN}, {"recurring", CLI_BOLD}, {"error", CLI_RED},      {"warning", CLI_YELLOW},
};

static const struct {
    const char *entity;
    const char *text;
} entities[] = {
    {"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}, {"<sub>", ""}, {"</sub>", ""},
};

static size_t left(const struct line *line)
{
    return (size_t)(line->end - line->at);
}

static bool begins(const struct line *line, const char *with)
{
    size_t length = strlen(with);

    return left(line) >= length && memcmp(line->at, with, length) == 0;
}

static void put(const struct line *line, enum cli_style style, const char *text, size_t length)
{
    if (length > 0)
        line->put(line->user, style, text, length);
}

/* Where `text` stands between `at` and `end`; NULL: nowhere. */
static const char *find(const char *at, const char *end, const char *text)
{
    size_t length = strlen(text);

    for (; (size_t)(end - at) >= length; at++)
        if (memcmp(at, text, length) == 0)
            return at;
    return NULL;
}

static size_t run_of(const char *at, const char *end, char c)
{
    size_t count = 0;

    while (at + count < end && at[count] == c)
        count++;
    return count;
}

/* The run of backticks that ends a span which begins with so many; NULL: it is none. */
static const char *find_closing(const char *at, const char *end, size_t ticks)
{
    while (at < end) {
        size_t run = run_of(at, end, '`');

        if (run == ticks)
            return at;
        at += run > 0 ? run : 1;
    }
    return NULL;
}

/* The blanks that only keep backticks apart are no part of it (CommonMark 0.31, section 6.1). */
static bool take_code(struct line *line)
{
    size_t ticks = run_of(line->at, line->end, '`');
    const char *text = line->at + ticks;
    const char *closing = ticks > 0 ? find_closing(text, line->end, ticks) : NULL;
    const char *end = closing;

    if (closing == NULL)
        return false;
    if (end - text > 2 && *text == ' ' && end[-1] == ' ') {
        text++;
        end--;
    }
    put(line, CLI_PLAIN, text, (size_t)(end - text));
    line->at = closing + ticks;
    return true;
}

static enum cli_style style_of(const char *text, const char *end)
{
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++)
        if (find(text, end, labels[i].word) != NULL)
            return labels[i].style;
    return CLI_BOLD;
}

static bool take_label(struct line *line)
{
    const char *text = line->at + 2;
    const char *end = begins(line, "**") ? find(text, line->end, "**") : NULL;

    if (end == NULL)
        return false;
    put(line, style_of(text, end), text, (size_t)(end - text));
    line->at = end + 2;
    return true;
}

/* Behind a text the address of its page, which a terminal makes a link of. */
static bool take_link(struct line *line)
{
    const char *text = line->at + 1;
    const char *end = begins(line, "[") ? find(text, line->end, "](https://") : NULL;
    const char *close = end != NULL ? find(end, line->end, ")") : NULL;

    if (close == NULL)
        return false;
    cli_inline(text, (size_t)(end - text), line->put, line->user);
    put(line, CLI_PLAIN, " ", 1);
    put(line, CLI_DIM, end + 2, (size_t)(close - end - 2));
    line->at = close + 1;
    return true;
}

static bool take_address(struct line *line)
{
    const char *end = begins(line, "<https://") ? find(line->at, line->end, ">") : NULL;

    if (end == NULL)
        return false;
    put(line, CLI_DIM, line->at + 1, (size_t)(end - line->at - 1));
    line->at = end + 1;
    return true;
}

static bool take_entity(struct line *line)
{
    for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++)
        if (begins(line, entities[i].entity)) {
            put(line, CLI_PLAIN, entities[i].text, strlen(entities[i].text));
            line->at += strlen(entities[i].entity);
            return true;
        }
    return false;
}

static bool take_escape(struct line *line)
{
    if (*line->at != '\\' || left(line) < 2)
        return false;
    put(line, CLI_PLAIN, line->at + 1, 1);
    line->at += 2;
    return true;
}

static bool (*const takers[])(struct line *line) = {take_code,    take_label,  take_link,
                                                    take_address, take_entity, take_escape};

static bool take(struct line *line)
{
    for (size_t i = 0; i < sizeof takers / sizeof takers[0]; i++)
        if (takers[i](line))
            return true;
    return false;
}

void cli_inline(const char *text, size_t length, cli_inline_fn fn, void *user)
{
    struct line line = {text, text + length, fn, user};
    const char *plain = text;

    while (line.at < line.end) {
        const char *at = line.at;

        if (strchr("`*[<&\\", *at) == NULL) {
            line.at++;
            continue;
        }
        put(&line, CLI_PLAIN, plain, (size_t)(at - plain));
        plain = at;
        if (take(&line))
            plain = line.at;
        else
            line.at++;
    }
    put(&line, CLI_PLAIN, plain, (size_t)(line.end - plain));
}
