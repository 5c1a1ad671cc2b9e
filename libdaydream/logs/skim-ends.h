/* SPDX-License-Identifier: MIT */
/*
 * Where the lines of a text end. They are found many at a time, so that nobody who looks at a line
 * has to wait for the end of the one above it.
 */
#ifndef DD_LOGS_SKIM_ENDS_H
#define DD_LOGS_SKIM_ENDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DD_SKIM_SEARCHED                                                                           \
    1024 /* bytes at a time; what they tell of what is not passed over is lost */

struct dd_skim_ends {
    const char *next; /* what was not searched yet */
    const char *end;
    const char *text; /* from where the list counts */
    size_t first;     /* in the list, of those that were not taken */
    size_t count;
    uint16_t list[DD_SKIM_SEARCHED + 2];
};

static inline void dd_skim_ends_init(struct dd_skim_ends *ends, const char *text, size_t length)
{
    ends->next = ends->text = text;
    ends->end = text + length;
    ends->first = ends->count = 0;
}

/* Search on when all are taken; false when there are no more. */
bool dd_skim_ends_search(struct dd_skim_ends *ends);

/* The next line feed; NULL when none is found any more. */
static inline const char *dd_skim_ends_peek(struct dd_skim_ends *ends)
{
    if (ends->first == ends->count && !dd_skim_ends_search(ends))
        return NULL;
    return ends->text + ends->list[ends->first];
}

static inline void dd_skim_ends_take(struct dd_skim_ends *ends)
{
    ends->first++;
}

#endif
