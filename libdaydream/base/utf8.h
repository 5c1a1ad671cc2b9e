/* SPDX-License-Identifier: MIT */
/* UTF-8 as Unicode 15 defines it (no surrogates, no overlong forms, at most U+10FFFF). */
#ifndef DD_BASE_UTF8_H
#define DD_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* Read one code point. Returns its length in bytes, or 0 when the bytes are not UTF-8. */
size_t dd_utf8_decode(const char *text, size_t length, uint32_t *code);

/* Write one code point to `out` (room for 4 bytes) and return its length. */
size_t dd_utf8_encode(uint32_t code, char *out);

/* The largest length <= max at which valid UTF-8 `text` can be cut without splitting a code point.
 */
size_t dd_utf8_cut(const char *text, size_t length, size_t max);

#endif
