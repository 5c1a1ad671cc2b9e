/* SPDX-License-Identifier: MIT */
/* Where it went, what documents refer to and is not there. git is asked once, for these paths only,
 * and again only where something was renamed more than once. */
#ifndef DD_STEPS_DOC_HISTORY_H
#define DD_STEPS_DOC_HISTORY_H

#include "steps/doc-missing.h"
#include "steps/doc-tree.h"

/* Fill in the past of each that git's history knows. */
enum daydream_status dd_doc_history_ask(const char *directory, const struct dd_doc_tree *tree,
                                        struct dd_doc_missings *missings,
                                        struct daydream_error *err);

#endif
