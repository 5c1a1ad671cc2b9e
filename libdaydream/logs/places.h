/* SPDX-License-Identifier: MIT */
/* The remembered places of a project, by the log they belong to, and what becomes of each. */
#ifndef DD_LOGS_PLACES_H
#define DD_LOGS_PLACES_H

#include "logs/family.h"
#include "logs/reader.h"

struct dd_place {
    char *family;
    const struct dd_log_position *position; /* borrowed */
    bool claimed;                           /* a file was found to be the one it is of */
};

struct dd_places {
    struct dd_place *items; /* by family */
    size_t count;
};

enum daydream_status dd_places_new(const struct dd_log_positions *positions,
                                   struct dd_places *places, struct daydream_error *err);
void dd_places_free(struct dd_places *places);

/* Is it the place of a file with that inode, or that path? */
bool dd_place_is_inode(const struct dd_log_position *position, uint64_t device, uint64_t inode);
bool dd_place_is_of(const struct dd_place *place, const struct dd_log_member *member);

/* Remember a place that nobody claimed, under a path. `unread`: its file should have been read, and
 * counts from that time on when it can be; 0: it need not. */
enum daydream_status dd_place_keep(struct dd_place *place, const char *path, int64_t unread,
                                   struct dd_log_positions *out, struct daydream_error *err);

/* The place of the open file, which then is claimed; NULL when it is a new one. Two logs without
 * stamps may well be alike: there a place is claimed once. With stamps a second file is a copy,
 * also of one that this review has read: those in `out` from `first` on. */
const struct dd_log_position *dd_places_find(struct dd_place *places, size_t count,
                                             const struct dd_log_positions *out, size_t first,
                                             const struct dd_log_member *member, bool stamped,
                                             struct dd_reader *reader);

#endif
