/* SPDX-License-Identifier: MIT */
/* The places of a text that go, and how they become marks. */
#ifndef DD_TEXT_SPANS_H
#define DD_TEXT_SPANS_H

#include "base/buf.h"

struct dd_span {
    size_t start, end; /* bytes; never empty */
    const char *kind;  /* borrowed */
    size_t rank;       /* of two that begin at one place, the lower one names it */
};

struct dd_spans {
    struct dd_span *items;
    size_t count, capacity;
};

#define DD_SPANS_INIT                                                                              \
    {                                                                                              \
        NULL, 0, 0                                                                                 \
    }

enum daydream_status dd_spans_add(struct dd_spans *spans, struct dd_span span,
                                  struct daydream_error *err);
void dd_spans_free(struct dd_spans *spans);

/* Put them into order and make one of those that overlap, under the first one's name. A span that
 * reaches into one of `marks` (in order, apart from each other) takes all of that mark; one that
 * holds nothing but marks is dropped. */
void dd_spans_settle(struct dd_spans *spans, const struct dd_spans *marks);

/* Append `text` to `out` with "[redacted:kind]" in place of each settled span. */
void dd_spans_replace(const struct dd_spans *spans, const char *text, size_t length,
                      struct dd_buf *out);

#endif
