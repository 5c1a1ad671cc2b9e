/* SPDX-License-Identifier: MIT */
/* What varies in a message: a table of scanners. One more kind of value is one more row. */
#ifndef DD_LOGS_VARIABLE_H
#define DD_LOGS_VARIABLE_H

#include <stddef.h>

#include "logs/token.h"

#define DD_HEX_LETTERS 8 /* from a to f, from which on they are no word: "feedface" */

/* The length of the value that begins at `at`, in front of which no letter or digit stands; 0 when
 * none does. `before` is the byte in front, or a blank at the beginning; `token` the one that `at`
 * is in. The time that it takes is bounded or goes with what it returns. */
size_t dd_variable_length(const char *at, const char *end, char before,
                          const struct dd_token *token);

/* The same for 'x', "x", `x`. */
size_t dd_variable_quoted(const char *at, const char *end);

/* A run of letters and digits: how many bytes of it are a word that stays. All of them for a word,
 * none for an identifier or a number, those in front of the digits for "worker3". */
size_t dd_variable_word(const char *run, size_t length);

#endif
