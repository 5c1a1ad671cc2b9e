/* SPDX-License-Identifier: MIT */
/* Character references of HTML ("&amp;", "&#8212;"). */
#ifndef DD_TEXT_ENTITY_H
#define DD_TEXT_ENTITY_H

#include "base/buf.h"

/* Append what "&...;" stands for; one that is not known as it is written. */
void dd_entity_add(struct dd_buf *out, const char *entity, size_t length);

/* Append a text with all that are in it. */
void dd_entities_add(struct dd_buf *out, const char *text, size_t length);

#endif
