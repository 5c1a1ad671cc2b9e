/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "logs/event.h"
#include "logs/groups.h"
#include "logs/merge.h"
#include "logs/position.h"
#include "logs/reader.h"
#include "logs/review.h"

#define SNIFF_BYTES     ((uint64_t)64 * 1024)
#define FIRST_TIME_TAIL ((uint64_t)1024 * 1024)

struct dd_log_review {
    struct dd_log_options options;
    struct dd_groups groups;
    struct dd_events events;
    struct dd_merged merged;
    struct dd_log_position *seen; /* files of this review; a file has several names */
    size_t seen_count;
    size_t seen_capacity;
    uint64_t bytes;
    uint64_t lines;
    uint64_t counted;
};

/* One file on its way through the review. */
struct pass {
    struct dd_log_review *review;
    struct dd_reader reader;
    struct dd_stamps stamps;
    const char *name;
    int64_t since; /* first second that counts of this file */
    bool known;    /* it was read before, up to `from` */
    uint64_t from;
    bool stamped;  /* its lines have stamps */
    int64_t first; /* the first of them */
};

enum daydream_status dd_log_review_new(const struct dd_log_options *options,
                                       struct dd_log_review **out, struct daydream_error *err)
{
    struct dd_log_review *review = calloc(1, sizeof *review);

    *out = review;
    if (review == NULL)
        return dd_fail_memory(err);
    review->options = *options;
    dd_groups_init(&review->groups, options->max_groups);
    review->groups.cleaner = (struct dd_cleaner){options->clean, options->clean_user};
    return DAYDREAM_OK;
}

void dd_log_review_free(struct dd_log_review *review)
{
    if (review == NULL)
        return;
    dd_groups_free(&review->groups);
    dd_merged_free(&review->merged);
    free(review->seen);
    free(review);
}

static bool in_window(const struct pass *pass, int64_t time)
{
    return time >= pass->since && time < pass->review->options.to;
}

/* A stamp decides. What has none counts when it was written since the last review; the first time
 * the stamp above it tells, and what is written below the window's end now is not read again. */
static bool counts(const struct pass *pass, const struct dd_event *event)
{
    if (event->stamped)
        return in_window(pass, event->time);
    if (pass->known)
        return event->offset >= pass->from;
    return event->time == 0 || event->time >= pass->since;
}

static enum daydream_status take_event(void *user, const struct dd_event *event,
                                       struct daydream_error *err)
{
    const struct pass *pass = user;
    struct dd_log_review *review = pass->review;
    int64_t time = in_window(pass, event->time) ? event->time : 0;
    uint64_t fingerprint = 0;
    enum daydream_status status;

    if (!counts(pass, event))
        return DAYDREAM_OK;
    status = dd_groups_add(&review->groups, event, time, pass->name, &fingerprint, err);
    review->counted++;
    if (status == DAYDREAM_OK && review->options.event != NULL)
        status = review->options.event(review->options.event_user, event->line, event->level,
                                       fingerprint, err);
    return status;
}

/* Look for a stamp in the lines from `offset` on. */
static enum daydream_status sniff_at(struct pass *pass, uint64_t offset, struct daydream_error *err)
{
    struct dd_line line = {.offset = offset};
    struct dd_header header;
    bool more = true;
    enum daydream_status status = DAYDREAM_OK;

    dd_reader_seek(&pass->reader, offset);
    while (status == DAYDREAM_OK && more && !pass->stamped &&
           line.offset + line.length < offset + SNIFF_BYTES) {
        status = dd_reader_next(&pass->reader, &line, &more, err);
        if (status == DAYDREAM_OK && more && line.length > 0 &&
            dd_header_read(&pass->stamps, line.text, line.length, &header) && header.stamped) {
            pass->stamped = true;
            pass->first = header.time;
        }
    }
    return status;
}

/* Whether the file's lines have stamps, by its beginning and its end. */
static enum daydream_status sniff(struct pass *pass, struct daydream_error *err)
{
    uint64_t size = (uint64_t)pass->reader.source.info.st_size;
    enum daydream_status status = sniff_at(pass, 0, err);

    if (status == DAYDREAM_OK && !pass->stamped && size > SNIFF_BYTES) {
        status = sniff_at(pass, size - SNIFF_BYTES, err);
        pass->first = 0; /* not that of the lines above it */
    }
    return status;
}

/* Files with stamps are read from their beginning, since only the stamps tell what is new. */
static uint64_t choose_start(const struct pass *pass, bool replaced)
{
    uint64_t size = (uint64_t)pass->reader.source.info.st_size;

    if (pass->stamped || replaced)
        return 0;
    if (pass->known)
        return pass->from;
    return size > FIRST_TIME_TAIL ? size - FIRST_TIME_TAIL : 0;
}

static enum daydream_status read_events(struct pass *pass, uint64_t start,
                                        struct daydream_error *err)
{
    struct dd_events *events = &pass->review->events;
    struct dd_line line;
    bool more = true;
    enum daydream_status status = DAYDREAM_OK;
    enum daydream_status ended;

    dd_reader_seek(&pass->reader, start);
    dd_events_init(events, &pass->stamps, pass->review->options.minimum, pass->first,
                   pass->known ? pass->from : 0);
    events->fn = take_event;
    events->user = pass;
    while (status == DAYDREAM_OK) {
        status = dd_reader_next(&pass->reader, &line, &more, err);
        if (status != DAYDREAM_OK || !more)
            break;
        status = dd_events_line(events, &line, err);
    }
    ended = dd_events_end(events, err);
    pass->review->lines += pass->reader.lines;
    pass->review->bytes += dd_reader_offset(&pass->reader) - start;
    return status == DAYDREAM_OK ? ended : status;
}

static struct dd_log_position *find_seen(const struct dd_log_review *review,
                                         const struct dd_reader *reader)
{
    for (size_t i = 0; i < review->seen_count; i++)
        if (review->seen[i].device == (uint64_t)reader->source.info.st_dev &&
            review->seen[i].inode == (uint64_t)reader->source.info.st_ino)
            return &review->seen[i];
    return NULL;
}

static enum daydream_status add_seen(struct dd_log_review *review,
                                     const struct dd_log_position *position,
                                     struct daydream_error *err)
{
    size_t capacity = review->seen_capacity == 0 ? 16 : review->seen_capacity * 2;
    struct dd_log_position *seen;

    if (review->seen_count == review->seen_capacity) {
        seen = realloc(review->seen, capacity * sizeof *seen);
        if (seen == NULL)
            return dd_fail_memory(err);
        review->seen = seen;
        review->seen_capacity = capacity;
    }
    review->seen[review->seen_count++] = *position;
    return DAYDREAM_OK;
}

/* What could not be read by the last reviews is read now. */
static int64_t since_of(const struct dd_log_review *review, const struct dd_log_position *position)
{
    int64_t from = review->options.from;

    return position->unread != 0 && position->unread < from ? position->unread : from;
}

/* Read the open file, and say in `position` how far. An error in the middle loses nothing of what
 * was read before it. */
static enum daydream_status review_open(struct pass *pass, bool replaced,
                                        struct dd_log_position *position,
                                        struct daydream_error *err)
{
    enum daydream_status status;
    enum daydream_status read;
    enum daydream_status moved;

    dd_stamps_init(&pass->stamps, pass->review->options.zone,
                   (int64_t)pass->reader.source.info.st_mtime);
    status = sniff(pass, err);
    read = read_events(pass, choose_start(pass, replaced), err);
    moved = dd_position_take(&pass->reader, position, err);
    if (moved == DAYDREAM_OK)
        moved = add_seen(pass->review, position, err);
    if (status == DAYDREAM_OK)
        status = read;
    return status == DAYDREAM_OK ? moved : status;
}

/* What the last review had not read yet of a file that goes by another name now. */
static enum daydream_status review_renamed(struct dd_log_review *review, const char *path,
                                           const char *name, const char *suffix,
                                           const struct dd_log_position *position,
                                           struct daydream_error *err)
{
    struct pass pass = {
        .review = review, .since = since_of(review, position), .from = position->offset};
    struct dd_log_position end = *position;
    struct dd_buf renamed = DD_BUF_INIT;
    struct dd_buf shown = DD_BUF_INIT;
    enum daydream_status status;

    pass.reader.source.fd = -1;
    dd_buf_printf(&renamed, "%s%s", path, suffix);
    dd_buf_printf(&shown, "%s%s", name, suffix);
    pass.name = dd_buf_text(&shown);
    if ((status = dd_buf_status(&renamed, err)) == DAYDREAM_OK &&
        (status = dd_buf_status(&shown, err)) == DAYDREAM_OK &&
        (status = dd_reader_new(&pass.reader, err)) == DAYDREAM_OK &&
        (status = dd_reader_open(&pass.reader, dd_buf_text(&renamed), err)) == DAYDREAM_OK &&
        find_seen(review, &pass.reader) == NULL &&
        (status = dd_position_matches(position, &pass.reader, &pass.known, err)) == DAYDREAM_OK &&
        pass.known)
        status = review_open(&pass, false, &end, err);
    dd_reader_free(&pass.reader);
    dd_buf_free(&renamed);
    dd_buf_free(&shown);
    return status;
}

static enum daydream_status follow_rename(struct dd_log_review *review, const char *path,
                                          const char *name, const struct dd_log_position *position,
                                          struct daydream_error *err)
{
    struct dd_buf suffix = DD_BUF_INIT;
    enum daydream_status status = dd_position_find_renamed(position, path, &suffix, err);

    if (status == DAYDREAM_OK && suffix.length > 0)
        status = review_renamed(review, path, name, dd_buf_text(&suffix), position, err);
    dd_buf_free(&suffix);
    return status;
}

/* The file is open and not seen before by this review. */
static enum daydream_status review_new_file(struct pass *pass, const char *path,
                                            struct dd_log_position *position,
                                            struct daydream_error *err)
{
    bool before = dd_position_known(position);
    enum daydream_status followed = DAYDREAM_OK;
    enum daydream_status status = DAYDREAM_OK;

    pass->from = position->offset;
    if (before)
        status = dd_position_matches(position, &pass->reader, &pass->known, err);
    if (status == DAYDREAM_OK && before && !pass->known)
        followed = follow_rename(pass->review, path, pass->name, position, err);
    if (status == DAYDREAM_OK)
        status = review_open(pass, before && !pass->known, position, err);
    return status == DAYDREAM_OK ? followed : status;
}

enum daydream_status dd_log_review_file(struct dd_log_review *review, const char *path,
                                        const char *name, struct dd_log_position *position,
                                        struct daydream_error *err)
{
    struct pass pass = {.review = review, .name = name, .since = since_of(review, position)};
    const struct dd_log_position *seen;
    enum daydream_status status = dd_reader_new(&pass.reader, err);

    if (status == DAYDREAM_OK)
        status = dd_reader_open(&pass.reader, path, err);
    position->unread = status == DAYDREAM_ERROR_FILE ? pass.since : 0;
    if (status == DAYDREAM_OK) {
        seen = find_seen(review, &pass.reader);
        if (seen != NULL)
            *position = *seen;
        else
            status = review_new_file(&pass, path, position, err);
    }
    dd_reader_free(&pass.reader);
    return status;
}

enum daydream_status dd_log_review_groups(struct dd_log_review *review,
                                          const struct daydream_log_group **groups, size_t *count,
                                          struct daydream_error *err)
{
    enum daydream_status status = dd_merge(&review->groups, &review->merged, err);

    *groups = review->merged.items;
    *count = review->merged.count;
    return status;
}

uint64_t dd_log_review_bytes(const struct dd_log_review *review)
{
    return review->bytes;
}

uint64_t dd_log_review_lines(const struct dd_log_review *review)
{
    return review->lines;
}

uint64_t dd_log_review_events(const struct dd_log_review *review)
{
    return review->counted;
}

uint64_t dd_log_review_folded(const struct dd_log_review *review)
{
    return review->groups.other.count;
}
