/* SPDX-License-Identifier: MIT */
/* Text for a terminal: no escape sequence, C0, C1 or bidirectional control, lone CR or backspace of
 * foreign text reaches it. Line feeds and tabs stay, CR LF becomes a line feed; what goes is shown
 * as U+FFFD, one for a whole sequence. */
#ifndef DD_TEXT_TERMINAL_H
#define DD_TEXT_TERMINAL_H

#include "base/buf.h"

void dd_terminal_text(struct dd_buf *out, const char *text, size_t length);

#endif
