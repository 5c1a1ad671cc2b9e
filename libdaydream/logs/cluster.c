/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "logs/chars.h"
#include "logs/cluster.h"
#include "logs/shape.h"
#include "logs/template.h"

#define MANY_NAMES  6 /* words at one place from which on they are names */
#define FRAME_WORDS 2 /* words that stand around them, at least */
#define VALUE_WORDS 4 /* and around a word that is a value, as another one at its place is */

/* A template, and the part of it that is looked at. */
struct entry {
    uint64_t rest; /* hash of all other parts */
    uint64_t hash;
    size_t group;
    unsigned kind;
};

struct work {
    struct dd_shape *shapes;
    struct entry *entries;
    size_t *of; /* a group of the same cluster; itself in the first of it */
    size_t count;
};

static int compare(const void *a, const void *b)
{
    const struct entry *left = a;
    const struct entry *right = b;

    if (left->rest != right->rest)
        return left->rest < right->rest ? -1 : 1;
    if (left->hash != right->hash)
        return left->hash < right->hash ? -1 : 1;
    return left->group < right->group ? -1 : left->group > right->group;
}

static size_t first_of(size_t *of, size_t group)
{
    while (of[group] != group) {
        of[group] = of[of[group]];
        group = of[group];
    }
    return group;
}

static void join(size_t *of, size_t one, size_t other)
{
    one = first_of(of, one);
    other = first_of(of, other);
    if (one < other)
        of[other] = one;
    else
        of[one] = other;
}

static void join_kind(const struct work *work, const struct entry *entries, size_t count,
                      unsigned kind)
{
    const struct entry *first = NULL;

    for (size_t i = 0; i < count; i++) {
        if ((entries[i].kind & kind) == 0)
            continue;
        if (first != NULL)
            join(work->of, first->group, entries[i].group);
        else
            first = &entries[i];
    }
}

/* How many different parts of that kind there are. */
static size_t count_kind(const struct entry *entries, size_t count, unsigned kind)
{
    size_t different = 0;

    for (size_t i = 0; i < count; i++)
        if ((entries[i].kind & kind) != 0 && (i == 0 || entries[i].hash != entries[i - 1].hash))
            different++;
    return different;
}

/* Templates that are equal but for one part: that varies when it is a value or a name in any of
 * them, or when it takes many words. A few words ("started", "stopped") make a difference, except
 * where a whole sentence is equal in which one has a value ("for localhost", "for 10.0.0.1"). */
static void join_bucket(const struct work *work, const struct entry *entries, size_t count)
{
    const struct dd_shape *shape = &work->shapes[entries->group];
    size_t words = shape->words - ((entries->kind & DD_PART_WORD) != 0 ? 1 : 0);

    if (count < 2)
        return;
    if (words >= 1 && count_kind(entries, count, DD_PART_VALUE | DD_PART_NAME) > 0)
        join_kind(work, entries, count, DD_PART_VARIES);
    if (words >= VALUE_WORDS && count_kind(entries, count, DD_PART_VALUE) > 0)
        join_kind(work, entries, count, DD_PART_VARIES | DD_PART_NOUN);
    if (words >= FRAME_WORDS && count_kind(entries, count, DD_PART_NOUN) >= MANY_NAMES)
        join_kind(work, entries, count, DD_PART_NOUN);
}

static void join_at(const struct work *work, size_t position)
{
    size_t count = 0;

    for (size_t i = 0; i < work->count; i++) {
        const struct dd_shape *shape = &work->shapes[i];

        if (position < shape->count)
            work->entries[count++] = (struct entry){dd_shape_without(shape, position),
                                                    shape->hashes[position], i,
                                                    shape->kinds[position]};
    }
    qsort(work->entries, count, sizeof *work->entries, compare);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && work->entries[end].rest == work->entries[i].rest;)
            end++;
        join_bucket(work, work->entries + i, end - i);
    }
}

/* Join the groups whose entries have the same `rest`. */
static void join_equal(const struct work *work)
{
    qsort(work->entries, work->count, sizeof *work->entries, compare);
    for (size_t i = 1; i < work->count; i++)
        if (work->entries[i].rest == work->entries[i - 1].rest)
            join(work->of, work->entries[i - 1].group, work->entries[i].group);
}

static void join_keys(const struct work *work)
{
    for (size_t i = 0; i < work->count; i++)
        work->entries[i] = (struct entry){.rest = work->shapes[i].key, .group = i};
    join_equal(work);
}

/* Messages that differ in secrets or levels only have one fingerprint. */
static void join_fingerprints(const struct work *work, const struct daydream_log_group *groups)
{
    for (size_t i = 0; i < work->count; i++)
        work->entries[i] = (struct entry){.rest = groups[i].fingerprint, .group = i};
    join_equal(work);
}

/* Groups of different exceptions are different; those of different levels say the same. */
static uint64_t kin_of(const struct daydream_log_group *group)
{
    const char *exception = group->exception != NULL ? group->exception : "";

    return dd_hash(exception, strlen(exception));
}

/* What comes again says nothing new: only the first of a fingerprint has parts. */
static void read_shapes(const struct work *work, const struct daydream_log_group *groups)
{
    for (size_t i = 0; i < work->count; i++) {
        size_t first = first_of(work->of, i);

        if (first == i)
            dd_shape_read(groups[i].template, kin_of(&groups[i]), &work->shapes[i]);
        else
            work->shapes[i] = (struct dd_shape){.key = work->shapes[first].key};
    }
}

/* Mark the nouns that no other template has at this place. */
static void mark_rare(const struct work *work, size_t position)
{
    size_t count = 0;

    for (size_t i = 0; i < work->count; i++) {
        const struct dd_shape *shape = &work->shapes[i];

        if (position < shape->count && (shape->kinds[position] & DD_PART_NOUN) != 0)
            work->entries[count++] = (struct entry){.rest = shape->hashes[position], .group = i};
    }
    qsort(work->entries, count, sizeof *work->entries, compare);
    for (size_t i = 0; i < count; i++)
        if ((i == 0 || work->entries[i - 1].rest != work->entries[i].rest) &&
            (i + 1 == count || work->entries[i + 1].rest != work->entries[i].rest))
            work->shapes[work->entries[i].group].rare |= UINT64_C(1) << position;
}

/* Templates that are equal but for nouns of their own are about names, when there are many. */
static void join_frames(const struct work *work)
{
    size_t count = 0;

    for (size_t i = 0; i < DD_SHAPE_PARTS; i++)
        mark_rare(work, i);
    for (size_t i = 0; i < work->count; i++) {
        const struct dd_shape *shape = &work->shapes[i];

        if (shape->rare != 0 && dd_shape_words(shape) >= FRAME_WORDS)
            work->entries[count++] = (struct entry){
                .rest = dd_shape_frame(shape), .group = i, .kind = DD_PART_NOUN};
    }
    qsort(work->entries, count, sizeof *work->entries, compare);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && work->entries[end].rest == work->entries[i].rest;)
            end++;
        if (end - i >= MANY_NAMES)
            join_kind(work, work->entries + i, end - i, DD_PART_NOUN);
    }
}

static size_t number(size_t *of, size_t count)
{
    size_t clusters = 0;

    /* the first of a cluster stands before all others of it, and has its number already */
    for (size_t i = 0; i < count; i++)
        of[i] = of[i] == i ? clusters++ : of[of[i]];
    return clusters;
}

enum daydream_status dd_cluster(const struct daydream_log_group *groups, size_t count, size_t *of,
                                size_t *clusters, struct daydream_error *err)
{
    struct work work = {.of = of, .count = count};
    enum daydream_status status = DAYDREAM_OK;

    *clusters = 0;
    work.shapes = calloc(count + 1, sizeof *work.shapes);
    work.entries = calloc(count + 1, sizeof *work.entries);
    if (work.shapes == NULL || work.entries == NULL) {
        status = dd_fail_memory(err);
    } else {
        for (size_t i = 0; i < count; i++)
            of[i] = i;
        join_fingerprints(&work, groups);
        read_shapes(&work, groups);
        join_keys(&work);
        for (size_t i = 0; i < DD_SHAPE_PARTS; i++)
            join_at(&work, i);
        join_frames(&work);
        for (size_t i = 0; i < count; i++)
            of[i] = first_of(of, i);
        *clusters = number(of, count);
    }
    free(work.entries);
    free(work.shapes);
    return status;
}

static size_t count_parts(const char *template)
{
    size_t parts = 1;

    for (; *template != '\0'; template ++)
        parts += *template == ' ' ? 1 : 0;
    return parts;
}

/* Where parts may be cut: not in a word, and not in a variable. */
static bool is_seam(char c)
{
    return !dd_is_alnum(c) && !dd_is_in(c, DD_VARIABLE) && (unsigned char)c < 0x80;
}

static size_t equal_begin(const char *one, size_t length, const char *other, size_t others)
{
    size_t equal = 0;

    while (equal < length && equal < others && one[equal] == other[equal])
        equal++;
    while (equal > 0 && !is_seam(one[equal - 1]))
        equal--;
    return equal;
}

static size_t equal_end(const char *one, size_t length, const char *other, size_t others)
{
    size_t equal = 0;

    while (equal < length && equal < others && one[length - equal - 1] == other[others - equal - 1])
        equal++;
    while (equal > 0 && !is_seam(one[length - equal]))
        equal--;
    return equal;
}

/* "[a_x]," and "[a_y]," are "[a_<*>],". */
static void put_common(struct dd_buf *out, const char *one, size_t length, const char *other,
                       size_t others)
{
    size_t begin = equal_begin(one, length, other, others);
    size_t end = equal_end(one + begin, length - begin, other + begin, others - begin);

    dd_buf_add(out, one, begin);
    dd_buf_puts(out, DD_VARIABLE);
    dd_buf_add(out, one + length - end, end);
}

void dd_cluster_template(struct dd_buf *out, const char *template, const char *other)
{
    bool aligned = count_parts(template) == count_parts(other);

    while (*template != '\0') {
        size_t length = strcspn(template, " ");
        size_t others = strcspn(other, " ");

        if (!aligned || (length == others && memcmp(template, other, length) == 0))
            dd_buf_add(out, template, length);
        else
            put_common(out, template, length, other, others);
        template += length;
        other += others;
        if (*template == ' ') {
            dd_buf_putc(out, ' ');
            template ++;
        }
        other += *other == ' ' ? 1 : 0;
    }
}
