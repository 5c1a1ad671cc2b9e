/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "model/blocks.h"
#include "model/marker.h"

#define SEPARATOR  "\n---\n\n"
#define NAME_BYTES 64

/* A block within a body. */
struct block {
    const char *start;
    size_t length;
    char machine[NAME_BYTES];
};

/* The block that begins at `start`, up to the end of its marker's line; false when no marker
 * follows. */
static bool read_block(const char *body, const char *start, struct block *out)
{
    const char *marker = dd_marker_next(body, start);
    const char *end;

    if (marker == NULL)
        return false;
    end = marker + strcspn(marker, "\n");
    end += *end == '\n';
    *out = (struct block){.start = start, .length = (size_t)(end - start)};
    if (!dd_marker_member(marker, "machine", out->machine, sizeof out->machine))
        out->machine[0] = '\0';
    return true;
}

/* The text of a block without its marker, the line that parts it from the one before, and what the
 * web form does to the ends of lines. */
static void write_content(struct dd_buf *out, const char *text, size_t length)
{
    struct dd_buf whole = DD_BUF_INIT;
    struct dd_buf bare = DD_BUF_INIT;
    size_t skip = length >= strlen(SEPARATOR) && strncmp(text, SEPARATOR, strlen(SEPARATOR)) == 0
                      ? strlen(SEPARATOR)
                      : 0;

    dd_buf_add(&whole, text + skip, length - skip);
    dd_marker_strip(&bare, dd_buf_text(&whole));
    for (size_t i = 0; i < bare.length; i++)
        if (bare.data[i] != '\r')
            dd_buf_putc(out, bare.data[i]);
    out->failed = out->failed || whole.failed || bare.failed;
    dd_buf_free(&whole);
    dd_buf_free(&bare);
}

static bool says_the_same(const struct block *before, const char *block)
{
    struct dd_buf a = DD_BUF_INIT;
    struct dd_buf b = DD_BUF_INIT;
    bool same;

    write_content(&a, before->start, before->length);
    write_content(&b, block, strlen(block));
    same = !a.failed && !b.failed && strcmp(dd_buf_text(&a), dd_buf_text(&b)) == 0;
    dd_buf_free(&a);
    dd_buf_free(&b);
    return same;
}

static void append(struct dd_buf *out, const char *block)
{
    dd_buf_puts(out, out->length > 0 ? SEPARATOR : "");
    dd_buf_puts(out, block);
}

void dd_blocks_merge(struct dd_buf *out, const char *body, const char *block)
{
    char machine[NAME_BYTES] = "";
    struct block at;
    bool placed = false;

    (void)dd_marker_member(block, "machine", machine, sizeof machine);
    while (read_block(body, body, &at)) {
        bool is_ours = !placed && strcmp(at.machine, machine) == 0;

        if (is_ours && !says_the_same(&at, block))
            append(out, block);
        else
            dd_buf_add(out, at.start, at.length);
        placed = placed || is_ours;
        body = at.start + at.length;
    }
    if (!placed)
        append(out, block);
    dd_buf_puts(out, body);
}

enum daydream_status dd_blocks_are_open(const char *body, bool *out, struct daydream_error *err)
{
    struct dd_strings fingerprints = DD_STRINGS_INIT;
    enum daydream_status status = dd_marker_fingerprints(body, &fingerprints, err);

    *out = fingerprints.count > 0;
    dd_strings_free(&fingerprints);
    return status;
}
