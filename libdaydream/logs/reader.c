/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/hash.h"
#include "logs/reader.h"

#define BUFFER_SIZE (4 * DD_LINE_MAX)

static enum daydream_status cannot_read(const struct dd_reader *reader, int errnum,
                                        struct daydream_error *err)
{
    return dd_fail_errno(err, DAYDREAM_ERROR_FILE, "logs", errnum, "cannot read %s", reader->path);
}

enum daydream_status dd_reader_open(struct dd_reader *reader, const char *path,
                                    struct daydream_error *err)
{
    *reader = (struct dd_reader){.path = path};
    /* O_NONBLOCK: opening a FIFO would wait for its writer */
    reader->fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (reader->fd < 0 || fstat(reader->fd, &reader->info) != 0)
        return cannot_read(reader, errno, err);
    if (!S_ISREG(reader->info.st_mode))
        return dd_fail(err, DAYDREAM_ERROR_FILE, "logs", "cannot read %s: no regular file", path);
    reader->buffer = malloc(BUFFER_SIZE);
    return reader->buffer != NULL ? DAYDREAM_OK : dd_fail_memory(err);
}

void dd_reader_close(struct dd_reader *reader)
{
    if (reader->fd >= 0)
        close(reader->fd);
    free(reader->buffer);
    reader->fd = -1;
    reader->buffer = NULL;
}

static ssize_t read_at(const struct dd_reader *reader, char *out, size_t length, uint64_t offset)
{
    ssize_t got;

    do {
        got = pread(reader->fd, out, length, (off_t)offset);
    } while (got < 0 && errno == EINTR);
    return got;
}

enum daydream_status dd_reader_seek(struct dd_reader *reader, uint64_t offset,
                                    struct daydream_error *err)
{
    char before = '\n';

    reader->start = reader->end = 0;
    reader->offset = offset;
    reader->lines = 0;
    if (offset > 0 && read_at(reader, &before, 1, offset - 1) < 0)
        return cannot_read(reader, errno, err);
    reader->skipping = before != '\n';
    return DAYDREAM_OK;
}

/* Read more behind what is in the buffer; `*more` is false when there is none. */
static enum daydream_status fill(struct dd_reader *reader, bool *more, struct daydream_error *err)
{
    size_t kept = reader->end - reader->start;
    uint64_t at = reader->offset + kept;
    uint64_t size = (uint64_t)reader->info.st_size;
    size_t room = BUFFER_SIZE - kept;
    ssize_t got = 0;

    if (kept > 0 && reader->start > 0)
        memmove(reader->buffer, reader->buffer + reader->start, kept);
    reader->start = 0;
    reader->end = kept;
    if (at < size)
        got = read_at(reader, reader->buffer + kept, size - at < room ? (size_t)(size - at) : room,
                      at);
    if (got < 0)
        return cannot_read(reader, errno, err);
    reader->end += (size_t)got;
    *more = got > 0;
    return DAYDREAM_OK;
}

static void consume(struct dd_reader *reader, size_t length)
{
    reader->start += length;
    reader->offset += length;
}

static const char *find_newline(const struct dd_reader *reader, size_t from)
{
    return memchr(reader->buffer + reader->start + from, '\n', reader->end - reader->start - from);
}

/* Leave out the rest of a line that was too long, or that was begun before. */
static enum daydream_status skip_rest(struct dd_reader *reader, struct daydream_error *err)
{
    bool more = true;
    enum daydream_status status = DAYDREAM_OK;

    while (reader->skipping && more && status == DAYDREAM_OK) {
        const char *newline = find_newline(reader, 0);

        if (newline != NULL) {
            consume(reader, (size_t)(newline + 1 - (reader->buffer + reader->start)));
            reader->skipping = false;
        } else {
            consume(reader, reader->end - reader->start);
            status = fill(reader, &more, err);
        }
    }
    return status;
}

static void take_line(struct dd_reader *reader, size_t length, bool ended, struct dd_line *line)
{
    line->text = reader->buffer + reader->start;
    line->offset = reader->offset;
    line->number = ++reader->lines;
    line->length = length < DD_LINE_MAX ? length : DD_LINE_MAX;
    consume(reader, length + (ended ? 1 : 0));
    if (ended && line->length == length && length > 0 && line->text[length - 1] == '\r')
        line->length--;
    /* a writer that goes on at its old place in a truncated file leaves a hole */
    while (line->length > 0 && *line->text == '\0') {
        line->text++;
        line->length--;
    }
}

enum daydream_status dd_reader_next(struct dd_reader *reader, struct dd_line *line, bool *more,
                                    struct daydream_error *err)
{
    enum daydream_status status = skip_rest(reader, err);
    const char *newline = NULL;
    size_t seen = 0;
    bool grew = true;

    while (status == DAYDREAM_OK && (newline = find_newline(reader, seen)) == NULL && grew &&
           seen < DD_LINE_MAX) {
        seen = reader->end - reader->start;
        if (seen < DD_LINE_MAX)
            status = fill(reader, &grew, err);
    }
    *more = status == DAYDREAM_OK && (newline != NULL || reader->end > reader->start);
    if (!*more)
        return status;
    if (newline != NULL) {
        take_line(reader, (size_t)(newline - (reader->buffer + reader->start)), true, line);
    } else {
        seen = reader->end - reader->start;
        reader->skipping = seen >= DD_LINE_MAX;
        take_line(reader, seen, false, line);
    }
    return DAYDREAM_OK;
}

enum daydream_status dd_reader_head(const struct dd_reader *reader, uint64_t length, uint64_t *hash,
                                    struct daydream_error *err)
{
    char head[DD_HEAD_MAX];
    size_t wanted = length < sizeof head ? (size_t)length : sizeof head;
    ssize_t got = read_at(reader, head, wanted, 0);

    if (got < 0)
        return cannot_read(reader, errno, err);
    *hash = dd_hash(head, (size_t)got);
    return DAYDREAM_OK;
}
