/* SPDX-License-Identifier: MIT */
/* Where lines end, many at once. Their lengths cannot be foreseen, and a processor that guesses
 * them wrongly loses more time than it takes to look at all bytes alike. */
#ifndef DD_BASE_NEWLINES_H
#define DD_BASE_NEWLINES_H

#include <stddef.h>
#include <stdint.h>

#define DD_NEWLINES_MAX ((size_t)1024) /* bytes of text */

struct dd_newlines {
    size_t count;
    uint16_t at[DD_NEWLINES_MAX + 2]; /* offsets in the text; the last two are for writing */
};

/* Find all line feeds of a text of at most DD_NEWLINES_MAX bytes. */
void dd_newlines_find(struct dd_newlines *newlines, const char *text, size_t length);

#endif
