/* SPDX-License-Identifier: MIT */
/* A list of texts, each owned by the list. */
#ifndef DD_BASE_STRINGS_H
#define DD_BASE_STRINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "daydream.h"

struct dd_strings {
    char **items;
    size_t count;
    size_t capacity;
};

/* clang-format off */
#define DD_STRINGS_INIT {NULL, 0, 0}
/* clang-format on */

void dd_strings_free(struct dd_strings *list);
enum daydream_status dd_strings_add(struct dd_strings *list, const char *text,
                                    struct daydream_error *err);
enum daydream_status dd_strings_copy(struct dd_strings *list, const struct dd_strings *from,
                                     struct daydream_error *err);
bool dd_strings_has(const struct dd_strings *list, const char *text);
const char *dd_strings_at(const struct dd_strings *list, size_t index); /* NULL beyond the end */
void dd_strings_sort(struct dd_strings *list);                          /* by bytes */

/* Replace the owned text at `*slot` by a copy of `text` (NULL: by NULL). */
enum daydream_status dd_string_set(char **slot, const char *text, struct daydream_error *err);

#endif
