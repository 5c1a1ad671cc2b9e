/* SPDX-License-Identifier: MIT */
/*
 * What a document refers to and what can be referred to in it. Code is never a link: what stands in
 * fences, indented blocks, code spans and comments counts as what it is, an example.
 */
#ifndef DD_TEXT_DOCUMENT_H
#define DD_TEXT_DOCUMENT_H

#include <stddef.h>

#include "daydream.h"

enum dd_part {
    DD_PART_LINK,     /* a destination as it was meant: escapes and entities undone, "%20" not */
    DD_PART_IMAGE,    /* the same of an image */
    DD_PART_DOCUMENT, /* another document, without its ending (reStructuredText's :doc:) */
    DD_PART_CODE,     /* a code span: perhaps a path */
    DD_PART_HEADING,  /* its words, without markup */
    DD_PART_ANCHOR,   /* a name that was given to a place: <a id="x">, ".. _x:" */
};

/* One part; lines count from 1. The text is borrowed until the function returns. */
typedef enum daydream_status (*dd_part_fn)(void *user, enum dd_part part, size_t line,
                                           const char *text, struct daydream_error *err);

/* Hand on each part of a document, whatever its bytes are; a failure of `take` ends it. `text` is
 * followed by a NUL and shorter than 1 GiB. */
enum daydream_status dd_document_markdown(const char *text, size_t length, dd_part_fn take,
                                          void *user, struct daydream_error *err);
enum daydream_status dd_document_rst(const char *text, size_t length, dd_part_fn take, void *user,
                                     struct daydream_error *err);

#endif
