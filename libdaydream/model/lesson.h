/* SPDX-License-Identifier: MIT */
/* A lesson: a pattern that was seen, and how to avoid it. One line of JSON in a file that belongs
 * to several tools, and to people. */
#ifndef DD_MODEL_LESSON_H
#define DD_MODEL_LESSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/date.h"

/* The texts are never NULL in a lesson that was read. */
struct daydream_lesson {
    char date[DD_DATE_SIZE]; /* on which it came into the file */
    char *category;
    char *summary;
    char *pattern;
    char *prevention;
    char *source_session;
    int64_t validated;            /* how often somebody found it useful; others count that */
    char last_seen[DD_DATE_SIZE]; /* the last date that saw it */
    int64_t times;                /* how many dates did */
};

/* Longer lines are nobody's lesson. */
#define DD_LESSON_LINE_MAX ((size_t)64 * 1024)

/* Read a line (without its end). `*understood` becomes false, and `out` stays empty, when it is
 * not an object with a pattern and a date, or when a member that we know is of another type. What
 * older lines lack is made up: last_seen is their date, times 1. Owned, also after a failure:
 * dd_lesson_clear(). */
enum daydream_status dd_lesson_read(const char *line, size_t length, struct daydream_lesson *out,
                                    bool *understood, struct daydream_error *err);
void dd_lesson_clear(struct daydream_lesson *lesson);

/* Append a lesson as an object, on one line without an end; texts may be NULL. */
void dd_lesson_write(struct dd_buf *out, const struct daydream_lesson *lesson);

/* Append a line that dd_lesson_read() understood, with another last_seen and times and all else
 * byte for byte as it is. */
void dd_lesson_update(struct dd_buf *out, const char *line, size_t length, const char *last_seen,
                      int64_t times);

#endif
