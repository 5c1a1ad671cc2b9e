/* SPDX-License-Identifier: MIT */
/* reStructuredText, as far as it leads to files and to places in them: docutils' "reStructuredText
 * Markup Specification" and "Directives", and the roles and directives of Sphinx that name files.
 * It is read line by line; what the indented block below a line is, that line says. Only links may
 * go over lines, within a paragraph. */
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "text/bytes.h"
#include "text/document-rst-inline.h"

enum block {
    BLOCK_TEXT,
    BLOCK_SKIPPED, /* code, a comment */
    BLOCK_TOC      /* names of documents */
};

struct line {
    const char *text; /* behind its indentation */
    size_t length;
    size_t indent;
};

struct walk {
    struct dd_rst rst;
    enum block block;
    size_t block_indent; /* it has more */
    struct line before;  /* the line above; length 0: blank */
    struct dd_buf word;
    struct dd_buf paragraph; /* the lines of text so far */
    size_t paragraph_line;
};

static const struct {
    const char *name;
    enum dd_part part; /* of its argument; CODE: it has none that counts */
    enum block block;
} directives[] = {
    {"image", DD_PART_IMAGE, BLOCK_TEXT},
    {"figure", DD_PART_IMAGE, BLOCK_TEXT},
    {"include", DD_PART_LINK, BLOCK_TEXT},
    {"literalinclude", DD_PART_LINK, BLOCK_TEXT},
    {"toctree", DD_PART_CODE, BLOCK_TOC},
    {"code", DD_PART_CODE, BLOCK_SKIPPED},
    {"code-block", DD_PART_CODE, BLOCK_SKIPPED},
    {"sourcecode", DD_PART_CODE, BLOCK_SKIPPED},
    {"highlight", DD_PART_CODE, BLOCK_SKIPPED},
    {"parsed-literal", DD_PART_CODE, BLOCK_SKIPPED},
    {"raw", DD_PART_CODE, BLOCK_SKIPPED},
    {"math", DD_PART_CODE, BLOCK_SKIPPED},
    {"prompt", DD_PART_CODE, BLOCK_SKIPPED},
    {"doctest", DD_PART_CODE, BLOCK_SKIPPED},
    {"testcode", DD_PART_CODE, BLOCK_SKIPPED},
    {"testoutput", DD_PART_CODE, BLOCK_SKIPPED},
    {"productionlist", DD_PART_CODE, BLOCK_SKIPPED},
    {"graphviz", DD_PART_CODE, BLOCK_SKIPPED},
    {"uml", DD_PART_CODE, BLOCK_SKIPPED},
    {"ipython", DD_PART_CODE, BLOCK_SKIPPED},
};

static struct line cut_line(const char *text, size_t length)
{
    struct line line = {text, length, 0};

    while (line.length > 0 && dd_is_in(" \t\r", line.text[line.length - 1]))
        line.length--;
    while (line.length > 0 && dd_is_blank(line.text[0])) {
        line.indent += line.text[0] == '\t' ? 8 - line.indent % 8 : 1;
        line.text++;
        line.length--;
    }
    return line;
}

static bool begins(const struct line *line, const char *what)
{
    size_t length = strlen(what);

    return line->length >= length && memcmp(line->text, what, length) == 0;
}

static bool ends(const struct line *line, const char *what)
{
    size_t length = strlen(what);

    return line->length >= length && memcmp(line->text + line->length - length, what, length) == 0;
}

/* ---- headings ---- */

static bool is_adornment(const struct line *line)
{
    for (size_t i = 0; i < line->length; i++)
        if (line->text[i] != line->text[0])
            return false;
    return line->length >= 2 && line->indent == 0 && line->text[0] > ' ' && line->text[0] < 0x7f &&
           !dd_is_alnum(line->text[0]);
}

/* Does the line stand below a title? A shorter one is meant, from four on. */
static bool is_underline(const struct walk *walk, const struct line *line)
{
    return is_adornment(line) && walk->before.length > 0 && !is_adornment(&walk->before) &&
           (line->length >= walk->before.length || line->length >= 4);
}

static enum daydream_status take_heading(struct walk *walk, struct daydream_error *err)
{
    enum daydream_status status;

    dd_buf_reset(&walk->word);
    dd_rst_words(&walk->word, walk->before.text, walk->before.length);
    status = dd_buf_status(&walk->word, err);
    if (status == DAYDREAM_OK)
        status = walk->rst.take(walk->rst.user, DD_PART_HEADING, walk->rst.line - 1,
                                dd_buf_text(&walk->word), err);
    return status;
}

/* ---- what begins with ".." ---- */

static enum daydream_status hand_on(struct walk *walk, enum dd_part part, const char *text,
                                    size_t length, struct daydream_error *err)
{
    enum daydream_status status;

    while (length > 0 && dd_is_blank(*text)) {
        text++;
        length--;
    }
    dd_buf_reset(&walk->word);
    dd_buf_add(&walk->word, text, length);
    status = dd_buf_status(&walk->word, err);
    if (status != DAYDREAM_OK || length == 0)
        return status;
    return walk->rst.take(walk->rst.user, part, walk->rst.line, dd_buf_text(&walk->word), err);
}

/* ".. _name: destination"; the name may stand in backquotes. */
static enum daydream_status take_target(struct walk *walk, const char *text, size_t length,
                                        struct daydream_error *err)
{
    bool quoted = length > 0 && text[0] == '`';
    size_t end = quoted;
    enum daydream_status status;

    while (end < length && text[end] != (quoted ? '`' : ':'))
        end += text[end] == '\\' && end + 1 < length ? 2 : 1;
    if (end >= length)
        return DAYDREAM_OK;
    status = hand_on(walk, DD_PART_ANCHOR, text + quoted, end - quoted, err);
    end += 1 + (size_t)quoted;
    if (status == DAYDREAM_OK && end < length && text[length - 1] != '_')
        status = hand_on(walk, DD_PART_LINK, text + end, length - end, err);
    return status;
}

/* "name:: argument", also behind "|substitution|". */
static enum daydream_status take_directive(struct walk *walk, const char *text, size_t length,
                                           const char *colons, struct daydream_error *err)
{
    const char *argument = colons + 2;
    size_t size = (size_t)(text + length - argument);
    const char *bar = text[0] == '|' ? memchr(text + 1, '|', (size_t)(colons - text) - 1) : NULL;
    const char *name = bar != NULL ? bar + 1 + strspn(bar + 1, " ") : text;

    for (size_t i = 0; i < DD_COUNT(directives); i++) {
        if (strlen(directives[i].name) != (size_t)(colons - name) ||
            memcmp(directives[i].name, name, (size_t)(colons - name)) != 0)
            continue;
        walk->block = directives[i].block;
        if (directives[i].part == DD_PART_CODE)
            return DAYDREAM_OK;
        return hand_on(walk, directives[i].part, argument, size, err);
    }
    return DAYDREAM_OK; /* a note, a warning: text, and so is its block */
}

static const char *find_colons(const char *text, size_t length)
{
    for (size_t i = 0; i + 1 < length; i++) {
        if (text[i] == ':' && text[i + 1] == ':')
            return text + i;
        if (dd_is_blank(text[i]) && text[0] != '|')
            return NULL;
    }
    return NULL;
}

static enum daydream_status take_explicit(struct walk *walk, const struct line *line,
                                          struct daydream_error *err)
{
    const char *text = line->text + (line->length > 2 ? 3 : 2);
    size_t length = line->length > 2 ? line->length - 3 : 0;
    const char *colons = find_colons(text, length);

    walk->block_indent = line->indent;
    walk->block = BLOCK_TEXT;
    if (length > 0 && text[0] == '_')
        return take_target(walk, text + 1, length - 1, err);
    if (colons != NULL)
        return take_directive(walk, text, length, colons, err);
    if (length > 0 && text[0] == '[')
        return dd_rst_inline(&walk->rst, text, length, walk->rst.line, err);
    walk->block = BLOCK_SKIPPED; /* a comment */
    return DAYDREAM_OK;
}

/* ---- lines ---- */

/* "name" or "Title <name>"; not an option, a pattern or an address. */
static enum daydream_status take_entry(struct walk *walk, const struct line *line,
                                       struct daydream_error *err)
{
    const char *text = line->text;
    size_t length = line->length;
    const char *open = length > 0 && text[length - 1] == '>' ? memchr(text, '<', length) : NULL;

    if (text[0] == ':' || memchr(text, '*', length) != NULL ||
        (length == 4 && memcmp(text, "self", 4) == 0))
        return DAYDREAM_OK;
    if (open != NULL) {
        length -= (size_t)(open + 1 - text) + 1;
        text = open + 1;
    }
    return hand_on(walk, DD_PART_DOCUMENT, text, length, err);
}

static bool is_explicit(const struct line *line)
{
    return begins(line, ".. ") || (line->length == 2 && begins(line, ".."));
}

/* "::" says that the block below it is code. */
static void note_literal(struct walk *walk, const struct line *line)
{
    if (!ends(line, "::"))
        return;
    walk->block = BLOCK_SKIPPED;
    walk->block_indent = line->indent;
}

static enum daydream_status end_paragraph(struct walk *walk, struct daydream_error *err)
{
    enum daydream_status status = dd_buf_status(&walk->paragraph, err);

    if (status == DAYDREAM_OK && walk->paragraph.length > 0)
        status = dd_rst_inline(&walk->rst, walk->paragraph.data, walk->paragraph.length,
                               walk->paragraph_line, err);
    dd_buf_reset(&walk->paragraph);
    return status;
}

static bool is_item(const struct line *line)
{
    return begins(line, "- ") || begins(line, "* ") || begins(line, "+ ") || begins(line, "#. ");
}

static enum daydream_status take_words(struct walk *walk, const struct line *line,
                                       struct daydream_error *err)
{
    enum daydream_status status = is_item(line) ? end_paragraph(walk, err) : DAYDREAM_OK;

    if (walk->paragraph.length == 0)
        walk->paragraph_line = walk->rst.line;
    dd_buf_add(&walk->paragraph, line->text, line->length);
    dd_buf_putc(&walk->paragraph, '\n');
    note_literal(walk, line);
    return status;
}

static enum daydream_status take_text(struct walk *walk, const struct line *line,
                                      struct daydream_error *err)
{
    bool is_title = is_underline(walk, line);
    enum daydream_status status = DAYDREAM_OK;

    walk->block = BLOCK_TEXT;
    if (!is_title && !is_explicit(line) && !begins(line, ">>> ") && !begins(line, "__ "))
        return take_words(walk, line, err);
    status = end_paragraph(walk, err);
    if (status == DAYDREAM_OK && is_explicit(line))
        return take_explicit(walk, line, err);
    if (status == DAYDREAM_OK && begins(line, "__ ") && !ends(line, "_"))
        return hand_on(walk, DD_PART_LINK, line->text + 3, line->length - 3, err);
    return status == DAYDREAM_OK && is_title ? take_heading(walk, err) : status;
}

static enum daydream_status take_line(struct walk *walk, const char *text, size_t length,
                                      struct daydream_error *err)
{
    struct line line = cut_line(text, length);
    bool is_skipped = walk->block != BLOCK_TEXT && line.indent > walk->block_indent;
    enum daydream_status status = DAYDREAM_OK;

    if (line.length == 0 || is_skipped)
        status = end_paragraph(walk, err);
    if (status == DAYDREAM_OK && line.length > 0 && !is_skipped)
        status = take_text(walk, &line, err);
    else if (status == DAYDREAM_OK && line.length > 0 && walk->block == BLOCK_TOC)
        status = take_entry(walk, &line, err);
    walk->before = line;
    return status;
}

enum daydream_status dd_document_rst(const char *text, size_t length, dd_part_fn take, void *user,
                                     struct daydream_error *err)
{
    struct walk walk = {.rst = {.take = take, .user = user}};
    enum daydream_status status = DAYDREAM_OK;
    size_t at = 0;

    while (at < length && status == DAYDREAM_OK) {
        const char *end = memchr(text + at, '\n', length - at);
        size_t size = end != NULL ? (size_t)(end - text) - at : length - at;

        walk.rst.line++;
        status = take_line(&walk, text + at, size, err);
        at += size + 1;
    }
    if (status == DAYDREAM_OK)
        status = end_paragraph(&walk, err);
    dd_buf_free(&walk.paragraph);
    dd_buf_free(&walk.word);
    dd_buf_free(&walk.rst.word);
    return status;
}
