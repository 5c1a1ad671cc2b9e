/* SPDX-License-Identifier: MIT */
/* Stretches of a message without blanks, quotes and brackets, and what kinds of bytes are in them:
 * one look at each byte tells which values cannot begin there. */
#ifndef DD_LOGS_TOKEN_H
#define DD_LOGS_TOKEN_H

#include <stdint.h>

/* Kinds of bytes, as bits. */
enum {
    DD_BYTE_LETTER = 1 << 0,
    DD_BYTE_DIGIT = 1 << 1,
    DD_BYTE_CONTROL = 1 << 2, /* and blanks */
    DD_BYTE_HIGH = 1 << 3,    /* not ASCII */
    DD_BYTE_QUOTE = 1 << 4,
    DD_BYTE_END = 1 << 5, /* brackets and what stands between values: ,;|<> */
    DD_BYTE_EQUAL = 1 << 6,
    DD_BYTE_SIGN = 1 << 7, /* + - */
    DD_BYTE_SLASH = 1 << 8,
    DD_BYTE_BACKSLASH = 1 << 9,
    DD_BYTE_COLON = 1 << 10,
    DD_BYTE_DOT = 1 << 11,
    DD_BYTE_AT = 1 << 12,
    DD_BYTE_LOW = 1 << 13, /* _ and $, which go on with a word */
    DD_BYTE_TILDE = 1 << 14,
    DD_BYTE_OTHER = 1 << 15
};

struct dd_token {
    const char *end;
    unsigned seen; /* kinds of the bytes in it */
};

extern const uint16_t dd_byte_kinds[256];

static inline unsigned dd_byte_kind(char c)
{
    return dd_byte_kinds[(unsigned char)c];
}

/* The token that begins at `at`; empty in front of a byte that ends one. */
struct dd_token dd_token_read(const char *at, const char *end);

#endif
