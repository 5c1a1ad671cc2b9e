/* SPDX-License-Identifier: MIT */
/*
 * Where the lines of a text end. They are found many at a time, so that nobody who looks at a line
 * has to wait for the end of the one above it.
 */
#ifndef DD_LOGS_LINE_ENDS_H
#define DD_LOGS_LINE_ENDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DD_LINE_ENDS_SEARCHED 4096 /* bytes at a time */

struct dd_line_ends {
    const char *next; /* what was not searched yet */
    const char *end;
    const char *text; /* from where the list counts */
    size_t first;     /* in the list, of those that were not taken */
    size_t count;
    uint16_t list[DD_LINE_ENDS_SEARCHED + 2];
};

/* The text is borrowed. The list is not cleared: most texts are short. */
static inline void dd_line_ends_init(struct dd_line_ends *ends, const char *text, size_t length)
{
    ends->next = ends->text = text;
    ends->end = text + length;
    ends->first = ends->count = 0;
}

/* Search on when all are taken; false when there are no more. */
bool dd_line_ends_search(struct dd_line_ends *ends);

/* The next line feed; NULL when none is found any more. The last bytes of a text are not searched.
 */
static inline const char *dd_line_ends_peek(struct dd_line_ends *ends)
{
    if (ends->first == ends->count && !dd_line_ends_search(ends))
        return NULL;
    return ends->text + ends->list[ends->first];
}

static inline void dd_line_ends_take(struct dd_line_ends *ends)
{
    ends->first++;
}

/* The next one that does not stand before `at`. */
static inline const char *dd_line_ends_from(struct dd_line_ends *ends, const char *at)
{
    const char *newline = dd_line_ends_peek(ends);

    while (newline != NULL && newline < at) {
        dd_line_ends_take(ends);
        newline = dd_line_ends_peek(ends);
    }
    return newline;
}

#endif
