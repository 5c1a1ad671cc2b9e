/* SPDX-License-Identifier: MIT */
/*
 * Secrets out of a stream of any length, in bounded memory. Secrets of several lines are found
 * where they are shorter than what is kept back.
 */
#ifndef DD_TEXT_REDACT_FILTER_H
#define DD_TEXT_REDACT_FILTER_H

#include "text/redact.h"

/* Takes what is clean, in order. An error ends the filter. */
typedef enum daydream_status (*dd_filter_write_fn)(void *user, const char *text, size_t length,
                                                   struct daydream_error *err);

struct dd_filter;

/* `redactor` is borrowed. `write` may be NULL for who only counts. */
enum daydream_status dd_filter_new(const struct dd_redactor *redactor, dd_filter_write_fn write,
                                   void *user, struct dd_filter **out, struct daydream_error *err);
void dd_filter_free(struct dd_filter *filter);

/* Where to put more text, and how much fits: never nothing. */
char *dd_filter_room(struct dd_filter *filter, size_t *size);

/* So much was put there. */
enum daydream_status dd_filter_add(struct dd_filter *filter, size_t length,
                                   struct daydream_error *err);

/* Nothing more comes. */
enum daydream_status dd_filter_end(struct dd_filter *filter, struct daydream_error *err);

/* How many secrets went so far. */
uint64_t dd_filter_count(const struct dd_filter *filter);

#endif
