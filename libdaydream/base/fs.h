/* SPDX-License-Identifier: MIT */
/* Files: bounded reads, atomic writes, locks. Every descriptor is close-on-exec. Error texts name
 * the path. */
#ifndef DD_BASE_FS_H
#define DD_BASE_FS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/buf.h"
#include "base/strings.h"

/* Read a regular file (through symbolic links) of at most `max` bytes.
 * DAYDREAM_ERROR_NOT_FOUND when there is none, DAYDREAM_ERROR_FILE otherwise. */
enum daydream_status dd_fs_read(const char *path, size_t max, struct dd_buf *out,
                                struct daydream_error *err);

/* Write a file so that a reader, or a machine that dies, sees the old content or the new one:
 * a temporary file beside it, fsync, rename, fsync of the directory. */
enum daydream_status dd_fs_write(const char *path, const void *data, size_t length, mode_t mode,
                                 struct daydream_error *err);

/* The same, piece by piece, for what need not be in memory as a whole: what was added becomes the
 * file when it is kept, and is gone otherwise. dd_fs_draft_free() also after a failure. */
struct dd_fs_draft {
    char *path;
    char *directory;
    char *temporary;
    int fd; /* -1: none */
};

/* clang-format off */
#define DD_FS_DRAFT_INIT {NULL, NULL, NULL, -1}
/* clang-format on */

enum daydream_status dd_fs_draft_begin(struct dd_fs_draft *draft, const char *path, mode_t mode,
                                       struct daydream_error *err);
enum daydream_status dd_fs_draft_add(struct dd_fs_draft *draft, const void *data, size_t length,
                                     struct daydream_error *err);
enum daydream_status dd_fs_draft_keep(struct dd_fs_draft *draft, struct daydream_error *err);
void dd_fs_draft_free(struct dd_fs_draft *draft);

/* Delete what was left in a directory by those who died while they wrote. Only for who keeps all
 * others from writing there. */
void dd_fs_draft_sweep(const char *directory);

/* As dd_fs_write(), where a file may be that belongs to others: it is written through symbolic
 * links and keeps its mode; a new one gets the mode that any program would give it.
 * DAYDREAM_ERROR_FILE for a file that is read-only, also to those who may write anything. */
enum daydream_status dd_fs_rewrite(const char *path, const void *data, size_t length,
                                   struct daydream_error *err);

/* Make a directory and those above it that are missing, with `mode` for the ones it makes. */
enum daydream_status dd_fs_make_directory(const char *path, mode_t mode,
                                          struct daydream_error *err);

bool dd_fs_is_directory(const char *path);
bool dd_fs_is_regular(const char *path);

/* The names in `directory`, not those beginning with a dot, sorted by bytes; a missing directory
 * is DAYDREAM_ERROR_NOT_FOUND. */
enum daydream_status dd_fs_list(const char *directory, struct dd_strings *out,
                                struct daydream_error *err);

/* Every path below `directory` that matches `pattern` ("logs/?.log": shell wildcards, a slash is
 * matched only by a slash, a leading dot only by a dot), relative to it, sorted by bytes. No match
 * is no error, but what cannot be looked into is; a pattern that is absolute or holds ".." matches
 * nothing. */
enum daydream_status dd_fs_glob(const char *directory, const char *pattern, struct dd_strings *out,
                                struct daydream_error *err);

/* Where data begins at `offset` or behind it in a sparse file of that size: `offset` itself where
 * the system does not tell. Moves the descriptor's own position. */
off_t dd_fs_skip_hole(int fd, off_t offset, off_t size);

/* Take an exclusive flock on a file, which is made when missing; does not wait.
 * DAYDREAM_ERROR_LOCKED when another process has it. `*fd` is closed by dd_fs_unlock(). */
enum daydream_status dd_fs_lock(const char *path, int *fd, struct daydream_error *err);
void dd_fs_unlock(int fd);

/* The same on a directory that is there: no file is made. */
enum daydream_status dd_fs_lock_directory(const char *path, int *fd, struct daydream_error *err);

/* Is the (existing) path on a network file system? */
enum daydream_status dd_fs_is_network(const char *path, bool *out, struct daydream_error *err);

#endif
