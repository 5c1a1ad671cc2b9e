/* SPDX-License-Identifier: MIT */
/* The name that whoever shows the logs of many services at once puts in front of each line. */
#ifndef DD_LOGS_LABEL_H
#define DD_LOGS_LABEL_H

#include <stdbool.h>
#include <stddef.h>

#define DD_LABEL_MAX ((size_t)128)

struct dd_label {
    char text[DD_LABEL_MAX];
    size_t length; /* 0: none */
};

/* Length of the label in front of a line, with the blank behind it but none of the line's own;
 * 0 when there is none. */
size_t dd_label_length(const char *line, size_t length);

/* Take the first `length` bytes of a line, which are its label. */
void dd_label_set(struct dd_label *label, const char *line, size_t length);

bool dd_label_equals(const struct dd_label *label, const char *line, size_t length);

#endif
