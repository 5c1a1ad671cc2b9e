/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "logs/groups.h"
#include "logs/template.h"

#define FIRST_SLOTS 64
#define OTHER       "(other messages)"

void dd_groups_init(struct dd_groups *groups, size_t max)
{
    *groups = (struct dd_groups){.max = max};
}

static void group_free(struct daydream_log_group *group)
{
    free(group->template);
    free(group->exception);
    free(group->sample);
    dd_strings_free(&group->files);
}

void dd_groups_free(struct dd_groups *groups)
{
    for (size_t i = 0; i < groups->count; i++)
        group_free(&groups->items[i]);
    group_free(&groups->other);
    free(groups->items);
    free(groups->slots);
    dd_buf_free(&groups->text);
    *groups = (struct dd_groups){.max = groups->max};
}

/* The slot that holds the fingerprint, or the free one where it belongs. */
static size_t *find_slot(const struct dd_groups *groups, uint64_t fingerprint)
{
    size_t at = (size_t)fingerprint & (groups->slot_count - 1);

    while (groups->slots[at] != 0 &&
           groups->items[groups->slots[at] - 1].fingerprint != fingerprint)
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
        *find_slot(groups, groups->items[i].fingerprint) = i + 1;
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

static enum daydream_status name_group(struct daydream_log_group *group, const char *template,
                                       const char *exception, uint64_t fingerprint,
                                       struct daydream_error *err)
{
    enum daydream_status status = dd_string_set(&group->template, template, err);

    if (status == DAYDREAM_OK && *exception != '\0')
        status = dd_string_set(&group->exception, exception, err);
    group->fingerprint = fingerprint;
    return status;
}

static enum daydream_status add_group(struct dd_groups *groups, const char *template,
                                      const char *exception, uint64_t fingerprint,
                                      struct daydream_log_group **out, struct daydream_error *err)
{
    struct daydream_log_group *group;
    enum daydream_status status;

    if ((status = grow_items(groups, err)) != DAYDREAM_OK ||
        (status = grow_slots(groups, err)) != DAYDREAM_OK)
        return status;
    group = &groups->items[groups->count];
    *group = (struct daydream_log_group){.files = DD_STRINGS_INIT};
    status = name_group(group, template, exception, fingerprint, err);
    if (status != DAYDREAM_OK) {
        group_free(group);
        return status;
    }
    *find_slot(groups, fingerprint) = ++groups->count;
    *out = group;
    return DAYDREAM_OK;
}

static enum daydream_status other_group(struct dd_groups *groups, struct daydream_log_group **out,
                                        struct daydream_error *err)
{
    *out = &groups->other;
    if (groups->other.template != NULL)
        return DAYDREAM_OK;
    return name_group(&groups->other, OTHER, "", dd_hash(OTHER "\n", strlen(OTHER "\n")), err);
}

static void make_template(struct dd_buf *text, const char *message, size_t length,
                          const struct dd_event *event)
{
    dd_buf_reset(text);
    dd_template_make(text, message, length);
    if (text->length == 0)
        dd_buf_puts(text, event->exception[0] != '\0' ? event->exception : "(no text)");
}

/* A template is made of a masked message, in which no rule would know half of a token again. So
 * that what is kept has none, it is made anew, of a clean one; once for a group, as that takes its
 * time. */
static enum daydream_status keep_group(struct dd_groups *groups, const struct dd_event *event,
                                       uint64_t fingerprint, struct daydream_log_group **out,
                                       struct daydream_error *err)
{
    struct dd_buf clean = DD_BUF_INIT;
    enum daydream_status status = DAYDREAM_OK;

    if (groups->clean != NULL)
        status = groups->clean(groups->clean_user, event->message, event->length, &clean, err);
    if (status == DAYDREAM_OK && groups->clean != NULL)
        make_template(&groups->text, dd_buf_text(&clean), clean.length, event);
    if (status == DAYDREAM_OK)
        status = add_group(groups, dd_buf_text(&groups->text), event->exception, fingerprint, out,
                           err);
    dd_buf_free(&clean);
    return status;
}

/* The text that is hashed is the template, a line feed, and the exception. */
static enum daydream_status find_group(struct dd_groups *groups, const struct dd_event *event,
                                       struct daydream_log_group **out, struct daydream_error *err)
{
    struct dd_buf *text = &groups->text;
    uint64_t fingerprint;
    size_t length;
    size_t slot;

    make_template(text, event->message, event->length, event);
    length = text->length;
    dd_buf_printf(text, "\n%s", event->exception);
    if (dd_buf_status(text, err) != DAYDREAM_OK)
        return DAYDREAM_ERROR_MEMORY;
    fingerprint = dd_hash(text->data, text->length);
    slot = groups->slot_count > 0 ? *find_slot(groups, fingerprint) : 0;
    if (slot == 0 && groups->count >= groups->max)
        return other_group(groups, out, err);
    dd_buf_truncate(text, length);
    if (slot == 0)
        return keep_group(groups, event, fingerprint, out, err);
    *out = &groups->items[slot - 1];
    return DAYDREAM_OK;
}

static enum daydream_status add_file(struct daydream_log_group *group, const char *file,
                                     struct daydream_error *err)
{
    if (group->files.count >= DD_GROUP_FILES_MAX || dd_strings_has(&group->files, file))
        return DAYDREAM_OK;
    return dd_strings_add(&group->files, file, err);
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
    group->count++;
    if (event->level > group->level)
        group->level = event->level;
    if (time != 0 && (group->first == 0 || time < group->first))
        group->first = time;
    if (time > group->last)
        group->last = time;
    return add_file(group, file, err);
}

static int compare(const void *a, const void *b)
{
    const struct daydream_log_group *left = a;
    const struct daydream_log_group *right = b;
    int order;

    if (left->level != right->level)
        return left->level > right->level ? -1 : 1;
    if (left->count != right->count)
        return left->count > right->count ? -1 : 1;
    order = strcmp(left->template, right->template);
    if (order != 0)
        return order;
    return strcmp(left->exception != NULL ? left->exception : "",
                  right->exception != NULL ? right->exception : "");
}

void dd_groups_sort(struct daydream_log_group *items, size_t count)
{
    if (count > 1)
        qsort(items, count, sizeof *items, compare);
}
