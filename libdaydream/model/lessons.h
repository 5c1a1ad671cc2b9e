/* SPDX-License-Identifier: MIT */
/* What a file of lessons becomes when a date's reflections are added to it. */
#ifndef DD_MODEL_LESSONS_H
#define DD_MODEL_LESSONS_H

#include "base/buf.h"
#include "model/lesson.h"
#include "store/reflections.h"

/* A lesson that no date saw for longer goes. */
#define DD_LESSON_DAYS 90

struct dd_lesson_counts {
    size_t added;  /* came in on this date */
    size_t again;  /* were there, and seen again on this date */
    size_t pruned; /* went, as none saw them for DD_LESSON_DAYS */
    size_t kept;   /* are in the file now */
    size_t unread; /* lines that are no lesson, and stay as they are */
};

/* Append to `out` what the file's content `text` becomes. A reflection of a pattern that is there,
 * in nearly the same words, makes that lesson one seen on `date` too; else it becomes a lesson at
 * the end. Doing it again with the same date changes nothing more, and counts the same (but for
 * what has gone). Memory goes by the reflections, whatever the file holds. */
enum daydream_status dd_lessons_learn(const char *text, size_t length,
                                      const struct dd_reflection_rows *reflections,
                                      const char *date, struct dd_buf *out,
                                      struct dd_lesson_counts *counts, struct daydream_error *err);

/* The line at `*at` and what ends it, which `*at` moves beyond. False at the end of the text. */
struct dd_lesson_line {
    const char *text;
    size_t length; /* without its end */
    size_t end;    /* bytes of its end: 0 to 2 */
};
bool dd_lesson_line_next(const char *text, size_t length, size_t *at, struct dd_lesson_line *out);

/* Does it hold nothing but blanks? */
bool dd_lesson_line_is_blank(const struct dd_lesson_line *line);

#endif
