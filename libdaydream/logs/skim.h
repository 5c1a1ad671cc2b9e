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

#define DD_SKIM_FIELD_WORDS 6
#define DD_SKIM_SHAPES      32 /* ways to begin a line, in a file that mixes them */

/* What stands between a stamp and the end of what decides the level, in words; in `mask` all bits
 * are set where they have bytes. */
struct dd_skim_fields {
    uint64_t text[DD_SKIM_FIELD_WORDS];
    uint64_t mask[DD_SKIM_FIELD_WORDS];
    size_t length;
};

/* Lines whose beginnings, up to the end of the stamp, differ in digits only. */
struct dd_skim_shape {
    unsigned id; /* no other shape of the file has it, be it forgotten */
    struct dd_skim_stamp stamp;
    bool first;      /* the line begins with it */
    bool closed;     /* a brace ends the line */
    unsigned misses; /* fields that were learnt in vain, one after the other */
    unsigned used;   /* when a line of it was seen, in lines that were learnt */
    size_t shortest; /* of a line, up to the end of the fields */
    size_t count;    /* of the fields */
    struct dd_skim_fields fields[DD_SKIM_KEYS];
    struct dd_skim_index index; /* of the fields */
};

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
