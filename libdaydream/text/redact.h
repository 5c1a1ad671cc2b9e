/* SPDX-License-Identifier: MIT */
/*
 * Secrets out of text. What goes is replaced by "[redacted:kind]", the same mark every time, so
 * that a fingerprint made of the result stays the same.
 */
#ifndef DD_TEXT_REDACT_H
#define DD_TEXT_REDACT_H

#include <stdint.h>

#include "base/buf.h"

/* In place of a whole text of which nobody can tell what is still in it. */
#define DD_REDACTED_UNCLEAR "[redacted:unclear]"

struct dd_redactor;

/* Compile the rules. Owned. */
enum daydream_status dd_redactor_new(struct dd_redactor **out, struct daydream_error *err);
void dd_redactor_free(struct dd_redactor *redactor);

/* A value that must never be shown wherever it stands (say, the session's own token). Values
 * shorter than eight bytes are not taken: they would eat ordinary words. */
enum daydream_status dd_redactor_add_value(struct dd_redactor *redactor, const char *value,
                                           struct daydream_error *err);

/* The most steps that a rule may take from one place of a text; far beyond need unless set. */
void dd_redactor_limit(struct dd_redactor *redactor, uint32_t steps);

/* Append `text` to `out` without its secrets. Text may be any bytes. Where secrets overlap all of
 * them go, under the name of the one that begins first, and of those at one place of the first
 * rule. What holds secrets of secrets without end becomes DD_REDACTED_UNCLEAR. Doing it twice
 * changes nothing more. DAYDREAM_ERROR_STATE when a rule could not be applied
 * (its match limit): then the text must not be used. */
enum daydream_status dd_redact(const struct dd_redactor *redactor, const char *text, size_t length,
                               struct dd_buf *out, struct daydream_error *err);

#endif
