/* SPDX-License-Identifier: MIT */
/*
 * Quiet lines, passed over without reading them. Most lines of a log are below the level that
 * matters, and begin alike: a stamp of the same hour, then one of a few pairs of logger and level.
 * A line that begins as one that was read before has the same level.
 */
#ifndef DD_LOGS_SKIM_H
#define DD_LOGS_SKIM_H

#include "logs/format.h"
#include "logs/skim-access.h"
#include "logs/skim-shape.h"

#define DD_SKIM_SHAPES 32 /* ways to begin a line, in a file that mixes them */

struct dd_skim {
    struct dd_skim_shape shapes[DD_SKIM_SHAPES];
    size_t count;
    struct dd_skim_index index;  /* of the shapes, by their stamps */
    struct dd_skim_stamp access; /* of an access log */
    bool has_access;
    unsigned clock;
    unsigned ids;
};

/* Lines that were passed over. */
struct dd_skimmed {
    size_t length; /* in bytes, with the line feed of the last one */
    size_t lines;
    int64_t time; /* of the last one's stamp */
    int lead;     /* fields in front of the last of which that is known; -1: of none */
};

/* Forget everything. */
void dd_skim_init(struct dd_skim *skim);

/* Remember how a line begins that begins an event below the level that matters. */
void dd_skim_learn(struct dd_skim *skim, const char *line, size_t length,
                   const struct dd_header *header);

/* Remember the stamp only, of a line of any level. */
void dd_skim_learn_stamp(struct dd_skim *skim, const char *line, const struct dd_header *header);

/* The shape of the stamp that a line begins with; NULL when none that is known has it. */
const struct dd_skim_shape *dd_skim_shape_of(const struct dd_skim *skim, const char *line,
                                             size_t length);

/* Pass over lines from the beginning of `text` on, as far as they are whole, each begins as one
 * that was learnt, and its stamp is before the second `to`. The last ones of a text may be left,
 * and so may others: that a line is not passed over says nothing. */
struct dd_skimmed dd_skim_run(struct dd_skim *skim, const char *text, size_t length, int64_t to);

#endif
