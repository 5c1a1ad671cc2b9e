/* SPDX-License-Identifier: MIT */
/*
 * How far a log was read, and how it is found again. A file is the remembered one when its first
 * bytes and those before the offset are the same: whatever its name is by now (a rotation), on
 * whatever inode it lies (a copy, rsync, copytruncate) and however it is kept (gzip, zstd).
 */
#ifndef DD_LOGS_POSITION_H
#define DD_LOGS_POSITION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "daydream.h"

struct dd_reader;

struct dd_log_position {
    char *path;      /* relative to the project's directory */
    uint64_t device; /* where it lay, a hint which file to try first */
    uint64_t inode;  /* 0: it was never read */
    uint64_t head;   /* hash of the first bytes, at most 1 KiB */
    uint64_t tail;   /* hash of the bytes before `offset`, at most 1 KiB */
    uint64_t offset; /* where to go on, in decoded bytes */
    uint64_t size;   /* of the file on the disk */
    int64_t unread;  /* since when it could not be read; 0: it was */
};

struct dd_log_positions {
    struct dd_log_position *items;
    size_t count;
    size_t capacity;
};

/* clang-format off */
#define DD_LOG_POSITIONS_INIT {NULL, 0, 0}
/* clang-format on */

/* Append a copy. */
enum daydream_status dd_positions_add(struct dd_log_positions *positions,
                                      const struct dd_log_position *position,
                                      struct daydream_error *err);
void dd_positions_free(struct dd_log_positions *positions);

/* Is the open file the remembered one? The reader has to seek afterwards. */
bool dd_position_matches(const struct dd_log_position *position, struct dd_reader *reader);

/* The position of the open file at an offset. `path` is borrowed. The reader has to seek
 * afterwards. */
struct dd_log_position dd_position_take(struct dd_reader *reader, const char *path,
                                        uint64_t offset);

#endif
