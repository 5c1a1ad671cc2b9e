/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdint.h>
#include <sys/random.h>
#include <unistd.h>

#include "base/error.h"
#include "base/random.h"

#define MOST_AT_ONCE ((size_t)256) /* getentropy(3) */

static const char hex[] = "0123456789abcdef";

enum daydream_status dd_random_bytes(void *out, size_t length, struct daydream_error *err)
{
    unsigned char *at = out;

    while (length > 0) {
        size_t part = length < MOST_AT_ONCE ? length : MOST_AT_ONCE;

        if (getentropy(at, part) != 0)
            return dd_fail_errno(err, DAYDREAM_ERROR_FILE, "random", errno,
                                 "the system's random generator");
        at += part;
        length -= part;
    }
    return DAYDREAM_OK;
}

enum daydream_status dd_random_uuid(char out[DD_UUID_SIZE], struct daydream_error *err)
{
    unsigned char bytes[16];
    size_t length = 0;
    enum daydream_status status = dd_random_bytes(bytes, sizeof bytes, err);

    if (status != DAYDREAM_OK)
        return status;
    bytes[6] = (unsigned char)((bytes[6] & 0x0f) | 0x40); /* version 4 */
    bytes[8] = (unsigned char)((bytes[8] & 0x3f) | 0x80); /* variant of RFC 9562 */
    for (size_t i = 0; i < sizeof bytes; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            out[length++] = '-';
        out[length++] = hex[bytes[i] >> 4];
        out[length++] = hex[bytes[i] & 0xf];
    }
    out[length] = '\0';
    return DAYDREAM_OK;
}

enum daydream_status dd_random_hex(char *out, size_t digits, struct daydream_error *err)
{
    enum daydream_status status = dd_random_bytes(out, digits, err);

    if (status != DAYDREAM_OK)
        digits = 0;
    for (size_t i = 0; i < digits; i++)
        out[i] = hex[(unsigned char)out[i] & 0xf];
    out[digits] = '\0';
    return status;
}
