/* SPDX-License-Identifier: MIT */
#include "logs/format.h"
#include "logs/chars.h"
#include "logs/plain.h"
#include "logs/scan.h"

#define ESCAPE        '\x1b'
#define COLOURED_HEAD ((size_t)256) /* bytes of a line that may hold its first colour */

static bool read_text(struct dd_stamps *stamps, const char *text, size_t length, int depth,
                      struct dd_header *header)
{
    struct dd_scan scan = {.stamps = stamps,
                           .line = text,
                           .at = text,
                           .end = text + length,
                           .depth = depth,
                           .header = header};

    *header = (struct dd_header){.firm = true};
    return dd_scan_line(&scan);
}

/* Offsets in the plain text to those in the line; what the text was cut of belongs to the
 * message. */
static void place(const struct dd_plain *plain, struct dd_header *header)
{
    size_t end = header->message + header->length;
    bool cut = end == plain->length && plain->length == DD_PLAIN_MAX;

    end = cut ? plain->line_length : dd_plain_end(plain, end);
    header->message = dd_plain_start(plain, header->message);
    header->length = end > header->message ? end - header->message : 0; /* or colours only */
    header->stamp_end = dd_plain_end(plain, header->stamp_end);
    if (header->level_end > 0)
        header->level_end = dd_plain_start(plain, header->level_end);
}

/* A colour marks a level, as long as that is in upper case. */
static bool read_coloured(struct dd_stamps *stamps, const char *line, size_t length,
                          struct dd_header *header)
{
    struct dd_plain plain;

    dd_plain_read(&plain, line, length, false);
    if (!read_text(stamps, plain.text, plain.length, 0, header))
        return false;
    header->firm = header->firm || (dd_is_upper(plain.text[0]) && dd_is_upper(plain.text[1]));
    place(&plain, header);
    return true;
}

/* Read a line that stands in quotes. Most have nothing to unescape but the line feed at the end. */
static bool read_escaped(struct dd_stamps *stamps, const char *text, size_t length,
                         struct dd_header *header)
{
    struct dd_plain plain;
    const char *escape = memchr(text, '\\', length);

    if (escape == NULL)
        return read_text(stamps, text, length, 1, header);
    if (escape + 2 == text + length && escape[1] == 'n')
        return read_text(stamps, text, length - 2, 1, header);
    dd_plain_read(&plain, text, length, true);
    if (!read_text(stamps, plain.text, plain.length, 1, header))
        return false;
    place(&plain, header);
    return true;
}

/* Docker and others put lines into JSON: what stands inside has the level, and what is around it
 * the stamp. */
static void read_wrapped(struct dd_stamps *stamps, const char *line, struct dd_header *header)
{
    struct dd_header inner;

    if (!read_escaped(stamps, line + header->message, header->length, &inner))
        return;
    header->message += inner.message;
    header->length = inner.length;
    header->level = inner.level;
    if (!header->stamped)
        header->time = inner.time;
    header->stamped = header->stamped || inner.stamped;
}

bool dd_header_read(struct dd_stamps *stamps, const char *line, size_t length,
                    struct dd_header *header)
{
    size_t head = length < COLOURED_HEAD ? length : COLOURED_HEAD;
    bool found = memchr(line, ESCAPE, head) == NULL ? read_text(stamps, line, length, 0, header)
                                                    : read_coloured(stamps, line, length, header);

    if (!found)
        return false;
    if (header->escaped && header->level == DD_LEVEL_NONE)
        read_wrapped(stamps, line, header);
    return true;
}
