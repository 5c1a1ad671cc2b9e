/* SPDX-License-Identifier: MIT */
/*
 * A standing backlog (open bugs, to-do items): a note, and a finding only when it has grown since
 * the last run that measured it. The first sight of it is the baseline.
 */
#ifndef DD_STEPS_BACKLOG_H
#define DD_STEPS_BACKLOG_H

#include "steps/step.h"

struct dd_backlog {
    const char *category;
    const char *measure; /* name under which its size is remembered */
    const char *one;     /* "open bug"; NULL where only the plural is known */
    const char *many;    /* "open bugs" */
    size_t size;
    size_t fresh; /* of these, how many are known to be new; 0 where that cannot be told */
};

/* Add the backlog's finding, and have its size remembered. `*out` is borrowed. */
enum daydream_status dd_backlog_add(struct dd_step_context *context,
                                    const struct dd_backlog *backlog, struct daydream_finding **out,
                                    struct daydream_error *err);

#endif
