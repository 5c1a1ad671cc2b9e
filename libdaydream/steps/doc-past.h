/* SPDX-License-Identifier: MIT */
/* One look into git's history for paths: which commit removed each, and what it became. */
#ifndef DD_STEPS_DOC_PAST_H
#define DD_STEPS_DOC_PAST_H

#include "steps/doc-missing.h"

struct dd_doc_pasts;

enum daydream_status dd_doc_pasts_new(struct dd_doc_pasts **out, struct daydream_error *err);
void dd_doc_pasts_free(struct dd_doc_pasts *pasts);

/* A path to ask for; a file or a folder. */
enum daydream_status dd_doc_pasts_want(struct dd_doc_pasts *pasts, const char *path,
                                       struct daydream_error *err);

/* Ask for all of them. */
enum daydream_status dd_doc_pasts_ask(struct dd_doc_pasts *pasts, const char *directory,
                                      struct daydream_error *err);

/* What is known of a path that was asked for: commit NULL when git does not know it. Borrowed. */
struct dd_doc_event {
    const char *commit;
    int64_t time;
    const char *to; /* NULL: it was removed */
};
struct dd_doc_event dd_doc_pasts_of(const struct dd_doc_pasts *pasts, const char *path);

#endif
