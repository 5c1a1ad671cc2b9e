/* SPDX-License-Identifier: MIT */
/*
 * The one door for text that somebody else wrote (a log line, an issue title, a file name). What
 * comes through is valid UTF-8 without control, bidirectional, zero-width or other invisible
 * characters and without ANSI escape sequences, and, with a redactor, without secrets. It is still
 * plain text: text/markdown.h or text/terminal.h escape it where it leaves.
 */
#ifndef DD_TEXT_FOREIGN_H
#define DD_TEXT_FOREIGN_H

#include "base/buf.h"
#include "text/redact.h"

/* Append one line of at most `max` bytes to `out`: line breaks and tabs become blanks, what is cut
 * ends in "…". Redaction comes before cutting. `redactor` may be NULL where the text has not
 * reached a session yet. */
enum daydream_status dd_foreign_line(const struct dd_redactor *redactor, const char *text,
                                     size_t length, size_t max, struct dd_buf *out,
                                     struct daydream_error *err);

#endif
