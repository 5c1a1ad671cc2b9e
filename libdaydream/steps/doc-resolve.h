/* SPDX-License-Identifier: MIT */
/* Is it there, what a document refers to? */
#ifndef DD_STEPS_DOC_RESOLVE_H
#define DD_STEPS_DOC_RESOLVE_H

#include "steps/doc-target.h"
#include "steps/doc-tree.h"
#include "text/document.h"

enum dd_doc_answer {
    DD_DOC_THERE,
    DD_DOC_MISSING,
    DD_DOC_UNKNOWN /* it is in a submodule that is not there, or above the project */
};

struct dd_doc_place {
    const struct dd_doc_tree *tree;
    const char *directory; /* of the project */
    const char *document;  /* its path, from there */
    enum dd_doc_kind kind; /* of the document */
};

/* Look for the path of a target. `*index` is its place in the tree, NONE where it is only on the
 * disk. Names count as they are written, also on a disk that does not care. */
enum dd_doc_answer dd_doc_resolve(const struct dd_doc_place *place, enum dd_part part,
                                  const struct dd_doc_target *target, uint32_t *index);

/* Look for what a code span says: from the document's folder, from the project's, or as the end of
 * a path. `*index` is NONE, too, where several have that end. */
enum dd_doc_answer dd_doc_resolve_code(const struct dd_doc_place *place, const char *path,
                                       uint32_t *index);

/* Is there such a path, in the tree or on the disk? */
bool dd_doc_is_there(const struct dd_doc_tree *tree, const char *directory, const char *path);

#endif
