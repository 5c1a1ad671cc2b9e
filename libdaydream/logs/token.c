/* SPDX-License-Identifier: MIT */
#include "logs/token.h"
#include "logs/chars.h"

#define LONGEST_SECRET 64 /* "[redacted:kind]" */
#define ENDS           (DD_BYTE_CONTROL | DD_BYTE_QUOTE | DD_BYTE_END)

/* Short names for the table below. */
enum {
    A = DD_BYTE_LETTER,
    N = DD_BYTE_DIGIT,
    B = DD_BYTE_CONTROL,
    Q = DD_BYTE_QUOTE,
    E = DD_BYTE_END,
    G = DD_BYTE_EQUAL,
    S = DD_BYTE_SIGN,
    F = DD_BYTE_SLASH,
    W = DD_BYTE_BACKSLASH,
    C = DD_BYTE_COLON,
    D = DD_BYTE_DOT,
    T = DD_BYTE_AT,
    L = DD_BYTE_LOW,
    H = DD_BYTE_TILDE,
    O = DD_BYTE_OTHER,
    X = DD_BYTE_HIGH
};

/* clang-format off */
const uint16_t dd_byte_kinds[256] = {
    B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B,
    B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B,
    B, O, Q, O, L, O, O, Q, E, E, O, S, E, S, D, F,
    N, N, N, N, N, N, N, N, N, N, C, E, E, G, E, O,
    T, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A,
    A, A, A, A, A, A, A, A, A, A, A, E, W, E, O, L,
    Q, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A,
    A, A, A, A, A, A, A, A, A, A, A, E, E, E, H, B,
    X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,
    X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,
    X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,
    X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,
    X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,
    X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,
    X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,
    X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,
};
/* clang-format on */

/* Behind "[redacted:url-password]", which stands in a value for a part of it. */
static const char *skip_secret(const char *at, const char *end)
{
    const char *last;

    if (*at != '[' || !dd_begins(at, end, "[redacted:"))
        return at;
    last = memchr(at, ']', (size_t)(end - at < LONGEST_SECRET ? end - at : LONGEST_SECRET));
    return last != NULL ? last + 1 : at;
}

struct dd_token dd_token_read(const char *at, const char *end)
{
    struct dd_token token = {.end = at, .seen = 0};

    for (; token.end < end; token.end++) {
        unsigned kind = dd_byte_kind(*token.end);

        if ((kind & ENDS) != 0) {
            const char *behind = token.end > at ? skip_secret(token.end, end) : token.end;

            if (behind == token.end)
                break;
            token.end = behind - 1;
            kind = DD_BYTE_OTHER;
        }
        token.seen |= kind;
    }
    return token;
}
