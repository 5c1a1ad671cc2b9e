/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "text/bytes.h"
#include "text/document-html.h"
#include "text/entity.h"

#define TAG_MAX 16 /* a longer name is none that is known */

struct walk {
    const char *text;
    size_t length;
    size_t at;
    size_t line;
    dd_part_fn take;
    void *user;
    struct dd_buf value;   /* of the attribute at hand */
    struct dd_buf heading; /* words of the one that is open */
    bool in_heading;
    size_t heading_line;
};

/* A tag's name in lower case; "/x" for its end. */
struct tag {
    char name[TAG_MAX];
    size_t line;
};

static const struct {
    const char *tag; /* NULL: any */
    const char *attribute;
    enum dd_part part;
} attributes[] = {
    {"a", "href", DD_PART_LINK},         {"img", "src", DD_PART_IMAGE},
    {"video", "src", DD_PART_IMAGE},     {"audio", "src", DD_PART_IMAGE},
    {"source", "src", DD_PART_IMAGE},    {"video", "poster", DD_PART_IMAGE},
    {"source", "srcset", DD_PART_IMAGE}, {"a", "name", DD_PART_ANCHOR},
    {NULL, "id", DD_PART_ANCHOR},
};

static char byte(const struct walk *walk)
{
    return walk->at < walk->length ? walk->text[walk->at] : '\0';
}

static bool is_space(char c)
{
    return dd_is_blank(c) || c == '\n' || c == '\r' || c == '\f';
}

static void step(struct walk *walk)
{
    walk->line += byte(walk) == '\n';
    walk->at++;
}

static bool has(const struct walk *walk, const char *what)
{
    return dd_has_word(walk->text + walk->at, walk->length - walk->at, what);
}

/* Go behind the next `end`, or to the end of the text. */
static void skip_past(struct walk *walk, const char *end)
{
    while (walk->at < walk->length && !has(walk, end))
        step(walk);
    for (size_t i = 0; i < strlen(end) && walk->at < walk->length; i++)
        step(walk);
}

static void skip_spaces(struct walk *walk)
{
    while (walk->at < walk->length && is_space(byte(walk)))
        step(walk);
}

/* A name up to what cannot be in one; what does not fit in is dropped. */
static void read_name(struct walk *walk, char out[TAG_MAX])
{
    size_t length = 0;

    while (walk->at < walk->length && !is_space(byte(walk)) && !dd_is_in("=>", byte(walk)) &&
           !(byte(walk) == '/' && length > 0)) {
        if (length + 1 < TAG_MAX)
            out[length++] = dd_lower(byte(walk));
        step(walk);
    }
    out[length] = '\0';
}

static void read_value(struct walk *walk)
{
    char quote = dd_is_in("\"'", byte(walk)) ? byte(walk) : '\0';
    size_t begin;

    if (quote != '\0')
        step(walk);
    begin = walk->at;
    while (walk->at < walk->length && byte(walk) != quote &&
           (quote != '\0' || (!is_space(byte(walk)) && byte(walk) != '>')))
        step(walk);
    dd_entities_add(&walk->value, walk->text + begin, walk->at - begin);
    if (quote != '\0' && walk->at < walk->length)
        step(walk);
}

/* "a.png 2x, b.png": the first of several, which are one picture. */
static void cut_list(struct dd_buf *value)
{
    size_t end = strcspn(dd_buf_text(value), " ,");

    dd_buf_truncate(value, end);
}

static enum daydream_status hand_on(struct walk *walk, enum dd_part part, size_t line,
                                    struct dd_buf *text, struct daydream_error *err)
{
    enum daydream_status status = dd_buf_status(text, err);

    return status == DAYDREAM_OK ? walk->take(walk->user, part, line, dd_buf_text(text), err)
                                 : status;
}

static enum daydream_status take_attribute(struct walk *walk, const struct tag *tag,
                                           const char *name, size_t line,
                                           struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    if (strcmp(name, "srcset") == 0)
        cut_list(&walk->value);
    for (size_t i = 0; i < DD_COUNT(attributes) && status == DAYDREAM_OK; i++)
        if (strcmp(attributes[i].attribute, name) == 0 &&
            (attributes[i].tag == NULL || strcmp(attributes[i].tag, tag->name) == 0))
            status = hand_on(walk, attributes[i].part, line, &walk->value, err);
    return status;
}

static enum daydream_status read_attributes(struct walk *walk, const struct tag *tag,
                                            struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    skip_spaces(walk);
    while (walk->at < walk->length && byte(walk) != '>' && status == DAYDREAM_OK) {
        char name[TAG_MAX];
        size_t before = walk->at;
        size_t line = walk->line;

        read_name(walk, name);
        skip_spaces(walk);
        dd_buf_reset(&walk->value);
        if (byte(walk) == '=') {
            step(walk);
            skip_spaces(walk);
            read_value(walk);
            status = take_attribute(walk, tag, name, line, err);
        }
        skip_spaces(walk);
        if (walk->at == before)
            step(walk);
    }
    if (walk->at < walk->length && status == DAYDREAM_OK)
        step(walk);
    return status;
}

static bool is_heading(const char *name)
{
    return name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && name[2] == '\0';
}

static enum daydream_status end_heading(struct walk *walk, struct daydream_error *err)
{
    struct dd_buf words = DD_BUF_INIT;
    enum daydream_status status;

    walk->in_heading = false;
    dd_entities_add(&words, dd_buf_text(&walk->heading), walk->heading.length);
    status = hand_on(walk, DD_PART_HEADING, walk->heading_line, &words, err);
    dd_buf_free(&words);
    return status;
}

static enum daydream_status take_tag(struct walk *walk, struct daydream_error *err)
{
    struct tag tag = {"", walk->line};
    enum daydream_status status;

    step(walk);
    read_name(walk, tag.name);
    status = read_attributes(walk, &tag, err);
    if (status != DAYDREAM_OK)
        return status;
    if (strcmp(tag.name, "script") == 0)
        skip_past(walk, "</script");
    else if (strcmp(tag.name, "style") == 0)
        skip_past(walk, "</style");
    else if (is_heading(tag.name)) {
        walk->in_heading = true;
        walk->heading_line = tag.line;
        dd_buf_reset(&walk->heading);
    } else if (tag.name[0] == '/' && is_heading(tag.name + 1) && walk->in_heading)
        return end_heading(walk, err);
    return DAYDREAM_OK;
}

static bool begins_tag(const struct walk *walk)
{
    char next = walk->at + 1 < walk->length ? walk->text[walk->at + 1] : '\0';

    return byte(walk) == '<' && (dd_is_letter(next) || next == '/');
}

enum daydream_status dd_document_html(const char *text, size_t length, size_t line, dd_part_fn take,
                                      void *user, struct daydream_error *err)
{
    struct walk walk = {.text = text, .length = length, .line = line, .take = take, .user = user};
    enum daydream_status status = DAYDREAM_OK;

    while (walk.at < length && status == DAYDREAM_OK) {
        if (has(&walk, "<!--")) {
            skip_past(&walk, "-->");
        } else if (begins_tag(&walk)) {
            status = take_tag(&walk, err);
        } else {
            if (walk.in_heading)
                dd_buf_putc(&walk.heading, byte(&walk) == '\n' ? ' ' : byte(&walk));
            step(&walk);
        }
    }
    dd_buf_free(&walk.value);
    dd_buf_free(&walk.heading);
    return status;
}
