/* SPDX-License-Identifier: MIT */
/* Secrets by their place: the value behind a telling name, in whatever syntax. */
#ifndef DD_TEXT_REDACT_PLACES_H
#define DD_TEXT_REDACT_PLACES_H

#include "text/redact-names.h"

/* A value; start == end: none. */
struct dd_place {
    size_t start, end;
    size_t next; /* where another value of the same list may begin; 0: there is none */
};

/* The secret behind the name in which `word` stands at `at`. */
struct dd_place dd_place_find(const char *text, size_t length, size_t at,
                              const struct dd_telling_word *word);

/* The next secret of the same list. */
struct dd_place dd_place_next(const char *text, size_t length, size_t at);

#endif
