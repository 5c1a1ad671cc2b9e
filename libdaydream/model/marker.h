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

/* Does the body carry a marker of that date and repository (without regard to case)? */
bool dd_marker_matches(const char *body, const char *date, const char *repository);

/* The run that the body's marker names; false when there is none. */
bool dd_marker_run(const char *body, char run[DD_UUID_SIZE]);

/* Does the body carry a marker of that run? */
bool dd_marker_has_run(const char *body, const char *run);

#endif
