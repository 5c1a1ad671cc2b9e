/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/error.h"
#include "base/fs.h"
#include "base/hash.h"
#include "logs/reader.h"

/* What is kept of it for a longer line, or for the hash before an offset, leaves room for more. */
#define BUFFER_SIZE ((size_t)192 * 1024)

/* Bytes to ask for: few for a look at one place; then as many as stay near the processor until they
 * have been looked at. */
#define FIRST_STEP ((size_t)16 * 1024)
#define LONG_STEP  ((size_t)64 * 1024)

static size_t unread(const struct dd_reader *reader)
{
    return (size_t)(reader->end - reader->next);
}

enum daydream_status dd_reader_new(struct dd_reader *reader, struct daydream_error *err)
{
    *reader = (struct dd_reader){.source = {.fd = -1}};
    reader->buffer = malloc(BUFFER_SIZE);
    return reader->buffer != NULL ? DAYDREAM_OK : dd_fail_memory(err);
}

void dd_reader_free(struct dd_reader *reader)
{
    dd_reader_close(reader);
    free(reader->buffer);
    reader->buffer = NULL;
}

/* Lines are looked for anew where the buffer is no longer what it was. */
static void find_ends(struct dd_reader *reader)
{
    dd_line_ends_init(&reader->ends, reader->next, unread(reader));
}

/* Forget what is in the buffer; the next byte is that of an offset. */
static void empty(struct dd_reader *reader, uint64_t offset, size_t step)
{
    reader->next = reader->end = reader->buffer;
    reader->base = offset;
    reader->step = step;
    reader->lines = 0;
    reader->cut = reader->drained = false;
    reader->failure.code = DAYDREAM_OK;
    find_ends(reader);
}

enum daydream_status dd_reader_open(struct dd_reader *reader, const char *path,
                                    struct daydream_error *err)
{
    empty(reader, 0, LONG_STEP);
    reader->holes = 0;
    return dd_source_open(&reader->source, path, err);
}

enum daydream_status dd_reader_adopt(struct dd_reader *reader, int fd, const char *name,
                                     struct daydream_error *err)
{
    empty(reader, 0, LONG_STEP);
    reader->holes = 0;
    return dd_source_adopt(&reader->source, fd, name, err);
}

void dd_reader_close(struct dd_reader *reader)
{
    dd_source_close(&reader->source);
}

/* Make room behind what is not read yet; before it stays what dd_reader_hash_before() looks at. */
static void move_to_front(struct dd_reader *reader)
{
    size_t before = (size_t)(reader->next - reader->buffer);
    size_t gone = before > DD_HEAD_MAX ? before - DD_HEAD_MAX : 0;

    if (gone == 0)
        return;
    memmove(reader->buffer, reader->buffer + gone, before - gone + unread(reader));
    reader->next -= gone;
    reader->end -= gone;
    reader->base += gone;
}

/* Read more behind what is in the buffer; false when there is none. Steps grow, so that a look at
 * one place costs little and a long way few calls. */
static bool fill(struct dd_reader *reader)
{
    size_t room;
    size_t got = 0;

    if (reader->drained)
        return false;
    move_to_front(reader);
    room = BUFFER_SIZE - (size_t)(reader->end - reader->buffer);
    (void)dd_source_read(&reader->source, reader->end, reader->step < room ? reader->step : room,
                         &got, &reader->failure);
    reader->step = LONG_STEP;
    reader->end += got;
    reader->drained = got == 0;
    find_ends(reader);
    return !reader->drained;
}

/* See to it that so many bytes are there, if the source has them; how many there are. */
static size_t need(struct dd_reader *reader, size_t wanted)
{
    while (unread(reader) < wanted && fill(reader))
        continue;
    return unread(reader);
}

/* Make `next` the byte at an offset, with what stands before it in the buffer. False, and `next` at
 * the end, when the source is shorter. */
static bool place(struct dd_reader *reader, uint64_t offset)
{
    uint64_t before = offset < DD_HEAD_MAX ? offset : DD_HEAD_MAX;
    uint64_t have = reader->base + (uint64_t)(reader->end - reader->buffer);

    if (offset - before < reader->base || (dd_source_seeks(&reader->source) && offset > have)) {
        dd_source_seek(&reader->source, dd_source_seeks(&reader->source) ? offset - before : 0);
        empty(reader, dd_source_seeks(&reader->source) ? offset - before : 0, FIRST_STEP);
    }
    reader->lines = 0;
    reader->cut = false;
    reader->next = reader->buffer;
    while (offset - reader->base > (uint64_t)(reader->end - reader->buffer)) {
        reader->next = reader->end;
        if (!fill(reader))
            return false;
    }
    reader->next = reader->buffer + (offset - reader->base);
    find_ends(reader);
    return true;
}

bool dd_reader_hash_before(struct dd_reader *reader, uint64_t offset, uint64_t *hash)
{
    size_t before = offset < DD_HEAD_MAX ? (size_t)offset : DD_HEAD_MAX;

    if (!place(reader, offset))
        return false;
    *hash = dd_hash(reader->next - before, before);
    return true;
}

bool dd_reader_hash_head(const struct dd_reader *reader, uint64_t length, uint64_t *hash)
{
    size_t wanted = length < DD_HEAD_MAX ? (size_t)length : DD_HEAD_MAX;

    if (reader->source.head_length < wanted)
        return false;
    *hash = dd_hash(reader->source.head, wanted);
    return true;
}

/* The first byte that is no zero, or the end. */
static char *behind_zeros(char *at, const char *end)
{
    uint64_t words[8];

    for (; (size_t)(end - at) >= sizeof words; at += sizeof words) {
        uint64_t any = 0;

        memcpy(words, at, sizeof words);
        for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
            any |= words[i];
        if (any != 0)
            break;
    }
    while (at < end && *at == '\0')
        at++;
    return at;
}

/* A hole of many GB is not read where the system knows of it. */
static void jump_hole(struct dd_reader *reader)
{
    off_t at = (off_t)dd_reader_offset(reader);
    off_t data;

    if (!dd_source_seeks(&reader->source))
        return;
    data = dd_fs_skip_hole(reader->source.fd, at, reader->source.info.st_size);
    if (data > at) {
        dd_source_seek(&reader->source, (uint64_t)data);
        empty(reader, (uint64_t)data, LONG_STEP);
        reader->holes += (uint64_t)(data - at);
    }
}

static void skip_zeros(struct dd_reader *reader)
{
    uint64_t lines = reader->lines;

    do {
        reader->next = behind_zeros(reader->next, reader->end);
        if (reader->next == reader->end)
            jump_hole(reader);
    } while (reader->next == reader->end && fill(reader));
    reader->lines = lines;
}

/* Leave out the rest of a line that was too long, or that was begun before. */
static void skip_rest(struct dd_reader *reader)
{
    char *newline = NULL;

    do {
        newline = memchr(reader->next, '\n', unread(reader));
        reader->next = newline != NULL ? newline + 1 : reader->end;
    } while (newline == NULL && fill(reader));
    reader->cut = false;
}

/* Is the next byte one of those that a hole is made of? */
static bool is_in_hole(struct dd_reader *reader)
{
    return need(reader, 1) > 0 && *reader->next == '\0';
}

void dd_reader_seek(struct dd_reader *reader, uint64_t offset)
{
    bool hole;

    if (!place(reader, offset))
        return;
    hole = is_in_hole(reader);
    if (offset > 0 && reader->next[-1] != '\n' && !(hole && reader->next[-1] == '\0'))
        skip_rest(reader);
    if (is_in_hole(reader))
        skip_zeros(reader);
}

const char *dd_reader_ahead(struct dd_reader *reader, size_t wanted, size_t *length)
{
    if (!reader->cut && is_in_hole(reader))
        skip_zeros(reader);
    *length = need(reader, wanted);
    return reader->next;
}

/* Look for the end of the line that is next, reading what is missing of it. */
static char *find_newline(struct dd_reader *reader)
{
    size_t seen = 0;
    char *newline;

    do {
        newline = memchr(reader->next + seen, '\n', unread(reader) - seen);
        seen = unread(reader);
    } while (newline == NULL && seen <= DD_LINE_MAX && fill(reader));
    return newline;
}

/* `newline`: where the line ends, NULL when that is not in the buffer. */
static void take_line(struct dd_reader *reader, const char *newline, struct dd_line *line)
{
    size_t length = newline != NULL ? (size_t)(newline - reader->next) : unread(reader);
    bool whole = length <= DD_LINE_MAX;

    line->text = reader->next;
    line->offset = dd_reader_offset(reader);
    line->number = ++reader->lines;
    line->length = whole ? length : DD_LINE_MAX;
    line->ended = newline != NULL || !whole;
    reader->cut = newline == NULL && !whole;
    reader->next += length + (newline != NULL);
    if (whole && newline != NULL && length > 0 && line->text[length - 1] == '\r')
        line->length--;
}

enum daydream_status dd_reader_next_slowly(struct dd_reader *reader, struct dd_line *line,
                                           bool *more, struct daydream_error *err)
{
    char *newline;

    if (reader->cut)
        skip_rest(reader);
    if (is_in_hole(reader))
        skip_zeros(reader);
    newline = find_newline(reader);
    *more = unread(reader) > 0;
    if (*more)
        take_line(reader, newline, line);
    else if (reader->failure.code != DAYDREAM_OK)
        return dd_fail_as(err, &reader->failure);
    return DAYDREAM_OK;
}
