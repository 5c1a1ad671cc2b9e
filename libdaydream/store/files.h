/* SPDX-License-Identifier: MIT */
/* Where the database is, and the ways to it that need no SQLite yet. */
#ifndef DD_STORE_FILES_H
#define DD_STORE_FILES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

/* Append directory + "/daydream.db". */
enum daydream_status dd_store_path(const char *directory, struct dd_buf *out,
                                   struct daydream_error *err);

/* Is there a file PATH + SUFFIX ("-wal", "-shm": https://www.sqlite.org/walformat.html), and how
 * large is it? -1: there is none. */
enum daydream_status dd_store_beside(const char *path, const char *suffix, int64_t *size,
                                     struct daydream_error *err);

/* Is the database there? Refuses what is there and is no regular file. */
enum daydream_status dd_store_is_there(const char *path, bool *out, struct daydream_error *err);

/* Make the directory where it is missing, and refuse one that cannot hold a database. */
enum daydream_status dd_store_make_directory(const char *directory, struct daydream_error *err);

/* The same of a directory that exists. */
enum daydream_status dd_store_check_directory(const char *directory, struct daydream_error *err);

/* Make an empty database file (0600) where there is none. */
enum daydream_status dd_store_make_file(const char *path, struct daydream_error *err);

#endif
