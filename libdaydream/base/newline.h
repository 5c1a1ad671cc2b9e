/* SPDX-License-Identifier: MIT */
/* Where lines end. */
#ifndef DD_BASE_NEWLINE_H
#define DD_BASE_NEWLINE_H

#include <stddef.h>
#include <stdint.h>

#define DD_NEWLINE_BLOCK 64

/* Where in the text its line feeds are, in order: there is room for two more than `length`, which
 * is a multiple of DD_NEWLINE_BLOCK and at most 65,536. How many there are. */
size_t dd_newline_list(const char *text, size_t length, uint16_t *list);

/* The same in the way of processors that have nothing special. */
size_t dd_newline_list_plainly(const char *text, size_t length, uint16_t *list);

#endif
