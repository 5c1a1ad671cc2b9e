/* SPDX-License-Identifier: MIT */
/*
 * Log review: files in, groups of equal events out. This is all that the floors above see of
 * logs/. Memory is bounded by the options and not by the files.
 *
 * Of a log that is reviewed for the first time, what counts is told by its stamps, and where it has
 * none, its last 1 MiB counts. From then on its place is remembered, and all that is behind it
 * counts once, whatever its stamps say: lines that were written late, in another zone, or in the
 * hour that the clock went back. Reading ends before the first event that is beyond the window, and
 * before a last line that is not whole; the next review goes on there.
 *
 * In a long file the window's first line is found by halving, which supposes that stamps go up.
 * That is checked where one looks, with a minute of tolerance, and a file that is seen to be in
 * disorder is read from its beginning. What is out of order only between the places that are looked
 * at (an old log that was appended to a newer one) may be missed.
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
#include "logs/position.h"

struct dd_log_review;

/* Append a message as it may be kept, without its secrets. */
typedef enum daydream_status (*dd_log_clean_fn)(const void *user, const char *message,
                                                size_t length, struct dd_buf *out,
                                                struct daydream_error *err);

/* An event was counted in the group with that fingerprint; `line` is its first, from 1. */
typedef enum daydream_status (*dd_log_event_fn)(void *user, uint64_t line, enum dd_log_level level,
                                                uint64_t fingerprint, struct daydream_error *err);

/* So many of `size` bytes on the disk were read (0: of nobody knows how many). */
typedef void (*dd_log_progress_fn)(void *user, const char *name, uint64_t done, uint64_t size);

struct dd_log_options {
    int64_t from;     /* first second that counts; INT64_MIN: from the beginning */
    int64_t to;       /* first second that does not any more; INT64_MAX: to the end */
    int64_t earliest; /* what is older counts in no case, also behind a remembered place */
    bool replay;      /* `from` was asked for: stamps count from there, reviewed before or not */
    const struct dd_zone *zone; /* for stamps without one; borrowed */
    enum dd_log_level minimum;  /* events below it are not grouped */
    size_t max_groups;          /* templates that are told apart; the rest is one group */
    dd_log_clean_fn clean;      /* of what a template that is kept is made; NULL: as it is */
    const void *clean_user;
    dd_log_event_fn event; /* is told of each event; NULL: nobody is */
    void *event_user;
    dd_log_progress_fn progress; /* is told now and then how far a file was read; NULL: nobody is */
    void *progress_user;
};

#define DD_LOG_GROUPS ((size_t)2000) /* a good max_groups: more than anybody reads */

struct daydream_log_group {
    enum dd_log_level level;
    uint64_t count;
    int64_t first; /* 0 when its lines have no stamp */
    int64_t last;
    char *template;       /* the message with its variables as "<*>" */
    char *title;          /* merged: the template and the exception, for people */
    char *exception;      /* type of the exception, "KeyError"; NULL for none */
    char *sample;         /* the line of one of its events, and its exception's below; or NULL */
    uint64_t key;         /* of the message with its secrets, and the level: never shown */
    uint64_t fingerprint; /* hash of template and exception; when merged, the lowest */
    const uint64_t *fingerprints; /* merged: all that go together, at any level, in order */
    size_t fingerprint_count;
    struct dd_strings files;
};

/* What became of a file of a project. */
enum dd_log_outcome {
    DD_LOG_READ,
    DD_LOG_PASSED,   /* not opened: it is older than the window, or another name of a file */
    DD_LOG_LEFT_OUT, /* no regular file */
    DD_LOG_UNREAD    /* it could not be read, or not wholly */
};

struct dd_log_file {
    const char *path;   /* relative to the project's directory */
    const char *family; /* path of the log of which rotation made it */
    bool rotated;       /* there are others of that family */
    uint64_t size;      /* on the disk */
    int64_t modified;
    uint64_t bytes; /* that were read of it now, decoded */
    enum dd_log_outcome outcome;
    const char *why; /* it was not read ("is no regular file"), an error's text; else NULL */
};

/* Gets each file when the review is through with it. */
typedef enum daydream_status (*dd_log_file_fn)(void *user, const struct dd_log_file *file,
                                               struct daydream_error *err);

enum daydream_status dd_log_review_new(const struct dd_log_options *options,
                                       struct dd_log_review **out, struct daydream_error *err);
void dd_log_review_free(struct dd_log_review *review);

/* Review the files of a list below `directory`, and what rotation made of them, each once. What
 * could not be read is no error, but told to `fn`. `known`: where the last review of this project
 * ended; `out` gets where this one does, and is to be kept in its place when the review counts. */
enum daydream_status dd_log_review_project(struct dd_log_review *review, const char *directory,
                                           const struct dd_strings *paths,
                                           const struct dd_log_positions *known,
                                           struct dd_log_positions *out, dd_log_file_fn fn,
                                           void *user, struct daydream_error *err);

/* Review one file, or what comes from an open descriptor; `name` is how it is called in the groups.
 * All of it counts that is in the window, and what has no stamp. DAYDREAM_ERROR_FILE when it cannot
 * be read or is no regular file (who wants a FIFO read opens it); what was read before an error in
 * the middle still counts. */
enum daydream_status dd_log_review_file(struct dd_log_review *review, const char *path,
                                        const char *name, struct daydream_error *err);
enum daydream_status dd_log_review_descriptor(struct dd_log_review *review, int fd,
                                              const char *name, struct daydream_error *err);

/* The groups, worst level first, then most frequent, then by template. Borrowed; good until the
 * next file. */
enum daydream_status dd_log_review_groups(struct dd_log_review *review,
                                          const struct daydream_log_group **groups, size_t *count,
                                          struct daydream_error *err);

/* How many events were folded into the last group, "(other messages)", for want of room. */
uint64_t dd_log_review_folded(const struct dd_log_review *review);

/* What was read so far, and how many events of that counted. */
struct dd_log_totals {
    uint64_t bytes; /* decoded */
    uint64_t lines;
    uint64_t events;
};
struct dd_log_totals dd_log_review_totals(const struct dd_log_review *review);

#endif
