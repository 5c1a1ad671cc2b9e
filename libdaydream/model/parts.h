/* SPDX-License-Identifier: MIT */
/*
 * Where in a body its headings and findings stand: text, one line a part, in their order:
 *   1 START END                       the head of a project
 *   2 START END                       the heading of a section
 *   f START END FINGERPRINT[,...]     a finding
 * It is kept with a body, so that a comment can be made of some of its findings.
 */
#ifndef DD_MODEL_PARTS_H
#define DD_MODEL_PARTS_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/strings.h"

#define DD_PART_PROJECT '1'
#define DD_PART_SECTION '2'
#define DD_PART_FINDING 'f'

struct dd_part {
    char kind;
    size_t start; /* in bytes of the body */
    size_t end;
    struct dd_strings fingerprints; /* of a finding */
};

/* Append a part; `parts` may be NULL, `fingerprints` too. */
void dd_parts_add(struct dd_buf *parts, char kind, size_t start, size_t end,
                  const struct dd_strings *fingerprints);

/* Read the part at `*at` and go on to the next; DAYDREAM_OK with `*done` at the end, or where the
 * text is none of ours. The part is owned: dd_part_free(). */
enum daydream_status dd_parts_next(const char **at, struct dd_part *out, bool *done,
                                   struct daydream_error *err);
void dd_part_free(struct dd_part *part);

#endif
