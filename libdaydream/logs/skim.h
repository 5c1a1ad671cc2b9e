/* SPDX-License-Identifier: MIT */
/*
 * Quiet lines, passed over without reading them. Most lines of a log are below the level that
 * matters, and begin alike: a stamp of the same hour, then one of a few pairs of logger and level.
 * A line that begins as one that was read before has the same level.
 */
#ifndef DD_LOGS_SKIM_H
#define DD_LOGS_SKIM_H

#include <limits.h>

#include "logs/format.h"
#include "logs/line-ends.h"
#include "logs/skim-access.h"
#include "logs/skim-shape.h"

/* So many bytes of a line are looked at, wherever it ends. */
#define DD_SKIM_LOOK_AT (DD_SKIM_LONGEST + DD_SKIM_FIELDS_MAX)

#define DD_SKIM_SHAPES  32 /* ways to begin a line, in a file that mixes them */

struct dd_skim {
    struct dd_skim_shape shapes[DD_SKIM_SHAPES];
    size_t count;
    struct dd_skim_index index;  /* of the shapes, by their stamps */
    bool begins[UCHAR_MAX + 1];  /* one of them begins with that byte */
    struct dd_skim_stamp access; /* of an access log */
    bool has_access;
    unsigned clock;
    unsigned ids;
};

/* Lines from the beginning of a text on, up to the one at hand. */
struct dd_skim_run {
    struct dd_skim *skim;
    struct dd_line_ends *ends; /* of the lines from the one at hand on */
    const char *at;            /* where that begins */
    const char *end;
    int64_t to;
    size_t lines;                      /* above it */
    const struct dd_skim_shape *shape; /* of the last quiet line that had one; NULL: none had */
    bool alike;                        /* so had the quiet line above that */
    const struct dd_skim_stamp *stamp; /* of the last quiet line; NULL: there was none */
    const char *begin;                 /* where that stands */
    int lead;                          /* fields in front of it; -1: that is not known */
};

/* Forget everything. */
void dd_skim_init(struct dd_skim *skim);

/* Forget the shapes; new ones have ids of their own. */
void dd_skim_forget(struct dd_skim *skim);

/* Remember how a line begins that begins an event below the level that matters. */
void dd_skim_learn(struct dd_skim *skim, const char *line, size_t length,
                   const struct dd_header *header);

/* Remember the stamp only, of a line of any level. */
void dd_skim_learn_stamp(struct dd_skim *skim, const char *line, const struct dd_header *header);

/* The shape of the stamp that a line begins with; NULL when none that is known has it. */
const struct dd_skim_shape *dd_skim_shape_of(const struct dd_skim *skim, const char *line,
                                             size_t length);

/* Begin with a line that begins at `text`, and go on to the end of what `ends` are found in. All
 * are borrowed. */
void dd_skim_begin(struct dd_skim_run *run, struct dd_skim *skim, struct dd_line_ends *ends,
                   const char *text, int64_t to);

/* Pass over the lines at hand, as far as they are whole, each begins as one that was learnt, and
 * its stamp is before the second `to`. The last ones of a text may be left, and so may others: that
 * a line is not passed over says nothing. False when none was. */
bool dd_skim_pass(struct dd_skim_run *run);

/* The same in the way of processors that have nothing special. */
bool dd_skim_pass_plainly(struct dd_skim_run *run);

/* When the last line was written that was passed over. */
int64_t dd_skim_time(const struct dd_skim_run *run);

/* Where the line at hand ends; NULL when that is not known. */
static inline const char *dd_skim_line_end(struct dd_skim_run *run)
{
    return dd_line_ends_peek(run->ends);
}

/* Is a stamp of this shape surely before the end of the run's time? */
static inline bool dd_skim_is_in_time(const struct dd_skim_run *run,
                                      const struct dd_skim_stamp *stamp)
{
    return stamp->begins + DD_SKIM_STAMP_SPAN <= run->to;
}

/* Go on behind the line at hand, whose end is known, whatever it says. */
static inline void dd_skim_take(struct dd_skim_run *run)
{
    run->at = dd_line_ends_peek(run->ends) + 1;
    run->lines++;
    dd_line_ends_take(run->ends);
}

#endif
