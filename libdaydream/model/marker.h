/* SPDX-License-Identifier: MIT */
/*
 * The hidden line by which daydream knows its own reports:
 * <!-- daydream:1 date=2026-02-18 repo=github.com/o/r machine=9f… run=UUID fp=3f…,a1… -->
 * It is the last line of a body. Text of others cannot forge it: theirs never holds "<" unescaped.
 */
#ifndef DD_MODEL_MARKER_H
#define DD_MODEL_MARKER_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/random.h"
#include "base/strings.h"

struct dd_marker {
    const char *date;
    const char *repository; /* "host/org/repo" */
    const char *machine;
    const char *run;
    const struct dd_strings *fingerprints;
};

void dd_marker_write(struct dd_buf *out, const struct dd_marker *marker);

/* The next marker at the beginning of a line of the body, from `text` within it on; NULL: none. */
const char *dd_marker_next(const char *body, const char *text);

/* Does the body carry a marker of that date and repository (without regard to case)? */
bool dd_marker_matches(const char *body, const char *date, const char *repository);

/* The value of a member ("date", "repo", "machine") of the body's first marker into `out`; false
 * when there is none, or it does not fit. */
bool dd_marker_member(const char *body, const char *key, char *out, size_t size);

/* Add the fingerprints that the markers of a text name, each once. */
enum daydream_status dd_marker_fingerprints(const char *text, struct dd_strings *out,
                                            struct daydream_error *err);

/* Append a text without its markers. */
void dd_marker_strip(struct dd_buf *out, const char *text);

/* The run that the body's marker names; false when there is none. */
bool dd_marker_run(const char *body, char run[DD_UUID_SIZE]);

/* Does the body carry a marker of that run? */
bool dd_marker_has_run(const char *body, const char *run);

#endif
