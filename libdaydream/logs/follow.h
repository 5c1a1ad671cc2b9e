/* SPDX-License-Identifier: MIT */
/* A log with its siblings, from where the last review of them ended to where this one does. */
#ifndef DD_LOGS_FOLLOW_H
#define DD_LOGS_FOLLOW_H

#include "logs/places.h"
#include "logs/reviewer.h"

/* The review of a project. */
struct dd_following {
    struct dd_log_review *review;
    const char *directory;
    struct dd_log_positions *out; /* where it ends */
    dd_log_file_fn fn;
    void *user;
};

/* A log of it, with the places that belong to it. */
struct dd_followed {
    const struct dd_following *project;
    struct dd_log_member *members;
    size_t count;
    struct dd_place *places;
    size_t place_count;
    size_t first_out; /* of its places in `out` */
    int64_t since;    /* until when it was reviewed, or from when on it counts */
    bool reviewed;    /* it was, and what is not known of it is new */
};

enum daydream_status dd_follow(struct dd_followed *family, struct daydream_error *err);

#endif
