/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/path.h"
#include "logs/follow.h"

#define DAY             ((int64_t)24 * 60 * 60)
#define FIRST_TIME_TAIL ((uint64_t)1024 * 1024)

static enum daydream_status tell(const struct dd_followed *family, struct dd_log_member *member,
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
static void look_back(struct dd_followed *family)
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

static int rank_of(const struct dd_followed *family, const struct dd_log_member *member)
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
static void sort_members(struct dd_followed *family)
{
    for (size_t i = 0; i < family->count; i++)
        family->members[i].rank = rank_of(family, &family->members[i]);
    qsort(family->members, family->count, sizeof *family->members, compare_ranks);
}

/* What is being compressed lies there twice for a while; but "app.log.gz" is not "app.log", to
 * which somebody writes. */
static bool has_unpacked_twin(const struct dd_followed *family, const struct dd_log_member *member)
{
    const char *ending = strrchr(member->path, '.');
    size_t length = ending != NULL ? (size_t)(ending - member->path) : 0;

    if (ending == NULL || (strcmp(ending, ".gz") != 0 && strcmp(ending, ".zst") != 0))
        return false;
    for (size_t i = 0; i < family->count; i++) {
        const struct dd_log_member *other = &family->members[i];

        if (other->regular && strcmp(other->path, other->family) != 0 &&
            strlen(other->path) == length && memcmp(other->path, member->path, length) == 0)
            return true;
    }
    return false;
}

/* Why a sibling need not be opened; NULL: it has to be. */
static const char *reason_to_pass(const struct dd_followed *family,
                                  const struct dd_log_member *member)
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
static void choose_part_of_new(struct dd_pass *pass, const struct dd_followed *family)
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

static enum daydream_status remember(const struct dd_followed *family, const struct dd_pass *pass,
                                     struct dd_log_member *member, struct daydream_error *err)
{
    struct dd_log_position position = dd_position_take(pass->reader, member->path, pass->offset);

    member->placed = true;
    return dd_positions_add(family->project->out, &position, err);
}

/* An error in the middle loses nothing of what was read before it. */
static enum daydream_status read_member(struct dd_followed *family, struct dd_log_member *member,
                                        uint64_t *bytes, struct daydream_error *err)
{
    struct dd_log_review *review = family->project->review;
    struct dd_pass pass = dd_review_pass(review, member->path);
    const struct dd_source *source = &review->reader.source;
    const struct dd_log_position *position;
    enum daydream_status status;
    enum daydream_status kept;

    dd_pass_begin(&pass);
    position = dd_places_find(family->places, family->place_count, family->project->out,
                              family->first_out, member, pass.stamped, &review->reader);
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

static enum daydream_status open_member(struct dd_followed *family, struct dd_log_member *member,
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

static enum daydream_status review_readable(struct dd_followed *family,
                                            struct dd_log_member *member,
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

/* What lies there instead of a file; NULL: nobody knows. */
static const char *what_is_there(const struct dd_log_member *member)
{
    switch (member->errnum) {
    case 0:
        return "is no regular file";
    case ENOENT:
        return "is a link to what does not exist";
    case ELOOP:
        return "is a link that leads back to itself";
    default:
        return NULL;
    }
}

static enum daydream_status review_member(struct dd_followed *family, struct dd_log_member *member,
                                          struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    const char *what = what_is_there(member);

    if (member->errnum == 0 && member->regular)
        return review_readable(family, member, err);
    if (what != NULL)
        return tell(family, member, DD_LOG_LEFT_OUT, what, 0, err);
    (void)dd_fail_errno(&cause, DAYDREAM_ERROR_FILE, "logs", member->errnum, "cannot read %s",
                        member->path);
    return tell(family, member, DD_LOG_UNREAD, cause.text, 0, err);
}

/* Is a file that was not read the one that lay there? */
static bool has_inode(const struct dd_followed *family, const struct dd_log_position *position)
{
    for (size_t i = 0; i < family->count; i++) {
        const struct dd_log_member *member = &family->members[i];

        if (!member->placed && dd_place_is_inode(position, member->device, member->inode))
            return true;
    }
    return false;
}

/* The place of a file that was not read: it may lie under the name that the file had before, and
 * what has this name now may be another's. NULL: it has none. */
static struct dd_place *find_kept(const struct dd_followed *family,
                                  const struct dd_log_member *member)
{
    struct dd_place *found = NULL;

    for (size_t i = 0; i < family->place_count; i++) {
        struct dd_place *place = &family->places[i];

        if (place->claimed || !dd_place_is_of(place, member))
            continue;
        if (dd_place_is_inode(place->position, member->device, member->inode))
            return place;
        if (!has_inode(family, place->position))
            found = place;
    }
    return found;
}

/* Remember a file that was not read, under the name it has now. One that never was read has no
 * place yet. */
static enum daydream_status keep_member(struct dd_followed *family,
                                        const struct dd_log_member *member,
                                        struct daydream_error *err)
{
    const struct dd_log_position never = {.path = member->path, .unread = family->since};
    struct dd_place *place = find_kept(family, member);
    bool unread = member->outcome == DD_LOG_UNREAD;

    if (place != NULL)
        return dd_place_keep(place, member->path, unread ? family->since : 0, family->project->out,
                             err);
    return unread ? dd_positions_add(family->project->out, &never, err) : DAYDREAM_OK;
}

enum daydream_status dd_follow(struct dd_followed *family, struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    family->first_out = family->project->out->count;
    look_back(family);
    sort_members(family);
    for (size_t i = 0; i < family->count && status == DAYDREAM_OK; i++)
        status = review_member(family, &family->members[i], err);
    for (size_t i = 0; i < family->count && status == DAYDREAM_OK; i++)
        if (!family->members[i].placed)
            status = keep_member(family, &family->members[i], err);
    return status;
}
