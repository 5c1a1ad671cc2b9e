/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "text/redact-filter.h"

/* How much is looked at at once; what of it is kept back, because a secret may begin there and go
 * on; and what is kept of that which is out already, because it may tell what comes. */
#define SIZE    ((size_t)512 * 1024)
#define KEPT    ((size_t)16 * 1024)
#define CONTEXT ((size_t)8 * 1024)

struct dd_filter {
    const struct dd_redactor *redactor;
    dd_filter_write_fn write;
    void *user;
    uint64_t count;
    size_t length;  /* bytes in `text` */
    size_t written; /* of them, those that are out */
    bool swallows;  /* a secret longer than all that fits goes on */
    char text[SIZE];
};

enum daydream_status dd_filter_new(const struct dd_redactor *redactor, dd_filter_write_fn write,
                                   void *user, struct dd_filter **out, struct daydream_error *err)
{
    struct dd_filter *filter = malloc(sizeof *filter);

    *out = filter;
    if (filter == NULL)
        return dd_fail_memory(err);
    filter->redactor = redactor;
    filter->write = write;
    filter->user = user;
    filter->count = 0;
    filter->length = filter->written = 0;
    filter->swallows = false;
    return DAYDREAM_OK;
}

void dd_filter_free(struct dd_filter *filter)
{
    free(filter);
}

uint64_t dd_filter_count(const struct dd_filter *filter)
{
    return filter->count;
}

char *dd_filter_room(struct dd_filter *filter, size_t *size)
{
    *size = SIZE - filter->length;
    return filter->text + filter->length;
}

static enum daydream_status write_out(struct dd_filter *filter, const char *text, size_t length,
                                      struct daydream_error *err)
{
    return length > 0 && filter->write != NULL ? filter->write(filter->user, text, length, err)
                                               : DAYDREAM_OK;
}

/* Write the part up to `end` without the spans in it, and what then looks like a secret neither. */
static enum daydream_status write_redacted(struct dd_filter *filter, const struct dd_spans *spans,
                                           size_t end, struct daydream_error *err)
{
    struct dd_spans within = DD_SPANS_INIT;
    struct dd_buf piece = DD_BUF_INIT;
    struct dd_buf clean = DD_BUF_INIT;
    size_t start = filter->written;
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < spans->count && status == DAYDREAM_OK; i++) {
        struct dd_span span = spans->items[i];

        if (span.end <= start || span.start >= end)
            continue;
        span.start = span.start > start ? span.start - start : 0;
        span.end = (span.end < end ? span.end : end) - start;
        status = dd_spans_add(&within, span, err);
    }
    filter->count += within.count;
    if (status == DAYDREAM_OK && within.count == 0) {
        status = write_out(filter, filter->text + start, end - start, err);
    } else if (status == DAYDREAM_OK) {
        dd_spans_replace(&within, filter->text + start, end - start, &piece);
        if ((status = dd_buf_status(&piece, err)) == DAYDREAM_OK &&
            (status = dd_redact(filter->redactor, dd_buf_text(&piece), piece.length, &clean,
                                err)) == DAYDREAM_OK)
            status = write_out(filter, dd_buf_text(&clean), clean.length, err);
    }
    dd_buf_free(&piece);
    dd_buf_free(&clean);
    dd_spans_free(&within);
    return status;
}

static bool ends_word(char c)
{
    return (unsigned char)c <= ' ' || strchr("\"'`,;&<>", c) != NULL;
}

/* Where to stop: at the end of a line, or of a word where the line is too long, and not within a
 * secret, which may go on. */
static size_t cut_of(const struct dd_filter *filter, const struct dd_spans *spans)
{
    size_t most = filter->length - KEPT;
    size_t cut = most;

    while (cut > filter->written && filter->text[cut - 1] != '\n')
        cut--;
    if (cut <= filter->written)
        for (cut = most; cut > filter->written && !ends_word(filter->text[cut - 1]);)
            cut--;
    if (cut <= filter->written)
        cut = most;
    for (size_t i = 0; i < spans->count; i++)
        if (spans->items[i].start < cut && spans->items[i].end > cut)
            cut = spans->items[i].start > filter->written ? spans->items[i].start
                                                          : spans->items[i].end;
    return cut;
}

static void forget(struct dd_filter *filter)
{
    size_t gone = filter->written > CONTEXT ? filter->written - CONTEXT : 0;
    const char *newline = gone > 0 ? memchr(filter->text + gone, '\n', filter->written - gone)
                                   : NULL;

    if (newline != NULL)
        gone = (size_t)(newline - filter->text) + 1;
    memmove(filter->text, filter->text + gone, filter->length - gone);
    filter->length -= gone;
    filter->written -= gone;
}

/* What is left of a secret of which the mark is out. */
static void swallow(struct dd_filter *filter)
{
    size_t at = filter->written;

    while (at < filter->length && !ends_word(filter->text[at]))
        at++;
    filter->swallows = at == filter->length;
    memmove(filter->text + filter->written, filter->text + at, filter->length - at);
    filter->length -= at - filter->written;
}

static enum daydream_status work_off(struct dd_filter *filter, bool last,
                                     struct daydream_error *err)
{
    struct dd_spans spans = DD_SPANS_INIT;
    enum daydream_status status = dd_redact_find(filter->redactor, filter->text, filter->length,
                                                 &spans, err);
    size_t cut = filter->length;

    if (status == DAYDREAM_OK && !last)
        cut = cut_of(filter, &spans);
    if (status == DAYDREAM_OK)
        status = write_redacted(filter, &spans, cut, err);
    if (status == DAYDREAM_OK) {
        filter->swallows = !last && cut == filter->length;
        filter->written = cut;
        forget(filter);
    }
    dd_spans_free(&spans);
    return status;
}

enum daydream_status dd_filter_add(struct dd_filter *filter, size_t length,
                                   struct daydream_error *err)
{
    filter->length += length;
    if (filter->swallows)
        swallow(filter);
    return filter->length == SIZE ? work_off(filter, false, err) : DAYDREAM_OK;
}

enum daydream_status dd_filter_end(struct dd_filter *filter, struct daydream_error *err)
{
    return work_off(filter, true, err);
}
