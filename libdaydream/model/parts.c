/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "model/parts.h"

void dd_parts_add(struct dd_buf *parts, char kind, size_t start, size_t end,
                  const struct dd_strings *fingerprints)
{
    if (parts == NULL)
        return;
    dd_buf_printf(parts, "%c %zu %zu", kind, start, end);
    for (size_t i = 0; fingerprints != NULL && i < fingerprints->count; i++)
        dd_buf_printf(parts, "%c%s", i == 0 ? ' ' : ',', fingerprints->items[i]);
    dd_buf_putc(parts, '\n');
}

void dd_part_free(struct dd_part *part)
{
    dd_strings_free(&part->fingerprints);
    *part = (struct dd_part){.fingerprints = DD_STRINGS_INIT};
}

/* A number behind a blank. */
static bool read_size(const char **at, size_t *out)
{
    char *end = NULL;

    if (**at != ' ' || (*at)[1] < '0' || (*at)[1] > '9')
        return false;
    *out = (size_t)strtoumax(*at + 1, &end, 10);
    *at = end;
    return true;
}

static enum daydream_status read_fingerprints(const char *at, const char *end,
                                              struct dd_strings *out, struct daydream_error *err)
{
    struct dd_buf word = DD_BUF_INIT;
    enum daydream_status status = DAYDREAM_OK;

    while (at < end && status == DAYDREAM_OK) {
        size_t length = strcspn(at, ",\n");

        dd_buf_reset(&word);
        dd_buf_add(&word, at, length);
        status = dd_buf_status(&word, err);
        if (status == DAYDREAM_OK && length > 0)
            status = dd_strings_add(out, dd_buf_text(&word), err);
        at += length + 1;
    }
    dd_buf_free(&word);
    return status;
}

enum daydream_status dd_parts_next(const char **at, struct dd_part *out, bool *done,
                                   struct daydream_error *err)
{
    const char *line = *at;
    const char *end = line + strcspn(line, "\n");

    *out = (struct dd_part){.kind = *line, .fingerprints = DD_STRINGS_INIT};
    *done = *end == '\0';
    line += !*done;
    if (*done || !read_size(&line, &out->start) || !read_size(&line, &out->end)) {
        *done = true;
        return DAYDREAM_OK;
    }
    *at = end + 1;
    return read_fingerprints(line + (*line == ' '), end, &out->fingerprints, err);
}
