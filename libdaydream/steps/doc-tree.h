/* SPDX-License-Identifier: MIT */
/* The paths of a project: its files and the folders above them, found by path, by path in whatever
 * case, and by how they end. */
#ifndef DD_STEPS_DOC_TREE_H
#define DD_STEPS_DOC_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "daydream.h"

#define DD_DOC_TREE_NONE UINT32_MAX

struct dd_doc_tree;

enum daydream_status dd_doc_tree_new(struct dd_doc_tree **out, struct daydream_error *err);
void dd_doc_tree_free(struct dd_doc_tree *tree);

/* Add a file and the folders above it, each once; `*index` (which may be NULL) is the file's place.
 * Beyond what a tree holds it is left out: dd_doc_tree_is_full(). */
enum daydream_status dd_doc_tree_add(struct dd_doc_tree *tree, const char *path, uint32_t *index,
                                     struct daydream_error *err);
bool dd_doc_tree_is_full(const struct dd_doc_tree *tree);
size_t dd_doc_tree_count(const struct dd_doc_tree *tree);

/* By its place, from 0 to the count; borrowed until something is added. */
const char *dd_doc_tree_path(const struct dd_doc_tree *tree, uint32_t index);
bool dd_doc_tree_is_folder(const struct dd_doc_tree *tree, uint32_t index);

/* The place of a path; of one that differs in the case of ASCII letters only; NONE. */
uint32_t dd_doc_tree_find(const struct dd_doc_tree *tree, const char *path);
uint32_t dd_doc_tree_find_like(const struct dd_doc_tree *tree, const char *path);

/* The first path that is "*" + "/" + `end`, and the next one behind `index`; NONE. */
uint32_t dd_doc_tree_ending(const struct dd_doc_tree *tree, const char *end);
uint32_t dd_doc_tree_next_ending(const struct dd_doc_tree *tree, const char *end, uint32_t index);

#endif
