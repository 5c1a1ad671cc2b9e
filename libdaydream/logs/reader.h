/* SPDX-License-Identifier: MIT */
/* Lines of a file, whatever bytes they hold, in memory that depends neither on the file nor on its
 * longest line. */
#ifndef DD_LOGS_READER_H
#define DD_LOGS_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include "daydream.h"

#define DD_LINE_MAX ((size_t)64 * 1024) /* bytes of a line that are looked at */

struct dd_line {
    const char *text; /* without its line end; borrowed until the next line */
    size_t length;    /* at most DD_LINE_MAX */
    uint64_t offset;  /* of the line in the file */
    uint64_t number;  /* from 1, counted from the last seek on */
};

struct dd_reader {
    const char *path; /* borrowed, for error texts */
    int fd;
    struct stat info; /* when it was opened; what is appended later is not read */
    char *buffer;
    size_t start; /* of what is not read yet, in the buffer */
    size_t end;
    uint64_t offset; /* of `start` in the file */
    uint64_t lines;  /* that were read since the last seek */
    bool skipping;   /* the rest of a long line comes first */
};

/* Open a regular file, through symbolic links; never waits, whatever the path is.
 * DAYDREAM_ERROR_FILE otherwise. `reader` is closed after a failure too. */
enum daydream_status dd_reader_open(struct dd_reader *reader, const char *path,
                                    struct daydream_error *err);
void dd_reader_close(struct dd_reader *reader);

/* Go on with the first line that begins at `offset` or behind it. */
enum daydream_status dd_reader_seek(struct dd_reader *reader, uint64_t offset,
                                    struct daydream_error *err);

/* Read a line. `*more` is false at the end of the file, also when the file has shrunk. */
enum daydream_status dd_reader_next(struct dd_reader *reader, struct dd_line *line, bool *more,
                                    struct daydream_error *err);

/* Hash the first `length` bytes (at most DD_HEAD_MAX). */
#define DD_HEAD_MAX ((size_t)1024)
enum daydream_status dd_reader_head(const struct dd_reader *reader, uint64_t length, uint64_t *hash,
                                    struct daydream_error *err);

#endif
