/* SPDX-License-Identifier: MIT */
/* What a document writes, as a path of its project. Nothing here touches the disk. */
#ifndef DD_STEPS_DOC_TARGET_H
#define DD_STEPS_DOC_TARGET_H

#include <stdbool.h>

#include "base/buf.h"

enum dd_doc_where {
    DD_DOC_ELSEWHERE, /* another server, or nothing that could be told */
    DD_DOC_HERE,      /* the document itself */
    DD_DOC_PATH,      /* within the project */
    DD_DOC_ABOVE      /* above the project's directory */
};

struct dd_doc_target {
    enum dd_doc_where where;
    bool rooted;            /* it began with a slash */
    struct dd_buf path;     /* from the project's directory, "" for that itself; ABOVE: with ".." */
    struct dd_buf fragment; /* behind "#", percent signs undone; empty: none */
};

void dd_doc_target_free(struct dd_doc_target *target);

/* Read the destination of a link in a document, whose own path is from the project's directory. */
void dd_doc_target_read(const char *document, const char *destination, struct dd_doc_target *out);

/* Is a code span written like a path? Then append it without what is no part of it ("./", ":12").
 */
bool dd_doc_target_code(const char *text, struct dd_buf *out);

/* Append `path`, seen from `folder` ("" is the project's directory), without "." and "..". False
 * when it leads above the project's directory: then ".." are in front. */
bool dd_doc_target_join(const char *folder, const char *path, struct dd_buf *out);

/* Is it Markdown or reStructuredText, by its name? */
enum dd_doc_kind {
    DD_DOC_NONE,
    DD_DOC_MARKDOWN,
    DD_DOC_RST,
};
enum dd_doc_kind dd_doc_kind_of(const char *path);

#endif
