/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/cpu.h"
#include "logs/chars.h"
#include "logs/line-ends.h"
#include "logs/skim.h"

#define MOST_MISSES 4096 /* a file whose headers never come again is not worth the while */

#define LOOK_AT     ((ptrdiff_t)DD_SKIM_LOOK_AT)
_Static_assert(DD_SKIM_CLIENT_MAX <= DD_SKIM_FIELDS_MAX, "a line of an access log is not longer");

/* One digit is as good as another. */
static void note_beginning(struct dd_skim *skim, char c)
{
    skim->begins[(unsigned char)c] = true;
    for (char digit = '0'; dd_is_digit(c) && digit <= '9'; digit++)
        skim->begins[(unsigned char)digit] = true;
}

static void index_shapes(struct dd_skim *skim)
{
    struct dd_skim_key keys[DD_SKIM_SHAPES];

    for (size_t i = 0; i < skim->count; i++)
        keys[i] = (struct dd_skim_key){(const char *)skim->shapes[i].stamp.text,
                                       skim->shapes[i].stamp.length};
    dd_skim_index_make(&skim->index, keys, skim->count, true);
    memset(skim->begins, 0, sizeof skim->begins);
    for (size_t i = 0; i < skim->count; i++)
        note_beginning(skim, keys[i].text[0]);
}

void dd_skim_forget(struct dd_skim *skim)
{
    skim->count = 0;
    skim->has_access = false;
    index_shapes(skim);
}

void dd_skim_init(struct dd_skim *skim)
{
    skim->clock = skim->ids = 0;
    dd_skim_forget(skim);
}

/* Most lines that are of no shape are told by their first byte. */
static bool may_have_shape(const struct dd_skim *skim, const char *line)
{
    return skim->begins[(unsigned char)line[0]];
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
    char whole[DD_SKIM_LONGEST];

    if (length == 0 || !may_have_shape(skim, line))
        return NULL;
    if (length < sizeof whole) {
        memset(whole, 0, sizeof whole);
        line = memcpy(whole, line, length);
    }
    for (size_t i = index->buckets[dd_skim_bucket(index, line, true)]; i > 0; i = index->next[i]) {
        const struct dd_skim_shape *shape = &skim->shapes[i - 1];

        if (shape->stamp.length <= length && dd_skim_stamp_begins(&shape->stamp, line))
            return shape;
    }
    return NULL;
}

void dd_skim_begin(struct dd_skim_run *run, struct dd_skim *skim, struct dd_line_ends *ends,
                   const char *text, int64_t to)
{
    (void)dd_line_ends_from(ends, text);
    run->skim = skim;
    run->ends = ends;
    run->at = run->begin = text;
    run->end = ends->end;
    run->to = to;
    run->lines = 0;
    run->shape = NULL;
    run->alike = false;
    run->stamp = NULL;
}

/* The shape of the line at hand; NULL when none is known. */
DD_CPU_EACH struct dd_skim_shape *find_shape(const struct dd_skim_run *run,
                                             dd_skim_is_zero *is_zero)
{
    const struct dd_skim_index *index = &run->skim->index;

    if (!may_have_shape(run->skim, run->at))
        return NULL;
    for (size_t i = index->buckets[dd_skim_bucket(index, run->at, true)]; i > 0;
         i = index->next[i]) {
        struct dd_skim_shape *shape = &run->skim->shapes[i - 1];

        if (dd_skim_shape_begins(shape, &shape->stamp, run->at, is_zero) &&
            dd_skim_is_in_time(run, &shape->stamp))
            return shape;
    }
    return NULL;
}

static inline bool ends_with_brace(const char *newline)
{
    return newline[newline[-1] == '\r' ? -2 : -1] == '}';
}

/* Pass over the line at hand, which is known to be one of the shape; false when it cannot be. */
static bool pass_one(struct dd_skim_run *run, const struct dd_skim_shape *shape)
{
    const char *newline = dd_line_ends_peek(run->ends);

    if (newline == NULL || (shape->closed && !ends_with_brace(newline)))
        return false;
    run->begin = run->at;
    run->stamp = &shape->stamp;
    run->lead = shape->first ? 0 : run->lead;
    dd_skim_take(run);
    return true;
}

/* Pass over lines of the shape whose ends are listed. This is where the time goes, so that what all
 * of them need is kept near at hand. */
DD_CPU_EACH void pass_listed(struct dd_skim_run *run, const struct dd_skim_shape *shape,
                             dd_skim_is_zero *is_zero)
{
    const struct dd_skim_stamp stamp = shape->stamp;
    const bool closed = shape->closed;
    struct dd_line_ends *ends = run->ends;
    const char *last = run->end - LOOK_AT;
    const char *at = run->at;
    size_t i = ends->first;

    while (i < ends->count && at <= last && dd_skim_shape_begins(shape, &stamp, at, is_zero)) {
        const char *newline = ends->text + ends->list[i];

        if (closed && !ends_with_brace(newline))
            break;
        run->begin = at;
        at = newline + 1;
        i++;
    }
    run->at = at;
    run->lines += i - ends->first;
    ends->first = i;
}

/* What takes most of the time, compiled for one kind of processor. */
struct way {
    struct dd_skim_shape *(*find_shape)(const struct dd_skim_run *run);
    void (*pass_listed)(struct dd_skim_run *run, const struct dd_skim_shape *shape);
};

static struct dd_skim_shape *find_plainly(const struct dd_skim_run *run)
{
    return find_shape(run, dd_skim_is_zero_plainly);
}

static void pass_plainly(struct dd_skim_run *run, const struct dd_skim_shape *shape)
{
    pass_listed(run, shape, dd_skim_is_zero_plainly);
}

DD_CPU_WIDE static struct dd_skim_shape *find_widely(const struct dd_skim_run *run)
{
    return find_shape(run, dd_skim_is_zero_widely);
}

DD_CPU_WIDE static void pass_widely(struct dd_skim_run *run, const struct dd_skim_shape *shape)
{
    pass_listed(run, shape, dd_skim_is_zero_widely);
}

static const struct way plain = {find_plainly, pass_plainly};
static const struct way wide = {find_widely, pass_widely};

/* Pass over lines of a shape, the first of which is known to be one; false when it cannot be passed
 * over. */
static bool pass_shaped(struct dd_skim_run *run, const struct dd_skim_shape *shape,
                        const struct way *way)
{
    if (!pass_one(run, shape))
        return false;
    if (!run->alike || run->end - run->at < LOOK_AT)
        return true;
    do
        way->pass_listed(run, shape);
    while (run->ends->first == run->ends->count && dd_line_ends_search(run->ends));
    return true;
}

/* Pass over a line of an access log. */
static bool pass_access(struct dd_skim_run *run)
{
    const struct dd_skim_stamp *stamp = &run->skim->access;
    const char *newline = NULL;
    const char *begin = NULL;

    if (run->skim->has_access && dd_skim_is_in_time(run, stamp))
        newline = dd_line_ends_peek(run->ends);
    if (newline != NULL)
        begin = dd_skim_access_find(stamp, run->at, newline);
    if (begin == NULL)
        return false;
    dd_line_ends_take(run->ends);
    run->at = newline + 1;
    run->lines++;
    run->stamp = stamp;
    run->begin = begin;
    run->lead = DD_SKIM_ACCESS_FIELDS;
    return true;
}

/* Pass over the lines at hand that are of one kind; false when there are none. */
static bool pass_lines(struct dd_skim_run *run, const struct way *way)
{
    struct dd_skim_shape *shape;

    if (run->end - run->at < LOOK_AT)
        return false;
    if (run->stamp == &run->skim->access && pass_access(run))
        return true;
    shape = way->find_shape(run);
    if (shape == NULL)
        return pass_access(run);
    shape->misses = 0;
    run->alike = shape == run->shape;
    run->shape = shape;
    return pass_shaped(run, shape, way);
}

static bool pass_all(struct dd_skim_run *run, const struct way *way)
{
    const char *from = run->at;

    run->lead = -1;
    while (pass_lines(run, way))
        continue;
    return run->at > from;
}

bool dd_skim_pass(struct dd_skim_run *run)
{
    return pass_all(run, dd_cpu_is_wide() ? &wide : &plain);
}

bool dd_skim_pass_plainly(struct dd_skim_run *run)
{
    return pass_all(run, &plain);
}

int64_t dd_skim_time(const struct dd_skim_run *run)
{
    return dd_skim_stamp_seconds(run->stamp, run->begin);
}
