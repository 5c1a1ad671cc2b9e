/* SPDX-License-Identifier: MIT */
/* What a machine has to add to a report that another one filed, as a comment on it. */
#ifndef DD_MODEL_COMMENT_H
#define DD_MODEL_COMMENT_H

#include <stdint.h>

#include "base/buf.h"
#include "base/strings.h"

/* A body that cannot be filed as a report any more: it is one already. */
struct dd_comment_source {
    const char *body;
    const char *parts; /* of it (model/parts.h); NULL or "": unknown, so it is taken whole */
};

/* Append a comment with the findings of a body whose fingerprints are not `known`, under their
 * headings, with a marker like the body's own for them. `*count` says how many findings there are;
 * with none, nothing is appended. */
enum daydream_status dd_comment_write(struct dd_buf *out, const struct dd_comment_source *source,
                                      const struct dd_strings *known, size_t *count,
                                      struct daydream_error *err);

/* Append a comment with the whole body of an issue, marker included, that was filed for the same
 * date, and whose author never came back to it. */
void dd_comment_write_stray(struct dd_buf *out, int64_t number, const char *body);
bool dd_comment_is_stray(const char *comment, int64_t number);

/* Append "Duplicate of #12", in the form that GitHub knows, and whether a comment is that. */
void dd_comment_write_duplicate(struct dd_buf *out, int64_t number);
bool dd_comment_is_duplicate(const char *comment, int64_t number);

#endif
