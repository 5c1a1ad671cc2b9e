/* SPDX-License-Identifier: MIT */
/*
 * Foreign bytes, one unit at a time: what is text, and what would drive a terminal, hide or
 * reorder what people read. What becomes of each kind is the reader's choice.
 */
#ifndef DD_TEXT_SCAN_H
#define DD_TEXT_SCAN_H

#include <stddef.h>

enum dd_unit_kind {
    DD_UNIT_TEXT,  /* a run of printable ASCII, or one other visible code point */
    DD_UNIT_BREAK, /* a line break of any kind; CR LF is one */
    DD_UNIT_TAB,
    DD_UNIT_CONTROL,   /* any other C0 or C1 control, NUL and DEL too */
    DD_UNIT_ESCAPE,    /* an escape sequence, whole */
    DD_UNIT_BIDI,      /* reorders the text around it */
    DD_UNIT_INVISIBLE, /* leaves no mark where it stands */
    DD_UNIT_INVALID,   /* one byte that is no UTF-8 */
    DD_UNIT_KINDS
};

struct dd_unit {
    enum dd_unit_kind kind;
    size_t length; /* bytes, at least 1 */
};

/* The unit at the beginning of `text`, which must not be empty. A control string (a window title,
 * say) that has no end is not swallowed: only what introduces it is a unit. */
struct dd_unit dd_unit_next(const char *text, size_t length);

#endif
