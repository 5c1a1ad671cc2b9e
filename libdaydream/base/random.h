/* SPDX-License-Identifier: MIT */
/* Random identifiers from the operating system's generator. */
#ifndef DD_BASE_RANDOM_H
#define DD_BASE_RANDOM_H

#include <stddef.h>

#include "daydream.h"

#define DD_UUID_SIZE 37 /* 36 characters and NUL */

enum daydream_status dd_random_bytes(void *out, size_t length, struct daydream_error *err);

/* A version 4 UUID (RFC 9562) in lower case. */
enum daydream_status dd_random_uuid(char out[DD_UUID_SIZE], struct daydream_error *err);

/* `digits` random lower-case hex digits and NUL; `out` has digits + 1 bytes. */
enum daydream_status dd_random_hex(char *out, size_t digits, struct daydream_error *err);

#endif
