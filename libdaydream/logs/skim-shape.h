/* SPDX-License-Identifier: MIT */
/* One way to begin a line: a stamp, and what was seen behind it in front of a message that nobody
 * wants to see. */
#ifndef DD_LOGS_SKIM_SHAPE_H
#define DD_LOGS_SKIM_SHAPE_H

#include "logs/skim-stamp.h"

#define DD_SKIM_FIELD_BLOCKS 2
#define DD_SKIM_FIELDS_MAX   (DD_SKIM_FIELD_BLOCKS * DD_SKIM_BLOCK)

/* What stands between a stamp and the end of what decides the level, in blocks; in `mask` all bits
 * are set where they have bytes. */
struct dd_skim_fields {
    dd_skim_block text[DD_SKIM_FIELD_BLOCKS];
    dd_skim_block mask[DD_SKIM_FIELD_BLOCKS];
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
    size_t count;    /* of the fields */
    struct dd_skim_fields fields[DD_SKIM_KEYS + 1]; /* from 1; the first is equal to nothing */
    struct dd_skim_index index;                     /* of the fields */
};

/* Forget the fields. */
void dd_skim_shape_forget(struct dd_skim_shape *shape);

/* Keep fields of at most DD_SKIM_FIELDS_MAX bytes; when there are too many, the others go. */
void dd_skim_shape_add(struct dd_skim_shape *shape, const char *text, size_t length);

/* Does the line begin with this stamp, and with fields that share the bucket of those number `i`
 * and come behind them? */
bool dd_skim_shape_is_beside(const struct dd_skim_shape *shape, const char *line, size_t i);

static inline void dd_skim_fields_compare(const struct dd_skim_fields *fields, const char *at,
                                          dd_skim_block *fault)
{
    for (size_t i = 0; i < DD_SKIM_FIELD_BLOCKS; i++) {
        dd_skim_block block;

        memcpy(&block, at + i * DD_SKIM_BLOCK, sizeof block);
        *fault |= (block & fields->mask[i]) ^ fields->text[i];
    }
}

/* Does a line begin as one of this shape that was learnt? DD_SKIM_LONGEST + DD_SKIM_FIELDS_MAX
 * bytes of it are read; one that is shorter than what it is compared with is not equal to it at
 * its line feed. All is compared at once, as most lines do. `stamp` is the shape's. */
static inline bool dd_skim_shape_begins(const struct dd_skim_shape *shape,
                                        const struct dd_skim_stamp *stamp, const char *line,
                                        dd_skim_is_zero *is_zero)
{
    const char *fields = line + stamp->length;
    size_t i = shape->index.buckets[dd_skim_bucket(&shape->index, fields, false)];
    dd_skim_block fault = {0};

    dd_skim_stamp_compare(stamp, line, &fault);
    dd_skim_fields_compare(&shape->fields[i], fields, &fault);
    return is_zero(&fault) || dd_skim_shape_is_beside(shape, line, i);
}

#endif
