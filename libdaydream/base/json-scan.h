/* SPDX-License-Identifier: MIT */
/* The grammar of RFC 8259, checked before json-c sees a text: releases of json-c differ in what
 * they let pass (control characters, NaN, leading zeros) and none tells a line. */
#ifndef DD_BASE_JSON_SCAN_H
#define DD_BASE_JSON_SCAN_H

#include <stddef.h>

/* NULL when the text is one JSON value of at most DD_JSON_MAX_DEPTH nested lists and objects, of
 * which json-c makes no more than 150 MB, and without U+0000 in a name; otherwise what is wrong at
 * the offset `*at`. The words live forever. */
const char *dd_json_scan(const char *text, size_t length, size_t *at);

#endif
