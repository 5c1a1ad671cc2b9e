/* SPDX-License-Identifier: MIT */
/* One way to begin a line: a stamp, and what was seen behind it in front of a message that nobody
 * wants to see. */
#ifndef DD_LOGS_SKIM_SHAPE_H
#define DD_LOGS_SKIM_SHAPE_H

#include "logs/skim-stamp.h"

#define DD_SKIM_FIELD_PAIRS 3
#define DD_SKIM_FIELDS_MAX  (DD_SKIM_FIELD_PAIRS * DD_SKIM_PAIR)

/* What stands between a stamp and the end of what decides the level, in pairs of words; in `mask`
 * all bits are set where they have bytes. */
struct dd_skim_fields {
    dd_skim_pair text[DD_SKIM_FIELD_PAIRS];
    dd_skim_pair mask[DD_SKIM_FIELD_PAIRS];
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

static inline dd_skim_pair dd_skim_fields_fault_in(const struct dd_skim_fields *fields,
                                                   const char *at, size_t number)
{
    return (dd_skim_load_pair(at + number * DD_SKIM_PAIR) & fields->mask[number]) ^
           fields->text[number];
}

static inline dd_skim_pair dd_skim_fields_fault(const struct dd_skim_fields *fields, const char *at)
{
    return dd_skim_fields_fault_in(fields, at, 0) | dd_skim_fields_fault_in(fields, at, 1) |
           dd_skim_fields_fault_in(fields, at, 2);
}

/* Does a line begin as one of this shape that was learnt? DD_SKIM_LONGEST + DD_SKIM_FIELDS_MAX
 * bytes of it are read; one that is shorter than what it is compared with is not equal to it at
 * its line feed. All is compared at once, as most lines do. */
static inline bool dd_skim_shape_begins(const struct dd_skim_shape *shape, const char *line)
{
    const char *fields = line + shape->stamp.length;
    size_t i = shape->index.buckets[dd_skim_bucket(&shape->index, fields, false)];

    return dd_skim_is_zero(dd_skim_stamp_fault(&shape->stamp, line) |
                           dd_skim_fields_fault(&shape->fields[i], fields)) ||
           dd_skim_shape_is_beside(shape, line, i);
}

#endif
