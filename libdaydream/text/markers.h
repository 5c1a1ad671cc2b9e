/* SPDX-License-Identifier: MIT */
/* Words in comments by which somebody marked what is still to be done. */
#ifndef DD_TEXT_MARKERS_H
#define DD_TEXT_MARKERS_H

#include <stdbool.h>
#include <stddef.h>

enum dd_marker {
    DD_MARKER_TODO,
    DD_MARKER_FIXME,
    DD_MARKER_HACK,
    DD_MARKER_XXX,
    DD_MARKERS
};

struct dd_markers {
    size_t counts[DD_MARKERS];
    size_t total;
    size_t line; /* of the first, from 1; 0: there is none */
};

const char *dd_marker_name(enum dd_marker marker);

/* Add those of a file: whole words in capitals in its comments, one a line at most. A line that
 * names three kinds or more is a list of them and no marker. */
void dd_markers_count(const char *path, const char *text, size_t length, struct dd_markers *out);

#endif
