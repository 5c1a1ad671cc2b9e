/* SPDX-License-Identifier: MIT */
/* What stands within a line of a report's Markdown, without its marks. */
#ifndef CLI_INLINE_H
#define CLI_INLINE_H

#include <stddef.h>

#include "ui.h"

/* Gets a text piece by piece. */
typedef void (*cli_inline_fn)(void *user, enum cli_style style, const char *text, size_t length);

/* Knows what our reports have: code, labels, links, escapes and entities. */
void cli_inline(const char *text, size_t length, cli_inline_fn put, void *user);

#endif
