/* SPDX-License-Identifier: MIT */
/* Where the lessons are: one file in the home project, for all projects and all tools. */
#ifndef DD_MODEL_LESSONS_FILE_H
#define DD_MODEL_LESSONS_FILE_H

#include <stdbool.h>

#include "base/buf.h"

#define DD_LESSONS_FILE "data/lessons_learned.jsonl"

/* More is not read, and not written either: lessons of 90 days are a tenth of it. */
#define DD_LESSONS_MAX ((size_t)4 * 1024 * 1024)

/* Append its path in the home project's directory. */
void dd_lessons_file_path(struct dd_buf *out, const char *home);

/* Append what it holds; nothing where it is missing. DAYDREAM_ERROR_FILE when a link leads out of
 * the project: a repository must not tell which file is read, and written, elsewhere. */
enum daydream_status dd_lessons_file_read(const char *home, struct dd_buf *out,
                                          struct daydream_error *err);

/* Let it hold `text`, made with its folder where it is missing, provided that it still holds `was`.
 * `*done` is false when it does not: somebody else has written meanwhile. Who calls it holds a lock
 * that all daydreams know. */
enum daydream_status dd_lessons_file_replace(const char *home, const struct dd_buf *was,
                                             const struct dd_buf *text, bool *done,
                                             struct daydream_error *err);

#endif
