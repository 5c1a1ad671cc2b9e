/* SPDX-License-Identifier: MIT */
/* The HTML inside of a Markdown document. */
#ifndef DD_TEXT_DOCUMENT_HTML_H
#define DD_TEXT_DOCUMENT_HTML_H

#include "text/document.h"

/* Hand on the links, images, headings and names in a piece of HTML that begins on `line`. */
enum daydream_status dd_document_html(const char *text, size_t length, size_t line, dd_part_fn take,
                                      void *user, struct daydream_error *err);

#endif
