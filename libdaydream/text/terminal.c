/* SPDX-License-Identifier: MIT */
#include <stdbool.h>

#include "text/scan.h"
#include "text/terminal.h"

#define REPLACEMENT "\xef\xbf\xbd" /* U+FFFD */

/* Joiners and variation selectors shape emoji and some scripts, and drive nothing. */
static bool is_harmless(enum dd_unit_kind kind)
{
    return kind == DD_UNIT_TEXT || kind == DD_UNIT_TAB || kind == DD_UNIT_INVISIBLE;
}

void dd_terminal_text(struct dd_buf *out, const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        struct dd_unit unit = dd_unit_next(text + at, length - at);

        if (is_harmless(unit.kind))
            dd_buf_add(out, text + at, unit.length);
        else if (unit.kind == DD_UNIT_BREAK && text[at + unit.length - 1] == '\n')
            dd_buf_putc(out, '\n');
        else
            dd_buf_puts(out, REPLACEMENT);
        at += unit.length;
    }
}
