/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>

#include "base/hash.h"

/* FNV-1a (draft-eastlake-fnv) */
uint64_t dd_hash_more(uint64_t hash, const void *data, size_t length)
{
    const unsigned char *bytes = data;

    for (size_t i = 0; i < length; i++)
        hash = (hash ^ bytes[i]) * UINT64_C(0x100000001b3);
    return hash;
}

/* The 64-bit finaliser by which high and low bits depend on every byte: tables take the low ones,
 * people read the high ones. */
uint64_t dd_hash_end(uint64_t hash)
{
    hash ^= hash >> 32;
    hash *= UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ hash >> 29;
}

uint64_t dd_hash(const void *data, size_t length)
{
    return dd_hash_end(dd_hash_more(DD_HASH_BEGIN, data, length));
}

void dd_fingerprint(uint64_t hash, char out[DD_FINGERPRINT_SIZE])
{
    snprintf(out, DD_FINGERPRINT_SIZE, "%016" PRIx64, hash);
}
