/* SPDX-License-Identifier: MIT */
/*
 * Quiet lines, passed over without reading them. Most lines of a log are below the level that
 * matters, and begin alike: a stamp of the same hour, then one of a few pairs of logger and level.
 * A line that begins as one that was read before has the same level.
 */
#ifndef DD_LOGS_SKIM_H
#define DD_LOGS_SKIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "logs/format.h"

/* Texts are compared in words of eight bytes; these are the longest ones that are learnt. */
#define DD_SKIM_STAMP_WORDS 8
#define DD_SKIM_FIELD_WORDS 6
#define DD_SKIM_ENTRIES     64
#define DD_SKIM_BUCKETS     256
#define DD_SKIM_SHIFT       56 /* leaves as many bits of 64 as number the buckets */
#define DD_SKIM_SHAPES      32 /* ways to begin a line, in a file that mixes them */

/* Eight bytes of a stamp. */
struct dd_skim_part {
    uint64_t text;
    uint64_t beyond; /* added to a digit that is too great, it overflows ... */
    uint64_t check;  /* ... into these bits, which have to be 0 */
};

/* Eight bytes of what is behind a stamp; in `mask` all bits are set where it has bytes. */
struct dd_skim_word {
    uint64_t text;
    uint64_t mask;
};

/* What stands between a stamp and the end of what decides the level. */
struct dd_skim_entry {
    struct dd_skim_word words[DD_SKIM_FIELD_WORDS];
    uint64_t seen;      /* lines that began so */
    unsigned char next; /* in its bucket, from 1; 0: the last */
};

/* Lines whose beginnings, up to the end of the stamp, differ in digits only. The stamps of one hour
 * are equal but for their last digits, and so are those of a thousand seconds since the epoch. */
struct dd_skim_shape {
    struct dd_skim_part stamp[DD_SKIM_STAMP_WORDS]; /* what all of the hour have, and digits */
    size_t stamp_length;
    size_t stamp_words;
    size_t clock;    /* where "mm:ss" stands in it, or the last digits of seconds since the epoch */
    size_t digits;   /* of the latter that stand for seconds; 0: it is "mm:ss" */
    int64_t begins;  /* seconds since the epoch for which they are zero */
    bool closed;     /* a brace ends the line */
    size_t count;    /* of the entries */
    size_t shortest; /* of the entries: so many bytes are hashed */
    unsigned misses; /* entries that were learnt in vain, one after the other */
    unsigned used;   /* when a line of it was seen, in lines that were learnt */
    unsigned char buckets[DD_SKIM_BUCKETS];
    struct dd_skim_entry entries[DD_SKIM_ENTRIES];
};

struct dd_skim {
    struct dd_skim_shape shapes[DD_SKIM_SHAPES];
    size_t count;
    unsigned clock;
};

/* Lines that were passed over. */
struct dd_skimmed {
    size_t length; /* in bytes, with the line feed of the last one */
    size_t lines;
    int64_t time; /* of the last one's stamp */
};

/* Forget everything. */
void dd_skim_init(struct dd_skim *skim);

/* Remember how a line begins that begins an event below the level that matters. */
void dd_skim_learn(struct dd_skim *skim, const char *line, size_t length,
                   const struct dd_header *header);

/* Pass over lines from the beginning of `text` on, as far as they are whole, each begins as one
 * that was learnt, and its stamp is before the second `to`. The last ones of a text may be left,
 * and so may others: that a line is not passed over says nothing. */
struct dd_skimmed dd_skim_run(struct dd_skim *skim, const char *text, size_t length, int64_t to);

#endif
