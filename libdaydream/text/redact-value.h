/* SPDX-License-Identifier: MIT */
/* The value behind a name and a separator: where it begins and ends, and whether it is a secret. */
#ifndef DD_TEXT_REDACT_VALUE_H
#define DD_TEXT_REDACT_VALUE_H

#include "text/redact-places.h"

/* What stands between a name and its value, from the surest to the least sure. */
enum dd_separator {
    DD_SEPARATOR_NONE,
    DD_SEPARATOR_ASSIGNS, /* "=", ":=", "=>", an element, an option */
    DD_SEPARATOR_COLON,
    DD_SEPARATOR_COMMA, /* of arguments */
    DD_SEPARATOR_PROSE, /* "is", "for bob:" */
    DD_SEPARATOR_BREAK, /* a line break */
    DD_SEPARATOR_BLANK
};

struct dd_place dd_value_read(const char *text, size_t length, size_t at,
                              const struct dd_name *name, enum dd_separator separator);

#endif
