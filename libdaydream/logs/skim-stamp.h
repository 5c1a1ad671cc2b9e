/* SPDX-License-Identifier: MIT */
/*
 * The stamps of an hour, as a log writes them: equal but for the last digits. So are those of a
 * thousand seconds since the epoch.
 */
#ifndef DD_LOGS_SKIM_STAMP_H
#define DD_LOGS_SKIM_STAMP_H

#include "logs/skim-block.h"
#include "logs/skim-index.h"

#define DD_SKIM_STAMP_SPAN   3600 /* seconds */
#define DD_SKIM_STAMP_BLOCKS (DD_SKIM_LONGEST / DD_SKIM_BLOCK)

/* Everything from the beginning of a line to the end of the stamp, in blocks. */
struct dd_skim_stamp {
    dd_skim_block text[DD_SKIM_STAMP_BLOCKS];
    dd_skim_block
        beyond[DD_SKIM_STAMP_BLOCKS]; /* added to a digit that is too great, it overflows ... */
    dd_skim_block check[DD_SKIM_STAMP_BLOCKS]; /* ... into these bits, which have to be 0 */
    size_t length;
    size_t clock;   /* where "mm:ss" stands in it, or the last digits of seconds since the epoch */
    size_t digits;  /* of the latter that stand for seconds; 0: it is "mm:ss" */
    int64_t begins; /* seconds since the epoch for which they are zero */
};

/* Make the pattern of a line that begins with a stamp of so many bytes, which means that time.
 * False when there is none. */
bool dd_skim_stamp_make(struct dd_skim_stamp *stamp, const char *line, size_t length, int64_t time);

/* Do two differ in digits only? */
bool dd_skim_stamp_is_alike(const struct dd_skim_stamp *stamp, const struct dd_skim_stamp *other);

/* What the stamp of a line means that has it. */
int64_t dd_skim_stamp_seconds(const struct dd_skim_stamp *stamp, const char *line);

static inline void dd_skim_stamp_compare_block(const struct dd_skim_stamp *stamp, const char *line,
                                               size_t i, dd_skim_block *fault)
{
    dd_skim_block block;

    memcpy(&block, line + i * DD_SKIM_BLOCK, sizeof block);
    block ^= stamp->text[i];
    *fault |= (block | (block + stamp->beyond[i])) & stamp->check[i];
}

/* Set bits of the fault where a line differs. Most stamps are one block long. */
static inline void dd_skim_stamp_compare(const struct dd_skim_stamp *stamp, const char *line,
                                         dd_skim_block *fault)
{
    dd_skim_stamp_compare_block(stamp, line, 0, fault);
    if (stamp->length > DD_SKIM_BLOCK)
        dd_skim_stamp_compare_block(stamp, line, 1, fault);
}

/* Does a line begin so? DD_SKIM_LONGEST bytes of it are read. */
static inline bool dd_skim_stamp_begins(const struct dd_skim_stamp *stamp, const char *line)
{
    dd_skim_block fault = {0};

    dd_skim_stamp_compare(stamp, line, &fault);
    return dd_skim_is_zero_plainly(&fault);
}

#endif
