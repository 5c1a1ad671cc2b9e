/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "logs/places.h"

void dd_places_free(struct dd_places *places)
{
    for (size_t i = 0; i < places->count; i++)
        free(places->items[i].family);
    free(places->items);
    *places = (struct dd_places){NULL, 0};
}

static int compare(const void *a, const void *b)
{
    const struct dd_place *one = a;
    const struct dd_place *two = b;
    int order = strcmp(one->family, two->family);

    return order != 0 ? order : strcmp(one->position->path, two->position->path);
}

enum daydream_status dd_places_new(const struct dd_log_positions *positions,
                                   struct dd_places *places, struct daydream_error *err)
{
    struct dd_buf family = DD_BUF_INIT;
    enum daydream_status status = DAYDREAM_OK;

    *places = (struct dd_places){calloc(positions->count + 1, sizeof *places->items), 0};
    if (places->items == NULL)
        return dd_fail_memory(err);
    for (size_t i = 0; i < positions->count && status == DAYDREAM_OK; i++) {
        struct dd_place *place = &places->items[i];

        (void)dd_family_name(positions->items[i].path, &family);
        status = dd_buf_take(&family, &place->family, err);
        place->position = &positions->items[i];
        places->count += status == DAYDREAM_OK;
    }
    qsort(places->items, places->count, sizeof *places->items, compare);
    dd_buf_free(&family);
    return status;
}

bool dd_place_is_inode(const struct dd_log_position *position, uint64_t device, uint64_t inode)
{
    return position->inode != 0 && position->device == device && position->inode == inode;
}

bool dd_place_is_of(const struct dd_place *place, const struct dd_log_member *member)
{
    return dd_place_is_inode(place->position, member->device, member->inode) ||
           strcmp(place->position->path, member->path) == 0;
}

enum daydream_status dd_place_keep(struct dd_place *place, const char *path, int64_t unread,
                                   struct dd_log_positions *out, struct daydream_error *err)
{
    struct dd_log_position position = *place->position;

    place->claimed = true;
    position.path = (char *)(uintptr_t)path;
    if (position.unread == 0)
        position.unread = unread;
    return dd_positions_add(out, &position, err);
}

/* No rotation gives an old file its first name back: what is alike there is new. */
static bool is_live(const struct dd_log_member *member)
{
    return strcmp(member->path, member->family) == 0;
}

/* Of what nothing was read no byte tells, and the inode of an empty file may be another's by now.
 */
static bool is_still_there(const struct dd_log_position *position,
                           const struct dd_log_member *member)
{
    return dd_place_is_inode(position, member->device, member->inode) &&
           (strcmp(position->path, member->path) == 0 ||
            (position->size > 0 && position->size <= member->size));
}

static bool may_be(const struct dd_place *place, const struct dd_log_member *member, bool stamped)
{
    const struct dd_log_position *position = place->position;

    if (position->inode == 0 || (place->claimed && !stamped))
        return false;
    if (is_live(member))
        return strcmp(position->path, member->path) == 0;
    return position->offset > 0 || is_still_there(position, member);
}

/* Is one of two places that match the better one? The more bytes are the same, the surer it is; but
 * lines without stamps repeat. */
static bool is_better(const struct dd_log_position *one, const struct dd_log_position *other,
                      const struct dd_log_member *member, bool stamped)
{
    bool one_lay_there = dd_place_is_inode(one, member->device, member->inode);
    bool other_lay_there = dd_place_is_inode(other, member->device, member->inode);
    bool read = one->offset > 0 && other->offset > 0;

    if (one_lay_there != other_lay_there && (one->offset == other->offset || (read && !stamped)))
        return one_lay_there;
    return one->offset > other->offset;
}

static struct dd_place *find_place(struct dd_place *places, size_t count,
                                   const struct dd_log_member *member, bool stamped,
                                   struct dd_reader *reader)
{
    struct dd_place *found = NULL;

    for (size_t i = 0; i < count; i++) {
        struct dd_place *place = &places[i];

        if (may_be(place, member, stamped) && dd_position_matches(place->position, reader) &&
            (found == NULL || is_better(place->position, found->position, member, stamped)))
            found = place;
    }
    return found;
}

const struct dd_log_position *dd_places_find(struct dd_place *places, size_t count,
                                             const struct dd_log_positions *out, size_t first,
                                             const struct dd_log_member *member, bool stamped,
                                             struct dd_reader *reader)
{
    struct dd_place *place = find_place(places, count, member, stamped, reader);
    const struct dd_log_position *found = place != NULL ? place->position : NULL;

    if (place != NULL)
        place->claimed = true;
    for (size_t i = first; i < out->count && stamped && !is_live(member); i++)
        if (out->items[i].offset > (found != NULL ? found->offset : 0) &&
            dd_position_matches(&out->items[i], reader))
            found = &out->items[i];
    return found;
}
