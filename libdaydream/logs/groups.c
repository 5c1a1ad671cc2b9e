/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "logs/groups.h"

#define FIRST_SLOTS 64
#define OTHER       "(other messages)"

void dd_groups_init(struct dd_groups *groups, size_t max)
{
    *groups = (struct dd_groups){.max = max};
}

void dd_groups_free(struct dd_groups *groups)
{
    for (size_t i = 0; i < groups->count; i++)
        dd_group_free(&groups->items[i]);
    dd_group_free(&groups->other);
    free(groups->items);
    free(groups->slots);
    *groups = (struct dd_groups){.max = groups->max};
}

/* The slot that holds the key, or the free one where it belongs. */
static size_t *find_slot(const struct dd_groups *groups, uint64_t key)
{
    size_t at = (size_t)key & (groups->slot_count - 1);

    while (groups->slots[at] != 0 && groups->items[groups->slots[at] - 1].key != key)
        at = (at + 1) & (groups->slot_count - 1);
    return &groups->slots[at];
}

/* Keep the table at most half full. */
static enum daydream_status grow_slots(struct dd_groups *groups, struct daydream_error *err)
{
    size_t count = groups->slot_count == 0 ? FIRST_SLOTS : groups->slot_count * 2;
    size_t *slots;

    if (groups->count < groups->slot_count / 2)
        return DAYDREAM_OK;
    slots = calloc(count, sizeof *slots);
    if (slots == NULL)
        return dd_fail_memory(err);
    free(groups->slots);
    groups->slots = slots;
    groups->slot_count = count;
    for (size_t i = 0; i < groups->count; i++)
        *find_slot(groups, groups->items[i].key) = i + 1;
    return DAYDREAM_OK;
}

static enum daydream_status grow_items(struct dd_groups *groups, struct daydream_error *err)
{
    size_t capacity = groups->capacity == 0 ? 16 : groups->capacity * 2;
    struct daydream_log_group *items;

    if (groups->count < groups->capacity)
        return DAYDREAM_OK;
    items = realloc(groups->items, capacity * sizeof *items);
    if (items == NULL)
        return dd_fail_memory(err);
    groups->items = items;
    groups->capacity = capacity;
    return DAYDREAM_OK;
}

static enum daydream_status add_group(struct dd_groups *groups, const struct dd_event *event,
                                      uint64_t key, struct daydream_log_group **out,
                                      struct daydream_error *err)
{
    struct daydream_log_group group;
    enum daydream_status status;

    if ((status = grow_items(groups, err)) != DAYDREAM_OK ||
        (status = grow_slots(groups, err)) != DAYDREAM_OK ||
        (status = dd_group_make(&groups->cleaner, event, key, &group, err)) != DAYDREAM_OK)
        return status;
    groups->items[groups->count] = group;
    groups->of_level[group.level]++;
    *out = &groups->items[groups->count];
    *find_slot(groups, key) = ++groups->count;
    return DAYDREAM_OK;
}

static enum daydream_status other_group(struct dd_groups *groups, struct daydream_log_group **out,
                                        struct daydream_error *err)
{
    *out = &groups->other;
    if (groups->other.template != NULL)
        return DAYDREAM_OK;
    return dd_group_name(&groups->other, OTHER, "", err);
}

/* Is there a group that matters less than an event of this level? */
static bool has_lower(const struct dd_groups *groups, enum dd_log_level level)
{
    for (size_t i = 0; i < (size_t)level; i++)
        if (groups->of_level[i] > 0)
            return true;
    return false;
}

/* The least grave, and of those the least frequent, and of those the last. */
static size_t least_group(const struct dd_groups *groups)
{
    const struct daydream_log_group *items = groups->items;
    size_t least = 0;

    for (size_t i = 1; i < groups->count; i++)
        if (items[i].level < items[least].level ||
            (items[i].level == items[least].level && items[i].count <= items[least].count))
            least = i;
    return least;
}

static void find_slots_again(struct dd_groups *groups)
{
    memset(groups->slots, 0, groups->slot_count * sizeof *groups->slots);
    for (size_t i = 0; i < groups->count; i++)
        *find_slot(groups, groups->items[i].key) = i + 1;
}

/* Make room for something graver: fold the group that matters least. */
static enum daydream_status fold_least(struct dd_groups *groups, struct daydream_error *err)
{
    struct daydream_log_group *other;
    struct daydream_log_group *least = &groups->items[least_group(groups)];
    enum daydream_status status = other_group(groups, &other, err);

    if (status == DAYDREAM_OK)
        status = dd_group_add(other, least, err);
    if (status != DAYDREAM_OK)
        return status;
    groups->of_level[least->level]--;
    dd_group_free(least);
    *least = groups->items[--groups->count];
    find_slots_again(groups);
    return DAYDREAM_OK;
}

static enum daydream_status find_group(struct dd_groups *groups, const struct dd_event *event,
                                       struct daydream_log_group **out, struct daydream_error *err)
{
    uint64_t key = dd_group_key(event);
    size_t slot = groups->slot_count > 0 ? *find_slot(groups, key) : 0;
    enum daydream_status status = DAYDREAM_OK;

    if (slot != 0) {
        *out = &groups->items[slot - 1];
        return DAYDREAM_OK;
    }
    if (groups->count >= groups->max && !has_lower(groups, event->level))
        return other_group(groups, out, err);
    if (groups->count >= groups->max)
        status = fold_least(groups, err);
    return status == DAYDREAM_OK ? add_group(groups, event, key, out, err) : status;
}

enum daydream_status dd_groups_add(struct dd_groups *groups, const struct dd_event *event,
                                   int64_t time, const char *file, uint64_t *fingerprint,
                                   struct daydream_error *err)
{
    struct daydream_log_group *group = NULL;
    enum daydream_status status = find_group(groups, event, &group, err);

    if (status != DAYDREAM_OK)
        return status;
    *fingerprint = group->fingerprint;
    if (event->level > group->level) /* that is what found no room, which has any level */
        group->level = event->level;
    return dd_group_count(group, time, file, err);
}
