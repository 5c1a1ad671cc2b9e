/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "services/git-history.h"
#include "steps/doc-ages.h"

#define MOST_PAIRS   ((size_t)1000000)
#define MOST_COMMITS 20000 /* what was not touched since then is older than what was */
#define UNWANTED     INT64_C(-1)

struct walk {
    const struct dd_doc_tree *tree;
    int64_t *times; /* of each place in the tree: 0, not known yet; UNWANTED */
    size_t left;
};

void dd_doc_ages_free(struct dd_doc_ages *ages)
{
    free(ages->pairs);
    *ages = (struct dd_doc_ages){.pairs = NULL};
}

enum daydream_status dd_doc_ages_add(struct dd_doc_ages *ages, uint32_t document, uint32_t file,
                                     struct daydream_error *err)
{
    if (ages->count == MOST_PAIRS)
        return DAYDREAM_OK;
    if (ages->count == ages->capacity) {
        size_t capacity = ages->capacity > 0 ? ages->capacity * 2 : 64;
        struct dd_doc_pair *pairs = realloc(ages->pairs, capacity * sizeof *pairs);

        if (pairs == NULL)
            return dd_fail_memory(err);
        ages->pairs = pairs;
        ages->capacity = capacity;
    }
    ages->pairs[ages->count++] = (struct dd_doc_pair){document, file};
    return DAYDREAM_OK;
}

static void want(struct walk *walk, uint32_t index)
{
    walk->left += walk->times[index] == UNWANTED;
    walk->times[index] = 0;
}

static enum daydream_status take_change(void *user, const struct dd_git_change *change,
                                        bool *enough, struct daydream_error *err)
{
    struct walk *walk = user;
    uint32_t index = dd_doc_tree_find(walk->tree, change->path);

    (void)err;
    if (index == DD_DOC_TREE_NONE || walk->times[index] != 0 || change->kind == 'D')
        return DAYDREAM_OK;
    walk->times[index] = change->time;
    *enough = --walk->left == 0;
    return DAYDREAM_OK;
}

/* The most behind come first. */
static void name(struct dd_doc_ages *ages, const struct dd_doc_old *old)
{
    int64_t gap = old->file_time - old->document_time;
    size_t place = ages->named_count;

    while (place > 0 &&
           ages->named[place - 1].file_time - ages->named[place - 1].document_time < gap)
        place--;
    if (place == DD_DOC_AGES_NAMED)
        return;
    if (ages->named_count < DD_DOC_AGES_NAMED)
        ages->named_count++;
    memmove(&ages->named[place + 1], &ages->named[place],
            (ages->named_count - place - 1) * sizeof ages->named[0]);
    ages->named[place] = *old;
}

/* A document without a date is from before all that was looked at, or was never committed. */
static void compare(struct dd_doc_ages *ages, const int64_t *times, bool whole_history)
{
    size_t at = 0;

    while (at < ages->count) {
        struct dd_doc_old old = {.document = ages->pairs[at].document};

        old.document_time = times[old.document];
        for (; at < ages->count && ages->pairs[at].document == old.document; at++)
            if (times[ages->pairs[at].file] > old.file_time) {
                old.file = ages->pairs[at].file;
                old.file_time = times[old.file];
            }
        if (old.file_time > old.document_time && (old.document_time > 0 || !whole_history)) {
            ages->old++;
            name(ages, &old);
        }
    }
}

enum daydream_status dd_doc_ages_count(struct dd_doc_ages *ages, const char *directory,
                                       const struct dd_doc_tree *tree, struct daydream_error *err)
{
    struct walk walk = {tree, NULL, 0};
    int seen = 0;
    enum daydream_status status = DAYDREAM_OK;

    if (ages->count == 0)
        return DAYDREAM_OK;
    walk.times = malloc(dd_doc_tree_count(tree) * sizeof *walk.times);
    if (walk.times == NULL)
        return dd_fail_memory(err);
    for (size_t i = 0; i < dd_doc_tree_count(tree); i++)
        walk.times[i] = UNWANTED;
    for (size_t i = 0; i < ages->count; i++) {
        want(&walk, ages->pairs[i].document);
        want(&walk, ages->pairs[i].file);
    }
    status = dd_git_touched(directory, MOST_COMMITS, take_change, &walk, &seen, err);
    if (status == DAYDREAM_OK)
        compare(ages, walk.times, seen < MOST_COMMITS);
    free(walk.times);
    return status;
}
