/* SPDX-License-Identifier: MIT */
/*
 * A growing byte buffer. Appending never returns an error: the first one that finds no memory
 * (or goes beyond `limit`) sets `failed`, later ones do nothing, and the owner asks once at the
 * end. The data is always followed by a NUL that does not count.
 */
#ifndef DD_BASE_BUF_H
#define DD_BASE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "daydream.h"

struct dd_buf {
    char *data;
    size_t length;
    size_t capacity;
    size_t limit; /* most bytes that it may hold; 0: no limit of its own */
    bool failed;
};

/* clang-format off */
#define DD_BUF_INIT {NULL, 0, 0, 0, false}
/* clang-format on */

void dd_buf_free(struct dd_buf *buf);
void dd_buf_reset(struct dd_buf *buf); /* empty it and forget a failure, keeping the memory */
void dd_buf_add(struct dd_buf *buf, const void *data, size_t length);
void dd_buf_puts(struct dd_buf *buf, const char *text);
void dd_buf_putc(struct dd_buf *buf, char c);
void dd_buf_printf(struct dd_buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void dd_buf_vprintf(struct dd_buf *buf, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
void dd_buf_truncate(struct dd_buf *buf, size_t length);

/* The text so far, "" when empty; borrowed until the next change. */
const char *dd_buf_text(const struct dd_buf *buf);

/* Hand the text over to the caller (owned, free()) and leave the buffer empty. */
enum daydream_status dd_buf_take(struct dd_buf *buf, char **out, struct daydream_error *err);

/* DAYDREAM_OK, or DAYDREAM_ERROR_MEMORY with `err` filled when an append has failed. */
enum daydream_status dd_buf_status(const struct dd_buf *buf, struct daydream_error *err);

#endif
