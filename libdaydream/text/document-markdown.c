/* SPDX-License-Identifier: MIT */
/* Markdown as GitHub reads it. The only file that sees md4c, which tells no lines: it hands on
 * pointers into the text, and where these point to is where something stands. */
#include <limits.h>
#include <md4c.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "text/document-html.h"
#include "text/document.h"
#include "text/entity.h"

#define FLAGS (MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS)

struct reader {
    const char *text;
    size_t length;
    size_t *lines; /* where each begins */
    size_t line_count;
    size_t line; /* of what was seen last */
    dd_part_fn take;
    void *user;
    struct daydream_error *err;
    enum daydream_status status;
    struct dd_buf heading;
    bool in_heading;
    size_t heading_line; /* 0: nothing of it was seen yet */
    struct dd_buf code;
    bool in_code;
    struct dd_buf link;
    bool in_link;
    size_t link_line;   /* 0: where its words are */
    char label;         /* with what its words begin */
    unsigned images;    /* that are open, inside of each other */
    struct dd_buf html; /* raw, until something else comes */
    size_t html_line;
};

/* ---- where it stands ---- */

static enum daydream_status find_lines(struct reader *reader)
{
    size_t count = 1;

    for (size_t i = 0; i < reader->length; i++)
        count += reader->text[i] == '\n';
    reader->lines = malloc(count * sizeof *reader->lines);
    if (reader->lines == NULL)
        return dd_fail_memory(reader->err);
    reader->lines[reader->line_count++] = 0;
    for (size_t i = 0; i < reader->length; i++)
        if (reader->text[i] == '\n')
            reader->lines[reader->line_count++] = i + 1;
    return DAYDREAM_OK;
}

/* 0 when it points to somewhere else. */
static size_t line_of(const struct reader *reader, const char *at)
{
    uintptr_t offset = (uintptr_t)at - (uintptr_t)reader->text;
    size_t low = 0;
    size_t high = reader->line_count;

    if ((uintptr_t)at < (uintptr_t)reader->text || offset >= reader->length)
        return 0;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (reader->lines[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low + 1;
}

static void note_line(struct reader *reader, const char *at)
{
    size_t line = line_of(reader, at);

    if (line > 0)
        reader->line = line;
}

/* ---- parts ---- */

/* What md4c wants returned: less than 0 ends the parsing, everywhere. */
static int hand_on(struct reader *reader, enum dd_part part, size_t line, struct dd_buf *text)
{
    reader->status = dd_buf_status(text, reader->err);
    if (reader->status == DAYDREAM_OK)
        reader->status = reader->take(reader->user, part, line, dd_buf_text(text), reader->err);
    return reader->status == DAYDREAM_OK ? 0 : -1;
}

static int flush_html(struct reader *reader)
{
    if (reader->html.length == 0)
        return 0;
    reader->status = dd_buf_status(&reader->html, reader->err);
    if (reader->status == DAYDREAM_OK)
        reader->status = dd_document_html(reader->html.data, reader->html.length, reader->html_line,
                                          reader->take, reader->user, reader->err);
    dd_buf_reset(&reader->html);
    return reader->status == DAYDREAM_OK ? 0 : -1;
}

static void read_attribute(const MD_ATTRIBUTE *attribute, struct dd_buf *out)
{
    dd_buf_reset(out);
    for (size_t i = 0; attribute->text != NULL && attribute->substr_offsets[i] < attribute->size;
         i++) {
        const char *part = attribute->text + attribute->substr_offsets[i];
        size_t length = attribute->substr_offsets[i + 1] - attribute->substr_offsets[i];

        if (attribute->substr_types[i] == MD_TEXT_ENTITY)
            dd_entity_add(out, part, length);
        else
            dd_buf_add(out, part, length);
    }
}

static int begin_image(struct reader *reader, const MD_SPAN_IMG_DETAIL *detail)
{
    struct dd_buf source = DD_BUF_INIT;
    size_t line = line_of(reader, detail->src.text);
    int failed;

    reader->images++;
    read_attribute(&detail->src, &source);
    failed = hand_on(reader, DD_PART_IMAGE, line > 0 ? line : reader->line, &source);
    dd_buf_free(&source);
    return failed;
}

static void begin_link(struct reader *reader, const MD_SPAN_A_DETAIL *detail)
{
    read_attribute(&detail->href, &reader->link);
    reader->in_link = true;
    reader->link_line = line_of(reader, detail->href.text);
    reader->label = '\0';
}

/* "[^1]" with "[^1]: word" is a footnote, of which md4c makes a link. */
static int end_link(struct reader *reader)
{
    reader->in_link = false;
    if (reader->label == '^')
        return 0;
    return hand_on(reader, DD_PART_LINK, reader->link_line > 0 ? reader->link_line : reader->line,
                   &reader->link);
}

/* ---- what md4c calls ---- */

static int enter_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    struct reader *reader = user;

    (void)detail;
    if (flush_html(reader) != 0)
        return -1;
    if (type == MD_BLOCK_H) {
        dd_buf_reset(&reader->heading);
        reader->in_heading = true;
        reader->heading_line = 0;
    }
    return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    struct reader *reader = user;

    (void)detail;
    if (flush_html(reader) != 0)
        return -1;
    if (type != MD_BLOCK_H)
        return 0;
    reader->in_heading = false;
    return hand_on(reader, DD_PART_HEADING,
                   reader->heading_line > 0 ? reader->heading_line : reader->line,
                   &reader->heading);
}

static int enter_span(MD_SPANTYPE type, void *detail, void *user)
{
    struct reader *reader = user;

    if (flush_html(reader) != 0)
        return -1;
    if (type == MD_SPAN_IMG)
        return begin_image(reader, detail);
    if (type == MD_SPAN_A)
        begin_link(reader, detail);
    if (type == MD_SPAN_CODE) {
        dd_buf_reset(&reader->code);
        reader->in_code = true;
    }
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *user)
{
    struct reader *reader = user;

    (void)detail;
    if (flush_html(reader) != 0)
        return -1;
    if (type == MD_SPAN_A)
        return end_link(reader);
    if (type == MD_SPAN_IMG && reader->images > 0)
        reader->images--;
    if (type == MD_SPAN_CODE) {
        reader->in_code = false;
        return hand_on(reader, DD_PART_CODE, reader->line, &reader->code);
    }
    return 0;
}

/* What an image is described by is no word of the heading. */
static void take_words(struct reader *reader, MD_TEXTTYPE type, const char *text, size_t size)
{
    if (reader->in_link && reader->label == '\0' && size > 0) {
        reader->label = text[0];
        if (reader->link_line == 0)
            reader->link_line = reader->line;
    }
    if (reader->in_code)
        dd_buf_add(&reader->code, text, size);
    if (!reader->in_heading || reader->images > 0)
        return;
    if (reader->heading_line == 0)
        reader->heading_line = reader->line;
    if (type == MD_TEXT_ENTITY)
        dd_entity_add(&reader->heading, text, size);
    else if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR)
        dd_buf_putc(&reader->heading, ' ');
    else
        dd_buf_add(&reader->heading, text, size);
}

static int take_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *user)
{
    struct reader *reader = user;

    note_line(reader, text);
    if (type == MD_TEXT_HTML) {
        if (reader->html.length == 0)
            reader->html_line = reader->line;
        dd_buf_add(&reader->html, text, size);
        return 0;
    }
    if (flush_html(reader) != 0)
        return -1;
    take_words(reader, type, text, size);
    return 0;
}

/* ---- the whole ---- */

/* The length of the line at `at`, without what ends it. */
static size_t line_length(const char *text, size_t at)
{
    return strcspn(text + at, "\r\n");
}

static size_t next_line(const char *text, size_t at)
{
    at += line_length(text, at);
    at += text[at] == '\r';
    return at + (text[at] == '\n');
}

/* Where a document's own text begins: behind the settings that many tools put in front of it,
 * between two lines "---". */
static size_t behind_settings(const char *text)
{
    size_t at = 0;

    if (strncmp(text, "\xef\xbb\xbf", 3) == 0)
        at = 3;
    if (line_length(text, at) != 3 || strncmp(text + at, "---", 3) != 0 ||
        line_length(text, next_line(text, at)) == 0)
        return at;
    for (size_t line = next_line(text, at); text[line] != '\0'; line = next_line(text, line))
        if (line_length(text, line) == 3 &&
            (strncmp(text + line, "---", 3) == 0 || strncmp(text + line, "...", 3) == 0))
            return next_line(text, line);
    return at;
}

static void parse(struct reader *reader)
{
    const MD_PARSER parser = {0,          FLAGS,     enter_block, leave_block, enter_span,
                              leave_span, take_text, NULL,        NULL};
    size_t begin = behind_settings(reader->text);

    if (md_parse(reader->text + begin, (MD_SIZE)(reader->length - begin), &parser, reader) != 0 &&
        reader->status == DAYDREAM_OK)
        reader->status = dd_fail_memory(reader->err);
    if (reader->status == DAYDREAM_OK)
        (void)flush_html(reader);
}

enum daydream_status dd_document_markdown(const char *text, size_t length, dd_part_fn take,
                                          void *user, struct daydream_error *err)
{
    struct reader reader = {
        .text = text, .length = length, .line = 1, .take = take, .user = user, .err = err};

    if (length > INT_MAX / 2)
        return dd_fail(err, DAYDREAM_ERROR_ARGUMENT, "markdown", "document of %zu bytes", length);
    reader.status = find_lines(&reader);
    if (reader.status == DAYDREAM_OK)
        parse(&reader);
    free(reader.lines);
    dd_buf_free(&reader.heading);
    dd_buf_free(&reader.code);
    dd_buf_free(&reader.link);
    dd_buf_free(&reader.html);
    return reader.status;
}
