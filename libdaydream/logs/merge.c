/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/utf8.h"
#include "logs/cluster.h"
#include "logs/merge.h"
#include "logs/template.h"

/* The groups of the table, and what becomes of each. */
struct work {
    struct daydream_log_group *sorted;
    size_t count;
    size_t *of; /* its cluster */
    size_t clusters;
    size_t *item; /* the item that it is in */
    size_t *last; /* the last item of each cluster, from 1; 0: none */
};

/* Samples and exceptions belong to the table. */
void dd_merged_free(struct dd_merged *merged)
{
    for (size_t i = 0; i < merged->count; i++) {
        free(merged->items[i].template);
        free(merged->items[i].title);
        dd_strings_free(&merged->items[i].files);
    }
    free(merged->items);
    free(merged->fingerprints);
    *merged = (struct dd_merged){.count = 0};
}

static enum daydream_status begin_item(const struct daydream_log_group *group,
                                       struct daydream_log_group *item, struct daydream_error *err)
{
    *item = *group;
    item->template = NULL;
    item->title = NULL;
    item->files = (struct dd_strings)DD_STRINGS_INIT;
    if (dd_string_set(&item->template, group->template, err) != DAYDREAM_OK)
        return DAYDREAM_ERROR_MEMORY;
    return dd_strings_copy(&item->files, &group->files, err);
}

static enum daydream_status add_item(const struct daydream_log_group *group,
                                     struct daydream_log_group *item, struct daydream_error *err)
{
    struct dd_buf template = DD_BUF_INIT;
    enum daydream_status status = dd_group_add(item, group, err);

    dd_cluster_template(&template, item->template, group->template);
    if (status == DAYDREAM_OK)
        status = dd_buf_status(&template, err);
    dd_buf_truncate(&template,
                    dd_utf8_cut(dd_buf_text(&template), template.length, DD_TEMPLATE_MAX));
    if (status == DAYDREAM_OK)
        status = dd_string_set(&item->template, dd_buf_text(&template), err);
    dd_buf_free(&template);
    return status;
}

/* Each level of a cluster is an item. Groups come by level, so that the one to add to can only be
 * the last of the cluster; its first group, the most frequent, gives it its sample. */
static enum daydream_status fill(const struct work *work, struct dd_merged *out,
                                 struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < work->count && status == DAYDREAM_OK; i++) {
        const struct daydream_log_group *group = &work->sorted[i];
        size_t *last = &work->last[work->of[i]];

        if (*last > 0 && out->items[*last - 1].level == group->level) {
            status = add_item(group, &out->items[*last - 1], err);
        } else {
            *last = ++out->count;
            status = begin_item(group, &out->items[*last - 1], err);
        }
        work->item[i] = *last - 1;
    }
    return status;
}

static int compare(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a;
    uint64_t right = *(const uint64_t *)b;

    return left < right ? -1 : left > right;
}

/* Each once: messages that differ in secrets only have the same one. */
static size_t sort_fingerprints(uint64_t *first, size_t count)
{
    size_t kept = 1;

    qsort(first, count, sizeof *first, compare);
    for (size_t i = 1; i < count; i++)
        if (first[i] != first[kept - 1])
            first[kept++] = first[i];
    return kept;
}

static void set_fingerprints(struct daydream_log_group *item, const uint64_t *first, size_t count)
{
    item->fingerprints = first;
    item->fingerprint_count = count;
    item->fingerprint = *first;
}

/* All levels of a cluster have the fingerprints of all of its groups. */
static void give_fingerprints(const struct work *work, struct dd_merged *out)
{
    uint64_t *first = out->fingerprints;

    for (size_t i = 0; i < work->clusters; i++) {
        size_t count = 0;

        for (size_t j = 0; j < work->count; j++)
            if (work->of[j] == i)
                first[count++] = work->sorted[j].fingerprint;
        count = sort_fingerprints(first, count);
        for (size_t j = 0; j < work->count; j++)
            if (work->of[j] == i)
                set_fingerprints(&out->items[work->item[j]], first, count);
        first += count;
    }
}

/* What found no room is the last one, and like no other. */
static enum daydream_status add_other(const struct daydream_log_group *other, size_t at,
                                      struct dd_merged *out, struct daydream_error *err)
{
    struct daydream_log_group *item = &out->items[out->count];

    if (other->count == 0)
        return DAYDREAM_OK;
    out->count++;
    out->fingerprints[at] = other->fingerprint;
    if (begin_item(other, item, err) != DAYDREAM_OK)
        return DAYDREAM_ERROR_MEMORY;
    set_fingerprints(item, &out->fingerprints[at], 1);
    return DAYDREAM_OK;
}

static enum daydream_status merge(struct work *work, struct dd_merged *out,
                                  struct daydream_error *err)
{
    enum daydream_status status;

    dd_groups_sort(work->sorted, work->count);
    status = dd_cluster(work->sorted, work->count, work->of, &work->clusters, err);
    if (status == DAYDREAM_OK)
        status = fill(work, out, err);
    if (status == DAYDREAM_OK)
        give_fingerprints(work, out);
    if (status == DAYDREAM_OK)
        dd_groups_sort(out->items, out->count);
    return status;
}

static enum daydream_status give_titles(struct dd_merged *out, struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < out->count && status == DAYDREAM_OK; i++) {
        struct dd_buf title = DD_BUF_INIT;

        dd_group_describe(&out->items[i], &title);
        status = dd_buf_take(&title, &out->items[i].title, err);
        dd_buf_free(&title);
    }
    return status;
}

static enum daydream_status begin(const struct dd_groups *groups, struct work *work,
                                  struct dd_merged *out, struct daydream_error *err)
{
    size_t room = groups->count + 1;

    work->count = groups->count;
    work->sorted = calloc(room, sizeof *work->sorted);
    work->of = calloc(room, sizeof *work->of);
    work->item = calloc(room, sizeof *work->item);
    work->last = calloc(room, sizeof *work->last);
    out->items = calloc(room, sizeof *out->items);
    out->fingerprints = calloc(room, sizeof *out->fingerprints);
    if (work->sorted == NULL || work->of == NULL || work->item == NULL || work->last == NULL ||
        out->items == NULL || out->fingerprints == NULL)
        return dd_fail_memory(err);
    if (groups->count > 0)
        memcpy(work->sorted, groups->items, groups->count * sizeof *work->sorted);
    return DAYDREAM_OK;
}

enum daydream_status dd_merge(const struct dd_groups *groups, struct dd_merged *out,
                              struct daydream_error *err)
{
    struct work work = {.count = 0};
    enum daydream_status status;

    dd_merged_free(out);
    status = begin(groups, &work, out, err);
    if (status == DAYDREAM_OK)
        status = merge(&work, out, err);
    if (status == DAYDREAM_OK)
        status = add_other(&groups->other, groups->count, out, err);
    if (status == DAYDREAM_OK)
        status = give_titles(out, err);
    if (status != DAYDREAM_OK)
        dd_merged_free(out);
    free(work.last);
    free(work.item);
    free(work.of);
    free(work.sorted);
    return status;
}
