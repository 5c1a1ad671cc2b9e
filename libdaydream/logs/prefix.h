/* SPDX-License-Identifier: MIT */
/* What stands in front of the messages of lines that were written together: the same but for the
 * numbers in it. */
#ifndef DD_LOGS_PREFIX_H
#define DD_LOGS_PREFIX_H

#include <stddef.h>

#define DD_PREFIX_MAX 160

struct dd_prefix {
    char text[DD_PREFIX_MAX]; /* without the blanks in front of the message */
    size_t length;            /* 0: none */
    size_t blanks;            /* those */
};

/* Take the first `message` bytes of a line; none when they are too many. */
void dd_prefix_set(struct dd_prefix *prefix, const char *line, size_t message);

/* What is behind the same prefix in another line, with the blanks that are more than in the first;
 * NULL when that has another one. */
const char *dd_prefix_rest(const struct dd_prefix *prefix, const char *line, size_t length);

#endif
