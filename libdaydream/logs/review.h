/* SPDX-License-Identifier: MIT */
/*
 * Log review: files in, groups of equal events out. This is all that the floors above see of
 * logs/. Memory is bounded by the options and not by the files.
 */
#ifndef DD_LOGS_REVIEW_H
#define DD_LOGS_REVIEW_H

#include <stdint.h>
#include <sys/types.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/strings.h"
#include "base/zone.h"
#include "logs/level.h"

struct dd_log_review;

/* Append a message as it may be kept, without its secrets. */
typedef enum daydream_status (*dd_log_clean_fn)(const void *user, const char *message,
                                                size_t length, struct dd_buf *out,
                                                struct daydream_error *err);

/* An event was counted in the group with that fingerprint; `line` is its first, from 1. */
typedef enum daydream_status (*dd_log_event_fn)(void *user, uint64_t line, enum dd_log_level level,
                                                uint64_t fingerprint, struct daydream_error *err);

struct dd_log_options {
    int64_t from;               /* first second that counts */
    int64_t to;                 /* first second that does not any more */
    const struct dd_zone *zone; /* for stamps without one; borrowed */
    enum dd_log_level minimum;  /* events below it are not grouped */
    size_t max_groups;          /* templates that are told apart; the rest is one group */
    dd_log_clean_fn clean;      /* of what a template that is kept is made; NULL: as it is */
    const void *clean_user;
    dd_log_event_fn event; /* is told of each event; NULL: nobody is */
    void *event_user;
};

#define DD_LOG_GROUPS ((size_t)2000) /* a good max_groups: more than anybody reads */

/* How far a file without stamps was read (zero: never), and of any file since when it could not be
 * read at all: the next review that can reads on from there. */
struct dd_log_position {
    uint64_t device;
    uint64_t inode;
    uint64_t head; /* hash of the first bytes, to notice a file that was replaced in place */
    uint64_t offset;
    int64_t unread; /* 0: it was read */
};

struct daydream_log_group {
    enum dd_log_level level;
    uint64_t count;
    int64_t first; /* 0 when its lines have no stamp */
    int64_t last;
    char *template;               /* the message with its variables as "<*>" */
    char *exception;              /* type of the exception, "KeyError"; NULL for none */
    char *sample;                 /* the line of one of its events; NULL: none was kept */
    uint64_t key;                 /* the same of the message with its secrets: never shown */
    uint64_t fingerprint;         /* hash of template and exception */
    const uint64_t *fingerprints; /* those that were collected in it, the lowest first */
    size_t fingerprint_count;
    struct dd_strings files;
};

enum daydream_status dd_log_review_new(const struct dd_log_options *options,
                                       struct dd_log_review **out, struct daydream_error *err);
void dd_log_review_free(struct dd_log_review *review);

/* Review one file; `name` is how it is called in the groups. `position` is where the last review
 * of a stampless file ended, and is moved on. DAYDREAM_ERROR_FILE when it cannot be read or is no
 * regular file; what was read before an error in the middle still counts. */
enum daydream_status dd_log_review_file(struct dd_log_review *review, const char *path,
                                        const char *name, struct dd_log_position *position,
                                        struct daydream_error *err);

/* The groups, worst level first, then most frequent, then by template. Borrowed; good until the
 * next file. */
enum daydream_status dd_log_review_groups(struct dd_log_review *review,
                                          const struct daydream_log_group **groups, size_t *count,
                                          struct daydream_error *err);

/* What was read, and the events that counted. */
uint64_t dd_log_review_bytes(const struct dd_log_review *review);
uint64_t dd_log_review_lines(const struct dd_log_review *review);
uint64_t dd_log_review_events(const struct dd_log_review *review);

/* How many events were folded into the last group, "(other messages)", for want of room. */
uint64_t dd_log_review_folded(const struct dd_log_review *review);

#endif
