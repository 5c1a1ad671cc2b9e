/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdlib.h>

#include "base/error.h"
#include "text/spans.h"

/* A value that overlaps itself would otherwise make a span a byte. */
static bool continues(const struct dd_spans *spans, const struct dd_span *span)
{
    const struct dd_span *last = spans->count > 0 ? &spans->items[spans->count - 1] : NULL;

    return last != NULL && last->rank == span->rank && last->kind == span->kind &&
           span->start >= last->start && span->start < last->end;
}

enum daydream_status dd_spans_add(struct dd_spans *spans, struct dd_span span,
                                  struct daydream_error *err)
{
    size_t capacity = spans->capacity == 0 ? 16 : spans->capacity * 2;
    struct dd_span *items;

    if (continues(spans, &span)) {
        items = &spans->items[spans->count - 1];
        items->end = span.end > items->end ? span.end : items->end;
        return DAYDREAM_OK;
    }
    if (spans->count == spans->capacity) {
        items = realloc(spans->items, capacity * sizeof *items);
        if (items == NULL)
            return dd_fail_memory(err);
        spans->items = items;
        spans->capacity = capacity;
    }
    spans->items[spans->count++] = span;
    return DAYDREAM_OK;
}

void dd_spans_free(struct dd_spans *spans)
{
    free(spans->items);
    *spans = (struct dd_spans)DD_SPANS_INIT;
}

static int compare(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int by_place(const void *left, const void *right)
{
    const struct dd_span *a = left;
    const struct dd_span *b = right;
    int order = compare(a->start, b->start);

    return order != 0 ? order : compare(a->rank, b->rank);
}

/* In order: one of those that overlap. */
static void merge(struct dd_spans *spans)
{
    size_t kept = 0;

    for (size_t i = 0; i < spans->count; i++) {
        struct dd_span *last = kept > 0 ? &spans->items[kept - 1] : NULL;
        struct dd_span span = spans->items[i];

        if (last == NULL || span.start >= last->end)
            spans->items[kept++] = span;
        else if (span.end > last->end)
            last->end = span.end;
    }
    spans->count = kept;
}

/* The bytes of a span that lie in `marks` from index `first` on; widens it to whole marks. */
static size_t take_marks(struct dd_span *span, const struct dd_spans *marks, size_t first)
{
    struct dd_span wide = *span;
    size_t inside = 0;

    for (size_t i = first; i < marks->count && marks->items[i].start < span->end; i++) {
        const struct dd_span *mark = &marks->items[i];
        size_t start = mark->start > span->start ? mark->start : span->start;
        size_t end = mark->end < span->end ? mark->end : span->end;

        inside += end - start;
        wide.start = mark->start < wide.start ? mark->start : wide.start;
        wide.end = mark->end > wide.end ? mark->end : wide.end;
    }
    *span = wide;
    return inside;
}

static void respect_marks(struct dd_spans *spans, const struct dd_spans *marks)
{
    size_t kept = 0;
    size_t first = 0;

    for (size_t i = 0; i < spans->count; i++) {
        struct dd_span span = spans->items[i];
        size_t length = span.end - span.start;

        while (first < marks->count && marks->items[first].end <= span.start)
            first++;
        if (take_marks(&span, marks, first) < length)
            spans->items[kept++] = span;
    }
    spans->count = kept;
}

void dd_spans_settle(struct dd_spans *spans, const struct dd_spans *marks)
{
    if (spans->count == 0)
        return;
    qsort(spans->items, spans->count, sizeof *spans->items, by_place);
    merge(spans);
    respect_marks(spans, marks);
    merge(spans);
}

void dd_spans_replace(const struct dd_spans *spans, const char *text, size_t length,
                      struct dd_buf *out)
{
    size_t at = 0;

    for (size_t i = 0; i < spans->count; i++) {
        dd_buf_add(out, text + at, spans->items[i].start - at);
        dd_buf_printf(out, "[redacted:%s]", spans->items[i].kind);
        at = spans->items[i].end;
    }
    dd_buf_add(out, text + at, length - at);
}
