/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "logs/cluster.h"
#include "logs/merge.h"

/* Samples and exceptions belong to the table. */
void dd_merged_free(struct dd_merged *merged)
{
    for (size_t i = 0; i < merged->count; i++) {
        free(merged->items[i].template);
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
    item->files = (struct dd_strings)DD_STRINGS_INIT;
    item->fingerprint_count = 0;
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
    if (status == DAYDREAM_OK)
        status = dd_string_set(&item->template, dd_buf_text(&template), err);
    dd_buf_free(&template);
    return status;
}

/* The first group of a cluster, the gravest and most frequent, gives it its sample. */
static enum daydream_status fill(const struct daydream_log_group *sorted, size_t count,
                                 const size_t *of, struct dd_merged *out,
                                 struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < count && status == DAYDREAM_OK; i++) {
        struct daydream_log_group *item = &out->items[of[i]];

        if (of[i] == out->count) {
            out->count++;
            status = begin_item(&sorted[i], item, err);
        } else {
            status = add_item(&sorted[i], item, err);
        }
        item->fingerprint_count++;
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

static void give_fingerprints(const struct daydream_log_group *sorted, size_t count,
                              const size_t *of, struct dd_merged *out)
{
    size_t at = 0;

    for (size_t i = 0; i < out->count; i++) {
        uint64_t *first = out->fingerprints + at;

        for (size_t j = 0; j < count; j++)
            if (of[j] == i)
                out->fingerprints[at++] = sorted[j].fingerprint;
        out->items[i].fingerprint_count = sort_fingerprints(first, out->items[i].fingerprint_count);
        out->items[i].fingerprints = first;
        out->items[i].fingerprint = *first;
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
    item->fingerprints = &out->fingerprints[at];
    item->fingerprint_count = 1;
    return DAYDREAM_OK;
}

static enum daydream_status merge(struct daydream_log_group *sorted, size_t *of, size_t count,
                                  struct dd_merged *out, struct daydream_error *err)
{
    size_t clusters = 0;
    enum daydream_status status;

    dd_groups_sort(sorted, count);
    status = dd_cluster(sorted, count, of, &clusters, err);
    if (status == DAYDREAM_OK)
        status = fill(sorted, count, of, out, err);
    if (status == DAYDREAM_OK)
        give_fingerprints(sorted, count, of, out);
    if (status == DAYDREAM_OK)
        dd_groups_sort(out->items, out->count);
    return status;
}

enum daydream_status dd_merge(const struct dd_groups *groups, struct dd_merged *out,
                              struct daydream_error *err)
{
    size_t room = groups->count + 1;
    struct daydream_log_group *sorted = calloc(room, sizeof *sorted);
    size_t *of = calloc(room, sizeof *of);
    enum daydream_status status = DAYDREAM_OK;

    dd_merged_free(out);
    out->items = calloc(room, sizeof *out->items);
    out->fingerprints = calloc(room, sizeof *out->fingerprints);
    if (sorted == NULL || of == NULL || out->items == NULL || out->fingerprints == NULL)
        status = dd_fail_memory(err);
    if (status == DAYDREAM_OK && groups->count > 0)
        memcpy(sorted, groups->items, groups->count * sizeof *sorted);
    if (status == DAYDREAM_OK)
        status = merge(sorted, of, groups->count, out, err);
    if (status == DAYDREAM_OK)
        status = add_other(&groups->other, groups->count, out, err);
    if (status != DAYDREAM_OK)
        dd_merged_free(out);
    free(of);
    free(sorted);
    return status;
}
