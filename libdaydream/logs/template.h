/* SPDX-License-Identifier: MIT */
/* The template of a message: what stays the same in it on every machine and every day. */
#ifndef DD_LOGS_TEMPLATE_H
#define DD_LOGS_TEMPLATE_H

#include <stddef.h>

#define DD_TEMPLATE_MAX  ((size_t)400)
#define DD_TEMPLATE_SIZE (DD_TEMPLATE_MAX + 64) /* room to work in */
#define DD_VARIABLE      "<*>"

struct dd_template {
    char text[DD_TEMPLATE_SIZE];
    size_t length;
};

/* Write the template of a message, and a NUL, to `out` and return its length: valid UTF-8 without
 * control characters, variables as "<*>", at most DD_TEMPLATE_MAX bytes. Any bytes are allowed. */
size_t dd_template_make(const char *message, size_t length, char out[DD_TEMPLATE_SIZE]);

#endif
