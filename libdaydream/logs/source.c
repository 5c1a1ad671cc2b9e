/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "logs/decoder.h"
#include "logs/source.h"

#define SOURCE    "logs"
#define RAW_SIZE  ((size_t)32 * 1024)
#define MAGIC_MAX 6

/* A file that is decoded, or a descriptor whose first bytes were read to see what it is. */
struct dd_packed {
    const struct dd_decoder_ops *ops; /* NULL: the bytes stand as they are */
    void *state;
    const char *why; /* it cannot be read on: why; NULL: it can */
    bool ended;
    bool drained;  /* no more raw bytes come */
    bool full;     /* the decoder may hold more than it found room for */
    size_t served; /* of the head, to its reader */
    size_t start;  /* of what is not decoded yet, in `raw` */
    size_t end;
    unsigned char raw[RAW_SIZE];
};

struct magic {
    const char *bytes;
    size_t length;
    const struct dd_decoder_ops *ops; /* NULL: nobody here can decode it */
    const char *why;
};

#define UTF_16 "it is UTF-16 text; daydream reads UTF-8: convert it, or have it written so"

/* RFC 1952; RFC 8878, 3.1.1; the formats of xz and bzip2; Unicode 15.0, 23.8, byte order mark */
static const struct magic magics[] = {
    {"\x1f\x8b\x08", 3, &dd_gzip_ops, NULL},
    {"\x28\xb5\x2f\xfd", 4, &dd_zstd_ops, NULL},
    {"\xfd\x37zXZ", 6, NULL, "it is compressed with xz; use gzip or zstd"},
    {"BZh", 3, NULL, "it is compressed with bzip2; use gzip or zstd"},
    {"\xff\xfe", 2, NULL, UTF_16},
    {"\xfe\xff", 2, NULL, UTF_16},
};

static enum daydream_status cannot_read(const struct dd_source *source, int errnum,
                                        struct daydream_error *err)
{
    return dd_fail_errno(err, DAYDREAM_ERROR_FILE, SOURCE, errnum, "cannot read %s", source->path);
}

static enum daydream_status no_regular_file(const struct dd_source *source,
                                            struct daydream_error *err)
{
    return dd_fail(err, DAYDREAM_ERROR_FILE, SOURCE, "cannot read %s: no regular file",
                   source->path);
}

bool dd_source_seeks(const struct dd_source *source)
{
    return source->packed == NULL;
}

/* A descriptor that somebody made non-blocking is waited for all the same. */
static bool is_worth_another_try(const struct dd_source *source)
{
    struct pollfd wait = {.fd = source->fd, .events = POLLIN};

    if (errno == EINTR)
        return true;
    if (!source->streamed || (errno != EAGAIN && errno != EWOULDBLOCK))
        return false;
    return poll(&wait, 1, -1) >= 0 || errno == EINTR;
}

static enum daydream_status read_raw(struct dd_source *source, void *out, size_t room,
                                     uint64_t offset, size_t *got, struct daydream_error *err)
{
    uint64_t size = (uint64_t)source->info.st_size;
    ssize_t count = 0;

    *got = 0;
    if (!source->streamed && offset >= size)
        return DAYDREAM_OK;
    if (!source->streamed && room > size - offset)
        room = (size_t)(size - offset);
    do
        count = source->streamed ? read(source->fd, out, room)
                                 : pread(source->fd, out, room, (off_t)offset);
    while (count < 0 && is_worth_another_try(source));
    if (count < 0)
        return cannot_read(source, errno, err);
    *got = (size_t)count;
    return DAYDREAM_OK;
}

static enum daydream_status fill_raw(struct dd_source *source, struct daydream_error *err)
{
    struct dd_packed *packed = source->packed;
    size_t got = 0;
    enum daydream_status status;

    memmove(packed->raw, packed->raw + packed->start, packed->end - packed->start);
    packed->end -= packed->start;
    packed->start = 0;
    status = read_raw(source, packed->raw + packed->end, RAW_SIZE - packed->end, source->raw, &got,
                      err);
    packed->end += got;
    source->raw += got;
    packed->drained = status == DAYDREAM_OK && got == 0;
    return status;
}

static bool is_spent(const struct dd_source *source)
{
    uint64_t used = source->raw - (source->packed->end - source->packed->start);

    return source->offset > source->earned &&
           source->offset - source->earned > used * DD_DECODED_RATIO;
}

static size_t copy_raw(struct dd_packed *packed, char *out, size_t room)
{
    size_t length = packed->end - packed->start < room ? packed->end - packed->start : room;

    memcpy(out, packed->raw + packed->start, length);
    packed->start += length;
    packed->ended = packed->drained && packed->start == packed->end;
    return length;
}

static size_t decode(struct dd_packed *packed, char *out, size_t room)
{
    struct dd_decoding step = {packed->raw + packed->start, packed->end - packed->start, out, room,
                               packed->drained};
    enum dd_decoded result = packed->ops->step(packed->state, &step, &packed->why);

    packed->start = packed->end - step.in_length;
    packed->full = step.out_length == 0;
    packed->ended = result != DD_DECODED_MORE;
    return room - step.out_length;
}

static enum daydream_status say_why(const struct dd_source *source, struct daydream_error *err)
{
    return dd_fail(err, DAYDREAM_ERROR_FILE, SOURCE, "%s could not be read wholly: %s",
                   source->path, source->packed->why);
}

static enum daydream_status read_packed(struct dd_source *source, char *out, size_t room,
                                        size_t *got, struct daydream_error *err)
{
    struct dd_packed *packed = source->packed;
    enum daydream_status status = DAYDREAM_OK;

    while (*got == 0 && !packed->ended && status == DAYDREAM_OK) {
        if (packed->start == packed->end && !packed->drained && !packed->full)
            status = fill_raw(source, err);
        if (status == DAYDREAM_OK)
            *got = packed->ops == NULL ? copy_raw(packed, out, room) : decode(packed, out, room);
    }
    source->offset += *got;
    if (packed->ops != NULL && *got > 0 && is_spent(source)) {
        packed->ended = true;
        packed->why = "it decodes to far more than logs do";
    }
    if (status == DAYDREAM_OK && *got == 0 && packed->why != NULL)
        status = say_why(source, err);
    return status;
}

enum daydream_status dd_source_read(struct dd_source *source, char *out, size_t room, size_t *got,
                                    struct daydream_error *err)
{
    struct dd_packed *packed = source->packed;
    enum daydream_status status = DAYDREAM_OK;

    *got = 0;
    if (packed == NULL) {
        status = read_raw(source, out, room, source->offset, got, err);
        source->offset += *got;
    } else if (packed->served < source->head_length) {
        *got = source->head_length - packed->served < room ? source->head_length - packed->served
                                                           : room;
        memcpy(out, source->head + packed->served, *got);
        packed->served += *got;
    } else {
        status = read_packed(source, out, room, got, err);
    }
    return status;
}

void dd_source_seek(struct dd_source *source, uint64_t offset)
{
    struct dd_packed *packed = source->packed;

    if (packed == NULL) {
        source->offset = offset;
        return;
    }
    /* what was decoded of the head is there already */
    packed->served = source->head_length;
    packed->start = packed->end = 0;
    packed->ended = packed->drained = packed->full = false;
    packed->why = NULL;
    source->raw = source->offset = 0;
    if (packed->ops != NULL)
        packed->ops->reset(packed->state);
}

/* What the first bytes are the sign of; NULL: nothing to decode. */
static const struct magic *find_magic(const void *bytes, size_t length)
{
    for (size_t i = 0; i < sizeof magics / sizeof magics[0]; i++)
        if (length >= magics[i].length && memcmp(bytes, magics[i].bytes, magics[i].length) == 0)
            return &magics[i];
    return NULL;
}

static enum daydream_status pack(struct dd_source *source, struct daydream_error *err)
{
    source->packed = calloc(1, sizeof *source->packed);
    return source->packed != NULL ? DAYDREAM_OK : dd_fail_memory(err);
}

static enum daydream_status choose_decoder(struct dd_source *source, const struct magic *magic,
                                           struct daydream_error *err)
{
    if (magic == NULL)
        return DAYDREAM_OK;
    if (magic->ops == NULL)
        return dd_fail(err, DAYDREAM_ERROR_FILE, SOURCE, "cannot read %s: %s", source->path,
                       magic->why);
    source->packed->ops = magic->ops;
    return magic->ops->open(&source->packed->state, err);
}

/* Errors come again, when what is behind the head is asked for. */
static void decode_head(struct dd_source *source)
{
    enum daydream_status status;
    size_t got;

    do {
        got = 0;
        status = read_packed(source, source->head + source->head_length,
                             DD_HEAD_MAX - source->head_length, &got, NULL);
        source->head_length += got;
    } while (status == DAYDREAM_OK && got > 0 && source->head_length < DD_HEAD_MAX);
}

/* The head of a plain file is read a second time with all the rest, which costs less than two
 * reads of a whole one. */
static enum daydream_status look_at_file(struct dd_source *source, struct daydream_error *err)
{
    const struct magic *magic;
    enum daydream_status status = read_raw(source, source->head, DD_HEAD_MAX, 0,
                                           &source->head_length, err);

    if (status != DAYDREAM_OK)
        return status;
    magic = find_magic(source->head, source->head_length);
    if (magic == NULL)
        return DAYDREAM_OK;
    source->head_length = 0;
    status = pack(source, err);
    if (status == DAYDREAM_OK)
        status = choose_decoder(source, magic, err);
    if (status == DAYDREAM_OK)
        decode_head(source);
    return status;
}

static enum daydream_status look_at_stream(struct dd_source *source, struct daydream_error *err)
{
    struct dd_packed *packed;
    enum daydream_status status = pack(source, err);

    packed = source->packed;
    while (status == DAYDREAM_OK && packed->end < MAGIC_MAX && !packed->drained)
        status = fill_raw(source, err);
    if (status == DAYDREAM_OK)
        status = choose_decoder(source, find_magic(packed->raw, packed->end), err);
    return status;
}

enum daydream_status dd_source_open(struct dd_source *source, const char *path,
                                    struct daydream_error *err)
{
    *source = (struct dd_source){.path = path, .fd = -1, .earned = DD_DECODED_FREE};
    /* to open a device may do something; O_NONBLOCK: to open a FIFO that took its place would wait
     * for its writer */
    if (stat(path, &source->info) != 0)
        return cannot_read(source, errno, err);
    if (!S_ISREG(source->info.st_mode))
        return no_regular_file(source, err);
    source->fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (source->fd < 0 || fstat(source->fd, &source->info) != 0)
        return cannot_read(source, errno, err);
    return S_ISREG(source->info.st_mode) ? look_at_file(source, err) : no_regular_file(source, err);
}

enum daydream_status dd_source_adopt(struct dd_source *source, int fd, const char *name,
                                     struct daydream_error *err)
{
    *source = (struct dd_source){
        .path = name, .fd = fd, .streamed = true, .earned = DD_DECODED_FREE};
    if (fstat(fd, &source->info) != 0)
        return cannot_read(source, errno, err);
    return look_at_stream(source, err);
}

void dd_source_close(struct dd_source *source)
{
    if (source->packed != NULL && source->packed->state != NULL)
        source->packed->ops->close(source->packed->state);
    free(source->packed);
    source->packed = NULL;
    if (source->fd >= 0 && !source->streamed)
        close(source->fd);
    source->fd = -1;
}
