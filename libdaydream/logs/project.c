/* SPDX-License-Identifier: MIT */
/* The part of review.h that follows the logs of a project from one review to the next. */
#include "logs/follow.h"

/* A log of which nothing is there may come back: its place is kept for as long as one looks back.
 */
static enum daydream_status keep_vanished(const struct dd_following *project,
                                          struct dd_place *place, struct daydream_error *err)
{
    const struct dd_log_options *options = &project->review->options;

    if (place->position->unread != 0 && place->position->unread <= options->earliest)
        return DAYDREAM_OK;
    return dd_place_keep(place, place->position->path, options->from, project->out, err);
}

static size_t family_length(const struct dd_log_members *members, size_t begin)
{
    size_t end = begin;

    while (end < members->count &&
           strcmp(members->items[end].family, members->items[begin].family) == 0)
        end++;
    return end - begin;
}

/* The places that nobody has come to yet. */
struct walk {
    const struct dd_following *project;
    struct dd_place *place;
    struct dd_place *end;
};

/* Leave the places of logs that come before `family` in their order; NULL: all. */
static enum daydream_status pass_vanished(struct walk *walk, const char *family,
                                          struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (; walk->place < walk->end && status == DAYDREAM_OK; walk->place++) {
        if (family != NULL && strcmp(walk->place->family, family) >= 0)
            break;
        status = keep_vanished(walk->project, walk->place, err);
    }
    return status;
}

static enum daydream_status review_family(struct walk *walk, struct dd_log_member *members,
                                          size_t count, struct daydream_error *err)
{
    struct dd_followed family = {.project = walk->project, .members = members, .count = count};
    enum daydream_status status = pass_vanished(walk, members[0].family, err);

    family.places = walk->place;
    while (walk->place < walk->end && strcmp(walk->place->family, members[0].family) == 0)
        walk->place++;
    family.place_count = (size_t)(walk->place - family.places);
    return status == DAYDREAM_OK ? dd_follow(&family, err) : status;
}

/* Members and places are both in the order of the families. */
static enum daydream_status review_families(const struct dd_following *project,
                                            struct dd_log_members *members,
                                            const struct dd_places *places,
                                            struct daydream_error *err)
{
    struct walk walk = {project, places->items, places->items + places->count};
    enum daydream_status status = DAYDREAM_OK;
    size_t count;

    for (size_t i = 0; i < members->count && status == DAYDREAM_OK; i += count) {
        count = family_length(members, i);
        status = review_family(&walk, members->items + i, count, err);
    }
    return status == DAYDREAM_OK ? pass_vanished(&walk, NULL, err) : status;
}

enum daydream_status dd_log_review_project(struct dd_log_review *review, const char *directory,
                                           const struct dd_strings *paths,
                                           const struct dd_log_positions *known,
                                           struct dd_log_positions *out, dd_log_file_fn fn,
                                           void *user, struct daydream_error *err)
{
    const struct dd_following project = {review, directory, out, fn, user};
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
