/* SPDX-License-Identifier: MIT */
/* Texts as they stand between the quotes of JSON (RFC 8259, section 7) and of Go's strconv. */
#ifndef DD_LOGS_UNESCAPE_H
#define DD_LOGS_UNESCAPE_H

#include <stddef.h>

/* Write the first line of an escaped text to `out`, which has room for `max` bytes, without the
 * line end that is escaped in it; what finds no room is left out. What is no escape, or stands for
 * no character or for U+0000, is kept as it is. Returns what is behind the line, `end` after the
 * last one. */
const char *dd_unescape_line(const char *at, const char *end, char *out, size_t max,
                             size_t *length);

#endif
