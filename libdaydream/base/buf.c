/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"

#define FIRST_CAPACITY ((size_t)64)

void dd_buf_free(struct dd_buf *buf)
{
    free(buf->data);
    *buf = (struct dd_buf){.limit = buf->limit};
}

void dd_buf_reset(struct dd_buf *buf)
{
    dd_buf_truncate(buf, 0);
    buf->failed = false;
}

void dd_buf_truncate(struct dd_buf *buf, size_t length)
{
    if (length > buf->length || buf->data == NULL)
        return;
    buf->length = length;
    buf->data[length] = '\0';
}

static size_t next_capacity(size_t capacity, size_t needed)
{
    if (capacity < FIRST_CAPACITY)
        capacity = FIRST_CAPACITY;
    while (capacity < needed)
        capacity = capacity > SIZE_MAX / 2 ? SIZE_MAX : capacity * 2;
    return capacity;
}

/* Make room for `more` bytes and the NUL. */
static bool reserve(struct dd_buf *buf, size_t more)
{
    size_t capacity;
    char *data;

    if (buf->failed || more >= SIZE_MAX - buf->length ||
        (buf->limit != 0 && buf->length + more > buf->limit)) {
        buf->failed = true;
        return false;
    }
    if (buf->length + more < buf->capacity)
        return true;
    capacity = next_capacity(buf->capacity, buf->length + more + 1);
    data = realloc(buf->data, capacity);
    if (data == NULL) {
        buf->failed = true;
        return false;
    }
    buf->data = data;
    buf->capacity = capacity;
    return true;
}

void dd_buf_add(struct dd_buf *buf, const void *data, size_t length)
{
    if (!reserve(buf, length))
        return;
    if (length > 0)
        memcpy(buf->data + buf->length, data, length);
    buf->length += length;
    buf->data[buf->length] = '\0';
}

void dd_buf_puts(struct dd_buf *buf, const char *text)
{
    dd_buf_add(buf, text, strlen(text));
}

void dd_buf_putc(struct dd_buf *buf, char c)
{
    dd_buf_add(buf, &c, 1);
}

void dd_buf_vprintf(struct dd_buf *buf, const char *format, va_list args)
{
    va_list again;
    int length;

    va_copy(again, args);
    length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length < 0) {
        buf->failed = true;
        return;
    }
    if (!reserve(buf, (size_t)length))
        return;
    vsnprintf(buf->data + buf->length, (size_t)length + 1, format, args);
    buf->length += (size_t)length;
}

void dd_buf_printf(struct dd_buf *buf, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    dd_buf_vprintf(buf, format, args);
    va_end(args);
}

const char *dd_buf_text(const struct dd_buf *buf)
{
    return buf->data != NULL ? buf->data : "";
}

enum daydream_status dd_buf_take(struct dd_buf *buf, char **out, struct daydream_error *err)
{
    char *fitting;

    *out = NULL;
    dd_buf_add(buf, "", 0);
    if (dd_buf_status(buf, err) != DAYDREAM_OK)
        return DAYDREAM_ERROR_MEMORY;
    /* what is kept for long need not have the room that it grew in */
    fitting = realloc(buf->data, buf->length + 1);
    *out = fitting != NULL ? fitting : buf->data;
    buf->data = NULL;
    dd_buf_free(buf);
    return DAYDREAM_OK;
}

enum daydream_status dd_buf_status(const struct dd_buf *buf, struct daydream_error *err)
{
    return buf->failed ? dd_fail_memory(err) : DAYDREAM_OK;
}
