/* SPDX-License-Identifier: MIT */
/*
 * A text with one and the same byte in the place of every number whose value means nothing to those
 * who read headers, traces and templates: two lines that fold to the same text are read alike, but
 * for where things stand in them.
 */
#ifndef DD_LOGS_FOLD_H
#define DD_LOGS_FOLD_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes of a text: no more than those look at who search a line for the end of something. */
#define DD_FOLD_MAX     ((size_t)160)
#define DD_FOLD_NUMBERS 64

struct dd_folded {
    char text[DD_FOLD_MAX + 8]; /* zeros behind it, up to a whole word */
    size_t length;
    /* Where the numbers are that became shorter: behind them here, and there. */
    struct {
        unsigned short here;
        unsigned short there;
    } numbers[DD_FOLD_NUMBERS];
    size_t count;
};

/* Fold a text; false when it is too long, has too many numbers, or a time of day. */
bool dd_fold(struct dd_folded *folded, const char *text, size_t length);

/* Where the byte at `at` of the folded text, or its end, stands in the other one. */
size_t dd_fold_there(const struct dd_folded *folded, size_t at);

/* Where the byte at `at` of the other text is in the folded one: where the number begins that it is
 * a part of. */
size_t dd_fold_here(const struct dd_folded *folded, size_t at);

#endif
