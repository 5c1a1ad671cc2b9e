/* SPDX-License-Identifier: MIT */
/* The groups that people see: those of the table, put together as logs/cluster.h says, each level
 * by itself. */
#ifndef DD_LOGS_MERGE_H
#define DD_LOGS_MERGE_H

#include "logs/groups.h"

struct dd_merged {
    struct daydream_log_group *items; /* worst level first; the last may be what found no room */
    size_t count;
    uint64_t *fingerprints; /* of all groups, those of a message together, whatever its levels */
};

/* Make `out` anew of what is in the table; texts are borrowed from it until it changes. All zero is
 * an empty one. */
enum daydream_status dd_merge(const struct dd_groups *groups, struct dd_merged *out,
                              struct daydream_error *err);
void dd_merged_free(struct dd_merged *merged);

#endif
