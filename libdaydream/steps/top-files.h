/* SPDX-License-Identifier: MIT */
/* The few files that have most of something. */
#ifndef DD_STEPS_TOP_FILES_H
#define DD_STEPS_TOP_FILES_H

#include <stddef.h>
#include <stdint.h>

#include "daydream.h"

#define DD_TOP_FILES 5

struct dd_top_file {
    char *path;
    size_t line; /* where the first stands */
    int64_t rank;
    int64_t count;
};

struct dd_top_files {
    struct dd_top_file items[DD_TOP_FILES]; /* the greatest rank first, of equal ones the first */
    size_t count;
};

/* Offer a file; one without a rank above 0 is not among them. */
enum daydream_status dd_top_files_offer(struct dd_top_files *top, const struct dd_top_file *file,
                                        struct daydream_error *err);
void dd_top_files_free(struct dd_top_files *top);

#endif
