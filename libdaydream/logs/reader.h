/* SPDX-License-Identifier: MIT */
/* Lines of a source, whatever bytes they hold, in memory that depends neither on the source nor on
 * its longest line. One reader, with its one buffer, reads one source after another. */
#ifndef DD_LOGS_READER_H
#define DD_LOGS_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "daydream.h"
#include "logs/line-ends.h"
#include "logs/source.h"

#define DD_LINE_MAX  ((size_t)64 * 1024) /* bytes of a line that are looked at */
#define DD_AHEAD_MAX ((size_t)64 * 1024)

struct dd_line {
    const char *text; /* without its line end; borrowed until the next line */
    size_t length;    /* at most DD_LINE_MAX */
    uint64_t offset;  /* of the line in the source */
    uint64_t number;  /* from 1, counted from the last seek on */
    bool ended;       /* false: the last line, to which something may still be appended */
};

struct dd_reader {
    struct dd_source source;
    char *buffer;
    char *next; /* of what is not read yet, in the buffer */
    char *end;
    struct dd_line_ends ends;      /* of the lines in the buffer, from the one that is next on */
    uint64_t base;                 /* offset of the buffer's first byte */
    uint64_t lines;                /* that were read since the last seek */
    uint64_t holes;                /* bytes that were jumped over since it was opened */
    size_t step;                   /* bytes to ask the source for */
    bool cut;                      /* the rest of a long line comes first */
    bool drained;                  /* the source has no more */
    struct daydream_error failure; /* why it has no more */
};

/* What all of its readings share. */
enum daydream_status dd_reader_new(struct dd_reader *reader, struct daydream_error *err);
void dd_reader_free(struct dd_reader *reader);

/* As dd_source_open() and dd_source_adopt(). `reader` is closed after a failure too. */
enum daydream_status dd_reader_open(struct dd_reader *reader, const char *path,
                                    struct daydream_error *err);
enum daydream_status dd_reader_adopt(struct dd_reader *reader, int fd, const char *name,
                                     struct daydream_error *err);
void dd_reader_close(struct dd_reader *reader);

/* Go on with the first line that begins at `offset` or behind it, without the zeros before it. A
 * compressed file is decoded up to there, a stream only goes forward. Behind the end there is no
 * line. Errors are those of the next line. */
void dd_reader_seek(struct dd_reader *reader, uint64_t offset);

/* Hash the bytes before `offset`, at most DD_HEAD_MAX of them; false when the source is shorter.
 * The reader has to seek afterwards. */
bool dd_reader_hash_before(struct dd_reader *reader, uint64_t offset, uint64_t *hash);

/* Hash the first bytes up to `length`, at most DD_HEAD_MAX of them; false when there are less. */
bool dd_reader_hash_head(const struct dd_reader *reader, uint64_t length, uint64_t *hash);

/* What comes next behind zeros, without reading it: `*length` bytes, at least `wanted` (at most
 * DD_AHEAD_MAX) of them unless the source ends. Borrowed until the next call. */
const char *dd_reader_ahead(struct dd_reader *reader, size_t wanted, size_t *length);

/* What is in memory already of the lines that come next, at least from the beginning of one on; 0
 * bytes where that is not known. Borrowed until the next call. */
static inline size_t dd_reader_at_hand(const struct dd_reader *reader, const char **text)
{
    *text = reader->next;
    return reader->cut ? 0 : (size_t)(reader->end - reader->next);
}

/* Go on behind so many of these bytes, which are so many whole lines. */
static inline void dd_reader_pass(struct dd_reader *reader, size_t length, uint64_t lines)
{
    reader->next += length;
    reader->lines += lines;
}

/* Where the next line begins. */
static inline uint64_t dd_reader_offset(const struct dd_reader *reader)
{
    return reader->base + (uint64_t)(reader->next - reader->buffer);
}

/* The lines that are not whole in the buffer, or not ordinary. */
enum daydream_status dd_reader_next_slowly(struct dd_reader *reader, struct dd_line *line,
                                           bool *more, struct daydream_error *err);

/* Read a line. `*more` is false at the end of the source, also when it has shrunk; an error comes
 * when all that was read before it has been handed out. A line that is longer than DD_LINE_MAX is
 * cut; zeros before one are left out: a writer that goes on at its old place in a truncated file
 * leaves a hole. */
static inline enum daydream_status dd_reader_next(struct dd_reader *reader, struct dd_line *line,
                                                  bool *more, struct daydream_error *err)
{
    char *text = reader->next;
    const char *newline = dd_line_ends_from(&reader->ends, text);

    if (newline == NULL || newline - text > (ptrdiff_t)DD_LINE_MAX || *text == '\0')
        return dd_reader_next_slowly(reader, line, more, err);
    line->text = text;
    line->length = (size_t)(newline - text) - (newline > text && newline[-1] == '\r');
    line->offset = dd_reader_offset(reader);
    line->number = ++reader->lines;
    line->ended = true;
    reader->next = text + (newline + 1 - text);
    *more = true;
    return DAYDREAM_OK;
}

#endif
