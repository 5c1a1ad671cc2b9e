/* SPDX-License-Identifier: MIT */
/* What a line says without the colours of a terminal and, where it stands in quotes, without
 * escapes: the beginning of it, and the way back to the line. */
#ifndef DD_LOGS_PLAIN_H
#define DD_LOGS_PLAIN_H

#include <stdbool.h>
#include <stddef.h>

#define DD_PLAIN_MAX ((size_t)4096) /* bytes that are looked at for a header */

struct dd_plain {
    const char *line; /* borrowed */
    size_t line_length;
    bool escaped;
    char text[DD_PLAIN_MAX]; /* up to the first line feed */
    size_t length;
};

/* `escaped`: the line stands between quotes. */
void dd_plain_read(struct dd_plain *plain, const char *line, size_t length, bool escaped);

/* Offsets in the line: behind the first `count` characters of the text, and of the one that follows
 * them. */
size_t dd_plain_end(const struct dd_plain *plain, size_t count);
size_t dd_plain_start(const struct dd_plain *plain, size_t count);

#endif
