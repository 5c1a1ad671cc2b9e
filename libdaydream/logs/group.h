/* SPDX-License-Identifier: MIT */
/*
 * One group of events: made of the first of them, and counting the others. All of them have its
 * level, so that a warning is never counted as an error, and its sample is of that level, too.
 * People know a message by its fingerprint, which says nothing of the level: the groups of one
 * message share it.
 */
#ifndef DD_LOGS_GROUP_H
#define DD_LOGS_GROUP_H

#include "logs/event.h"
#include "logs/review.h"

#define DD_GROUP_FILES_MAX 20 /* files that a group names */

/* Takes secrets out of what is kept: see struct dd_log_options. */
struct dd_cleaner {
    dd_log_clean_fn fn; /* NULL: nothing is taken out */
    const void *user;
};

/* Hash of the template of the event's message, secrets and all, the type of its exception, and its
 * level. */
uint64_t dd_group_key(const struct dd_event *event);

/* A group for events like that one, none of them counted yet. Owned, dd_group_free(). */
enum daydream_status dd_group_make(const struct dd_cleaner *cleaner, const struct dd_event *event,
                                   uint64_t key, struct daydream_log_group *out,
                                   struct daydream_error *err);
void dd_group_free(struct daydream_log_group *group);

/* Name a group without an event. */
enum daydream_status dd_group_name(struct daydream_log_group *group, const char *template,
                                   const char *exception, struct daydream_error *err);

/* Count an event of the group's level; `time` is 0 where it is not known. */
enum daydream_status dd_group_count(struct daydream_log_group *group, int64_t time,
                                    const char *file, struct daydream_error *err);

/* Count in `group` what `more` has counted; the level is the graver one. */
enum daydream_status dd_group_add(struct daydream_log_group *group,
                                  const struct daydream_log_group *more,
                                  struct daydream_error *err);

/* How people read it: "Job <*> failed [KeyError]". */
void dd_group_describe(const struct daydream_log_group *group, struct dd_buf *out);

/* Worst level first, then most frequent, then by template and exception. */
void dd_groups_sort(struct daydream_log_group *items, size_t count);

#endif
