/* SPDX-License-Identifier: MIT */
/*
 * Lines that were read, so that others like them need not be: what is behind the stamp is the same
 * but for numbers that mean nothing (logs/fold.h).
 */
#ifndef DD_LOGS_RECALL_H
#define DD_LOGS_RECALL_H

#include <stdint.h>

#include "logs/fold.h"
#include "logs/level.h"

#define DD_RECALL_BITS  7
#define DD_RECALL_LINES (1 << DD_RECALL_BITS)

/* What was worked out for the message of a line. */
struct dd_memo {
    bool known;
    uint64_t hash; /* see logs/group.c */
};

struct dd_recalled {
    unsigned shape;          /* of its stamp, see logs/skim.h; 0: there is no line */
    struct dd_folded folded; /* what is behind that */
    size_t prefix;           /* bytes of it in front of what a trace would begin with */
    size_t message;          /* of it in front of the message */
    size_t end;              /* of it up to the end of the message */
    enum dd_log_level level;
    struct dd_memo memo;
};

struct dd_recall {
    /* By hash; one that finds its place taken has the one beside it, whoever had that. */
    struct dd_recalled lines[DD_RECALL_LINES];
    struct dd_folded folded; /* the line at hand */
};

void dd_recall_init(struct dd_recall *recall);

/* The line that is like this text, with a stamp of that shape in front of it; NULL when there is
 * none. Where its parts are in the text: dd_fold_there() of the line at hand. */
struct dd_recalled *dd_recall_find(struct dd_recall *recall, unsigned shape, const char *text,
                                   size_t length);

/* Keep a text behind a stamp of that shape. `*out` is where to put what is known of it; NULL when
 * it is not one to be kept. */
struct dd_recalled *dd_recall_keep(struct dd_recall *recall, unsigned shape, const char *text,
                                   size_t length);

#endif
