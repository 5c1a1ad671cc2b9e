/* SPDX-License-Identifier: MIT */
/* Compressed files for tests. Every function aborts the test when it cannot do its work. */
#ifndef TESTS_LOGS_PACKED_H
#define TESTS_LOGS_PACKED_H

#include "base/buf.h"

/* Append a gzip member, or a zstd frame with a window of 2^`window_log` bytes (0: its own choice),
 * that holds the text. */
void packed_gzip(struct dd_buf *out, const void *text, size_t length);
void packed_zstd(struct dd_buf *out, const void *text, size_t length, int window_log);

#endif
