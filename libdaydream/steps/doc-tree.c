/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/path.h"
#include "net/ascii.h"
#include "steps/doc-tree.h"
#include "text/bytes.h"

#define FIRST_ROOM ((size_t)1024)
#define MOST_PATHS ((size_t)2000000)
#define MOST_BYTES ((size_t)256 * 1024 * 1024)

struct entry {
    uint32_t offset;    /* of its path in `bytes` */
    uint32_t same_name; /* the next one of that name; NONE: the last */
    bool is_folder;
};

struct dd_doc_tree {
    struct dd_buf bytes; /* paths, each with its NUL */
    struct entry *entries;
    size_t count;
    /* open addressing, `room` (a power of 2) of each, at most half of them taken */
    uint32_t *paths; /* by the path in small letters */
    uint32_t *names; /* the first entry of a name */
    size_t room;
    bool full;
};

static void clear(uint32_t *table, size_t room)
{
    for (size_t i = 0; i < room; i++)
        table[i] = DD_DOC_TREE_NONE;
}

static enum daydream_status allocate(struct dd_doc_tree *tree, size_t room,
                                     struct daydream_error *err)
{
    struct entry *entries = realloc(tree->entries, room / 2 * sizeof *entries);
    uint32_t *paths;
    uint32_t *names;

    if (entries != NULL)
        tree->entries = entries;
    paths = malloc(room * sizeof *paths);
    names = malloc(room * sizeof *names);
    if (entries == NULL || paths == NULL || names == NULL) {
        free(paths);
        free(names);
        return dd_fail_memory(err);
    }
    free(tree->paths);
    free(tree->names);
    tree->paths = paths;
    tree->names = names;
    tree->room = room;
    clear(paths, room);
    clear(names, room);
    return DAYDREAM_OK;
}

enum daydream_status dd_doc_tree_new(struct dd_doc_tree **out, struct daydream_error *err)
{
    struct dd_doc_tree *tree = calloc(1, sizeof *tree);
    enum daydream_status status;

    *out = NULL;
    if (tree == NULL)
        return dd_fail_memory(err);
    status = allocate(tree, FIRST_ROOM, err);
    if (status == DAYDREAM_OK)
        *out = tree;
    else
        dd_doc_tree_free(tree);
    return status;
}

void dd_doc_tree_free(struct dd_doc_tree *tree)
{
    if (tree == NULL)
        return;
    dd_buf_free(&tree->bytes);
    free(tree->entries);
    free(tree->paths);
    free(tree->names);
    free(tree);
}

bool dd_doc_tree_is_full(const struct dd_doc_tree *tree)
{
    return tree->full;
}

size_t dd_doc_tree_count(const struct dd_doc_tree *tree)
{
    return tree->count;
}

const char *dd_doc_tree_path(const struct dd_doc_tree *tree, uint32_t index)
{
    return tree->bytes.data + tree->entries[index].offset;
}

bool dd_doc_tree_is_folder(const struct dd_doc_tree *tree, uint32_t index)
{
    return tree->entries[index].is_folder;
}

/* ---- the tables ---- */

static uint64_t hash_small(const char *path, size_t length)
{
    uint64_t hash = DD_HASH_BEGIN;

    for (size_t i = 0; i < length; i++) {
        char c = dd_lower(path[i]);

        hash = dd_hash_more(hash, &c, 1);
    }
    return dd_hash_end(hash);
}

static bool is_path(const struct dd_doc_tree *tree, uint32_t index, const char *path, size_t length,
                    bool whatever_case)
{
    const char *other = dd_doc_tree_path(tree, index);

    if (strlen(other) != length)
        return false;
    return whatever_case ? dd_ascii_same(other, path, length) : memcmp(other, path, length) == 0;
}

/* The slot of the path, or the free one where it would be. */
static size_t find_path(const struct dd_doc_tree *tree, const char *path, size_t length,
                        bool whatever_case)
{
    size_t at = (size_t)hash_small(path, length) & (tree->room - 1);

    while (tree->paths[at] != DD_DOC_TREE_NONE &&
           !is_path(tree, tree->paths[at], path, length, whatever_case))
        at = (at + 1) & (tree->room - 1);
    return at;
}

static size_t find_name(const struct dd_doc_tree *tree, const char *name)
{
    size_t at = (size_t)dd_hash(name, strlen(name)) & (tree->room - 1);

    while (tree->names[at] != DD_DOC_TREE_NONE &&
           strcmp(dd_path_name(dd_doc_tree_path(tree, tree->names[at])), name) != 0)
        at = (at + 1) & (tree->room - 1);
    return at;
}

static void enter(struct dd_doc_tree *tree, uint32_t index)
{
    const char *path = dd_doc_tree_path(tree, index);
    size_t slot = find_name(tree, dd_path_name(path));

    tree->paths[find_path(tree, path, strlen(path), false)] = index;
    tree->entries[index].same_name = tree->names[slot];
    tree->names[slot] = index;
}

static enum daydream_status grow(struct dd_doc_tree *tree, struct daydream_error *err)
{
    enum daydream_status status = allocate(tree, tree->room * 2, err);

    for (size_t i = 0; i < tree->count && status == DAYDREAM_OK; i++)
        enter(tree, (uint32_t)i);
    return status;
}

/* ---- adding ---- */

static enum daydream_status add_entry(struct dd_doc_tree *tree, const char *path, size_t length,
                                      bool is_folder, uint32_t *index, struct daydream_error *err)
{
    uint32_t found = tree->paths[find_path(tree, path, length, false)];
    enum daydream_status status = DAYDREAM_OK;

    *index = found;
    if (found != DD_DOC_TREE_NONE)
        return DAYDREAM_OK;
    if (tree->count >= MOST_PATHS || tree->bytes.length + length >= MOST_BYTES) {
        tree->full = true;
        return DAYDREAM_OK;
    }
    if (tree->count >= tree->room / 2)
        status = grow(tree, err);
    if (status != DAYDREAM_OK)
        return status;
    tree->entries[tree->count] = (struct entry){(uint32_t)tree->bytes.length, 0, is_folder};
    dd_buf_add(&tree->bytes, path, length);
    dd_buf_putc(&tree->bytes, '\0');
    if ((status = dd_buf_status(&tree->bytes, err)) == DAYDREAM_OK) {
        *index = (uint32_t)tree->count++;
        enter(tree, *index);
    }
    return status;
}

/* From the innermost out: where one is known, those above it are. */
static enum daydream_status add_folders(struct dd_doc_tree *tree, const char *path,
                                        struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;
    size_t before = SIZE_MAX;
    uint32_t index;

    for (size_t length = strlen(path); length > 0 && status == DAYDREAM_OK; length--) {
        if (path[length] != '/')
            continue;
        before = tree->count;
        status = add_entry(tree, path, length, true, &index, err);
        if (tree->count == before)
            break;
    }
    return status;
}

enum daydream_status dd_doc_tree_add(struct dd_doc_tree *tree, const char *path, uint32_t *index,
                                     struct daydream_error *err)
{
    uint32_t place;
    enum daydream_status status = add_entry(tree, path, strlen(path), false, &place, err);

    if (index != NULL)
        *index = place;
    return status == DAYDREAM_OK ? add_folders(tree, path, err) : status;
}

/* ---- finding ---- */

uint32_t dd_doc_tree_find(const struct dd_doc_tree *tree, const char *path)
{
    return tree->paths[find_path(tree, path, strlen(path), false)];
}

uint32_t dd_doc_tree_find_like(const struct dd_doc_tree *tree, const char *path)
{
    return tree->paths[find_path(tree, path, strlen(path), true)];
}

static bool ends_with(const char *path, const char *end)
{
    size_t length = strlen(path);
    size_t wanted = strlen(end);

    return length > wanted && path[length - wanted - 1] == '/' &&
           strcmp(path + length - wanted, end) == 0;
}

static uint32_t first_ending(const struct dd_doc_tree *tree, const char *end, uint32_t index)
{
    while (index != DD_DOC_TREE_NONE && !ends_with(dd_doc_tree_path(tree, index), end))
        index = tree->entries[index].same_name;
    return index;
}

uint32_t dd_doc_tree_ending(const struct dd_doc_tree *tree, const char *end)
{
    return first_ending(tree, end, tree->names[find_name(tree, dd_path_name(end))]);
}

uint32_t dd_doc_tree_next_ending(const struct dd_doc_tree *tree, const char *end, uint32_t index)
{
    return first_ending(tree, end, tree->entries[index].same_name);
}
