/* SPDX-License-Identifier: MIT */
/*
 * Secrets out of text. What goes is replaced by "[redacted:kind]", the same mark every time, so
 * that a fingerprint made of the result stays the same.
 */
#ifndef DD_TEXT_REDACT_H
#define DD_TEXT_REDACT_H

#include <stdint.h>

#include "base/buf.h"
#include "text/spans.h"

/* In place of a whole text of which nobody can tell what is still in it. */
#define DD_REDACTED_UNCLEAR "[redacted:unclear]"

struct dd_redactor;

/* Owned. Patterns are compiled when they are first needed, therefore a redactor belongs to one
 * thread at a time. */
enum daydream_status dd_redactor_new(struct dd_redactor **out, struct daydream_error *err);
void dd_redactor_free(struct dd_redactor *redactor);

/* A value that must never be shown wherever it stands (say, the session's own token), also as it is
 * written in a URL, in JSON and in Base64. Values shorter than eight bytes are not taken: they
 * would eat ordinary words. */
enum daydream_status dd_redactor_add_value(struct dd_redactor *redactor, const char *value,
                                           struct daydream_error *err);

/* A pattern of what else is a secret, marked as `kind` (NULL: "custom"), and one of what is none,
 * unless it is a known value. DAYDREAM_ERROR_CONFIG where it cannot be used. */
enum daydream_status dd_redactor_add_pattern(struct dd_redactor *redactor, const char *pattern,
                                             const char *kind, struct daydream_error *err);
enum daydream_status dd_redactor_allow_pattern(struct dd_redactor *redactor, const char *pattern,
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

/* The secrets of a text, in order and apart from each other; for who replaces them piece by piece
 * and redacts each piece then. */
enum daydream_status dd_redact_find(const struct dd_redactor *redactor, const char *text,
                                    size_t length, struct dd_spans *out,
                                    struct daydream_error *err);

#endif
