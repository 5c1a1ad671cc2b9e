/* SPDX-License-Identifier: MIT */
/* The marks of an earlier redaction. */
#ifndef DD_TEXT_REDACT_MARKS_H
#define DD_TEXT_REDACT_MARKS_H

#include "text/redact-custom.h"
#include "text/spans.h"

#define DD_VALUE_KIND "value"
#define DD_NAMED_KIND "secret"

/* Add all marks of a text that are ours: of a kind of a table or of `custom`. */
enum daydream_status dd_marks_find(const struct dd_custom *custom, const char *text, size_t length,
                                   struct dd_spans *marks, struct daydream_error *err);

#endif
