/* SPDX-License-Identifier: MIT */
/* The inside of a review, for the files that make it up. */
#ifndef DD_LOGS_REVIEWER_H
#define DD_LOGS_REVIEWER_H

#include "logs/merge.h"
#include "logs/pass.h"
#include "logs/seen.h"

struct dd_log_review {
    struct dd_log_options options;
    struct dd_groups groups;
    struct dd_events events;
    struct dd_reader reader; /* one buffer for all files */
    struct dd_seen seen;     /* a file may have several names */
    struct dd_merged merged;
    struct dd_log_totals totals;
};

/* A pass over the file that the review's reader has open. */
struct dd_pass dd_review_pass(struct dd_log_review *review, const char *name);

/* Read it, and add up what was read. */
enum daydream_status dd_review_read(struct dd_log_review *review, struct dd_pass *pass,
                                    struct daydream_error *err);

#endif
