/* SPDX-License-Identifier: MIT */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/utf8.h"

#define ELLIPSIS  "\xe2\x80\xa6" /* U+2026 */
#define MAX_TEXT  8192           /* two paths (PATH_MAX of Linux) and a few words are less */
#define MAX_WORDS 128            /* of errno */

/* A long path gives way: the words at the end are the cause, therefore most of the room is theirs.
 */
static void set_text(struct daydream_error *err, const char *text, size_t length)
{
    const size_t room = sizeof err->text - 1;
    const size_t head = (room - strlen(ELLIPSIS)) / 3;
    size_t tail = room - strlen(ELLIPSIS) - head;

    if (length <= room) {
        memcpy(err->text, text, length);
        err->text[length] = '\0';
        return;
    }
    while (tail > 0 && ((unsigned char)text[length - tail] & 0xc0) == 0x80)
        tail--; /* not in the middle of a code point */
    snprintf(err->text, sizeof err->text, "%.*s" ELLIPSIS "%.*s",
             (int)dd_utf8_cut(text, length, head), text, (int)tail, text + length - tail);
}

/* `words` are appended. */
__attribute__((format(printf, 5, 0))) static void fill(struct daydream_error *err,
                                                       enum daydream_status code,
                                                       const char *source, const char *words,
                                                       const char *format, va_list args)
{
    char text[MAX_TEXT];
    size_t used;

    err->code = code;
    snprintf(err->source, sizeof err->source, "%s", source);
    err->source[dd_utf8_cut(err->source, strlen(err->source), sizeof err->source - 1)] = '\0';
    vsnprintf(text, sizeof text - MAX_WORDS, format, args);
    used = dd_utf8_cut(text, strlen(text), sizeof text);
    snprintf(text + used, sizeof text - used, "%s", words);
    set_text(err, text, strlen(text));
}

enum daydream_status dd_fail(struct daydream_error *err, enum daydream_status code,
                             const char *source, const char *format, ...)
{
    va_list args;

    if (err == NULL || err->code != DAYDREAM_OK)
        return code;
    va_start(args, format);
    fill(err, code, source, "", format, args);
    va_end(args);
    return code;
}

/* ": " and what the system says of the number. */
static void write_words(char words[MAX_WORDS], int errnum)
{
    if (strerror_r(errnum, words + 2, MAX_WORDS - 2) != 0)
        snprintf(words + 2, MAX_WORDS - 2, "error %d", errnum);
    memcpy(words, ": ", 2);
}

enum daydream_status dd_fail_errno(struct daydream_error *err, enum daydream_status code,
                                   const char *source, int errnum, const char *format, ...)
{
    char words[MAX_WORDS];
    va_list args;

    if (err == NULL || err->code != DAYDREAM_OK)
        return code;
    write_words(words, errnum);
    va_start(args, format);
    fill(err, code, source, words, format, args);
    va_end(args);
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
