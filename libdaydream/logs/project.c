/* SPDX-License-Identifier: MIT */
/* The part of review.h that follows the logs of a project from one review to the next. */
#include <errno.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/path.h"
#include "logs/places.h"
#include "logs/reviewer.h"

#define DAY             ((int64_t)24 * 60 * 60)
#define FIRST_TIME_TAIL ((uint64_t)1024 * 1024)

struct project {
    struct dd_log_review *review;
    const char *directory;
    struct dd_log_positions *out;
    dd_log_file_fn fn;
    void *user;
};

/* A log with its siblings, and the places that belong to it. */
struct family {
    const struct project *project;
    struct dd_log_member *members;
    size_t count;
    struct dd_place *places;
    size_t place_count;
    size_t first_out; /* of its places in `out` */
    int64_t since;    /* until when it was reviewed, or from when on it counts */
    bool reviewed;    /* it was, and what is not known of it is new */
};

static enum daydream_status tell(const struct family *family, struct dd_log_member *member,
                                 enum dd_log_outcome outcome, const char *why, uint64_t bytes,
                                 struct daydream_error *err)
{
    const struct dd_log_file file = {.path = member->path,
                                     .family = member->family,
                                     .rotated = family->count > 1,
                                     .size = member->size,
                                     .modified = member->modified,
                                     .bytes = bytes,
                                     .outcome = outcome,
                                     .why = why};

    member->outcome = outcome;
    return family->project->fn(family->project->user, &file, err);
}

static int64_t not_before(int64_t time, int64_t limit)
{
    return time < limit ? limit : time;
}

/* What could not be read by the last reviews is read now. */
static void look_back(struct family *family)
{
    const struct dd_log_options *options = &family->project->review->options;

    family->since = options->from;
    for (size_t i = 0; i < family->place_count; i++) {
        const struct dd_log_position *position = family->places[i].position;

        family->reviewed = family->reviewed || position->inode != 0;
        if (position->unread != 0 && position->unread < family->since && !options->replay)
            family->since = not_before(position->unread, options->earliest);
    }
}

static int rank_of(const struct family *family, const struct dd_log_member *member)
{
    int rank = 2;

    for (size_t i = 0; i < family->place_count && rank > 0; i++) {
        const struct dd_log_position *position = family->places[i].position;

        if (dd_place_is_inode(position, member->device, member->inode))
            rank = 0;
        else if (dd_place_is_of(&family->places[i], member))
            rank = 1;
    }
    return rank;
}

static int compare_ranks(const void *a, const void *b)
{
    const struct dd_log_member *one = a;
    const struct dd_log_member *two = b;

    if (one->rank != two->rank)
        return one->rank - two->rank;
    if (one->modified != two->modified)
        return one->modified < two->modified ? -1 : 1;
    return strcmp(one->path, two->path);
}

/* Those that are most likely the remembered ones come first: of logs that are alike each finds its
 * own place. */
static void sort_members(struct family *family)
{
    for (size_t i = 0; i < family->count; i++)
        family->members[i].rank = rank_of(family, &family->members[i]);
    qsort(family->members, family->count, sizeof *family->members, compare_ranks);
}

/* What is being compressed lies there twice for a while. */
static bool has_unpacked_twin(const struct family *family, const struct dd_log_member *member)
{
    const char *ending = strrchr(member->path, '.');
    size_t length = ending != NULL ? (size_t)(ending - member->path) : 0;

    if (ending == NULL || (strcmp(ending, ".gz") != 0 && strcmp(ending, ".zst") != 0))
        return false;
    for (size_t i = 0; i < family->count; i++) {
        const struct dd_log_member *other = &family->members[i];

        if (other->regular && strlen(other->path) == length &&
            memcmp(other->path, member->path, length) == 0)
            return true;
    }
    return false;
}

/* Why a sibling need not be opened; NULL: it has to be. */
static const char *reason_to_pass(const struct family *family, const struct dd_log_member *member)
{
    if (member->alias)
        return "is another name of a file";
    if (strcmp(member->path, member->family) != 0 && member->modified < family->since - DAY)
        return "is older than the window";
    return has_unpacked_twin(family, member) ? "is there uncompressed" : NULL;
}

static void set_part(struct dd_pass *pass, uint64_t low, int64_t since, uint64_t fresh)
{
    pass->low = low;
    pass->since = since;
    pass->fresh = fresh;
}

static void choose_part_of_known(struct dd_pass *pass, const struct dd_log_position *position)
{
    const struct dd_log_options *options = pass->options;

    if (options->replay && pass->stamped)
        set_part(pass, 0, options->from, position->offset);
    else
        set_part(pass, position->offset, options->replay ? INT64_MIN : options->earliest,
                 position->offset);
}

/* A file without a place, in a log that has some, was begun since the last review; unless it is
 * older than that, and only was not there. */
static void choose_part_of_new(struct dd_pass *pass, const struct family *family)
{
    const struct dd_log_options *options = pass->options;
    int64_t modified = (int64_t)pass->reader->source.info.st_mtime;
    bool begun_since = family->reviewed && !options->replay &&
                       (pass->stamped
                            ? pass->first != 0 && pass->first >= family->since - DD_ZONE_MAX
                            : modified >= family->since);
    uint64_t size;

    if (begun_since) {
        set_part(pass, 0, options->earliest, 0);
    } else if (pass->stamped) {
        set_part(pass, 0, family->since, UINT64_MAX);
    } else {
        size = dd_pass_size(pass);
        if (!family->reviewed)
            size = size > FIRST_TIME_TAIL ? size - FIRST_TIME_TAIL : 0;
        set_part(pass, size, INT64_MIN, 0);
    }
}

static enum daydream_status remember(const struct family *family, const struct dd_pass *pass,
                                     const struct dd_log_member *member, struct daydream_error *err)
{
    struct dd_log_position position = dd_position_take(pass->reader, member->path, pass->offset);

    return dd_positions_add(family->project->out, &position, err);
}

/* An error in the middle loses nothing of what was read before it. */
static enum daydream_status read_member(struct family *family, const struct dd_log_member *member,
                                        uint64_t *bytes, struct daydream_error *err)
{
    struct dd_log_review *review = family->project->review;
    struct dd_log_positions *out = family->project->out;
    struct dd_pass pass = dd_review_pass(review, member->path);
    const struct dd_source *source = &review->reader.source;
    const struct dd_log_position *position;
    enum daydream_status status;
    enum daydream_status kept;

    dd_pass_begin(&pass);
    position = dd_places_find(family->places, family->place_count, out->items + family->first_out,
                              out->count - family->first_out, member, pass.stamped,
                              &review->reader);
    if (position != NULL)
        choose_part_of_known(&pass, position);
    else
        choose_part_of_new(&pass, family);
    pass.follows = true;
    pass.closed = member->closed || !dd_source_seeks(source) ||
                  (position != NULL && position->size == (uint64_t)source->info.st_size);
    status = dd_review_read(review, &pass, err);
    *bytes = pass.bytes;
    kept = remember(family, &pass, member, err);
    return kept == DAYDREAM_OK ? status : kept;
}

static enum daydream_status open_member(struct family *family, struct dd_log_member *member,
                                        uint64_t *bytes, struct daydream_error *err)
{
    struct dd_reader *reader = &family->project->review->reader;
    struct dd_buf path = DD_BUF_INIT;
    bool before = false;
    enum daydream_status status;

    dd_path_join(&path, family->project->directory, member->path);
    if ((status = dd_buf_status(&path, err)) == DAYDREAM_OK) {
        status = dd_reader_open(reader, dd_buf_text(&path), err);
        if (status == DAYDREAM_OK)
            status = dd_seen_add(&family->project->review->seen, member->device, member->inode,
                                 &before, err);
        if (status == DAYDREAM_OK && !before)
            status = read_member(family, member, bytes, err);
        dd_reader_close(reader);
    }
    dd_buf_free(&path);
    return status;
}

static enum daydream_status review_readable(struct family *family, struct dd_log_member *member,
                                            struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    uint64_t bytes = 0;
    const char *why = reason_to_pass(family, member);
    enum daydream_status status;

    if (why != NULL)
        return tell(family, member, DD_LOG_PASSED, why, 0, err);
    status = open_member(family, member, &bytes, &cause);
    if (status == DAYDREAM_ERROR_MEMORY)
        return dd_fail_as(err, &cause);
    if (status == DAYDREAM_OK)
        return tell(family, member, DD_LOG_READ, NULL, bytes, err);
    return tell(family, member, DD_LOG_UNREAD, cause.text, bytes, err);
}

static enum daydream_status review_member(struct family *family, struct dd_log_member *member,
                                          struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    bool absent = member->errnum == ENOENT || member->errnum == ELOOP;

    if (member->errnum == 0 && member->regular)
        return review_readable(family, member, err);
    if (member->errnum == 0 || absent)
        return tell(family, member, DD_LOG_LEFT_OUT, "is no regular file", 0, err);
    (void)dd_fail_errno(&cause, DAYDREAM_ERROR_FILE, "logs", member->errnum, "cannot read %s",
                        member->path);
    return tell(family, member, DD_LOG_UNREAD, cause.text, 0, err);
}

/* Keep a place that nobody claimed. `unread`: its file should have been read. */
static enum daydream_status keep(const struct project *project, struct dd_place *place, bool unread,
                                 int64_t since, struct daydream_error *err)
{
    struct dd_log_position position = *place->position;

    if (place->claimed || place->kept)
        return DAYDREAM_OK;
    place->kept = true;
    if (unread && position.unread == 0)
        position.unread = since;
    return dd_positions_add(project->out, &position, err);
}

/* Keep the places of a file that was not read. One that never was has none yet. */
static enum daydream_status keep_member(struct family *family, const struct dd_log_member *member,
                                        struct daydream_error *err)
{
    const struct dd_log_position never = {.path = member->path, .unread = family->since};
    bool unread = member->outcome == DD_LOG_UNREAD;
    bool any = false;
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < family->place_count && status == DAYDREAM_OK; i++)
        if (dd_place_is_of(&family->places[i], member)) {
            status = keep(family->project, &family->places[i], unread, family->since, err);
            any = true;
        }
    if (status == DAYDREAM_OK && unread && !any)
        status = dd_positions_add(family->project->out, &never, err);
    return status;
}

static bool has_place_in_out(const struct family *family, const struct dd_log_member *member)
{
    const struct dd_log_positions *out = family->project->out;

    for (size_t i = family->first_out; i < out->count; i++)
        if (strcmp(out->items[i].path, member->path) == 0)
            return true;
    return false;
}

static enum daydream_status review_family(struct family *family, struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    family->first_out = family->project->out->count;
    look_back(family);
    sort_members(family);
    for (size_t i = 0; i < family->count && status == DAYDREAM_OK; i++)
        status = review_member(family, &family->members[i], err);
    for (size_t i = 0; i < family->count && status == DAYDREAM_OK; i++)
        if (!has_place_in_out(family, &family->members[i]))
            status = keep_member(family, &family->members[i], err);
    return status;
}

/* A log of which nothing is there may come back: its place is kept for as long as one looks back.
 */
static enum daydream_status keep_vanished(const struct project *project, struct dd_place *place,
                                          struct daydream_error *err)
{
    const struct dd_log_options *options = &project->review->options;

    if (place->position->unread != 0 && place->position->unread <= options->earliest)
        return DAYDREAM_OK;
    return keep(project, place, true, options->from, err);
}

static size_t family_length(const struct dd_log_members *members, size_t begin)
{
    size_t end = begin;

    while (end < members->count &&
           strcmp(members->items[end].family, members->items[begin].family) == 0)
        end++;
    return end - begin;
}

/* Members and places are both in the order of the families. */
static enum daydream_status review_families(const struct project *project,
                                            struct dd_log_members *members,
                                            struct dd_places *places, struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;
    size_t place = 0;

    for (size_t i = 0; i < members->count && status == DAYDREAM_OK;) {
        struct family family = {.project = project, .members = members->items + i};
        const char *name = family.members[0].family;

        family.count = family_length(members, i);
        for (; place < places->count && status == DAYDREAM_OK &&
               strcmp(places->items[place].family, name) < 0;
             place++)
            status = keep_vanished(project, &places->items[place], err);
        family.places = places->items + place;
        while (place < places->count && strcmp(places->items[place].family, name) == 0) {
            family.place_count++;
            place++;
        }
        if (status == DAYDREAM_OK)
            status = review_family(&family, err);
        i += family.count;
    }
    for (; place < places->count && status == DAYDREAM_OK; place++)
        status = keep_vanished(project, &places->items[place], err);
    return status;
}

enum daydream_status dd_log_review_project(struct dd_log_review *review, const char *directory,
                                           const struct dd_strings *paths,
                                           const struct dd_log_positions *known,
                                           struct dd_log_positions *out, dd_log_file_fn fn,
                                           void *user, struct daydream_error *err)
{
    const struct project project = {review, directory, out, fn, user};
    struct dd_log_members members = DD_LOG_MEMBERS_INIT;
    struct dd_places places = {NULL, 0};
    enum daydream_status status = dd_family_collect(directory, paths, &members, err);

    if (status == DAYDREAM_OK)
        status = dd_places_new(known, &places, err);
    if (status == DAYDREAM_OK)
        status = review_families(&project, &members, &places, err);
    dd_places_free(&places);
    dd_members_free(&members);
    return status;
}
