/* SPDX-License-Identifier: MIT */
/* A set of files, by their inodes. */
#ifndef DD_LOGS_SEEN_H
#define DD_LOGS_SEEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "daydream.h"

struct dd_seen_file {
    uint64_t device;
    uint64_t inode;
    bool used;
};

struct dd_seen {
    struct dd_seen_file *slots;
    size_t slot_count; /* a power of two, or 0 */
    size_t count;
};

/* Add a file; `*before`: it was there already. */
enum daydream_status dd_seen_add(struct dd_seen *seen, uint64_t device, uint64_t inode,
                                 bool *before, struct daydream_error *err);
void dd_seen_free(struct dd_seen *seen);

#endif
