/* SPDX-License-Identifier: MIT */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/utf8.h"

__attribute__((format(printf, 4, 0))) static void fill(struct daydream_error *err,
                                                       enum daydream_status code,
                                                       const char *source, const char *format,
                                                       va_list args)
{
    err->code = code;
    snprintf(err->source, sizeof err->source, "%s", source);
    vsnprintf(err->text, sizeof err->text, format, args);
    err->source[dd_utf8_cut(err->source, strlen(err->source), sizeof err->source - 1)] = '\0';
    err->text[dd_utf8_cut(err->text, strlen(err->text), sizeof err->text - 1)] = '\0';
}

enum daydream_status dd_fail(struct daydream_error *err, enum daydream_status code,
                             const char *source, const char *format, ...)
{
    va_list args;

    if (err == NULL || err->code != DAYDREAM_OK)
        return code;
    va_start(args, format);
    fill(err, code, source, format, args);
    va_end(args);
    return code;
}

/* A long path gives way to the words: they are the cause. */
static void append_errno(struct daydream_error *err, int errnum)
{
    char words[128];
    size_t used;

    if (strerror_r(errnum, words, sizeof words) != 0)
        snprintf(words, sizeof words, "error %d", errnum);
    used = dd_utf8_cut(err->text, strlen(err->text), sizeof err->text - strlen(words) - 3);
    snprintf(err->text + used, sizeof err->text - used, ": %s", words);
}

enum daydream_status dd_fail_errno(struct daydream_error *err, enum daydream_status code,
                                   const char *source, int errnum, const char *format, ...)
{
    va_list args;

    if (err == NULL || err->code != DAYDREAM_OK)
        return code;
    va_start(args, format);
    fill(err, code, source, format, args);
    va_end(args);
    append_errno(err, errnum);
    return code;
}

enum daydream_status dd_fail_memory(struct daydream_error *err)
{
    return dd_fail(err, DAYDREAM_ERROR_MEMORY, "memory", "out of memory");
}

enum daydream_status dd_fail_as(struct daydream_error *err, const struct daydream_error *cause)
{
    if (err != NULL && err->code == DAYDREAM_OK)
        *err = *cause;
    return cause->code;
}

void dd_error_clear(struct daydream_error *err)
{
    if (err != NULL)
        *err = (struct daydream_error)DAYDREAM_ERROR_INIT;
}
