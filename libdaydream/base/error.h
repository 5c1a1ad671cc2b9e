/* SPDX-License-Identifier: MIT */
/* How a failure becomes a struct daydream_error. The first error wins: a filled one is kept. */
#ifndef DD_BASE_ERROR_H
#define DD_BASE_ERROR_H

#include "daydream.h"

/* Fill `err` (which may be NULL) and return `code`. `source` names who says it; the text says
 * what, where and what to do; of one that does not fit beginning and end are kept. */
enum daydream_status dd_fail(struct daydream_error *err, enum daydream_status code,
                             const char *source, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The same with ": " and the system's words for an errno value appended. */
enum daydream_status dd_fail_errno(struct daydream_error *err, enum daydream_status code,
                                   const char *source, int errnum, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

enum daydream_status dd_fail_memory(struct daydream_error *err);

/* Hand a cause on as it is; returns its code. */
enum daydream_status dd_fail_as(struct daydream_error *err, const struct daydream_error *cause);

/* Forget an error that was dealt with, so that the next one can be said. */
void dd_error_clear(struct daydream_error *err);

#endif
