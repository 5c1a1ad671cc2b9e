/* SPDX-License-Identifier: MIT */
/* What stands within a line of reStructuredText. */
#ifndef DD_TEXT_DOCUMENT_RST_INLINE_H
#define DD_TEXT_DOCUMENT_RST_INLINE_H

#include "base/buf.h"
#include "text/document.h"

struct dd_rst {
    dd_part_fn take;
    void *user;
    size_t line; /* the one at hand */
    struct dd_buf word;
};

/* Hand on the links, roles and literals of a paragraph that begins on `line`. */
enum daydream_status dd_rst_inline(struct dd_rst *rst, const char *text, size_t length, size_t line,
                                   struct daydream_error *err);

/* Append a title without its markup. */
void dd_rst_words(struct dd_buf *out, const char *text, size_t length);

#endif
