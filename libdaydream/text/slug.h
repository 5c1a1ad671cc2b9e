/* SPDX-License-Identifier: MIT */
/*
 * The names by which a link reaches a place in a document: those of its headings, made as GitHub
 * makes them of Markdown and docutils of reStructuredText, and those that were given. GitHub's
 * pages compare them whatever their case, and so does this.
 */
#ifndef DD_TEXT_SLUG_H
#define DD_TEXT_SLUG_H

#include <stdbool.h>

#include "base/buf.h"

enum dd_slug_style {
    DD_SLUG_GITHUB,  /* github/html-pipeline, toc_filter.rb: "What's new?" is "whats-new" */
    DD_SLUG_DOCUTILS /* docutils.nodes.make_id(): "What's new?" is "what-s-new" */
};

/* The names of one document. */
struct dd_slugs;

enum daydream_status dd_slugs_new(struct dd_slugs **out, struct daydream_error *err);
void dd_slugs_free(struct dd_slugs *slugs);

/* Forget what was added, for another document. */
void dd_slugs_begin(struct dd_slugs *slugs, enum dd_slug_style style);

/* A heading; of several alike, each further one gets "-1", "-2", ... behind its name. */
enum daydream_status dd_slugs_add_heading(struct dd_slugs *slugs, const char *words,
                                          struct daydream_error *err);

/* A name as it was given. */
enum daydream_status dd_slugs_add_name(struct dd_slugs *slugs, const char *name,
                                       struct daydream_error *err);

/* Does a fragment, without its "#" and its percent signs undone, name one of them? */
enum daydream_status dd_slugs_have(struct dd_slugs *slugs, const char *fragment, bool *out,
                                   struct daydream_error *err);

#endif
