/* SPDX-License-Identifier: MIT */
/* What is known of home's documents while they are looked at. */
#ifndef DD_STEPS_DOC_SURVEY_H
#define DD_STEPS_DOC_SURVEY_H

#include "steps/doc-ages.h"
#include "steps/doc-missing.h"
#include "steps/doc-target.h"
#include "steps/doc-tree.h"
#include "steps/step.h"
#include "text/slug.h"

/* A link to a place in another document. */
struct dd_doc_anchor {
    uint32_t document; /* places in the tree */
    uint32_t target;
    uint32_t line;
    char *fragment;
};

struct dd_doc_survey {
    struct dd_step_context *context;
    struct dd_doc_tree *tree;
    uint32_t *documents; /* to be looked into: places in the tree */
    size_t document_count;
    size_t document_capacity;
    size_t references;
    size_t too_big;
    bool knows_ages;
    struct dd_doc_missings missings;
    struct dd_doc_ages ages;
    struct dd_doc_anchor *anchors; /* to be looked for when all documents are known */
    size_t anchor_count;
    size_t anchor_capacity;
    size_t passed_over; /* anchors beyond what is kept */
    struct dd_slugs *slugs;
    struct dd_buf text; /* of the document at hand */
};

/* Read a document's text; `*kind` NONE when there is nothing to look into. */
enum daydream_status dd_doc_survey_read(struct dd_doc_survey *survey, uint32_t document,
                                        enum dd_doc_kind *kind, struct daydream_error *err);

/* Note what a document refers to. */
enum daydream_status dd_doc_survey_document(struct dd_doc_survey *survey, uint32_t document,
                                            struct daydream_error *err);

/* Look for the places in other documents. */
enum daydream_status dd_doc_survey_anchors(struct dd_doc_survey *survey,
                                           struct daydream_error *err);

/* Is a fragment one that a page has whatever its headings are? */
bool dd_doc_fragment_is_free(const char *fragment, enum dd_doc_kind kind);

/* Has the document whose names were learnt last the place that a fragment names? */
enum daydream_status dd_doc_survey_has(struct dd_doc_survey *survey, const char *fragment,
                                       bool *known, struct daydream_error *err);

/* Say what was found. */
enum daydream_status dd_doc_survey_report(struct dd_doc_survey *survey, struct daydream_error *err);

#endif
