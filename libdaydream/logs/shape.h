/* SPDX-License-Identifier: MIT */
/* A template taken apart at its blanks, for comparing it with others. */
#ifndef DD_LOGS_SHAPE_H
#define DD_LOGS_SHAPE_H

#include <stddef.h>
#include <stdint.h>

#define DD_SHAPE_PARTS 64 /* the last one holds all that is behind */

/* What a part is, as bits. */
enum {
    DD_PART_VALUE = 1 << 0,  /* a variable without a letter beside it: "(<*>)" */
    DD_PART_NAME = 1 << 1,   /* says which one, not what: "org.example.Cart", "root<*>_tmp" */
    DD_PART_WORD = 1 << 2,   /* letters */
    DD_PART_NOUN = 1 << 3,   /* a word that does not look like a verb: perhaps a name */
    DD_PART_VARIES = 1 << 4, /* a name, or what has a variable in it other than behind "key=" */
};

struct dd_shape {
    uint64_t key;   /* equal when all parts are that are neither names nor values */
    uint64_t whole; /* sum over the parts: one can be taken out of it */
    size_t count;
    size_t words;
    uint64_t rare; /* parts that no other shape has there, as bits; for who compares them */
    uint64_t hashes[DD_SHAPE_PARTS]; /* of the parts; names have the same one */
    uint8_t kinds[DD_SHAPE_PARTS];
};

/* Templates of different `kin` have nothing in common. */
void dd_shape_read(const char *template, uint64_t kin, struct dd_shape *out);

/* Equal for shapes that differ in that part only. */
uint64_t dd_shape_without(const struct dd_shape *shape, size_t position);

/* Equal for shapes that differ in their rare parts only, and how many words are no such part. */
uint64_t dd_shape_frame(const struct dd_shape *shape);
size_t dd_shape_words(const struct dd_shape *shape);

#endif
