/* SPDX-License-Identifier: MIT */
/* Events counted by what is constant in them, in a table that does not grow beyond its bound. */
#ifndef DD_LOGS_GROUPS_H
#define DD_LOGS_GROUPS_H

#include "logs/group.h"

struct dd_groups {
    struct daydream_log_group *items;
    size_t count;
    size_t capacity;
    size_t max;
    struct dd_cleaner cleaner;
    size_t *slots;                          /* numbers of items from 1, by key; 0: free */
    size_t slot_count;                      /* a power of two */
    size_t of_level[DD_LEVEL_CRITICAL + 1]; /* groups of each level */
    struct daydream_log_group other;        /* what found no room */
};

/* At most `max` groups are told apart. One that finds no room takes that of a less grave one. */
void dd_groups_init(struct dd_groups *groups, size_t max);
void dd_groups_free(struct dd_groups *groups);

/* Count an event; `time` is 0 where it is not known. `*fingerprint` is that of its group. */
enum daydream_status dd_groups_add(struct dd_groups *groups, const struct dd_event *event,
                                   int64_t time, const char *file, uint64_t *fingerprint,
                                   struct daydream_error *err);

#endif
