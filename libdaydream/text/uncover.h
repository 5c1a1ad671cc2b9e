/* SPDX-License-Identifier: MIT */
/*
 * A text as somebody reads it who undoes its escapes: "%3D", "\"", "\n", "&quot;" are what they
 * stand for, and escape sequences, controls and zero-width characters are gone.
 */
#ifndef DD_TEXT_UNCOVER_H
#define DD_TEXT_UNCOVER_H

#include "base/buf.h"

/* In front of the byte `at` of the new text something is gone. */
struct dd_hole {
    size_t at;
    size_t gone;    /* bytes, up to here altogether */
    size_t escaped; /* of them, those that belong to the escape that this byte was */
};

/* Begin with a zeroed structure, and free it in any case. */
struct dd_uncovered {
    struct dd_buf text;
    struct dd_hole *holes; /* ascending */
    size_t count, capacity;
};

/* The first byte from `at` on where something is covered; `length` when nothing is. */
size_t dd_covered_next(const char *text, size_t length, size_t at);

enum daydream_status dd_uncover(const char *text, size_t length, struct dd_uncovered *out,
                                struct daydream_error *err);
void dd_uncovered_free(struct dd_uncovered *uncovered);

/* Where the first byte of a part of the new text was, and where its last one ended. */
size_t dd_uncovered_start(const struct dd_uncovered *uncovered, size_t start);
size_t dd_uncovered_end(const struct dd_uncovered *uncovered, size_t end);

#endif
