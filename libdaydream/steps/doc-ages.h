/* SPDX-License-Identifier: MIT */
/* Documents that were committed last before files that they refer to. */
#ifndef DD_STEPS_DOC_AGES_H
#define DD_STEPS_DOC_AGES_H

#include "steps/doc-tree.h"
#include "steps/step.h"

#define DD_DOC_AGES_NAMED 5

struct dd_doc_pair {
    uint32_t document; /* places in the tree */
    uint32_t file;
};

struct dd_doc_old {
    uint32_t document;
    uint32_t file;         /* of those that it refers to, the youngest */
    int64_t document_time; /* 0: before what was looked at */
    int64_t file_time;
};

struct dd_doc_ages {
    struct dd_doc_pair *pairs; /* in the order of the documents */
    size_t count;
    size_t capacity;
    size_t old;                                 /* how many documents are older */
    struct dd_doc_old named[DD_DOC_AGES_NAMED]; /* those that are so by the most time */
    size_t named_count;
};

void dd_doc_ages_free(struct dd_doc_ages *ages);

/* Beyond a million pairs they are left out. */
enum daydream_status dd_doc_ages_add(struct dd_doc_ages *ages, uint32_t document, uint32_t file,
                                     struct daydream_error *err);

/* Ask git for the dates and count. */
enum daydream_status dd_doc_ages_count(struct dd_doc_ages *ages, const char *directory,
                                       const struct dd_doc_tree *tree, struct daydream_error *err);

#endif
