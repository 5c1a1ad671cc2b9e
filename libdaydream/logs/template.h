/* SPDX-License-Identifier: MIT */
/* The template of a message: what stays the same in it on every machine and every day. */
#ifndef DD_LOGS_TEMPLATE_H
#define DD_LOGS_TEMPLATE_H

#include <stddef.h>

#include "base/buf.h"

#define DD_TEMPLATE_MAX ((size_t)400)

/* Append the template of a message to `out`: valid UTF-8 without control characters, variables as
 * "<*>", at most DD_TEMPLATE_MAX bytes. Any bytes are allowed. */
void dd_template_make(struct dd_buf *out, const char *message, size_t length);

#endif
