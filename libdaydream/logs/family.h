/* SPDX-License-Identifier: MIT */
/*
 * A log and the files that rotation made of it: "app.log", "app.log.1", "app.log.2.gz",
 * "app.log-20260720", "app.log.2026-07-20", "app.log.old", "app.1.log", "app-2026-07-20.log.zst".
 */
#ifndef DD_LOGS_FAMILY_H
#define DD_LOGS_FAMILY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/strings.h"
#include "logs/review.h"

/* Append the name of the log that a file belongs to ("logs/app-20260720.log.gz": "logs/app.log").
 * True when the file's name says that nobody writes to it any more ("app.log.1", "app.log.gz"; a
 * date before the extension may be that of today). */
bool dd_family_name(const char *path, struct dd_buf *out);

/* Append every path below `directory` that matches `pattern` (see dd_fs_glob()), and of the logs
 * that would match it if they were there, what rotation has left. */
enum daydream_status dd_family_find(const char *directory, const char *pattern,
                                    struct dd_strings *out, struct daydream_error *err);

struct dd_log_member {
    char *path;   /* relative to the project's directory */
    char *family; /* path of the log it belongs to */
    bool closed;
    bool alias;   /* another member is the same file */
    int errnum;   /* why stat(2) failed; 0: it did not */
    bool regular; /* also through symbolic links */
    uint64_t device;
    uint64_t inode;
    uint64_t size;
    int64_t modified;
    int rank;                    /* which is tried first for a remembered place */
    enum dd_log_outcome outcome; /* of the review */
    bool placed;                 /* its place is remembered */
};

struct dd_log_members {
    struct dd_log_member *items;
    size_t count;
    size_t capacity;
};

/* clang-format off */
#define DD_LOG_MEMBERS_INIT {NULL, 0, 0}
/* clang-format on */

/* The files of a list of paths below `directory` and their siblings, by family, then by path. */
enum daydream_status dd_family_collect(const char *directory, const struct dd_strings *paths,
                                       struct dd_log_members *out, struct daydream_error *err);
void dd_members_free(struct dd_log_members *members);

#endif
