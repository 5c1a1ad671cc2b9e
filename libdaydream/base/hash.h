/* SPDX-License-Identifier: MIT */
/* A 64-bit hash for fingerprints and tables: FNV-1a with a final mix. It is part of what the
 * store and the issue markers hold, so it may never change. */
#ifndef DD_BASE_HASH_H
#define DD_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#define DD_FINGERPRINT_SIZE 17 /* 16 hex digits and NUL */

uint64_t dd_hash(const void *data, size_t length);

/* The same of data that comes in parts: begin with DD_HASH_BEGIN, end with dd_hash_end(). */
#define DD_HASH_BEGIN UINT64_C(0xcbf29ce484222325)
uint64_t dd_hash_more(uint64_t hash, const void *data, size_t length);
uint64_t dd_hash_end(uint64_t hash);

void dd_fingerprint(uint64_t hash, char out[DD_FINGERPRINT_SIZE]);

#endif
