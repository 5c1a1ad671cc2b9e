/* SPDX-License-Identifier: MIT */
/*
 * The comments of a source file. A table knows how each language writes them and its strings, so
 * that what stands between quotes is none. It is no parser: where a language is stranger than that
 * (a regular expression with quotes), it errs within the line.
 */
#ifndef DD_TEXT_COMMENTS_H
#define DD_TEXT_COMMENTS_H

#include <stddef.h>

struct dd_language;

/* By the file's name, or the "#!" with which it begins; NULL when no comments of it are known. */
const struct dd_language *dd_language_of(const char *path, const char *text, size_t length);

/* What a comment has on one line, without what opens it; lines count from 1. */
typedef void (*dd_comment_fn)(void *user, size_t line, const char *text, size_t length);

void dd_comments_each(const struct dd_language *language, const char *text, size_t length,
                      dd_comment_fn take, void *user);

#endif
