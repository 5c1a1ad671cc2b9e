/* SPDX-License-Identifier: MIT */
/*
 * The bytes of a log, whatever it is kept in: a plain file, which is read at any place; one that is
 * compressed (gzip or zstd, by its first bytes and not by its name), which is decoded forward; an
 * open descriptor, such as standard input, which is only ever read on. Offsets are those of the
 * decoded bytes.
 */
#ifndef DD_LOGS_SOURCE_H
#define DD_LOGS_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include "daydream.h"

#define DD_HEAD_MAX ((size_t)1024)

/* A few bytes can decode to any number: only so many are taken, and the rest "could not be read
 * wholly". Each byte of a compressed file earns 250; logs are compressed to a tenth or a hundredth.
 */
#define DD_DECODED_FREE  ((uint64_t)1024 * 1024 * 1024)
#define DD_DECODED_RATIO ((uint64_t)250)

struct dd_packed;

struct dd_source {
    const char *path; /* borrowed, for error texts */
    int fd;
    bool streamed;          /* a descriptor of the caller's, read to its end and left open */
    struct stat info;       /* when it was opened; what is appended later is not read */
    uint64_t offset;        /* of the byte that is read next */
    uint64_t raw;           /* bytes that were read of what lies on the disk */
    uint64_t earned;        /* decoded bytes that are taken in any case */
    char head[DD_HEAD_MAX]; /* its first bytes, decoded */
    size_t head_length;
    struct dd_packed *packed; /* NULL: nothing to decode */
};

/* Open a regular file, through symbolic links; never waits, whatever the path is.
 * DAYDREAM_ERROR_FILE otherwise. A source is closed after a failure too. */
enum daydream_status dd_source_open(struct dd_source *source, const char *path,
                                    struct daydream_error *err);

/* Read from a descriptor, which is borrowed and may wait; `name` is for error texts. */
enum daydream_status dd_source_adopt(struct dd_source *source, int fd, const char *name,
                                     struct daydream_error *err);
void dd_source_close(struct dd_source *source);

/* Can any place be read, at no cost? */
bool dd_source_seeks(const struct dd_source *source);

/* Read some bytes; `*got` is 0 at the end, also when the file has shrunk. What was read and decoded
 * before an error has been handed out when it comes. */
enum daydream_status dd_source_read(struct dd_source *source, char *out, size_t room, size_t *got,
                                    struct daydream_error *err);

/* Go on at that offset of a source that seeks, or at the beginning (0) of a compressed file. */
void dd_source_seek(struct dd_source *source, uint64_t offset);

#endif
