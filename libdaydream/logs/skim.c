/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/skim-ends.h"
#include "logs/skim.h"

#define MOST_MISSES 4096 /* a file whose headers never come again is not worth the while */

#define LOOK_AT     ((ptrdiff_t)DD_SKIM_LOOK_AT)
_Static_assert(DD_SKIM_CLIENT_MAX <= DD_SKIM_FIELDS_MAX, "a line of an access log is not longer");

void dd_skim_init(struct dd_skim *skim)
{
    skim->count = 0;
    skim->clock = skim->ids = 0;
    skim->has_access = false;
    dd_skim_index_make(&skim->index, NULL, 0, true);
}

static void index_shapes(struct dd_skim *skim)
{
    struct dd_skim_key keys[DD_SKIM_SHAPES];

    for (size_t i = 0; i < skim->count; i++)
        keys[i] = (struct dd_skim_key){(const char *)skim->shapes[i].stamp.text,
                                       skim->shapes[i].stamp.length};
    dd_skim_index_make(&skim->index, keys, skim->count, true);
}

/* The shape of a stamp: one that is known, or a new one in the place of that which was not seen for
 * the longest time. */
static struct dd_skim_shape *place_shape(struct dd_skim *skim, const struct dd_skim_stamp *stamp)
{
    struct dd_skim_shape *oldest = skim->shapes;

    for (size_t i = 0; i < skim->count; i++) {
        struct dd_skim_shape *shape = &skim->shapes[i];

        if (dd_skim_stamp_is_alike(&shape->stamp, stamp)) {
            shape->stamp = *stamp;
            return shape;
        }
        if (shape->used < oldest->used)
            oldest = shape;
    }
    if (skim->count < DD_SKIM_SHAPES)
        oldest = &skim->shapes[skim->count++];
    oldest->id = ++skim->ids;
    oldest->stamp = *stamp;
    oldest->misses = 0;
    dd_skim_shape_forget(oldest);
    index_shapes(skim);
    return oldest;
}

static struct dd_skim_shape *learn_stamp(struct dd_skim *skim, const char *line,
                                         const struct dd_header *header)
{
    struct dd_skim_stamp stamp;
    struct dd_skim_shape *shape;

    if (header->stamp_end == 0 ||
        !dd_skim_stamp_make(&stamp, line, header->stamp_end, header->time))
        return NULL;
    shape = place_shape(skim, &stamp);
    shape->used = ++skim->clock;
    shape->first = header->first;
    shape->closed = line[0] == '{';
    return shape;
}

void dd_skim_learn_stamp(struct dd_skim *skim, const char *line, const struct dd_header *header)
{
    (void)learn_stamp(skim, line, header);
}

static void learn_access(struct dd_skim *skim, const char *line, size_t length,
                         const struct dd_header *header)
{
    struct dd_skim_stamp stamp;

    if (!dd_skim_access_learn(&stamp, line, length, header->time))
        return;
    skim->access = stamp;
    skim->has_access = true;
}

void dd_skim_learn(struct dd_skim *skim, const char *line, size_t length,
                   const struct dd_header *header)
{
    size_t begin = header->stamp_end;
    size_t end = header->level_end + 1;
    struct dd_skim_shape *shape;

    if (header->stamped && begin == 0)
        learn_access(skim, line, length, header);
    if (end > length || end - begin > DD_SKIM_FIELDS_MAX)
        return;
    shape = learn_stamp(skim, line, header);
    if (shape != NULL && shape->misses < MOST_MISSES)
        dd_skim_shape_add(shape, line + begin, end - begin);
}

const struct dd_skim_shape *dd_skim_shape_of(const struct dd_skim *skim, const char *line,
                                             size_t length)
{
    const struct dd_skim_index *index = &skim->index;
    char whole[DD_SKIM_LONGEST] = {0};

    if (length < sizeof whole)
        line = memcpy(whole, line, length);
    for (size_t i = index->buckets[dd_skim_bucket(index, line, true)]; i > 0; i = index->next[i]) {
        const struct dd_skim_shape *shape = &skim->shapes[i - 1];

        if (shape->stamp.length <= length && dd_skim_stamp_begins(&shape->stamp, line))
            return shape;
    }
    return NULL;
}

/* The list of ends is not cleared: most runs are short. */
void dd_skim_begin(struct dd_skim_run *run, struct dd_skim *skim, const char *text, size_t length,
                   int64_t to)
{
    run->skim = skim;
    dd_skim_ends_init(&run->ends, text, length);
    run->at = run->begin = text;
    run->end = text + length;
    run->to = to;
    run->lines = 0;
    run->shape = NULL;
    run->alike = false;
    run->stamp = NULL;
}

/* The shape of the line at hand; NULL when none is known. */
static struct dd_skim_shape *find_shape(const struct dd_skim_run *run)
{
    const struct dd_skim_index *index = &run->skim->index;

    for (size_t i = index->buckets[dd_skim_bucket(index, run->at, true)]; i > 0;
         i = index->next[i]) {
        struct dd_skim_shape *shape = &run->skim->shapes[i - 1];

        if (dd_skim_shape_begins(shape, run->at) && dd_skim_is_in_time(run, &shape->stamp))
            return shape;
    }
    return NULL;
}

/* Does a line end as all of the shape do? */
static inline bool ends_well(const struct dd_skim_shape *shape, const char *newline)
{
    return !shape->closed || newline[newline[-1] == '\r' ? -2 : -1] == '}';
}

/* Pass over lines of a shape, the first of which is known to be one; false when it cannot be passed
 * over. */
static bool pass_shaped(struct dd_skim_run *run, const struct dd_skim_shape *shape)
{
    const char *end = run->end;
    const char *begin = NULL;
    const char *at = run->at;
    size_t lines = 0;

    do {
        const char *newline = dd_skim_ends_peek(&run->ends);

        if (newline == NULL || !ends_well(shape, newline))
            break;
        dd_skim_ends_take(&run->ends);
        begin = at;
        at = newline + 1;
        lines++;
    } while (run->alike && end - at >= LOOK_AT && dd_skim_shape_begins(shape, at));
    if (lines == 0)
        return false;
    run->at = at;
    run->lines += lines;
    run->stamp = &shape->stamp;
    run->begin = begin;
    run->lead = shape->first ? 0 : run->lead;
    return true;
}

/* Pass over a line of an access log. */
static bool pass_access(struct dd_skim_run *run)
{
    const struct dd_skim_stamp *stamp = &run->skim->access;
    const char *newline = NULL;
    const char *begin = NULL;

    if (run->skim->has_access && dd_skim_is_in_time(run, stamp))
        newline = dd_skim_ends_peek(&run->ends);
    if (newline != NULL)
        begin = dd_skim_access_find(stamp, run->at, newline);
    if (begin == NULL)
        return false;
    dd_skim_ends_take(&run->ends);
    run->at = newline + 1;
    run->lines++;
    run->stamp = stamp;
    run->begin = begin;
    run->lead = DD_SKIM_ACCESS_FIELDS;
    return true;
}

/* Pass over the lines at hand that are of one kind; false when there are none. */
static bool pass_lines(struct dd_skim_run *run)
{
    struct dd_skim_shape *shape;

    if (run->end - run->at < LOOK_AT)
        return false;
    if (run->stamp == &run->skim->access && pass_access(run))
        return true;
    shape = find_shape(run);
    if (shape == NULL)
        return pass_access(run);
    shape->misses = 0;
    run->alike = shape == run->shape;
    run->shape = shape;
    return pass_shaped(run, shape);
}

bool dd_skim_pass(struct dd_skim_run *run)
{
    const char *from = run->at;

    run->lead = -1;
    while (pass_lines(run))
        continue;
    return run->at > from;
}

int64_t dd_skim_time(const struct dd_skim_run *run)
{
    return dd_skim_stamp_seconds(run->stamp, run->begin);
}
